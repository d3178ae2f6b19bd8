"""Writes the tables of what a notebook has shown into a folder of results."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from mentorkit import files
from mentorkit.errors import MentorkitError
from mentorkit.evaluation.pooling import Portfolio
from mentorkit.people.contacts import names_of
from mentorkit.planning.forms import FormsKit
from mentorkit.planning.texts import Texts
from mentorkit.program.program import Program
from mentorkit.report.blocks import View, Words
from mentorkit.report.lens import Lens, lens_of
from mentorkit.report.show import Shown
from mentorkit.report.texts import FOLDER
from mentorkit.report.views import view
from mentorkit.report.workbook import results_workbook
from mentorkit.text import Message, Text, msg, msg_n, text_for

__all__ = ["save", "save_forms"]

_WRITTEN = ".written.json"  # names and hashes of what was written, to know what people have changed since


def save(program: Program | Portfolio, output_dir: str, *results: Any) -> Shown:
    """Write every table of ``results`` into one workbook in ``output_dir``, named by the stage of its first table.

    :class:`~mentorkit.planning.texts.Texts` are written as documents and plain text as well, into the folder ``texts`` in it.
    An empty ``output_dir`` writes nothing and says so. Relative folders are meant from where the notebook runs. Refused
    inside the programme's own folder, where results would be mistaken for its tables.
    """
    lens = Lens(text_for(program.language), "committee") if isinstance(program, Portfolio) else lens_of(program)
    if not output_dir:
        return _said(lens.text, msg("Nothing was written: output_dir is empty. Give a folder to keep these tables as an Excel file."))
    folder = Path(output_dir).resolve()
    own = None if isinstance(program, Portfolio) else program.folder
    if own is not None and own in (folder, *folder.parents):
        raise MentorkitError(msg("Results are not written into the programme's own folder. Choose another output_dir."), code="MK-E005", language=lens.text.language)
    views = [view(result, lens) for result in ((program,) if isinstance(program, Portfolio) else results)]
    keys = sorted(table.key for shown in views for table in shown.tables)
    whose = "portfolio" if isinstance(program, Portfolio) else program.id
    name = f"{whose}_{keys[0].split('_')[0] if keys else 'results'}_{lens.audience}.xlsx"
    files.write_bytes(folder / name, results_workbook(views, lens.text))
    said = [msg("Written: {file} with {n} tables.", file=name, n=len(keys))]
    written = [_written(program, folder / FOLDER, result) for result in results if isinstance(result, Texts) and isinstance(program, Program)]
    if written:
        said.append(
            msg_n(
                "Written into the folder {folder}: {n} document, and the same as plain text.",
                "Written into the folder {folder}: {n} documents, and the same as plain text.",
                sum(written),
                folder=FOLDER,
            )
        )
    return _said(lens.text, *said)


def _written(program: Program, folder: Path, texts: Texts) -> int:
    """Write the texts; how many documents. Letters name people only for the coordinator: others have no pairs in their texts."""
    from mentorkit.report.texts_files import texts_files

    found = texts_files(texts, names_of(program), program.intent.name)
    for name, content in found:
        files.write_bytes(folder / name, content)
    return sum(name.endswith(".docx") for name, _ in found)


def save_forms(program: Program, kit: FormsKit, folder: str = "") -> tuple[Path, int, tuple[str, ...]]:
    """Write every form into ``folder``, by default ``forms`` beside the program file; returns the folder, how many files, and which were kept.

    A file that somebody has changed since it was written is kept as it is: the new one would take their work away.
    """
    from mentorkit.report.forms_files import kit_files

    target = Path(folder).resolve() if folder else program.folder / "forms"
    made, told = dict(kit_files(kit, program.text)), _told(target)
    kept = tuple(name for name in made if (target / name).exists() and files.file_hash(target / name) not in (told.get(name), _hash(made[name])))
    for name, content in made.items():
        if name not in kept:
            files.write_bytes(target / name, content)
    files.write_json(target / _WRITTEN, {**told, **{name: _hash(content) for name, content in made.items() if name not in kept}})
    return target, len(made) - len(kept), kept


def _told(folder: Path) -> dict[str, str]:
    """What was written there last time, by name; nothing where that cannot be read."""
    try:
        found = json.loads((folder / _WRITTEN).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _said(text: Text, *sentences: Message) -> Shown:
    return Shown(View("saved", msg("Saved"), (Words(sentences, "note"),)), text, with_style=False)
