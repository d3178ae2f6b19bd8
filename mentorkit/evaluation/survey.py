"""Survey answers: long or wide, read as text, checked against the question's own answer scale, one row per answer."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from mentorkit.evaluation.tables import ROLES, WAVES, Item, file_of, near, wave_days
from mentorkit.people.answers import YES_NO
from mentorkit.people.columns import ColumnSpec, TableCard, TableSpec
from mentorkit.people.faults import Faults, shortened
from mentorkit.people.ids import same_id
from mentorkit.people.questions import bare
from mentorkit.people.tables import read_table
from mentorkit.program.problems import Problem, Warned
from mentorkit.program.program import Program
from mentorkit.text import Message, msg, msg_n

__all__ = ["Survey", "no_answers", "read_survey"]

_COLUMNS = ["respondent", "linked", "role", "wave", "item", "choices", "value", "_row"]
_VALUES = {"yes": 1.0, "unsure": 0.5, "no": 0.0}
_NUMBER = re.compile(r"[-+]?[0-9]{1,15}(\.[0-9]{1,15})?")
Parsed = tuple[tuple[str, ...], float]  # the options chosen, and the answer as a number (nan when it is none)


@dataclass(frozen=True)
class Survey:
    """``answers`` has one row per answered question.

    ``respondent`` is the id, or in an anonymous wide table a mark of the row (``linked`` false), or NA in an anonymous
    long table, where nobody can say which answers belong together. ``form`` is ``long``, ``wide`` or empty.
    """

    answers: pd.DataFrame
    form: str
    problems: tuple[Problem, ...]
    warnings: tuple[Warned, ...]
    card: TableCard | None = None


def read_survey(program: Program, items: tuple[Item, ...]) -> Survey:
    """All answers of waves that have taken place by the programme's ``as_of``."""
    taken = ("respondent_id", "role", "wave", "item", "answer")
    of_items = tuple(ColumnSpec(item.id, "text") for item in items if item.id not in taken)
    fixed = (
        ColumnSpec("respondent_id", "id", required=True),
        ColumnSpec("role", "choice", required=True, filled=True, allowed=ROLES),
        ColumnSpec("wave", "choice", required=True, filled=True, allowed=WAVES),
        ColumnSpec("item", "text"),
        ColumnSpec("answer", "text"),
    )
    texts = tuple((bare(item.text), item.id) for item in items)  # a forms service makes the question the heading
    read = read_table(program, TableSpec("survey", (*fixed, *of_items), keep_unknown=True, headings=texts))
    frame, faults = read.frame, Faults("survey", file_of(program, "survey"))
    if not len(frame) or not {"respondent_id", "role", "wave"} <= set(frame.columns):
        return Survey(no_answers(), "", read.problems, read.warnings, read.card)
    form = "long" if {"item", "answer"} & set(frame.columns) else "wide"
    frame = frame.assign(respondent_id=_one_spelling(frame["respondent_id"]))
    cells = _long(frame, items, faults) if form == "long" else _wide(frame, items, faults)
    answers = _once(_typed(_on_time(cells, program, faults), items, form, faults), faults)
    return Survey(answers, form, (*read.problems, *faults.sealed()), (*read.warnings, *faults.warnings), read.card)


def no_answers() -> pd.DataFrame:
    """The frame of answers, without rows."""
    return pd.DataFrame({name: pd.Series(dtype="float64" if name == "value" else "object") for name in _COLUMNS})


def _one_spelling(ids: pd.Series) -> pd.Series:
    """The first spelling of ids that mean the same person."""
    first: dict[str, str] = {}
    return ids.map(lambda value: first.setdefault(same_id(value), value), na_action="ignore").astype("string")


def _long(frame: pd.DataFrame, items: tuple[Item, ...], faults: Faults) -> pd.DataFrame:
    missing = {"item", "answer"} - set(frame.columns)
    if missing:
        said = msg("The column '{name}' is not there.", name=min(missing))
        cure = msg("Add it, or give every question a column of its own.")
        faults.add("MK-T811", said, msg("One answer per row needs the columns item and answer."), cure, column=min(missing))
        return frame.iloc[:0].assign(item=None, answer=None)
    cells = frame[frame["answer"].notna()].copy()
    ids = tuple(item.id for item in items)
    lowered = {name.casefold(): name for name in ids}
    cells["item"] = cells["item"].map(lambda word: lowered.get(str(word).casefold(), word), na_action="ignore")
    wrong = cells[~cells["item"].isin(ids)]
    for row, word in zip(wrong["_row"], wrong["item"], strict=True):
        _unknown_item(faults, int(row), "item", "" if pd.isna(word) else str(word), ids)
    return cells[cells["item"].isin(ids)]


def _wide(frame: pd.DataFrame, items: tuple[Item, ...], faults: Faults) -> pd.DataFrame:
    ids = tuple(item.id for item in items)
    lowered = {name.casefold(): name for name in ids}
    extra = [name for name in frame.columns if name not in ("respondent_id", "role", "wave", "_row") and name not in ids]
    renamed = {name: lowered[name.casefold()] for name in extra if name.casefold() in lowered and lowered[name.casefold()] not in frame.columns}
    unread = 0
    for name in (name for name in extra if name not in renamed):
        if near(name, ids).params:  # close to a question: a slip of the pen that would lose answers
            _unknown_item(faults, None, str(name), str(name), ids)
        else:
            unread += 1
    if unread:
        said = msg_n(
            "{n} column of the survey is no question of the items table and is not read.", "{n} columns of the survey are no questions of the items table and are not read.", unread
        )
        faults.warn("MK-W811", said, unread)
    cells = frame.rename(columns=renamed)
    present = [name for name in ids if name in cells.columns]
    long = cells.melt(id_vars=["respondent_id", "role", "wave", "_row"], value_vars=present, var_name="item", value_name="answer")
    return long[long["answer"].notna()].sort_values("_row", kind="stable")


def _unknown_item(faults: Faults, row: int | None, column: str, word: str, ids: tuple[str, ...]) -> None:
    said = msg("The question '{word}' is not in the items table.", word=shortened(word)) if word else msg("The question is not named.")
    few = ids if len(ids) <= 12 else (*ids[:12], "...")
    faults.add("MK-T812", said, msg("Allowed are: {allowed}.", allowed=few), near(word, ids), row=row, column=column)


def _on_time(cells: pd.DataFrame, program: Program, faults: Faults) -> pd.DataFrame:
    days, as_of = wave_days(program), program.as_of
    late = tuple(name for name, day in days.items() if as_of is not None and day is not None and day > as_of)
    gone = cells["wave"].isin(late)
    if gone.any():
        waves = tuple(name for name in late if (cells["wave"] == name).any())
        n = int(gone.sum())
        said = msg_n("{n} answer of a wave after {day} is not counted ({waves}).", "{n} answers of waves after {day} are not counted ({waves}).", n, day=as_of, waves=waves)
        faults.warn("MK-W812", said, n)
    undated = tuple(name for name, day in days.items() if day is None and (cells["wave"] == name).any())
    if undated and as_of is not None:
        said = msg("The schedule gives no day for these waves, so their answers are counted: {waves}.", waves=undated)
        faults.warn("MK-W813", said, len(undated))
    return cells[~gone]


def _typed(cells: pd.DataFrame, items: tuple[Item, ...], form: str, faults: Faults) -> pd.DataFrame:
    parts = [_of_item(cells[cells["item"] == item.id], item, form, faults) for item in items]
    parts = [part for part in parts if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else no_answers()


def _of_item(cells: pd.DataFrame, item: Item, form: str, faults: Faults) -> pd.DataFrame:
    parse = _parser(item)
    words = {str(word): parse(str(word)) for word in cells["answer"].unique()}
    parsed = [words[str(word)] for word in cells["answer"]]
    column = item.id if form == "wide" else "answer"
    for row, word, answer in zip(cells["_row"], cells["answer"], parsed, strict=True):
        if answer is None:
            said = msg("'{word}' is no answer to the question '{id}'.", word=shortened(str(word)), id=item.id)
            cure = near(str(word), item.options) if item.options else msg("Correct the answer.")
            faults.add("MK-T813", said, _allowed(item), cure, row=int(row), column=column)
    kept = cells[np.array([answer is not None for answer in parsed], dtype=bool)]
    fine = [answer for answer in parsed if answer is not None]
    linked = kept["respondent_id"].notna()
    respondent = kept["respondent_id"].astype("object").where(linked, [f"#{row}" if form == "wide" else None for row in kept["_row"]])
    return pd.DataFrame(
        {
            "respondent": respondent.to_numpy(dtype=object), "linked": linked.to_numpy(dtype=bool), "role": kept["role"].to_numpy(dtype=object),
            "wave": kept["wave"].to_numpy(dtype=object), "item": item.id, "choices": _objects([answer[0] for answer in fine]),
            "value": np.array([answer[1] for answer in fine], dtype=float), "_row": kept["_row"].to_numpy(),
        }
    )  # fmt: skip


def _objects(values: list[Any]) -> np.ndarray[Any, Any]:
    out = np.empty(len(values), dtype=object)
    for index, value in enumerate(values):  # tuples of equal length would otherwise become a second dimension
        out[index] = value
    return out


def _parser(item: Item) -> Callable[[str], Parsed | None]:
    options = {" ".join(option.split()).casefold(): option for option in item.options}
    match item.scale:
        case "1-5":
            return lambda word: _whole(word, 1, 5)
        case "0-10":
            return lambda word: _whole(word, 0, 10)
        case "yes_unsure_no":
            return _yes_no
        case "number":
            return _number
        case "one":
            return lambda word: _options((word,), options)
        case "many":
            return lambda word: _options(tuple(part for part in word.split(";") if part.strip()), options)
    return lambda word: ((), math.nan)


def _whole(word: str, low: int, high: int) -> Parsed | None:
    found = _number(word)
    if found is None or found[1] != int(found[1]) or not low <= found[1] <= high:
        return None
    return (str(int(found[1])),), found[1]


def _number(word: str) -> Parsed | None:
    # Python's own reading would take 1_0 for ten and digits of other scripts for a slip nobody sees
    return ((), float(word.strip())) if _NUMBER.fullmatch(word.strip()) else None


def _yes_no(word: str) -> Parsed | None:
    plain = " ".join(word.split()).casefold()
    choice = YES_NO.get(plain)
    return None if choice is None else ((choice,), _VALUES[choice])


def _options(words: tuple[str, ...], options: dict[str, str]) -> Parsed | None:
    plain = [" ".join(word.split()).casefold() for word in words]
    if not plain or any(word not in options for word in plain):
        return None
    return tuple(dict.fromkeys(options[word] for word in plain)), math.nan


def _allowed(item: Item) -> Message:
    match item.scale:
        case "1-5":
            return msg("Allowed are whole numbers from {low} to {high}.", low=1, high=5)
        case "0-10":
            return msg("Allowed are whole numbers from {low} to {high}.", low=0, high=10)
        case "yes_unsure_no":
            return msg("Allowed are: {allowed}.", allowed=("yes", "unsure", "no"))
        case "number":
            return msg("Allowed are numbers; the decimal sign is a point.")
    return msg("Allowed are: {allowed}.", allowed=item.options)


def _once(answers: pd.DataFrame, faults: Faults) -> pd.DataFrame:
    """One answer per person, role, wave and question; the same answer twice is counted once, two different ones are a problem."""
    known = answers["linked"].astype(bool)
    keys = ["respondent", "role", "wave", "item"]
    again = known & answers.duplicated(keys)
    if not again.any():
        return answers
    first = answers[known].drop_duplicates(keys).set_index(keys)
    same = 0
    for row in answers[again].itertuples():
        earlier = first.loc[(row.respondent, row.role, row.wave, row.item)]
        equal = set(earlier["choices"]) == set(row.choices) and (earlier["value"] == row.value or (math.isnan(earlier["value"]) and math.isnan(row.value)))
        if equal:
            same += 1
            continue
        said = msg("A second, different answer of the same person to '{id}' in the same wave.", id=row.item)
        cure = msg("Keep one of the two rows (the first is row {row}).", row=str(int(earlier["_row"])))
        faults.add("MK-T814", said, msg("One answer per person, wave and question."), cure, row=int(answers.at[row.Index, "_row"]), column=str(row.item))
    if same:
        said = msg_n("{n} answer stands twice with the same content and is counted once.", "{n} answers stand twice with the same content and are counted once.", same)
        faults.warn("MK-W814", said, same)
    return answers[~again].reset_index(drop=True)
