"""The notebooks in git: built, small, without widgets, without logic, the same code in both languages."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import jupytext
import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "notebooks" / "source").glob("*.py"))
ENGLISH = sorted((ROOT / "notebooks").glob("*.ipynb"))
HEBREW = sorted((ROOT / "notebooks" / "he").glob("*.ipynb"))
PARAMETERS = {"program_path", "output_dir", "audience"}
# a page over several programmes has no file that says its language
PORTFOLIO_PARAMETERS = {"programs_dir", "output_dir", "audience", "language"}
# the app writes nothing, and its last screen reads the results of a batch
APP_PARAMETERS = {"program_path", "programs_dir", "audience"}
STAGES = [path for path in SOURCES if path.stem != "app"]


def name(path: Path) -> str:
    return path.relative_to(ROOT / "notebooks").as_posix()


def source_cells(path: Path) -> list:
    return jupytext.read(path, fmt="py:percent").cells


def read(path: Path) -> dict:
    return json.loads(path.read_text("utf-8"))


def text(cell: dict) -> str:
    return "".join(cell["source"])


def test_every_source_is_built_in_both_languages():
    """Each text in notebooks/source has its English and its Hebrew notebook, and there are no others."""
    stems = [path.stem for path in SOURCES]
    assert stems
    assert [path.stem for path in ENGLISH] == stems
    assert [path.stem for path in HEBREW] == stems


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
class TestSource:
    def test_cells_have_fixed_ids(self, path):
        """Each cell says its own id, once, in words; a random one would change with each build."""
        ids = [cell.metadata.get("id") for cell in source_cells(path)]
        assert all(isinstance(one, str) and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one) and len(one) <= 64 for one in ids), ids
        assert len(set(ids)) == len(ids)

    def test_ids_are_unique_over_all_notebooks(self, path):
        """The id of a Markdown cell is its place in the catalogue, so no two notebooks share one."""
        mine = {cell.metadata.get("id") for cell in source_cells(path)}
        assert not [other.stem for other in SOURCES if other != path and mine & {cell.metadata.get("id") for cell in source_cells(other)}]

    def test_no_logic_in_cells(self, path):
        """A cell defines nothing, installs nothing, reads no clock and names no absolute path."""
        for cell in source_cells(path):
            if cell.cell_type == "code":
                kinds = {type(node) for node in ast.walk(ast.parse(cell.source))}
                assert not kinds & {ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.While, ast.If, ast.Try}, cell.source
                assert not re.search(r"pip install|\.now\(|\.today\(|[\"'](/|[A-Za-z]:\\)", cell.source), cell.source
                assert len(cell.source.splitlines()) <= 8, cell.source

    def test_public_names_only(self, path):
        """Cells import the package alone and use its public names alone."""
        import mentorkit

        for cell in source_cells(path):
            if cell.cell_type == "code":
                tree = ast.parse(cell.source)
                imported = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
                assert set(imported) <= {"import mentorkit as mk"}
                used = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name) and n.value.id == "mk"}
                assert used <= set(mentorkit.__all__)

    def test_parameters(self, path):
        """One cell is tagged parameters; it holds exactly the promised ones, each a literal with its type and a word of help."""
        cells = [cell for cell in source_cells(path) if "parameters" in cell.metadata.get("tags", [])]
        assert len(cells) == 1
        lines = ast.parse(cells[0].source).body
        assert all(isinstance(line, ast.AnnAssign) and isinstance(line.value, ast.Constant) for line in lines)
        own = {"09_portfolio": PORTFOLIO_PARAMETERS, "app": APP_PARAMETERS}
        assert {line.target.id for line in lines} == own.get(path.stem, PARAMETERS)
        assert all("  # " in line for line in cells[0].source.splitlines())

    def test_languages_have_the_same_code(self, path):
        """The English and the Hebrew notebook hold the same cells in the same order; their code is that of the source.

        Only the values of parameters differ in Hebrew: it lies one folder deeper.
        """
        written = source_cells(path)
        for folder in ("", "he"):
            built = read(ROOT / "notebooks" / folder / f"{path.stem}.ipynb")["cells"]
            assert [(cell["id"], cell["cell_type"]) for cell in built] == [(cell.metadata["id"], cell.cell_type) for cell in written]
            for one, other in zip(built, written, strict=True):
                if one["cell_type"] == "code" and not (folder and "parameters" in other.metadata.get("tags", [])):
                    assert text(one) == other.source
                elif one["cell_type"] == "code":
                    assert re.findall(r"^(\w+: \w+) =", text(one), re.MULTILINE) == re.findall(r"^(\w+: \w+) =", other.source, re.MULTILINE)


@pytest.mark.parametrize("path", STAGES, ids=lambda path: path.stem)
def test_prose_is_a_good_length(path):
    """The Markdown of a stage's notebook has 400 to 900 words; the app has its words on its screens."""
    words = sum(len(re.findall(r"[\w'-]*[A-Za-z][\w'-]*", cell.source)) for cell in source_cells(path) if cell.cell_type == "markdown")
    assert 400 <= words <= 900


@pytest.mark.parametrize("path", STAGES, ids=lambda path: path.stem)
def test_guidance_is_complete(path):
    """Somebody who has never run a programme finds what the step is, why now, what good looks like, mistakes, and what to decide."""
    headings = [line.removeprefix("## ").strip() for cell in source_cells(path) if cell.cell_type == "markdown" for line in cell.source.splitlines() if line.startswith("## ")]
    assert {"What this step is", "Why now", "What good looks like", "Typical mistakes", "Decide now"} <= set(headings)


@pytest.mark.parametrize("path", ENGLISH + HEBREW, ids=name)
class TestBuilt:
    def test_no_widget_state(self, path):
        """A stored notebook holds static twins only: no widget state and no view of a widget."""
        notebook = read(path)
        assert "widgets" not in notebook["metadata"]
        assert "application/vnd.jupyter.widget" not in path.read_text("utf-8")

    def test_small(self, path):
        """A stored notebook is below 400 KB."""
        assert path.stat().st_size < 400_000

    def test_was_run_to_the_end_without_error(self, path):
        """Every code cell was run in order, none failed, and what it showed is stored."""
        cells = [cell for cell in read(path)["cells"] if cell["cell_type"] == "code"]
        assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
        outputs = [output for cell in cells for output in cell["outputs"]]
        assert outputs
        assert not [output for output in outputs if output["output_type"] == "error" or output.get("name") == "stderr"]

    def test_carries_nothing_of_a_run(self, path):
        """No times, no injected parameters, no path of a machine, no warning of a library."""
        notebook = read(path)
        assert not {"papermill", "execution"} & {key for cell in notebook["cells"] for key in cell["metadata"]}
        assert "papermill" not in notebook["metadata"]
        assert not [cell for cell in notebook["cells"] if "injected-parameters" in cell["metadata"].get("tags", [])]
        assert "site-packages" not in path.read_text("utf-8")

    def test_shows_no_address_and_no_script(self, path):
        """A stored output asks nothing of the network and needs no script."""
        shown = json.dumps([cell["outputs"] for cell in read(path)["cells"] if cell["cell_type"] == "code"])
        assert not re.search(r"<script|src=\\?[\"']https?:|<link", shown)
