"""Reports read in Spark's workers, and the case made of them."""

import json
import os
from functools import partial
from pathlib import Path

import pytest

from sayso import Case
from sayso.config import Settings
from sayso.errors import ReadError
from sayso.model import Reading

REPORTS = Path(__file__).parents[2] / "examples" / "khirbet-ammu" / "reports"
NAMES = ("id", "text", "title", "outlet", "url", "published")
ROWS = ", ".join(f"{name} STRING" for name in NAMES)
TEXT = "Two civilians were killed in Khirbet Ammu on Wednesday, SANA said."


def _rows(number):
    files = sorted(REPORTS.glob("*.txt"))[:number]
    assert len(files) == number
    return [(None, file.read_text(encoding="utf-8"), None, file.stem, None, "2020-02-12") for file in files]


class _Breaks:
    """A reader that one report breaks."""

    name = "breaks@1"

    def read(self, report, passages):
        if "Wednesday" in passages[0].text:
            raise ZeroDivisionError("division by zero")
        return Reading(report_id=report.id, claims=(), mentions=(), reader=self.name)


def test_whatever_a_report_does_to_the_reader_is_a_remark():
    from sayso.spark import told_of

    rows = [{"id": "a", "text": TEXT}, {"id": "b", "text": "Nothing to tell here today."}, {"id": "c", "text": None}]
    told = [line for row in rows for line in told_of(row, _Breaks(), Settings())]
    assert [line["subject"] for line in told if "problem" in line] == ["a", "c"]
    assert "ZeroDivisionError: division by zero" in told[0]["problem"]
    assert [line["claims"] for line in told if "reading" in line] == [0]


def test_a_case_of_what_spark_read_is_the_case_that_read_itself(spark, tmp_path):
    from sayso import spark as reading

    rows = [
        *_rows(4),
        ("no words", None, None, None, None, None),
        ("too long", "word " * 250_000, None, None, None, None),
        ("no date", TEXT, None, None, None, "the day the river rose"),
    ]
    read = reading.read(spark.createDataFrame(rows, ROWS).repartition(2)).localCheckpoint()
    summary = reading.store(read, tmp_path / "case")
    assert (summary.stored, summary.known) == (5, 0)
    assert sorted(one.problem.split()[0] for one in summary.rejected) == ["has", "has", "published"]
    theirs = Case(tmp_path / "case")
    assert set(theirs.rejected()) == set(summary.rejected)
    lines = [json.dumps(dict(zip(NAMES, row, strict=True))) for row in rows]
    (tmp_path / "rows.jsonl").write_text("\n".join(lines))
    ours = Case(tmp_path / "own")
    ours.read([tmp_path / "rows.jsonl"])
    assert set(theirs.claims()) == set(ours.claims()) != set()
    assert theirs.incidents() == ours.incidents()
    assert theirs.verify().ok
    again = reading.store(read, tmp_path / "case")
    assert (again.stored, again.known) == (0, 5)


def test_a_process_makes_its_reader_once(spark):
    def noted(batches):
        import pyarrow as pa

        from sayso.spark import _read, _reader

        for batch in _read(batches, settings=Settings(), folder=None):
            made = _reader.cache_info().misses
            yield pa.RecordBatch.from_pydict({"process": [os.getpid()], "made": [made], "read": [batch.num_rows]})

    frame = spark.createDataFrame(_rows(4), ROWS).repartition(4)
    rows = frame.mapInArrow(noted, "process BIGINT, made BIGINT, read BIGINT").collect()
    assert sum(row.read for row in rows) == 4
    assert {row.made for row in rows} == {1}
    assert len({row.process for row in rows}) < len(rows)


def test_readings_of_several_versions_or_other_settings_make_no_case():
    from sayso.spark import _AsRead

    with pytest.raises(ReadError, match="several versions of the reader: one@1, two@1"):
        _AsRead([{"report_id": "a", "reader": "one@1"}, {"report_id": "b", "reader": "two@1"}], "")
    settled = partial(_AsRead, [{"report_id": "a", "reader": "one@1"}])
    assert settled("one@1").name == "one@1"
    with pytest.raises(ReadError, match="several versions"):
        settled("two@1")
