"""Where a finding comes from, line by line, on the bundled example and through the command."""

import pytest
from click.testing import CliRunner

from sayso import Case
from sayso.cli import main
from sayso.commands.base import EXAMPLE
from sayso.errors import UnknownError
from sayso.show.explained import explained, finding_of


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    case = Case(tmp_path_factory.mktemp("explained") / "case")
    case.read([str(path) for path in sorted(EXAMPLE.glob("en-*"))])
    return case


@pytest.fixture(scope="module")
def dossier(case):
    return case.dossier(case.incidents()[0].id)


def test_every_claim_of_every_answer_is_told_with_its_words_report_and_chain(dossier):
    reports = {report.id: report for report in dossier.reports}
    claims = {claim.id: claim for claim in dossier.claims}
    for finding in dossier.findings:
        lines = "\n".join(explained(dossier, finding))
        assert f"{finding.label}: {finding.status}" in lines
        for group in finding.answers:
            for ident in group.claim_ids:
                claim = claims[ident]
                assert f"“{claim.span.quote}”" in lines
                assert f"characters {claim.span.start} to {claim.span.end}  [{claim.report_id}]" in lines
                assert reports[claim.report_id].text[claim.span.start : claim.span.end] == claim.span.quote


def test_it_says_why_reports_are_together_and_never_shows_a_bare_id_in_a_reason(dossier):
    lines = [line for finding in dossier.findings for line in explained(dossier, finding)]
    assert any(line.strip() == "Why these reports are about one incident" for line in lines)
    assert not [line for line in lines if "r-" in line.partition("[")[0]]


def test_the_beginning_of_a_question_or_an_id_is_enough(dossier):
    first = dossier.findings[0]
    assert finding_of(dossier.findings, first.id[:8]) is first
    assert finding_of(dossier.findings, first.label.upper()) is first


@pytest.mark.parametrize(
    ("asked", "problem"), [("no such question", "is no finding"), ("", "is no finding"), ("f-", "could be several")]
)
def test_an_unknown_or_ambiguous_one_is_named_with_what_there_is(dossier, asked, problem):
    with pytest.raises(UnknownError, match=problem) as raised:
        finding_of(dossier.findings, asked)
    assert all(finding.id in str(raised.value) for finding in dossier.findings)


def test_the_command_prints_it(case, dossier):
    label = dossier.findings[0].label
    ran = CliRunner().invoke(main, ["explain", label, "--case", str(case.folder)])
    assert ran.exit_code == 0, ran.output
    assert ran.output.splitlines()[0].startswith(label)
    ran = CliRunner().invoke(main, ["explain", "nothing", "--case", str(case.folder)])
    assert ran.exit_code == 1
    assert "is no finding of this incident" in ran.output
