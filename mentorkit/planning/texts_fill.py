"""Templates of letters and guides: found, checked against the facts they may name, filled, and taken apart into lines with a meaning.

A template is plain text that anybody can edit. One line is one paragraph; the first characters say what it is::

    # Title        ## Heading       - point        1. numbered point      [ ] box to tick
    > small note   | cell | cell |  ___ line to write on                   **bold** inside a line

``{{ fact }}`` is replaced by a fact, ``{% if fact %} ... {% endif %}`` keeps lines only where the file states it.
"""

from __future__ import annotations

import re
import sysconfig
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import mentorkit
from mentorkit.errors import MentorkitError
from mentorkit.planning.texts_facts import Fact
from mentorkit.text import Text, msg

__all__ = ["BLANK", "Filled", "Filling", "Part", "Reason", "parts_of", "placeholders", "template_source", "templates_folder"]

PartKind = Literal["title", "heading", "text", "bullet", "number", "box", "note", "row", "line"]
# how a blank looks once it is filled in: renderers mark it, tests count it
BLANK = re.compile(r"\[\.\.\.: [^\[\]]*\]")
_KINDS: tuple[tuple[str, PartKind], ...] = (("# ", "title"), ("## ", "heading"), ("- ", "bullet"), ("[ ] ", "box"), ("> ", "note"), ("___", "line"))
# what may follow the full stop of an isolated value
_CLOSING = "\u2069"
# WORD JOINER: nothing is seen of it, and what it stands before is not the beginning of a line
_JOINER = "\u2060"
_LEADING = re.compile(r"[#>_-]|\d{1,2}\. |\[")
_NUMBERED = re.compile(r"(\d{1,2})\. ")


@dataclass(frozen=True)
class Part:
    """One paragraph; a ``row`` of a table has several ``words``, everything else one. ``number`` of a numbered point."""

    kind: PartKind
    words: tuple[str, ...]
    number: int = 0


@dataclass(frozen=True)
class Reason:
    """One thing that brought two people together, in words: its name, what both named, and why it counts."""

    name: Any
    shared: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Filled:
    """A filled text: its title, its parts, and the keys of the facts that are still blank in it."""

    title: str
    parts: tuple[Part, ...]
    missing: tuple[str, ...] = ()


def templates_folder() -> Path | None:
    """Where the templates lie: ``data/texts`` beside the package, else where an installation puts them; None where there are none."""
    beside = Path(str(mentorkit.__file__)).resolve().parents[1]
    places = (beside / "data" / "texts", beside / "share" / "mentorkit" / "texts", Path(sysconfig.get_path("data")) / "share" / "mentorkit" / "texts")
    return next((place for place in places if place.is_dir()), None)


def template_source(key: str, language: str) -> str:
    """The template as it lies there; an error that names the file where it cannot be read."""
    folder = templates_folder()
    if folder is None:
        raise MentorkitError(msg("The templates of letters and guides are not there: {folder}. Install mentorkit again.", folder="data/texts"), code="MK-X001")
    try:
        return (folder / language / f"{key}.md").read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise MentorkitError(msg("The template {file} cannot be read.", file=_name(key, language)), code="MK-X002") from error


def placeholders(key: str, language: str) -> frozenset[str]:
    """Every fact that a template names, in places and in conditions."""
    from jinja2 import meta

    source = template_source(key, language)
    try:
        return frozenset(meta.find_undeclared_variables(_environment().parse(source)))
    except _template_error() as error:
        raise _wrong(key, language, error) from error


class Filling:
    """The facts of one programme in the words of its language, put into words once for all of its texts.

    What the file does not state stands as a blank that says what is missing and where it is filled in.
    """

    def __init__(self, text: Text, facts: tuple[Fact, ...]) -> None:
        self._text, self._missing = text, dict[str, None]()
        self._values: dict[str, Any] = {fact.key: _Blank(fact, text, self._missing) if fact.value is None else _spoken(fact.value, text) for fact in facts}

    def fill(self, key: str, of_pair: Mapping[str, Any]) -> Filled:
        """Fill one template; ``of_pair`` are the facts of one pair by key. A name that is neither is an error with file and line."""
        language = self._text.language
        self._missing.clear()
        template = _checked(key, language, template_source(key, language), frozenset((*self._values, *of_pair)))
        try:
            filled = template.render(self._values | {name: _spoken(value, self._text) for name, value in of_pair.items()})
        except _template_error() as error:
            raise _wrong(key, language, error) from error
        parts = tuple(parts_of(filled))
        title = next((part.words[0] for part in parts if part.kind == "title"), key)
        return Filled(title, parts, tuple(self._missing))


def parts_of(filled: str) -> Iterator[Part]:
    """The lines of a filled template with their meaning; empty lines only separate."""
    for line in filled.splitlines():
        bare = line.strip()
        if not bare:
            continue
        number = _NUMBERED.match(bare)
        mark, kind = next(((mark, kind) for mark, kind in _KINDS if bare.startswith(mark)), ("", "text"))
        if bare.startswith("|"):
            yield Part("row", tuple(cell.strip() for cell in bare.strip("|").split("|")))
        elif number:
            yield Part("number", (bare[number.end() :].strip(),), int(number[1]))
        else:
            yield Part(kind, ("" if kind == "line" else bare[len(mark) :].strip(),))


class _Blank:
    """A fact that the file does not state: untrue in a condition; where it would stand it says what is missing and is noted."""

    def __init__(self, fact: Fact, text: Text, missing: dict[str, None]) -> None:
        self._fact, self._text, self._missing = fact, text, missing

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[_Blank]:
        return iter((self,))

    def __str__(self) -> str:
        self._missing[self._fact.key] = None
        fact = self._fact
        return self._text(msg("[...: {what}; fill it in: notebook {notebook}, {place}]", what=fact.what, notebook=fact.notebook, place=fact.place))


def _spoken(value: Any, text: Text) -> Any:
    """A value as it stands in a text: words on one line, isolated in a right-to-left language; conditions stay what they are."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, Reason):
        return Reason(_spoken(value.name, text), _Several(_spoken(one, text) for one in value.shared), _spoken(value.why, text))
    if isinstance(value, tuple):
        return _Several(_spoken(one, text) for one in value)
    words = _harmless(text.cell(value))
    return text.isolate(words) if isinstance(value, str) else words


def _harmless(words: str) -> str:
    """A value on one line that no template takes for its own marks."""
    flat = " ".join(words.split()).replace("|", "/").replace("**", "*")
    return f"{_JOINER}{flat}" if _LEADING.match(flat) else flat


class _Several(tuple[Any, ...]):
    """Several values: one after the other in a loop, with commas where they stand in a sentence."""

    def __str__(self) -> str:
        return ", ".join(str(one) for one in self)


def _sentence(value: Any) -> str:
    """With a full stop at its end where it has none: facts of the file are written either way."""
    words = str(value)
    return words if not words or words.rstrip(_CLOSING)[-1:] in ".!?]" else f"{words}."


def _phrase(value: Any) -> str:
    """Without a full stop at its end, to stand inside a sentence."""
    words = str(value)
    bare = words.rstrip(_CLOSING)
    return bare[:-1] + words[len(bare) :] if bare.endswith(".") else words


def _capital(value: Any) -> str:
    """With a capital letter at its beginning."""
    words = str(value)
    return words[:1].upper() + words[1:]


@lru_cache(maxsize=1)
def _environment() -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    # plain text, escaped where it becomes a document; an unknown name is an error and never an empty place
    made = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    made.filters |= {"sentence": _sentence, "phrase": _phrase, "capital": _capital}
    return made


@lru_cache(maxsize=128)
def _checked(key: str, language: str, source: str, known: frozenset[str]) -> Any:
    """The compiled template; what it names is looked at first, so that a name in a branch that is not taken is found as well."""
    unknown = placeholders(key, language) - known
    if unknown:
        name, line = min(((name, _line_of(name, source)) for name in unknown), key=lambda found: (found[1], found[0]))
        message = msg(
            "{file}, line {line}: there is no fact '{name}'. The facts that a text can name are listed in {page}.",
            file=_name(key, language), line=line, name=name, page="data/texts/README.md",
        )  # fmt: skip
        raise MentorkitError(message, code="MK-X003", file=_name(key, language))
    return _environment().from_string(source)


def _name(key: str, language: str) -> str:
    return f"data/texts/{language}/{key}.md"


def _line_of(name: str, source: str) -> int:
    inside = re.compile(r"\{[{%][^}]*\b" + re.escape(name) + r"\b")
    return next((number for number, line in enumerate(source.splitlines(), start=1) if inside.search(line)), 1)


def _template_error() -> Any:
    from jinja2 import TemplateError

    return TemplateError


def _wrong(key: str, language: str, error: Any) -> MentorkitError:
    line = getattr(error, "lineno", None) or 1
    message = msg("{file}, line {line}: the template cannot be filled: {reason}", file=_name(key, language), line=line, reason=str(error.message or error))
    return MentorkitError(message, code="MK-X003", file=_name(key, language))
