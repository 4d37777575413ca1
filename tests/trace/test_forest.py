"""Who is independent of whom, with the reason, and how reviewers overrule it."""

import itertools
import tomllib
from importlib import resources

import pytest
from builders import calls_of, claim, report
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Decision
from sayso.trace import trace
from sayso.trace.origins import origin_id

STORY = (
    "Shelling of the mill at Tell Brak by Colonel Dvorsky's 37 men began at 10:40, Leyla Demir told the council. "
    "Old Barakat counted 112 shells from his roof while his sons led the horses to Derik along the dry canal. "
    "Nobody slept that night in the houses by the bridge, where glass lay ankle deep until the sweepers came."
)
OTHER = (
    "In the capital the ministry published a table of losses without naming places. It said that repairs to roads "
    "in the north would take the whole summer, and that engineer Okafor had asked for 480 tonnes of gravel."
)


def roots(traced, question="killed"):
    return {root.name: root.probability for root in traced.roots if root.question == question}


def day(number):
    return f"2020-02-{number:02}"


def test_an_origin_alone_is_a_root_and_an_unknown_one_is_never_sure():
    named = trace([report("r-1", STORY, outlet="Herald")], [claim("r-1", "SANA")])
    assert roots(named) == {"SANA": 1.0}
    silent = trace([report("r-1", STORY, outlet="Herald")], [claim("r-1")])
    assert 0.5 < roots(silent)["Herald"] < 1.0


def test_who_repeats_anothers_words_without_naming_anybody_is_hardly_a_root_and_the_edge_says_why():
    half = " ".join(STORY.split()[:30] + OTHER.split()[:40])
    reports = [
        report("r-1", STORY, outlet="Herald", published=day(1)),
        report("r-2", half, outlet="Courier", published=day(2)),
    ]
    traced = trace(reports, [claim("r-1", "SANA", value=37), claim("r-2", value=37)])
    assert roots(traced)["Courier"] < 0.3
    assert roots(traced)["SANA"] > 0.9
    [edge] = [edge for edge in traced.edges if edge.origin_id == origin_id("Courier", known=False)]
    assert edge.from_id == origin_id("SANA")
    assert any("of the words of r-1 and r-2 are the same" in reason for reason in edge.reasons)
    assert edge.probability + roots(traced)["Courier"] <= 1.0


def test_who_shares_neither_words_nor_names_nor_answer_is_a_root():
    reports = [
        report("r-1", STORY, outlet="Herald", published=day(1)),
        report("r-2", OTHER, outlet="Courier", published=day(2)),
    ]
    told = [claim("r-1", "SANA", value=37), claim("r-2", "SOHR", value=4)]
    assert min(roots(trace(reports, told)).values()) > 0.9


def test_a_reviewer_holds_two_origins_apart_or_together():
    reports = [
        report("r-1", STORY, outlet="Herald", published=day(1)),
        report("r-2", STORY + " So it was.", outlet="Courier", published=day(2)),
    ]
    told = [claim("r-1", "SANA", value=37), claim("r-2", "SOHR", value=37)]
    before = roots(trace(reports, told))
    pair = {"subject": origin_id("SANA"), "object": origin_id("SOHR"), "reviewer": "ann", "at": "2026-01-01T00:00"}
    apart = trace(reports, told, decisions=[Decision(id="d-1", verdict="different_origin", **pair)])
    assert roots(apart)["SOHR"] > before["SOHR"]
    assert apart.edges == ()
    joined = trace(reports, told, decisions=[Decision(id="d-2", verdict="same_origin", **pair)])
    assert list(roots(joined).values()) == [1.0]


def test_every_kind_of_evidence_has_its_points():
    table = tomllib.loads(resources.files("sayso.trace").joinpath("data", "forest.toml").read_text("utf-8"))
    assert all(isinstance(value, float) for value in table.values())
    assert {f"none_{tier}" for tier in range(4)} | {f"tier_{tier}" for tier in range(4)} <= set(table)


VOICES = st.lists(st.sampled_from(["SANA", "SOHR", "Reuters", "eyewitness", "unnamed sources"]), max_size=2)
CASES = st.lists(
    st.tuples(st.sampled_from([STORY, OTHER, STORY[:200] + OTHER]), VOICES, st.integers(1, 3)), max_size=7
)


@given(CASES, st.booleans())
@settings(derandomize=True, deadline=None, max_examples=25)
def test_chances_are_chances_and_edges_never_run_in_a_circle(case, dated):
    reports = [
        report(f"r-{n}", text, outlet=f"Outlet {n % 4}", published=day(1 + n) if dated else None)
        for n, (text, _, _) in enumerate(case)
    ]
    claims = [claim(f"r-{n}", *voices, value=value) for n, (_, voices, value) in enumerate(case)]
    traced = trace(reports, claims)
    assert all(0 <= root.probability <= 1 for root in traced.roots)
    assert {root.origin_id for root in traced.roots} == {chain.origin_id for chain in traced.chains}
    parents = {(edge.origin_id, edge.from_id) for edge in traced.edges}
    for _ in range(len(traced.origins)):
        parents |= {(a, d) for (a, b), (c, d) in itertools.product(parents, parents) if b == c}
    assert not any(child == parent for child, parent in parents)
    assert trace(reports[::-1], claims).roots == traced.roots


def crowd(size):
    words = STORY.split() + OTHER.split()
    reports = [
        report(
            f"r-{n:04}",
            " ".join(words[(n * 7 + place * (1 + n % 5)) % len(words)] + "x" * (n % 3) for place in range(60)),
            outlet=f"Outlet {n % 400}",
            published=f"2020-02-{1 + n % 28:02}",
        )
        for n in range(size)
    ]
    claims = [claim(f"r-{n:04}", *(("SANA",), ("Reuters", "SOHR"), ())[n % 3], value=1 + n % 40) for n in range(size)]
    return reports, claims


def test_an_incident_with_very_many_reports_loses_none_and_the_work_grows_with_the_reports():
    few, many = crowd(100), crowd(300)
    traced = trace(*many)
    assert len(traced.chains) == len(traced.filings) == 300
    assert calls_of(lambda: trace(*many)) < 5 * calls_of(lambda: trace(*few))


def test_a_day_without_any_report_is_no_incident_and_no_error():
    traced = trace([], [])
    assert (traced.chains, traced.origins, traced.roots, traced.edges) == ((), (), (), ())


@pytest.mark.parametrize("published", ["", "yesterday", "2020-13-45", "9999-99-99T99:99"])
def test_a_date_that_is_none_sorts_last_and_stops_nothing(published):
    reports = [
        report("r-1", STORY, outlet="A", published=published),
        report("r-2", STORY, outlet="B", published=day(1)),
    ]
    traced = trace(reports, [claim("r-1"), claim("r-2")])
    assert [(copy.report_id, copy.of_report_id) for copy in traced.copies] == [("r-1", "r-2")]
