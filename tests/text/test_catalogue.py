"""The Hebrew catalogues hold every sentence of the product, translated, with the places and code names kept."""

from __future__ import annotations

import ast
import functools
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentorkit.text import extract
from mentorkit.text.extract import CATALOGUES, PACKAGE, Found, catalogue_text, code_messages, notebook_messages, read_catalogue

DOMAINS = {"mentorkit": code_messages, "notebooks": notebook_messages}
SOURCES = sorted(PACKAGE.rglob("*.py"))


@pytest.fixture(scope="module", params=sorted(DOMAINS))
def domain(request):
    """Name of a catalogue, what it should hold, what it holds."""
    return request.param, DOMAINS[request.param](), read_catalogue(CATALOGUES / f"{request.param}.po")


def forms(message) -> tuple[str, ...]:
    """The translations of a message: one, or one per plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def places(sentence: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_catalogue_is_up_to_date(domain):
    """Each catalogue is exactly what `make texts` writes: no sentence is missing and none is left over."""
    name, found, old = domain
    path = CATALOGUES / f"{name}.po"
    new = catalogue_text(found, old)
    missing = [one.msgid[:80] for one in found if old.get(one.msgid, one.context or None) is None]
    assert not missing, f"run `make texts`; {len(missing)} missing in {path.name}: {missing[:10]}"
    assert path.read_text("utf-8") == new, "run `make texts`"


def test_every_sentence_is_translated(domain):
    """No sentence of a page is left in English, and none is a guess that nobody has looked at."""
    name, found, old = domain
    open_ones = [m.id if isinstance(m.id, str) else m.id[0] for m in old if m.id and (m.fuzzy or not all(forms(m)))]
    lines = "\n".join(one[:100] for one in open_ones[:20])
    assert not open_ones, f"{name}.po: {len(open_ones)} of {len(found)} sentences are not translated yet:\n{lines}"


def test_places_of_translations_agree():
    """A translation fills the same places in braces as its source; a form for one may leave out the number."""
    wrong = []
    for message in read_catalogue(CATALOGUES / "mentorkit.po"):
        if not message.id or not any(forms(message)):
            continue
        if isinstance(message.id, str):
            good = places(message.id) == places(message.string)
        else:
            known = places(message.id[0]) | places(message.id[1])
            good = all(known - {"n"} <= places(form) <= known for form in forms(message) if form)
        wrong += [] if good else [message.id]
    assert not wrong


def test_code_and_links_of_translated_cells_agree():
    """A translated cell names the same code and the same link targets as its source, and is as much of a heading."""
    code, link, heading = re.compile(r"`[^`]+`"), re.compile(r"\]\(([^)]+)\)"), re.compile(r"^#+ ", re.MULTILINE)
    wrong = []
    for message in read_catalogue(CATALOGUES / "notebooks.po"):
        if message.id and message.string:
            wrong += [(message.context, p.pattern) for p in (code, link, heading) if sorted(p.findall(message.id)) != sorted(p.findall(message.string))]
    assert not wrong


def test_plural_forms():
    """Hebrew has two forms here, and every counted sentence is translated in both or in none."""
    catalogue = read_catalogue(CATALOGUES / "mentorkit.po")
    assert catalogue.num_plurals == 2
    assert [m.id for m in catalogue if m.id and not isinstance(m.id, str) and len({bool(form) for form in forms(m)}) > 1] == []


def test_header_carries_no_date():
    """Catalogues carry no dates and no line numbers, so that a change shows what changed."""
    for name in DOMAINS:
        content = (CATALOGUES / f"{name}.po").read_text("utf-8")
        assert "Date" not in content.split("\n\n")[0]
        assert not re.search(r"^#: .*:\d", content, re.MULTILINE)


def calls(names: set[str]) -> Iterator[tuple[Path, ast.Call, str]]:
    """Every call of a function of one of these names in the package."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if name in names:
                    yield path, node, name


@functools.cache
def inside_functions(path: Path) -> set[int]:
    """The lines of a file that stand inside functions."""
    tree = ast.parse(path.read_text("utf-8"))
    return {number for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Lambda) for number in range(node.lineno, node.end_lineno + 1)}


def where(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(PACKAGE.parent)}:{node.lineno}: {ast.unparse(node)[:120]}"


def is_sentence(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_messages_are_literals():
    """Only literal sentences can be found for translation, so messages are made of literals alone."""
    wanted = {"msg": 1, "msg_n": 2}
    wrong = [where(path, node) for path, node, name in calls(set(wanted)) if len(node.args) < wanted[name] or not all(map(is_sentence, node.args[: wanted[name]]))]
    assert not wrong, "\n".join(wrong)


def test_sentences_are_messages():
    """A sentence handed to a language as plain text would never reach the catalogue."""
    wrong = [where(path, node) for path, node, _ in calls({"text", "plain"}) if node.args and is_sentence(node.args[0]) and node.args[0].value.strip()]
    assert not wrong, "\n".join(wrong)


def test_places_of_messages_are_filled():
    """Every place in braces of a sentence gets a value where the sentence is made, and every value has a place.

    A constant of a module may leave all its places to the function that uses it.
    """
    wrong = []
    for path, node, name in calls({"msg", "msg_n"}):
        texts = [a.value for a in node.args[: 2 if name == "msg_n" else 1] if is_sentence(a)]
        given = {k.arg for k in node.keywords}
        if None in given or not texts or (not given and node.lineno not in inside_functions(path)):
            continue
        needed = set().union(*map(places, texts))
        if name == "msg_n":
            needed, given = needed - {"n"}, given - {"n"}
        wrong += [] if needed == given else [where(path, node)]
    assert not wrong, "\n".join(wrong)


def test_one_sentence_has_one_plural():
    """A sentence is either counted or not, and has one plural; a catalogue cannot hold it twice."""
    seen: dict[str, str] = {}
    assert [one for one in code_messages() if seen.setdefault(one.msgid, one.plural) != one.plural] == []


def test_new_sentence_keeps_the_translations(tmp_path):
    """Bringing a catalogue up to date keeps translations; a changed cell keeps its own, marked as not looked at."""
    first = [Found("Good day.", place="a.py"), Found("{n} pair", "{n} pairs", place="a.py"), Found("# Hello\n\nworld", context="x-title", place="x.py")]
    path = tmp_path / "one.po"
    path.write_text(catalogue_text(first, read_catalogue(path)), "utf-8")
    catalogue = read_catalogue(path)
    catalogue.get("Good day.").string = "שלום."
    catalogue.get("{n} pair").string = ("צמד אחד", "{n} צמדים")
    catalogue.get("# Hello\n\nworld", "x-title").string = "# שלום\n\nעולם"
    translated = catalogue_text(first, catalogue)
    path.write_text(translated, "utf-8")
    assert catalogue_text(first, read_catalogue(path)) == translated

    changed = [Found("A new sentence altogether", place="b.py"), first[0], first[1], Found("# Hello\n\nall", context="x-title", place="x.py")]
    path.write_text(catalogue_text(changed, read_catalogue(path)), "utf-8")
    after = read_catalogue(path)
    assert after.get("Good day.").string == "שלום."
    assert after.get("{n} pair").string == ("צמד אחד", "{n} צמדים")
    assert after.get("A new sentence altogether").string == ""
    cell = after.get("# Hello\n\nall", "x-title")
    assert (cell.string, cell.fuzzy) == ("# שלום\n\nעולם", True)
    assert after.get("# Hello\n\nworld", "x-title") is None


def test_extraction_finds_what_code_says(tmp_path):
    """Sentences are found in calls of `msg` and `msg_n` and in the titles and helps of fields; empty ones are not."""
    (tmp_path / "program").mkdir()
    (tmp_path / "program" / "model.py").write_text('a = label("Title", None, "Help")\nb = items("List", help="More")\nc = Field(None, title="Other")\n', "utf-8")
    (tmp_path / "one.py").write_text('x = msg("One "\n "sentence.", n=1)\ny = msg_n("{n} pair", "{n} pairs", 2)\nz = msg("")\nlabel("not a field")\n', "utf-8")
    found = [(one.msgid, one.plural, one.place) for one in code_messages(tmp_path)]
    fields = [(word, "", "program/model.py") for word in ("Help", "List", "More", "Other", "Title")]
    assert found == sorted([*fields, ("One sentence.", "", "one.py"), ("{n} pair", "{n} pairs", "one.py")])


@pytest.mark.slow
def test_command_says_whether_catalogues_are_up_to_date():
    """`python -m mentorkit.text.extract --check` ends with 0 when nothing is to be done, and counts what is translated."""
    done = subprocess.run([sys.executable, "-m", "mentorkit.text.extract", "--check"], capture_output=True, text=True, cwd=PACKAGE.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert "mentorkit.po" in done.stdout and "sentences" in done.stdout
    assert extract.LANGUAGE == "he"


def test_templates_hold_no_words():
    """A template arranges; every word on a page is handed to it, so that it can be translated."""
    wrong = []
    for path in sorted(PACKAGE.rglob("*.j2")):
        content = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<script\b.*?</script>|<style\b.*?</style>", " ", path.read_text("utf-8"), flags=re.DOTALL)
        attributes = re.findall(r"\b(?:alt|title|aria-label|placeholder)=\"([^\"]*[A-Za-z][^\"]*)\"", content)
        words = re.findall(r"[A-Za-z]{2,}", re.sub(r"<[^>]*>|&\w+;", " ", re.sub(r"<!doctype[^>]*>", " ", content)))
        wrong += [(path.name, word) for word in attributes + words]
    assert not wrong
