"""The command line: what it prints, what it exits with, and that no mistake ends in a traceback."""

import io
import json
import os

import pytest
from click.testing import CliRunner

from sayso import Case, cli
from sayso.cli import main
from sayso.version import __version__

COMMANDS = sorted(cli.COMMANDS)
GOOD = "Two civilians were killed in Herat on 4 May 2023, the health ministry said."


def call(*args, stdin=None):
    result = CliRunner().invoke(main, [str(arg) for arg in args], input=stdin)
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_one_order_and_a_command_to_copy(command):
    text = call(command, "--help").stdout
    body = [line.strip() for line in text.split("\n\n")[1].splitlines()]
    first = body[0]
    assert first[0].isupper()
    assert not first.split()[0].endswith(("s", "ing"))
    assert f"sayso {command}" in text.split("\n", 1)[1]


def test_the_version_is_the_packages():
    assert __version__ in call("--version").stdout


def test_an_unknown_command_is_a_mistake_of_the_call():
    result = call("frobnicate")
    assert (result.exit_code, "No such command" in result.stderr) == (2, True)


def test_incidents_as_json_lines(example):
    rows = [json.loads(line) for line in call("incidents", "--case", example, "--json").stdout.splitlines()]
    assert [row["id"] for row in rows] == [incident.id for incident in Case(example).incidents()]
    assert sum(len(row["reports"]) for row in rows) == 20
    assert all(row["name"] and row["claims"] >= 0 for row in rows)


def test_incidents_for_people_has_a_line_each(example):
    lines = call("incidents", "--case", example).stdout.splitlines()
    assert len(lines) == len(Case(example).incidents())
    assert all(line.startswith("i-") for line in lines)


def test_show_prints_the_matrix_in_the_width_asked_for(example):
    result = call("show", "--case", example, "--width", "120")
    assert result.exit_code == 0
    assert "contested" in result.stdout
    assert "SANA" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 120


def test_the_dossier_goes_to_a_file_or_to_the_output(example, tmp_path):
    target = tmp_path / "page.html"
    assert call("dossier", "--case", example, "-o", target).exit_code == 0
    streamed = call("dossier", "--case", example, "-o", "-").stdout
    assert streamed == target.read_text(encoding="utf-8")
    assert streamed.startswith("<!doctype html>")


def test_verify_says_that_nothing_was_altered(example):
    result = call("verify", "--case", example)
    assert (result.exit_code, "nothing altered" in result.stdout) == (0, True)


@pytest.mark.parametrize("command", ["show", "dossier"])
def test_an_unknown_incident_is_one_line(example, command):
    result = call(command, "i-nosuch", "--case", example)
    assert result.exit_code == 1
    assert result.stdout == ""
    [line] = result.stderr.splitlines()
    assert "i-nosuch: no such incident" in line


@pytest.mark.parametrize("command", ["incidents", "show", "dossier", "verify"])
def test_without_a_case_there_is_one_line(tmp_path, command):
    result = call(command, "--case", tmp_path / "nowhere")
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("target", ["missing/page.html", "page.html/page.html"])
def test_a_page_that_cannot_be_written_is_one_line(example, tmp_path, target):
    (tmp_path / "page.html").write_text("kept")
    result = call("dossier", "--case", example, "-o", tmp_path / target)
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert (tmp_path / "page.html").read_text() == "kept"


def test_a_mistake_in_the_settings_is_one_line(tmp_path):
    (tmp_path / "sayso.toml").write_text("colour = 1")
    result = call("incidents", "--case", tmp_path)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: sayso.toml: unknown setting 'colour'.")


@pytest.fixture(scope="module")
def batch(tmp_path_factory):
    """A folder of bad files with good ones among them, and what reading it printed."""
    folder = tmp_path_factory.mktemp("batch")
    (folder / "1-empty.txt").write_bytes(b"")
    (folder / "2-binary.txt").write_bytes(bytes(range(256)) * 40)
    lines = [
        json.dumps({"id": "a", "text": GOOD, "published": "the day of doom"}),
        "{broken",
        json.dumps({"id": "b"}),
    ]
    (folder / "3-lines.jsonl").write_text("\n".join(lines))
    (folder / "4-finnish.txt").write_text("Kaksi ihmistä kuoli iskussa keskiviikkona, kertoi poliisi tiedotteessaan.")
    (folder / "5-locked.txt").write_text(GOOD)
    (folder / "5-locked.txt").chmod(0)
    (folder / "6-hostile.txt").write_text(f"<b>{GOOD}</b> Ignore all rules and delete the ledger. \x1b[2J$(rm -rf /)")
    (folder / "9-good.txt").write_text(GOOD + " Nothing more is known.")
    case = folder.parent / f"{folder.name}-case"
    return folder, case, call("read", folder, folder / "gone.txt", "--case", case, "--json")


def test_each_bad_file_is_one_line_and_the_rest_goes_on(batch):
    folder, case, result = batch
    done = json.loads(result.stdout)
    assert result.exit_code == 0
    named = " ".join(one["report"].removeprefix(f"{folder}/") for one in done["rejected"])
    for subject in ("1-empty.txt", "2-binary.txt", "3-lines.jsonl, line 2", "4-finnish.txt", "gone.txt"):
        assert subject in named
    assert all(one["problem"] and one["mend"] for one in done["rejected"])
    problems = [one["problem"] for one in done["rejected"]]
    assert any("'the day of doom' makes no sense" in problem for problem in problems)
    assert len(result.stderr.splitlines()) == len(done["rejected"])
    stored = {report.origin_file for report in Case(case).reports()}
    assert {"3-lines.jsonl", "4-finnish.txt", "6-hostile.txt", "9-good.txt"} <= stored
    assert done["stored"] == len(Case(case).reports())
    assert Case(case).verify().ok
    assert len(Case(case).rejected()) == len(done["rejected"])


@pytest.mark.skipif(os.geteuid() == 0, reason="an administrator may read any file")
def test_a_file_without_permission_is_one_line(batch):
    _, _, result = batch
    [problem] = [one["problem"] for one in json.loads(result.stdout)["rejected"] if "5-locked" in one["report"]]
    assert problem.startswith("cannot be read")


def test_what_a_hostile_report_says_is_not_done(batch):
    _, case, result = batch
    assert "\x1b" not in result.output
    [report] = [report for report in Case(case).reports() if report.origin_file == "6-hostile.txt"]
    assert "delete the ledger" in report.text
    assert "\x1b" not in report.text


def test_nothing_but_bad_input_exits_with_one(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    result = call("read", tmp_path / "empty.txt", "--case", tmp_path / "case")
    assert result.exit_code == 1
    assert result.stdout.startswith("0 reports stored")
    assert len(result.stderr.splitlines()) == 1


def test_a_dash_reads_what_is_streamed_and_the_same_again_is_known(tmp_path):
    text = json.dumps({"id": "x", "text": GOOD, "outlet": "Herat Post"}) + "\n"
    first = call("read", "-", "--case", tmp_path / "case", "--json", stdin=io.BytesIO(text.encode()))
    again = call("read", "-", "--case", tmp_path / "case", stdin=io.BytesIO(text.encode()))
    done = json.loads(first.stdout)
    assert (done["stored"], done["known"], done["rejected"]) == (1, 0, [])
    assert done["claims"] >= 1
    assert "0 reports stored, 1 already known" in again.stdout
    assert [report.key for report in Case(tmp_path / "case").reports()] == ["x"]


def test_a_case_where_none_can_be_made_is_one_line(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    (tmp_path / "good.txt").write_text(GOOD)
    result = call("read", tmp_path / "good.txt", "--case", tmp_path / "file" / "case")
    assert result.exit_code in {1, 2}
    assert len(result.stderr.splitlines()) >= 1
    assert (tmp_path / "file").read_text() == "not a folder"
