"""An executed notebook as an HTML fragment: prose and outputs, no code, nothing that runs, nothing fetched.

Our own short walk over the cells instead of an exporter: control over escaping, ids and alternative texts, a tenth of
the time, and no library needed beyond the Markdown reader.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import mistune
from markupsafe import Markup

from mentorkit.batch.engine import Ran
from mentorkit.text import Message, Text, msg

__all__ = ["WORKBOOK_ONLY", "fragment"]

# Cells with this tag guide somebody who works in the notebook (the gate, saving, where to go next); a page has no use for them.
WORKBOOK_ONLY = "workbook"

_CRASH: dict[str, Message] = {
    "raised": msg("This step stopped because of an error in the program, not in your data. The other steps are not affected. Code {code}; the log of this programme says where."),
    "timeout": msg("This step took longer than a step may take and was stopped. The other steps are not affected. Code {code}; --cell-timeout changes the limit."),
    "deadline": msg("The programme took longer than a programme may take and was stopped here. Code {code}; --deadline changes the limit."),
    "dead": msg("The process behind this step ended without a word, often for want of memory. The other steps are not affected. Code {code}."),
    "exited": msg("This step ended itself before its last line, so it is not counted as done. The other steps are not affected. Code {code}."),
    "unfinished": msg("Some lines of this step did not run, so it is not counted as done. The other steps are not affected. Code {code}."),
    "missing": msg("The notebook of this step is not there. Code {code}; build makes it from its source."),
    "lost": msg("This step could not be started or its process stopped answering. The other steps are not affected. Code {code}."),
}
CODES = {"raised": "MK-B001", "timeout": "MK-B002", "dead": "MK-B003", "exited": "MK-B004", "lost": "MK-B006", "deadline": "MK-B007", "unfinished": "MK-B008", "missing": "MK-B015"}
_ID = re.compile(r'(?P<name>\s(?:id|for|aria-labelledby|aria-describedby|headers))="(?P<value>[^"]*)"')
_ANCHOR = re.compile(r'(?P<before>\shref="#)(?P<value>[^"]*)"')
_DEAD = re.compile(r"<(script|style)\b.*?</\1\s*>", re.S | re.I)
_HEADING = re.compile(r"<(/?)h([1-5])\b")


def crash_words(cause: str) -> Message:
    """One neutral sentence for a failure that is nobody's data, with its code."""
    found = _CRASH.get(cause, _CRASH["raised"])
    return Message(found.msgid, (("code", CODES.get(cause, "MK-B001")),))


def fragment(ran: Ran, stage: str, text: Text, lines: Sequence[str] = ()) -> str:
    """The notebook as HTML under headings one level down; ids begin with ``stage``.

    Where it stopped, ``lines`` (what is missing or wrong, in the programme's language) stand instead of a traceback, or
    one neutral sentence after a crash.
    """
    parts: list[str] = []
    for cell in ran.notebook.cells:
        on_page = WORKBOOK_ONLY not in cell.get("metadata", {}).get("tags", [])
        if cell.cell_type == "markdown":
            parts.append(_markdown(cell.source) if on_page else "")
        elif cell.cell_type == "code":
            parts += [_output(output, text) for output in cell.get("outputs", []) if output.output_type != "error" and on_page]
            if cell.get("id") == ran.cell and ran.state != "done":
                break
    if ran.state != "done":
        parts.append(_stopped(ran, text, lines))
    return _unique("\n".join(part for part in parts if part), stage)


def _markdown(source: str) -> str:
    html = str(_reader()(source))
    return _HEADING.sub(lambda found: f"<{found[1]}h{int(found[2]) + 1}", _to_pages(html))


@lru_cache(maxsize=1)
def _reader() -> Any:
    # Raw HTML in prose is shown as text, and addresses that could run something are emptied.
    return mistune.create_markdown(renderer=_Renderer(escape=True), plugins=["table", "strikethrough"])


class _Renderer(mistune.HTMLRenderer):
    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Pictures from elsewhere are not fetched; their words stay."""
        return str(Markup("<em>{}</em>").format(Markup(text)))


def _to_pages(html: str) -> str:
    return re.sub(r'href="(\d\d_\w+)\.ipynb(#[^"]*)?"', r'href="\1.html"', html)


def _output(output: Any, text: Text) -> str:
    if output.output_type == "stream":
        # The error stream holds notes of libraries with paths of this machine.
        return str(Markup("<pre>{}</pre>").format(output.text)) if output.name == "stdout" and output.text.strip() else ""
    data = output.get("data", {})
    if "text/html" in data:
        return _DEAD.sub("", _joined(data["text/html"]))
    if "image/png" in data:
        words = _joined(data.get("text/plain", "")) or text(msg("Figure"))
        return str(Markup('<figure class="mk-figure"><img alt="{}" src="data:image/png;base64,{}"></figure>').format(words, _joined(data["image/png"]).replace("\n", "")))
    if "text/markdown" in data:
        return _markdown(_joined(data["text/markdown"]))
    plain = _joined(data.get("text/plain", ""))
    return str(Markup("<pre>{}</pre>").format(plain)) if plain.strip() else ""


def _stopped(ran: Ran, text: Text, lines: Sequence[str]) -> str:
    if ran.state == "failed":
        return str(Markup('<div class="mk-words mk-bad" role="note"><p>{}</p></div>').format(text.plain(crash_words(ran.cause))))
    said = list(lines) or list(ran.lines)
    tone = "open" if ran.state == "not_ready" else "bad"
    first, rest = (said[0], said[1:]) if said else ("", [])
    items = Markup("").join(Markup("<li>{}</li>").format(line) for line in rest)
    return str(Markup('<div class="mk-words mk-{}" role="note"><p>{}</p>{}</div>').format(tone, first, Markup("<ul>{}</ul>").format(items) if rest else ""))


def _unique(html: str, stage: str) -> str:
    """Ids of all notebooks meet in one page: each begins with its stage, and a second use of one gets a number."""
    seen: dict[str, int] = {}
    latest: dict[str, str] = {}

    def renamed(found: re.Match[str]) -> str:
        names = found["value"].split()
        if found["name"].strip() == "id":
            name = found["value"]
            seen[name] = seen.get(name, 0) + 1
            latest[name] = f"{stage}-{name}" + (f"-{seen[name]}" if seen[name] > 1 else "")
            return f'{found["name"]}="{latest[name]}"'
        return f'{found["name"]}="{" ".join(latest.get(name, f"{stage}-{name}") for name in names)}"'

    html = re.sub(r"<[a-zA-Z][^<>]*>", lambda tag: _ID.sub(renamed, tag[0]), html)
    return _ANCHOR.sub(lambda found: f'{found["before"]}{latest.get(found["value"], stage + "-" + found["value"])}"', html)


def _joined(value: Any) -> str:
    return value if isinstance(value, str) else "".join(value)
