import json
import shutil

import pytest

from sayso.errors import LedgerError
from sayso.ledger import Ledger, verify
from sayso.model import Rejected


@pytest.fixture
def folder(tmp_path):
    ledger = Ledger.open(tmp_path / "ledger")
    for batch in range(3):
        ledger.append("rejected", [Rejected(subject=f"{batch}-{n}", problem="p", mend="m") for n in range(3)])
    return tmp_path / "ledger"


def segments(folder):
    return sorted(folder.glob("*.jsonl"))


def test_an_untouched_ledger_is_proved(folder):
    result = verify(folder)
    assert (result.ok, result.segments, result.records, result.first_problem) == (True, 3, 9, None)


def test_no_folder_and_an_empty_one(tmp_path):
    assert "no ledger here" in verify(tmp_path / "none").first_problem
    assert verify(tmp_path).ok


def test_every_single_altered_byte_is_found(folder):
    middle = segments(folder)[1]
    data = middle.read_bytes()
    for place in range(len(data)):
        middle.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        result = verify(folder)
        assert not result.ok, place
        assert middle.name in result.first_problem
    middle.write_bytes(data)
    assert verify(folder).ok


def test_an_altered_record_is_named(folder):
    middle = segments(folder)[1]
    data = middle.read_bytes()
    middle.write_bytes(data.replace(b'"subject":"1-2"', b'"subject":"1-9"'))
    ids = [json.loads(line)["id"] for line in data.splitlines()[1:]]
    assert verify(folder).first_problem == f"{middle.name}: line 4 (rejected {ids[2]}) was altered"
    with pytest.raises(LedgerError, match="was altered"):
        Ledger.open(folder)


@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_segment_taken_away_is_missed(folder, which):
    gone = segments(folder)[which]
    gone.unlink()
    result = verify(folder)
    assert not result.ok
    assert result.first_problem.startswith(f"{gone.name}: is missing")


def test_lines_moved_taken_away_or_put_in_are_found(folder):
    last = segments(folder)[2]
    lines = last.read_bytes().splitlines(keepends=True)
    for changed in (
        [lines[0], lines[2], lines[1], lines[3]],
        lines[:3],
        [*lines, lines[3]],
        lines[1:],
        lines[:1],
        [],
    ):
        last.write_bytes(b"".join(changed))
        assert last.name in verify(folder).first_problem


def test_segments_that_swapped_places_are_found(folder):
    first, second, _ = segments(folder)
    first.rename(folder / first.name.replace("00000001", "00000009"))
    assert "was moved" in verify(folder).first_problem or "is missing" in verify(folder).first_problem
    (folder / first.name.replace("00000001", "00000009")).rename(first)
    data = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(data)
    assert first.name in verify(folder).first_problem


def test_a_segment_of_another_ledger_does_not_belong(folder, tmp_path):
    other = Ledger.open(tmp_path / "other")
    for batch in range(2):
        other.append("rejected", [Rejected(subject=f"other {batch}", problem="", mend="")])
    shutil.copy(segments(tmp_path / "other")[1], folder)
    assert segments(tmp_path / "other")[0].name in verify(folder).first_problem


def test_a_renamed_segment_and_a_spoilt_heads_file_are_found(folder):
    last = segments(folder)[2]
    last.rename(folder / "notes.jsonl")
    assert "notes.jsonl" in verify(folder).first_problem
    (folder / "notes.jsonl").rename(last)
    heads = (folder / "heads").read_bytes()
    (folder / "heads").unlink()
    assert verify(folder).first_problem == "heads: is missing"
    (folder / "heads").write_text("nonsense")
    assert verify(folder).first_problem.startswith("heads: was altered")
    (folder / "heads").write_bytes(heads)
    assert verify(folder).ok
