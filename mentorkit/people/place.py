"""Finds the file of a table: below the programme's folder, a regular file, not too large."""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path

from mentorkit.people.faults import Faults, shortened
from mentorkit.program.fields import is_device
from mentorkit.program.program import Program
from mentorkit.text import msg

__all__ = ["MAX_BYTES", "locate", "usable"]

MAX_BYTES = 50_000_000
ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
_LONGEST_NAME = 120  # Windows counts the whole path, of which this is a part
_NOT_IN_NAMES = re.compile(r'[<>:"|?*\x00-\x1f]')
_ELSEWHERE = re.compile(r"^([a-zA-Z]:|[a-zA-Z][a-zA-Z0-9+.-]+://|[/\\~])")


def locate(program: Program, name: str, faults: Faults) -> Path | None:
    """The path of the file ``name`` of a table; ``None`` when it may not or cannot be read, said in ``faults``."""
    place = Path(name.replace("\\", "/"))  # a path as Windows writes it means the same everywhere
    if _ELSEWHERE.match(name) or "\0" in name or ".." in place.parts:
        _outside(faults)
        return None
    if place.name.startswith("~$"):
        faults.add("MK-T002", msg("A lock file that Excel makes while a workbook is open."), msg("The workbook itself."), msg("Write the name without ~$."))
        return None
    if not windows_name(place, faults):
        return None
    path = program.folder / place
    try:
        real, home = path.resolve(), program.folder.resolve()
        if not real.is_relative_to(home):
            _outside(faults)
            return None
        if not real.exists():
            _absent(program, place, faults)
            return None
    except (OSError, ValueError, RuntimeError):
        faults.add("MK-T003", msg("The file cannot be opened."), msg(""), msg("Close it in Excel, and check its name and your rights to read it."))
        return None
    return real if usable(real, faults) else None


def usable(path: Path, faults: Faults) -> bool:
    """Whether a file that exists is one that is read: a regular file, a workbook or text table by its ending, not too large."""
    if path.name.startswith("~$"):
        faults.add("MK-T002", msg("A lock file that Excel makes while a workbook is open."), msg("The workbook itself."), msg("Write the name without ~$."))
        return False
    try:
        if not path.is_file():
            faults.add("MK-T003", msg("Not a file."), msg("A workbook (xlsx) or a text table (csv)."), msg("Name a file in the programme's folder."))
            return False
        size = path.stat().st_size
    except (OSError, ValueError):
        faults.add("MK-T003", msg("The file cannot be opened."), msg(""), msg("Close it in Excel, and check its name and your rights to read it."))
        return False
    if path.suffix.lower() not in ENDINGS:
        faults.add(
            "MK-T005",
            msg("A file that ends with '{ending}'.", ending=shortened(path.suffix)),
            msg("Allowed are: {allowed}.", allowed=ENDINGS),
            msg("Save the table as xlsx or as CSV."),
        )
        return False
    if size > MAX_BYTES:
        faults.add("MK-T004", msg("The file has {n} bytes.", n=size), msg("At most {n} bytes.", n=MAX_BYTES), msg("Remove pictures, other sheets and old rows."))
        return False
    return True


def windows_name(place: Path, faults: Faults) -> bool:
    """Whether every computer can have a file of that name; a programme made on one is opened on another."""
    for part in place.parts:
        if is_device(part):
            found = msg("A name that Windows keeps for a device.")
        elif part != part.rstrip(". "):
            found = msg("A name that ends with a dot or a space; Windows takes it away.")
        elif _NOT_IN_NAMES.search(part):
            found = msg("A name with a character that Windows does not allow.")
        elif len(part) > _LONGEST_NAME:
            found = msg("A name of {n} characters.", n=len(part))
        else:
            continue
        faults.add("MK-T026", found, msg("A name that every computer can have, of at most {n} characters.", n=_LONGEST_NAME), msg("Rename the file, and its name under tables."))
        return False
    return True


def _outside(faults: Faults) -> None:
    faults.add(
        "MK-T002",
        msg("A path that leads out of the programme's folder."),
        msg("A path relative to the program file, inside its folder."),
        msg("Copy the file into the programme's folder and write its name only."),
    )


def _absent(program: Program, place: Path, faults: Faults) -> None:
    folder = program.folder / place.parent
    names = sorted(n for n in os.listdir(folder) if not n.startswith(("~$", "."))) if folder.is_dir() else []
    same = [n for n in names if n.casefold() == place.name.casefold()]
    near = same or difflib.get_close_matches(place.name, names, 1, 0.6)
    if same:
        cure = msg("Did you mean '{near}'? Capital and small letters count on some computers.", near=same[0])
    else:
        cure = msg("Did you mean '{near}'?", near=near[0]) if near else msg("Put the file into the programme's folder, or correct its name under tables.")
    faults.add("MK-T001", msg("There is no such file."), msg(""), cure)
