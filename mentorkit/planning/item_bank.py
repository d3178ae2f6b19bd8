"""Our own short questions for surveys and check-ins. They are nobody's published questionnaire, and nobody has validated them."""

from __future__ import annotations

from dataclasses import dataclass

from mentorkit.text import Message, msg

__all__ = ["BANK", "BankItem", "bank_item"]


@dataclass(frozen=True)
class BankItem:
    """One question: ``scale`` as in the table of items, who is asked, in which waves, and whether agreeing is the bad answer."""

    id: str
    text: Message
    scale: str
    roles: tuple[str, ...]
    waves: tuple[str, ...]
    reverse: bool = False


_ENDS, _BOTH = ("middle", "end"), ("start", "end")
BANK: tuple[BankItem, ...] = (
    BankItem("GO1", msg("I can name what I want to get better at."), "1-5", ("mentee",), _BOTH),
    BankItem("GO2", msg("I know how I will see that I got there."), "1-5", ("mentee",), _BOTH),
    BankItem("GO3", msg("I have dates for my next steps."), "1-5", ("mentee",), _BOTH),
    BankItem("CF1", msg("Today, without help, I could do what I chose as my development area (0 not at all, 10 certainly)."), "0-10", ("mentee",), _BOTH),
    BankItem("CO1", msg("I know whom to ask outside my unit."), "1-5", ("mentee",), _BOTH),
    BankItem("CO2", msg("I see how my work fits the larger plan."), "1-5", ("mentee",), _BOTH),
    BankItem("CO3", msg("In meetings here I can speak my mind."), "1-5", ("mentee",), _BOTH),
    BankItem("NW1", msg("How many people outside my unit I asked for advice in the past month."), "number", ("mentee",), _BOTH),
    BankItem("ST1", msg("In twelve months I expect to work here."), "1-5", ("mentee",), _BOTH),
    BankItem("ST2", msg("I have looked for a job elsewhere lately."), "1-5", ("mentee",), _BOTH, reverse=True),
    BankItem("HP1", msg("We worked on a real decision of mine."), "1-5", ("mentee",), _ENDS),
    BankItem("HP2", msg("I was introduced to somebody useful."), "1-5", ("mentee",), _ENDS),
    BankItem("HP3", msg("I got comments that I could act on."), "1-5", ("mentee",), _ENDS),
    BankItem("TR1", msg("I could admit what I do not know."), "1-5", ("mentee",), _ENDS),
    BankItem("TR2", msg("We could differ in opinion at ease."), "1-5", ("mentee",), _ENDS),
    BankItem("TR3", msg("What I said stayed between us."), "1-5", ("mentee",), _ENDS),
    BankItem("EX1", msg("I watched how a hard situation can be handled."), "1-5", ("mentee",), _ENDS),
    BankItem("EX2", msg("I tried something that I had seen there first."), "1-5", ("mentee",), _ENDS),
    BankItem("NG1", msg("Meetings were often called off."), "1-5", ("mentee", "mentor"), _ENDS, reverse=True),
    BankItem("NG2", msg("We ran out of subjects."), "1-5", ("mentee", "mentor"), _ENDS, reverse=True),
    BankItem("NG3", msg("I felt steered to a choice that was not mine."), "1-5", ("mentee", "mentor"), _ENDS, reverse=True),
    BankItem("PR1", msg("I knew what was expected of me as a mentor."), "1-5", ("mentor",), _BOTH),
    BankItem("PR2", msg("I had the tools for hard conversations."), "1-5", ("mentor",), _BOTH),
    BankItem("PR3", msg("The hours were bearable beside my job."), "1-5", ("mentor",), ("end",)),
    BankItem("BN1", msg("I learned something myself."), "1-5", ("mentor",), ("end",)),
    BankItem("BN2", msg("I would mentor again."), "yes_unsure_no", ("mentor",), ("end",)),
    BankItem("MG1", msg("I saw new behaviour in the area my employee works on."), "yes_unsure_no", ("manager",), ("end", "after")),
    BankItem("MG2", msg("I kept time free for it."), "1-5", ("manager",), ("end",)),
)
_BY_ID = {item.id: item for item in BANK}


def bank_item(id: str) -> BankItem | None:
    """The question of that code; None where the bank has none."""
    return _BY_ID.get(id)
