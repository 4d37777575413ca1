"""Two CSV tables for a spreadsheet: every claim, and every answer to every question.

In: a `Material`. Out: `claims.csv` and `findings.csv` in a folder, UTF-8, one header row. Text cells are guarded
against being taken for formulas (see `files.guarded`). Chains, copies and decisions are left to the other formats.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sayso.export.files import folder, write_rows
from sayso.export.registry import Format
from sayso.export.relations import answered, homes
from sayso.export.words import bounds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.export.files import Cell
    from sayso.export.material import Material

CLAIMS: Final = (
    *("claim_id", "incident_id", "incident", "question", "answer_type", "answer", "low", "high", "approx", "vague"),
    *("victim_class", "origin", "origin_known", "chain", "polarity", "act", "hedge", "hedge_strength", "distancing"),
    *("superseded", "background", "quote", "start", "end", "report_id", "outlet", "published", "language", "url"),
    *("title", "reader"),
)
FINDINGS: Final = (
    *("incident_id", "incident", "finding_id", "question", "label", "status", "answer", "victim_class", "low"),
    *("high", "origins", "denied_by", "silent", "unattributed", "history", "claim_ids", "reasons"),
)


def write(material: Material, target: Path) -> tuple[Path, ...]:
    """Write both tables into the folder."""
    where = folder(target)
    return (
        write_rows(where / "claims.csv", CLAIMS, _claims(material)),
        write_rows(where / "findings.csv", FINDINGS, _findings(material)),
    )


def _claims(material: Material) -> Iterator[tuple[Cell, ...]]:
    home = homes(material)
    reports = {report.id: report for report in material.reports}
    incidents = {dossier.incident.id: dossier.incident.name for dossier in material.dossiers}
    origins = {origin.id: origin for dossier in material.dossiers for origin in dossier.origins}
    for claim in material.claims:
        incident_id, chain = home.get(claim.id, (None, None))
        origin = origins[chain.origin_id] if chain else None
        report = reports[claim.report_id]
        yield (
            *(claim.id, incident_id, incidents.get(incident_id or ""), *answered(claim)),
            *((origin.name, origin.known) if origin else (None, None)),
            *(" → ".join(chain.links) if chain else None, claim.polarity, claim.act),
            *((claim.hedge.span.quote, claim.hedge.strength) if claim.hedge else (None, None)),
            *(claim.distancing, claim.superseded, claim.background),
            *(claim.span.quote, claim.span.start, claim.span.end),
            *(report.id, report.outlet, report.published, report.language, report.url, report.title, claim.reader),
        )


def _findings(material: Material) -> Iterator[tuple[Cell, ...]]:
    for dossier in material.dossiers:
        names = {origin.id: origin.name for origin in dossier.origins}
        known = {origin.id for origin in dossier.origins if origin.known}
        origin_of = {chain.claim_id: chain.origin_id for chain in dossier.chains}
        for finding in dossier.findings:
            for answer in finding.answers:
                earlier = set(answer.earlier_claim_ids)
                yield (
                    *(dossier.incident.id, dossier.incident.name, finding.id, finding.question, finding.label),
                    *(finding.status, answer.label, answer.victim_class, *bounds(answer.answer)),
                    *("; ".join(names[key] for key in keys) for keys in (answer.origin_ids, answer.denied_by)),
                    "; ".join(names[key] for key in finding.silent),
                    sum(origin_of.get(claim_id) not in known for claim_id in answer.claim_ids),
                    set(answer.claim_ids) <= earlier,
                    *(" ".join(answer.claim_ids), "\n".join(finding.reasons)),
                )


FORMAT: Final = Format(
    name="csv",
    title="Claims and findings as two CSV tables",
    makes="tables/",
    loses="Chains link by link, copies, relations between answers and decisions; full texts.",
    write=write,
)
