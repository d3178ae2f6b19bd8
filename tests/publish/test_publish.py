"""Publishing: what exists, what counts as finished, and what the pages over programmes say."""

import csv
import io
import json

import pytest
import small

from mentorkit import publish
from mentorkit.batch.run import run_batch
from mentorkit.publish.overview import _guarded
from mentorkit.stages.portfolio import portfolio


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """Two programmes, one not ready, as ``run`` leaves them."""
    where = tmp_path_factory.mktemp("out")
    small.program(where / "programs", "alpha")
    small.program(where / "programs", "draft", text=small.DRAFT)
    run_batch([where / "programs"], where / "out", notebooks=False)
    return where / "out"


def test_a_result_exists_only_with_its_manifest(out, tmp_path):
    """A missing, changed or additional file makes the result none."""
    import shutil

    for change in (lambda f: (f / "manifest.json").unlink(), lambda f: (f / "extra").write_text("x"), lambda f: (f / "committee/results.xlsx").write_bytes(b"")):
        copy = tmp_path / "copy"
        shutil.copytree(out / "alpha", copy)
        assert publish.verify(copy)
        change(copy)
        assert not publish.verify(copy)
        shutil.rmtree(copy)


def test_the_manifest_says_what_a_result_was_made_from(out):
    """Inputs, code, versions, audiences, counts; nothing of this machine or this moment."""
    content = (out / "alpha" / "manifest.json").read_text("utf-8")
    manifest = json.loads(content)
    assert set(manifest["made_from"]["inputs"]) == {"program.yaml", "tables.mentees", "tables.mentors"}
    assert manifest["counts"]["mentees"] == 3 and manifest["counts"]["seats"] == 3 and manifest["counts"]["proposed"] == 3
    assert str(out) not in content and "seconds" not in content
    assert "seconds" in (out / "alpha" / "run.json").read_text("utf-8")


def test_the_summary_is_for_spreadsheets(out):
    """A byte-order mark, one line per programme, English headings."""
    content = (out / "summary.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [(row["id"], row["status"]) for row in rows] == [("alpha", "done"), ("draft", "not_ready")]
    assert rows[1]["reasons"]


@pytest.mark.parametrize(("value", "kept"), [("=1+1", "'=1+1"), (" +1", "' +1"), ("\uff1dx", "'\uff1dx"), ("plain", "plain"), (3, 3), ("", ""), ("-", "'-")])
def test_nothing_starts_a_formula(value, kept):
    """Text that a spreadsheet would run is marked as text."""
    assert _guarded(value) == kept


def test_the_portfolio_reads_finished_results_only(out):
    """A folder whose files changed is left out and named."""
    found = portfolio(out)
    assert found.source == "results" and [row.id for row in found.programs] == ["alpha", "draft"]
    page = out / "draft" / "committee" / "results.xlsx"
    kept = page.read_bytes()
    try:
        page.write_bytes(b"")
        again = portfolio(out)
        assert [row.id for row in again.programs] == ["alpha"] and again.ignored == ("draft",)
    finally:
        page.write_bytes(kept)


def test_a_portfolio_of_programmes_agrees_with_their_results(out):
    """Computed on the spot or read from manifests: the same rows."""
    assert portfolio(out.parent / "programs").programs == portfolio(out).programs


def test_the_portfolio_does_not_rank(out):
    """Programmes stand in the order of their ids, and the page says why it does not rank."""
    page = (out / "portfolio.html").read_text("utf-8")
    assert page.index("alpha") < page.index("draft") and "not ranked" in page
