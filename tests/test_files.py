"""The one writer: whole or not at all, one run at a time, a results folder replaced by moving the new one in."""

import datetime
import os
import subprocess
import sys

import pytest

from mentorkit import files
from mentorkit.errors import FileChanged, FolderLocked

NOW = datetime.datetime(2026, 1, 1)


@pytest.mark.parametrize("call", ["mkstemp", "fsync", "replace"])
def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch, call):
    """Whichever step fails, the old content stands and no temporary file is left."""
    path = tmp_path / "a.txt"
    files.write_text(path, "old")

    def fail(*args, **kwargs):
        raise OSError(28, "no space left")

    monkeypatch.setattr(files.tempfile if call == "mkstemp" else files.os, call, fail)
    with pytest.raises(OSError):
        files.write_text(path, "new")
    assert path.read_text() == "old" and os.listdir(tmp_path) == ["a.txt"]


def test_a_write_against_another_hash_is_refused(tmp_path):
    """Writing with the hash of an older content is refused."""
    path = tmp_path / "a.txt"
    old = files.write_text(path, "old")
    files.write_text(path, "theirs")
    with pytest.raises(FileChanged):
        files.write_text(path, "mine", expected_hash=old)
    assert path.read_text() == "theirs"


def test_a_folder_is_replaced_as_a_whole(tmp_path):
    """The new generation stands, nothing of the old one is left, nothing temporary stays."""
    final = tmp_path / "out"
    for text in ("one", "two"):
        with files.private_folder(tmp_path) as folder:
            files.write_text(folder / f"{text}.txt", text)
            files.publish_folder(folder, final)
    assert os.listdir(final) == ["two.txt"] and os.listdir(tmp_path) == ["out"]


def test_a_kill_between_the_two_moves_brings_the_old_folder_back(tmp_path):
    """An old folder that was moved aside by a dead run comes back at the next sweep."""
    aside = tmp_path / ".tmp-999999999-old-out"
    files.write_text(aside / "a.txt", "old")
    files.write_text(tmp_path / ".tmp-999999999-abc" / "b.txt", "half")
    assert files.sweep(tmp_path) == 2
    assert (tmp_path / "out" / "a.txt").read_text() == "old" and os.listdir(tmp_path) == ["out"]


def test_a_second_run_is_told_who_holds_the_folder(tmp_path):
    """The second lock names process, host and start of the first; after it ended the folder is free."""
    code = (
        "import datetime, sys; from mentorkit import files\n"
        f"with files.FolderLock({str(tmp_path)!r}, now=datetime.datetime(2026, 1, 2)):\n"
        "    print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        other.stdout.readline()
        with pytest.raises(FolderLocked) as caught, files.FolderLock(tmp_path, now=NOW):
            pass
        assert caught.value.pid == other.pid and "2026-01-02" in str(caught.value)
        other.kill()
        other.wait()
    with files.FolderLock(tmp_path, now=NOW):
        pass


def test_several_files_change_together_or_not_at_all(tmp_path, monkeypatch):
    """A changed file, a folder that cannot be written, a failing move: everything is as it was, and nothing temporary is left."""
    one, two, new = tmp_path / "one", tmp_path / "two", tmp_path / "new"
    one.write_bytes(b"1")
    two.write_bytes(b"2")
    known = [files.file_hash(one), files.file_hash(two)]
    files.write_together([(one, b"1a", known[0]), (new, b"n", ""), (two, b"2a", known[1])])
    assert (one.read_bytes(), two.read_bytes(), new.read_bytes()) == (b"1a", b"2a", b"n")
    with pytest.raises(FileChanged):
        files.write_together([(one, b"1b", files.file_hash(one)), (new, b"m", ""), (two, b"2b", files.file_hash(two))])
    moved, replace = [], os.replace

    def failing(source, target):
        moved.append(target)
        if len(moved) == 2:
            raise PermissionError("held open by another program")
        replace(source, target)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(PermissionError):
        files.write_together([(one, b"1c", files.file_hash(one)), (two, b"2c", files.file_hash(two))])
    assert (one.read_bytes(), two.read_bytes()) == (b"1a", b"2a")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "one", "two"]
