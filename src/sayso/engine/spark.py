"""The engine for those who outgrow one machine: Apache Spark.

In: rows of plain values or the user's own data frames, SQL in DuckDB's dialect. Out: rows as tuples, or data frames
that stay on the cluster. Needs the extra `sayso[spark]` and Java 17 or newer. It sets up no cluster: the session
is the user's, or a local one.
"""

from __future__ import annotations

import logging
import math
import os
import sys
from typing import TYPE_CHECKING

from sayso.engine.protocol import Engine
from sayso.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

    import pyarrow as pa  # type: ignore[import-untyped]  # it has no stubs
    from pyspark.sql import DataFrame, SparkSession

MISSING = "Run: pip install 'sayso[spark]'; Spark needs Java 17 or newer besides."
# A local session is for trying out: on one machine DuckDB is faster. It listens to nobody but this machine, writes
# no tables, and reads no file that SQL names.
_LOCAL = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.sql.runSQLOnFiles": "false",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


def local_session(threads: int = 2, **settings: str) -> SparkSession:
    """Return a Spark session on this machine.

    Args:
        threads: cores that it uses.
        settings: further settings of Spark, `_` in their names for `.`.

    Raises:
        EngineError: if pyspark or Java is missing.
    """
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise EngineError("spark", "pyspark is not installed", MISSING) from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # its own default is whatever `python3` is
    chosen = {
        **_LOCAL,
        "spark.sql.shuffle.partitions": str(threads),
        **{name.replace("_", "."): value for name, value in settings.items()},
    }
    # What fails is raised with its SQL; pyspark would print a page of Java beside it.
    logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL)
    try:
        return SparkSession.builder.master(f"local[{threads}]").appName("sayso").config(map=chosen).getOrCreate()
    except PySparkException as error:
        raise EngineError("spark", _line(error), MISSING) from error


class SparkEngine(Engine):
    """Relations as temporary views of one Spark session; use it as a context manager.

    Relations are views of the session under their own names while the engine is open; a view that was there before is
    never replaced. Two engines at once need two sessions (`session.newSession()`).

    Args:
        session: where everything runs; it is left running.
        reliable: every relation is written to the session's checkpoint folder, so that it outlives executors that
            die. Without it, relations lie with the executors alone.
    """

    def __init__(self, session: SparkSession, *, reliable: bool = False) -> None:
        """Wrap a session; nothing runs yet."""
        self.session = session
        self._reliable = reliable
        self._made: dict[str, DataFrame] = {}
        self._open = True

    @staticmethod
    def open(threads: int = 2) -> SparkEngine:
        """Return an engine on this machine.

        Args:
            threads: cores that Spark uses, if this process runs no Spark yet.

        Raises:
            EngineError: if pyspark or Java is missing.
        """
        return SparkEngine(local_session(threads).newSession())

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Drop every relation; the session runs on."""
        self.close()

    def close(self) -> None:
        """Drop every relation; the engine cannot be used afterwards."""
        for name in self._made if self._open else ():
            self.session.sql(f"DROP VIEW IF EXISTS {_quoted(name)}")
        self._made.clear()
        self._open = False

    def table(self, name: str, columns: Mapping[str, str], rows: Sequence[Sequence[object]]) -> None:
        """Make the table `name` from rows; see `Engine.table`. For what is on the cluster already there is `view`."""
        import pyarrow as pa
        from pyspark.sql.pandas.types import to_arrow_schema
        from pyspark.sql.types import StructType

        from sayso.engine.dialect import spark_type

        said = f"table {name} ({', '.join(f'{column} {kind}' for column, kind in columns.items())})"
        for number, row in enumerate(rows, start=1):
            if len(row) != len(columns):
                raise EngineError(name, f"row {number} has {len(row)} values for {len(columns)} columns", said)
        kinds = StructType.fromDDL(
            ", ".join(f"{_quoted(column)} {spark_type(kind)}" for column, kind in columns.items())
        )
        held = zip(*rows, strict=True) if rows else ((),) * len(columns)
        try:
            arrays = [_array(values, field.type) for values, field in zip(held, to_arrow_schema(kinds), strict=True)]
        except (pa.ArrowException, TypeError, ValueError) as error:
            raise EngineError(name, str(error), said) from error
        self.view(name, self.session.createDataFrame(pa.table(arrays, names=list(columns)), kinds))

    def view(self, name: str, frame: DataFrame) -> None:
        """Let the relation `name` be a data frame of the engine's session.

        Raises:
            EngineError: if the session has a view of that name that is not this engine's.
        """
        self._free(name, "")
        frame.createOrReplaceTempView(_quoted(name))
        self._made[name] = frame

    def frame(self, name: str) -> DataFrame:
        """Return a relation as a data frame.

        Raises:
            EngineError: if the engine holds no such relation.
        """
        if name not in self._made:
            raise EngineError(name, "the engine holds no such relation", "")
        return self._made[name]

    def step(self, relation: str, sql: str) -> None:
        """Make the table `relation` from a query; see `Engine.step`.

        The rows are computed now and stand apart from what they were made of: a relation that is made anew from
        itself a hundred times is no deeper than one.
        """
        from pyspark.errors import PySparkException

        self._free(relation, sql)
        frame = self._run(relation, sql)
        try:
            self.view(relation, frame.checkpoint() if self._reliable else frame.localCheckpoint())
        except PySparkException as error:
            raise EngineError(relation, _line(error), sql) from error

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """Return the query's rows, in the order that its ORDER BY asks for; see `Engine.rows`."""
        from pyspark.errors import PySparkException

        frame = self._run("query", sql)
        try:
            return [tuple(row) for row in frame.collect()]
        except PySparkException as error:
            raise EngineError("query", _line(error), sql) from error

    def _run(self, relation: str, sql: str) -> DataFrame:
        from pyspark.errors import PySparkException

        from sayso.engine.dialect import spark_sql

        if not self._open:
            raise EngineError(relation, "the engine is closed", sql)
        try:
            return self.session.sql(spark_sql(relation, sql))
        except PySparkException as error:
            raise EngineError(relation, _line(error), sql) from error

    def _free(self, name: str, sql: str) -> None:
        if not self._open:
            raise EngineError(name, "the engine is closed", sql)
        if name not in self._made and any(
            table.name == name for table in self.session.catalog.listTables(pattern=name)
        ):
            raise EngineError(name, "the session has a table of that name; give the engine session.newSession()", sql)


def _line(error: Exception) -> str:
    """Return what went wrong without the plan that Spark prints below it."""
    return str(error).strip().partition("\n")[0].rstrip(".")


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _array(values: Sequence[object], kind: pa.DataType) -> pa.Array:
    """Return a column; NaN is NULL, as in DuckDB's."""
    import pyarrow as pa

    return pa.array(
        [None if isinstance(value, float) and math.isnan(value) else value for value in values], type=kind
    )
