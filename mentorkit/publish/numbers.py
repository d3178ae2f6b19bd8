"""The numbers of one programme: every stage computed once, and the files that hold them for one audience."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from mentorkit import files
from mentorkit.planning.opening import Brief, Opening
from mentorkit.program.program import Program, resolved_text
from mentorkit.report.blocks import View
from mentorkit.report.lens import Lens
from mentorkit.stages.opening import brief_of, opening
from mentorkit.stages.outcome import Outcome, outcomes, status

__all__ = ["AUDIENCES", "Numbers", "lens_for", "numbers_of", "publish_numbers", "views_of"]

Audience = Literal["coordinator", "committee"]
AUDIENCES: tuple[Audience, ...] = ("coordinator", "committee")
Status = Literal["done", "not_ready", "decided_otherwise", "failed"]


@dataclass(frozen=True)
class Numbers:
    """All stages of one programme, computed once for every audience; ``status`` is the programme's.

    ``causes`` say, by stage, why a notebook failed where neither the file nor its tables are to blame.
    """

    program: Program
    outcomes: tuple[Outcome, ...]
    status: Status
    causes: tuple[tuple[str, str], ...] = ()

    def results(self, name: str) -> tuple[Any, ...]:
        """Every result whose class has that name."""
        return tuple(result for outcome in self.outcomes for result in outcome.results if type(result).__name__ == name)

    @property
    def opening(self) -> Opening:
        """The managers' four questions, answered from these results."""
        return opening(self.program, self.outcomes)

    @cached_property
    def brief(self) -> Brief | None:
        """What the management brief is made of; None while there is nothing to tell."""
        return brief_of(self.program, self.outcomes)

    @cached_property
    def brief_files(self) -> tuple[tuple[str, bytes], ...]:
        """The brief as a page and as a document, the same for every audience: it holds no persons."""
        if self.brief is None:
            return ()
        from mentorkit.report.brief import brief_document, brief_page
        from mentorkit.report.start import banner

        text, note = self.program.text, banner(self.program)
        return (("management_brief.html", brief_page(self.brief, text, note).encode("utf-8")), ("management_brief.docx", brief_document(self.brief, text, note)))

    @cached_property
    def text_files(self) -> tuple[tuple[str, bytes], ...]:
        """Letters, agreement and guides as documents and plain text, for the coordinator: letters to pairs name them."""
        texts = next(iter(self.results("Texts")), None)
        if texts is None:
            return ()
        from mentorkit.people.contacts import names_of
        from mentorkit.report.texts_files import texts_files

        return texts_files(texts, names_of(replace(self.program, audience="coordinator")), self.program.intent.name)

    @cached_property
    def form_files(self) -> tuple[tuple[str, bytes], ...]:
        """Every form as document, plain text and workbook; none where another way than mentoring was chosen or the stage stands still."""
        kit = next(iter(self.results("FormsKit")), None)
        if kit is None:
            return ()
        from mentorkit.report.forms_files import kit_files

        return kit_files(kit, self.program.text)


def numbers_of(program: Program, progress: Callable[[str, int, int], None] | None = None) -> Numbers:
    """Ask every stage; what one of them lacks never costs the others. ``progress(what, done, of)`` hears how far the pairing of very many people is."""
    found = outcomes(program, progress)
    return Numbers(program, found, status(program, found))


def publish_numbers(program: Program, folder: Path, audience: Audience, numbers: Numbers | None = None) -> Numbers:
    """Write ``results.xlsx``, ``program.resolved.yaml``, the management brief, ``calendar.ics`` and, for the coordinator, ``pairs.xlsx`` and ``texts/`` into ``folder``.

    ``numbers`` are what was computed before, so that two audiences do not compute twice.
    """
    from mentorkit.report.opening import opening_view
    from mentorkit.report.workbook import results_workbook

    numbers = numbers if numbers is not None else numbers_of(program)
    lens = lens_for(program, audience)
    views = (opening_view(numbers.opening, lens), *views_of(numbers.outcomes, lens))
    files.write_bytes(folder / "results.xlsx", results_workbook(views, lens.text))
    for name, content in numbers.brief_files:
        files.write_bytes(folder / name, content)
    calendar = _calendar(numbers)
    if calendar is not None:
        files.write_bytes(folder / "calendar.ics", calendar)
    if audience == "coordinator":
        pairs = _pairs_workbook(numbers, lens)
        if pairs is not None:
            files.write_bytes(folder / "pairs.xlsx", pairs)
        for name, content in numbers.text_files:
            files.write_bytes(folder / "texts" / name, content)
        for name, content in numbers.form_files:
            files.write_bytes(folder / "forms" / name, content)
    files.write_text(folder / "program.resolved.yaml", resolved_text(program, committee=audience == "committee"))
    return numbers


def lens_for(program: Program, audience: Audience) -> Lens:
    """How ``audience`` sees this programme."""
    from mentorkit.report.lens import lens_of

    return lens_of(replace(program, audience=audience))


def views_of(found: Sequence[Outcome], lens: Lens) -> tuple[View, ...]:
    """What all results show, in the order of the stages."""
    from mentorkit.report.views import view

    return tuple(view(result, lens) for outcome in found for result in outcome.results)


def _calendar(numbers: Numbers) -> bytes | None:
    calendar = next((result for result in numbers.results("Calendar") if result.entries), None)
    if calendar is None:
        return None
    from mentorkit.report.calendar_file import calendar_ics

    content: bytes = calendar_ics(calendar, numbers.program.text, numbers.program.id)
    return content


def _pairs_workbook(numbers: Numbers, lens: Lens) -> bytes | None:
    """The pairs to decide on; in a running programme the new ones beside those that stand."""
    large = numbers.results("LargePairing")
    if large:
        from mentorkit.report.pairing_large import large_workbook

        return large_workbook(large[0], lens)
    again = next((result for result in numbers.results("RePairing") if result.relevant), None)
    pairings, told = ((again.pairing,), ()) if again is not None else (numbers.results("Pairing"), numbers.results("Reasons"))
    if not pairings:
        return None
    from mentorkit.people.contacts import names_of
    from mentorkit.report.pairs_workbook import pairs_workbook

    names = names_of(replace(numbers.program, audience="coordinator"))
    content: bytes = pairs_workbook(pairings[0], lens, told[0] if told else None, again=again, names=names, program_id=numbers.program.id)
    return content
