import importlib
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.engine import Engine, sql
from sayso.errors import EngineError

COLUMNS = {"name": "VARCHAR", "low": "BIGINT", "score": "DOUBLE", "known": "BOOLEAN", "links": "VARCHAR[]"}
ROWS = st.lists(
    st.tuples(
        st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
        st.none() | st.integers(-(2**63), 2**63 - 1),
        st.none() | st.floats(allow_nan=False),
        st.none() | st.booleans(),
        st.none() | st.lists(st.text("abшلج", max_size=3), max_size=3),
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def engine():
    with Engine.open() as opened:
        yield opened


@settings(derandomize=True, deadline=None, max_examples=60)
@given(rows=ROWS)
def test_rows_come_back_as_they_went_in(engine, rows):
    engine.table("things", COLUMNS, rows)
    assert engine.rows("SELECT * FROM things") == rows


def test_a_value_of_another_kind_past_any_sample_is_kept(engine):
    rows = [(1,)] * 5000 + [(2.5,), (None,)]
    engine.table("late", {"n": "DOUBLE"}, rows)
    assert engine.rows("SELECT sum(n), count(*) FROM late") == [(5002.5, 5002)]


def test_a_step_replaces_its_relation_and_reads_earlier_ones(engine):
    engine.table("deaths", {"place": "VARCHAR", "low": "BIGINT"}, [("Ganja", 9), ("Khasham", None)])
    engine.step("known", "SELECT place FROM deaths")
    engine.step("known", "SELECT place FROM deaths WHERE low IS NOT NULL")
    assert engine.rows("SELECT * FROM known ORDER BY place") == [("Ganja",)]


def test_names_are_quoted(engine):
    engine.table('odd "name', {"order": "BIGINT"}, [(1,)])
    assert engine.rows('SELECT "order" FROM "odd ""name"') == [(1,)]


def test_an_error_carries_the_sql(engine):
    with pytest.raises(EngineError, match="no_such_table") as caught:
        engine.step("lost", "SELECT * FROM no_such_table")
    assert "FROM no_such_table" in caught.value.sql
    assert caught.value.subject == "lost"


def test_a_short_row_and_a_wrong_value_are_refused(engine):
    with pytest.raises(EngineError, match="row 2 has 1 values for 2 columns"):
        engine.table("short", {"a": "BIGINT", "b": "BIGINT"}, [(1, 2), (3,)])
    with pytest.raises(EngineError, match="seven"):
        engine.table("wrong", {"a": "BIGINT"}, [(1,), ("seven",)])


def test_sql_reaches_neither_files_nor_python_variables(engine, tmp_path):
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with pytest.raises(EngineError):
        engine.rows(f"FROM read_csv('{tmp_path / 'secret.csv'}')")
    secret = {"a": [1]}
    with pytest.raises(EngineError):
        engine.rows("SELECT * FROM secret")
    assert secret


def test_named_sql_is_read_from_the_package(tmp_path, monkeypatch):
    package = tmp_path / "roomy"
    (package / "sql").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "sql" / "pairs.sql").write_text("SELECT 'пара' AS pair\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    assert sql("roomy", "pairs") == "SELECT 'пара' AS pair\n"
    with pytest.raises(EngineError, match=r"roomy holds no sql/none\.sql"):
        sql("roomy", "none")
    sys.modules.pop("roomy")


def test_an_engine_that_follows_another_finds_nothing_of_it():
    with Engine.open() as first:
        first.table("deaths", {"low": "BIGINT"}, [(9,)])
        first.step("known", "SELECT * FROM deaths")
    with Engine.open() as second:
        assert second.rows("SELECT table_name FROM information_schema.tables") == []


def test_a_closed_engine_says_so_and_one_that_failed_is_not_used_again():
    with Engine.open() as opened:
        opened.table("deaths", {"low": "BIGINT"}, [(9,)])
    with pytest.raises(EngineError, match="closed"):
        opened.rows("SELECT 1")
    with pytest.raises(EngineError), Engine.open() as failed:
        failed.table("deaths", {"low": "BIGINT"}, [("nine",)])
    with Engine.open() as after:
        assert after.rows("SELECT table_name FROM information_schema.tables") == []


def test_two_engines_at_once_are_apart():
    with Engine.open() as one, Engine.open() as other:
        one.table("deaths", {"low": "BIGINT"}, [(9,)])
        other.table("deaths", {"low": "BIGINT"}, [(1,), (2,)])
        assert (one.rows("SELECT * FROM deaths"), len(other.rows("SELECT * FROM deaths"))) == ([(9,)], 2)
