"""The drafts a new programme can start from: listed, read, and filled in with its own short name, name and tables."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from typing import Literal

from mentorkit.program.model import SCHEMA
from mentorkit.text import Message, Text, msg, text_for

__all__ = ["TEMPLATES", "Template", "filled_in", "template_text"]

Language = Literal["en", "he"]
_PLACE_OF_TABLES = re.compile(r"^# .*\n#tables:\n(?:#  .*\n)+", re.MULTILINE)


@dataclass(frozen=True)
class Template:
    """One draft: its key on the command line, its title, and when to take it."""

    key: str
    title: Message
    line: Message


TEMPLATES: tuple[Template, ...] = (
    Template("onboarding", msg("Onboarding and belonging"), msg("New people find their place, know whom to ask, and stay.")),
    Template("leadership", msg("Leadership pipeline"), msg("People grow into leading roles that open in the next years.")),
    Template("knowledge", msg("Keeping the knowledge of leavers"), msg("What experienced people know is passed on before they leave.")),
    Template("inclusion", msg("Career change and inclusion"), msg("People who change their career, or are under-represented, find a way in and up.")),
)


def template_text(key: str, language: Language) -> str:
    """The draft as it lies in the package; ``KeyError`` when there is no such template."""
    if key not in {template.key for template in TEMPLATES}:
        raise KeyError(key)
    return (resources.files("mentorkit.program") / "templates" / f"{key}.{language}.yaml").read_text("utf-8")


def filled_in(key: str | None, language: Language, *, id: str, name: str | None = None, tables: str = "") -> str:
    """A program file with its own short name, name and ``tables`` (text of that section); without a template only what is required."""
    source = template_text(key, language) if key else _plain(language, id)
    source = _line(source, "id", id)
    if name:
        source = _line(source, "name", json.dumps(name, ensure_ascii=False))
    if not tables:
        return source
    return _PLACE_OF_TABLES.sub(lambda _: tables, source, count=1)


def _line(source: str, key: str, value: str) -> str:
    return re.sub(rf"^{key}: .*$", lambda _: f"{key}: {value}", source, count=1, flags=re.MULTILINE)


def _plain(language: Language, id: str) -> str:
    text = text_for(language)
    title = id.replace("-", " ").capitalize()
    lines: Iterable[str] = (
        *_comment(text, msg("A programme with what is required only. Each notebook adds its own section; a template shows what a whole one can look like.")),
        f"schema: {SCHEMA}",
        f"id: {id}",
        f"name: {json.dumps(title)}",
        f"language: {language}",
        *_comment(text, msg("The tables of people; put the files beside this one.")),
        "#tables:",
        "#  mentees: {file: people.xlsx, sheet: Mentees}",
        "#  mentors: {file: people.xlsx, sheet: Mentors}",
        "#  contacts: {file: contacts.csv}",
    )
    return "\n".join(lines) + "\n"


def _comment(text: Text, message: Message) -> tuple[str, ...]:
    return (f"# {text(message)}",)
