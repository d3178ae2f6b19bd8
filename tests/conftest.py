"""What every test may use: the real data, the shipped examples, and the one place that says how large simulations are."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FULL = os.environ.get("MENTORKIT_FULL") == "1"


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real data with known answers; tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("MENTORKIT_TEST_DATA") or ROOT.parent / "shared" / "data")
    if not (folder / "README.md").is_file():
        pytest.skip("no real data here: set MENTORKIT_TEST_DATA to its folder")
    return folder


@pytest.fixture(scope="session")
def examples() -> Path:
    """The shipped example programmes."""
    return ROOT / "data" / "programs"


@pytest.fixture(scope="session")
def size():
    """``size(full, quick)``: the full size under ``make test-full``, else the quick one."""
    return lambda full, quick: full if FULL else quick
