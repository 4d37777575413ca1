"""DuckDB's SQL as Spark's: the same relation, said in the other dialect.

In: the text of a relation. Out: text that Spark runs to the same rows. sqlglot does the translation; three things
that it leaves different, or drops, are put right here first:

* `QUALIFY` becomes a subquery (Spark has none, and sqlglot's own rewriting loses columns that stand in subqueries);
* `list(x ORDER BY a)` keeps its order, its nulls, and is null over no rows; Spark's `collect_list` does none of this;
* `len(x)` counts the members of a list. Text is measured with `length`.

What cannot be said in Spark is refused. Nothing runs here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sqlglot import exp, parse
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.errors import ErrorLevel, SqlglotError
from sqlglot.parsers.duckdb import DuckDBParser

from sayso.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import ClassVar


class _Relations(DuckDB):
    """DuckDB's dialect as the relations use it."""

    class Parser(DuckDBParser):
        """`len` is for lists alone: Spark has one function for lists and another for text."""

        FUNCTIONS: ClassVar[dict[str, Callable[..., exp.Expr]]] = {
            **DuckDBParser.FUNCTIONS,
            "LEN": lambda args: exp.Anonymous(this="array_size", expressions=args),
        }


@lru_cache(maxsize=256)
def spark_sql(relation: str, sql: str) -> str:
    """Return a query in DuckDB's dialect as Spark's.

    Args:
        relation: what the query makes; for messages.
        sql: one statement.

    Raises:
        EngineError: if it does not parse, or says what Spark cannot.
    """
    try:
        statements = parse(sql, read=_Relations)
        if len(statements) != 1 or statements[0] is None:
            raise EngineError(relation, "there must be one statement", sql)
        tree = statements[0]
        for select in list(tree.find_all(exp.Select)):
            if select.args.get("qualify"):
                tree = _swapped(tree, select, _unqualified(relation, select, sql))
        for listed in list(tree.find_all(exp.ArrayAgg)):
            whole = listed.parent if isinstance(listed.parent, exp.Filter) else listed
            tree = _swapped(tree, whole, _in_order(relation, listed, sql))
        return tree.sql(dialect="spark", unsupported_level=ErrorLevel.RAISE, comments=False)
    except SqlglotError as error:
        # Below its first line sqlglot shows the place by underlining it, which is for terminals alone.
        raise EngineError(relation, str(error).strip().partition("\n")[0].rstrip("."), sql) from error


def _swapped(tree: exp.Expr, old: exp.Expr, new: exp.Expr) -> exp.Expr:
    if old is tree:
        return new
    old.replace(new)
    return tree


def _unqualified(relation: str, select: exp.Select, sql: str) -> exp.Expr:
    """Return `SELECT … QUALIFY test` as a selection from the same query with its window functions as columns."""
    if select.args.get("order") or select.args.get("limit") or select.args.get("distinct"):
        raise EngineError(relation, "QUALIFY beside ORDER BY, LIMIT or DISTINCT cannot be said in Spark", sql)
    names = select.named_selects
    inner = select.copy()
    test = inner.args["qualify"].this
    inner.set("qualify", None)
    for number, window in enumerate(list(test.find_all(exp.Window))):
        column = f"sayso_window_{number}"
        inner.select(exp.alias_(window.copy(), column), copy=False)
        test = _swapped(test, window, exp.column(column))
    return exp.select(*(exp.column(name) for name in names)).from_(inner.subquery("sayso_ranked")).where(test)


def _in_order(relation: str, listed: exp.ArrayAgg, sql: str) -> exp.Expr:
    """Return `list(x ORDER BY a, b) FILTER (…)` as Spark's list of structs, sorted, and then taken apart."""
    order = listed.this
    if not isinstance(order, exp.Order) or any(key.args.get("desc") for key in order.expressions):
        raise EngineError(relation, "a list needs an ascending ORDER BY to be the same on every engine", sql)
    keys = [
        part for key in order.expressions for part in (exp.Is(this=key.this.copy(), expression=exp.Null()), key.this)
    ]
    fields = ", ".join(
        f"{part.sql(dialect='spark')} AS {name}"
        for part, name in [*((key, f"k{n}") for n, key in enumerate(keys)), (order.this, "value")]
    )
    kept = listed.parent.expression.sql(dialect="spark") if isinstance(listed.parent, exp.Filter) else ""
    collected = f"collect_list(struct({fields})){f' FILTER ({kept})' if kept else ''}"
    # As SQL text in Spark's own dialect, which no further translation touches.
    return exp.Var(this=f"nullif(transform(array_sort({collected}), one -> one.value), array())")


def spark_type(kind: str) -> str:
    """Return Spark's name for one of DuckDB's types ("VARCHAR[]" is "ARRAY<STRING>")."""
    return exp.DataType.build(kind, dialect="duckdb").sql(dialect="spark")
