"""The result of a programme that could not be opened or whose run broke off: a page that says so, and a manifest."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mentorkit import files
from mentorkit.errors import MentorkitError
from mentorkit.program.problems import Problem
from mentorkit.publish.manifest import SCHEMA, Manifest, made_from, problem_rows, save_manifest, versions
from mentorkit.report.blocks import Block, Words
from mentorkit.report.html import blocks_html
from mentorkit.report.open_points import discreet, once
from mentorkit.report.page import page
from mentorkit.text import Message, msg, text_for

__all__ = ["failed_manifest", "folder_name", "publish_unopened"]


def folder_name(path: Path) -> str:
    """A safe name for the result of a programme whose own id is not known: its folder's, or one made from the path."""
    name = path.parent.name if path.suffix else path.name
    if re.fullmatch(r"[a-z0-9][a-z0-9-]{0,63}", name):
        return name
    return "unnamed-" + hashlib.sha256(name.encode()).hexdigest()[:8]


def failed_manifest(
    name: str,
    language: str,
    reason: Message,
    problems: Sequence[Problem],
    audiences: Sequence[str],
    inputs: Mapping[str, str],
    *,
    key: str,
    as_of: str | None = None,
    cause: str = "",
) -> Manifest:
    """The manifest of a programme without numbers; status failed. ``cause`` where neither the file nor its tables are to blame."""
    text = text_for(language)
    return {
        "schema": SCHEMA, "id": name, "name": name, "language": language, "status": "failed", "reason": text.plain(reason), "cause": cause, "stages": [],
        "problems": problem_rows(problems, text), "warnings": [], "counts": {}, "measures": [], "as_of": None, "seed": None, "audiences": sorted(audiences),
        "made_from": made_from(inputs, key=key, notebooks="", as_of=as_of), "versions": versions(),
    }  # fmt: skip


def publish_unopened(folder: Path, manifest: Manifest, reason: Message, problems: Sequence[Problem], run: Mapping[str, Any] | None = None) -> None:
    """Write a page per audience with the reason and every problem, then the manifest."""
    from mentorkit.report.start import problems_table

    text = text_for(manifest["language"])
    for audience in manifest["audiences"]:
        blocks: list[Block] = [Words((reason,), "bad")]
        if problems:
            listed = once(problems)
            blocks.append(problems_table(tuple(map(discreet, listed)) if audience == "committee" else listed, "open_problems"))
        body = f'<section id="open">{blocks_html(blocks, text)}</section>'
        lines = [msg("This programme has no numbers yet. Mend what is listed, then run it again.")]
        files.write_text(folder / audience / "report.html", page(manifest["name"], body, text, lines=lines))
    save_manifest(folder, manifest, run)


def reason_of(error: MentorkitError) -> Message:
    """The error's sentence as a message."""
    return error.message if isinstance(error.message, Message) else msg("{words}", words=str(error.message))
