"""Where relations run: tables in, named SQL, rows out.

In: columns of plain values, and SQL in DuckDB's dialect that rooms keep as `<room>/sql/<relation>.sql`.
Out: rows as tuples. Everything lives in memory and dies with the engine; nothing is read from disk or
network by the SQL, and nothing is stored: that is the ledger's work. The order of rows is the caller's
to ask for (`ORDER BY`), since SQL promises none without it.
"""

from sayso.engine.duck import Engine
from sayso.engine.named import sql

__all__ = ["Engine", "sql"]
