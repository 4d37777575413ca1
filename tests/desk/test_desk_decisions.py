"""Decisions: each takes effect at once, can be taken back, and none is ever lost."""

import json
import multiprocessing
import re

import pytest

from sayso import Case
from sayso.case import new_decision
from sayso.desk.live import Live


def big(live):
    return live.now().incidents[0]


def copied(live):
    """A copy that is not word for word, and a claim of it."""
    dossier = live.dossier(big(live))
    assert dossier.copies, "the example holds copies"
    return dossier.copies[0]


def findings(live):
    return [
        (finding.label, finding.status, [(answer.label, answer.claim_ids) for answer in finding.answers])
        for finding in live.dossier(big(live)).findings
    ]


def answered(live):
    """A claim that a finding rests on."""
    return live.dossier(big(live)).findings[0].answers[0].claim_ids[0]


def test_a_rejected_claim_leaves_the_findings_and_comes_back_when_undone(live, ada):
    before, claim = findings(live), answered(live)
    page = ada.decide("reject", claim, note="These are not its words").text
    assert "Rejected." in page
    assert not any(claim in ids for _, _, answers in findings(live) for _, ids in answers)
    (taken,) = live.now().decisions
    assert (taken.reviewer, taken.note, taken.at[:19]) == ("Ada", "These are not its words", "2026-03-04T05:06:07")
    ada.post("/undo", first=taken.id)
    assert findings(live) == before
    assert [decision.verdict for decision in live.now().decisions] == ["reject", "withdraw"]


def test_an_amendment_changes_words_figure_class_and_source(live, ada):
    dossier = live.dossier(big(live))
    claim = next(c for c in dossier.claims if c.question == "killed" and c.victim_class == "civilian" and c.voices)
    text = live.now().reports[claim.report_id].text
    fields = {"low": "2", "high": "3", "victim_class": "child", "polarity": "affirmed", "source": "Reuters"}
    page = ada.decide("amend", claim.id, start="0", end="10", **fields)
    assert "Amended." in page.text
    now = {c.id: c for c in live.dossier(big(live)).claims}[claim.id]
    assert (now.answer.low, now.answer.high, now.victim_class) == (2, 3, "child")
    assert (now.span.start, now.span.end, now.span.quote) == (0, 10, text[:10])
    assert now.voices[-1].source == "Reuters"
    assert text[:10] in ada.get(f"/claims/{claim.id}").text


@pytest.mark.parametrize(
    "amended",
    [
        "[]",
        "{",
        "{}",
        '{"id": "c-1"}',
        '{"answer": {"low": 1, "nope": 2}}',
        '{"question": "height"}',
        '{"victim_class": "giant"}',
        '{"polarity": "maybe"}',
        '{"span": {"start": 0, "end": 4, "quote": "zzzz"}}',
        '{"span": {"start": 9, "end": 4, "quote": ""}}',
        '{"source": {"kind": "agency"}}',
    ],
)
def test_an_amendment_that_cannot_be_made_is_refused_and_not_stored(still, guest, amended):
    csrf = guest.get("/api/session").json()["csrf"]
    try:
        fields = json.loads(amended)
    except ValueError:
        fields = amended
    body = {"verdict": "amend", "subject": answered(still.state.workroom.live), "amended": fields, "reviewer": "Ada"}
    reply = guest.client.post("/api/decisions", json=body, headers={"X-CSRF-Token": csrf})
    assert reply.status_code == 422
    assert set(reply.json()["error"]) == {"subject", "problem", "mend"}
    assert still.state.workroom.live.now().decisions == ()


def test_a_wrong_join_is_overruled_and_undone(live, ada):
    copy = copied(live)
    before = len(live.dossier(big(live)).origins)
    ada.decide("different_origin", copy.report_id, object=copy.of_report_id, note="Two desks wrote it")
    assert copy.report_id not in {one.report_id for one in live.dossier(big(live)).copies}
    assert set(big(live).report_ids) >= {copy.report_id, copy.of_report_id}, "it is still one incident"
    ada.post("/undo", first=live.now().decisions[-1].id)
    assert copy.report_id in {one.report_id for one in live.dossier(big(live)).copies}
    assert len(live.dossier(big(live)).origins) == before


def test_a_claim_can_be_parted_from_the_report_that_it_cites(live, ada):
    dossier = live.dossier(big(live))
    chain, report = next(
        (chain, found.group())
        for chain in dossier.chains
        for reason in chain.reasons
        if "own report is here" in reason and (found := re.search(r"r-[0-9a-f]{16}", reason))
    )
    ada.decide("different_origin", chain.claim_id, object=report)
    now = {one.claim_id: one for one in live.dossier(big(live)).chains}[chain.claim_id]
    assert not any(report in reason for reason in now.reasons)


def test_two_origins_become_one_and_two_again(live, ada):
    one, other = [origin for origin in live.dossier(big(live)).origins if origin.known][:2]
    ada.decide("same_origin", one.id, object=other.id)
    assert len({one.id, other.id} & {origin.id for origin in live.dossier(big(live)).origins}) == 1
    ada.post("/undo", first=live.now().decisions[-1].id)
    assert {one.id, other.id} <= {origin.id for origin in live.dossier(big(live)).origins}


def test_incidents_are_joined_and_parted_whole(live, ada):
    first, second = live.now().incidents[:2]
    ada.post(f"/incidents/{first.id}/merge", other=second.id)
    joined = big(live)
    assert set(joined.report_ids) == {*first.report_ids, *second.report_ids}
    ada.post("/undo", first=live.now().decisions[0].id, last=live.now().decisions[-1].id)
    assert {incident.id for incident in live.now().incidents} >= {first.id, second.id}
    leaving = first.report_ids[:2]
    reply = ada.post(f"/incidents/{first.id}/split", report=list(leaving))
    assert "2 reports parted" in reply.text
    homes = {live.places.incident_of(report_id) for report_id in leaving}
    assert len(homes) == 1
    assert homes.isdisjoint({live.places.incident_of(report_id) for report_id in first.report_ids[2:]})


@pytest.mark.parametrize("verdict", ["merge", "withdraw", "", "same", "same_origin", "different_origin"])
def test_a_verdict_that_does_not_fit_is_refused(still, guest, verdict):
    assert guest.decide(verdict, answered(still.state.workroom.live)).status_code == 422
    assert still.state.workroom.live.now().decisions == ()


def test_a_subject_that_the_case_does_not_hold_is_refused(still, guest):
    assert guest.decide("accept", "c-0000000000000000").status_code == 404
    assert (
        guest.decide("same", big(still.state.workroom.live).report_ids[0], object="r-0000000000000000").status_code
        == 404
    )
    assert guest.decide("accept", "f-0000000000000000").status_code == 404
    assert still.state.workroom.live.now().decisions == ()


def test_a_decision_needs_a_name(live, app, browser_of):
    nobody = browser_of(app)
    assert nobody.decide("accept", answered(live)).status_code == 422
    assert nobody.decide("accept", answered(live), reviewer="a\x00b").status_code == 422
    assert nobody.decide("accept", answered(live), reviewer="Eve").status_code == 200
    assert nobody.decide("unsure", answered(live)).status_code == 200, "the name was asked once"


def test_reviewers_who_differ_put_it_under_review_and_are_told(live, ada, ben):
    claim, seen = answered(live), len(live.now().decisions)
    ada.decide("accept", claim, seen=seen)
    page = ben.decide("reject", claim, seen=seen).text
    assert "While you looked, Ada decided on it too" in page
    assert [decision.reviewer for decision in live.now().decisions] == ["Ada", "Ben"]
    assert "under review" in {finding.status for finding in live.dossier(big(live)).findings}
    assert "Reviewers differ" in ada.get(f"/incidents/{big(live).id}").text
    assert "1 new decision" in ada.get("/pulse?seen=1").text
    assert "new decision" not in ada.get("/pulse?seen=2").text


def test_the_side_by_side_page_shows_where_they_differ(live, ada, ben):
    claim = answered(live)
    ada.decide("accept", claim)
    ben.decide("reject", claim)
    page = ada.get("/agreement").text
    assert "Ada" in page
    assert "Ben" in page
    assert 'class="differ"' in page


def test_what_another_process_decides_is_seen_at_once(live, folder, ada):
    claim = answered(live)
    Case(folder).decide(new_decision("reject", claim, reviewer="Zoe", at="2026-01-01T00:00:00+00:00"))
    assert "Zoe" in ada.get("/log").text
    assert not any(claim in ids for _, _, answers in findings(live) for _, ids in answers)


def test_the_state_kept_up_is_the_state_made_anew(live, folder, clock, ada, ben):
    incidents = live.now().incidents
    dossier = live.dossier(big(live))
    ada.decide("reject", answered(live))
    ada.decide("different_origin", dossier.copies[0].report_id, object=dossier.copies[0].of_report_id)
    ben.post(f"/incidents/{incidents[0].id}/split", report=[incidents[0].report_ids[3]])
    ben.post(f"/incidents/{incidents[1].id}/merge", other=incidents[2].id)
    anew = Live(Case(folder), clock)
    assert anew.now().incidents == live.now().incidents == Case(folder).incidents()
    for incident in live.now().incidents:
        assert anew.dossier(incident) == live.dossier(incident) == Case(folder).dossier(incident)


def test_times_never_repeat_within_a_desk(live, ada):
    claim = answered(live)
    for verdict in ("accept", "reject", "unsure", "accept"):
        ada.decide(verdict, claim)
    times = [decision.at for decision in live.now().decisions]
    assert times == sorted(set(times))


def _write(folder, name, claims):
    case = Case(folder)
    for number, claim in enumerate(claims):
        case.decide(new_decision("accept", claim, reviewer=name, at=f"2026-01-01T00:00:{number:02}+00:00"))


def test_no_decision_is_lost_when_processes_write_together(live, folder, ada):
    claims = list(big(live).claim_ids[:6])
    context = multiprocessing.get_context("spawn")
    others = [context.Process(target=_write, args=(folder, f"P{n}", claims)) for n in range(2)]
    for process in others:
        process.start()
    for claim in claims:
        ada.decide("accept", claim)
    for process in others:
        process.join(60)
        assert process.exitcode == 0
    told = {(decision.reviewer, decision.subject) for decision in live.now().decisions}
    assert told == {(name, claim) for name in ("Ada", "P0", "P1") for claim in claims}
    assert Case(folder).verify().ok
