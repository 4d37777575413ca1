import dataclasses
import itertools
from operator import attrgetter

from builders import claim, report
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Decision
from sayso.trace import trace
from sayso.trace.origins import origin_id


def origin(traced, chain):
    return next(found for found in traced.origins if found.id == chain.origin_id)


def only(traced, claim_id):
    return next(chain for chain in traced.chains if chain.claim_id == claim_id)


def known(traced):
    return sorted(found.name for found in traced.origins if found.known)


def test_a_chain_runs_from_the_outlet_over_every_voice_to_the_origin():
    told = claim("r-1", "Reuters", "SANA")
    traced = trace([report("r-1", outlet="Obozrevatel")], [told])
    chain = traced.chains[0]
    assert chain.links == ("Obozrevatel", "Reuters", "SANA")
    assert [line.split(" (")[0] for line in chain.reasons] == ["Obozrevatel quotes Reuters", "Reuters quotes SANA"]
    assert origin(traced, chain).known


def test_what_an_outlet_says_without_naming_anybody_is_listed_and_not_known():
    traced = trace([report("r-1", outlet="Rudaw")], [claim("r-1")])
    assert not traced.origins[0].known
    assert traced.chains[0].reasons == ("Rudaw names nobody for it",)


def test_what_an_agency_publishes_is_its_own_word():
    reports = [report("r-1", outlet="sana.sy")]
    traced = trace(reports, [claim("r-1")], resolve_outlet=lambda _: ("SANA", "state_agency", "s"))
    assert known(traced) == ["SANA"]


def test_the_same_speaker_behind_many_outlets_is_one_origin():
    reports = [report(f"r-{n}", f"Text number {n}.", outlet=f"Outlet {n}") for n in range(10)]
    traced = trace(reports, [claim(f"r-{n}", "Reuters", "SANA") for n in range(10)])
    assert known(traced) == ["SANA"]


def test_eyewitnesses_of_two_outlets_are_two_origins_and_the_media_at_large_are_none():
    reports = [report("r-1", "a", outlet="Ruptly"), report("r-2", "b", outlet="Al Mayadeen")]
    claims = [claim("r-1", "eyewitness"), claim("r-2", "eyewitness"), claim("r-1", "Syrian media", start=9)]
    assert known(trace(reports, claims)) == ["eyewitness via Al Mayadeen", "eyewitness via Ruptly"]


def test_unnamed_sources_count_only_through_somebody_who_answers_for_them():
    reports = [report("r-1", "a", outlet="Rudaw")]
    assert known(trace(reports, [claim("r-1", "unnamed sources")])) == []
    assert known(trace(reports, [claim("r-1", "Bloomberg", "unnamed sources")])) == ["Bloomberg"]


def test_sources_known_by_their_part_alone_are_nobody_and_an_own_correspondent_is_the_outlets():
    reports = [report("r-1", "a", outlet="Rudaw"), report("r-2", "b", outlet="Herald")]

    def by_part(name, kind, report_id):
        told = claim(report_id, "somebody", start=len(name))
        spoken = dataclasses.replace(told.voices[0], source=name, kind=kind, source_id="role.part")
        return dataclasses.replace(told, id=f"{told.id} {name}", voices=(spoken,))

    assert known(trace(reports, [by_part("unnamed reports", "unknown", "r-1")])) == []
    assert known(trace(reports, [by_part("monitoring group", "monitor", "r-1")])) == []
    own = [by_part("own correspondent", "outlet", report_id) for report_id in ("r-1", "r-2")]
    assert known(trace(reports, own)) == ["own correspondent via Herald", "own correspondent via Rudaw"]


def test_a_citation_goes_on_with_the_chain_of_the_report_that_it_cites():
    reports = [
        report("r-1", "First text.", outlet="Reuters", published="2020-02-12"),
        report("r-2", "Another text.", outlet="Rudaw", published="2020-02-13"),
    ]
    claims = [claim("r-1", "SANA"), claim("r-2", "Reuters")]
    traced = trace(reports, claims)
    chain = only(traced, claims[1].id)
    assert chain.links == ("Rudaw", "Reuters", "SANA")
    assert "Reuters's own report is here (r-1) and says the same" in chain.reasons
    assert known(traced) == ["SANA"]


def test_who_passes_an_eyewitness_on_is_not_one_more_origin_beside_the_eyewitness():
    reports = [report("r-1", "First text.", outlet="Rudaw"), report("r-2", "Another text.", outlet="Herald")]
    claims = [claim("r-1", "Reuters", "eyewitness"), claim("r-2", "Reuters")]
    traced = trace(reports, claims)
    assert known(traced) == ["eyewitness via Reuters"]
    chain = only(traced, claims[1].id)
    assert chain.links == ("Herald", "Reuters", "eyewitness")
    assert "Rudaw tells from whom Reuters has it (r-1)" in chain.reasons


def test_a_citation_stays_with_the_outlet_where_its_report_says_something_else():
    reports = [report("r-1", "First text.", outlet="Reuters"), report("r-2", "Another text.", outlet="Rudaw")]
    traced = trace(reports, [claim("r-1", "SANA", value=2), claim("r-2", "Reuters", value=1)])
    assert known(traced) == ["Reuters", "SANA"]


def test_a_cited_outlet_that_names_nobody_is_where_the_chain_ends_for_both():
    reports = [report("r-1", "First text.", outlet="Defense Post"), report("r-2", "Another text.", outlet="Rudaw")]
    traced = trace(reports, [claim("r-1"), claim("r-2", "Defense Post")])
    assert known(traced) == ["Defense Post"]
    assert len(traced.origins) == 1


def test_a_report_older_than_what_it_cites_says_so():
    reports = [
        report("r-1", "First text.", outlet="Reuters", published="2020-02-14"),
        report("r-2", "Another text.", outlet="Rudaw", published="2020-02-12"),
    ]
    claims = [claim("r-1", "SANA"), claim("r-2", "Reuters")]
    chain = only(trace(reports, claims), claims[1].id)
    assert chain.reasons[-2] == "dated 2020-02-12, before the report of 2020-02-14 that it cites"


def test_an_outlet_that_cites_itself_adds_nothing():
    traced = trace([report("r-1", outlet="Rudaw")], [claim("r-1", "Rudaw", "SANA")])
    assert traced.chains[0].links == ("Rudaw", "SANA")
    assert traced.chains[0].reasons[0] == "Rudaw names itself as the source, which adds nothing"


@given(st.integers(2, 6))
@settings(derandomize=True, deadline=None, max_examples=3)
def test_a_circle_of_citations_ends_and_is_nobodys_word(size):
    reports = [report(f"r-{n}", f"Text {n} of the circle.", outlet=f"Outlet {n}") for n in range(size)]
    claims = [claim(f"r-{n}", f"Outlet {(n + 1) % size}") for n in range(size)]
    traced = trace(reports, claims)
    assert known(traced) == []
    assert len(traced.origins) == 1
    assert all("circle" in chain.reasons[-1] for chain in traced.chains)


STORY = (
    "Villagers near Qamishli blocked the road on Wednesday morning and threw stones at five armoured vehicles "
    "until the soldiers opened fire and one man fell dead beside the checkpoint, the mayor said afterwards."
)


def test_a_copy_takes_its_unattributed_claims_from_the_original():
    reports = [
        report("r-1", STORY, outlet="Herald", published="2020-02-12"),
        report("r-2", f"{STORY} More soon.", outlet="Courier", published="2020-02-13"),
    ]
    traced = trace(reports, [claim("r-1"), claim("r-2"), claim("r-2", "eyewitness", value=4)])
    assert [(copy.report_id, copy.of_report_id, copy.kind) for copy in traced.copies] == [("r-2", "r-1", "near")]
    assert [found.name for found in traced.origins] == ["Herald", "eyewitness via Herald"]
    assert "same words as r-1 (near, 100% in common)" in traced.chains[1].reasons


def test_reviewers_can_part_copies_and_join_origins():
    reports = [report("r-1", STORY, outlet="Herald"), report("r-2", STORY, outlet="Courier")]
    at = "2026-01-01T00:00"
    parted = Decision(id="d-1", verdict="different", subject="r-2", object="r-1", reviewer="ann", at=at)
    assert trace(reports, [], decisions=[parted]).copies == ()
    joined = Decision(
        id="d-2",
        verdict="same_origin",
        subject=origin_id("SANA"),
        object=origin_id("SOHR"),
        reviewer="ann",
        at=at,
    )
    traced = trace(reports, [claim("r-1", "SANA"), claim("r-2", "SOHR")], decisions=[joined])
    assert known(traced) == ["SANA"]
    assert "a reviewer holds SOHR and SANA to be one origin" in traced.chains[1].reasons


def test_a_side_is_carried_by_the_origin():
    traced = trace([report("r-1", outlet="Rudaw")], [claim("r-1", "SANA")], side_of={"SANA": "Syria"}.get)
    assert traced.origins[0].side == "Syria"


OUTLETS = ["Herald", "Courier", "Reuters", "SANA", "Rudaw"]
CITED = st.lists(st.sampled_from([*OUTLETS, "SOHR", "eyewitness", "unnamed sources", "Syrian media"]), max_size=3)
TOLD = st.lists(st.tuples(CITED, st.integers(1, 2)), max_size=3)
DATES = st.sampled_from(["2020-02-12", "2020-02-13", None])
CASES = st.lists(st.tuples(st.sampled_from(OUTLETS), DATES, TOLD), max_size=6)


def built(case):
    reports, claims = [], []
    for number, (outlet, published, told) in enumerate(case):
        name = f"r-{number}"
        words = " ".join(f"word{number}x{place}" for place in range(20))
        reports.append(report(name, words, outlet=outlet, published=published))
        claims += [claim(name, *voices, value=value, start=place) for place, (voices, value) in enumerate(told)]
    return reports, claims


@given(CASES, st.randoms(use_true_random=False))
@settings(derandomize=True, deadline=None, max_examples=12)
def test_the_order_of_reports_and_claims_does_not_matter(case, random):
    reports, claims = built(case)
    first = trace(reports, claims)
    random.shuffle(reports)
    second = trace(reports, sorted(claims, key=lambda _: random.random()))
    assert first.origins == second.origins
    by_claim = attrgetter("claim_id")
    assert sorted(first.chains, key=by_claim) == sorted(second.chains, key=by_claim)


@given(CASES.filter(bool), st.integers(0, 5), st.sampled_from(["2020-02-14", None]))
@settings(derandomize=True, deadline=None, max_examples=20)
def test_a_later_copy_never_adds_a_known_origin(case, which, published):
    reports, claims = built(case)
    before = trace(reports, claims)
    original = reports[which % len(reports)]
    again = dataclasses.replace(original, id="r-copy", outlet="Copyist", published=original.published and published)
    copied = [
        dataclasses.replace(claim, id=f"{claim.id}-copy", report_id="r-copy")
        for claim in claims
        if claim.report_id == original.id
    ]
    after = trace([*reports, again], [*claims, *copied])
    assert len(known(after)) <= len(known(before))


def test_every_claim_has_one_chain_that_ends_at_a_listed_origin():
    reports, claims = built([("Reuters", None, [(list(pair), 1)]) for pair in itertools.permutations(OUTLETS, 2)])
    traced = trace(reports, claims)
    assert [chain.claim_id for chain in traced.chains] == [told.id for told in claims]
    assert {chain.origin_id for chain in traced.chains} == {found.id for found in traced.origins}
