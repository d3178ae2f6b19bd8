"""The real cohorts as programme folders, made once."""

import importlib.util
from pathlib import Path

import pytest


def _converter():
    spec = importlib.util.spec_from_file_location("open_seeds", Path(__file__).with_name("open_seeds.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def open_seeds():
    """The converter's module."""
    return _converter()


@pytest.fixture(scope="session")
def cohorts(open_seeds, real_data, tmp_path_factory):
    """The folders of cohorts 1 and 2 by their number."""
    folder = tmp_path_factory.mktemp("cohorts")
    return {cohort: open_seeds.make_cohort(folder, cohort, real_data) for cohort in (1, 2)}
