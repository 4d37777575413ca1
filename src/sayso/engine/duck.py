"""The default engine: DuckDB, in memory.

In: rows of plain values with DuckDB column types, SQL. Out: rows as tuples. It has no access to files or
the network, so SQL that came from data by mistake can reach nothing.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Self

from sayso.engine.protocol import Engine
from sayso.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

    import duckdb
    import numpy as np
    from numpy.typing import NDArray

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # A query must name what it reads: never a Python variable that happens to be called like a table.
    "python_enable_replacements": False,
    # Look at every value before choosing a column's type; a sample can miss the one that differs.
    "pandas_analyze_sample": 1_000_000_000,
    "preserve_insertion_order": True,
}
_INCOMING = "sayso_incoming"
# Databases that were opened, emptied again and wait to be used: making one takes longer than most questions to it.
# By process, since a database does not survive a fork, and by number of threads.
_IDLE: dict[tuple[int, int], list[duckdb.DuckDBPyConnection]] = {}
_KEPT = 4


class DuckEngine(Engine):
    """One in-memory database; use it as a context manager."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, idle: list[duckdb.DuckDBPyConnection]) -> None:
        """Wrap an open connection, and note where it goes afterwards; callers use `open`."""
        self._connection = connection
        self._idle = idle
        self._open = True
        self._made: dict[str, None] = {}

    @classmethod
    def open(cls, threads: int = 2) -> Self:
        """Return an empty engine: a new database, or one that was closed and is empty.

        Args:
            threads: worker threads; the rows of an ordered query do not depend on it.
        """
        idle = _IDLE.setdefault((os.getpid(), threads), [])
        try:
            return cls(idle.pop(), idle)  # taking from a list is safe between threads
        except IndexError:
            import duckdb  # heavy: `sayso --help` must not wait for it

            return cls(duckdb.connect(":memory:", config={**_CONFIG, "threads": threads}), idle)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Free the memory; a database in which something failed is not used again."""
        self.close(again=error is None)

    def close(self, *, again: bool = True) -> None:
        """Drop every table; the engine cannot be used afterwards.

        Args:
            again: whether the database may serve another engine.
        """
        if not self._open:
            return
        for name in self._made if again else ():
            self._run(name, f"DROP TABLE IF EXISTS {_quoted(name)}")
        self._open = False
        if again and len(self._idle) < _KEPT:
            self._idle.append(self._connection)
        else:
            self._connection.close()

    def table(self, name: str, columns: Mapping[str, str], rows: Sequence[Sequence[object]]) -> None:
        """Make the table `name` from rows, all at once; a table of that name is replaced.

        Args:
            name: of the table.
            columns: column name to DuckDB type ("VARCHAR", "BIGINT", "DOUBLE", "BOOLEAN", "DATE", "VARCHAR[]", …).
            rows: values in the order of `columns`; None is NULL, and so is a NaN.

        Raises:
            EngineError: if a row has too few or too many values, or a value is not of its column's type.
        """
        kinds = ", ".join(f"{_quoted(column)} {kind}" for column, kind in columns.items())
        create = f"CREATE OR REPLACE TABLE {_quoted(name)} ({kinds})"
        self._run(name, create)
        self._made[name] = None
        for number, row in enumerate(rows, start=1):
            if len(row) != len(columns):
                raise EngineError(name, f"row {number} has {len(row)} values for {len(columns)} columns", create)
        if not rows:
            return
        arrays = {column: _array(values) for column, values in zip(columns, zip(*rows, strict=True), strict=True)}
        self._connection.register(_INCOMING, arrays)
        try:
            casts = ", ".join(f"CAST({_quoted(column)} AS {kind})" for column, kind in columns.items())
            self._run(name, f"INSERT INTO {_quoted(name)} SELECT {casts} FROM {_INCOMING}")  # noqa: S608  # both quoted
        finally:
            self._connection.unregister(_INCOMING)

    def step(self, relation: str, sql: str) -> None:
        """Make the table `relation` from a query; a table of that name is replaced.

        Raises:
            EngineError: with the SQL, if the query fails.
        """
        self._run(relation, f"CREATE OR REPLACE TABLE {_quoted(relation)} AS\n{sql}")
        self._made[relation] = None

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """Return the query's rows, in the order that its ORDER BY asks for.

        Raises:
            EngineError: with the SQL, if the query fails.
        """
        return self._run("query", sql).fetchall()

    def _run(self, relation: str, statement: str) -> duckdb.DuckDBPyConnection:
        import duckdb  # loaded already by `open`

        if not self._open:
            raise EngineError(relation, "the engine is closed", statement)
        try:
            return self._connection.execute(statement)
        except duckdb.Error as error:
            raise EngineError(relation, str(error).strip(), statement) from error


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _array(values: tuple[object, ...]) -> NDArray[np.object_]:
    """Return the values as objects, which DuckDB scans some ten times faster than bound parameters."""
    import numpy as np  # heavy

    array = np.empty(len(values), dtype=object)
    for place, value in enumerate(values):  # not `array[:] = values`: that would unpack lists
        array[place] = value
    return array
