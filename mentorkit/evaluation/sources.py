"""Computes one success measure from its source: which rows count, for which persons, over which waves."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

import pandas as pd

from mentorkit.evaluation.estimates import Estimate, share
from mentorkit.evaluation.flow import PAIRED, Joined
from mentorkit.evaluation.records import MONTHS, Records, completed_pairs, event, retention
from mentorkit.evaluation.scales import ScaleChange, scale_change, sheet
from mentorkit.evaluation.tables import WAVES, Item
from mentorkit.program.model import Measure
from mentorkit.text import Message, msg, msg_n

__all__ = ["Computed", "Material", "compute", "measure_items", "measure_waves", "roles_of", "unfit"]

# From which answer on a respondent counts as agreeing.
AGREES = {"1-5": 4.0, "0-10": 8.0, "yes_unsure_no": 1.0}
EVENTS = {
    "retention": "left_on",
    "left_on": "left_on",
    "promotion": "promoted_on",
    "promoted": "promoted_on",
    "promoted_on": "promoted_on",
    "moved": "moved_on",
    "moved_on": "moved_on",
}
_ROLES: dict[str, tuple[str, ...]] = {"mentees": ("mentee",), "mentors": ("mentor",), "pairs": ("mentee", "mentor"), "both": ("mentee", "mentor")}


@dataclass(frozen=True)
class Material:
    """Everything measures are computed from. ``held`` are the waves that have taken place; ``persons`` who is in the people tables."""

    items: tuple[Item, ...]
    answers: pd.DataFrame
    outcomes: pd.DataFrame
    pairs: pd.DataFrame
    named: frozenset[str]
    joined: Joined
    persons: Joined
    days: Mapping[str, datetime.date | None]
    held: tuple[str, ...]
    bounds: bool = True


@dataclass(frozen=True)
class Computed:
    """What came out. ``estimate`` is ``None`` with a ``reason`` when the measure cannot be computed; ``moment`` tells before-and-after from after-only."""

    estimate: Estimate | None
    reason: Message | None = None
    moment: Literal["after", "before_after"] = "after"
    invited: int | None = None
    waves: tuple[str, ...] = ()
    notes: tuple[Message, ...] = ()
    comparison: Estimate | None = None
    bounds: tuple[Estimate, ...] = ()
    counted: bool = False
    changes: tuple[ScaleChange, ...] = field(default=())


def compute(measure: Measure, material: Material) -> Computed:
    """The measure's estimate, or the reason why there is none."""
    reason = unfit(measure)
    if reason is not None:
        return Computed(None, reason)
    if measure.source not in material.named:
        return Computed(None, msg("The file names no table '{table}'.", table=measure.source))
    if measure.source == "survey":
        return _survey(measure, material)
    return _outcomes(measure, material) if measure.source == "outcomes" else _pairs(measure, material)


def unfit(measure: Measure) -> Message | None:
    """Why this version cannot compute a measure whatever the tables hold; ``None`` when it can."""
    if measure.analysis is None or measure.source is None:
        return msg("The file does not say where it comes from and how it is analysed.")
    if measure.analysis == "adjusted_difference":
        return msg("Adjusted differences are not computed by this version.")
    if measure.source not in ("survey", "outcomes", "pairs"):
        return msg("Measures from the table '{table}' are not computed by this version.", table=measure.source)
    return None


def roles_of(measure: Measure) -> tuple[str, ...]:
    """The roles whose answers a measure counts."""
    return _ROLES[measure.population]


def measure_items(measure: Measure, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The measure's items, in its own order; those the items table lacks are left out."""
    known = {item.id: item for item in items}
    return tuple(known[name] for name in measure.items if name in known)


def measure_waves(measure: Measure, items: tuple[Item, ...], material: Material) -> tuple[str, ...]:
    """The waves a measure counts, in order: its own that have taken place, else those in which its questions were answered."""
    if measure.waves:
        return tuple(wave for wave in WAVES if wave in measure.waves and wave in material.held)
    there = set(material.answers.loc[material.answers["item"].isin([item.id for item in items]), "wave"])
    return tuple(wave for wave in WAVES if wave in there)


def _survey(measure: Measure, material: Material) -> Computed:
    items = measure_items(measure, material.items)
    if len(items) < len(measure.items) or not items:
        return Computed(None, msg("Its questions are not in the items table."))
    waves = measure_waves(measure, items, material)
    last = next((wave for wave in reversed(WAVES) if wave in measure.waves), None)
    if last is not None and last not in waves:
        return Computed(None, msg("The wave '{wave}' has not taken place yet.", wave=last))
    if not waves:
        return Computed(None, msg("Nobody answered its questions yet."))
    if measure.analysis == "mean_change":
        return _mean_change(measure, items, waves, material)
    if measure.analysis == "retention":
        return Computed(None, msg("Retention is computed from the table '{table}'.", table="outcomes"))
    return _agreeing(measure, items, waves[-1], material)


def _mean_change(measure: Measure, items: tuple[Item, ...], waves: tuple[str, ...], material: Material) -> Computed:
    if len({item.scale for item in items}) > 1 or not all(item.numeric for item in items):
        return Computed(None, msg("Its questions do not share one answer scale with numbers."))
    if len(waves) < 2:
        return Computed(None, msg("A change needs answers from two waves."))
    roles = roles_of(measure)
    if len(roles) > 1:
        return Computed(None, msg("A change is computed for mentees or for mentors, not for both together."))
    moved = scale_change(material.answers, measure.id, items, roles[0], waves[0], waves[-1])
    invited = material.joined.of(roles[0])
    base = Computed(None, None, "before_after", None if invited is None else len(invited), (waves[0], waves[-1]), changes=(moved,))
    if moved.change is None:
        reason = msg("The answers are anonymous, so nobody's answers before and after can be put together.")
        return replace(base, reason=reason if moved.state == "anonymous" else msg("Nobody answered in both waves."))
    notes = () if moved.change.estimate.low is not None else (msg("All changes are equal or there is one only; no interval can be computed."),)
    return replace(base, estimate=moved.change.estimate, notes=notes)


def _agreeing(measure: Measure, items: tuple[Item, ...], wave: str, material: Material) -> Computed:
    roles = roles_of(measure)
    option = _quoted_option(measure, items)
    if option is None and (len({item.scale for item in items}) > 1 or items[0].scale not in AGREES):
        return Computed(None, msg("A share needs questions on one scale of 1-5, 0-10 or yes, unsure, no; or an option quoted as what is measured."))
    if not any(item.asked(wave, material.days.get(wave)) for item in items):
        return Computed(None, msg("Its questions were not asked in this wave."))
    yes = [_yes(material.answers, items, role, wave, option) for role in roles]
    invited = [material.joined.of(role) for role in roles]
    total = None if any(ids is None for ids in invited) else sum(len(ids) for ids in invited if ids is not None)
    counted = share(sum(int(part.sum()) for part in yes), sum(len(part) for part in yes))
    if counted.n == 0:
        return Computed(None, msg("Nobody answered."), invited=total, waves=(wave,))
    if measure.analysis == "count":
        return Computed(Estimate(counted.n, float(counted.count or 0), count=counted.count), None, "after", total, (wave,), counted=True)
    return Computed(counted, None, "after", total, (wave,), (_rule(items[0].scale, option),))


def _yes(answers: pd.DataFrame, items: tuple[Item, ...], role: str, wave: str, option: str | None) -> pd.Series:
    """For each respondent whether they count as agreeing."""
    part = answers[(answers["role"] == role) & (answers["wave"] == wave)]
    if option is not None:
        return part.loc[part["item"] == items[0].id, "choices"].map(lambda chosen: option in chosen).astype(bool)
    limit = AGREES[items[0].scale]
    if len(items) == 1:  # also where anonymous answers cannot be put together to persons
        of_item = part.loc[part["item"] == items[0].id, "value"]
        values = of_item if not items[0].reverse else {"1-5": 6.0, "0-10": 10.0, "yes_unsure_no": 1.0}[items[0].scale] - of_item
        return values >= limit
    table = sheet(answers, items, role, wave)
    return table[table.notna().sum(axis=1) >= len(items) * 2 / 3 - 1e-9].mean(axis=1) >= limit - 1e-9


def _quoted_option(measure: Measure, items: tuple[Item, ...]) -> str | None:
    """The option of a question with options that the measure's indicator quotes."""
    wanted = " ".join((measure.indicator or "").split()).casefold()
    return next((option for option in items[0].options if " ".join(option.split()).casefold() == wanted), None) if len(items) == 1 else None


def _rule(scale: str, option: str | None) -> Message:
    if option is not None:
        return msg("Counted are respondents who chose this answer.")
    match scale:
        case "1-5":
            return msg("Counted are respondents who answered 4 or 5.")
        case "0-10":
            return msg("Counted are respondents who answered 8 to 10.")
    return msg("Counted are respondents who answered yes.")


def _outcomes(measure: Measure, material: Material) -> Computed:
    column = "left_on" if measure.analysis == "retention" else _event_column(measure)
    if column is None:
        return Computed(None, msg("Write left_on, promoted_on or moved_on under items, so that it is clear which date counts."))
    if column not in material.outcomes.columns and column != "left_on":
        return Computed(None, msg("The outcomes table has no column '{column}'.", column=column))
    taking_part = _population(material.outcomes[material.outcomes["group"] == "participant"], measure, material.persons)
    others = material.outcomes[material.outcomes["group"] == "comparison"]
    found, against = (retention(rows) if column == "left_on" else event(rows, column) for rows in (taking_part, others))
    if found.estimate.n == 0:
        return Computed(None, msg("The outcomes table holds nobody of this population who was observed for a month."))
    comparison = against.estimate if against.estimate.n and against.months == found.months else None
    if measure.analysis == "count":
        hits = found.estimate.count or 0
        return Computed(Estimate(found.estimate.n, float(hits), count=hits), None, "after", notes=_record_notes(found), counted=True)
    bounds = tuple(e for e in (found.worst, found.best) if e is not None) if material.bounds else ()
    return Computed(found.estimate, None, "after", None, (), _record_notes(found), comparison, bounds)


def _event_column(measure: Measure) -> str | None:
    words = (*measure.items, *(measure.indicator or "").casefold().split())
    return next((EVENTS[word] for word in words if word in EVENTS), None)


def _population(rows: pd.DataFrame, measure: Measure, persons: Joined) -> pd.DataFrame:
    known = [ids for role in roles_of(measure) if (ids := persons.of(role)) is not None]
    return rows[rows["person_id"].isin(frozenset().union(*known))] if known else rows


def _record_notes(found: Records) -> tuple[Message, ...]:
    notes = [msg("Counted over the {n} months from each person's first day of observation.", n=found.months)]
    if found.months < MONTHS:
        notes.append(msg("Nobody was observed for {n} months.", n=MONTHS))
    if found.left_out:
        notes.append(msg_n("{n} person who was observed for a shorter time is left out.", "{n} persons who were observed for a shorter time are left out.", found.left_out))
    return tuple(notes)


def _pairs(measure: Measure, material: Material) -> Computed:
    pairs = material.pairs[material.pairs["state"].isin(PAIRED)]
    if measure.analysis == "count":
        column = {"mentees": "mentee_id", "mentors": "mentor_id"}.get(measure.population)
        done = pairs[pairs["state"] == "completed"]
        n = len(done) if column is None else int(done[column].nunique())
        return Computed(Estimate(n, float(n), count=n), None, "after", notes=(msg("Counted are pairs that completed the programme."),), counted=True)
    if measure.analysis != "proportion":
        return Computed(None, msg("From the pairs table, shares and counts are computed."))
    found = completed_pairs(pairs, measure.population)
    if found.n == 0:
        return Computed(None, msg("No pair has ended or completed yet."))
    running = int(pairs["state"].isin(("active", "paused")).sum())
    notes: tuple[Message, ...] = (msg("Counted are completed ones among those that are over."),)
    if running:
        notes += (msg_n("{n} pair is still running and does not count yet.", "{n} pairs are still running and do not count yet.", running),)
    return Computed(found, None, "after", notes=notes)
