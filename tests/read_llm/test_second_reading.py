"""A second reading in a case: kept apart, replayed, paid for once, counted once a reviewer accepts it."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from builders import claim, report
from click.testing import CliRunner

from sayso import Case
from sayso.case import new_decision
from sayso.cli import main
from sayso.desk.live import Live
from sayso.errors import LedgerError, ReadError
from sayso.ledger import Ledger
from sayso.model import Reading

STRIKE = [{"question": "strikes", "quote": "зафіксували авіаудар"}]
MODEL = "llm:tiny@fp;prompt=0;temp=0;seed=1"


@pytest.fixture(name="folder")
def _folder(tmp_path):
    """A case of two reports; of the first, a second reader says something else, of the second the same."""
    own = [claim(name, "SANA", value=1) for name in ("r-a", "r-b")]
    more = replace(claim("r-a", "SANA", value=9), reader=MODEL)
    again = replace(own[1], id="c-again", reader=MODEL)
    with Ledger.open(tmp_path / "case" / "ledger").segment() as segment:
        for name, text in (("r-a", "Report a of Kalat."), ("r-b", "Report b of Kalat.")):
            segment.add("report", report(name, text, outlet=f"Outlet {name}", published="2020-01-01"))
        for found in own:
            segment.add("reading", Reading(report_id=found.report_id, claims=(found,), mentions=(), reader="test@1"))
        for found in (more, again):
            segment.add("reading", Reading(report_id=found.report_id, claims=(found,), mentions=(), reader=MODEL))
    return tmp_path / "case"


def proposed_in(case):
    return [found for incident in case.incidents() for found in case.dossier(incident).proposed]


def behind(case):
    answers = [a for i in case.incidents() for f in case.findings(i) for a in f.answers]
    return {claim_id for answer in answers for claim_id in answer.claim_ids}


def decided(verdict, subject, hour=1, who="ada", **fields):
    return new_decision(verdict, subject, reviewer=who, at=f"2024-01-01T{hour:02}:00:00+00:00", **fields)


def test_what_a_second_reader_alone_says_waits_and_what_both_say_changes_nothing(folder):
    case = Case(folder)
    (waiting,) = proposed_in(case)
    assert waiting.answer.low == 9
    assert {found.reader for found in case.claims()} == {"test@1"}
    assert behind(case) == {found.id for found in case.claims()}
    assert all(waiting.id not in incident.claim_ids for incident in case.incidents())


def test_it_counts_while_a_reviewer_stands_by_it_and_none_differs(folder):
    case = Case(folder)
    (waiting,) = proposed_in(case)
    accepted = decided("accept", waiting.id)
    steps = [
        (accepted, True),
        (decided("reject", waiting.id, hour=2, who="ben"), False),
        (decided("amend", waiting.id, hour=3, who="ben", amended='{"answer": {"low": 8, "high": 8}}'), True),
        (decided("withdraw", waiting.id, hour=4, supersedes=accepted.id), True),
        (decided("unsure", waiting.id, hour=5, who="ben"), False),
    ]
    for decision, counts in steps:
        case.decide(decision)
        for now in (case, Case(folder)):
            assert (waiting.id in behind(now)) is counts
            assert ([found.id for found in proposed_in(now)] == []) is counts
            assert (waiting.id in {found.id for found in now.claims()}) is counts
        assert case.incidents() == Case(folder).incidents()


def test_the_desk_shows_it_in_the_queue_and_takes_the_decision(folder):
    live = Live(Case(folder), lambda: datetime(2024, 1, 1, tzinfo=UTC))
    (waiting,) = proposed_in(Case(folder))
    doubts = [doubt for i in live.now().incidents for doubt in live.summary(i).doubts if doubt.claim_id == waiting.id]
    assert "The language model tiny points here" in doubts[0].why[0]
    assert live.places.claim(waiting.id) == waiting
    live.decide([decided("accept", waiting.id)])
    assert live.now().incidents == Case(folder).incidents()
    found = [live.dossier(incident) for incident in live.now().incidents]
    assert [dossier.proposed for dossier in found] == [()] * len(found)
    assert waiting.id in {one.id for dossier in found for one in dossier.claims}
    doubts = [doubt for i in live.now().incidents for doubt in live.summary(i).doubts if doubt.claim_id == waiting.id]
    assert not any("language model" in why for doubt in doubts for why in doubt.why)


def test_exports_hold_what_counts_alone_and_jsonl_gives_all_of_it_back(folder, tmp_path):
    from sayso.export import jsonl
    from sayso.outgoing import material_of

    case = Case(folder)
    (waiting,) = proposed_in(case)
    (path,) = case.export("jsonl", tmp_path / "out.jsonl")
    assert jsonl.load(path) == material_of(case)
    assert waiting.id not in {found.id for found in jsonl.load(path).claims}


def test_a_claim_that_the_first_reader_misses_is_stored_beside_its_reading(case_of, model, second_of):
    case = case_of()
    model.answers(STRIKE, "авіаудар")
    own = case.claims()
    summary = case.read_llm()
    (found,) = second_of(case)
    assert (summary.claims, summary.waiting, summary.requests) == (1, 1, len(case.reports()))
    assert (found.question, found.answer.low, found.span.quote) == ("strikes", 1, "авіаудар")
    assert found.reader.startswith("llm:tiny@fp_test;prompt=")
    assert found.reader.endswith(";temp=0;seed=1")
    assert case.claims() == own
    assert proposed_in(case) == [found]
    assert case.verify().ok


def test_a_run_is_repeated_without_the_model_to_the_byte(case_of, model, second_of):
    case = case_of()
    model.answers(STRIKE, "авіаудар")
    first = case.read_llm()
    found, log = second_of(case), (case.folder / "llm" / "refused.jsonl").read_bytes()
    segments = len(list((case.folder / "ledger").iterdir()))
    model.rules.clear()
    asked = len(model.asked)
    again = case_of(endpoint="http://127.0.0.1:9/v1").read_llm(replay=True)
    assert (again.read, again.claims, again.waiting, again.requests) == (first.read, first.claims, first.waiting, 0)
    assert second_of(case) == found
    assert (case.folder / "llm" / "refused.jsonl").read_bytes() == log
    assert len(list((case.folder / "ledger").iterdir())) == segments
    assert len(model.asked) == asked
    assert case.read_llm().known == first.read


def test_a_kept_answer_holds_no_report_and_no_key_and_a_damaged_one_is_asked_again(case_of, monkeypatch):
    monkeypatch.setenv("SAYSO_LLM_KEY", "sesame")
    case = case_of()
    case.read_llm()
    kept = sorted((case.folder / "llm" / "replies").iterdir())
    assert len(kept) == len(case.reports())
    assert not any(b"sesame" in path.read_bytes() or b"Khirbet" in path.read_bytes() for path in kept)
    kept[0].write_text("{", encoding="ascii")
    summary = case.read_llm(replay=True)
    assert [told.problem for told in summary.rejected] == ["llm: no answer is kept for this text"]


@pytest.mark.parametrize(
    ("limit", "problem", "read"),
    [({"requests": 2}, "all 2 requests are spent", 2), ({"tokens": 7000}, "too few are left", None)],
)
def test_a_run_stops_at_its_limits_and_goes_on_from_there(case_of, model, limit, problem, read):
    case = case_of(**limit)
    summary = case.read_llm()
    assert problem in summary.rejected[-1].problem
    assert len(summary.rejected) == 1
    assert read in {None, summary.read}
    assert 0 < summary.read < len(case.reports())
    assert summary.tokens <= limit.get("tokens", summary.tokens)
    more = Case(case.folder, settings=case.settings)
    more._reader = case.reader  # noqa: SLF001  # loaded once for all tests
    after = more.read_llm()
    assert after.known == summary.read
    assert after.read > 0
    assert len(model.asked) == summary.requests + after.requests


def test_one_failed_call_never_stops_the_rest_and_many_in_a_row_do(case_of, model):
    def hang_up(handler):
        handler.close_connection = True

    case = case_of()
    model.answers(hang_up, "авіаудар")
    summary = case.read_llm()
    assert (summary.read, len(summary.rejected)) == (len(case.reports()) - 1, 1)
    assert "missed" in summary.rejected[0].subject
    model.rules.clear()
    assert case.read_llm().read == 1
    nobody = case_of(endpoint="http://127.0.0.1:9/v1", seed=2).read_llm()
    assert nobody.read == 0
    assert len(nobody.rejected) == 6
    assert "5 times in a row" in nobody.rejected[-1].problem


def test_long_reports_are_asked_about_in_parts(case_of, model):
    case = case_of(letters=400)
    model.answers(STRIKE, "авіаудар")
    summary = case.read_llm()
    assert summary.requests > 2 * len(case.reports())
    assert summary.claims == 1


def test_without_settings_or_a_case_it_says_what_to_do(tmp_path):
    with pytest.raises(ReadError, match=r"llm\.endpoint is not set"):
        Case(tmp_path).read_llm()
    (tmp_path / "sayso.toml").write_text('[llm]\nendpoint = "http://127.0.0.1:9/v1"\nmodel = "m"\n', encoding="utf-8")
    with pytest.raises(LedgerError, match="no case here"):
        Case(tmp_path).read_llm()


def test_the_command_asks_and_repeats(case_of, model):
    case = case_of()
    toml = f'[llm]\nendpoint = "{model.endpoint}"\nmodel = "tiny"\n'
    (case.folder / "sayso.toml").write_text(toml, encoding="utf-8")
    model.answers(STRIKE, "авіаудар")
    run = CliRunner().invoke(main, ["read", "--llm", "--case", str(case.folder), "--json"])
    assert run.exit_code == 0, run.output
    done = json.loads(run.output)["llm"]
    assert (done["claims"], done["waiting"], done["rejected"]) == (1, 1, [])
    run = CliRunner().invoke(main, ["read", "--llm", "--replay", "--case", str(case.folder)])
    assert "1 claims, 1 of them wait for a reviewer (0 requests, 0 tokens)" in run.output


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (["read"], 2, "Missing argument"),
        (["read", "x.txt", "--replay"], 2, "--replay goes with --llm"),
        (["read", "--llm", "--case", "nowhere"], 1, "llm.endpoint is not set"),
    ],
)
def test_a_wrong_call_is_one_clear_line(arguments, code, line, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(main, arguments)
    assert run.exit_code == code
    assert line in run.output
