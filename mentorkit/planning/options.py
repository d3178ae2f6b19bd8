"""The fifteen options a need can be answered with: what each is, when it fits, and what it takes when nobody has said so yet.

Hours, cash and months are for one learner in a round of about half a year. They are assumptions to start from, not
findings, and so are the grade of the evidence and how easily an option is undone; data/assumptions.md rates them, and
every place that uses one says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from mentorkit.program.model import MENTORING, OptionId
from mentorkit.text import Message, msg

__all__ = ["GRADES", "NOTHING", "OPTIONS", "ROLES", "UNDOING", "Basis", "Grade", "Kind", "Undo", "kind_of"]

Grade = Literal["none", "reports", "associations", "comparisons", "trials"]
Undo = Literal["at_once", "after_a_term", "hardly"]
Basis = Literal["practice", "guides", "judgement"]
GRADES: tuple[Grade, ...] = get_args(Grade)  # from the weakest up
UNDOING: tuple[Undo, ...] = get_args(Undo)  # from the easiest down

NOTHING: OptionId = "nothing"
ROLES = ("senior", "learner", "manager", "coordinator")


@dataclass(frozen=True)
class Kind:
    """One of the fifteen. ``hours`` are assumed hours per learner in the order of ``ROLES``; ``months`` until it shows.

    ``evidence`` is the strongest kind of study that we know of, ``reversible`` how it is undone. ``basis`` says where the
    hours are from: published practice, ranges in model guides (the seniors' hours; the rest is our judgement), or our
    judgement alone.
    """

    id: OptionId
    title: Message
    meaning: Message
    best_when: Message
    pros: tuple[Message, ...]
    cons: tuple[Message, ...]
    hours: tuple[float, float, float, float]
    cash: float
    months: float | None
    evidence: Grade
    reversible: Undo
    basis: Basis

    @property
    def mentoring(self) -> bool:
        """Whether choosing it leads on to the later stages."""
        return self.id in MENTORING


OPTIONS: tuple[Kind, ...] = (
    Kind(
        "mentoring",
        msg("One-to-one mentoring"),
        msg("An experienced employee accompanies one who is less experienced, over months."),
        msg("careers, networks, the view of the whole organisation, knowledge that is written nowhere"),
        (msg("deep and personal"), msg("the mentor grows too")),
        (msg("hours of experienced people beyond their formal role"), msg("a pair may not fit"), msg("hard to enlarge")),
        (22, 20, 1, 10), 150, 6, "comparisons", "after_a_term", "practice",
    ),
    Kind(
        "group",
        msg("Group mentoring"),
        msg("One experienced employee accompanies four to six people together."),
        msg("many mentees, few mentors, people who start together"),
        (msg("reaches many with few mentors"), msg("members learn from each other"), msg("opens the borders between departments")),
        (msg("less personal"), msg("needs somebody who can lead a group")),
        (5, 16, 1, 4), 50, 5, "reports", "after_a_term", "guides",
    ),
    Kind(
        "peer",
        msg("Peer mentoring"),
        msg("People at the same step accompany each other, in pairs or small groups."),
        msg("first years of work, belonging"),
        (msg("safe and close to daily work"), msg("takes hardly any hours of experienced people")),
        (msg("little of the view from above"), msg("can turn into complaining together")),
        (1.5, 14, 1, 4), 20, 4, "associations", "after_a_term", "guides",
    ),
    Kind(
        "reverse",
        msg("Reverse mentoring"),
        msg("A younger or newer employee accompanies a senior one."),
        msg("what seniors need to learn: technology, inclusion, how it feels to be new"),
        (msg("changes the view at the top"), msg("makes newer people seen")),
        (msg("uncomfortable where rank weighs heavily"), msg("places for few")),
        (8, 10, 1, 5), 20, 4, "reports", "after_a_term", "guides",
    ),
    Kind(
        "flash",
        msg("Flash mentoring"),
        msg("One or two short talks about one question."),
        msg("one question, or a first taste of mentoring"),
        (msg("hours, not months"), msg("easy to say yes to")),
        (msg("no relation grows"),),
        (1, 2, 0, 1), 0, 1, "reports", "at_once", "guides",
    ),
    Kind(
        "buddy",
        msg("Buddy at arrival"),
        msg("A colleague of the same team helps through the first three months."),
        msg("the first ninety days"),
        (msg("works quickly"), msg("cheap and easy to explain")),
        (msg("ends early"), msg("stays inside one team and one role")),
        (8, 8, 1, 1), 0, 1, "associations", "at_once", "guides",
    ),
    Kind(
        "external_coaching",
        msg("External coaching"),
        msg("A professional coach from outside works with one person on an aim."),
        msg("an aim in the work of one person, a change of role"),
        (msg("skilled and confidential"), msg("no hours of experienced colleagues")),
        (msg("expensive"), msg("the coach does not know the organisation and nothing stays inside")),
        (1.5, 12, 1, 1), 3000, 3, "trials", "after_a_term", "guides",
    ),
    Kind(
        "manager_coaching",
        msg("Coaching by the line manager"),
        msg("Line managers learn to coach and do so in their regular talks."),
        msg("daily work and its results"),
        (msg("part of the work that is there anyway"), msg("reaches everybody with a manager")),
        (msg("few speak openly to somebody who decides about them"), msg("depends on each manager")),
        (0, 12, 12, 1), 100, 4, "associations", "at_once", "judgement",
    ),
    Kind(
        "sponsorship",
        msg("Sponsorship"),
        msg("A senior leader speaks for somebody where decisions are made."),
        msg("able people who are passed over"),
        (msg("opens doors that advice does not"),),
        (msg("few can do it"), msg("looks like favour if the choice is not open")),
        (6, 4, 1, 2), 0, 9, "associations", "hardly", "guides",
    ),
    Kind(
        "shadowing",
        msg("Job shadowing"),
        msg("Some days beside somebody else at their work."),
        msg("understanding another role or department"),
        (msg("cheap and practical"), msg("shows how work is really done")),
        (msg("slows the host"), msg("bad habits are learned as well")),
        (12, 16, 1, 2), 0, 1, "reports", "at_once", "guides",
    ),
    Kind(
        "rotation",
        msg("Job rotation"),
        msg("Some weeks or months of real work in another department."),
        msg("breadth, and preparing for larger roles"),
        (msg("real work from the first day"), msg("connects departments for years")),
        (msg("the own team lacks a pair of hands"), msg("possible for few")),
        (4, 160, 10, 6), 0, 9, "associations", "hardly", "guides",
    ),
    Kind(
        "course",
        msg("Course"),
        msg("Training with a teacher and a set content."),
        msg("a skill that many need and that can be written down"),
        (msg("the same content for everybody"), msg("easy to plan and to test")),
        (msg("much of it is never used at work"), msg("connects people for a few days only")),
        (1, 24, 1, 2), 1200, 2, "comparisons", "at_once", "guides",
    ),
    Kind(
        "elearning",
        msg("E-learning"),
        msg("Lessons at the screen, each at their own pace."),
        msg("rules and facts for very many people"),
        (msg("one more learner costs hardly anything"), msg("at any time and place")),
        (msg("nobody is met"), msg("many do not finish")),
        (0, 10, 0.5, 0.5), 100, 1, "comparisons", "at_once", "guides",
    ),
    Kind(
        "community",
        msg("Community of practice"),
        msg("People of one profession meet regularly and solve their questions together."),
        msg("keeping knowledge, and problems that several share"),
        (msg("knowledge lives on in several people"), msg("lasts beyond a round")),
        (msg("falls asleep without somebody who convenes it"), msg("new people stay silent at first")),
        (4, 16, 0.5, 3), 20, 6, "reports", "at_once", "guides",
    ),
    Kind(
        "nothing",
        msg("Do nothing"),
        msg("Leave it to what grows by itself."),
        msg("relations that form without help, for everybody"),
        (msg("takes nothing"),),
        (msg("the need stays as it is"), msg("helps those who have contacts already")),
        (0, 0, 0, 0), 0, None, "none", "at_once", "judgement",
    ),
)  # fmt: skip
_BY_ID: dict[str, Kind] = {kind.id: kind for kind in OPTIONS}


def kind_of(option: str) -> Kind:
    """What is known of one of the fifteen."""
    return _BY_ID[option]
