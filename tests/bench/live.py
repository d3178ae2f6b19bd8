"""A weight moved in the browser, 500 mentees and 400 mentors: from the key on the slider to the changed words and table, and to the changed figure.

`python tests/bench/live.py`. The panel of notebook 04 in Voilà and Chromium, with made-up people in files. Times are taken inside the page:
from the input event's own time stamp to the moment the changed content stands in the page.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "browser"), str(ROOT / "tests" / "bench")]  # the code beside this file, not an installed one

NOTEBOOK = """\
# %%
import mentorkit as mk
program = mk.open_program("program.yaml")
people = mk.read_people(program)
# %%
mk.panel(program, edit="pairing", view=mk.live_pairing(program, people))
"""
WATCH = """() => {
    const panel = document.querySelector('.mk-panel'), words = panel.querySelector('.mk-panel-words'), figure = panel.querySelector('.mk-panel-pictures');
    const seen = () => [words.textContent, figure.querySelector('img')?.src];
    const state = window.mkMoved = { key: null, words: null, figure: null, before: seen() };
    const start = (event) => Object.assign(state, { key: event.timeStamp, words: null, figure: null, before: seen() });
    addEventListener('keydown', (event) => { if (event.target.matches('.noUi-handle')) start(event); }, true);
    new MutationObserver(() => {
        const now = performance.now(), [text, source] = seen();
        if (state.key === null) return;
        if (state.words === null && text !== state.before[0]) state.words = now - state.key;
        if (state.figure === null && source && source !== state.before[1]) state.figure = now - state.key;
    }).observe(panel, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['src'] });
}"""
BOTH = "() => mkMoved.words !== null && mkMoved.figure !== null"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="500x400")
    parser.add_argument("--moves", type=int, default=60)
    given = parser.parse_args()
    n, m = map(int, given.size.split("x"))
    print(f"one weight moved in the browser, {given.size}, {given.moves} moves, ms (budget at 500x400: words and table 60 p95, figure 150 p95), on {os.cpu_count()} cores")
    print(f"{'':18}{'words+table p50':>17}{'p95':>8}{'max':>8}{'figure p50':>14}{'p95':>8}{'max':>8}")
    for tight in (False, True):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "bench"
            _files(folder, n, m, tight)
            found = _moved(folder, Path(name), given.moves)
        words, figure = (_three([one[place] for one in found]) for place in (0, 1))
        missing = "" if len(found) == given.moves else f"   {given.moves - len(found)} moves changed nothing"
        print(
            f"{given.size} {'tight' if tight else 'plain':8}".ljust(18)
            + f"{words[0]:17.0f}{words[1]:8.0f}{words[2]:8.0f}{figure[0]:14.0f}{figure[1]:8.0f}{figure[2]:8.0f}   load {os.getloadavg()[0]:.1f}{missing}",
            flush=True,
        )


def _three(found: list[float]) -> tuple[float, float, float]:
    return statistics.median(found), sorted(found)[min(len(found) - 1, round(0.95 * len(found)))], max(found)


def _files(folder: Path, n: int, m: int, tight: bool) -> None:
    """The programme of the pairing bench with its people as tables in files, and a notebook with the panel."""
    import jupytext
    import nbformat
    from pairing import people

    folder.mkdir()
    _, made = people(n, m, tight, folder)
    for name in ("mentees", "mentors"):
        frame = getattr(made, name)
        frame.assign(**{column: frame[column].map(";".join) for column in frame if isinstance(frame[column].iloc[0], tuple)}).to_csv(folder / f"{name}.csv", index=False)
    notebook = jupytext.reads(NOTEBOOK, fmt="py:percent")
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / "nb.ipynb")


def _moved(folder: Path, where: Path, moves: int) -> list[tuple[float, float]]:
    """(words, figure) in ms for each move of the first weight, one step at a time, up and down."""
    import conftest as servers
    from playwright.sync_api import TimeoutError as Late
    from playwright.sync_api import sync_playwright

    started, address = servers.voila_server(folder / "nb.ipynb", where)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=servers._executable(), args=servers.FLAGS)
            page = browser.new_page(viewport={"width": 1400, "height": 1000})
            page.goto(address, wait_until="domcontentloaded", timeout=120_000)
            page.wait_for_selector(".mk-panel[data-mk-ready] .mk-panel-pictures img", timeout=120_000)
            page.evaluate(WATCH)
            handle = page.locator(".mk-panel .noUi-handle").first
            handle.focus()
            found, up = [], True
            for move in range(moves + 5):  # the first five are not counted: loops are compiled and libraries loaded
                at = float(handle.get_attribute("aria-valuenow"))
                up = at < 10 if up else at <= 1
                page.keyboard.press("ArrowRight" if up else "ArrowLeft")
                try:
                    page.wait_for_function(BOTH, timeout=60_000 if move < 5 else 5_000)
                except Late:
                    continue
                if move >= 5:
                    found.append(tuple(page.evaluate("[mkMoved.words, mkMoved.figure]")))
                page.wait_for_timeout(120)
            browser.close()
    finally:
        servers._end(started)
    return found


if __name__ == "__main__":
    main()
