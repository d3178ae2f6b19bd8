"""The static twin of a panel: what stands in its place where no widget can be, as escaped HTML."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from mentorkit.errors import MentorkitError
from mentorkit.text import Text, msg
from mentorkit.ui.shape import ABSENT, Shape
from mentorkit.ui.words import choice_words, value_words

__all__ = ["friendly_html", "twin_html", "values_html"]

_MANY = 9  # columns of a table that is set smaller, so that it fits a page

_ABSENT = msg("This section is not in the program file yet.")
_BESIDE = msg("What the editor shows beside these values")
_STATIC = msg("Static view: run the notebook to edit.")


def twin_html(title: str, shape: Shape, raw: Any, view_html: str, text: Text, hidden: frozenset[str]) -> str:
    """The values of the section, the same view the panel shows (folded: a page has shown it already), how to edit."""
    frame = '<div class="mk-twin" dir="{}" lang="{}"><div class="mk-panel-title">{}</div>{}{}<p class="mk-note">{}</p></div>'
    folded = Markup('<details class="mk-data"><summary>{}</summary>{}</details>').format(text(_BESIDE), Markup(view_html)) if view_html else Markup("")
    return str(Markup(frame).format(text.direction, text.language, title, values_html(shape, raw, text, hidden), folded, text(_STATIC)))


def values_html(shape: Shape, raw: Any, text: Text, hidden: frozenset[str] = frozenset()) -> Markup:
    """What is written in the section, as a small table; a list of entries has one row for each."""
    if raw is ABSENT or raw is None or raw in ({}, []):
        return Markup('<p class="mk-note">{}</p>').format(text(_ABSENT))
    if shape.kind == "rows":
        return _entries(shape, raw, text, hidden)
    many = shape.kind in ("group", "entries")
    rows = _flat(shape, raw, text, hidden, "") if many else [(text(shape.title), _words(shape, raw, text, hidden))]
    body = Markup("").join(Markup('<tr><th scope="row">{}</th><td>{}</td></tr>').format(_bidi(name), words) for name, words in rows)
    return Markup('<table class="mk-values"><tbody>{}</tbody></table>').format(body)


def friendly_html(error: MentorkitError, text: Text) -> str:
    """What is missing or wrong in the view's place: the message and its list, never a traceback."""
    message = error.message
    lead = text(message) if not isinstance(message, str) else message
    problems: Sequence[Any] = getattr(error, "problems", ())
    bullets = Markup("").join(Markup("<li>{}</li>").format(_bidi(problem.sentence(text))) for problem in problems)
    listed = Markup("<ul>{}</ul>").format(bullets) if bullets else Markup("")
    return str(Markup('<div class="mk-alert" role="alert"><p>{}</p>{}</div>').format(_bidi(lead), listed))


def _entries(shape: Shape, raw: list[Any], text: Text, hidden: frozenset[str]) -> Markup:
    parts = [(key, part) for key, part in shape.parts if key not in hidden and any(key in entry for entry in raw)]
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(text(part.title)) for _, part in parts)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(Markup("<td>{}</td>").format(_words(part, entry[key], text, hidden) if key in entry else "") for key, part in parts),
        )
        for entry in raw
    )
    dense = " mk-dense" if len(parts) > _MANY else ""
    return Markup('<table class="mk-values{}"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>').format(dense, head, body)


def _flat(shape: Shape, raw: Any, text: Text, hidden: frozenset[str], above: str) -> list[tuple[str, Markup]]:
    """Name and value of everything written; names of groups stand before those of their fields."""
    found: list[tuple[str, Markup]] = []
    if shape.kind == "entries":
        inner = shape.value or Shape("text", "")
        return [(above + (choice_words(key, text) if _closed(shape) else key), _words(inner, value, text, hidden)) for key, value in raw.items()]
    for key, part in shape.parts:
        if key in hidden or key not in raw or raw[key] is None:
            continue
        name = above + text(part.title)
        if part.kind in ("group", "entries"):
            found += _flat(part, raw[key], text, hidden, f"{name} – ")
        else:
            found.append((name, _words(part, raw[key], text, hidden)))
    return found


def _words(shape: Shape, raw: Any, text: Text, hidden: frozenset[str]) -> Markup:
    """One value in words; lists inside lists become bullets."""
    if raw is None:
        return Markup("")
    if shape.kind == "rows":
        one = Shape("group", "", model=shape.model)
        lines = [Markup("; ").join(Markup("<bdi>{}: {}</bdi>").format(name, words) for name, words in _flat(one, entry, text, hidden, "")) for entry in raw]
        return Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(line) for line in lines))
    if shape.kind in ("group", "entries"):
        return Markup("; ").join(Markup("<bdi>{}: {}</bdi>").format(name, words) for name, words in _flat(shape, raw, text, hidden, ""))
    if isinstance(raw, bool):
        return Markup("{}").format(text.cell(raw))
    if shape.kind == "day":
        return Markup("<bdi>{}</bdi>").format(_day(raw, text))
    if isinstance(raw, list):
        words = [choice_words(v, text) if shape.kind == "many" and _closed(shape) else value_words(v) for v in raw]
        flat = shape.kind == "numbers" and len(words) == 3 and len(set(words)) == 1  # a range without spread
        return Markup(", ").join(Markup("<bdi>{}</bdi>").format(word) for word in (words[:1] if flat else words))
    return Markup("<bdi>{}</bdi>").format(choice_words(raw, text) if shape.kind == "choice" and _closed(shape) else value_words(raw))


def _closed(shape: Shape) -> bool:
    """Whether values are words of ours; a short name chosen from a list of the file is shown as it is written."""
    return bool(shape.choices) or not shape.link


def _day(raw: Any, text: Text) -> str:
    try:
        return text.date(datetime.date.fromisoformat(raw))
    except (TypeError, ValueError):
        return value_words(raw)


def _bidi(words: str) -> Markup:
    """Isolation marks as elements, as pages write them."""
    return Markup(str(Markup.escape(words)).replace("\u2068", "<bdi>").replace("\u2069", "</bdi>"))
