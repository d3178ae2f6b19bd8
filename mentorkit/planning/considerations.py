"""What else to take into account before launching: questions worth asking, and five about the organisation itself."""

from __future__ import annotations

import typing

from mentorkit.program.model import OrganisationCondition, ProgramFile
from mentorkit.text import Message, msg

__all__ = ["WORTH_ASKING", "conditions_of"]

# Our own questions: where programmes of this kind met something that nobody had thought of.
WORTH_ASKING: tuple[Message, ...] = (
    msg("Does anything else start in these months that takes the same people?"),
    msg("In which weeks does the work leave no hour for meetings, and what happens to the pairs then?"),
    msg("How do pairs meet who do not work at the same place?"),
    msg("Can people on shifts and part-timers take part within their paid hours?"),
    msg("Does the works council or staff council know, and what does it ask for?"),
    msg("Has whoever looks after data protection seen the forms and the day of deletion?"),
    msg("Who steps in when the coordinator is away or leaves?"),
    msg("What happens to those who applied and get no mentor?"),
    msg("What happens to the mentees of a mentor who leaves?"),
    msg("What do those say who were not meant, and what is the answer?"),
    msg("Who pays when the budget of this year is used up and the pairs still meet?"),
    msg("Do mentees expect a promotion, and who tells them what is true?"),
    msg("What if a mentee finds out that the right step is to leave?"),
    msg("Who decides when a mentor also has a say on the mentee's pay, project or appointment?"),
)


def conditions_of(intent: ProgramFile) -> tuple[tuple[str, str | None], ...]:
    """The five answers on the organisation in their fixed order; None where one is not given."""
    answers = intent.organisation.conditions
    return tuple((key, answers.get(key)) for key in typing.get_args(OrganisationCondition))
