"""Pages that a site numbers stand in the order of their numbers, and so do their days."""

from dataclasses import replace
from itertools import pairwise

import pytest
from builders import mention, report
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.group import incidents_of
from sayso.group.serial import Dated, number_of, stretches
from sayso.model import Reading


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://www.example.org/en/254960/?ref=x", ("example.org/en", 254960)),
        ("https://example.org/a-long-slug-of-words/681991/", ("example.org", 681991)),
        ("https://example.org/archives/504310", ("example.org/archives", 504310)),
        ("https://example.org/ar/shelling-7858273", ("example.org/ar", 7858273)),
        ("https://example.org/p466030/", ("example.org", 466030)),
        (
            "https://www.facebook.com/SomePage/posts/1239109986555623",
            ("facebook.com/SomePage/posts", 1239109986555623),
        ),
        ("https://www.facebook.com/groups/18422068537/posts/1328730064253325/", None),  # numbered by writer
        ("https://example.org/2021/some-story", None),
        ("https://example.org/some-story", None),
        ("https://[broken", None),
        (None, None),
    ],
)
def test_the_number_of_a_page_and_its_series(url, found):
    assert number_of(url) == found


def page(number, *days):
    return Dated(report_id=f"r-{number}", url=f"https://example.org/news/{number}", days=days)


def test_an_undated_page_lies_between_its_neighbours():
    found = stretches([page(300, (1300, 1.0)), page(100, (1100, 1.0)), page(250)])
    assert (found["r-250"].first, found["r-250"].last, found["r-250"].likely) == (1100, 1300, 1250)


def test_a_background_day_that_the_order_rules_out_is_not_taken():
    dated = [page(100, (1000, 1.0)), page(200, (400, 0.6), (1010, 0.5)), page(300, (1020, 1.0))]
    assert stretches(dated)["r-200"].likely == 1010


def test_pages_alone_or_at_an_end_say_nothing():
    assert stretches([page(100)]) == {}
    assert "r-200" not in stretches([page(100, (1000, 1.0)), page(200)])


@given(st.lists(st.tuples(st.integers(100, 999), st.integers(1, 400)), max_size=12, unique_by=lambda item: item[0]))
@settings(derandomize=True, max_examples=60)
def test_the_order_of_reports_does_not_matter_and_days_do_not_fall(numbered):
    dated = [page(number, (day, 1.0)) for number, day in numbered]
    found = stretches(dated)
    assert found == stretches(dated[::-1])
    ordered = [found[f"r-{number}"] for number, _ in sorted(numbered) if f"r-{number}" in found]
    assert all(after.likely >= before.likely - 3 for before, after in pairwise(ordered))


def test_a_day_of_pages_that_look_alike_bounds_the_neighbours_alone():
    alike = Dated(report_id="r-200", url="https://example.org/news/200", days=(), alike=((1010, 0.8),))
    found = stretches([page(100, (1000, 1.0)), alike, page(250), page(300, (1020, 1.0))])
    assert (found["r-250"].first, found["r-250"].last) == (1010, 1020)
    assert (found["r-200"].first, found["r-200"].last) == (1000, 1020)


def read(name, number, day=None):
    words = " ".join(f"{name}word{at}" for at in range(8))
    mentions = (mention(name, "day", day),) if day else ()
    page_of = replace(report(name, words), url=f"https://example.org/news/{number}")
    return page_of, Reading(report_id=name, claims=(), mentions=mentions, reader="test@1")


def test_a_day_without_a_year_takes_the_year_that_the_number_leaves():
    told = [read("r-1", 1000, "2021-12-30"), read("r-2", 1005, "--01-02"), read("r-3", 1010, "2022-01-05")]
    told += [read("r-4", 3000, "2023-01-02")]
    reports, readings = zip(*told, strict=True)
    when = {incident.report_ids[0]: incident.when for incident in incidents_of(reports, readings)}
    assert when["r-2"] is not None
    assert when["r-2"].first == "2022-01-02"
