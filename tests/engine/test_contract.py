"""What every engine does, DuckDB's and Spark's alike."""

import pytest

from sayso.errors import EngineError

COLUMNS = {"name": "VARCHAR", "low": "BIGINT", "score": "DOUBLE", "known": "BOOLEAN", "links": "VARCHAR[]"}
ROWS = [
    ("шахта", 2**63 - 1, 0.1, True, ["", "أ", "🙂"]),
    ("", -(2**63), -1.5e300, False, []),
    (None, None, None, None, None),
    ("a'b\"c`d\n\\", 0, 3, True, [None]),
]


def test_rows_come_back_as_they_went_in(engine):
    engine.table("things", COLUMNS, ROWS)
    assert sorted(engine.rows("SELECT * FROM things"), key=repr) == sorted(ROWS, key=repr)
    engine.table("things", COLUMNS, [])
    assert engine.rows("SELECT * FROM things") == []


def test_a_step_replaces_its_relation_and_reads_itself_and_earlier_ones(engine):
    engine.table("deaths", {"place": "VARCHAR", "low": "BIGINT"}, [("Ganja", 9), ("Khasham", None)])
    engine.step("known", "SELECT place, low FROM deaths WHERE low IS NOT NULL")
    for _ in range(3):
        engine.step("known", "SELECT place, low + 1 AS low FROM known")
    engine.table("deaths", {"place": "VARCHAR"}, [])
    assert engine.rows("SELECT * FROM known ORDER BY place") == [("Ganja", 12)]


def test_names_are_quoted_and_nan_is_null(engine):
    engine.table('odd "na.me', {"order": "BIGINT", "a b": "DOUBLE"}, [(1, float("nan"))])
    assert engine.rows('SELECT "order", "a b" FROM "odd ""na.me"') == [(1, None)]


def test_nulls_come_last_either_way_and_lists_keep_their_order_and_their_nulls(engine):
    rows = [("b", 2), (None, 1), ("a", 3), ("c", None), ("d", 0)]
    engine.table("things", {"name": "VARCHAR", "rank": "BIGINT"}, rows)
    assert engine.rows("SELECT rank FROM things ORDER BY rank") == [(0,), (1,), (2,), (3,), (None,)]
    assert engine.rows("SELECT rank FROM things ORDER BY rank DESC") == [(3,), (2,), (1,), (0,), (None,)]
    told = "SELECT list(name ORDER BY rank), list(name ORDER BY name) FILTER (WHERE rank > 9) FROM things"
    assert engine.rows(told) == [(["d", None, "b", "a", "c"], None)]


def test_the_best_of_each_group_may_be_asked_for_with_qualify(engine):
    engine.table("things", {"kind": "VARCHAR", "n": "BIGINT"}, [("a", 1), ("a", 2), ("b", 3), ("b", 4), ("b", 5)])
    engine.table("limits", {"most": "BIGINT"}, [(2,)])
    best = """WITH all_of_them AS (SELECT kind, n FROM things)
        SELECT kind, n FROM all_of_them
        QUALIFY row_number() OVER (PARTITION BY kind ORDER BY n DESC) <= (SELECT most FROM limits)"""
    engine.step("best", best)
    assert engine.rows("SELECT * FROM best ORDER BY n") == [("a", 1), ("a", 2), ("b", 4), ("b", 5)]


def test_an_error_carries_the_sql(engine):
    with pytest.raises(EngineError, match="no_such_table") as caught:
        engine.step("lost", "SELECT * FROM no_such_table")
    assert "FROM no_such_table" in caught.value.sql
    assert caught.value.subject == "lost"
    with pytest.raises(EngineError, match="lost"):
        engine.step("lost", "SELECT 1 /")
    engine.table("words", {"word": "VARCHAR"}, [("nine",)])
    with pytest.raises(EngineError, match="nine"):
        engine.rows("SELECT CAST(word AS BIGINT) FROM words")


def test_a_short_row_and_a_wrong_value_are_refused(engine):
    with pytest.raises(EngineError, match="row 2 has 1 values for 2 columns"):
        engine.table("short", {"a": "BIGINT", "b": "BIGINT"}, [(1, 2), (3,)])
    with pytest.raises(EngineError, match="seven"):
        engine.table("wrong", {"a": "BIGINT"}, [(1,), ("seven",)])


def test_sql_reaches_no_files(engine, tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    for asked in (f"FROM read_csv('{secret}')", f'FROM csv."{secret}"'):
        with pytest.raises(EngineError):
            engine.rows(asked)


def test_a_closed_engine_says_so(engine):
    engine.table("deaths", {"low": "BIGINT"}, [(9,)])
    engine.close()
    with pytest.raises(EngineError, match="closed"):
        engine.rows("SELECT 1")
    with pytest.raises(EngineError, match="closed"):
        engine.table("deaths", {"low": "BIGINT"}, [(9,)])
