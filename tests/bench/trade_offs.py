"""How long the trade-offs of a pairing take, with their parts, on the same made-up people as `pairing.py`.

`python tests/bench/trade_offs.py`. The aim at 500x400 for the robustness: 200 weightings in 0.5 s plain, in 2.5 s tight.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))  # the code beside this file, not an installed one
sys.path.insert(0, str(Path(__file__).parent))

from pairing import people

TIMES = 3


def main() -> None:
    from mentorkit.pairing.access import access
    from mentorkit.pairing.blend import blend
    from mentorkit.pairing.curve import coverage_curve
    from mentorkit.pairing.questions import blanks, left_out, wanted
    from mentorkit.pairing.robustness import WEIGHTINGS, robustness
    from mentorkit.pairing.ways import other_ways
    from mentorkit.stages.pairing import pair, trade_offs

    names = ("blend", f"{WEIGHTINGS} weightings", "curve", "ways", "left out", "people", "all")
    print(f"trade-offs, medians of {TIMES} in ms; load {os.getloadavg()[0]:.1f}")
    print(f"{'':18}" + "".join(f"{name:>16}" for name in names))
    for n, m in ((500, 400), (1400, 1400)):
        for tight in (False, True):
            with tempfile.TemporaryDirectory() as folder:
                program, tables = people(n, m, tight, Path(folder))
            found, rows = pair(program, tables), []
            for _ in range(TIMES + 1):
                clock = [time.perf_counter()]
                question = blend(found.scores)
                clock.append(time.perf_counter())
                firm = robustness(found, question)
                clock.append(time.perf_counter())
                curve = coverage_curve(found)
                clock.append(time.perf_counter())
                other_ways(found)
                clock.append(time.perf_counter())
                left_out(found, question, program.intent.pairing)
                clock.append(time.perf_counter())
                blanks(found), wanted(found, tables.mentees), access(found, tables.mentees, ("site",))
                clock.append(time.perf_counter())
                trade_offs(program, tables, found)
                clock.append(time.perf_counter())
                rows.append(np.diff(clock) * 1e3)
            middle = np.median(rows[1:], axis=0)
            print(f"{n}x{m} {'tight' if tight else 'plain':8}".ljust(18) + "".join(f"{value:16.1f}" for value in middle), end="")
            print(f"   {firm.count('solid')} solid, {firm.count('likely')} likely, {firm.count('open')} open; proven: {all(point.proven for point in curve.points)}", flush=True)


if __name__ == "__main__":
    main()
