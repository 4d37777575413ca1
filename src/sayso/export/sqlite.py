"""A case as an SQLite database: relations with keys, indexes and full-text search; it opens in Datasette.

In: a `Material`. Out: the database, and beside it a `.metadata.json` with titles, facets and descriptions for
Datasette. It is a copy to look at and to query: sayso never reads it back.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from sayso.export.files import beside, whole, write_lines
from sayso.export.registry import Format
from sayso.export.relations import Table, tables

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.export.material import Material

_TYPES: Final = {"text": "TEXT", "integer": "INTEGER", "real": "REAL", "boolean": "INTEGER"}
# Relation → columns that are searched as text. Words of any script; accents do not matter.
_SEARCHED: Final = {"reports": ("title", "text"), "claims": ("answer", "quote")}
_INDEXED: Final = {
    "claims": ("question", "victim_class"),
    "findings": ("question", "status"),
    "reports": ("outlet", "published", "language"),
    "incidents": ("first_day",),
    "decisions": ("subject",),
}
_VIEWS: Final = {
    "claims_read": """SELECT claims.id, incidents.name AS incident, claims.question, claims.answer,
    claims.victim_class, origins.name AS origin, claims.polarity, claims.quote, reports.outlet, reports.published,
    claims.chain, reports.url
FROM claims JOIN reports ON reports.id = claims.report_id
LEFT JOIN incidents ON incidents.id = claims.incident_id
LEFT JOIN origins ON origins.id = claims.origin_id""",
    "answers_read": """SELECT answers.id, incidents.name AS incident, findings.label AS question, findings.status,
    answers.label AS answer,
    (SELECT group_concat(name, '; ') FROM (SELECT origins.name FROM answer_origins
        JOIN origins ON origins.id = answer_origins.origin_id
        WHERE answer_origins.answer_id = answers.id AND NOT denies ORDER BY answer_origins.rowid)) AS origins,
    (SELECT group_concat(name, '; ') FROM (SELECT origins.name FROM answer_origins
        JOIN origins ON origins.id = answer_origins.origin_id
        WHERE answer_origins.answer_id = answers.id AND denies ORDER BY answer_origins.rowid)) AS denied_by
FROM answers JOIN findings ON findings.id = answers.finding_id
JOIN incidents ON incidents.id = findings.incident_id""",
}
_ABOUT: Final = {
    "reports": "Documents as captured.",
    "incidents": "Events that reports are about.",
    "origins": "Where chains of citation end. Those not known are listed and never counted.",
    "claims": "One attributed answer to one question, with the exact words; start and end count code points.",
    "voices": "Who passes a claim on, from the nearest narrator to the origin.",
    "copies": "Reports that repeat another's words.",
    "findings": "One question of one incident: agreed, contested, single-origin, unattributed or under review.",
    "answers": "The distinct answers to a finding's question.",
    "answer_claims": "Which claims give an answer; earlier ones have been revised since.",
    "answer_origins": "Which origins affirm or deny an answer.",
    "answer_relations": "How two answers stand to each other, and the rule.",
    "figures": "What a named policy makes of the findings.",
    "decisions": "Reviewers' verdicts, superseded ones too.",
    "rejected": "What could not be taken in or read.",
}
_FACETS: Final = {
    "claims": ["question", "victim_class", "polarity", "act"],
    "findings": ["question", "status"],
    "reports": ["language", "outlet"],
    "origins": ["kind", "known", "side"],
    "decisions": ["verdict", "reviewer"],
}
_LABELS: Final = {"reports": "title", "incidents": "name", "origins": "name", "claims": "answer", "findings": "label"}


def write(material: Material, target: Path) -> tuple[Path, ...]:
    """Write the database and its metadata."""
    with whole(target) as partial, closing(sqlite3.connect(partial)) as base:
        base.execute("PRAGMA journal_mode = OFF")  # the file is thrown away if anything goes wrong
        base.execute("PRAGMA foreign_keys = ON")
        for table in tables():
            base.execute(_create(table))
            marks = ", ".join("?" * len(table.columns))
            base.executemany(f"INSERT INTO {table.name} VALUES ({marks})", table.rows(material))  # noqa: S608  # ours
        for statement in _afterwards():
            base.execute(statement)
        base.commit()
        base.execute("VACUUM")
    facts = json.dumps(_metadata(material, target.stem), ensure_ascii=False, indent=2)
    return target, write_lines(beside(target, ".metadata.json"), [facts])


def _create(table: Table) -> str:
    parts = [
        f'"{column.name}" {_TYPES[column.kind]}' + (f" REFERENCES {column.to}(id)" if column.to else "")
        for column in table.columns
    ]
    parts.append(f"PRIMARY KEY ({', '.join(table.key)})")
    return f"CREATE TABLE {table.name} (\n    " + ",\n    ".join(parts) + "\n)"


def _afterwards() -> list[str]:
    """Return what comes once the rows are in: indexes for every key that points elsewhere, search, views."""
    made: list[str] = []
    for table in tables():
        pointing = [column.name for column in table.columns if column.to and table.key[0] != column.name]
        names = (*pointing, *_INDEXED.get(table.name, ()))
        made.extend(f"CREATE INDEX {table.name}_{name} ON {table.name} ({name})" for name in names)
        searched = _SEARCHED.get(table.name)
        if searched:
            words = ", ".join(searched)
            options = f"content='{table.name}', tokenize='unicode61 remove_diacritics 2'"
            made.append(f"CREATE VIRTUAL TABLE {table.name}_fts USING fts5({words}, {options})")
            made.append(f"INSERT INTO {table.name}_fts (rowid, {words}) SELECT rowid, {words} FROM {table.name}")  # noqa: S608  # ours
    made.extend(f"CREATE VIEW {name} AS {query}" for name, query in _VIEWS.items())
    return made


def _metadata(material: Material, base: str) -> dict[str, object]:
    described: dict[str, dict[str, object]] = {}
    for table in tables():
        entry: dict[str, object] = {}
        if table.name in _ABOUT:
            entry["description"] = _ABOUT[table.name]
        if table.name in _FACETS:
            entry["facets"] = _FACETS[table.name]
        if table.name in _LABELS:
            entry["label_column"] = _LABELS[table.name]
        if table.name in _SEARCHED:
            entry["fts_table"] = f"{table.name}_fts"
        if entry:
            described[table.name] = entry
    return {
        "title": f"{material.name}: who says what, and on whose word",
        "description": f"Made by sayso {material.version}. Every claim leads to exact words of a stored text.",
        "databases": {base: {"tables": described}},
    }


FORMAT: Final = Format(
    name="sqlite",
    title="A database with keys, indexes and search; opens in Datasette",
    makes="case.db",
    loses="Mentions, and the scored pairs that hold an incident together.",
    write=write,
)
