"""mentor-match from the package registry beside ours, under its own rules, on 500 mentees and 500 mentors.

Its package carries no sample data, so people are made up by its own columns, with a fixed seed. Its rule objects judge every pair,
in its own process; that table of scores is what ours pairs.
"""

from __future__ import annotations

import json
import operator
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
PACKAGES = ("mentor-match==7.0.1", "munkres==1.1.4")  # munkres 3 is another maintainer's rewrite
PEOPLE, TIMES_FASTER = 500, 100


def beside_mentor_match(folder: str | None = None) -> None:
    """Prints both times, both totals and both coverages; installs into a folder that is thrown away unless one is given."""
    with tempfile.TemporaryDirectory() as name:
        where = Path(name)
        rival = folder or _installed(where / "packages")
        if rival is None:
            print("\nmentor-match could not be installed; it is left out.")
            return
        # a process of its own: other packages call their module "matching" too
        subprocess.run([sys.executable, __file__, rival, str(where)], check=True, env={**os.environ, "PYTHONPATH": rival})
        theirs, table = json.loads((where / "found.json").read_text("utf-8")), np.load(where / "scores.npz")
    print(f"\nmentor-match {theirs['version']} with munkres {theirs['munkres']}, {PEOPLE} mentees and {PEOPLE} made-up mentors, one round; load {os.getloadavg()[0]:.1f}")
    print(f"its rules over all pairs {theirs['rules']:.2f} s (not in the ratio), {table['allowed'].mean():.0%} of pairs allowed; its assignment {theirs['solve']:.2f} s")
    print(f"{'':34}{'seconds':>10}{'points':>9}{'covered':>9}")
    print(f"{'mentor-match':34}{theirs['solve']:10.3f}{theirs['total']:9}{theirs['pairs']:9}")
    _ours(theirs, table["scores"], table["allowed"])


def _ours(theirs: dict[str, float], scores: np.ndarray, allowed: np.ndarray) -> None:
    sys.path.insert(0, str(ROOT))
    from mentorkit.pairing import assign

    for cover_first in (False, True):
        spent = []
        for _ in range(9):
            started = time.perf_counter()
            found = assign(scores, np.ones(PEOPLE, int), allowed, cover_first)
            spent.append(time.perf_counter() - started)
        middle = sorted(spent[1:])[4]
        faster, good = theirs["solve"] / middle, found.pairs >= theirs["pairs"] and (cover_first or found.total >= theirs["total"])
        print(f"{f'ours, cover_first={cover_first}, proof and ties':34}{middle:10.4f}{found.total:9}{found.pairs:9}", end="")
        what = "coverage" if cover_first else "total and coverage"
        print(f"   {faster:.0f} times faster (at least {TIMES_FASTER}): {_said(faster >= TIMES_FASTER)}; {what} at least equal: {_said(good)}")


def _said(holds: bool) -> str:
    return "holds" if holds else "does not hold"


def _installed(folder: Path) -> str | None:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--target", str(folder), *PACKAGES]
    failed = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
    return None if failed else str(folder)


def _theirs(folder: str, out: Path) -> None:
    """Runs in its own process: judges all pairs by its rules, solves, writes scores and what was found."""
    from importlib.metadata import version

    from matching import process
    from matching.mentee import Mentee
    from matching.mentor import Mentor
    from matching.rules import rule as rl

    def rules() -> list:
        """What its web service uses: another organisation, one or two grades up; points for grade, profession and something in common."""
        return [
            rl.Disqualify(lambda match: match.mentee.organisation == match.mentor.organisation),
            rl.Disqualify(rl.Grade(2, operator.gt).evaluate),
            rl.Disqualify(rl.Grade(0, operator.le).evaluate),
            rl.Grade(1, operator.eq, {True: 9, False: 0}),
            rl.Grade(2, operator.eq, {True: 12, False: 0}),
            rl.Equivalent("profession", {True: 10, False: 0}),
            rl.Equivalent("role", {True: 6, False: 0}),
        ]

    draw = np.random.default_rng(500)
    mentees, mentors = ([kind(**_person(draw, kind.__name__, number)) for number in range(PEOPLE)] for kind in (Mentee, Mentor))
    started = time.perf_counter()
    grid = process.generate_match_matrix(mentors, mentees, rules())
    judged = time.perf_counter()
    allowed = np.array([[not match.disallowed for match in row] for row in grid]).T
    scores = np.array([[match.score for match in row] for row in grid]).T  # 0 where it is disallowed
    before = time.perf_counter()
    process.match_and_assign_participants(grid)
    solved = time.perf_counter()
    place = {mentor.email: column for column, mentor in enumerate(mentors)}
    made = [(row, place[mentor.email]) for row, mentee in enumerate(mentees) for mentor in mentee.mentors]
    found = {"version": version("mentor-match"), "munkres": version("munkres"), "rules": judged - started, "solve": solved - before}
    found |= {"total": int(sum(scores[pair] for pair in made)), "pairs": len({row for row, _ in made})}
    np.savez(out / "scores.npz", scores=scores, allowed=allowed)
    (out / "found.json").write_text(json.dumps(found), "utf-8")


def _person(draw: np.random.Generator, kind: str, number: int) -> dict[str, str]:
    grade = draw.integers(0, 8) if kind == "Mentee" else draw.integers(1, 10)
    columns = {"organisation": draw.integers(0, 20), "profession": draw.zipf(1.5) % 25, "role": draw.integers(0, 30)}
    named = {name: f"{name} {value}" for name, value in columns.items()}
    return {"first name": kind, "last name": str(number), "email": f"{kind}{number}@example.org", "grade": str(grade), **named}


if __name__ == "__main__":
    if len(sys.argv) == 3:
        _theirs(sys.argv[1], Path(sys.argv[2]))
    else:
        beside_mentor_match(*sys.argv[1:])
