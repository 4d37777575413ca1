"""`sayso export`, as it is typed."""

import json

import pytest
from click.testing import CliRunner

from sayso import Case
from sayso.cli import main


@pytest.fixture
def run(example):
    def typed(*words, case=True):
        return CliRunner().invoke(main, ["export", *words, *(("--case", str(example)) if case else ())])

    return typed


def test_formats_and_policies_are_listed(run):
    result = run("--list", case=False)
    assert result.exit_code == 0
    for word in ("jsonl", "acled", "(policy: ucdp-range)", "airwars@", "-o case.db"):
        assert word in result.output


def test_files_are_named_with_their_size(run, tmp_path):
    result = run("acled", "-o", str(tmp_path / "events.csv"))
    assert result.exit_code == 0, result.output
    assert [line.split(" (")[0] for line in result.output.splitlines()] == [
        str(tmp_path / name) for name in ("events.csv", "events.why.jsonl", "events.left-out.jsonl")
    ]


def test_one_file_can_go_to_output(run):
    result = run("geojson", "-o", "-")
    assert len(json.loads(result.output)["features"]) == 3


def test_several_files_cannot(run):
    result = run("acled", "-o", "-")
    assert result.exit_code == 2
    assert "makes 3 files" in result.output


def test_one_incident_by_the_beginning_of_its_id(run, example):
    incident = Case(example).incidents()[0]
    result = run("jsonl", "-o", "-", "--incident", incident.id[:8])
    kinds = [json.loads(line)["kind"] for line in result.output.splitlines()]
    assert kinds.count("incident") == 1
    assert kinds.count("report") == len(incident.report_ids)
    assert kinds.count("claim") == len(incident.claim_ids)


def test_a_policy_is_chosen_by_name(run, tmp_path):
    result = run("ged", "-o", str(tmp_path / "ged.csv"), "--policy", "ucdp")
    assert result.exit_code == 0
    assert '"policy":"ucdp@' in (tmp_path / "ged.why.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("xls", "-o", "x"), "no such format"),
        (("csv",), "say where to: -o tables/"),
        ((), "name a FORMAT"),
        (("ged", "-o", "x", "--policy", "acled"), "fills no cell 'low'"),
        (("ged", "-o", "x", "--policy", "no"), "no such policy"),
        (("csv", "-o", "x", "--incident", "i-zzz"), "no such incident"),
    ],
)
def test_a_mistake_is_one_clear_line(run, words, problem, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run(*words)
    assert result.exit_code in {1, 2}
    assert problem in result.output
    assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []


def test_the_api_does_the_same(example, tmp_path):
    (path,) = Case(example).export("hxl", tmp_path / "h.csv")
    assert path.read_text(encoding="utf-8").splitlines()[1].startswith("#event+id,")
