"""Whatever is altered in a case, `verify` says so and names it."""

import io
import json

import pytest
from custody_case import Kept

from sayso.custody import verify
from sayso.ledger import Ledger
from sayso.model import Rejected


def lines_of(kept):
    return (kept.folder / "custody" / "log.jsonl").read_bytes().splitlines(keepends=True)


def write_log(kept, lines):
    (kept.folder / "custody" / "log.jsonl").write_bytes(b"".join(lines))


def original(kept, text):
    return next(path for path in (kept.folder / "archive").rglob("*") if path.is_file() and text in path.read_bytes())


def test_what_was_written_verifies(kept):
    proof = verify(kept.folder)
    assert (proof.ok, proof.first_problem, proof.notes) == (True, None, ())
    assert (proof.reports, proof.originals, proof.entries) == (5, 6, 12)


def test_an_original_is_read_only_and_named_by_its_hash(kept):
    path = original(kept, b"Report number 2")
    assert path.stat().st_mode & 0o222 == 0
    assert path.read_bytes() == b"Report number 2."


@pytest.mark.parametrize("at", range(12))
def test_any_altered_line_of_the_log_is_named(kept, at):
    lines = lines_of(kept)
    lines[at] = lines[at].replace(b"2026", b"2025")
    write_log(kept, lines)
    problem = verify(kept.folder).first_problem
    assert f"line {at + 2}" in problem if at < 11 else "head" in problem


@pytest.mark.parametrize("at", range(12))
def test_a_line_taken_away_is_noticed(kept, at):
    lines = lines_of(kept)
    write_log(kept, lines[:at] + lines[at + 1 :])
    assert not verify(kept.folder).ok


def test_a_log_cut_short_is_noticed(kept):
    for keep in range(12):
        write_log(kept, lines_of(kept)[:keep])
        assert not verify(kept.folder).ok


def test_an_altered_or_missing_original_is_named(kept):
    path = original(kept, b"Report number 2")
    name = path.parent.name + path.name
    path.chmod(0o644)
    path.write_bytes(b"Report number 3.")
    assert f"archive, {name}: its bytes were altered" in verify(kept.folder).first_problem
    path.unlink()
    assert f"archive, {name}: is missing" in verify(kept.folder).first_problem


def test_a_stranger_in_the_archive_is_named(kept):
    (kept.folder / "archive" / "sha256" / "notes.txt").write_text("x")
    assert verify(kept.folder).first_problem == "archive, sha256/notes.txt: does not belong here"


def test_a_report_that_the_log_does_not_know_is_named(kept):
    report = kept.add(b"The last one.")
    Ledger.open(kept.folder / "ledger").append("report", [report])
    assert verify(kept.folder).ok
    from dataclasses import replace

    Ledger.open(kept.folder / "ledger").append("report", [replace(report, id="r-1111111111111111")])
    assert verify(kept.folder).first_problem == "ledger, r-1111111111111111: is not in the custody log"


def test_reports_taken_out_of_the_ledger_are_missed(kept):
    for path in (kept.folder / "ledger").iterdir():
        path.unlink()
    Ledger.open(kept.folder / "ledger").append("rejected", [Rejected(subject="a", problem="b", mend="c")])
    assert verify(kept.folder).first_problem == "ledger: 4 reports that the custody log names are missing"


def test_the_last_reports_of_a_killed_import_are_a_note_and_then_named(kept):
    held, receipt = kept.receive(b"Cut off.", "z.txt")
    report = kept.add(b"The last one.")
    from dataclasses import replace

    with kept.room.committing([(replace(report, id="r-2222222222222222"), receipt)]):
        pass  # killed before the ledger has it
    proof = verify(kept.folder)
    assert proof.ok
    assert "cut off" in proof.notes[0]
    again = Kept(kept.folder)
    again.add(b"And one more.")
    proof = verify(kept.folder)
    assert (proof.ok, proof.notes) == (True, ())
    assert any(json.loads(line)["kind"] == "interrupted" for line in lines_of(kept))
    assert held.kept


def test_half_a_line_is_cut_off_by_the_next_writer(kept):
    write_log(kept, [*lines_of(kept), b'{"at":"2026'])
    assert "half written" in verify(kept.folder).notes[0]
    Kept(kept.folder).add(b"And one more.")
    proof = verify(kept.folder)
    assert (proof.ok, proof.notes) == (True, ())


def test_originals_that_no_line_names_are_a_note(kept):
    kept.room.archive.put(io.BytesIO(b"orphan"))
    proof = verify(kept.folder)
    assert proof.ok
    assert "1 originals" in proof.notes[0]


def test_a_case_from_before_custody_verifies_with_a_note_and_goes_on(kept, tmp_path):
    old = tmp_path / "old"
    reports = [kept.add(f"old {number}".encode()) for number in range(3)]
    Ledger.open(old / "ledger").append("report", reports)
    assert "before custody" in verify(old).notes[0]
    Kept(old).add(b"new")
    assert verify(old).ok
    assert verify(old).reports == 4
    for path in sorted((old / "ledger").iterdir())[:1]:
        path.unlink()
    assert not verify(old).ok


def test_without_keeping_the_hash_is_logged_and_nothing_else_kept(tmp_path):
    case = Kept(tmp_path / "case", keep_originals=False)
    case.add(b"Not kept.")
    proof = verify(case.folder)
    assert (proof.ok, proof.originals) == (True, 0)
    assert not list((case.folder / "archive" / ".incoming").iterdir())


def test_the_same_bytes_are_kept_once_and_a_file_read_again_is_not_logged_again(kept):
    before = len(lines_of(kept))
    kept.receive(b"Report number 1.", "1.txt")
    kept.room.settle()
    assert len(lines_of(kept)) == before
    kept.receive(b"Report number 1.", "copy.txt")
    kept.room.settle()
    assert len(lines_of(kept)) == before + 1
    assert verify(kept.folder).originals == 6


def test_two_writers_take_turns(kept):
    one, other = Kept(kept.folder), Kept(kept.folder)
    for number in range(3):
        one.add(f"one {number}".encode())
        other.add(f"other {number}".encode())
    assert verify(kept.folder).ok
    assert verify(kept.folder).reports == 11


def test_a_disk_that_refuses_is_one_clear_line(tmp_path):
    from sayso.errors import CustodyError

    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "archive").write_text("in the way")
    with pytest.raises(CustodyError, match="cannot be written"):
        Kept(tmp_path / "case").add(b"x")
