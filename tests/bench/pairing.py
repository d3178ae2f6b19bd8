"""The pairing engine beside SciPy, lapx and OR-Tools on the same instances in one run; mentor-match; `pair()` with its parts. Ratios and targets.

`python tests/bench/pairing.py`. Rivals are installed into a folder that is thrown away; where that fails they are left out.
Each engine is timed on input that lies ready: for SciPy and lapx the table with a column for every seat, for OR-Tools the arcs.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # the code beside this file, not an installed one
from mentor_match import beside_mentor_match  # noqa: E402

SIZES = ((500, 400, 15), (2000, 1500, 5), (5000, 4000, 2))
ENGINES = ("ours", "SciPy", "lapx", "OR-Tools")
# at most so many times the other engine's time: plain the best of them, tight each of them
PLAIN, TIGHT = 0.4, {"SciPy": 1.0, "OR-Tools": 1.0, "lapx": 1.6}
PAIR = {False: 15.0, True: 25.0}  # pair() with reasons at 500x400, ms, plain and tight
WEIGHT = {(500, False): 5.0, (500, True): 12.0, (2000, False): 60.0, (2000, True): 60.0}  # one weight change, ms
FIRST = 1.0  # seconds until the first pairing of a new process is there, compiled code at hand


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rivals", help="a folder with lapx and ortools (else they are installed for this run)")
    parser.add_argument("--mentor-match", help="a folder with mentor-match and munkres (else they are installed for this run)")
    parser.add_argument("--memory", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.memory:
        print(_peak(*given.memory, given.rivals))
        return
    with tempfile.TemporaryDirectory() as name:
        rivals = given.rivals or _installed(name)
        sys.path.append(rivals)
        engines(rivals)
        beside_mentor_match(given.mentor_match)
        whole()
        first()


def _installed(folder: str) -> str:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", folder, "lapx", "ortools"]
    if subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
        print("lapx and OR-Tools could not be installed; they are left out.")
    return folder


def instance(n: int, m: int, tight: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Points, mask and seats: plain has a seat and a third per mentee and many scores; tight just as many seats, few scores, popular topics."""
    draw = np.random.default_rng(7)
    wants, offers = (_topics(draw, count, k, 1.2 if tight else 0.7) for count, k in ((n, 3), (m, 4)))
    points = 5 * np.rint(1000 * (wants @ offers.T) / 3).astype(np.int64) + 2000 * (draw.integers(0, 4, n)[:, None] == draw.integers(0, 4, m))
    if not tight:
        points += 3 * np.rint(1000 * np.maximum(0, 1 - np.abs(draw.normal(0, 1, n)[:, None] - draw.normal(0, 1, m)) / 3)).astype(np.int64)
        points += 2000 * (draw.integers(0, 8, n)[:, None] != draw.integers(0, 8, m))
    mask = (draw.integers(0, 12, n)[:, None] != draw.integers(0, 12, m)) & (draw.random((n, m)) < 0.6)
    seats = np.ones(m, np.int64)
    np.add.at(seats, draw.integers(0, m, (n if tight else int(1.3 * n)) - m), 1)
    return points, mask, seats


def _topics(draw: np.random.Generator, people: int, each: int, skew: float) -> np.ndarray:
    share = 1 / np.arange(1, 49) ** skew
    found = np.zeros((people, 48), np.float32)
    for row in found:
        row[draw.choice(48, each, replace=False, p=share / share.sum())] = 1
    return found


def ready(engine: str, points, mask, seats):
    """A call without arguments that solves, and how to read (pairs, points) from what it gives."""
    from mentorkit.pairing.market import market_of

    market = market_of(points, seats, mask, True)
    if engine == "ours":
        return _ours(market)
    if engine == "OR-Tools":
        return _flow(market)
    high, out = market.high, market.out
    del market
    owner = np.repeat(np.arange(len(seats)), seats)
    table = np.empty((len(points), len(owner)))  # some rows at a time, so that nothing but the table itself is counted as theirs
    for first_row in range(0, len(points), 100):
        rows = slice(first_row, first_row + 100)
        table[rows] = np.where(mask[rows], high - points[rows], out)[:, owner]
    count = lambda rows, columns: (int(mask[rows, owner[columns]].sum()), int((points * mask)[rows, owner[columns]].sum()))  # noqa: E731
    if engine == "SciPy":
        from scipy.optimize import linear_sum_assignment

        return (lambda: linear_sum_assignment(table)), lambda found: count(*found)
    import lap

    return (lambda: lap.lapjvx(table, extend_cost=True)), lambda found: count(found[1], found[2])


def _ours(market):
    from mentorkit.pairing import kernel

    rows = len(market.start) - 1
    return (lambda: kernel.solve(market.start, market.cols, market.cost, market.seats, market.out, rows)), lambda found: (int((found[0] >= 0).sum()), market.total(found[0]))


def _flow(market):
    from ortools.graph.python import min_cost_flow

    n, m = len(market.start) - 1, len(market.seats)
    flow = min_cost_flow.SimpleMinCostFlow()
    ones = lambda count: np.ones(count, np.int64)  # noqa: E731
    pairs = flow.add_arcs_with_capacity_and_unit_cost(market.rows, n + market.cols.astype(np.int64), ones(len(market.cols)), market.cost.astype(np.int64))
    flow.add_arcs_with_capacity_and_unit_cost(np.arange(n), np.full(n, n + m), ones(n), np.full(n, market.out))
    flow.add_arcs_with_capacity_and_unit_cost(n + np.arange(m), np.full(m, n + m), market.seats, np.zeros(m, np.int64))
    flow.set_nodes_supplies(np.arange(n), ones(n))
    flow.set_node_supply(n + m, -n)

    def read(_):
        made = flow.flows(pairs) > 0
        return int(made.sum()), int((market.high - market.cost[made].astype(np.int64)).sum())

    return flow.solve, read


def engines(rivals: str) -> None:
    print(f"solve only, input ready, medians in ms; in brackets how many times ours; load {os.getloadavg()[0]:.1f}")
    print(f"{'':18}" + "".join(f"{name:>17}" for name in ENGINES) + "   peak memory added, MB: " + ", ".join(ENGINES))
    for n, m, times in SIZES:
        for tight in (False, True):
            question = instance(n, m, tight)
            calls, answers, spent = {}, {}, {}
            for name in ENGINES:
                try:
                    calls[name] = ready(name, *question)
                except ImportError:
                    continue
                answers[name], spent[name] = calls[name][1](calls[name][0]()), []
            for _ in range(times):  # in turn, so that a busy moment hits everybody
                for name, (call, _read) in calls.items():
                    started = time.perf_counter()
                    call()
                    spent[name].append((time.perf_counter() - started) * 1e3)
            middle = {name: statistics.median(found) for name, found in spent.items()}
            calls.clear()
            cells = "".join(f"{middle[name]:9.1f} ({middle[name] / middle['ours']:4.1f})" if name in middle else f"{'-':>17}" for name in ENGINES)
            peaks = {name: _memory(name, n, m, tight, rivals) for name in middle} if n > 500 else {}
            same = "" if len(set(answers.values())) == 1 else f"   DIFFERENT ANSWERS {answers}"
            print(f"{n}x{m} {'tight' if tight else 'plain':8}".ljust(18) + cells + "   " + ", ".join(peaks.values()) + same, flush=True)
            _verdicts(middle, peaks, tight)


def _verdicts(middle: dict[str, float], peaks: dict[str, str], tight: bool) -> None:
    """Each ratio beside its target."""
    said = [f"{middle['ours'] / theirs:.2f} of {name} (at most {most}): {_holds(middle['ours'] / theirs, most)}" for name, theirs, most in _targets(middle, tight)]
    numbers = {name: int(peak) for name, peak in peaks.items() if peak.isdigit()}
    rest = [peak for name, peak in numbers.items() if name != "ours"]
    if "ours" in numbers and rest:
        said.append(f"memory below each of them: {'holds' if numbers['ours'] < min(rest) else 'does not hold'}")
    print("    " + "; ".join(said), flush=True)


def _targets(middle: dict[str, float], tight: bool) -> list[tuple[str, float, float]]:
    others = {name: spent for name, spent in middle.items() if name != "ours"}
    if tight or not others:
        return [(name, spent, TIGHT[name]) for name, spent in others.items()]
    best = min(others, key=others.__getitem__)
    return [(f"the best, {best}", others[best], PLAIN)]


def _holds(value: float, most: float) -> str:
    return "holds" if value <= most else "does not hold"


def _memory(engine: str, n: int, m: int, tight: bool, rivals: str) -> str:
    if not sys.platform.startswith("linux"):
        return "-"
    command = [sys.executable, __file__, "--rivals", rivals, "--memory", engine, f"{n}x{m}", "tight" if tight else "plain"]
    # every larger block straight from the system and straight back: else what building the question left behind would be used again, unseen
    environment = {**os.environ, "MALLOC_MMAP_THRESHOLD_": "65536"}
    return subprocess.run(command, capture_output=True, text=True, env=environment).stdout.strip() or "-"


def _peak(engine: str, size: str, kind: str, rivals: str) -> int:
    """What making the engine's input from scores and mask, and solving it, adds to the memory at most; OR-Tools' model included."""
    sys.path.append(rivals)
    n, m = map(int, size.split("x"))
    small = instance(20, 15, True)
    ready(engine, *small)[0]()  # libraries loaded and loops compiled before
    question = instance(n, m, kind == "tight")
    Path("/proc/self/clear_refs").write_text("5")
    before = _status("VmRSS")
    call, _ = ready(engine, *question)
    call()
    return (_status("VmHWM") - before) // 1024


def _status(name: str) -> int:
    return next(int(line.split()[1]) for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(name))


def people(n: int, m: int, tight: bool, folder: Path):
    """A programme with its people, as the readers give them."""
    from mentorkit.people.people import People
    from mentorkit.program.program import open_program

    draw = np.random.default_rng(3)
    share = 1 / np.arange(1, 49) ** (1.2 if tight else 0.7)
    pick = lambda names, count, p=None: tuple(map(str, draw.choice(names, count, replace=False, p=p)))  # noqa: E731
    areas, interests, languages = [f"area {i}" for i in range(48)], [f"interest {i}" for i in range(40)], ["en", "he", "ar", "ru", "fr"]

    def side(letter: str, count: int, wanted: str, each: int, grades: tuple[int, int]) -> pd.DataFrame:
        text = lambda values: pd.Series(values, dtype="string")  # noqa: E731
        lists = lambda values: pd.Series(list(values), dtype=object)  # noqa: E731
        return pd.DataFrame(
            {
                "person_id": text([f"{letter}{i:05}" for i in range(count)]),
                wanted: lists(pick(areas, each, share / share.sum()) for _ in range(count)),
                "interests": lists(pick(interests, int(draw.integers(1, 5))) for _ in range(count)),
                "languages": lists(pick(languages, int(draw.integers(1, 3))) for _ in range(count)),
                "style": text([f"style {i}" for i in draw.integers(0, 4, count)]),
                "site": text([f"site {i}" for i in draw.integers(0, 8, count)]),
                "department": text([f"department {i}" for i in draw.integers(0, 12, count)]),
                "grade": pd.Series(draw.integers(*grades, count).astype(float), dtype="Float64"),
                "hire_date": pd.Timestamp(2010 if letter == "M" else 2016, 1, 1) + pd.to_timedelta(draw.integers(0, 3000, count), unit="D"),
                "manager_id": text([f"M{i:05}" for i in draw.integers(0, m, count)]) if letter == "E" else text([None] * count),
            }
        )

    mentees, mentors = side("E", n, "wants", 3, (1, 6)), side("M", m, "offers", 4, (3, 10))
    seats = np.ones(m, np.int64)
    np.add.at(seats, draw.integers(0, m, (n if tight else int(1.3 * n)) - m), 1)
    mentors["capacity"] = pd.Series(seats, dtype="Int64")
    criteria = [
        {"id": "development", "kind": "coverage", "mentee": "wants", "mentor": "offers", "weight": 5},
        {"id": "style", "kind": "equal", "column": "style", "weight": 2},
    ]
    if not tight:
        criteria += [{"id": "interests", "kind": "overlap", "weight": 4, "column": "interests"}, {"id": "site", "kind": "different", "column": "site", "weight": 2}]
        criteria += [{"id": "grades", "kind": "closeness", "column": "grade", "ideal": 2, "span": 4, "weight": 3}]
    rules = [
        {"id": "line", "kind": "not_in_line"},
        {"id": "department", "kind": "different", "column": "department"},
        {"id": "language", "kind": "shared_language"},
        {"id": "grown", "kind": "more_experienced", "by": ["hire_date", "grade"]},
    ]
    tables = {"mentees": {"file": "mentees.csv"}, "mentors": {"file": "mentors.csv"}}
    file = folder / "program.yaml"
    file.write_text(
        json.dumps({"schema": "mentorkit-program/1", "id": "bench", "name": "Bench", "language": "en", "tables": tables, "pairing": {"criteria": criteria, "rules": rules}}),
        "utf-8",
    )
    nothing = lambda *names: pd.DataFrame({name: pd.Series([], dtype="string") for name in names})  # noqa: E731
    return open_program(file), People(mentees, mentors, nothing("person_id"), nothing("mentee_id", "mentor_id", "state"))


def whole() -> None:
    from mentorkit.pairing import kernel
    from mentorkit.pairing.criteria import criterion_points
    from mentorkit.pairing.market import market_of
    from mentorkit.pairing.pairing import pair_people
    from mentorkit.pairing.proof import prove
    from mentorkit.pairing.reasons import reasons
    from mentorkit.pairing.rules import forbidden
    from mentorkit.pairing.ties import lowest_first
    from mentorkit.stages.pairing import score

    print(f"\npair() from read tables, medians in ms (the first four columns are parts of the three after them); load {os.getloadavg()[0]:.1f}")
    names = ("criteria", "rules", "pack+solve", "proof+ties", "score", "pair", "reasons", "all", "one weight")
    print(f"{'':18}" + "".join(f"{name:>12}" for name in names))
    for n, m, times in SIZES[:2]:
        for tight in (False, True):
            with tempfile.TemporaryDirectory() as name:
                program, tables = people(n, m, tight, Path(name))
            plan, rows = program.intent.pairing, []
            for turn in range(times + 2):
                clock = [time.perf_counter()]
                tick = lambda clock=clock: clock.append(time.perf_counter())  # noqa: E731
                for criterion in plan.criteria:
                    criterion_points(criterion, tables.mentees, tables.mentors)
                tick()
                forbidden(plan.rules, (), tables.mentees, tables.mentors, tables)
                tick()
                scores = score(program, tables)
                tick()
                found = pair_people(scores)
                tick()
                reasons(found)
                tick()
                market = market_of(scores.points, scores.seats, scores.allowed, True)
                at, price = kernel.solve(market.start, market.cols, market.cost, market.seats, market.out, n)
                tick()
                _, cheapest, start, columns = prove(market, at, price)
                lowest_first(start, columns, cheapest == market.out, price == 0, market.seats, at)
                tick()
                pair_people(scores.weighed({"development": 3 + turn % 5}))
                tick()
                part = np.diff(clock) * 1e3
                rows.append([part[0], part[1], part[5], part[6], part[2], part[3], part[4], part[2:5].sum(), part[7]])
            middle = np.median(rows[2:], axis=0)
            print(f"{n}x{m} {'tight' if tight else 'plain':8}".ljust(18) + "".join(f"{value:12.1f}" for value in middle), flush=True)
            said = [f"pair() and reasons (at most {PAIR[tight]:.0f}): {_holds(middle[7], PAIR[tight])}"] if n == 500 else []
            said.append(f"one weight (at most {WEIGHT[n, tight]:.0f}): {_holds(middle[8], WEIGHT[n, tight])}")
            print("    " + "; ".join(said), flush=True)


def first() -> None:
    """How long a new process takes to its first pairing when everything is compiled."""
    code = "import time; started = time.perf_counter(); from mentorkit.pairing.warm import warm_up; warm_up(); print(time.perf_counter() - started)"
    run = lambda: float(subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout)  # noqa: E731
    run()
    best = min(run() for _ in range(5))
    print(f"\nfirst pairing of a new process, imports included, compiled code at hand, best of 5: {best:.2f} s (at most {FIRST}): {_holds(best, FIRST)}")


if __name__ == "__main__":
    main()
