"""The shipped notebooks and examples: built as their sources say, the same in any order, the same numbers everywhere."""

import re
from pathlib import Path

import nbformat
import pytest

from mentorkit import publish
from mentorkit.batch.build import as_text, made, stale, untranslated
from mentorkit.batch.run import run_batch
from mentorkit.program.program import open_program

ROOT = Path(__file__).parents[2]
NOTEBOOKS = ROOT / "notebooks"
SOURCES = sorted((NOTEBOOKS / "source").glob("[0-9][0-9]_*.py"))
KEYS = [source.stem for source in SOURCES if not source.stem.startswith("09")]


def test_built_notebooks_are_those_of_their_sources():
    """A stale or hand-edited notebook is found without running anything."""
    assert stale() == ()


def test_every_prose_cell_has_its_hebrew():
    """No cell of a Hebrew notebook falls back to English."""
    assert untranslated() == ()


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_sources_follow_the_rules_of_notebooks(source):
    """No def, no class, no absolute path; one title; parameters with a type and a remark each."""
    notebook = made(source, "en")
    assert notebook.cells[0].source.startswith("# ") and notebook.cells[-1].cell_type == "markdown"
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert not any(line.lstrip().startswith(("def ", "class ", "%", "!")) for line in cell.source.splitlines())
            assert '"/' not in cell.source and "datetime" not in cell.source
    (parameters,) = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    assert all(": str = " in line and "  # " in line for line in parameters.source.splitlines())


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.rglob("[0-9][0-9]_*.ipynb")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_stored_outputs_hold_nothing_of_a_machine(path):
    """Built notebooks are valid, and hold no widget state, no widget view, no time, no path of a machine, no error."""
    content = path.read_text("utf-8")
    notebook = nbformat.reads(content, as_version=4)
    nbformat.validate(notebook)
    assert as_text(notebook) == content
    assert "widget-state" not in content and "widget-view" not in content and "papermill" not in content
    assert str(ROOT) not in content and str(Path.home()) + "/" not in content
    assert all(output.output_type != "error" for cell in notebook.cells for output in cell.get("outputs", []))
    assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")


@pytest.mark.slow
def test_building_twice_gives_the_same_bytes(tmp_path):
    """A rebuilt notebook is equal to the first, so git shows only real changes."""
    import shutil

    from mentorkit.batch.build import build

    shutil.copytree(NOTEBOOKS, tmp_path / "notebooks")
    (tmp_path / "data").symlink_to(ROOT / "data")
    build(tmp_path / "notebooks", only="00_")
    assert build(tmp_path / "notebooks", only="00_") == ()


@pytest.mark.slow
def test_a_notebook_gives_the_same_alone_in_the_chain_and_reversed(tmp_path, examples):
    """What a notebook shows does not depend on what ran before it in the same kernel."""
    from mentorkit.batch.engine import run_notebook, tidy
    from mentorkit.batch.kernel import Kernel

    program = open_program(examples / "lighthouse-2025")
    given = {"program_path": "program.yaml", "output_dir": "", "audience": "committee"}

    def run(keys: list[str], place: str) -> dict[str, str]:
        (tmp_path / place).mkdir()
        with Kernel(program.folder, tmp_path / place, seed=1) as kernel:
            return {key: as_text(tidy(run_notebook(NOTEBOOKS / f"{key}.ipynb", given, kernel).notebook)) for key in keys}

    chain, backwards = run(KEYS, "chain"), run(KEYS[::-1], "backwards")
    assert chain == backwards
    assert run(KEYS[-1:], "alone")[KEYS[-1]] == chain[KEYS[-1]]


@pytest.fixture(scope="module")
def twice(tmp_path_factory):
    """All examples run twice as a batch, with other worker counts, and once as numbers only."""
    out = tmp_path_factory.mktemp("shipped")
    run_batch([ROOT / "data" / "programs"], out / "first", jobs=2)
    run_batch([ROOT / "data" / "programs"], out / "second", jobs=1)
    run_batch([ROOT / "data" / "programs"], out / "numbers", notebooks=False)
    return out


def _content(out: Path) -> dict[str, bytes]:
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file() and p.name not in ("run.json", ".mentorkit.lock")}


@pytest.mark.slow
def test_two_batches_give_equal_bytes(twice):
    """Pages, tables, workbooks and manifests of two batches are the same to the byte."""
    first, second = _content(twice / "first"), _content(twice / "second")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


@pytest.mark.slow
def test_run_and_batch_give_the_same_numbers(twice):
    """Numbers computed without notebooks are those of the batch."""
    batch, numbers = _content(twice / "first"), _content(twice / "numbers")
    same = [name for name in numbers if name.endswith((".xlsx", ".yaml", "summary.csv"))]
    assert same and all(numbers[name] == batch[name] for name in same)


@pytest.mark.slow
def test_every_example_is_there_with_its_status(twice):
    """Every example is done but the draft, which is not ready with its reasons, and the one that decided otherwise."""
    found = {m["id"]: m for m in (publish.verified(path) for path in (twice / "first").iterdir() if path.is_dir()) if m}
    others = {"orchard-draft": "not_ready", "quarry-2026": "decided_otherwise"}
    assert {name: m["status"] for name, m in found.items()} == {
        path.parent.name: others.get(path.parent.name, "done") for path in (ROOT / "data" / "programs").glob("*/program.yaml")
    }
    index = (twice / "first" / "index.html").read_text("utf-8")
    assert "Orchard" in index and "is missing" in index


@pytest.mark.slow
def test_notebooks_show_the_numbers_of_the_run(twice):
    """A table on a notebook's page holds the cells that the numbers-only run publishes."""
    import openpyxl

    book = openpyxl.load_workbook(twice / "numbers" / "lighthouse-2025" / "coordinator" / "results.xlsx")
    page = (twice / "first" / "lighthouse-2025" / "coordinator" / "report.html").read_text("utf-8")
    shown = [sheet.title for sheet in book if f'-{sheet.title}"' in page]
    assert len(shown) >= 5


@pytest.mark.slow
def test_committee_files_name_nobody(twice, examples):
    """The committee's build of every example holds no person id, name or address."""
    import csv
    import io
    import zipfile

    for program in sorted(path for path in examples.iterdir() if path.is_dir()):
        private = set()
        for table in program.glob("*.csv"):
            for row in csv.DictReader(io.StringIO(table.read_text("utf-8-sig", errors="replace"))):
                private |= {row[name] for name in ("person_id", "mentee_id", "mentor_id", "name", "email") if row.get(name)}
        for file in sorted((twice / "first" / program.name / "committee").iterdir()):
            content = file.read_bytes()
            if file.suffix == ".xlsx":
                with zipfile.ZipFile(file) as book:
                    content = b"".join(book.read(name) for name in book.namelist())
            words = re.sub(r"base64,[A-Za-z0-9+/=]+", "", content.decode("utf-8", "replace"))  # a picture's letters may look like an id
            assert [name for name in private if name and name in words] == [], file
