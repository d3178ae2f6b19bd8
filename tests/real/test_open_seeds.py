"""A real mentoring programme, two cohorts: the published numbers come out, and nothing that the records do not hold."""

import pytest

from mentorkit.program.program import open_program
from mentorkit.report.evaluation import evaluation_view
from mentorkit.report.lens import Lens
from mentorkit.stages.audiences import read_people
from mentorkit.stages.evaluation import evaluate
from mentorkit.text import Mark, text_for

PUBLISHED = {
    1: {"participants": 29, "mentors": 20, "teams": 20, "graduated": 17, "answered": 22, "rate": 0.759, "always": 14, "always_share": 0.636},
    2: {"participants": 52, "mentors": 36, "teams": 32, "graduated": 25, "answered": 32, "rate": 0.615, "always": 22, "always_share": 0.688},
}
both = pytest.mark.parametrize("cohort", [1, 2])


@pytest.fixture(scope="module")
def results(cohorts):
    """The evaluation of each cohort."""
    programs = {cohort: open_program(folder) for cohort, folder in cohorts.items()}
    return {cohort: evaluate(program, read_people(program)) for cohort, program in programs.items()}


def item(result, name, wave="end"):
    return next(row for row in result.items if (row.item, row.wave) == (name, wave))


@both
def test_people_and_teams_are_as_published(results, cohort, open_seeds, real_data):
    """Participants, mentors, projects and graduated projects; the lists of projects hold everybody who was enrolled."""
    published, flow = PUBLISHED[cohort], results[cohort].flow
    assert (flow.step("in_table").mentees, flow.step("in_table").mentors) == (published["participants"], published["mentors"])
    assert (flow.teams, flow.graduated) == (published["teams"], published["graduated"])
    assert open_seeds.enrolled(real_data, cohort) == {"participant": published["participants"], "mentor": published["mentors"]}


@both
def test_response_and_answers_are_as_published(results, cohort):
    """The last survey of participants: its response rate, the use of mentoring calls, the recommendation, each with its n."""
    published, result = PUBLISHED[cohort], results[cohort]
    end = next(row for row in result.responses if (row.role, row.wave) == ("mentee", "end"))
    assert (end.respondents, end.invited, round(end.rate, 3)) == (published["answered"], published["participants"], published["rate"])
    calls = item(result, "mentor_calls")
    always = dict(calls.counts)["Mentoring calls were always useful"]
    assert (calls.n, always, round(always / calls.n, 3)) == (published["answered"], published["always"], published["always_share"])
    recommend = item(result, "recommend")
    assert dict(recommend.counts) == {"yes": recommend.n, "unsure": 0, "no": 0}
    assert recommend.n == published["answered"]


@both
def test_several_ticks_are_counted_by_respondents(results, cohort):
    """Mentors could tick several answers; shares are of mentors, as many as sent the form."""
    found = item(results[cohort], "mentor_support_multi")
    assert found.n == {1: 8, 2: 23}[cohort]
    assert sum(n for _, n in found.counts) > found.n
    assert max(n for _, n in found.counts) <= found.n


@both
def test_a_question_of_later_cohorts_was_not_asked(results, cohort):
    """A blank column of a question that did not exist yet is no "no" and no "no data"."""
    assert item(results[cohort], "mentee_engaged").state == "not_asked"


@both
def test_nothing_is_invented(results, cohort):
    """No promise was made, nobody can be followed from one survey to the next, so there is no verdict and no change."""
    result = results[cohort]
    assert (result.measures, result.changes, result.reliability, result.warnings) == ((), (), (), ())
    assert result.flow.reasons == ()


@both
def test_the_committee_reads_the_same_numbers_without_persons(results, cohort, cohorts):
    """Marks, shares and counts as a reader sees them; no id of a person or a project."""
    program = open_program(cohorts[cohort], audience="committee")
    view = evaluation_view(results[cohort], Lens(text_for("en"), "committee", program.intent.privacy.threshold))
    tables = {table.key: table for table in view.tables}
    engaged = next(row for row in tables["08_items"].rows if row[0] == "mentee_engaged")
    assert set(engaged[4:]) == {Mark.NOT_ASKED}
    shares = {row[5]: row[7] for row in tables["08_items"].rows if row[0] == "mentor_calls" and row[4] == PUBLISHED[cohort]["answered"]}
    assert round(shares["Mentoring calls were always useful"], 3) == PUBLISHED[cohort]["always_share"]
    words = str(view)
    assert "P0" not in words
    assert "PRJ" not in words


@both
def test_the_folder_names_where_the_data_come_from(cohorts, cohort, open_seeds):
    """The licence asks for attribution."""
    assert open_seeds.ATTRIBUTION in (cohorts[cohort] / "README.md").read_text("utf-8")
