"""What is thin in the commitment of management; none of it stops anything."""

from __future__ import annotations

from collections.abc import Iterator

from mentorkit.planning.gaps import gap
from mentorkit.program.model import Commitment, DecisionRequest, ProgramFile, Promise, Risk, Stakeholder
from mentorkit.program.problems import Gap
from mentorkit.text import Message, msg, msg_n

__all__ = ["NO_SPONSOR", "gaps_of"]

NO_SPONSOR = msg("No sponsor in management is named (a post). A programme without one rarely survives its first reorganisation.")
_PROMISE = {"what": msg("what is promised"), "who": msg("who keeps it (a post)"), "due": msg("by when"), "evidence": msg("how one can see that it was kept")}
_RISK = {"likelihood": msg("how likely it is"), "impact": msg("how much it would harm"), "answer": msg("an answer"), "owner": msg("an owner (a post)")}
_REQUEST = {"of": msg("of whom (a post)"), "due": msg("by when")}


def gaps_of(intent: ProgramFile) -> tuple[Gap, ...]:
    """Gaps of agreement, promises, people, risks and requests, in the order of the page; none where nothing of it is planned."""
    if intent.commitment is None:
        return ()
    section = intent.commitment
    return (*_of_agreement(section), *_of_promises(section.promises), *_of_people(section.stakeholders), *_of_risks(section.risks), *_of_requests(section))


def _gap(code: str, message: Message) -> Gap:
    return gap(code, message, "commitment")


def _of_agreement(section: Commitment) -> Iterator[Gap]:
    agreed = section.agreed
    if not section.sponsor:
        yield _gap("MK-G070", NO_SPONSOR)
    if agreed.goals is None and agreed.process is None and agreed.outputs is None:
        yield _gap("MK-G071", msg("Management has agreed to nothing yet: neither to the goals nor to the process nor to the outputs has a day."))
    if section.process is None:
        yield _gap("MK-G072", msg("The process that management can expect is not written down: how long, how often, what is asked of whom."))
    if not section.outputs:
        yield _gap("MK-G073", msg("No output is named: management does not know what it will be shown, and when."))
    if section.recognition is None:
        yield _gap("MK-G074", msg("It is not said how mentors are recognised. They give many hours beyond their formal role."))


def _of_promises(promises: tuple[Promise, ...]) -> Iterator[Gap]:
    if not promises:
        yield _gap("MK-G075", msg("Nobody has promised anything yet. Ask for two or three promises that can be seen to be kept, such as hours, a post or an opening talk."))
    for promise in promises:
        lacks = tuple(words for name, words in _PROMISE.items() if getattr(promise, name) is None)
        if lacks:
            yield _gap("MK-G076", msg("The promise '{promise}' does not say yet: {what}.", promise=promise.id, what=lacks))

    without = sum(promise.kind is None for promise in promises)
    if without:
        yield _gap(
            "MK-G076",
            msg_n(
                "{n} promise does not say what kind it is, so nobody can see which kinds are missing.",
                "{n} promises do not say what kind they are, so nobody can see which kinds are missing.",
                without,
            ),
        )


def _of_people(stakeholders: tuple[Stakeholder, ...]) -> Iterator[Gap]:
    if not stakeholders:
        yield _gap("MK-G077", msg("Nobody is named whose support the programme needs. Begin with the line managers of mentees and of mentors."))
    for place, each in enumerate(stakeholders, start=1):
        if each.influence == "high" and each.attitude in ("against", "unsure") and each.needs is None:
            who = each.who or str(place)
            yield _gap("MK-G077", msg("{who} has high influence and is not won yet, and it is not written what that takes.", who=who))
    pressing = [each for each in stakeholders if each.influence == "high" and each.attitude in ("against", "unsure")]
    idle = sum(each.action is None or each.owner is None for each in pressing)
    if idle:
        yield _gap(
            "MK-G077",
            msg_n(
                "{n} of those who have high influence and are not won yet has no action with an owner (a post).",
                "{n} of those who have high influence and are not won yet have no action with an owner (a post).",
                idle,
            ),
        )


def _of_risks(risks: tuple[Risk, ...]) -> Iterator[Gap]:
    if not risks:
        yield _gap("MK-G078", msg("No risk is written down. Ask what would make this programme stop in its third month."))
    for place, risk in enumerate(risks, start=1):
        lacks = tuple(words for name, words in _RISK.items() if getattr(risk, name) is None)
        if lacks:
            yield _gap("MK-G078", msg("The risk '{risk}' still lacks: {what}.", risk=risk.what or str(place), what=lacks))


def _of_requests(section: Commitment) -> Iterator[Gap]:
    agreed = section.agreed
    settled = None not in (agreed.goals, agreed.process, agreed.outputs)
    if not section.decisions_requested and not settled:
        yield _gap("MK-G079", msg("No decision is requested of management, though it has not agreed to everything yet."))
    for place, request in enumerate(section.decisions_requested, start=1):
        lacks = _missing(request)
        if lacks:
            yield _gap("MK-G079", msg("The requested decision '{decision}' does not say yet: {what}.", decision=request.what or str(place), what=lacks))


def _missing(request: DecisionRequest) -> tuple[Message, ...]:
    return tuple(words for name, words in _REQUEST.items() if getattr(request, name) is None)
