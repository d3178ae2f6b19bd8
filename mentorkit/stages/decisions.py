"""What people decided on the pairs, brought back: approved pairs into the pairs table, required and excluded ones into the program file, all into the log."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from mentorkit.errors import InvalidProgram, MentorkitError
from mentorkit.monitoring.tables import LOG
from mentorkit.pairing.decisions import Choice, Cost, Decisions, Price, judged, open_pairs, prices
from mentorkit.pairing.pairing import Pairing, pair_people
from mentorkit.pairing.re_pairing import RePairing, begun, solved
from mentorkit.pairing.scores import Scores
from mentorkit.people.additions import Edited, Row, edited
from mentorkit.people.ids import same_id
from mentorkit.people.people import People
from mentorkit.people.returned import read_returned
from mentorkit.people.specs import PAIRS
from mentorkit.people.tables import named, read_table
from mentorkit.program.model import NamedPair, ProgramFile, TableSource
from mentorkit.program.problems import Problem, Warned
from mentorkit.program.program import Program, save_program
from mentorkit.stages.pairing import pair, re_pair, score
from mentorkit.text import Decimal, Message, msg, msg_n

__all__ = ["decide"]

Solve = Callable[[Scores], Pairing]


def decide(
    program: Program,
    people: People,
    file: str | os.PathLike[str] | None = None,
    *,
    publish: bool = False,
    write: bool = True,
    by: str | None = None,
    on: datetime.date | None = None,
    tell: Callable[[Decisions], None] | None = None,
) -> Decisions:
    """Read a returned ``pairs.xlsx`` and record what was decided in it; with ``publish`` approved pairs become published.

    ``file`` is meant from the programme's folder. With ``write`` false it is only looked at: problems are in the result instead of being raised, and
    a relative file that is not there decides nothing. ``by`` is the post that decided (else the coordinator's), ``on`` the day (else ``as_of``).
    ``tell`` hears what will be recorded, with every price, before anything is written.
    Program file, pairs table and log change together or not at all; tables that are not there yet are made beside the program file.

    Raises MentorkitError when ``by`` is blank, ``on`` is no date or the file is not there, InvalidProgram with every problem of the workbook and
    the tables at once, and FileChanged when somebody else changed one of the three files.
    """
    _sound(program, by, on)
    if program.audience != "coordinator" and not write:
        return Decisions()  # a returned workbook holds names; the committee's build does not open it
    if program.audience != "coordinator":
        raise MentorkitError(msg("Pairs are decided on by the coordinator; the committee sees no pairs."), code="MK-E011", language=program.text.language)
    path = None if file is None else program.folder / Path(file)
    if path is not None and not path.is_file():
        if write or Path(file or "").is_absolute():
            raise MentorkitError(msg("There is no file {file}.", file=path.name), code="MK-T001", file=path.name, language=program.text.language)
        path = None
    if path is None and not publish:
        return Decisions()
    found = Decisions() if path is None else _read(program, people, path)
    if not found.problems:
        found, change = _change(program, people, found, publish, by, on)
    if found.problems and write:
        raise InvalidProgram(msg("Nothing was recorded; mend these lines first:"), found.problems, file=found.file or program.path.name, language=program.text.language)
    if found.problems or found.nothing or not write:
        return found
    if tell is not None:
        tell(found)
    tables, intent = change
    save_program(program.with_intent(intent), together=tuple((one.path, one.content, one.before) for one in tables))
    return replace(found, recorded=True)


def _sound(program: Program, by: str | None, on: object) -> None:
    """Whether the post and the day can stand in the log."""
    language = program.text.language
    if on is not None and (not isinstance(on, datetime.date) or isinstance(on, datetime.datetime)):
        raise MentorkitError(
            msg("The day of the decision (on) must be a date without a time, for example {example}.", example="datetime.date(2026, 9, 1)"), code="MK-E013", language=language
        )
    if by is not None and not by.strip():
        raise MentorkitError(msg("The post that decided (by) is blank; give the post, or leave it out for the coordinator's."), code="MK-E013", language=language)


def _read(program: Program, people: People, path: Path) -> Decisions:
    """What was decided in the workbook and what it costs; the question is pairing again where pairs have begun."""
    pairing, solve = _question(program, people)
    again = begun(people)
    returned = read_returned(path, (criterion.id for criterion in pairing.scores.criteria))
    assert program.intent.pairing is not None  # there is a pairing
    choices, already, problems, warnings = judged(returned, program.id, pairing, program.intent.pairing, people.pairs.iloc[:0] if again else people.pairs)
    each, together = ((), Cost()) if problems else prices(pairing, choices, solve)
    waiting, undecided = open_pairs(pairing, choices, people.pairs)
    approved = tuple(choice for choice in choices if choice.kind == "approve")
    weight = max(pairing.scores.weight, 1)
    return Decisions(
        path.name, approved, each, together, already, again=again, weight=weight, waiting=waiting, undecided=undecided, problems=problems, warnings=tuple(warnings)
    )  # fmt: skip


def _question(program: Program, people: People) -> tuple[Pairing, Solve]:
    if not begun(people):
        found = pair(program, people)
        return _table(program, found if isinstance(found, Pairing) else None), pair_people
    again = re_pair(program, people)
    if not isinstance(again, RePairing):
        return _table(program, None), pair_people
    if again.lacking:
        score(program, people)  # says what is lacking
    first = np.array([one.first for one in again.back], np.bool_)
    return again.pairing, lambda scores: solved(scores, first)


def _table(program: Program, pairing: Pairing | None) -> Pairing:
    if pairing is None:
        message = msg("So many people are paired without a table of all pairs, and decisions on single pairs are not read back. Split the programme, for example by site.")
        raise InvalidProgram(message, (), file=program.path.name, language=program.text.language)
    return pairing


Change = tuple[tuple[Edited, ...], ProgramFile]


def _change(program: Program, people: People, found: Decisions, publish: bool, by: str | None, on: datetime.date | None) -> tuple[Decisions, Change]:
    """The new tables and the new program file, not written yet."""
    post, day = by.strip() if by else _post(program), on or program.as_of
    if day is None:
        raise MentorkitError(msg("The log needs the day of the decision: write as_of into the program file, or give the day."), code="MK-E012", language=program.text.language)
    added, changed, published = _pair_rows(people, found.approved, publish, post)
    found = replace(found, published=published)
    tables: list[tuple[str, Edited]] = []
    if added or changed:
        tables.append(("pairs", edited(program, PAIRS, added, changed)))
    if not found.nothing:
        tables.append(("log", edited(program, LOG, _log_rows(program, found, post, day))))
    problems: tuple[Problem, ...] = tuple(problem for _, table in tables for problem in table.problems)
    created = tuple(table.source.file for name, table in tables if not named(program, name))
    warnings = (*found.warnings, *_late(program, day, found))
    intent = _intent(program.intent, found.overrides, {name: table.source for name, table in tables if not named(program, name)})
    return replace(found, problems=problems, created=created, warnings=warnings), (tuple(table for _, table in tables), intent)


def _pair_rows(people: People, approved: Sequence[Choice], publish: bool, post: str) -> tuple[list[Row], dict[int, Row], int]:
    """New rows, changed rows, and how many pairs are published now. States that somebody else set are never changed."""
    pairs, state = people.pairs, "published" if publish else "approved"
    rows = {(same_id(m), same_id(n)): (int(row), s) for m, n, row, s in zip(pairs["mentee_id"], pairs["mentor_id"], pairs["_row"], pairs["state"], strict=True) if s == "proposed"}
    added: list[Row] = []
    changed: dict[int, Row] = {}
    for choice in approved:
        said = {"state": state, "decided_by": post, "why": choice.why}
        old = rows.get((same_id(choice.mentee), same_id(choice.mentor)))
        if old is not None:
            changed[old[0]] = {key: value for key, value in said.items() if value}
        else:
            added.append({"mentee_id": choice.mentee, "mentor_id": choice.mentor, "round": str(_round(pairs, choice.mentee)), **said})
    waiting = [int(row) for row in pairs.loc[pairs["state"] == "approved", "_row"]] if publish else []
    changed |= {row: {"state": "published"} for row in waiting}
    return added, changed, len(waiting) + (len(approved) if publish else 0)


def _round(pairs: pd.DataFrame, mentee: str) -> int:
    """One more than the mentee's last round."""
    if "round" not in pairs or not len(pairs):
        return 1
    earlier = pairs.loc[(pairs["mentee_id"] == mentee) & (pairs["state"] != "proposed"), "round"]
    return int(earlier.fillna(1).max()) + 1 if len(earlier) else 1


def _log_rows(program: Program, found: Decisions, post: str, day: datetime.date) -> list[Row]:
    text = program.text
    lines = [_override(price, found.weight) for price in found.overrides]
    if found.overrides and len(found.overrides) + len(found.approved) > 1:
        lines.append(msg("All decisions of this workbook together, approved pairs fixed. {price}", price=_price(found.together, found.weight)))
    if found.approved:
        ids = tuple(f"{choice.mentee}-{choice.mentor}" for choice in found.approved)
        lines.append(msg_n("{n} proposed pair approved (mentee-mentor): {ids}.", "{n} proposed pairs approved (mentee-mentor): {ids}.", len(ids), ids=ids))
    if found.published:
        lines.append(msg_n("{n} approved pair published.", "{n} approved pairs published.", found.published))
    made = {"date": day.isoformat(), "kind": "decision", "raised_by": post, "owner": post, "due": day.isoformat(), "status": "done", "closed_on": day.isoformat()}
    return [{"id": number, **made, "text": text.plain(line)} for number, line in zip(_numbers(program), lines, strict=False)]


def _override(price: Price, weight: int) -> Message:
    choice = price.choice
    said = {"mentee": choice.mentee, "mentor": choice.mentor, "why": choice.why, "price": _alone(price.cost, weight)}
    if choice.kind == "require":
        return msg("Pair required: mentee {mentee} with mentor {mentor}. {price} Reason: {why}", **said)
    return msg("Pair excluded: mentee {mentee} with mentor {mentor}. {price} Reason: {why}", **said)


def _alone(cost: Cost, weight: int) -> Message:
    return msg_n(
        "Price taken alone: {n} pair and {score} points of the score.",
        "Price taken alone: {n} pairs and {score} points of the score.",
        cost.pairs,
        score=Decimal(cost.points / weight / 10),
    )


def _price(cost: Cost, weight: int) -> Message:
    return msg_n("Price: {n} pair and {score} points of the score.", "Price: {n} pairs and {score} points of the score.", cost.pairs, score=Decimal(cost.points / weight / 10))


def _numbers(program: Program) -> list[str]:
    """Free ids of log entries: D01, D02 and so on."""
    frame = read_table(program, LOG).frame
    taken = {same_id(str(one)) for one in frame["id"].dropna()} if "id" in frame else set()
    return [number for number in (f"D{i:02d}" for i in range(1, len(taken) + 10_000)) if same_id(number) not in taken]


def _intent(intent: ProgramFile, overrides: Sequence[Price], tables: Mapping[str, TableSource]) -> ProgramFile:
    changes: dict[str, object] = {}
    if tables:
        changes["tables"] = intent.tables.model_copy(update=dict(tables))
    if overrides and intent.pairing is not None:
        plan = intent.pairing
        new = {key: tuple(NamedPair(mentee=p.choice.mentee, mentor=p.choice.mentor, why=p.choice.why[:4000]) for p in overrides if p.choice.kind == kind) for kind, key in _KEYS}
        changes["pairing"] = plan.model_copy(update={key: (*getattr(plan, key), *pairs) for key, pairs in new.items() if pairs})
    return intent.model_copy(update=changes)


_KEYS = (("require", "required_pairs"), ("exclude", "excluded_pairs"))


def _post(program: Program) -> str:
    steering = program.intent.steering
    return (steering.coordinator.post if steering and steering.coordinator else None) or program.text.plain(msg("coordinator"))


def _late(program: Program, day: datetime.date, found: Decisions) -> tuple[Warned, ...]:
    if found.nothing or program.as_of is None or day <= program.as_of:
        return ()
    text = msg("The decision is later than the day of the file (as_of); page 06 shows its entries in the log once that day is moved on.")
    return (Warned("MK-W432", text, "steering", program.path.name),)
