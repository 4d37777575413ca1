"""Puts this folder on the path, so that every room's tests share `builders.py`; reads the bundled example once."""

from pathlib import Path

import pytest
from hypothesis import settings

# Tests say what holds, not how fast: a busy machine fails nothing.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

EXAMPLE = Path(__file__).parents[1] / "examples" / "khirbet-ammu"


@pytest.fixture(scope="session")
def example(tmp_path_factory):
    """The folder of a case with the bundled reports read into it; tests that write to it copy it first."""
    from sayso import Case

    folder = tmp_path_factory.mktemp("example") / "case"
    summary = Case(folder).read([EXAMPLE / "reports"])
    assert (summary.stored, summary.rejected) == (20, ())
    return folder
