"""`files.py` is the only place that opens a file for writing."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "mentorkit"
WRITER = PACKAGE / "files.py"

# methods that write to the file they are called on, or to the path they are given
ON_A_PATH = {"write_text", "write_bytes", "touch", "symlink_to", "hardlink_to", "replace_file"}
TO_A_PATH = {"to_csv", "to_excel", "to_json", "to_html", "to_parquet", "to_pickle", "to_feather", "to_string", "savefig", "savetxt", "write_ipynb"}
NEW_FILE = {"Workbook", "ExcelWriter", "ZipFile", "TarFile", "FileHandler"}
MOVES = {"os.replace", "os.rename", "os.link", "os.symlink", "shutil.copy", "shutil.copy2", "shutil.copyfile", "shutil.copytree", "shutil.move"}
TEMPORARY = {"tempfile.mkstemp", "tempfile.NamedTemporaryFile", "tempfile.TemporaryFile"}
IN_MEMORY = {"io.BytesIO", "io.StringIO", "BytesIO", "StringIO"}


def buffers(tree: ast.AST) -> set[str]:
    """Names that hold a file in memory."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and ast.unparse(node.value.func) in IN_MEMORY:
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        if (
            isinstance(node, ast.withitem)
            and isinstance(node.context_expr, ast.Call)
            and ast.unparse(node.context_expr.func) in IN_MEMORY
            and isinstance(node.optional_vars, ast.Name)
        ):
            found.add(node.optional_vars.id)
    return found


def mode_of(call: ast.Call, place: int) -> str:
    """The mode of a call that opens something; `?` when it is not a literal, `r` when it is not given."""
    given = next((k.value for k in call.keywords if k.arg == "mode"), call.args[place] if len(call.args) > place else None)
    if given is None:
        return "r"
    return given.value if isinstance(given, ast.Constant) and isinstance(given.value, str) else "?"


def writes(source: str) -> list[tuple[int, str]]:
    """Line and text of every call that would write a file."""
    tree = ast.parse(source)
    memory = buffers(tree)
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        words = ast.unparse(node.func)
        name = words.rpartition(".")[2]
        first = ast.unparse(node.args[0]) if node.args else ""
        in_memory = first in memory or first.split("(")[0] in IN_MEMORY
        through_files = words.startswith("files.")
        opens = (words in {"open", "io.open", "os.fdopen"} and set(mode_of(node, 1)) & set("wax+?")) or (
            name == "open" and words not in {"open", "io.open", "os.open"} and set(mode_of(node, 0)) & set("wax+") and len(mode_of(node, 0)) <= 3
        )
        on_path = name in ON_A_PATH and isinstance(node.func, ast.Attribute) and not through_files
        to_path = name in TO_A_PATH and bool(node.args) and not in_memory
        new_file = name in NEW_FILE and bool(node.args) and not in_memory and not (name == "ZipFile" and mode_of(node, 1) == "r")
        library = words in {"nbformat.write", "jupytext.write", "json.dump", "pickle.dump", "np.save", "np.savez", "numpy.save"} and not (
            len(node.args) > 1 and ast.unparse(node.args[1]) in memory
        )
        if opens or on_path or to_path or new_file or library or words in MOVES | TEMPORARY:
            found.append((node.lineno, ast.unparse(node)[:140]))
    return found


def test_only_files_writes():
    """No other module opens a file for writing, writes to a path, or moves and copies files."""
    wrong = [f"{path.relative_to(ROOT)}:{number}: {words}" for path in sorted(PACKAGE.rglob("*.py")) if path != WRITER for number, words in writes(path.read_text("utf-8"))]
    assert not wrong, "use mentorkit.files\n" + "\n".join(wrong)


def test_the_writer_is_seen_writing():
    """The reading recognises what it looks for, in the writer itself and in made-up lines."""
    assert writes(WRITER.read_text("utf-8"))
    for line in (
        'open(p, "w")',
        'open(p, mode="ab")',
        "open(p, m)",
        'p.open("w")',
        "p.write_text(x)",
        "frame.to_csv(p)",
        "figure.savefig(p)",
        "xlsxwriter.Workbook(p)",
        'zipfile.ZipFile(p, "w")',
        "shutil.copytree(a, b)",
        "nbformat.write(n, p)",
    ):
        assert writes(line), line
    for line in (
        "open(p)",
        'open(p, "rb")',
        "files.write_text(p, x)",
        "write_text(p, x)",
        "frame.to_csv()",
        "b = io.BytesIO()\nfigure.savefig(b)",
        "b = io.BytesIO()\nxlsxwriter.Workbook(b)",
        'zipfile.ZipFile(p, "r")',
        "openpyxl.load_workbook(p)",
        "p.open()",
    ):
        assert not writes(line), line
