"""The commands without what only POSIX systems have: the same exits and results as with it; paths as Windows writes them."""

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import small

pytestmark = pytest.mark.slow  # each test starts a process of its own

ROOT = Path(__file__).parents[2]
# What Windows lacks, taken away before anything of ours is imported. msvcrt stands in for the one Windows has: its lock
# really locks, through a call kept from before, so that the other branch of the folder's lock is the one that runs.
BOOTSTRAP = textwrap.dedent(
    """
    import fcntl, importlib.abc, os, signal, sys, types
    import asyncio, concurrent.futures.process, multiprocessing.popen_spawn_posix, multiprocessing.resource_tracker, pdb, subprocess  # Python's own parts for this system
    _flock, _how = fcntl.flock, fcntl.LOCK_EX | fcntl.LOCK_NB
    msvcrt = types.ModuleType("msvcrt")
    msvcrt.LK_NBLCK = 2
    msvcrt.locking = lambda handle, how, size: _flock(handle, _how)
    sys.modules["msvcrt"] = msvcrt
    POSIX = {"fcntl", "pwd", "grp", "resource", "termios", "tty", "pty", "syslog", "crypt", "nis", "spwd", "readline", "curses"}
    class Absent(importlib.abc.MetaPathFinder):
        def find_spec(self, name, path=None, target=None):
            if name.partition(".")[0] in POSIX:
                raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    for name in POSIX & set(sys.modules):
        del sys.modules[name]
    sys.meta_path.insert(0, Absent())
    for name in ("fork", "forkpty", "setsid", "killpg", "getpgid", "setpgid", "getuid", "geteuid", "getgid", "setuid", "setgid", "nice", "mkfifo", "chown", "fchown",
                 "sched_getaffinity", "sched_setaffinity", "wait3", "wait4", "waitid", "WNOHANG", "getloadavg", "openpty", "posix_spawn"):
        if hasattr(os, name):
            delattr(os, name)
    for name in ("SIGKILL", "SIGHUP", "SIGCHLD", "SIGUSR1", "SIGUSR2", "SIGALRM", "alarm", "setitimer", "pthread_sigmask", "SIGPIPE", "SIGTSTP", "SIGCONT"):
        if hasattr(signal, name):
            delattr(signal, name)
    """
)


def _mk(*words, posix: bool = True, home: Path | None = None) -> subprocess.CompletedProcess:
    """A command of ours; without POSIX in every process that it starts, too."""
    more = {}
    if not posix:
        (home / "sitecustomize.py").write_text(BOOTSTRAP, "utf-8")
        more = {"PYTHONPATH": str(home)}
    return subprocess.run(
        [sys.executable, "-m", "mentorkit", *map(str, words)], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=300, env={**os.environ, **more}
    )


@pytest.fixture
def windows(tmp_path_factory):
    """``windows(command, ...)`` without POSIX, in every process that it starts."""
    home = tmp_path_factory.mktemp("home")

    def command(*words):
        done = _mk(*words, posix=False, home=home)
        assert "Traceback" not in done.stderr, done.stderr
        return done

    return command


def test_everything_public_is_there_without_posix(tmp_path):
    """Each public name is imported where nothing of POSIX can be."""
    (tmp_path / "sitecustomize.py").write_text(BOOTSTRAP, "utf-8")
    code = """
        import mentorkit as mk, os, sys
        for name in mk.__all__:
            getattr(mk, name)
        assert "fcntl" not in sys.modules and not hasattr(os, "fork")
        try:
            import fcntl
        except ModuleNotFoundError:
            print("good")
    """
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], cwd=ROOT, capture_output=True, text=True, env=environment, timeout=120)
    assert done.stdout == "good\n", done.stderr


@pytest.fixture
def harbour(tmp_path, examples) -> Path:
    """A copy of a shipped example."""
    return Path(shutil.copytree(examples / "harbour-2026", tmp_path / "programs" / "harbour-2026"))


def test_check_without_posix(windows, harbour):
    """``check`` of an example says the same lines and ends with the same code."""
    without, with_ = windows("check", harbour), _mk("check", harbour)
    assert (without.returncode, without.stdout, without.stderr) == (with_.returncode, with_.stdout, with_.stderr)


@pytest.mark.slow
def test_run_without_posix(windows, harbour, tmp_path):
    """``run`` of an example ends as with POSIX and makes the same files with the same bytes."""
    without = windows("run", harbour, "--out", tmp_path / "w" / "out")
    with_ = _mk("run", harbour, "--out", tmp_path / "p" / "out")
    assert without.returncode == with_.returncode == 0, without.stderr
    made = [{path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*") if path.is_file()} for top in (tmp_path / "w" / "out", tmp_path / "p" / "out")]
    assert set(made[0]) == set(made[1]) and "harbour-2026/coordinator/results.xlsx" in made[0]
    differ = [name for name in made[0] if made[0][name] != made[1][name] and not name.endswith(("run.json", ".log"))]
    assert not differ


def test_new_without_posix(windows, harbour, tmp_path):
    """``new`` from a template and a workbook makes the same folder."""
    words = ("--template", "onboarding", "--from", harbour / "people.xlsx")
    without = windows("new", tmp_path / "w" / "fresh", *words)
    with_ = _mk("new", tmp_path / "p" / "fresh", *words)
    assert without.returncode == with_.returncode == 0, without.stderr
    made = [{path.name: path.read_bytes() for path in (tmp_path / side / "fresh").iterdir()} for side in "wp"]
    assert made[0] == made[1] and {"program.yaml", "people.xlsx"} <= set(made[0])
    assert windows("check", tmp_path / "w" / "fresh").returncode == 2


def _said(tmp_path: Path, file: str, **tables: str) -> str:
    """What ``check`` says of a small programme whose mentees lie in ``file``; ``tables`` are further files and their text."""
    text = small.FILE.replace("{{file: mentees.csv}}", f"{{{{file: '{file}'}}}}")
    path = small.program(tmp_path, "alpha", text=text)
    (path.parent / "mentors.csv").write_text(small.MENTORS, "utf-8")
    for name, content in tables.items():
        target = path.parent / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, "utf-8")
    done = _mk("check", path)
    assert "Traceback" not in done.stdout + done.stderr
    return done.stdout


def test_a_path_with_backslashes_works_everywhere(tmp_path):
    r"""``file: tables\mentees.csv`` is the file in the folder ``tables``, on every system."""
    assert "no problems" in _said(tmp_path, r"tables\mentees.csv", **{"tables/mentees.csv": small.MENTEES})


@pytest.mark.parametrize("file", [r"C:\people\mentees.csv", r"..\mentees.csv", r"\\server\share\mentees.csv", "C:mentees.csv"])
def test_a_path_out_of_the_folder_is_refused(tmp_path, file):
    """A drive, a share and the folder above are outside, however they are written."""
    assert "MK-T002" in _said(tmp_path, file, **{"mentees.csv": small.MENTEES})


def test_a_name_that_differs_in_capitals_gets_a_hint(tmp_path):
    """Where capital and small letters count, the file that is there is named."""
    said = _said(tmp_path, "MENTEES.CSV", **{"mentees.csv": small.MENTEES})
    assert "MK-T001" in said and "Did you mean 'mentees.csv'? Capital and small letters count" in said


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("con.csv", "keeps for a device"),
        ("tables/LPT1.xlsx", "keeps for a device"),
        ("mentees.csv.", "ends with a dot or a space"),
        ("mentees.csv ", "ends with a dot or a space"),
        ("tables /mentees.csv", "ends with a dot or a space"),
        ("mentees?.csv", "does not allow"),
        (f"{'m' * 130}.csv", "134 characters"),
        (f"{'m' * 3000}.csv", "3,004 characters"),
    ],
)
def test_names_that_windows_cannot_have(tmp_path, file, words):
    """A name of a device, a dot or space at the end, a sign that is not allowed and an over-long name are said, with the cure."""
    said = _said(tmp_path, file)
    assert "MK-T026" in said and words in said and "Rename the file" in said


@pytest.mark.skipif(os.name == "nt", reason="there the system itself refuses")
def test_an_over_long_path_of_a_command_is_said(tmp_path):
    """A path longer than the system takes ends with a sentence and 2."""
    for command in ("check", "run", "new"):
        done = _mk(command, tmp_path / ("x" * 300))
        assert done.returncode == 2 and "Traceback" not in done.stderr and "MK-" in done.stderr
