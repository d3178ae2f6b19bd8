"""Makes a programme folder out of one cohort of a real mentoring programme, Open Seeds, as its records stand.

Nothing is invented: what the records do not hold (dates of pairs, development areas, names) is not in the folder. The
two dates of the schedule only say that the survey came after the start and before the questions of later cohorts.
"""

import csv
from pathlib import Path

ATTRIBUTION = "Data: Open Seeds, OLS (formerly Open Life Science), CC BY 4.0, de-identified and reduced."
FOLDER = "open_seeds_cohorts_1_2"
DATES = {1: ("2020-01-20", "2020-05-31"), 2: ("2020-09-07", "2021-01-31")}
LATER = "2021-02-01"  # the question exists from the third cohort on

OTHER = "Other (free text removed)"
CALLS = ("always", "mostly", "somewhat")
ITEMS = {
    "goals_met": (
        "Were you able to meet your goals?", "one", "mentee", "end", "",
        ["I was able to meet ALL my goals", "I was able to meet MOST of my goals", "I was able work on my project but only PARTIALLY", OTHER],
    ),
    "mentor_calls": ("How useful were the mentoring calls?", "one", "mentee", "end", "", [f"Mentoring calls were {word} useful" for word in CALLS]),
    "cohort_calls": ("How useful were the cohort calls?", "many", "mentee", "end", "", [f"They were {word} useful" for word in CALLS]),
    "recommend": ("Would you recommend the programme?", "yes_unsure_no", "mentee", "end", "", []),
    "work_openly_1to5": ("I work openly", "1-5", "mentee", "middle", "", []),
    "encourage_others_1to5": ("I encourage others to work openly", "1-5", "mentee", "middle", "", []),
    "usefulness_of_topics": (
        "How many of the concepts could you use?", "one", "mentee", "middle", "",
        [f"I have been able to use {word} concepts introduced at OLS so far" for word in ("ALL", "MOST", "SOME")],
    ),
    "assignment_time": ("Time for assignments", "one", "mentee", "middle", "", ["<1 hour / week", "1-2 hours / week", "2-3 hours / week", "3+ hours / week", OTHER]),
    "mentor_met_expectations_1to5": ("My mentor met my expectations", "1-5", "mentee", "middle", "", []),
    "work_with_mentor_again": ("Would you work with your mentor again?", "yes_unsure_no", "mentee", "middle", "", []),
    "mentor_support_multi": (
        "How did you feel supported?", "many", "mentor", "end", "",
        [
            "I felt supported as a mentor and the training offered in the cohort was adequate",
            "I felt supported as a mentor but the training offered in the cohort can be improved",
            "I enjoyed my participation and did not find the experience overwhelming",
            OTHER,
        ],
    ),
    "mentoring_calls_multi": (
        "How constructive were the mentoring calls?", "many", "mentor", "end", "",
        [*(f"Mentoring calls were {word} constructive" for word in CALLS), "Mentoring calls were not structured or constructive"],
    ),
    "mentee_engaged": ("Was your mentee engaged?", "1-5", "mentor", "end", LATER, []),
}  # fmt: skip
SURVEYS = (("participant_mid.csv", "mentee", "middle"), ("participant_post.csv", "mentee", "end"), ("mentor_post.csv", "mentor", "end"))


def make_cohort(folder: Path, cohort: int, real_data: Path) -> Path:
    """Write the programme of ``cohort`` (1 or 2) below ``folder``; returns its folder, named by the programme's id."""
    source = real_data / FOLDER
    programme = folder / f"open-seeds-{cohort}"
    programme.mkdir(parents=True)
    projects = [row for row in _rows(source / "projects.csv") if row["cohort"] == str(cohort)]
    mentees = {person: row["project_id"] for row in projects for person in row["participant_ids"].split(";")}
    mentors = sorted({person for row in projects for person in row["mentor_ids"].split(";")})
    pairs = [
        (mentee, mentor, "completed" if row["graduated"] == "1" else "ended", row["project_id"])
        for row in projects
        for mentee in row["participant_ids"].split(";")
        for mentor in row["mentor_ids"].split(";")
    ]
    _write(programme / "mentees.csv", ("person_id", "team"), sorted(mentees.items()))
    _write(programme / "mentors.csv", ("person_id", "capacity"), [(mentor, sum(pair[1] == mentor for pair in pairs)) for mentor in mentors])
    _write(programme / "pairs.csv", ("mentee_id", "mentor_id", "state", "team"), pairs)
    _write(programme / "items.csv", ("id", "text", "scale", "roles", "waves", "since", "options"), [_item(name) for name in ITEMS])
    _write(programme / "survey.csv", ("respondent_id", "role", "wave", *ITEMS), _answers(source, cohort))
    (programme / "program.yaml").write_text(_program(cohort), "utf-8")
    (programme / "README.md").write_text(f"# Open Seeds, cohort {cohort}\n\n{ATTRIBUTION}\n", "utf-8")
    return programme


def enrolled(real_data: Path, cohort: int) -> dict[str, int]:
    """The published counts of people by role."""
    return {row["role"]: int(row["n_people"]) for row in _rows(real_data / FOLDER / "enrolment.csv") if row["cohort"] == str(cohort)}


def _item(name: str) -> tuple[str, ...]:
    text, scale, role, wave, since, options = ITEMS[name]
    return name, text, scale, role, wave, since, "; ".join(options)


def _answers(source: Path, cohort: int) -> list[tuple[str, ...]]:
    found = []
    for file, role, wave in SURVEYS:
        for row in _rows(source / file):
            if row["cohort"] == str(cohort):
                found.append(("", role, wave, *(row.get(name, "") for name in ITEMS)))
    return found


def _program(cohort: int) -> str:
    starts, ends = DATES[cohort]
    middle = starts[:4] + "-" + f"{int(starts[5:7]) + 2:02d}" + starts[7:]
    return f"""schema: mentorkit-program/1
id: open-seeds-{cohort}
name: Open Seeds, cohort {cohort}
language: en
as_of: {ends}
tables:
  mentees: {{file: mentees.csv}}
  mentors: {{file: mentors.csv}}
  pairs: {{file: pairs.csv}}
  survey: {{file: survey.csv}}
  items: {{file: items.csv}}
schedule: {{starts: {starts}, months: 4, waves: {{middle: {middle}, end: {ends}}}}}
evaluation: {{}}
"""


def _rows(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _write(path: Path, header: tuple[str, ...], rows) -> None:
    with open(path, "w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows(rows)
