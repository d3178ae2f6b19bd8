"""Whatever stands in a program file, a verb answers or refuses in words; nothing else comes out."""

import copy
import io
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import mentorkit as mk
from mentorkit.errors import MentorkitError
from mentorkit.program.model import ProgramFile
from mentorkit.program.program import Program, parse_program

VERBS = ("compare_options", "plan_costs", "goals_chain", "detectable", "dry_run", "commitment", "plan_calendar", "plan_training", "make_texts", "propose_training")
EXAMPLES = ("harbour-2026", "quarry-2026", "orchard-draft", "bridge-2026")
NUMBERS = (0, -1, 1, 0.1, 60, 5000, 10**17, 1e-300, 1e18, 1e299, float("nan"), float("inf"))
WORDS = ("", "{{ 7 * 7 }} {% if %} {n}", "<script>alert(1)</script> &", "=1+1", "\u202eabc\u05d0\u05d1", "W" * 3900, "nothing", "0001-01-01", "9999-12-31", "2026-02-30")
LISTS = ([], [[]], [0, 0, 0], [1, 1, 1], [1e18, 1e18, 1e18], ["x"], [{}])
NOT_A_NUMBER = re.compile(r"(?<![\w-])(nan|inf)(?![\w-])|^None$")


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key, below in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*path, key)
        yield from places(below, (*path, key))


def spoil(file: dict[str, Any], rng: random.Random) -> None:
    """Take away, repeat or replace one value anywhere below the header."""
    path = rng.choice([p for p in places(file) if p[0] not in ("schema", "id", "name", "language")])
    at: Any = file
    for step in path[:-1]:
        at = at[step]
    old, how = at[path[-1]], rng.random()
    if how < 0.25:
        del at[path[-1]]
    elif how < 0.4 and isinstance(at, list):
        at.insert(0, copy.deepcopy(old))
    else:
        same = NUMBERS if isinstance(old, int | float) else LISTS if isinstance(old, list) else WORDS
        at[path[-1]] = copy.deepcopy(rng.choice(same if rng.random() < 0.7 else (None, True, {}, *NUMBERS, *WORDS, *LISTS)))


def written(file: dict[str, Any]) -> bytes:
    yaml, stream = YAML(), io.StringIO()
    yaml.representer.ignore_aliases = lambda _: True
    yaml.dump(file, stream)
    return stream.getvalue().encode()


def asked(program: Program) -> Iterator[str]:
    """Every sentence and every cell that the verbs give."""
    for problem in (*program.wrong, *mk.problems(program)):
        yield problem.sentence(program.text)
    for verb in VERBS:
        try:
            result = getattr(mk, verb)(program)
        except MentorkitError as error:
            yield str(error)
            continue
        if verb == "propose_training":
            result = mk.plan_training(result)
        shown = mk.show(program, result).view
        yield from (program.text.cell(cell) for table in shown.tables for row in table.rows for cell in row if cell is not None)


def test_a_spoilt_draft_is_answered_or_refused_in_words(examples: Path, size) -> None:
    """Random fields of the examples are knocked out or spoilt: only errors in words come out, and no number from nothing."""
    yaml = YAML(typ="safe")
    files = {name: yaml.load((examples / name / "program.yaml").read_text("utf-8")) for name in EXAMPLES}
    for seed in range(size(300, 8)):
        rng = random.Random(seed)
        name = EXAMPLES[seed % len(EXAMPLES)]
        file = copy.deepcopy(files[name])
        for _ in range(rng.choice((1, 1, 2, 4))):
            spoil(file, rng)
        try:
            program = parse_program(written(file), examples / name / "program.yaml")
        except MentorkitError:
            continue
        holds = NOT_A_NUMBER.search(str(file)) is not None
        try:
            said = [words for words in asked(program) if not holds and NOT_A_NUMBER.search(words)]
        except Exception as error:
            raise AssertionError(f"seed {seed}, {name}") from error
        assert not said, (seed, name, said[:3])


@pytest.mark.parametrize("section", sorted({f.alias or n for n, f in ProgramFile.model_fields.items()} - {"schema", "id", "name", "language", "as_of", "seed"}))
def test_the_header_with_one_empty_section_passes_every_verb(tmp_path: Path, section: str) -> None:
    """A draft begins with four lines; each section can be begun with nothing in it."""
    empty = "[]" if section in ("goals", "measures", "considerations") else "{}"
    (tmp_path / "program.yaml").write_text(f"schema: mentorkit-program/1\nid: draft\nname: A draft\nlanguage: en\n{section}: {empty}\n", "utf-8")
    program = mk.open_program(tmp_path)
    assert not program.wrong
    assert not [words for words in asked(program) if NOT_A_NUMBER.search(words)]
