"""Every relation that ships gives the same rows on DuckDB and on Spark.

The bundled example is grouped, traced and weighed once while every table and statement is noted down. What was noted
is then run on both engines: with the example's own rows, and with drawn ones full of ties, circles and nulls.
"""

import random
from pathlib import Path
from typing import ClassVar

import pytest

import sayso
from sayso.engine import Engine
from sayso.engine.duck import DuckEngine

SHIPPED = sorted(Path(sayso.__file__).parent.glob("*/sql/*.sql"))
DRAWN = {
    "VARCHAR": [
        "",
        "a",
        "b",
        "В",
        "أ",
        "🙂",
        "Z",
        "2020-02-12",
        "2020-02-12T09",
        "2020-02-12T11",
        "2020-02-13",
        None,
    ],
    # Halves and quarters: their sums are exact, in whatever order an engine adds them up.
    "DOUBLE": [0.25, 0.5, 2.0, None],
    "BIGINT": [0, 1, 2, None],
    "BOOLEAN": [True, False, False, None],
}
ROWS = 70


class _Noted(DuckEngine):
    """DuckDB, with a note of every table and step."""

    notes: ClassVar[list] = []

    def table(self, name, columns, rows):
        self.notes.append((name, dict(columns), [tuple(row) for row in rows]))
        super().table(name, columns, rows)

    def step(self, relation, sql):
        self.notes.append((relation, sql))
        super().step(relation, sql)


@pytest.fixture(scope="module")
def noted(example):
    """What grouping, tracing and weighing the bundled example asks of an engine, in order."""
    _Noted.notes = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Engine, "open", _Noted.open)
        sayso.Case(example).dossiers()
    return _Noted.notes


def _drawn(note, draw):
    """The same note with made-up rows in place of a table's own."""
    if len(note) == 2:
        return note
    name, columns, _ = note
    if name == "limits":  # one row by its nature; few are kept, so that ties decide
        return name, columns, [(1, 2)]
    return name, columns, [tuple(draw.choice(DRAWN[kind]) for kind in columns.values()) for _ in range(ROWS)]


def _played(engine, notes):
    """Every relation's rows after each step, sorted: SQL promises no order."""
    for note in notes:
        if len(note) == 3:
            engine.table(*note)
        else:
            engine.step(*note)
            yield note[0], sorted(map(repr, engine.rows(f"SELECT * FROM {note[0]}")))  # noqa: S608  # a name of ours


def test_the_example_needs_every_relation_that_ships(noted):
    texts = {note[1] for note in noted if len(note) == 2}
    assert [path.name for path in SHIPPED if path.read_text(encoding="utf-8") not in texts] == []
    assert len(SHIPPED) >= 8


@pytest.mark.parametrize("rows", ["the example's", "drawn"])
def test_both_engines_give_the_same_rows(noted, rows, spark):
    from sayso.engine.spark import SparkEngine

    draw = random.Random(1)  # noqa: S311  # made-up rows, no secret
    notes = noted if rows == "the example's" else [_drawn(note, draw) for note in noted]
    with DuckEngine.open() as one, SparkEngine(spark.newSession()) as other:
        expected = list(_played(one, notes))
        assert [name for name, found in expected if not found and rows == "drawn"] == []
        for (name, ours), (_, theirs) in zip(expected, _played(other, notes), strict=True):
            assert theirs == ours, name
