"""Makes the folder of a new programme: from a template, from spreadsheets, or from both. It appears whole or not at all."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from mentorkit import files
from mentorkit.errors import InvalidProgram, MentorkitError
from mentorkit.people.copies import Copy, contacts_csv, contents, copies
from mentorkit.people.headings import is_known, normal
from mentorkit.people.mapping import SPECS, Guess, guess_columns, guess_table
from mentorkit.people.sources import Source, Sources, read_sources
from mentorkit.people.splitting import Split, split
from mentorkit.people.tabletext import tables_text
from mentorkit.program.fields import is_device
from mentorkit.program.model import ProgramFile
from mentorkit.program.problems import Problem
from mentorkit.program.program import FILE_NAME, parse_program
from mentorkit.program.templates import filled_in
from mentorkit.text import Message, msg

__all__ = ["Beginning", "Wish", "begin", "wish_of"]

Language = Literal["en", "he"]
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_LONGEST = 180 if os.name == "nt" else 1000  # Windows opens 259 characters; files below the folder need the rest
_NOT_UTF8 = "MK-T013"
# Tables hold people: they stay out of version control, wherever the folder is made. The program file holds none.
_IGNORE = f"*\n!.gitignore\n!{FILE_NAME}\n"


@dataclass(frozen=True)
class Wish:
    """What somebody asks for. ``sheets`` says which sheet (or file) is which table, where names and headings do not tell."""

    folder: Path
    template: str | None = None
    language: Language = "en"
    name: str | None = None
    sources: tuple[Path, ...] = ()
    encoding: str | None = None
    sheets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Beginning:
    """What was made. ``second`` are sheets that look like a table that is taken already; ``unknown`` those that look like none.

    ``not_audited`` are columns of equal access that no table has; they were taken out of the draft.
    """

    wish: Wish
    folder: Path
    name: str
    tables: tuple[Guess, ...] = ()
    copies: tuple[Copy, ...] = ()
    split: Split = field(default_factory=lambda: Split(()))
    second: tuple[tuple[str, Source], ...] = ()
    unknown: tuple[Source, ...] = ()
    not_audited: tuple[str, ...] = ()


def wish_of(
    folder: Path, more: Sequence[Path], sources: Sequence[Path], sheets: Sequence[str], *, template: str | None, language: Language, name: str | None, encoding: str | None
) -> Wish:
    """The wish in the words of a command line; ``more`` are files that followed the first one of ``--from``."""
    wish = Wish(folder, template, language, " ".join(name.split()) or None if name else None, (*sources, *more), encoding)
    if more and not sources:
        raise _error(wish, msg("Only one folder can be made at a time; files follow --from. Found also: {names}.", names=tuple(str(path) for path in more)), "MK-N009")
    said = [(table.strip(), sheet.strip()) for table, _, sheet in (words.partition("=") for words in sheets)]
    for table, sheet in said:
        if table not in SPECS or not sheet:
            raise _error(wish, msg('--sheet needs a table, an equals sign and a name, such as "mentees=Sign-ups". Tables are: {tables}.', tables=tuple(SPECS)), "MK-N010")
    return replace(wish, sheets=tuple(said))


def begin(wish: Wish) -> Beginning:
    """Make the folder and say what was made.

    Raises :class:`~mentorkit.errors.MentorkitError` before anything is written when the folder cannot be made so or a
    spreadsheet cannot be read; :class:`~mentorkit.errors.InvalidProgram` lists every problem of all of them at once.
    """
    final = _target(wish)
    draft = _intent(filled_in(wish.template, wish.language, id=final.name, name=wish.name))
    read = read_sources(wish.sources, wish.encoding)
    tables, second, unknown = _taken(read, draft, dict(wish.sheets))
    _refuse(wish, read, tables, unknown)
    parted = split(tables)
    made = copies(tables, parted)
    tables = _completed(tables, made)
    text, not_audited = _text(wish, final.name, tables, made, parted)
    written = {**contents(made), FILE_NAME: text.encode(), ".gitignore": _IGNORE.encode()}
    if parted.contacts:
        written["contacts.csv"] = contacts_csv(parted.contacts)
    _write(wish, final, written)
    return Beginning(wish, final, _intent(text).name, tables, made, parted, second, unknown, not_audited)


def _target(wish: Wish) -> Path:
    final = Path(os.path.abspath(wish.folder))
    if not _ID.fullmatch(final.name) or is_device(final.name):
        allowed = msg("small letters a to z, digits and hyphens, at most 64, with a letter or digit first, and no name that Windows keeps for a device")
        better = _good_name(final.name, wish.template)
        sentence = msg(
            "The folder's name is the programme's short name, and '{name}' cannot be one. Allowed are {allowed}. For example: {better}",
            name=final.name,
            allowed=allowed,
            better=better,
        )
        raise _error(wish, sentence, "MK-N001")
    if len(str(final)) > _LONGEST:
        raise _error(wish, msg("The path of the folder has {n} characters; at most {limit} are safe. Choose a shorter one.", n=len(str(final)), limit=_LONGEST), "MK-N005")
    try:
        if final.exists() or final.is_symlink():
            _free(wish, final)
    except OSError as error:
        raise _error(wish, msg("The folder {name} cannot be looked at ({reason}). Choose another place.", name=final.name, reason=error.strerror or "?"), "MK-N003") from None
    return final


def _free(wish: Wish, final: Path) -> None:
    """Pass when the folder is there and empty, and nobody stands in it."""
    if not final.is_dir() or final.is_symlink():
        raise _error(wish, msg("There is a file of the name {name} already. Choose another name.", name=final.name), "MK-N003")
    inside = sorted(os.listdir(final))
    if inside:
        shown = (*inside[:5], "...") if len(inside) > 5 else tuple(inside)
        message = msg("The folder {name} is not empty; it holds {names}. Nothing was written. Choose another name, or move what is in it.", name=final.name, names=shown)
        raise _error(wish, message, "MK-N002")
    if final == Path.cwd() or final in Path.cwd().parents:
        raise _error(wish, msg("You are in the folder {name} now. Go one up (cd ..), then give its name.", name=final.name), "MK-N004")


def _good_name(name: str, template: str | None) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    if not slug or is_device(slug):
        slug = f"{slug or template or 'mentoring'}-programme"
    return slug


def _error(wish: Wish, message: Message, code: str) -> MentorkitError:
    return MentorkitError(message, code=code, language=wish.language)


def _intent(text: str) -> ProgramFile:
    return parse_program(text.encode(), Path(FILE_NAME)).intent


def _taken(read: Sources, draft: ProgramFile, told: Mapping[str, str]) -> tuple[tuple[Guess, ...], tuple[tuple[str, Source], ...], tuple[Source, ...]]:
    """One sheet for each table (said before named before guessed, then in file order), the others that look like it, and the rest."""
    seen = [(source, guess_table(source, told)) for source in read.sheets]
    order = ("told", "name", "headings")
    found: dict[str, Guess] = {}
    second: list[tuple[str, Source]] = []
    for source, hit in sorted(seen, key=lambda pair: order.index(pair[1][1]) if pair[1] else 9):
        if hit is None:
            continue
        table, by = hit
        if table in found:
            second.append((table, source))
        else:
            found[table] = guess_columns(source, table, by, _needed(draft, table))
    known = _known_answers(draft, found.values())
    if known:  # a second look: what one table lists clearly tells where the commas of another belong
        found = {table: guess_columns(guess.source, table, guess.by, _needed(draft, table), known) for table, guess in found.items()}
    return tuple(found[table] for table in SPECS if table in found), tuple(second), tuple(source for source, hit in seen if hit is None)


def _known_answers(draft: ProgramFile, guesses: Iterable[Guess]) -> tuple[str, ...]:
    """Answers that hold a comma: those that the draft lists, and those of columns whose lists are separated otherwise."""
    own = draft.audiences
    listed = (*own.areas, *own.interests, *own.languages) if own else ()
    clear = [guess.source.grid.columns[h.place] for guess in guesses for h in guess.headings if h.column in ("wants", "offers", "interests", "languages") and not h.commas]
    parts = (part.strip() for cells in clear for cell in cells for part in cell.split(";"))
    return tuple(dict.fromkeys(one for one in (*listed, *parts) if "," in one))


def _completed(tables: Sequence[Guess], made: Sequence[Copy]) -> tuple[Guess, ...]:
    """The tables without the columns that were missing and stand in the copy now (made ids, managers found by name)."""
    added = {copy.table: {column.heading for column in copy.columns} for copy in made}
    return tuple(replace(guess, missing=tuple(name for name in guess.missing if name not in added.get(guess.table, ()))) for guess in tables)


def _needed(draft: ProgramFile, table: str) -> tuple[str, ...]:
    """The columns that the draft's criteria and rules compare."""
    if draft.pairing is None or table not in ("mentees", "mentors"):
        return ()
    usual = {"coverage": "wants" if table == "mentees" else "offers", "overlap": "interests", "shared_language": "languages"}
    own = [(getattr(c, table[:-1]) or c.column or usual.get(c.kind)) for c in draft.pairing.criteria]
    ruled = [name for rule in draft.pairing.rules for name in (rule.column, *rule.by, usual.get(rule.kind), "manager_id" if rule.kind == "not_in_line" else None)]
    return tuple(dict.fromkeys(name for name in (*own, *ruled) if name))


def _refuse(wish: Wish, read: Sources, tables: Sequence[Guess], unknown: Sequence[Source]) -> None:
    """Raise with everything that keeps the spreadsheets from being taken over."""
    problems: list[Problem] = list(read.problems)
    for guess in tables:
        source = guess.source
        row = source.title_row
        if row or not (guess.columns or any(map(is_known, source.grid.headings))):
            cure = msg("Row {row} looks like the headings; delete the rows above it.", row=str(row)) if row else msg("Add a row with headings above the first person.")
            found, allowed = msg("The first row does not hold the headings."), msg("Headings in the first row, then one row per record.")
            problems.append(Problem("MK-T020", "wrong", "audiences", found, allowed, cure, "", file=source.path.name, row=source.grid.first, sheet=source.sheet))
        else:
            problems += source.problems
    missing = [name for _, name in wish.sheets if normal(name) not in {normal(one) for source in read.sheets for one in (source.name, source.path.name)}]
    if missing:
        names = tuple(source.name for source in read.sheets)
        raise _error(wish, msg("There is no sheet or file '{name}'. There are: {names}.", name=missing[0], names=names), "MK-N010")
    if problems:
        if any(problem.code == _NOT_UTF8 for problem in problems) and not wish.encoding:
            message = msg("The spreadsheets cannot be taken over yet; nothing was written. For a CSV file that Excel saved in Hebrew, repeat the command with: --encoding cp1255")
        else:
            message = msg("The spreadsheets cannot be taken over yet; nothing was written. Mend what follows, then repeat the command.")
        raise InvalidProgram(message, sorted(problems, key=lambda p: p.order), language=wish.language)
    if wish.sources and not tables:
        names = tuple(source.name for source in unknown)
        command = f'--sheet "mentees={names[0] if names else "..."}"'
        message = msg("None of the sheets was recognised: {names}. Nothing was written. Say which is which, for example: {command}", names=names, command=command)
        raise _error(wish, message, "MK-N007")


def _text(wish: Wish, id: str, tables: Sequence[Guess], made: Sequence[Copy], parted: Split) -> tuple[str, tuple[str, ...]]:
    section = tables_text(wish.language, tables, made, bool(parted.contacts)) if tables else ""
    text = filled_in(wish.template, wish.language, id=id, name=wish.name, tables=section)
    audited = (draft.audiences.equal_access if (draft := _intent(text)).audiences else ()) if tables else ()
    sides = [copy for copy in made if copy.table in ("mentees", "mentors")]
    present = {name for guess in tables if guess.table in ("mentees", "mentors") for name in guess.columns}
    absent = tuple(name for name in audited if name not in present) if len(sides) == 2 else ()
    if absent:
        kept = ", ".join(name for name in audited if name not in absent)
        text = re.sub(r"^(\s+equal_access: )\[.*?\]", lambda match: f"{match[1]}[{kept}]", text, count=1, flags=re.MULTILINE)
    return text, absent


def _write(wish: Wish, final: Path, written: Mapping[str, bytes]) -> None:
    with files.private_folder(final.parent, mark=f"new.{final.name}.") as private:
        for name, content in written.items():
            files.write_bytes(private / name, content)
        try:
            files.new_folder(private, final)
        except FileExistsError:
            raise _error(wish, _in_the_way(final), "MK-N011") from None
        except OSError:
            if final.exists():
                raise _error(wish, _in_the_way(final), "MK-N011") from None
            raise


def _in_the_way(final: Path) -> Message:
    return msg("Something was put into {name} in the meantime; nothing was written. Choose another name.", name=final.name)
