"""Where relations run: tables in, named SQL, rows out.

In: columns of plain values, and SQL in DuckDB's dialect that rooms keep as `<room>/sql/<relation>.sql`.
Out: rows as tuples. `Engine` is what every engine does; `Engine.open()` gives DuckDB, in memory, which dies with
it and reads nothing from disk or network. `sayso.engine.spark` runs the same files on Apache Spark (`docs/scale.md`).
Nothing is stored here: that is the ledger's work. The order of rows is the caller's to ask for (`ORDER BY`), since
SQL promises none without it.
"""

from sayso.engine.named import sql
from sayso.engine.protocol import Engine

__all__ = ["Engine", "sql"]
