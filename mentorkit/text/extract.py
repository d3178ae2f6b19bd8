"""Collects every sentence of the product and brings the Hebrew catalogues up to date, keeping what is translated.

``mentorkit.po`` holds the messages of the code: the literals of ``msg`` and ``msg_n``, and the titles and helps of the
fields of the program file. ``notebooks.po`` holds the Markdown cells of ``notebooks/source``; the id of a cell is its
context. Run it as ``python -m mentorkit.text.extract``; with ``--check`` it writes nothing and ends with 1 when a
catalogue is out of date.
"""

from __future__ import annotations

import ast
import difflib
import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mentorkit import files

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

__all__ = ["CATALOGUES", "Found", "catalogue_text", "code_messages", "main", "notebook_messages", "read_catalogue"]

LANGUAGE = "he"
PACKAGE = Path(__file__).resolve().parents[1]
CATALOGUES = PACKAGE / "text" / "locale" / LANGUAGE / "LC_MESSAGES"
NOTEBOOKS = PACKAGE.parent / "notebooks" / "source"
# Where fields of the program file get their words: name of the call, places and names of its arguments that are words.
_FIELD_CALLS = {"label": ((0, 2), ("title", "help")), "items": ((0, 1), ("title", "help")), "Field": ((), ("title", "description"))}
_FIELDS_IN = "program/model.py"
# Babel's own header carries dates, which would change the file without a reason.
_HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: {language}\\n"\n"Plural-Forms: {plurals}\\n"\n\n'
_NEAR = 0.75


@dataclass(frozen=True, order=True)
class Found:
    """One sentence to translate and the file it stands in; ``context`` is a cell's id, empty for code."""

    msgid: str
    plural: str = ""
    context: str = ""
    place: str = ""


def code_messages(package: Path = PACKAGE) -> tuple[Found, ...]:
    """Every sentence of the code, sorted, once each; empty ones are left out."""
    found: dict[tuple[str, str], Found] = {}
    for path in sorted(package.rglob("*.py")):
        place = path.relative_to(package).as_posix()
        for one in _messages(ast.parse(path.read_text("utf-8")), place):
            found.setdefault((one.msgid, one.plural), one)
    return tuple(sorted(found.values()))


def notebook_messages(folder: Path = NOTEBOOKS) -> tuple[Found, ...]:
    """Every Markdown cell, in the order in which it is read."""
    import jupytext

    return tuple(
        Found(cell.source, context=cell.metadata["id"], place=path.name)
        for path in sorted(folder.glob("*.py"))
        for cell in jupytext.read(path, fmt="py:percent").cells
        if cell.cell_type == "markdown" and cell.source
    )


def read_catalogue(path: Path) -> Catalog:
    """The catalogue in a file; an empty one where there is no file yet."""
    from babel.messages.pofile import read_po

    return read_po(io.BytesIO(path.read_bytes() if path.is_file() else b""), locale=LANGUAGE)


def catalogue_text(found: Iterable[Found], old: Catalog) -> str:
    """The new catalogue as text: sentences of ``found`` in that order, with the translations of ``old``.

    A changed sentence keeps the translation it had, marked fuzzy (not used until somebody has looked at it). Sentences
    that are gone are dropped.
    """
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    new = Catalog(locale=LANGUAGE, fuzzy=False)
    wanted = list(dict.fromkeys(found))
    gone = _gone(wanted, old)
    for one in wanted:
        known = old.get(one.msgid, one.context or None)
        flags = sorted(known.flags - {"python-format", "python-brace-format"}) if known else []
        forms = _forms(known) if known else ("",)
        if not known and (near := _near(one, gone)):
            forms, flags = near, ["fuzzy"]
        identity = (one.msgid, one.plural) if one.plural else one.msgid
        string = (forms * new.num_plurals)[: new.num_plurals] if one.plural else forms[0]
        new.add(identity, string, [(one.place, 0)], flags, context=one.context or None)
    out = io.BytesIO()
    write_po(out, new, width=0, omit_header=True, include_lineno=False)
    # Babel marks sentences with places as Python's formats, which they are not quite; the tests compare places better.
    body = re.sub(r"(?m)^#, (python-(?:brace-)?format)\n|, python-(?:brace-)?format(?=\n)", "", out.getvalue().decode())
    return _HEADER.format(language=LANGUAGE, plurals=new.plural_forms) + body.rstrip("\n") + "\n"


def main(arguments: list[str]) -> int:
    """Bring both catalogues up to date, or with ``--check`` only say whether they are."""
    stale = 0
    for name, found in (("mentorkit", code_messages()), ("notebooks", notebook_messages())):
        path = CATALOGUES / f"{name}.po"
        text = catalogue_text(found, read_catalogue(path))
        before = path.read_text("utf-8") if path.is_file() else ""
        stale += text != before
        if "--check" not in arguments and text != before:
            files.write_text(path, text)
        print(f"{path.name}: {_counted(text)}{', out of date' if text != before and '--check' in arguments else ''}")
    return 1 if stale and "--check" in arguments else 0


def _messages(tree: ast.AST, place: str) -> Iterator[Found]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        words = [argument.value if isinstance(argument, ast.Constant) else None for argument in node.args]
        if name == "msg" and words and isinstance(words[0], str) and words[0]:
            yield Found(words[0], place=place)
        elif name == "msg_n" and len(words) > 1 and isinstance(words[0], str) and isinstance(words[1], str):
            yield Found(words[0], words[1], place=place)
        elif name in _FIELD_CALLS and place == _FIELDS_IN:
            places, names = _FIELD_CALLS[name]
            named = [k.value.value for k in node.keywords if k.arg in names and isinstance(k.value, ast.Constant)]
            for word in [*(words[i] for i in places if i < len(words)), *named]:
                if isinstance(word, str) and word:
                    yield Found(word, place=place)


def _gone(wanted: Iterable[Found], old: Catalog) -> dict[tuple[str, str], tuple[str, ...]]:
    """Translations of sentences that are no longer there, by context and sentence."""
    kept = {(one.context, one.msgid) for one in wanted}
    all_old = {(m.context or "", m.id if isinstance(m.id, str) else m.id[0]): _forms(m) for m in old if m.id}
    return {key: forms for key, forms in all_old.items() if key not in kept and any(forms)}


def _near(one: Found, gone: dict[tuple[str, str], tuple[str, ...]]) -> tuple[str, ...] | None:
    """The translation of a changed sentence's earlier wording: the same cell's, or of a sentence that is much alike."""
    same = [msgid for context, msgid in gone if context == one.context]
    near = same[:1] if one.context else difflib.get_close_matches(one.msgid, same, 1, _NEAR)
    return gone[(one.context, near[0])] if near else None


def _forms(message: Message) -> tuple[str, ...]:
    """The translations of a sentence: one, or one per plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def _counted(text: str) -> str:
    from babel.messages.pofile import read_po

    messages = [message for message in read_po(io.BytesIO(text.encode()), locale=LANGUAGE) if message.id]
    done = sum(1 for message in messages if not message.fuzzy and all(_forms(message)))
    return f"{len(messages)} sentences, {done} translated"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
