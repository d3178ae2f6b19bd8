"""A real mentoring programme's first two cohorts through the batch: what their data support is reported, nothing is invented.

Data: Open Seeds, OLS (formerly Open Life Science), CC BY 4.0, de-identified and reduced.
"""

import importlib.util
import json
from pathlib import Path

import openpyxl
import pytest

pytestmark = pytest.mark.slow


def converter():
    path = Path(__file__).parents[1] / "real" / "open_seeds.py"
    spec = importlib.util.spec_from_file_location("open_seeds", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.make_cohort


@pytest.fixture(scope="module")
def cohorts(tmp_path_factory, real_data, batch):
    """The results folders of both cohorts."""
    folder = tmp_path_factory.mktemp("real")
    made = [Path(converter()(folder / f"cohort-{n}", n, real_data)) for n in (1, 2)]
    made = [path if path.is_dir() else path.parent for path in made]
    run = batch(folder / "results", programs=made)
    assert run.code == 0, run.said
    manifests = {json.loads(p.read_text("utf-8"))["id"]: p.parent for p in (folder / "results").glob("*/manifest.json")}
    assert len(manifests) == 2
    return [manifests[name] for name in sorted(manifests)]


def sheet(folder, name, audience="committee"):
    rows = [tuple(row) for row in openpyxl.load_workbook(folder / audience / "results.xlsx")[name].iter_rows(values_only=True)]
    return rows[0], rows[1:]


PUBLISHED = [(29, 20, 20, 17, 22), (52, 36, 32, 25, 32)]


@pytest.mark.parametrize("n", [0, 1])
def test_counts_are_the_published_ones(cohorts, n):
    """Participants, mentors, projects and projects that graduated are those of the published tables."""
    manifest = json.loads((cohorts[n] / "manifest.json").read_text("utf-8"))
    counts = manifest["counts"]
    assert (counts["mentees"], counts["mentors"], counts["teams"], counts["graduated"]) == PUBLISHED[n][:4]


@pytest.mark.parametrize("n", [0, 1])
def test_stages_without_data_are_not_planned(cohorts, n):
    """Only the evaluation is reported; every other stage says that they were not planned."""
    manifest = json.loads((cohorts[n] / "manifest.json").read_text("utf-8"))
    states = {row["stage"]: row["state"] for row in manifest["stages"]}
    planned = {"start": "done", "evaluation": "done"}
    assert states == planned | dict.fromkeys(("alternatives", "need", "audiences", "pairing", "training", "steering", "commitment"), "not_planned")
    assert manifest["status"] == "done"
    assert "not planned" in (cohorts[n] / "committee" / "report.html").read_text("utf-8").lower()


@pytest.mark.parametrize("n", [0, 1])
def test_response_and_answers_stand_on_the_page(cohorts, n):
    """Response rate, mentoring calls always useful and would recommend are on the page, each with its n."""
    words = (cohorts[n] / "committee" / "08_evaluation.html").read_text("utf-8")
    rate, share = [("75.9", "63.6"), ("61.5", "68.8")][n]
    assert rate in words and share in words and "100.0" in words and "not asked" in words
    _, rows = sheet(cohorts[n], "08_items")
    always = [row for row in rows if any(isinstance(v, str) and "always useful" in v for v in row) and any(isinstance(v, str) and "entoring calls" in v for v in row)]
    assert any(row.count([14, 22][n]) and PUBLISHED[n][4] in row for row in always), always
