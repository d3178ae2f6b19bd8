"""Who may import whom, and who alone may use a library: the room table, held against the code."""

from __future__ import annotations

import ast
import functools
import graphlib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "mentorkit"

BASE = {"errors", "files", "text"}
MIDDLE = {"planning", "pairing", "monitoring", "evaluation"}
# What each room may import besides itself. The middle rooms do not know each other, nor do stages and report.
MAY_IMPORT: dict[str, set[str]] = {
    "text": set(),
    "errors": {"text"},
    "files": {"errors", "text"},
    "program": BASE,
    "people": BASE | {"program"},
    **{room: BASE | {"program", "people"} for room in MIDDLE},
    "stages": BASE | {"program", "people"} | MIDDLE,
    "report": BASE | {"program", "people"} | MIDDLE,
    "publish": BASE | {"program", "people", "stages", "report"} | MIDDLE,
    "ui": {"errors", "text", "program", "report"},
    "batch": BASE | {"program", "publish"},
    # the copy for a screen: ids are replaced in every table, whose columns people, monitoring and evaluation declare
    "jupyter": BASE | {"program", "people", "monitoring", "evaluation"},
    "cli": BASE | {"program", "people", "stages", "report", "publish", "ui", "batch", "jupyter"} | MIDDLE,
    "__main__": {"cli"},
    # the public names: only names of rooms, loaded when they are used
    "__init__": set(),
}
# A tool for developers, not imported by the product: it writes the catalogues through the one writer.
TOOLS = {"text.extract": {"files"}}

ONLY_IN = {
    "ipywidgets": {"ui"},
    "anywidget": {"ui"},
    "traitlets": {"ui", "batch", "jupyter"},
    "papermill": {"batch"},
    "nbclient": {"batch"},
    "nbconvert": {"batch"},
    "distributed": {"batch"},
    "voila": {"jupyter"},
    "jupyter_server": {"jupyter"},
    "typer": {"cli"},
}
# Slow to import, so imported where they are used and never when a module is loaded.
LAZY = {"scipy.stats", "statsmodels", "matplotlib", "openpyxl", "xlsxwriter", "babel"}
NEVER = {"matplotlib.pyplot", "pylab"}

MODULES = {path: ".".join(path.relative_to(PACKAGE).with_suffix("").parts) for path in sorted(PACKAGE.rglob("*.py"))}


def room_of(module: str) -> str:
    """The room of a module written without the package's name: `pairing.engine` is in `pairing`."""
    return module.split(".")[0]


@functools.cache
def imports(path: Path, *, loading_only: bool = False) -> tuple[tuple[int, str], ...]:
    """Line and full name of everything a file imports; `loading_only` leaves out what functions import later."""
    return tuple(found(path, loading_only))


def found(path: Path, loading_only: bool) -> Iterator[tuple[int, str]]:
    tree = ast.parse(path.read_text("utf-8"))
    later = {inner for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for inner in ast.walk(node)}
    later |= {inner for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if loading_only and node in later:
            continue
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are written from the package's name on"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def inner(name: str) -> str:
    """`mentorkit.pairing.engine.assign` -> `pairing.engine.assign`; empty for other packages and for the package itself."""
    return name.removeprefix("mentorkit.") if name.startswith("mentorkit.") else ""


def asks_only_where_it_lies(path: Path) -> bool:
    """Whether a file uses of the package itself nothing but its place and its version."""
    tree = ast.parse(path.read_text("utf-8"))
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "mentorkit"}
    return used <= {"__file__", "__version__"}


def line(path: Path, number: int) -> str:
    return f"{path.relative_to(ROOT)}:{number}: {path.read_text('utf-8').splitlines()[number - 1].strip()}"


def test_every_room_is_in_the_table():
    """A new room or a module outside the rooms needs its line in the table first."""
    assert {room_of(module) for module in MODULES.values()} <= set(MAY_IMPORT)


def test_rooms_import_only_what_the_table_allows():
    """No line imports from a room to its right, or from a room it does not know."""
    wrong = []
    for path, module in MODULES.items():
        room = room_of(module)
        allowed = MAY_IMPORT[room] | {room} | TOOLS.get(module, set())
        for number, name in imports(path):
            root = name == "mentorkit" and not asks_only_where_it_lies(path)
            if root or (inner(name) and room_of(inner(name)) not in allowed):
                wrong.append(f"{line(path, number)}   ({room} may import {', '.join(sorted(MAY_IMPORT[room])) or 'no room'})")
    assert not wrong, "\n" + "\n".join(wrong)


def test_table_has_no_circles():
    """The rooms themselves stand in an order."""
    assert list(graphlib.TopologicalSorter(MAY_IMPORT).static_order())


def test_modules_import_without_circles():
    """No two modules need each other while they are loaded."""
    names = set(MODULES.values())
    graph: dict[str, set[str]] = {}
    for path, module in MODULES.items():
        wanted = {inner(name) for _, name in imports(path, loading_only=True) if inner(name)}
        # `mentorkit.report.blocks.View` is a name in the module report.blocks, `mentorkit.text.msg` one in the package text
        near = [(name, f"{name}.__init__", name.rpartition(".")[0], f"{name.rpartition('.')[0]}.__init__") for name in wanted]
        graph[module] = {next(one for one in places if one in names) for places in near} - {module}
    try:
        list(graphlib.TopologicalSorter(graph).static_order())
    except graphlib.CycleError as circle:
        pytest.fail(" -> ".join(circle.args[1]))


def test_libraries_stay_in_their_rooms():
    """Widgets are used in ui alone, papermill and its kin in batch alone, typer in the command line alone."""
    wrong = [
        line(path, number)
        for path, module in MODULES.items()
        for number, name in imports(path)
        for library, rooms in ONLY_IN.items()
        if name.split(".")[0] == library and room_of(module) not in rooms
    ]
    assert not wrong, "\n" + "\n".join(wrong)


def test_slow_libraries_are_imported_when_used():
    """Loading a module loads no statistics, no figures, no spreadsheets; pyplot is never used at all."""
    wrong = [
        line(path, number)
        for path in MODULES
        for number, name in imports(path, loading_only=True)
        if any(name == library or name.startswith(f"{library}.") for library in LAZY | NEVER)
    ]
    wrong += [line(path, number) for path in MODULES for number, name in imports(path) if any(name.startswith(never) for never in NEVER)]
    assert not wrong, "\n" + "\n".join(wrong)


def test_no_clock_and_no_unseeded_chance():
    """No room before `publish` reads a clock, an environment variable or chance without a seed."""
    clock = {"now", "today", "utcnow", "time", "time_ns"}
    rooms = {"program", "people", "stages", "report"} | MIDDLE
    wrong = []
    for path, module in MODULES.items():
        if room_of(module) not in rooms:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            words = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            reads_clock = words.rpartition(".")[2] in clock and words.split(".")[0] in {"datetime", "date", "time", "pd", "pandas"} and words != "datetime.time"
            chance = words.endswith("default_rng") and not node.args and not node.keywords
            environment = isinstance(node, ast.Attribute) and ast.unparse(node) == "os.environ"
            if reads_clock or chance or environment or words.startswith(("random.", "os.getenv")):
                wrong.append(line(path, node.lineno))
    assert not wrong, "\n" + "\n".join(wrong)


def test_modules_say_what_they_know():
    """Each module that holds something opens with a sentence and lists its public names."""
    wrong = []
    for path in MODULES:
        tree = ast.parse(path.read_text("utf-8"))
        names = {target.id for node in tree.body if isinstance(node, ast.Assign) for target in node.targets if isinstance(target, ast.Name)}
        wrong += [f"{path.relative_to(ROOT)}: no docstring"] if tree.body and not ast.get_docstring(tree) else []
        defines = any(isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") for node in tree.body)
        wrong += [f"{path.relative_to(ROOT)}: no __all__"] if defines and "__all__" not in names else []
    assert not wrong, "\n" + "\n".join(wrong)


def test_table_catches_a_wrong_line(tmp_path):
    """The reading of imports sees plain imports, imports from, and imports inside functions."""
    path = tmp_path / "one.py"
    path.write_text("import os\nfrom mentorkit.stages import pairing\n\n\ndef later():\n    import mentorkit.batch.run\n", "utf-8")
    assert imports(path) == ((1, "os"), (2, "mentorkit.stages.pairing"), (6, "mentorkit.batch.run"))
    assert imports(path, loading_only=True) == ((1, "os"), (2, "mentorkit.stages.pairing"))
    assert room_of(inner("mentorkit.batch.run")) == "batch"
