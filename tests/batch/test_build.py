"""Making notebooks from sources: what is refused, what is moved, what differs in Hebrew."""

import pytest

from mentorkit.batch.build import made, stale
from mentorkit.errors import MentorkitError

GOOD = """\
# %% [markdown] id="x-title"
# # Title

# %% id="x-parameters" tags=["parameters"]
program_path: str = "../data/programs/harbour-2026/program.yaml"  # the program file
language: str = "en"  # en or he

# %% id="x-one"
1 + 1
"""


def _source(tmp_path, content=GOOD):
    path = tmp_path / "notebooks" / "source" / "02_need.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
    return path


def test_ids_of_the_source_become_ids_of_cells(tmp_path):
    """Cells carry the ids that stand in their headers, in both languages alike, and nothing of a Python version."""
    english, hebrew = (made(_source(tmp_path), language) for language in ("en", "he"))
    assert [cell.id for cell in english.cells] == [cell.id for cell in hebrew.cells] == ["x-title", "x-parameters", "x-one"]
    assert all("id" not in cell.metadata for cell in english.cells)
    assert "version" not in english.metadata.language_info


def test_hebrew_notebooks_lie_one_folder_deeper(tmp_path):
    """Paths of parameters get one more step up, the language parameter changes, all other code is the same."""
    notebook = made(_source(tmp_path), "he")
    assert '"../../data/programs/harbour-2026/program.yaml"' in notebook.cells[1].source and 'language: str = "he"' in notebook.cells[1].source
    assert notebook.cells[2].source == "1 + 1"
    (tmp_path / "data" / "programs" / "harbour-2026-he").mkdir(parents=True)
    assert "harbour-2026-he" in made(_source(tmp_path), "he").cells[1].source


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (' id="x-one"', ""),
        ('id="x-one"', 'id="x-title"'),
        (' tags=["parameters"]', ""),
        ("../data/programs/harbour-2026", "../data/private/us"),
        ("../data/programs/harbour-2026", "../data/programs/../private"),
        ("../data/programs/harbour-2026", "/srv/us"),
    ],
)
def test_what_a_source_must_not_be(tmp_path, old, new):
    """Cells without an id of their own, and programmes that are not shipped examples, are refused."""
    with pytest.raises(MentorkitError):
        made(_source(tmp_path, GOOD.replace(old, new)), "en")


def test_a_missing_or_orphaned_notebook_is_stale(tmp_path):
    """A source without its notebook, and a notebook without its source, are named."""
    _source(tmp_path)
    (tmp_path / "notebooks" / "he").mkdir()
    (tmp_path / "notebooks" / "07_lost.ipynb").write_text("{}", "utf-8")
    assert stale(tmp_path / "notebooks") == ("02_need (en)", "07_lost (en)", "02_need (he)")
