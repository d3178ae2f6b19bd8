"""Measures the batch against the tools people know, side by side in one run, and prints ratios: ``make bench``; the pairing engine likewise.

Not a test: times depend on the machine, ratios inside one run mostly do not.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMPLES = ("harbour-2026", "lighthouse-2025")
NOTEBOOKS = ("00_start", "02_need", "03_audiences", "04_pairing", "08_evaluation")
TARGETS = {"cpu": 10.0, "wall": 6.0, "plain wall": 2.0, "plain cpu": 2.5, "import": 0.15, "help": 0.4}

PLAIN = """
import sys
from pathlib import Path
from mentorkit import publish
from mentorkit.program.program import open_program
from mentorkit.publish.numbers import lens_for, views_of
from mentorkit.publish.wrap import StagePage, wrap_report
from mentorkit.report.html import view_html
for path in sys.argv[2:]:
    program = open_program(path)
    folder = Path(sys.argv[1]) / program.id
    folder.mkdir(parents=True)
    numbers = publish.publish_numbers(program, folder, "coordinator")
    lens = lens_for(program, "coordinator")
    pages = [StagePage(o.stage, "".join(view_html(v, lens.text, prefix=o.stage.key) for v in views_of((o,), lens))) for o in numbers.outcomes]
    wrap_report(numbers, folder, "coordinator", pages)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=4, help="how many copies of each example")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", choices=("batch", "pairing", "trade_offs", "scale", "live"), help="one section; all otherwise")
    given = parser.parse_args()
    for part in ("pairing", "trade_offs", "scale", "live"):
        if given.only in (None, part):
            subprocess.run([sys.executable, str(ROOT / "tests" / "bench" / f"{part}.py")], cwd=ROOT, check=True)
    if given.only in (None, "batch"):
        _batches(given)


def _batches(given: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as name:
        where = Path(name)
        programs = _programs(where / "programs", given.copies)
        print(f"{len(programs)} programmes, {len(NOTEBOOKS)} notebooks each, one audience, {given.workers} workers, load {os.getloadavg()[0]:.1f}")
        batch = _measured(lambda: _batch(where, given.workers))
        plain = _measured(lambda: _side_by_side([[sys.executable, "-c", PLAIN, str(where / "plain"), *map(str, programs[i :: given.workers])] for i in range(given.workers)]))
        tools = _measured(lambda: _side_by_side(_tools(where, programs, given.workers)))
    print(f"{'':34}{'wall s':>9}{'CPU s':>9}")
    for label, (wall, cpu) in (("batch", batch), ("plain process", plain), ("papermill + nbconvert, each notebook", tools)):
        print(f"{label:34.34}{wall:9.1f}{cpu:9.1f}")
    print(f"\ntools / batch:  wall {tools[0] / batch[0]:.1f} (at least {TARGETS['wall']:.0f}), CPU {tools[1] / batch[1]:.1f} (at least {TARGETS['cpu']:.0f})")
    print(f"batch / plain:  wall {batch[0] / plain[0]:.1f} (at most {TARGETS['plain wall']}), CPU {batch[1] / plain[1]:.1f} (at most {TARGETS['plain cpu']})")
    more = _best([sys.executable, "-c", "import mentorkit"]) - _best([sys.executable, "-c", "pass"])
    print(f"import mentorkit: {more:.3f} s more than an empty Python (at most {TARGETS['import']})")
    print(f"python -m mentorkit --help: {_best([sys.executable, '-m', 'mentorkit', '--help']):.2f} s (at most {TARGETS['help']})")


def _programs(folder: Path, copies: int) -> list[Path]:
    made = []
    for example in EXAMPLES:
        for number in range(copies):
            target = folder / f"{example}-{number}"
            shutil.copytree(ROOT / "data" / "programs" / example, target)
            file = target / "program.yaml"
            file.write_text(file.read_text("utf-8").replace(f"id: {example}", f"id: {target.name}", 1), "utf-8")
            made.append(file)
    return made


def _batch(where: Path, workers: int) -> None:
    command = [sys.executable, "-m", "mentorkit", "batch", str(where / "programs"), "--out", str(where / "out"), "--jobs", str(workers), "--audience", "coordinator"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _tools(where: Path, programs: list[Path], workers: int) -> list[list[str]]:
    """A shell script per worker that calls both command lines once per notebook."""
    scripts = []
    for worker in range(workers):
        lines = ["set -e"]
        for path in programs[worker::workers]:
            out = where / "tools" / path.parent.name
            out.mkdir(parents=True)
            for name in NOTEBOOKS:
                made = out / f"{name}.ipynb"
                lines.append(f'"{sys.executable}" -m papermill "{ROOT}/notebooks/{name}.ipynb" "{made}" -p program_path "{path}" --no-progress-bar')
                lines.append(f'"{sys.executable}" -m nbconvert --to html --no-input "{made}"')
        script = where / f"tools-{worker}.sh"
        script.write_text("\n".join(lines) + "\n", "utf-8")
        scripts.append(["sh", str(script)])
    return scripts


def _side_by_side(commands: list[list[str]]) -> None:
    running = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for command in commands]
    if any([process.wait() for process in running]):
        raise SystemExit("a command of the comparison failed")


def _measured(work) -> tuple[float, float]:
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.monotonic() - started, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _best(command: list[str], times: int = 5) -> float:
    return min(_measured(lambda: subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL))[0] for _ in range(times))


if __name__ == "__main__":
    main()
