"""Names beside ids, for the coordinator only."""

from __future__ import annotations

from mentorkit.people.ids import same_id
from mentorkit.people.specs import CONTACTS
from mentorkit.people.tables import named, read_table
from mentorkit.program.program import Program

__all__ = ["Names", "names_of"]


class Names(dict[str, str]):
    """Name by id; ``of`` finds it however the id is spelled."""

    def of(self, person: str) -> str:
        """The name of a person; empty where the contacts do not have one."""
        return self.get(same_id(person), "")


def names_of(program: Program) -> Names:
    """The names in the table of contacts; none where the file names no such table or somebody else than the coordinator looks.

    A table of contacts with problems gives the names that can be read; its problems are said where contacts are checked.
    """
    if program.audience != "coordinator" or not named(program, "contacts"):
        return Names()
    frame = read_table(program, CONTACTS).frame
    if "name" not in frame or "person_id" not in frame:
        return Names()
    rows = frame.dropna(subset=["person_id", "name"])
    return Names({same_id(person): name for person, name in zip(rows["person_id"].tolist()[::-1], rows["name"].tolist()[::-1], strict=True)})
