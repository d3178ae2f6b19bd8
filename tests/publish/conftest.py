"""Small programmes and notebooks are made by ``tests/batch/small.py``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "batch"))
