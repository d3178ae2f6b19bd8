"""Retention and events from the organisation's records."""

import pandas as pd
import pytest

from mentorkit.evaluation.records import completed_pairs, event, retention


def outcomes(rows):
    """Rows of first and last day of observation and a leaving day (or None), and a promotion day."""
    frame = pd.DataFrame(rows, columns=["observed_from", "observed_until", "left_on", "promoted_on"])
    return frame.apply(pd.to_datetime)


FULL = ("2025-10-01", "2026-09-30")


def test_retention_counts_twelve_months_of_each_person():
    """A year from 1 October ends on 30 September; who leaves on that day has left."""
    found = retention(outcomes([(*FULL, None, None), (*FULL, "2026-09-30", None), (*FULL, "2026-01-01", None), ("2025-06-01", "2026-09-30", "2026-08-01", None)]))
    assert (found.estimate.count, found.estimate.n, found.months, found.left_out) == (2, 4, 12, 0)


def test_somebody_observed_for_a_shorter_time_is_left_out_and_bounded():
    """Nobody knows whether they stayed, so the share is shown without them, and with either answer."""
    found = retention(outcomes([(*FULL, None, None), (*FULL, "2026-01-01", None), ("2026-05-01", "2026-09-30", None, None)]))
    assert (found.estimate.count, found.estimate.n, found.left_out) == (1, 2, 1)
    assert (found.worst.value, found.best.value) == pytest.approx((1 / 3, 2 / 3))


def test_a_shorter_programme_has_a_shorter_window():
    """When nobody was observed for a year, the longest whole number of months counts."""
    found = retention(outcomes([("2026-01-01", "2026-09-30", None, None), ("2026-01-01", "2026-09-30", "2026-02-01", None)]))
    assert (found.months, found.estimate.count, found.estimate.n) == (9, 1, 2)
    assert retention(outcomes([("2026-09-01", "2026-09-20", None, None)])).estimate.n == 0


def test_leaving_settles_whether_a_promotion_came():
    """Somebody who left without a promotion was observed long enough."""
    found = event(outcomes([(*FULL, None, "2026-03-01"), ("2025-10-01", "2026-02-01", "2026-02-01", None), (*FULL, None, None)]), "promoted_on")
    assert (found.estimate.count, found.estimate.n) == (1, 3)


def test_completed_are_counted_among_what_is_over():
    """A running pair has neither failed nor succeeded; a mentee with one completed pair has completed."""
    pairs = pd.DataFrame({"mentee_id": ["E1", "E1", "E2", "E3"], "mentor_id": ["M1", "M2", "M2", "M3"], "state": ["ended", "completed", "ended", "active"]})
    assert (completed_pairs(pairs, "pairs").count, completed_pairs(pairs, "pairs").n) == (1, 3)
    assert (completed_pairs(pairs, "mentees").count, completed_pairs(pairs, "mentees").n) == (1, 2)
