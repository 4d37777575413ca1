import json
import multiprocessing
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import LedgerError
from sayso.ledger import Ledger, verify
from sayso.model import Rejected, Span

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)


def lines(prefix, count):
    return [Rejected(subject=f"{prefix}-{number}", problem="з\u2028тест", mend="") for number in range(count)]


def test_what_is_stored_comes_back_in_order(tmp_path, make_report, make_reading):
    reports = [make_report(text) for text in ("перший", "ثانٍ", "third\n\u2028\x1f line")]
    ledger = Ledger.open(tmp_path / "case" / "ledger")
    with ledger.segment() as segment:
        for report in reports[:2]:
            segment.add("report", report)
            segment.add("reading", make_reading(report))
    assert segment.stored == 4
    assert ledger.append("report", reports) == 1
    again = Ledger.open(tmp_path / "case" / "ledger")
    assert again.load("report", type(reports[0])) == tuple(reports)
    assert again.load("reading", type(make_reading(reports[0]))) == tuple(map(make_reading, reports[:2]))
    assert list(again.ids("report")) == [report.id for report in reports]
    assert again.load("decision", Span) == ()
    assert verify(tmp_path / "case" / "ledger").records == 5


def test_the_same_thing_twice_is_stored_once(tmp_path, make_report):
    ledger = Ledger.open(tmp_path)
    assert ledger.append("report", [make_report("a"), make_report("a")]) == 1
    assert ledger.append("report", [make_report("a")]) == 0
    assert ledger.append("rejected", lines("x", 3)) == 3
    assert ledger.append("rejected", lines("x", 4)) == 1
    assert verify(tmp_path).segments == 3


@settings(derandomize=True, deadline=None, max_examples=20)
@given(st.lists(st.lists(WORDS, max_size=4), max_size=5))
def test_any_batches_hold_each_value_once_and_in_order(tmp_path_factory, batches):
    folder = tmp_path_factory.mktemp("ledger")
    wanted = dict.fromkeys(word for batch in batches for word in batch)
    stored = sum(
        Ledger.open(folder).append("rejected", [Rejected(subject=word, problem="", mend="") for word in batch])
        for batch in batches
    )
    assert [line.subject for line in Ledger.open(folder).load("rejected", Rejected)] == [*wanted]
    assert stored == len(wanted)
    assert verify(folder).ok


def test_an_error_inside_a_batch_stores_nothing(tmp_path, make_report):
    ledger = Ledger.open(tmp_path / "ledger")

    def fail():
        with ledger.segment() as segment:
            segment.add("report", make_report("a"))
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert not (tmp_path / "ledger").exists()
    assert ledger.load("report", Span) == ()


def test_equal_cases_are_equal_bytes(tmp_path, make_report):
    for name in ("one", "two"):
        Ledger.open(tmp_path / name).append("report", [make_report("a"), make_report("б")])
        Ledger.open(tmp_path / name).append("report", [make_report("c")])
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two


def test_a_given_time_is_kept_and_is_in_no_id(tmp_path, make_report):
    ledger = Ledger.open(tmp_path)
    assert ledger.append("report", [make_report("a")], at="2026-11-22T10:00:00+00:00") == 1
    assert ledger.append("report", [make_report("a")], at="2026-11-23T10:00:00+00:00") == 0
    header = json.loads(next(tmp_path.glob("*.jsonl")).read_text(encoding="utf-8").split("\n")[0])
    assert header["at"] == "2026-11-22T10:00:00+00:00"


def test_two_copies_that_grew_apart_join_into_one(tmp_path, make_report):
    left, right = tmp_path / "left", tmp_path / "right"
    Ledger.open(left).append("report", [make_report("root")])
    shutil.copytree(left, right)
    Ledger.open(left).append("report", [make_report("l"), make_report("both")])
    Ledger.open(right).append("report", [make_report("r"), make_report("both")])
    for path in right.glob("*.jsonl"):
        shutil.copy(path, left)
    assert verify(left).ok
    joined = Ledger.open(left)
    assert sorted(report.text for report in joined.load("report", type(make_report("")))) == [
        "both",
        "l",
        "r",
        "root",
    ]
    joined.append("report", [make_report("after")])
    assert json.loads((left / "heads").read_text()) == [max(path.name for path in left.glob("*.jsonl"))]
    assert verify(left).ok


def write_many(folder, prefix):
    for number in range(15):
        Ledger.open(folder).append("rejected", [*lines(f"{prefix}{number}", 3), *lines(f"shared{number}", 1)])


def test_processes_that_write_at_once_lose_and_double_nothing(tmp_path):
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=write_many, args=(tmp_path, prefix)) for prefix in "ab"]
    for writer in writers:
        writer.start()
    seen = 0
    while any(writer.is_alive() for writer in writers):  # a reader beside them never meets a half-written ledger
        now = len(Ledger.open(tmp_path).load("rejected", Rejected))
        assert now >= seen
        seen = now
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    stored = [line.subject for line in Ledger.open(tmp_path).load("rejected", Rejected)]
    assert len(stored) == len(set(stored)) == 2 * 15 * 3 + 15
    result = verify(tmp_path)
    assert result.ok
    assert result.records == len(stored)


def test_what_json_cannot_hold_is_refused_before_anything_is_written(tmp_path):
    ledger = Ledger.open(tmp_path / "ledger")
    with pytest.raises(LedgerError, match="cannot be written"):
        ledger.append("rejected", [Rejected(subject="\ud800", problem="", mend="")])
    with pytest.raises(LedgerError, match="not a kind"):
        ledger.append('Re"port', lines("x", 1))
    assert not (tmp_path / "ledger").exists()


def test_a_folder_that_cannot_be_made_is_one_clear_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(LedgerError, match="cannot be written"):
        Ledger.open(tmp_path / "file" / "ledger").append("rejected", lines("x", 1))
