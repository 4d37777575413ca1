"""A cell of a foreign table with everything that the table has no room for: the rule, the claims, the alternatives.

In: cells, row by row. Out: the table as CSV, and beside it a sidecar (`.why.jsonl`) with one line per filled cell
and, per row, one line with every finding of the incident. What cannot be a row is listed in `.left-out.jsonl` with
its reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.export.files import beside, write_lines, write_rows
from sayso.ids import canonical_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sayso.export.files import Cell
    from sayso.model import Dossier, Figure, Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """What else a cell might have said."""

    value: Cell
    label: str
    why_not: str
    claim_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """One cell.

    Attributes:
        rule: what filled it, in one word.
        why: the same for people.
        claim_ids: claims that say so; for what no claim carries (the day, the place), `mentions` holds the words.
        loses: what of the claims the cell has no room for.
        policy: for figures, by which they were made.
    """

    value: Cell
    rule: str
    why: str
    claim_ids: tuple[str, ...] = ()
    others: tuple[Other, ...] = ()
    mentions: tuple[Mention, ...] = ()
    loses: str = ""
    policy: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One incident as a row: cells by column; a column without one stays empty."""

    id: str
    dossier: Dossier
    cells: Mapping[str, Filled]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An incident that the format does not record."""

    dossier: Dossier
    why: str


def of_figure(figure: Figure | None, *, loses: str) -> Filled | None:
    """Return a policy's figure as a cell; None where the policy has none by that name."""
    if figure is None:
        return None
    others = tuple(
        Other(value=other.value, label=other.label, why_not=other.why_not, claim_ids=other.claim_ids)
        for other in figure.alternatives
    )
    return Filled(
        value=figure.value,
        rule=figure.rule,
        why=figure.why,
        claim_ids=figure.claim_ids,
        others=others,
        loses=loses,
        policy=figure.policy,
    )


def written(
    target: Path, columns: Sequence[str], rows: Sequence[Row], left_out: Sequence[LeftOut]
) -> tuple[Path, ...]:
    """Write the table and its sidecars, the table first."""
    table = ([row.cells[column].value if column in row.cells else None for column in columns] for row in rows)
    return (
        write_rows(target, columns, table),
        write_lines(beside(target, ".why.jsonl"), map(canonical_json, _why(columns, rows))),
        write_lines(beside(target, ".left-out.jsonl"), map(canonical_json, _left_out(left_out))),
    )


def findings_in_full(dossier: Dossier) -> list[dict[str, object]]:
    """Return every finding with its answers, origins by name, claims: what one number per incident cannot say."""
    names = {origin.id: origin.name for origin in dossier.origins}
    return [
        {
            "finding": finding.id,
            "question": finding.label,
            "status": finding.status,
            "reasons": list(finding.reasons),
            "does_not_mention": [names[key] for key in finding.silent],
            "answers": [
                {
                    "answer": answer.label,
                    "origins": [names[key] for key in answer.origin_ids],
                    "denied_by": [names[key] for key in answer.denied_by],
                    "claims": list(answer.claim_ids),
                    "since_revised": list(answer.earlier_claim_ids),
                }
                for answer in finding.answers
            ],
        }
        for finding in dossier.findings
    ]


def _why(columns: Sequence[str], rows: Sequence[Row]) -> Iterator[dict[str, object]]:
    for row in rows:
        for column in columns:
            filled = row.cells.get(column)
            if filled is not None:
                yield {"row": row.id, "incident": row.dossier.incident.id, "column": column, **_told(filled)}
        yield {
            "row": row.id,
            "incident": row.dossier.incident.id,
            "column": None,
            "findings": findings_in_full(row.dossier),
        }


def _told(filled: Filled) -> dict[str, object]:
    found: dict[str, object] = {
        "value": filled.value,
        "rule": filled.rule,
        "why": filled.why,
        "claims": list(filled.claim_ids),
        "alternatives": [
            {"value": other.value, "label": other.label, "why_not": other.why_not, "claims": list(other.claim_ids)}
            for other in filled.others
        ],
    }
    if filled.policy:
        found["policy"] = filled.policy
    if filled.loses:
        found["loses"] = filled.loses
    if filled.mentions:
        found["words"] = [
            {"report": m.report_id, "start": m.span.start, "end": m.span.end, "quote": m.span.quote}
            for m in filled.mentions
        ]
    return found


def _left_out(left_out: Sequence[LeftOut]) -> Iterator[dict[str, object]]:
    for entry in left_out:
        incident = entry.dossier.incident
        yield {
            "incident": incident.id,
            "name": incident.name,
            "why": entry.why,
            "claims": list(incident.claim_ids),
            "findings": findings_in_full(entry.dossier),
        }
