"""Claims walked to where they end, for many incidents at once.

In: per incident, rows that say what each claim names and which reports are copies. Out: `Walked`: hops between claims
and each claim's whole way. The work is relations (`sql/`), each with the incident as a key, so that a case with
thousands of incidents asks as few questions as one; they are run until nothing changes, so that chains of any length
and circles end.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from sayso.engine import Engine, sql

if TYPE_CHECKING:
    from collections.abc import Sequence

    Row = tuple[object, ...]

_PACKAGE = "sayso.trace"
# Columns after the incident's number.
RELATIONS = {
    "tellings": {
        "claim_id": "VARCHAR",
        "report_id": "VARCHAR",
        "answer": "VARCHAR",
        "last_source": "VARCHAR",
        "passed_on": "VARCHAR",
        "bare": "BOOLEAN",
        "loose": "BOOLEAN",
        "place": "BIGINT",
    },
    "filings": {"report_id": "VARCHAR", "outlet": "VARCHAR", "rank": "BIGINT"},
    "originals": {"report_id": "VARCHAR", "original_id": "VARCHAR"},
    "parted": {"claim_id": "VARCHAR", "report_id": "VARCHAR"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """One claim's way through other claims: ids from itself to where it ends, and whether a circle was cut."""

    path: tuple[str, ...]
    cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """One incident's claims once walked.

    Attributes:
        walks: claim id to its way.
        hops: claim id to the next one and why (`copy`, `cites`, `names`).
        originals: report id to the report whose text it repeats, the first of its kind.
    """

    walks: dict[str, Walk] = field(default_factory=dict)
    hops: dict[str, tuple[str, str]] = field(default_factory=dict)
    originals: dict[str, str] = field(default_factory=dict)


def walked(incidents: Sequence[dict[str, list[Row]]]) -> list[Walked]:
    """Return every incident's claims, walked.

    Args:
        incidents: per incident, the rows of each of `RELATIONS`.

    Raises:
        EngineError: if a relation fails, which no input should cause.
    """
    found = [Walked() for _ in incidents]
    with Engine.open() as engine:
        for relation, columns in RELATIONS.items():
            rows = [(number, *row) for number, tables in enumerate(incidents) for row in tables[relation]]
            engine.table(relation, {"incident": "BIGINT", **columns}, rows)
        walk(engine)
        for number, report_id, original_id in engine.rows("SELECT * FROM originals"):
            found[cast("int", number)].originals[str(report_id)] = str(original_id)
        for number, claim_id, path, cut in engine.rows("SELECT incident, claim_id, path, cut FROM walk"):
            way = Walk(path=tuple(cast("list[str]", path)), cut=bool(cut))
            found[cast("int", number)].walks[str(claim_id)] = way
        for number, claim_id, next_id, why in engine.rows("SELECT incident, claim_id, next_id, why FROM hops"):
            found[cast("int", number)].hops[str(claim_id)] = (str(next_id), str(why))
    return found


def walk(engine: Engine) -> None:
    """Make the relations `originals`, `hops` and `walk` from those of `RELATIONS`.

    Raises:
        EngineError: if a relation fails.
    """
    _until_unchanged(
        engine, "originals", "SELECT count(*), sum(hash(incident, report_id, original_id)) FROM originals"
    )
    engine.step("hops", sql(_PACKAGE, "hops"))
    engine.step("walk", sql(_PACKAGE, "walk_start"))
    _until_unchanged(engine, "walk", "SELECT sum(len(path)), sum(cut::INT) FROM walk")


def _until_unchanged(engine: Engine, relation: str, summary: str) -> None:
    before: object = None
    now: object = engine.rows(summary)
    while now != before:
        engine.step(relation, sql(_PACKAGE, relation))
        before, now = now, engine.rows(summary)
