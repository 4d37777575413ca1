"""Each report has one toll; the range of several leaves out what lies far from the middle one."""

import dataclasses

import builders as make
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Count
from sayso.weigh.policies import policy
from sayso.weigh.tolls import Toll, borne_out, close_together, toll_of

SEVERAL = Count(low=2, high=None, vague="several")
bounds = policy("airwars").bounds


def at(start, value, **fields):
    return make.claim("r-1", value=value, start=start, **fields)


def ends(*claims):
    found = toll_of(claims, bounds)
    return found and (found.low, found.high)


@pytest.mark.parametrize(
    ("claims", "toll"),
    [
        ((at(0, 3), at(50, 5)), (3, 3)),
        ((at(0, 3), at(50, 5), at(90, 5)), (5, 5)),  # what it says most often
        ((at(0, SEVERAL), at(50, 5)), (5, 5)),
        ((at(0, SEVERAL),), (2, 2)),
        ((at(0, 1), at(3, 2)), (3, 3)),  # "a girl and two women", in one breath
        ((at(0, 7), at(3, 4, part=True)), (7, 7)),  # "seven, among them four children"
        ((at(0, 4, part=True),), None),
        ((), None),
    ],
)
def test_a_report_has_one_toll(claims, toll):
    assert ends(*claims) == toll


def test_a_claim_with_two_sources_counts_once():
    assert ends(at(0, 2), make.claim("r-1", "SANA", value=2, start=0)) == (2, 2)


def tolls(*values):
    return [Toll(low=value, high=value, vague=False, claim_ids=(f"c-{value}",)) for value in values]


@pytest.mark.parametrize(
    ("given_", "kept"),
    [((4, 4, 130), {4}), ((3, 4, 5), {3, 4, 5}), ((1, 2), {1, 2}), ((9,), {9}), ((1, 10, 10), {10}), ((), set())],
)
def test_a_toll_far_from_the_middle_one_is_set_aside(given_, kept):
    assert {toll.high for toll in close_together(tolls(*given_))} == kept


@given(st.lists(st.integers(1, 500), min_size=1, max_size=12))
@settings(derandomize=True, max_examples=80)
def test_the_order_of_reports_does_not_matter_and_something_is_kept(values):
    kept = sorted(toll.high for toll in close_together(tolls(*values)))
    assert kept
    assert kept == sorted(toll.high for toll in close_together(tolls(*reversed(values))))


def told(*values):
    return [Toll(low=value, high=value, vague=False, claim_ids=()) for value in values]


@pytest.mark.parametrize(
    ("given", "tolls"),
    [
        ([told(9), told(22, 9, 1), told(9)], [9, 9, 9]),  # a round-up is held to what another report gives
        ([told(9), told(22, 1)], [9, 22]),
        ([told(9), told(22, 9), told(22)], [9, 22, 22]),  # what it gives first is another report's toll as well
        ([told(22, 9)], [22]),
        ([], []),
    ],
)
def test_of_several_figures_one_that_another_report_gives(given, tolls):
    assert [toll.high for toll in borne_out(given)] == tolls


@pytest.mark.parametrize(
    ("low", "quote", "named"), [(11, "more than 10 people", 10), (11, "أكثر من ١٠", 10), (11, "at least 11", 11)]
)
def test_more_than_ten_names_ten(low, quote, named):
    claim = at(0, Count(low=low, high=None))
    claim = dataclasses.replace(claim, span=dataclasses.replace(claim.span, quote=quote))
    assert ends(claim) == (named, named)
