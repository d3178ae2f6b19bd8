"""50,000 mentees and 10,000 mentors, proven over all 500 million pairs: time of each step, memory, and rivals on the same candidates.

`python tests/bench/scale.py`. Two made-up programmes: easy (a seat and a third per mentee, many different scores) and tight (exactly as many
seats as mentees, few different scores, areas everybody wants). Times start from people tables in memory; reading files is not in them.
Other work on the machine slows the wall clock more than the processor time, so both are printed.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # the code beside this file, not an installed one
BUDGET = {"easy": 5.0, "tight": 20.0}
MEMORY = 0.8  # GB


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentees", type=int, default=50_000)
    parser.add_argument("--mentors", type=int, default=10_000)
    parser.add_argument("--rivals", help="a folder with ortools (else it is installed for this run)")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--kind", choices=("easy", "tight"), help="one programme in this process, without rivals")
    given = parser.parse_args()
    if given.kind:
        one(given.kind, given.mentees, given.mentors, given.threads)
        return
    with tempfile.TemporaryDirectory() as name:
        rivals = given.rivals or _installed(name)
        for kind in BUDGET:
            size = ["--mentees", str(given.mentees), "--mentors", str(given.mentors), "--threads", str(given.threads)]
            subprocess.run([sys.executable, __file__, "--kind", kind, *size], check=True)
            against(kind, given.mentees, given.mentors, rivals)


def _installed(folder: str) -> str:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", folder, "ortools"]
    if subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
        print("OR-Tools could not be installed; it is left out.")
    return folder


def people(n: int, m: int, tight: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Mentees and mentors as tables are read; the same for the same numbers."""
    draw = np.random.default_rng(7)
    frames = []
    for side, count, entries in (("E", n, 3), ("R", m, 4)):
        topics = _several(draw, count, entries, 48, 1.2 if tight else 0.7)
        frame = pd.DataFrame({"person_id": [f"{side}{i:06d}" for i in range(count)], "wants" if side == "E" else "offers": topics})
        frame["interests"] = _several(draw, count, 1 if tight else 4, 40, 0.7)
        for name, few, many in (("style", 2, 4), ("site", 4, 8), ("department", 12, 12)):
            frame[name] = draw.integers(0, few if tight else many, count).astype(str)
        frame["grade"] = draw.integers(3, 8, count).astype(float) if side == "E" else draw.integers(5, 11, count).astype(float)
        languages = _several(draw, count, 2, 5, 1.5)
        blank = draw.random(count) < (0 if tight else 0.05)
        frame["languages"] = [None if nothing else spoken for nothing, spoken in zip(blank, languages, strict=True)]
        # a line of management of about five levels
        above = draw.integers(0, m, count) if side == "E" else np.arange(count) // 8
        frame["manager_id"] = [f"R{i:06d}" if side == "E" or place else None for place, i in enumerate(above)]
        frames.append(frame)
    seats = np.ones(m, np.int64)
    np.add.at(seats, draw.integers(0, m, (n if tight else int(1.3 * n)) - m), 1)
    frames[1]["capacity"] = pd.array(seats, "Int64")
    return frames[0], frames[1]


def _several(draw: np.random.Generator, count: int, each: int, of: int, skew: float) -> list[tuple[str, ...]]:
    share = 1 / np.arange(1, of + 1) ** skew
    # the greatest of Gumbel draws are drawn without putting back
    picked = np.argpartition(-(np.log(share) + draw.gumbel(size=(count, of))), each, axis=1)[:, :each]
    return [tuple(f"topic {entry}" for entry in row) for row in np.sort(picked, axis=1).tolist()]


def plan(tight: bool):
    """Six criteria and five rules."""
    from mentorkit.program.model import PairingPlan

    criteria = [
        {"id": "development", "kind": "coverage", "mentee": "wants", "mentor": "offers", "weight": 5},
        {"id": "interests", "kind": "overlap", "column": "interests", "weight": 0 if tight else 2},
        {"id": "style", "kind": "style", "weight": 2},
        {"id": "site", "kind": "different", "column": "site", "weight": 2},
        {"id": "language", "kind": "shared_language", "weight": 0 if tight else 1},
        {"id": "grade", "kind": "closeness", "column": "grade", "ideal": 3, "span": 4, "weight": 0 if tight else 3},
    ]
    rules = [
        {"id": "line", "kind": "not_in_line"},
        {"id": "department", "kind": "different", "column": "department"},
        {"id": "gap", "kind": "gap", "column": "grade", "at_least": 0 if not tight else -2, "at_most": 6},
        {"id": "language", "kind": "shared_language"},
        {"id": "first", "kind": "condition", "when": [{"column": "grade", "of": "mentor", "at_most": 4}, {"column": "site", "of": "mentee", "equals": "1"}]},
    ]
    return PairingPlan.model_validate_json(json.dumps({"criteria": criteria, "rules": rules}))


def programme(plan, mentees: pd.DataFrame, mentors: pd.DataFrame, folder: str):
    """A program file and the people as :func:`mentorkit.read_people` would give them."""
    from mentorkit.people.people import People
    from mentorkit.program.program import open_program

    content = {"schema": "mentorkit-program/1", "id": "large", "name": "Large", "language": "en", "seed": 7}
    content |= {"tables": {"mentees": {"file": "mentees.csv"}, "mentors": {"file": "mentors.csv"}}, "pairing": json.loads(plan.model_dump_json(by_alias=True, exclude_none=True))}
    path = Path(folder) / "program.yaml"
    path.write_text(json.dumps(content), "utf-8")
    empty = pd.DataFrame({"person_id": pd.Series([], dtype=object)})
    pairs = pd.DataFrame({name: pd.Series([], dtype=object) for name in ("mentee_id", "mentor_id", "state")})
    return open_program(path), People(mentees=mentees, mentors=mentors, staff=empty, pairs=pairs)


def question(plan, mentees: pd.DataFrame, mentors: pd.DataFrame):
    """The question of these people, encoded."""
    from mentorkit.pairing.scale import everybody, question_of

    with tempfile.TemporaryDirectory() as folder:
        return question_of(everybody(*programme(plan, mentees, mentors, folder)))


def one(kind: str, n: int, m: int, threads: int) -> None:
    """Times `pair()` of one programme, from people tables in memory to the table of pairs."""
    from mentorkit.pairing import candidates
    from mentorkit.pairing.scale import everybody, pair_large
    from mentorkit.stages.pairing import pair

    candidates._cores = lambda: threads
    mentees, mentors = people(n, m, kind == "tight")
    with tempfile.TemporaryDirectory() as folder:
        few = programme(plan(kind == "tight"), mentees[:60].copy(), mentors[:5].copy(), folder)
        pair_large(few[0], everybody(*few))  # compiles, or loads what was compiled
        before = _peak()
        asked = programme(plan(kind == "tight"), mentees, mentors, folder)
        clock = _Clock()
        found = pair(*asked, clock.step)
        clock.lap("result")
    print(f"\n{kind}: {n} x {m}, {threads} threads, from people tables, load {os.getloadavg()[0]:.1f}; seconds of the clock (of the processor)")
    print(", ".join(f"{name} {wall:.2f} ({cpu:.2f})" for name, (wall, cpu) in clock.spent.items()))
    wall, cpu = (sum(spent[i] for spent in clock.spent.values()) for i in (0, 1))
    print(f"whole {wall:.1f} (at most {BUDGET[kind]:.0f}), processor {cpu:.1f}; peak {_peak():.2f} GB (at most {MEMORY}), {before:.2f} GB of it before")
    looked = found.looked / found.considered / max(found.rounds, 1)
    print(
        f"proven {found.proven} over {found.considered:,} pairs in {found.rounds} rounds on {found.candidates:,} candidates; each proof looked at {looked:.1%} of the pairs; "
        f"{len(found.unpaired)} without a mentor; ties decided over {'all pairs' if found.strict else 'candidates'}",
        flush=True,
    )


class _Clock:
    """Seconds by step, of the clock and of the processor."""

    def __init__(self) -> None:
        self.spent: dict[str, tuple[float, float]] = {}
        self.now, self.at = "", (time.perf_counter(), time.process_time())

    def step(self, what: str, done: int, of: int) -> None:
        if what != self.now:
            if self.now:
                self.lap(self.now)
            self.now = what

    def lap(self, what: str) -> None:
        at = time.perf_counter(), time.process_time()
        was = self.spent.get(what, (0.0, 0.0))
        self.spent[what] = was[0] + at[0] - self.at[0], was[1] + at[1] - self.at[1]
        self.at = at


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def against(kind: str, n: int, m: int, rivals: str) -> None:
    """OR-Tools and our solver on the same first candidates, which alone prove nothing."""
    sys.path.append(rivals)
    try:
        from ortools.graph.python import min_cost_flow
    except ImportError:
        return
    from mentorkit.pairing import kernel
    from mentorkit.pairing.candidates import _Search, _silent

    search = _Search(question(plan(kind == "tight"), *people(n, m, kind == "tight")), _silent, 50, 12, 2)
    start, cols, points = search._first_lists()
    cost, most = (search.q.most - points).astype(np.int32), np.int64(search.out)
    begun = time.process_time()
    at, _ = kernel.solve(start, cols, cost, search.seats, int(most), n)
    ours = time.process_time() - begun
    begun = time.process_time()
    flow, ones = min_cost_flow.SimpleMinCostFlow(), np.ones(n, np.int64)
    rows = np.repeat(np.arange(n), np.diff(start))
    pairs = flow.add_arcs_with_capacity_and_unit_cost(rows, n + cols.astype(np.int64), np.ones(len(cols), np.int64), cost.astype(np.int64))
    flow.add_arcs_with_capacity_and_unit_cost(np.arange(n), np.full(n, n + m), ones, np.full(n, most))
    flow.add_arcs_with_capacity_and_unit_cost(n + np.arange(m), np.full(m, n + m), search.seats, np.zeros(m, np.int64))
    flow.set_nodes_supplies(np.arange(n), ones)
    flow.set_node_supply(n + m, -n)
    flow.solve()
    theirs = time.process_time() - begun
    made = flow.flows(pairs) > 0
    same = int(made.sum()) == int((at >= 0).sum()) and int(cost[made].sum(dtype=np.int64)) == kernel.paid(start, cols, cost, at)
    print(
        f"solve on {len(cols):,} candidates, processor seconds: ours {ours:.2f}, OR-Tools min-cost flow {theirs:.2f} ({theirs / ours:.1f} times ours); same answer: {same}",
        flush=True,
    )


if __name__ == "__main__":
    main()
