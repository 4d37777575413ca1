"""Where a finding comes from, on the bundled example and through the command."""

import dataclasses
import io
import json
import shutil

import pytest
from click.testing import CliRunner
from rich.cells import cell_len
from rich.console import Console

from sayso import Case, show
from sayso.case import new_decision
from sayso.cli import main
from sayso.errors import UnknownError
from sayso.show.asked import meant, short


@pytest.fixture(scope="module")
def case(example):
    return Case(example)


@pytest.fixture(scope="module")
def dossier(case):
    return case.dossier(case.incidents()[0].id)


def drawn(dossier, finding, width=100_000):
    out = io.StringIO()
    Console(file=out, width=width, no_color=True, force_terminal=False).print(show.explanation(dossier, finding))
    return out.getvalue()


def ran(*args):
    return CliRunner().invoke(main, ["explain", *(str(arg) for arg in args)])


def bare(text):
    return text.translate({0x2068: None, 0x2069: None})


def test_every_claim_of_every_answer_is_told_with_its_words_report_and_chain(dossier):
    reports = {report.id: report for report in dossier.reports}
    claims = {claim.id: claim for claim in dossier.claims}
    chains = {chain.claim_id: chain for chain in dossier.chains}
    for finding in dossier.findings:
        text = bare(drawn(dossier, finding))
        assert text.startswith(f"{finding.label}: {finding.status} [{finding.id}]")
        for group in finding.answers:
            for ident in (*group.claim_ids, *group.earlier_claim_ids):
                claim = claims[ident]
                assert reports[claim.report_id].text[claim.span.start : claim.span.end] == claim.span.quote
                assert f"“{' '.join(claim.span.quote.split())}”" in text
                assert f"characters {claim.span.start} to {claim.span.end} [{claim.report_id}]" in text
                assert " → ".join(chains[ident].links) in text


def test_relations_silence_copies_and_hedges_are_told(dossier):
    text = bare("\n".join(drawn(dossier, finding) for finding in dossier.findings))
    for finding in dossier.findings:
        assert all(f"{relation} ({rule})" in text for _, _, relation, rule in finding.relations)
    assert "US-led coalition: full statement among the reports, no answer" in text
    assert "repeats Example Herald, 12 Feb 2020 (near" in text
    assert "hedged: “якобы”" in text
    assert "denied by SOHR, 1 report" in text


def test_what_an_origin_has_revised_names_what_it_says_now(dossier):
    finding = next(finding for finding in dossier.findings if finding.label == "Killed: who was hit")
    claims = {claim.id: claim for claim in dossier.claims}
    at = next(at for at, answer in enumerate(finding.answers) if answer.label == "1 civilian")
    now, other = finding.answers[at], len(finding.answers) - 1
    moved = next(
        ident for ident in now.claim_ids if [voice.source for voice in claims[ident].voices][-1:] == ["SANA"]
    )
    answers = list(finding.answers)
    answers[at] = dataclasses.replace(now, claim_ids=tuple(ident for ident in now.claim_ids if ident != moved))
    answers[other] = dataclasses.replace(answers[other], earlier_claim_ids=(moved,))
    revised = dataclasses.replace(finding, answers=tuple(answers))
    given = tuple(revised if each is finding else each for each in dossier.findings)
    text = bare(drawn(dataclasses.replace(dossier, findings=given), revised))
    assert f"revised since: {chr(ord('A') + at)} 1 civilian" in text


def test_it_says_why_reports_are_together_and_never_shows_a_bare_id_in_a_reason(dossier):
    lines = [line for finding in dossier.findings for line in drawn(dossier, finding).splitlines()]
    assert "Why these reports are about one incident" in lines
    assert not [line for line in lines if "r-" in line.partition("[")[0]]


@pytest.mark.parametrize("width", [60, 100])
def test_it_keeps_to_its_width_and_leaves_no_trailing_spaces(dossier, width):
    for finding in dossier.findings:
        lines = drawn(dossier, finding, width).splitlines()
        assert all(cell_len(line) <= width and line == line.rstrip() for line in lines)


def test_a_report_cannot_steer_the_terminal(dossier):
    finding = dossier.findings[0]
    sly = dataclasses.replace(finding, reasons=("\x1b[2J\x07gone [bold]", *finding.reasons))
    text = drawn(dataclasses.replace(dossier, findings=(sly, *dossier.findings[1:])), sly)
    assert "because [2Jgone [bold]" in text
    assert not {"\x1b", "\x07"} & set(text)


def test_the_cell_holds_each_claim_of_its_finding_once_and_its_joins_touch_its_reports(dossier):
    for finding in dossier.findings:
        cell = show.cell(dossier, finding)
        for group, given in zip(finding.answers, cell.answers, strict=True):
            told = [telling for stand in given.stands for telling in stand.tellings]
            assert sorted(telling.claim.id for telling in told) == sorted(
                {*group.claim_ids, *group.earlier_claim_ids}
            )
        reports = {t.report.id for given in cell.answers for stand in given.stands for t in stand.tellings}
        assert all({pair.left, pair.right} & reports for pair in cell.joins)
        assert reports <= {end for pair in cell.joins for end in (pair.left, pair.right)}


def test_decisions_about_the_cell_are_told_with_who_when_and_why(example, tmp_path):
    case = Case(shutil.copytree(example, tmp_path / "case"))
    dossier, finding = meant((case.dossier(case.incidents()[0]),), "Who fired first")
    claim = finding.answers[0].claim_ids[0]
    taken = [
        new_decision("reject", claim, reviewer="Ada", at="2026-01-02T03:04:05Z", note="misread"),
        new_decision("amend", finding.answers[0].claim_ids[1], reviewer="Bo", at="2026-01-03T03:04:05Z",
                     amended='{"polarity": "denied"}'),
    ]  # fmt: skip
    other = next(one for one in dossier.findings if one.question == "weapon").answers[0].claim_ids[0]
    for decision in (*taken, new_decision("accept", other, reviewer="Cy", at="2026-01-04T03:04:05Z")):
        case.decide(decision)
    after, finding = meant((case.dossier(case.incidents()[0]),), "Who fired first")
    assert claim not in {ident for answer in finding.answers for ident in answer.claim_ids}
    assert show.cell(after, finding).decisions == tuple(taken)
    lines = drawn(after, finding).splitlines()
    at = lines.index("Reviewers' decisions")
    quote = next(one.span.quote for one in after.claims if one.id == claim)
    assert lines[at + 1 : at + 3] == [f"  reject: “{quote}”", f"    Ada, 2 Jan 2026 03:04: misread [{taken[0].id}]"]
    assert '    polarity: "denied"' in lines[at:]


def test_the_beginning_of_a_question_or_an_id_is_enough(dossier):
    for finding in dossier.findings:
        assert meant((dossier,), short(finding.id)) == (dossier, finding)
        assert meant((dossier,), f" {finding.label.upper()} ") == (dossier, finding)
    assert meant((dossier,), "strik")[1].question == "strikes"


@pytest.mark.parametrize(
    ("asked", "problem"), [("no such", "no finding of .* begins"), ("", "begin like this"), ("f-", "begin like this")]
)
def test_an_unknown_or_ambiguous_one_is_named_with_what_there_is(dossier, asked, problem):
    with pytest.raises(UnknownError, match=problem) as raised:
        meant((dossier,), asked)
    assert all(short(finding.id) in str(raised.value) for finding in dossier.findings)


def test_a_case_without_findings_says_so(dossier):
    with pytest.raises(UnknownError, match="no findings to ask for"):
        meant((dataclasses.replace(dossier, findings=()),), "Killed")


def test_the_command_takes_a_question_of_the_largest_incident_and_an_id_of_any(case):
    assert ran("who fired", "--case", case.folder).stdout.startswith("Who fired first: contested")
    other, finding = next((one, found) for one in case.dossiers()[1:] for found in one.findings)
    by_id = ran(short(finding.id), "--case", case.folder)
    assert (by_id.exit_code, finding.id in by_id.stdout, other.incident.id in by_id.stdout) == (0, True, True)
    by_question = ran(finding.label, "--incident", other.incident.id, "--case", case.folder)
    assert by_question.stdout == by_id.stdout


def test_the_command_gives_json_to_programs(case, dossier):
    finding = dossier.findings[0]
    row = json.loads(ran(finding.id, "--case", case.folder, "--json").stdout)
    assert (row["id"], row["status"], row["incident_id"]) == (finding.id, finding.status, dossier.incident.id)
    quoted = [
        (telling["claim"]["span"], telling["report"]["id"])
        for answer in row["answers"]
        for stand in answer["stands"]
        for telling in stand["tellings"]
    ]
    texts = {report.id: report.text for report in dossier.reports}
    assert quoted
    assert all(texts[ident][span["start"] : span["end"]] == span["quote"] for span, ident in quoted)


def test_a_mistake_is_one_line(case):
    result = ran("Killed", "--case", case.folder)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert "Killed: in all" in result.stderr


def test_show_prints_the_ids_to_ask_by(case, dossier):
    shown = CliRunner().invoke(main, ["show", "--ids", "--width", "80", "--case", str(case.folder)]).stdout
    assert all(short(finding.id) in shown for finding in dossier.findings)
    assert max(map(cell_len, shown.splitlines())) <= 80
    assert "f-" not in CliRunner().invoke(main, ["show", "--case", str(case.folder)]).stdout
