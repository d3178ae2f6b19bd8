"""Guides to talk along: about the need, with the sponsor, on the mentor's role, and a page on choosing criteria."""

from __future__ import annotations

from mentorkit.planning.forms import Form, Question
from mentorkit.planning.hours import hours_needed
from mentorkit.program.model import ProgramFile
from mentorkit.text import Decimal, Message, msg

__all__ = ["guides_of", "released"]

_NEED = (
    msg("What happens today that should not happen, or does not happen that should? Tell the last time you saw it."),
    msg("Who feels it, and what does it cost them?"),
    msg("Which figure would show it, and who has that figure?"),
    msg("Since when has it been so, and why act now?"),
    msg("What has been tried, and what came of it?"),
    msg("What would people do differently in a year if it were solved?"),
    msg("Whom should it reach first, and whom should it not?"),
    msg("Who here is somebody whom others ask for advice, and about what?"),
    msg("Which other ways could reach the same: a course, a buddy, rotation, nothing at all?"),
    msg("What would have to be true for your own people to take two hours a month for it?"),
    msg("What would make you say after a year that it was worth it?"),
    msg("What could make it fail in this house?"),
)
_SPONSOR = (
    msg("Which of the organisation's aims does this serve, in your words?"),
    msg("What will you look at after a year to say that it succeeded?"),
    msg("Which hours of mentors, mentees and the coordinator do you release, and how will their managers hear of it?"),
    msg("What will you do when a head of department says that there is no time?"),
    msg("What will you do yourself: open, visit, be a mentor, thank?"),
    msg("How are mentors recognised?"),
    msg("Who decides on money for the second half, and by when?"),
    msg("At what point would you stop it?"),
)
_CRITERIA = (
    msg("What must two people have in common so that they can work together at all? These become rules; a rule forbids a pair."),
    msg("What makes a pair good? Write at most five things. These become criteria; a criterion only scores."),
    msg("Which two of the five matter most? Give ten points to the first and fewer to the others."),
    msg("Which pairs must not be: the own line of management, a conflict, an earlier pair?"),
    msg("Whose voice was not in the room when this was decided, and who asks them?"),
    msg("How will participants hear of the criteria before they sign up?"),
)

_NO_ROLE = msg("[What a mentor does and does not do: not written yet. Fill in the mentor's role in notebook 03.]")


def guides_of(intent: ProgramFile) -> tuple[Form, ...]:
    """Interview guides, role description, call for mentors and worksheet, with the facts of the file."""
    talks = msg("whoever prepares the programme, with three or four managers")
    need = Form("guide_need", msg("Talks about the need: guide"), talks, (_ABOUT_NEED,), _asked(_NEED, msg("need and goals")))
    with_sponsor = msg("whoever prepares the programme, with the sponsor")
    sponsor = Form("guide_sponsor", msg("Talk with the sponsor: guide"), with_sponsor, (_ABOUT_SPONSOR,), _asked(_SPONSOR, msg("commitment of management")))
    group, use = msg("the group that decides on the criteria"), msg("criteria and rules of the pairing")
    worksheet = Form("worksheet_criteria", msg("Choose our criteria: worksheet"), group, (_ABOUT_CRITERIA,), _asked(_CRITERIA, use))
    role = Form("mentor_role", msg("The mentor's role"), msg("everybody who thinks of becoming a mentor"), _role(intent), ())
    return need, sponsor, role, Form("mentor_call", msg("Call for mentors"), msg("experienced employees"), _call(intent), ()), worksheet


_ABOUT_NEED = msg("Half an hour for each talk. Ask for what happened, not for opinions, and write down figures with their source. Do not speak of mentoring before question 9.")
_ABOUT_SPONSOR = msg("One hour. What is answered here becomes a promise with a day in notebook 07; leave nothing at a general yes.")
_ABOUT_CRITERIA = msg("One page, forty minutes, five to eight people. Each writes alone first; then the differences are talked over.")


def _asked(texts: tuple[Message, ...], use: Message) -> tuple[Question, ...]:
    return tuple(Question(f"q{number}", text, "long", (use,)) for number, text in enumerate(texts, start=1))


def _role(intent: ProgramFile) -> tuple[Message, ...]:
    mentors = intent.audiences.mentors if intent.audiences else None
    lines = [msg("{role}", role=mentors.role)] if mentors and mentors.role else [_NO_ROLE]
    lines.append(_hours(intent))
    if mentors and mentors.screening:
        lines.append(msg("Before somebody becomes a mentor: {screening}", screening=mentors.screening))
    confidentiality = intent.steering.confidentiality if intent.steering else None
    if confidentiality:
        lines.append(msg("Confidentiality: {text}", text=confidentiality))
    contact = intent.steering.contact if intent.steering else None
    if contact and contact.post:
        lines.append(msg("The address for every issue: {post}.", post=contact.post))
    return tuple(lines)


def released(intent: ProgramFile) -> Message:
    """Which hours of a mentee a line manager releases by agreeing."""
    needed = hours_needed(intent)
    if needed.mentee is None:
        return _NO_HOURS
    return msg("By agreeing you release about {hours} working hours over the whole programme: meetings, preparation and training.", hours=Decimal(needed.mentee, 0))


_NO_HOURS = msg("[The hours: not known yet. Fill in months and meetings in notebook 03.]")


def _hours(intent: ProgramFile) -> Message:
    needed, plan = hours_needed(intent), intent.schedule
    if needed.mentor is None:
        return _NO_HOURS
    return msg(
        "It takes {hours} hours in all: meetings a month {meetings}, hours for each {length}, with preparation, and the training. Your line manager knows of them.",
        hours=Decimal(needed.mentor, 0),
        meetings=_short(plan.meetings_per_month),
        length=_short(plan.meeting_hours),
    )


def _short(figure: float | None) -> Decimal | None:
    """A figure without a needless nought."""
    return None if figure is None else Decimal(figure, 0 if float(figure).is_integer() else 1)


def _call(intent: ProgramFile) -> tuple[Message, ...]:
    mentors = intent.audiences.mentors if intent.audiences else None
    lines = [msg("We are looking for mentors for {name}.", name=intent.name)]
    if intent.need and intent.need.statement:
        lines.append(msg("Why: {need}", need=intent.need.statement))
    lines.append(msg("You need no teaching skills. You need experience that others can use, the will to listen, and some hours."))
    lines.append(_hours(intent))
    if mentors and mentors.recruiting:
        lines.append(msg("How it works: {text}", text=mentors.recruiting))
    recognition = intent.commitment.recognition if intent.commitment else None
    if recognition:
        lines.append(msg("What you get: {text}", text=recognition))
    due = intent.audiences.forms_due if intent.audiences else None
    lines.append(msg("Please hand in the form by {day}.", day=due) if due else msg("[Until when: not decided yet. Fill in the day in notebook 03.]"))
    return tuple(lines)
