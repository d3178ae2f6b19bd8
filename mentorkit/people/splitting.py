"""Takes names, e-mail and telephone out of tables of people: ids for who has none, and one table of contacts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from mentorkit.people.cells import clean
from mentorkit.people.headings import normal
from mentorkit.people.ids import same_id
from mentorkit.people.mapping import Guess
from mentorkit.people.personal import CONTACT_ROLES, Role

__all__ = ["Contact", "Split", "split"]

_SEEN = ("mentees", "mentors", "staff", "contacts")


@dataclass(frozen=True)
class Contact:
    """How to reach one person."""

    person_id: str
    name: str
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Split:
    """``ids`` are made ids by table (one for each row; absent where the table has its own). ``managers`` and ``pairs`` are names turned into ids.

    ``made`` counts ids that were made, ``joined`` people who were recognised in a second table by e-mail or name,
    ``lost`` names of managers or of paired people that nobody in the tables bears. ``doubtful`` counts people whose
    name differs between tables; the first one is kept.
    """

    contacts: tuple[Contact, ...]
    ids: dict[str, tuple[str, ...]] = field(default_factory=dict)
    managers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    pairs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    made: int = 0
    joined: int = 0
    lost: int = 0
    doubtful: int = 0


def split(guesses: Sequence[Guess]) -> Split:
    """Every person of the tables with an id, and the contacts of all tables together; tables with ids of their own come first."""
    register = _Register()
    people = [guess for guess in guesses if guess.table in _SEEN]
    with_ids = [guess for guess in people if "person_id" in guess.columns]
    ids: dict[str, tuple[str, ...]] = {guess.table: tuple(clean(value) for value in _column(guess, "person_id")) for guess in with_ids}
    for guess in with_ids:
        for person, row in zip(ids[guess.table], _rows(guess), strict=True):
            register.know(person, row)
    made: dict[str, tuple[str, ...]] = {}
    for guess in people:
        rows = list(_rows(guess))
        if guess not in with_ids and any(map(any, rows)):
            made[guess.table] = register.name_all(rows)
    managers = {guess.table: _of_names(guess, "manager_name", register) for guess in people if _has(guess, "manager_name")}
    pairs: dict[str, tuple[str, ...]] = {role: _of_names(guess, role, register) for guess in guesses for role in _PAIRED if guess.table == "pairs" and _has(guess, role)}
    return Split(tuple(register.contacts.values()), made, managers, pairs, register.made, register.joined, register.lost, register.doubtful)


_PAIRED: tuple[Role, ...] = ("mentee_name", "mentor_name")
_Row = tuple[str, str, str, str]  # name, e-mail, phone, number of identity


class _Register:
    def __init__(self) -> None:
        self.contacts: dict[str, Contact] = {}
        self.made = self.joined = self.lost = self.doubtful = 0
        self._by_key: dict[str, str] = {}
        self._by_name: dict[str, str | None] = {}
        self._known: set[str] = set()

    def know(self, person: str, row: _Row) -> None:
        """A person with an id of their own; what is known of them from an earlier table stays."""
        if not person:
            return
        name, email, phone, number = row
        key = same_id(person)
        first = self._known.isdisjoint({key})
        self._known.add(key)
        for one in filter(None, (email.casefold(), number)):
            self._by_key.setdefault(one, person)
        if name:
            other = self._by_name.setdefault(normal(name), person)
            if other is not None and same_id(other) != key:
                self._by_name[normal(name)] = None  # two people of one name are never taken for one
        if name or email or phone:
            old = self.contacts.get(key)
            if old is not None:
                self.doubtful += bool(name and old.name and normal(name) != normal(old.name) and old.name != old.email and not first)
                self.contacts[key] = Contact(old.person_id, old.name or name or email, old.email or email, old.phone or phone)
            else:
                self.contacts[key] = Contact(person, name or email, email, phone)

    def name_all(self, rows: Sequence[_Row]) -> tuple[str, ...]:
        """An id for each row of a table without ids: that of the same person in an earlier table, else a new one in file order."""
        used: set[str] = set()
        found: list[str] = []
        new: list[tuple[str, _Row]] = []
        for row in rows:
            name, email, _, number = row
            old = self._by_key.get(number) or self._by_key.get(email.casefold()) or (self._by_name.get(normal(name)) if name else None)
            if old is not None and old not in used:
                self.joined += 1
                person = old
            else:
                person = self._next() if any(row) else ""
            used.add(person)
            found.append(person)
            new.append((person, row))
        for person, row in new:  # only now: two rows of one table with one name are two people
            self.know(person, row)
        return tuple(found)

    def id_of(self, name: str) -> str:
        """The id of who bears a name, empty when nobody or more than one does."""
        found = self._by_name.get(normal(name)) or "" if name else ""
        self.lost += bool(name and not found)
        return found

    def _next(self) -> str:
        number = self.made + 1
        while f"p{number:03d}" in self._known:
            number += 1
        self.made = number
        return f"P{number:03d}"


def _rows(guess: Guess) -> Iterator[_Row]:
    """Name, e-mail, telephone and number of identity of each row; a first and a last name are put together."""
    parts = {role: [_role_column(guess, role)] for role in (*CONTACT_ROLES, "national_id")}
    for i in range(len(guess.source.grid.rows)):
        value = {role: (column[0][i] if column[0] is not None else "") for role, column in parts.items()}
        name = value["name"] or " ".join(filter(None, (value["first_name"], value["last_name"])))
        yield name, value["email"], value["phone"], value["national_id"]


def _role_column(guess: Guess, role: str) -> list[str] | None:
    place = next((heading.place for heading in guess.headings if heading.role == role), None)
    return None if place is None else [" ".join(clean(value).split()) for value in guess.source.grid.columns[place]]


def _column(guess: Guess, name: str) -> Iterable[str]:
    place = next(heading.place for heading in guess.headings if heading.column == name)
    return guess.source.grid.columns[place]


def _has(guess: Guess, role: Role) -> bool:
    return any(heading.role == role for heading in guess.headings)


def _of_names(guess: Guess, role: Role, register: _Register) -> tuple[str, ...]:
    return tuple(register.id_of(name) for name in _role_column(guess, role) or ())
