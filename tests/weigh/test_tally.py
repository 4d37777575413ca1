"""The number of independent origins, with bounds."""

import math

import pytest
from builders import claim, report
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Edge, Incident, Origin, Root, Traced
from sayso.trace import trace
from sayso.weigh import findings_of
from sayso.weigh.tally import bounds, distribution, median, tally_of

CHANCES = st.lists(st.floats(0, 1), max_size=12)


@given(CHANCES)
@settings(derandomize=True, deadline=None, max_examples=60)
def test_the_distribution_is_one_and_has_the_right_mean(chances):
    found = distribution(chances)
    assert len(found) == len(chances) + 1
    assert math.fsum(found) == pytest.approx(1)
    assert math.fsum(n * mass for n, mass in enumerate(found)) == pytest.approx(math.fsum(chances))


@given(CHANCES)
@settings(derandomize=True, deadline=None, max_examples=60)
def test_the_bounds_hold_the_median_when_they_hold_most(chances):
    low, high = bounds(chances)
    assert 0 <= low <= high <= len(chances)
    assert low <= median(chances) <= high


def test_very_many_are_counted_the_same_way():
    chances = [0.1 + 0.8 * (n % 7) / 7 for n in range(130)]
    found = distribution(chances)
    assert math.fsum(found) == pytest.approx(1)
    assert math.fsum(n * mass for n, mass in enumerate(found)) == pytest.approx(math.fsum(chances))


def test_what_is_sure_is_sure():
    assert bounds([1.0, 1.0]) == (2, 2)
    assert bounds([]) == (0, 0)
    assert bounds([0.5]) == (0, 1)


def origin(name, *, known=True, side=None):
    return Origin(id=name, name=name, kind="official" if known else "outlet", known=known, side=side)


def root(name, probability, *, known=True):
    return Root(question="killed", origin_id=name, name=name, known=known, probability=probability)


def traced(origins, roots, edges=()):
    return Traced(chains=(), origins=tuple(origins), copies=(), filings=(), roots=tuple(roots), edges=tuple(edges))


def test_named_origins_are_named_and_the_others_counted():
    told = traced(
        [origin("SANA"), origin("the coalition"), origin("Rudaw", known=False)],
        [root("SANA", 1.0), root("the coalition", 0.98), root("Rudaw", 0.9, known=False)],
    )
    tally = tally_of("killed", ["SANA", "the coalition", "Rudaw"], told)
    assert tally.number == 3
    assert tally.label.startswith("3 origins")
    assert tally.label.endswith(": SANA, the coalition, one uncredited")


def test_what_nobody_answers_for_never_raises_the_lower_bound():
    names = [f"Outlet {n}" for n in range(6)]
    told = traced(
        [origin("SANA"), *(origin(name, known=False) for name in names)],
        [root("SANA", 1.0), *(root(name, 0.95, known=False) for name in names)],
    )
    assert tally_of("killed", ["SANA", *names], told).low == 1


def test_origins_of_one_side_are_one():
    told = traced(
        [origin("SANA", side="Syria"), origin("Ikhbariya", side="Syria")], [root("SANA", 1), root("Ikhbariya", 1)]
    )
    tally = tally_of("killed", ["SANA", "Ikhbariya"], told)
    assert (tally.number, tally.low, tally.high) == (1, 1, 1)


def test_a_parent_that_gives_another_answer_is_left_out_of_the_count_for_this_one():
    edge = Edge(question="killed", origin_id="Rudaw", from_id="SANA", probability=0.6, reasons=())
    told = traced([origin("SANA"), origin("Rudaw")], [root("SANA", 1.0), root("Rudaw", 0.2)], [edge])
    assert tally_of("killed", ["Rudaw"], told).expected == pytest.approx(0.5)
    assert tally_of("killed", ["SANA", "Rudaw"], told).expected == pytest.approx(1.2)


def test_findings_carry_a_tally_for_the_question_and_for_each_answer():
    reports = [report("r-1", "One text.", outlet="A"), report("r-2", "Another one.", outlet="B")]
    claims = [claim("r-1", "SANA", people="civilian"), claim("r-2", "US-led coalition", value=3, people="civilian")]
    incident = Incident(
        id="i-1", name="", report_ids=("r-1", "r-2"), claim_ids=tuple(told.id for told in claims), pairs=()
    )
    [finding] = findings_of(incident, claims, trace(reports, claims))
    assert finding.tally.label == "2 origins: SANA, US-led coalition"
    assert [answer.tally.label for answer in finding.answers] == ["1 origin: SANA", "1 origin: US-led coalition"]
