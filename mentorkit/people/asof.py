"""Leaves out what happened after the day the programme is looked at."""

from __future__ import annotations

import datetime

import pandas as pd

__all__ = ["until"]


def until(frame: pd.DataFrame, column: str, day: datetime.date | None) -> tuple[pd.DataFrame, int]:
    """The rows whose date in ``column`` is not after ``day``, and how many were left out; rows without a date stay.

    Without a day, or without the column, nothing is left out.
    """
    if day is None or column not in frame:
        return frame, 0
    later = frame[column] > pd.Timestamp(day)
    return frame[~later].reset_index(drop=True), int(later.sum())
