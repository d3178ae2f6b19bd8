"""What of a results folder is stale, and why: compares each manifest with inputs, code and notebooks as they are now."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mentorkit import files, publish
from mentorkit.batch.finding import notebooks_folder
from mentorkit.errors import MentorkitError
from mentorkit.program.program import open_program
from mentorkit.text import Message, msg

__all__ = ["Standing", "program_path", "standings"]

_BROKEN_OFF: dict[str, Message] = {
    "timeout": msg("{stage} took longer than a step may take; it is run again."),
    "deadline": msg("{stage} was stopped because the programme took too long; it is run again."),
    "dead": msg("The process behind {stage} ended without a word, often for want of memory; it is run again."),
}
_OTHER = msg("{stage} failed for a reason that is not in the file or its tables; it is run again.")


@dataclass(frozen=True)
class Standing:
    """One result: its programme's status, and why it is stale (nothing: it is up to date)."""

    name: str
    status: str
    reasons: tuple[Message, ...]
    path: str = ""


def standings(out: Path) -> tuple[Standing, ...]:
    """Every result in ``out``, sorted by name; folders without a manifest are not results."""
    if not out.is_dir():
        raise MentorkitError(msg("There is no folder {path}. Give the results folder of a batch.", path=str(out)), code="MK-E009")
    folders = [path for path in sorted(out.iterdir()) if path.is_dir() and not path.name.startswith(".") and (path / "manifest.json").is_file()]
    return tuple(_standing(folder) for folder in folders)


def _standing(folder: Path) -> Standing:
    manifest = publish.verified(folder)
    if manifest is None:
        return Standing(folder.name, "failed", (msg("Its files are not what its manifest says."),))
    path = program_path(folder)
    return Standing(folder.name, manifest["status"], tuple(_reasons(manifest, path)), str(path) if path else "")


def program_path(folder: Path) -> Path | None:
    """The program file a result was made from, as its run record says; None when it does not say."""
    try:
        kept = json.loads((folder / "run.json").read_text("utf-8"))["program"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Path(folder.parent / str(kept)).resolve()


def _reasons(manifest: dict[str, Any], path: Path | None) -> list[Message]:
    made = manifest["made_from"]
    reasons = [_broken_off(manifest, stage, cause) for stage, cause in publish.causes_of(manifest).items()]
    if path is None or not path.is_file():
        reasons.append(msg("Its program file is not where it was."))
    else:
        now = _inputs(path, "coordinator" in manifest["audiences"])
        for name in sorted({*made["inputs"], *now}):
            before, after = made["inputs"].get(name), now.get(name)
            if before != after:
                reasons.append(_changed(name, before, after))
    if made["code"] != publish.code_hash():
        reasons.append(msg("mentorkit itself changed."))
    if made["notebooks"] and made["notebooks"] != _notebooks_hash():
        reasons.append(msg("The notebooks changed."))
    if not made["notebooks"] and manifest["stages"]:
        reasons.append(msg("Only numbers are here, made by run; batch makes the pages."))
    changed = sorted(name for name, version in publish.versions().items() if manifest["versions"].get(name) != version)
    if changed:
        reasons.append(msg("Other versions are installed: {names}.", names=tuple(changed)))
    return reasons


def _broken_off(manifest: dict[str, Any], stage: str, cause: str) -> Message:
    name = next((row["notebook"] for row in manifest["stages"] if row["stage"] == stage), manifest["id"])
    return Message(_BROKEN_OFF.get(cause, _OTHER).msgid, (("stage", name),))


def _inputs(path: Path, contacts: bool) -> dict[str, str]:
    try:
        return publish.input_hashes(open_program(path), contacts=contacts)
    except MentorkitError:
        return {"program.yaml": files.file_hash(path)}


def _changed(name: str, before: str | None, after: str | None) -> Message:
    if before is None:
        return msg("New: {name}.", name=name)
    if after is None or after == "missing":
        return msg("No longer there: {name}.", name=name)
    return msg("Changed: {name}.", name=name)


def _notebooks_hash() -> str:
    try:
        return files.tree_hash(notebooks_folder(), suffixes=(".ipynb",))
    except MentorkitError:
        return ""
