"""Who was invited to a session and who came, in counts."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

__all__ = ["SessionCount", "counted"]


@dataclass(frozen=True)
class SessionCount:
    """One session as the attendance table names it. ``blank`` were invited and nobody noted whether they came."""

    session: str
    invited: int
    attended: int
    blank: int

    @property
    def absent(self) -> int:
        """Invited, noted, and not there."""
        return self.invited - self.attended - self.blank


def counted(table: pd.DataFrame) -> tuple[SessionCount, ...]:
    """Every session in the order in which the table first names it; "not sure" counts as not noted."""
    if "session" not in table or "attended" not in table:
        return ()
    rows = table.dropna(subset=["session"])
    groups = rows.groupby("session", sort=False)["attended"]
    return tuple(SessionCount(str(name), len(noted), int((noted == "yes").sum()), int((~noted.isin(["yes", "no"])).sum())) for name, noted in groups)
