"""What a match letter says brought two people together: the criteria on which they fit, and nothing that they did not share."""

from mentorkit.pairing.pairing import pair_people
from mentorkit.pairing.scores import score_people
from mentorkit.pairing.together import criterion_name, together
from mentorkit.people.people import read_people
from mentorkit.program.model import Criterion
from mentorkit.program.program import open_program
from mentorkit.text import text_for

EN = text_for("en")
FILE = """\
schema: mentorkit-program/1
id: small
name: Small
language: en
tables:
  mentees: {file: mentees.csv}
  mentors: {file: mentors.csv}
pairing:
  criteria:
    - {id: development, name: What is wanted and offered, kind: coverage, weight: 3, why: It helps.}
    - {id: interests, kind: overlap, column: interests, weight: 5}
    - {id: site, kind: equal, column: site, weight: 0}
    - {id: department, kind: different, column: department, weight: 1}
  required_pairs: [{mentee: E2, mentor: M2, why: Both asked for it.}]
"""
MENTEES = "person_id,wants,interests,site,department\nE1,planning;Writing,music;chess,North,A\nE2,writing,,North,A\nE3,welding,chess,North,B\n"
MENTORS = "person_id,offers,interests,site,department,capacity\nM1,writing;planning,Music;hiking,North,B,1\nM2,welding,music,South,A,1\nM3,talking,hiking,South,B,1\n"


def paired(folder):
    for name, content in {"program.yaml": FILE, "mentees.csv": MENTEES, "mentors.csv": MENTORS}.items():
        (folder / name).write_text(content, encoding="utf-8")
    program = open_program(folder)
    people = read_people(program)
    return program, people, pair_people(score_people(program, people))


def test_reasons_by_hand(tmp_path):
    """E1 and M1: both areas are offered (full points), one of three interests (too few to be told), other departments; site has no weight."""
    program, people, pairing = paired(tmp_path)
    found = {one.mentee: one for one in together(program.intent.pairing, people, pairing)}
    assert (found["E1"].mentor, [bond.criterion for bond in found["E1"].bonds]) == ("M1", ["development", "department"])
    first = found["E1"].bonds[0]
    assert (first.name, first.shared, first.why) == ("What is wanted and offered", ("planning", "Writing"), "It helps.")
    assert not found["E1"].by_hand


def test_a_required_pair_may_have_no_reason(tmp_path):
    """E2 and M2 fit on nothing that both answered: the letter says that people chose them, and no criterion is made up."""
    program, people, pairing = paired(tmp_path)
    two = next(one for one in together(program.intent.pairing, people, pairing) if one.mentee == "E2")
    assert (two.mentor, two.bonds, two.by_hand) == ("M2", (), True)


def test_each_reason_holds(examples):
    """Slow and obvious: of every pair each told criterion has half of the points and both answered, and what is shared both wrote."""
    program = open_program(examples / "harbour-2026")
    people = read_people(program)
    pairing = pair_people(score_people(program, people))
    mentees, mentors = (frame.set_index("person_id") for frame in (people.mentees, people.mentors))
    made = pairing.pairs.set_index("mentee")
    found = together(program.intent.pairing, people, pairing)
    assert [(one.mentee, one.mentor) for one in found] == list(zip(pairing.pairs["mentee"], pairing.pairs["mentor"], strict=True))
    for one in found:
        told = {bond.criterion for bond in one.bonds}
        points = {c.id: int(made.loc[one.mentee, f"part_{c.id}"]) for c in program.intent.pairing.criteria}
        assert all(points[name] >= 500 for name in told) or len(told) <= 1
        for bond in one.bonds:
            if bond.criterion == "development":
                assert bond.shared and set(bond.shared) <= set(mentees.loc[one.mentee, "wants"]) & set(mentors.loc[one.mentor, "offers"])
            if bond.criterion == "near":
                assert mentees.loc[one.mentee, "site"] == mentors.loc[one.mentor, "site"]


def test_names_of_criteria():
    """The file's own name comes first; else words of the kind, with the column where the kind alone says little."""
    assert criterion_name(Criterion(id="a", kind="overlap", name="Hobbies")) == "Hobbies"
    assert EN(criterion_name(Criterion(id="a", kind="equal", column="site"))) == "The same for both of you: site"
    assert EN(criterion_name(Criterion(id="a", kind="closeness", column="shoe_size", span=2))) == "A good distance between you: shoe_size"
    assert EN(criterion_name(Criterion(id="a", kind="style"))) == "Communication styles that go together"
