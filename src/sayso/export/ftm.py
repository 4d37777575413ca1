"""A case for FollowTheMoney (Aleph, OpenSanctions, yente): entities, and statements that keep who says what.

In: a `Material`. Out: entities as JSON lines (incidents as `Event`, reports as `Article`, origins, and a
`Documentation` edge per report and incident), and beside them statements, one per claim, whose `dataset` is the
origin, `origin` the report and `original_value` the exact words. FollowTheMoney has no casualty counts, denials or
hedges: they are text in `notes`. The library itself is not needed.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from sayso.export import codes
from sayso.export.files import beside, write_lines
from sayso.export.names import web
from sayso.export.registry import Format
from sayso.export.words import said
from sayso.ids import canonical_json, content_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.export.material import Material
    from sayso.model import Claim, Dossier, Origin, Report

_NOBODY: Final = "origin-unknown"
_DAY: Final = 10
_ROLES: Final = {"denied": "denies", "copy": "repeats", "affirmed": "asserts"}


def write(material: Material, target: Path) -> tuple[Path, ...]:
    """Write entities, and statements beside them."""
    entities = {entity["id"]: entity for entity in _entities(material)}
    statements = {statement["id"]: statement for statement in _statements(material)}
    return (
        write_lines(target, map(canonical_json, entities.values())),
        write_lines(beside(target, ".statements.jsonl"), map(canonical_json, statements.values())),
    )


def _entities(material: Material) -> Iterator[dict[str, object]]:
    for report in material.reports:
        yield _entity(report.id, "Article", report.title or report.id, _article(report, material.version))
    for dossier in material.dossiers:
        incident = dossier.incident
        yield _entity(incident.id, "Event", incident.name, _event(dossier))
        for origin in dossier.origins:
            if origin.known:
                yield _entity(origin.id, _schema(origin), origin.name, {"name": [origin.name]})
        yield from _edges(dossier)


def _entity(ident: str, schema: str, caption: str, properties: dict[str, list[str]]) -> dict[str, object]:
    filled = {name: values for name, values in properties.items() if values}
    return {
        "id": ident,
        "schema": schema,
        "caption": caption,
        "properties": filled,
        "datasets": ["sayso"],
        "referents": [],
    }


def _article(report: Report, version: str) -> dict[str, list[str]]:
    language, address = codes.language3(report.language), web(report.url)
    return {
        "fileName": [report.origin_file or report.key or report.id],
        "title": _some(report.title),
        "publisher": _some(report.outlet),
        "sourceUrl": _some(address),
        "publishedAt": _some((report.published or "")[:_DAY]),
        "language": _some(language),
        "bodyText": _some(report.text.strip()),
        "processingAgent": [f"sayso {version}"],
    }


def _event(dossier: Dossier) -> dict[str, list[str]]:
    incident, place = dossier.incident, dossier.incident.place
    names = {origin.id: origin.name for origin in dossier.origins}
    notes = [
        f"{finding.label} [{finding.status}]: {answer.label}"
        f"{_behind(' says ', answer.origin_ids, names)}{_behind(' denied by ', answer.denied_by, names)}"
        f" (claims: {', '.join(answer.claim_ids)})"
        for finding in dossier.findings
        for answer in finding.answers
    ]
    return {
        "name": [incident.name],
        "startDate": _some(incident.when.first if incident.when else None),
        "endDate": _some(incident.when.last if incident.when else None),
        "location": _some(place.name if place else None),
        "country": _some(place.country.lower() if place and place.country and place.country.isalpha() else None),
        "recordId": [incident.id],
        "notes": notes,
    }


def _behind(words: str, origin_ids: tuple[str, ...], names: dict[str, str]) -> str:
    return f";{words}{', '.join(names[key] for key in origin_ids)}" if origin_ids else ""


def _edges(dossier: Dossier) -> Iterator[dict[str, object]]:
    copies = {copy.report_id for copy in dossier.copies}
    for report in dossier.reports:
        claims = [claim for claim in dossier.claims if claim.report_id == report.id]
        roles = {_ROLES["copy"]} if report.id in copies else {_ROLES[claim.polarity] for claim in claims}
        ident = content_id("doc", {"report": report.id, "incident": dossier.incident.id})
        properties = {
            "document": [report.id],
            "entity": [dossier.incident.id],
            "role": sorted(roles),
            "date": _some((report.published or "")[:_DAY]),
            "description": [f"{said(claim)} (claim: {claim.id})" for claim in claims],
        }
        yield _entity(ident, "Documentation", f"{report.id} on {dossier.incident.id}", properties)


def _statements(material: Material) -> Iterator[dict[str, object]]:
    for dossier in material.dossiers:
        incident = dossier.incident
        known = {origin.id for origin in dossier.origins if origin.known}
        origin_of = {chain.claim_id: chain.origin_id for chain in dossier.chains}
        language = {report.id: codes.language3(report.language) for report in dossier.reports}
        for claim in dossier.claims:
            origin_id = origin_of.get(claim.id, "")
            dataset = origin_id if origin_id in known else _NOBODY
            yield _statement(incident.id, dataset, claim, language.get(claim.report_id))
        yield _named(incident.id, incident.name)


def _statement(entity_id: str, dataset: str, claim: Claim, language: str | None) -> dict[str, object]:
    value = f"{said(claim)} (claim: {claim.id})"
    return {
        "id": _key(dataset, entity_id, "notes", value, language),
        "entity_id": entity_id,
        "canonical_id": entity_id,
        "prop": "notes",
        "prop_type": "text",
        "schema": "Event",
        "value": value,
        "dataset": dataset,
        "lang": language,
        "original_value": claim.span.quote,
        "external": False,
        "first_seen": None,
        "last_seen": None,
        "origin": claim.report_id,
    }


def _named(entity_id: str, name: str) -> dict[str, object]:
    return {
        "id": _key("sayso", entity_id, "name", name, None),
        "entity_id": entity_id,
        "canonical_id": entity_id,
        "prop": "name",
        "prop_type": "name",
        "schema": "Event",
        "value": name,
        "dataset": "sayso",
        "lang": None,
        "original_value": None,
        "external": False,
        "first_seen": None,
        "last_seen": None,
        "origin": None,
    }


def _key(dataset: str, entity_id: str, prop: str, value: str, language: str | None) -> str:
    """Return a statement's id as FollowTheMoney 4 computes it."""
    key = f"{dataset}.{entity_id}.{prop}.{value}" + (f"@{language}" if language else "")
    return hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()


def _schema(origin: Origin) -> str:
    return codes.schema_of(origin.kind, "ftm") or "LegalEntity"


def _some(value: str | None) -> list[str]:
    return [value] if value else []


FORMAT: Final = Format(
    name="ftm",
    title="FollowTheMoney entities and statements",
    makes="case.ftm.json",
    loses="Claims of no incident; counts, denials and hedges but as notes; chains link by link; decisions.",
    write=write,
)
