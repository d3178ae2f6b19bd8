"""Small programmes under way, written as the tables a coordinator keeps."""

import pytest

from mentorkit.monitoring.monitoring import monitoring_of
from mentorkit.monitoring.reading import read_records
from mentorkit.people.people import read_people
from mentorkit.program.program import open_program

HEAD = "schema: mentorkit-program/1\nid: small\nname: Small\nlanguage: en\n"
DAY = "as_of: 2026-06-30\n"
SCHEDULE = "schedule: {starts: 2026-01-01, months: 9, meetings_per_month: 2}\n"
CHECKINS = "mentee_id,mentor_id,date,by,met,meetings,useful,continue,contact_me\n"


@pytest.fixture
def programme(tmp_path):
    """``programme(pairs=..., checkins=..., log=..., text=..., as_of=...)`` gives an opened programme with these tables."""

    def build(*, text="steering: {}\n", as_of=DAY, schedule=SCHEDULE, **tables):
        named = "".join(f"  {name}: {{file: {name}.csv}}\n" for name in tables)
        for name, content in tables.items():
            (tmp_path / f"{name}.csv").write_text(content, "utf-8")
        (tmp_path / "program.yaml").write_text(HEAD + as_of + (f"tables:\n{named}" if named else "") + schedule + text, "utf-8")
        return open_program(tmp_path)

    return build


@pytest.fixture
def monitored(programme):
    """The same, computed; ``private`` false as for the committee."""

    def compute(*, private=True, following=lambda when, day: None, ends=None, **tables):
        program = programme(**tables)
        people = read_people(program)
        return monitoring_of(program.intent, people, read_records(program, people, private=private), following, ends=ends)

    return compute
