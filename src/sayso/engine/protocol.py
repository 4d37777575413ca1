"""What an engine is: tables in, named SQL, rows out.

In: rows of plain values, SQL in DuckDB's dialect. Out: rows. `duck.py` and `spark.py` implement it, and one contract
suite holds both to the same rows. Which engine a relation runs on changes nothing in what it says.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType


class Engine(Protocol):
    """Relations that SQL makes out of relations; use it as a context manager.

    >>> with Engine.open() as engine:
    ...     engine.table("deaths", {"place": "VARCHAR", "low": "BIGINT"}, [("Ganja", 9), ("Khasham", None)])
    ...     engine.step("known", "SELECT place FROM deaths WHERE low IS NOT NULL")
    ...     engine.rows("SELECT * FROM known ORDER BY place")
    [('Ganja',)]
    """

    @staticmethod
    def open(threads: int = 2) -> Engine:
        """Return the engine that needs nothing else: DuckDB in memory, empty.

        Args:
            threads: worker threads; the rows of an ordered query do not depend on it.
        """
        from sayso.engine.duck import DuckEngine

        return DuckEngine.open(threads)

    def __enter__(self) -> Self:
        """Return the engine itself."""
        return self

    @abstractmethod
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Drop every table."""

    @abstractmethod
    def table(self, name: str, columns: Mapping[str, str], rows: Sequence[Sequence[object]]) -> None:
        """Make the table `name` from rows, all at once; a table of that name is replaced.

        Args:
            name: of the table.
            columns: column name to DuckDB type ("VARCHAR", "BIGINT", "DOUBLE", "BOOLEAN", "DATE", "VARCHAR[]", …).
            rows: values in the order of `columns`; None is NULL, and so is a NaN.

        Raises:
            EngineError: if a row has too few or too many values, or a value is not of its column's type.
        """

    @abstractmethod
    def step(self, relation: str, sql: str) -> None:
        """Make the table `relation` from a query; a table of that name is replaced.

        Raises:
            EngineError: with the SQL, if the query fails.
        """

    @abstractmethod
    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """Return the query's rows, in the order that its ORDER BY asks for.

        Raises:
            EngineError: with the SQL, if the query fails.
        """
