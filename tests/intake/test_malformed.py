"""Damaged documents of every format: no crash, no hang, and never silence."""

import random
import time

import pytest

from benchmarks.malformed import LIMIT, damaged, seeds
from sayso.config import Settings
from sayso.intake import reports_from
from sayso.model import Rejected

COUNT = 20


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    return seeds(tmp_path_factory.mktemp("seeds"))


@pytest.mark.parametrize(
    "suffix",
    [".html", ".live.html", ".warc", ".warc.gz", ".zip", ".html.gz", ".rss.xml", ".sitemap.xml", ".jsonl", ".txt"],
)
def test_damaged_documents_give_reports_or_clear_lines(sound, tmp_path, suffix):
    chance = random.Random(f"test {suffix}")  # noqa: S311  # seeded on purpose
    path = tmp_path / f"damaged{suffix}"
    path.write_bytes(sound[suffix])
    whole = list(reports_from([path], Settings(web_seconds=1)))
    assert suffix == ".sitemap.xml" or not any(isinstance(item, Rejected) for item in whole)
    for number in range(COUNT):
        path.write_bytes(damaged(sound[suffix], chance))
        started = time.monotonic()
        items = list(reports_from([path], Settings(web_seconds=1, max_links=2, max_seconds=5)))
        assert time.monotonic() - started < LIMIT + 10, number  # and a busy machine
        assert items, number
        lines = [item for item in items if isinstance(item, Rejected)]
        assert all(line.problem and "\n" not in line.problem and line.mend.endswith(".") for line in lines), lines


def test_the_formats_are_all_there(sound):
    assert len(sound) == 10
