"""Who answered and what: response rates, and for each question how the respondents answered."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from mentorkit.evaluation.flow import Joined, Step
from mentorkit.evaluation.tables import ROLES, WAVES, Item

__all__ = ["ItemAnswers", "WaveResponse", "answered", "invited_only", "item_answers", "responses"]

Days = Mapping[str, datetime.date | None]


@dataclass(frozen=True)
class WaveResponse:
    """How many of one role answered in one wave.

    ``invited`` is ``None`` where no table says it; ``respondents`` is ``None`` where anonymous answers cannot be put
    together to persons; ``rate`` is ``None`` in both cases, and when more answered than were invited.
    """

    role: str
    wave: str
    day: datetime.date | None
    invited: int | None
    respondents: int | None

    @property
    def rate(self) -> float | None:
        """Share of the invited who answered anything."""
        if not self.invited or self.respondents is None or self.respondents > self.invited:
            return None
        return self.respondents / self.invited


@dataclass(frozen=True)
class ItemAnswers:
    """One question in one role and wave. ``n`` counts respondents; ``counts`` say how many chose each answer.

    With scale ``many`` one respondent may stand in several counts, so shares are of ``n``, never of the ticks.
    """

    item: str
    text: str
    scale: str
    role: str
    wave: str
    state: Literal["asked", "no_data", "not_asked"]
    invited: int | None
    n: int = 0
    counts: tuple[tuple[str, int], ...] = ()
    mean: float | None = None
    median: float | None = None


def invited_only(answers: pd.DataFrame, joined: Joined) -> tuple[pd.DataFrame, int]:
    """The answers without those of persons who were not invited, and how many persons that were."""
    stranger = pd.Series(False, index=answers.index)
    for role in ROLES:
        invited = joined.of(role)
        if invited is not None:
            stranger |= (answers["role"] == role) & answers["linked"].astype(bool) & ~answers["respondent"].isin(invited)
    return answers[~stranger].reset_index(drop=True), int(answers.loc[stranger, "respondent"].nunique())


def responses(answers: pd.DataFrame, items: tuple[Item, ...], joined: Joined, days: Days, held: tuple[str, ...]) -> tuple[WaveResponse, ...]:
    """Every role and held wave in which at least one question was asked."""
    found = []
    for role, wave in _occasions(answers, items, days, held):
        part = answers[(answers["role"] == role) & (answers["wave"] == wave)]
        invited = joined.of(role)
        unknown = bool(part["respondent"].isna().any())
        respondents = None if unknown else int(part["respondent"].nunique())
        found.append(WaveResponse(role, wave, days.get(wave), None if invited is None else len(invited), respondents))
    return tuple(found)


def item_answers(answers: pd.DataFrame, items: tuple[Item, ...], joined: Joined, days: Days, held: tuple[str, ...]) -> tuple[ItemAnswers, ...]:
    """Every question, in the order of the items, in every role it is meant for and every held wave of that role."""
    occasions = _occasions(answers, items, days, held)
    groups = {key: part for key, part in answers.groupby(["item", "role", "wave"], sort=False)} if len(answers) else {}
    found = []
    for item in items:
        for role, wave in occasions:
            if item.for_role(role):
                invited = joined.of(role)
                found.append(_one(item, role, wave, groups.get((item.id, role, wave)), None if invited is None else len(invited), days))
    return tuple(found)


def answered(found: tuple[WaveResponse, ...]) -> tuple[Step, ...]:
    """The last lines of the flow: who answered in each wave."""
    steps = []
    for wave in WAVES:
        of_role = {response.role: response.respondents for response in found if response.wave == wave}
        if of_role.keys() & {"mentee", "mentor"}:
            steps.append(Step(f"answered:{wave}", of_role.get("mentee"), of_role.get("mentor")))
    return tuple(steps)


def _occasions(answers: pd.DataFrame, items: tuple[Item, ...], days: Days, held: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Roles and waves with answers; a wave that was held for others counts for a role whose questions were due in it."""
    there = set(zip(answers["role"], answers["wave"], strict=True))
    named = {role for item in items for role in item.roles}
    roles = named or {role for role, _ in there}
    due = {(role, wave) for role in roles for wave in held for item in items if item.for_role(role) and wave in item.waves and item.asked(wave, days.get(wave))}
    return tuple((role, wave) for role in ROLES for wave in WAVES if (role, wave) in there | due)


def _one(item: Item, role: str, wave: str, part: pd.DataFrame | None, invited: int | None, days: Days) -> ItemAnswers:
    if part is None:
        state: Literal["no_data", "not_asked"] = "no_data" if item.asked(wave, days.get(wave)) else "not_asked"
        return ItemAnswers(item.id, item.text, item.scale, role, wave, state, invited)
    options = _options(item)
    ticks = pd.Series([choice for choices in part["choices"] for choice in choices], dtype=object).value_counts() if options else None
    counts = tuple((option, int(ticks.get(option, 0))) for option in options) if ticks is not None else ()
    mean = float(part["value"].mean()) if item.scale in ("1-5", "0-10", "number") else None
    median = float(part["value"].median()) if mean is not None else None
    return ItemAnswers(item.id, item.text, item.scale, role, wave, "asked", invited, len(part), counts, mean, median)


def _options(item: Item) -> tuple[str, ...]:
    match item.scale:
        case "1-5":
            return tuple(str(n) for n in range(1, 6))
        case "0-10":
            return tuple(str(n) for n in range(11))
        case "yes_unsure_no":
            return ("yes", "unsure", "no")
        case "one" | "many":
            return item.options
    return ()
