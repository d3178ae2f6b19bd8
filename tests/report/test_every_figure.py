"""Every figure of the example programmes, measured: letters, edges, words over words, colours, the table beside it."""

from __future__ import annotations

import io
import struct
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

import mentorkit as mk
from mentorkit.publish.numbers import lens_for, numbers_of, views_of
from mentorkit.report import figures, palette
from mentorkit.report.blocks import Picture, Table
from tests.report.figure_faults import faults, watched

PROGRAMS = Path(__file__).parents[2] / "data" / "programs"
EXAMPLES = sorted(folder.name for folder in PROGRAMS.iterdir() if (folder / "program.yaml").exists())

# How eyes without one kind of cones see a colour (linear RGB): Machado, Oliveira and Fernandes 2009, severity 1.0.
BLIND = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


@pytest.mark.slow
@pytest.mark.parametrize("slug", EXAMPLES)
def test_every_figure_can_be_read(slug, monkeypatch):
    """At printed size no letters are below 10 points, nothing leaves the canvas or covers other words, every colour has a name, and the numbers stand beside it."""
    program = mk.open_program(PROGRAMS / slug / "program.yaml")
    numbers, wrong = numbers_of(program), {}
    with watched(monkeypatch) as found:
        for audience in ("coordinator", "committee"):
            for view in views_of(numbers.outcomes, lens_for(program, audience)):
                for place, block in enumerate(view.blocks):
                    if isinstance(block, Picture):
                        near = view.blocks[max(0, place - 2) : place + 3]
                        assert block.table is not None or any(isinstance(other, Table) for other in near), block.key
                        before = len(found)
                        content = block.png()
                        wrong[audience, block.key] = [fault for each in found[before:] for fault in each]
                        width, _ = struct.unpack(">II", content[16:24])
                        assert width <= round(144 * figures.WIDTH) + 1, block.key
    assert not {key: value for key, value in wrong.items() if value}


def test_faults_are_seen():
    """Small letters, words outside, words over words and a colour without a name are each found."""
    figure, axes = figures.canvas(3, 2)
    axes.text(0.5, 0.5, "first", fontsize=6)
    axes.text(0.5, 0.5, "second", color="#123456")
    axes.text(5, 0.5, "far away")
    found = faults(figure)
    assert [any(fault.startswith(kind) for fault in found) for kind in ("6.0 pt", "over another", "no name: #123456", "outside")] == [True] * 4
    plain, axes = figures.canvas()
    axes.bar([1, 2], [3, 4], color=palette.BLUE)
    assert not faults(plain)
    stream = io.BytesIO(figures.png(plain))
    assert stream.getvalue().startswith(b"\x89PNG")


@pytest.mark.parametrize("eyes", BLIND)
@pytest.mark.parametrize("one, two", list(combinations(("BLUE", "ORANGE", "LIGHT", "INK"), 2)))
def test_colours_that_stand_side_by_side_differ_for_all_eyes(eyes, one, two):
    """Blue, orange, light and ink stay apart by at least 20 (CIE 1976) for people who lack one kind of cones."""
    seen = [_lab(np.asarray(BLIND[eyes]) @ _linear(getattr(palette, name))) for name in (one, two)]
    assert np.linalg.norm(seen[0] - seen[1]) >= 20


def _linear(colour):
    parts = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def _lab(linear):
    matrix = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    white = matrix.sum(axis=1)
    ratio = np.clip(matrix @ np.clip(linear, 0, 1) / white, 0, None)
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])
