"""One batch over the shipped examples, shared by the tests that read what came out."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).parents[2]

# Loaded by every Python that the batch starts, kernels included: notes each file that is opened and named contacts.
_WATCH = """
import os, sys
_log = os.open(os.environ["MENTORKIT_OPENED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def _hook(event, args):
    if event == "open" and isinstance(args[0], str) and "contacts" in args[0]:
        os.write(_log, (args[0] + chr(10)).encode())
    elif event == "open" and isinstance(args[0], str) and args[0].endswith("people.xlsx"):
        os.write(_log, b"people.xlsx" + chr(10).encode())
sys.addaudithook(_hook)
"""


def run_batch(out, *more, programs=None, watch=None):
    """Run the batch command; returns its exit code and what it printed."""
    env = dict(os.environ)
    if watch is not None:
        (watch / "sitecustomize.py").write_text(_WATCH)
        env |= {"PYTHONPATH": str(watch), "MENTORKIT_OPENED": str(watch / "opened.txt")}
    paths = [str(path) for path in programs or [ROOT / "data" / "programs"]]
    done = subprocess.run([sys.executable, "-m", "mentorkit", "batch", *paths, "--out", str(out), *more], cwd=ROOT, env=env, capture_output=True, text=True, timeout=900)
    return SimpleNamespace(code=done.returncode, said=done.stdout + done.stderr)


@pytest.fixture(scope="session")
def batch():
    """The batch command as a function: ``batch(out, *options, programs=..., watch=...)``."""
    return run_batch


@pytest.fixture(scope="session")
def batched(tmp_path_factory):
    """The results folder of all shipped examples for both audiences, and the run that made it."""
    out = tmp_path_factory.mktemp("batch") / "results"
    run = run_batch(out)
    assert run.code == 0, run.said
    return SimpleNamespace(out=out, said=run.said)
