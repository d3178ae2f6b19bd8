"""The formulas of pairs.xlsx, worked out by a spreadsheet program that knows nothing of us, give our scores; a workbook saved by it is taken back."""

import os
import shutil
import subprocess
from types import SimpleNamespace

import openpyxl
import pytest

import mentorkit as mk
from mentorkit.people.contacts import names_of
from mentorkit.report.lens import lens_of
from mentorkit.report.pairs_workbook import pairs_workbook

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """``office(file, ending)`` opens a workbook in LibreOffice, computes it and saves it; skipped where there is no LibreOffice, never where CI is set."""
    found = shutil.which("soffice")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is not installed, and CI is set: install libreoffice-calc")
        pytest.skip("LibreOffice (soffice) is not installed here")
    home = tmp_path_factory.mktemp("office")

    def saved(path, ending="xlsx"):
        out = home / "out"
        command = [found, "--headless", "--norestore", f"-env:UserInstallation={(home / 'profile').as_uri()}", "--convert-to", ending, "--outdir", str(out), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
        return out / path.with_suffix(f".{ending}").name

    return saved


@pytest.fixture
def sent(examples, tmp_path):
    """``sent(name)`` copies an example and writes its pairs.xlsx without any stored result, so that only the formulas can give a score."""

    def make(name):
        here = tmp_path / name
        shutil.copytree(examples / name, here)
        program = mk.open_program(here)
        people = mk.read_people(program)
        pairing = mk.pair(program, people)
        path = here / "pairs-out.xlsx"
        path.write_bytes(pairs_workbook(pairing, lens_of(program), mk.explain(pairing), names=names_of(program), program_id=program.id))
        book = openpyxl.load_workbook(path)
        book.save(path)  # openpyxl keeps formulas and drops their stored results
        return SimpleNamespace(path=path, pairing=pairing, program=program, people=people)

    return make


@pytest.mark.parametrize("name", ["harbour-2026", "market-2026"])
def test_the_formulas_give_our_scores(office, sent, name):
    """Every score, to the tenth and to the last point."""
    made = sent(name)
    assert openpyxl.load_workbook(made.path, data_only=True)["Pairs"]["E2"].value is None
    pairs = openpyxl.load_workbook(office(made.path), data_only=True)["Pairs"]
    at = next(cell.column for cell in pairs[1] if cell.value == made.program.text.plain("Score"))
    scores = made.pairing.scores
    found = {row[0].value: row[at - 1].value for row in pairs.iter_rows(min_row=2) if row[0].value}
    points = dict(zip(made.pairing.pairs["mentee"], made.pairing.pairs["points"], strict=True))
    assert found.keys() == points.keys()
    assert all(abs(found[mentee] * 10 * scores.weight - points[mentee]) < 1e-6 for mentee in points)


def test_a_workbook_saved_by_the_other_program_comes_back(office, sent):
    """Approve two, require one, exclude one in a file that LibreOffice has saved; the names of the people chosen by hand are looked up there."""
    made = sent("harbour-2026")
    pairing, scores = made.pairing, made.pairing.scores
    proposed = pairing.pairs[~pairing.pairs["required"]].reset_index(drop=True)
    approve, exclude = proposed["mentee"][:2].tolist(), proposed["mentee"][2]
    taken = {*proposed["mentor"][:2], *pairing.pairs.loc[pairing.pairs["required"], "mentor"]}
    row = scores.mentees.index(proposed["mentee"][5])
    column = next(c for c, mentor in enumerate(scores.mentors) if scores.allowed[row, c] and scores.seats[c] and c != pairing.mentor[row] and mentor not in taken)
    book = openpyxl.load_workbook(made.path)
    pairs, hand = book["Pairs"], book["By hand"]
    for cells in pairs.iter_rows(min_row=2):
        if cells[0].value in (*approve, exclude):
            cells[5].value, cells[6].value = ("exclude", "Same family") if cells[0].value == exclude else ("approve", "")
    for place, value in enumerate((scores.mentees[row], scores.mentors[column], "require", "A wish of both"), start=1):
        hand.cell(2, place, value)
    book.save(made.path)
    saved = office(made.path)
    names = names_of(made.program)
    chosen = openpyxl.load_workbook(saved, data_only=True)["By hand"]
    assert (chosen["E2"].value, chosen["F2"].value) == (names.of(scores.mentees[row]), names.of(scores.mentors[column]))
    found = mk.decide(made.program, made.people, saved)
    assert found.recorded and len(found.approved) == 2 and [price.choice.kind for price in found.overrides] == ["exclude", "require"]
    program = mk.open_program(made.program.path)
    again = mk.pair(program, mk.read_people(program))
    now = dict(zip(again.pairs["mentee"], again.pairs["mentor"], strict=True))
    before = dict(zip(pairing.pairs["mentee"], pairing.pairs["mentor"], strict=True))
    assert all(now[mentee] == before[mentee] for mentee in approve) and now.get(exclude) != before[exclude] and now[scores.mentees[row]] == scores.mentors[column]
    assert again.total == pairing.total - found.together.points and len(again.pairs) == len(pairing.pairs) - found.together.pairs
    log = (made.program.folder / "log.csv").read_text("utf-8-sig")
    assert all(f"taken alone: {price.pairs} pair" in log and f"{price.points / found.weight / 10:.1f} points of the score" in log for price in found.overrides)
