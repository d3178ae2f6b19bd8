"""A data place of the test's own, and a programme with real-looking names in a folder of its own."""

import shutil

import pytest


@pytest.fixture
def place(tmp_path, monkeypatch):
    """The user's own data place, empty."""
    monkeypatch.setenv("MENTORKIT_HOME", str(tmp_path / "own place"))
    return tmp_path / "own place"


@pytest.fixture
def harbour(examples, tmp_path):
    """A programme's folder outside the repository."""
    folder = tmp_path / "our programme"
    shutil.copytree(examples / "harbour-2026", folder)
    return folder


@pytest.fixture
def said():
    """What would have been printed; call it with a message."""

    class Said(list):
        def __call__(self, message):
            from mentorkit.text import text_for

            self.append(text_for("en").plain(message))

    return Said()
