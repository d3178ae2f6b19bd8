"""Several questions as one scale: a person's score, how it moved between two waves, how reliable it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from mentorkit.evaluation.estimates import Change, Estimate, alpha, change
from mentorkit.evaluation.tables import Item

__all__ = ["Reliability", "ScaleChange", "reliability", "scale_change", "scores", "turned"]

ENOUGH = 2 / 3


@dataclass(frozen=True)
class ScaleChange:
    """How the scale of one measure moved. ``state``: ``linked`` when the same persons can be followed."""

    measure: str
    role: str
    before: str
    after: str
    items: int
    state: Literal["linked", "anonymous", "no_data"]
    n_before: int
    n_after: int
    change: Change | None = None


@dataclass(frozen=True)
class Reliability:
    """Cronbach's alpha of one measure's scale, from persons who answered every question of it."""

    measure: str
    role: str
    wave: str
    items: int
    alpha: Estimate


def turned(values: pd.Series, item: Item) -> pd.Series:
    """Answers so that more always means the same thing: reverse questions are turned round."""
    if not item.reverse:
        return values
    return {"1-5": 6.0, "0-10": 10.0, "yes_unsure_no": 1.0}[item.scale] - values


def sheet(answers: pd.DataFrame, items: tuple[Item, ...], role: str, wave: str) -> pd.DataFrame:
    """Persons in rows, questions in columns, reverse questions turned; answers that belong to nobody are left out."""
    part = answers[(answers["role"] == role) & (answers["wave"] == wave) & answers["respondent"].notna()]
    columns = {}
    for item in items:
        of_item = part[part["item"] == item.id]
        columns[item.id] = turned(pd.Series(of_item["value"].to_numpy(), index=of_item["respondent"].to_numpy(), dtype=float), item)
    return pd.DataFrame(columns, columns=[item.id for item in items]).sort_index()


def scores(answers: pd.DataFrame, items: tuple[Item, ...], role: str, wave: str) -> pd.Series:
    """Each person's mean of the questions answered, if at least two thirds of them are."""
    table = sheet(answers, items, role, wave)
    enough = table.notna().sum(axis=1) >= len(items) * ENOUGH - 1e-9
    return table[enough].mean(axis=1)


def scale_change(answers: pd.DataFrame, measure: str, items: tuple[Item, ...], role: str, before: str, after: str) -> ScaleChange:
    """The change of persons who have a score in both waves; anonymous answers cannot be linked."""
    first, last = (scores(answers, items, role, wave) for wave in (before, after))
    asked = answers[(answers["role"] == role) & answers["item"].isin([item.id for item in items])]
    n_before, n_after = (_respondents(asked[asked["wave"] == wave], score) for wave, score in ((before, first), (after, last)))
    named = set(asked.loc[asked["linked"].astype(bool), "respondent"])
    both = sorted(set(first.index) & set(last.index) & named)
    if not both:
        anonymous = len(asked) > 0 and not bool(asked["linked"].astype(bool).all())
        return ScaleChange(measure, role, before, after, len(items), "anonymous" if anonymous else "no_data", n_before, n_after)
    moved = change(first.loc[both].to_numpy(dtype=float), last.loc[both].to_numpy(dtype=float))
    return ScaleChange(measure, role, before, after, len(items), "linked", n_before, n_after, moved)


def reliability(answers: pd.DataFrame, measure: str, items: tuple[Item, ...], role: str, wave: str) -> Reliability:
    """Alpha over persons with every question answered."""
    table = sheet(answers, items, role, wave).dropna()
    return Reliability(measure, role, wave, len(items), alpha(table.to_numpy(dtype=np.float64)))


def _respondents(part: pd.DataFrame, score: pd.Series) -> int:
    if bool(part["respondent"].isna().any()):  # anonymous, one answer a row: the question most people answered
        return int(part.groupby("item").size().max())
    return len(score)
