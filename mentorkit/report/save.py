"""Writes the tables of what a notebook has shown into a folder of results."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mentorkit import files
from mentorkit.errors import MentorkitError
from mentorkit.program.program import Program
from mentorkit.report.blocks import View, Words
from mentorkit.report.lens import lens_of
from mentorkit.report.show import Shown
from mentorkit.report.views import view
from mentorkit.report.workbook import results_workbook
from mentorkit.text import Message, msg

__all__ = ["save"]


def save(program: Program, output_dir: str, *results: Any) -> Shown:
    """Write every table of ``results`` into one workbook in ``output_dir``, named by the stage of its first table.

    An empty ``output_dir`` writes nothing and says so. Relative folders are meant from where the notebook runs. Refused
    inside the programme's own folder, where results would be mistaken for its tables.
    """
    lens = lens_of(program)
    if not output_dir:
        return _said(program, msg("Nothing was written: output_dir is empty. Give a folder to keep these tables as an Excel file."))
    folder = Path(output_dir).resolve()
    if folder == program.folder or program.folder in folder.parents:
        raise MentorkitError(
            msg("Results are not written into the programme's own folder. Choose another output_dir."), code="MK-E005", language=program.intent.language
        )
    views = [view(result, lens) for result in results]
    keys = sorted(table.key for shown in views for table in shown.tables)
    name = f"{program.id}_{keys[0].split('_')[0] if keys else 'results'}_{lens.audience}.xlsx"
    files.write_bytes(folder / name, results_workbook(views, lens.text))
    return _said(program, msg("Written: {file} with {n} tables.", file=name, n=len(keys)))


def _said(program: Program, sentence: Message) -> Shown:
    return Shown(View("saved", msg("Saved"), (Words((sentence,), "note"),)), program.text, with_style=False)
