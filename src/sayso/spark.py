"""Reading on Apache Spark, for those who have more reports than one machine reads in a night (`docs/scale.md`).

In: a data frame with a report per row. Out: a data frame with what was read in each, or why it could not be; and, if
wanted, a case made of that, as if `sayso read` had read the same rows. Needs the extra `sayso[spark]` and Java 17 or
newer, and sayso on every executor. It sets up no cluster: the session is the user's.

    >>> from sayso import spark                                           # doctest: +SKIP
    >>> readings = spark.read(session.read.parquet("reports.parquet"))    # doctest: +SKIP
    >>> readings.write.parquet("readings.parquet")                        # doctest: +SKIP
    >>> spark.store(session.read.parquet("readings.parquet"), "my-case")  # doctest: +SKIP
"""

from __future__ import annotations

import io
import json
from dataclasses import asdict
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sayso.config import Settings
from sayso.errors import IntakeError, ReadError
from sayso.intake import Source, passages_of
from sayso.intake.drafts import report_of
from sayso.intake.lines import draft_of
from sayso.ledger import Ledger
from sayso.ledger.codec import from_json, to_json
from sayso.model import Reading, Rejected, Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pyarrow as pa  # type: ignore[import-untyped]  # it has no stubs
    from pyspark.sql import DataFrame

    from sayso.case import ReadSummary
    from sayso.model import Passage
    from sayso.read import Reader

# What `read` gives, in Spark's words.
COLUMNS = "row STRING, report_id STRING, reading STRING, claims INT, subject STRING, problem STRING, mend STRING"
# Rows that leave a worker together: few, so that a long job holds little at once.
_TOGETHER = 100
# Reports that `store` hands to a case at once; all of them stand in this machine's memory.
_CHUNK = 10_000
# The rows of a chunk are a file of lines to the case, which archives it.
_NAME = "rows.jsonl"
_HEAD = 4096
# Letters of a row that has neither id nor address: enough to find it by.
_SHOWN = 60


def read(frame: DataFrame, *, settings: Settings | None = None, folder: str | Path | None = None) -> DataFrame:
    """Return what the reports say: a row for each report read, and one for each remark.

    Args:
        frame: a report per row. `text` is required; read besides, where there, are `id`, `title`, `outlet`, `url`,
            `published`, `captured` and `language`, under any name that a JSONL file may give them.
        settings: as in a case's `sayso.toml`.
        folder: a case folder that every executor sees, for its `sayso.toml`, `sources.toml` and `places/`.

    Nothing is computed until the result is used. Its columns are `COLUMNS`: `row` is the row as JSON, `reading` the
    reading as the ledger writes it, `claims` how many it holds. A remark has a `problem` and no `reading`; where it
    is about a report that was taken in all the same, it bears its `report_id`. A report that cannot be read is a
    remark and never fails the job. The model is loaded once in each of Spark's Python processes.
    """
    home = str(folder) if folder else None
    chosen = settings or (Settings.load(Path(home) / "sayso.toml") if home else Settings())
    return frame.mapInArrow(partial(_read, settings=chosen, folder=home), COLUMNS)


def store(readings: DataFrame, folder: str | Path) -> ReadSummary:
    """Store what `read` gave in a case, rows archived and logged like a file's lines; return what was done.

    Args:
        readings: as `read` gave them, best written to disk first: what is computed twice is read twice.
        folder: of the case, made if it is not there.

    Rows pass through this machine, some ten thousand at a time. What the case holds already is not stored again.

    Raises:
        ReadError: if the readings come from readers of several versions.
        LedgerError: if the folder cannot be written or its ledger was altered.
        CustodyError: if the same goes for its archive and custody log.
    """
    from sayso.case import Case, ReadSummary

    counts = {"stored": 0, "known": 0, "claims": 0}
    rejected: list[Rejected] = []
    name = ""
    rows = readings.toLocalIterator()
    while chunk := list(islice(rows, _CHUNK)):
        taken = [(row.row, json.loads(row.reading)) for row in chunk if row.reading is not None]
        if taken:
            reader = _AsRead([reading for _, reading in taken], name)
            name = reader.name
            done = Case(folder, reader=cast("Reader", reader)).read([_lines([line for line, _ in taken])])
            counts = {key: count + getattr(done, key) for key, count in counts.items()}
            rejected.extend(done.rejected)
        turned = [
            Rejected(subject=row.subject, problem=row.problem, mend=row.mend)
            for row in chunk
            if row.problem is not None and row.report_id is None  # the others are said again when rows are taken in
        ]
        Ledger.open(Path(folder) / "ledger").append("rejected", turned)
        rejected.extend(turned)
    return ReadSummary(**counts, rejected=tuple(rejected))


def told_of(row: dict[str, object], reader: Reader, settings: Settings) -> Iterator[dict[str, object]]:
    """Yield what `read` gives of one row, as rows of `COLUMNS`: the reading, then the remarks; never raises."""
    said = {name: value for name, value in row.items() if value is not None}
    line = json.dumps(said, default=str, ensure_ascii=False, sort_keys=True)
    subject = str(said.get("id") or said.get("url") or f"the row that begins {line[:_SHOWN]}")
    report_id = None
    try:
        for item in report_of(draft_of(line.encode(), subject, _NAME), settings):
            if isinstance(item, Report):
                report_id = item.id
                reading = reader.read(item, passages_of(item, settings))
                text = json.dumps(to_json(reading), ensure_ascii=False)
                yield {"row": line, "report_id": report_id, "reading": text, "claims": len(reading.claims)}
            else:
                yield {"row": line, "report_id": report_id, **asdict(item)}
    except IntakeError as error:
        yield {"row": line, "subject": error.subject, "problem": error.problem, "mend": error.mend}
    except Exception as error:  # noqa: BLE001  # whatever is wrong with one report, the others are read
        problem = f"could not be read ({type(error).__name__}: {error})"
        mend = "Leave it out; and please report it, since this is a mistake in sayso."
        yield {"row": line, "subject": subject, "problem": problem, "mend": mend}


def _read(batches: Iterable[pa.RecordBatch], settings: Settings, folder: str | None) -> Iterator[pa.RecordBatch]:
    """Return each batch of rows as batches of `COLUMNS`; runs on an executor."""
    import pyarrow as pa

    kinds = {"STRING": pa.string(), "INT": pa.int32()}
    schema = pa.schema([(name, kinds[kind]) for name, kind in (column.split() for column in COLUMNS.split(","))])
    for batch in batches:
        for first in range(0, batch.num_rows, _TOGETHER):
            rows = batch.slice(first, _TOGETHER).to_pylist()
            told = [line for row in rows for line in told_of(row, _reader(settings, folder), settings)]
            yield pa.RecordBatch.from_pylist(told, schema=schema)


@lru_cache(maxsize=1)
def _reader(settings: Settings, folder: str | None) -> Reader:
    """Return this process's reader; Spark uses its Python processes again, so that it is made once in each."""
    from sayso.read import Reader

    return Reader.load(settings, Path(folder) if folder else None)


class _AsRead:
    """A reader that has read already: gives the readings that were made elsewhere."""

    def __init__(self, readings: Sequence[dict[str, object]], name: str) -> None:
        self._of = {str(reading["report_id"]): reading for reading in readings}
        names = sorted({str(reading["reader"]) for reading in readings} | ({name} - {""}))
        if len(names) > 1:
            problem = f"come from several versions of the reader: {', '.join(names)}"
            raise ReadError("readings", problem, "Read everything again with one of them.")
        self.name = names[0]

    def read(self, report: Report, passages: Sequence[Passage]) -> Reading:  # noqa: ARG002  # as `Reader` does
        if report.id not in self._of:
            problem = "was read with other settings than the case has"
            raise ReadError(report.id, problem, "Give `spark.read` the case's folder or its settings.")
        return from_json(self._of[report.id], Reading)


def _lines(lines: Sequence[str]) -> Source:
    """Return rows as a file of lines on its way in."""
    data = "".join(f"{line}\n" for line in lines).encode()
    return Source(subject=_NAME, name=_NAME, head=data[:_HEAD], stream=io.BytesIO(data))
