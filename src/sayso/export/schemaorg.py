"""Claims as schema.org `Claim`, and reviewers' verdicts as `ClaimReview`.

In: a `Material`. Out: one JSON-LD document with its context inside, so that reading it needs no network. A
`ClaimReview` is made from a reviewer's accept or reject of a claim and from nothing else: no status of a finding
becomes a rating.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from sayso.decisions import in_force
from sayso.export import codes
from sayso.export.files import write_lines
from sayso.export.names import urn, web
from sayso.export.registry import Format
from sayso.export.words import said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.export.material import Material
    from sayso.model import Claim, Decision, Dossier, Origin, Report

CONTEXT: Final = {"@vocab": "https://schema.org/", "sayso": "urn:sayso:terms:"}
_VERDICTS: Final = {"accept": "Accepted by a reviewer", "reject": "Rejected by a reviewer"}


def write(material: Material, target: Path) -> tuple[Path, ...]:
    """Write the document."""
    graph = [entry for dossier in material.dossiers for entry in _claims(dossier)]
    reports = {report.id: report for report in material.reports}
    inside = {claim.id for dossier in material.dossiers for claim in dossier.claims}
    alone = (claim for claim in material.claims if claim.id not in inside)
    graph.extend(_claim(claim, reports[claim.report_id], None) for claim in alone)
    graph.extend(_reviews(material))
    document = {"@context": CONTEXT, "@graph": graph}
    return (write_lines(target, [json.dumps(document, ensure_ascii=False, indent=1)]),)


def _claims(dossier: Dossier) -> Iterator[dict[str, object]]:
    reports = {report.id: report for report in dossier.reports}
    origins = {origin.id: origin for origin in dossier.origins}
    origin_of = {chain.claim_id: chain.origin_id for chain in dossier.chains}
    copies = {copy.report_id: copy.of_report_id for copy in dossier.copies}
    first = _first_reports(dossier, origin_of)
    for claim in dossier.claims:
        report = reports[claim.report_id]
        entry = _claim(claim, report, reports.get(copies.get(report.id, "")))
        incident = dossier.incident
        entry["about"] = {"@type": "Event", "@id": urn("incident", incident.id), "name": incident.name}
        origin = origins.get(origin_of.get(claim.id, ""))
        if origin is not None and origin.known:
            entry["author"] = _author(origin)
            earliest = first.get((origin.id, said(claim)))
            if earliest is not None:
                entry["firstAppearance"] = _document(reports[earliest], reports.get(copies.get(earliest, "")))
        yield entry


def _claim(claim: Claim, report: Report, original: Report | None) -> dict[str, object]:
    entry: dict[str, object] = {
        "@type": "Claim",
        "@id": urn("claim", claim.id),
        "identifier": claim.id,
        "text": claim.span.quote,
        "name": said(claim),
        "inLanguage": report.language,
        "appearance": _document(report, original),
        "sayso:polarity": claim.polarity,
        "sayso:start": claim.span.start,
        "sayso:end": claim.span.end,
    }
    if report.published:
        entry["datePublished"] = report.published
    if claim.hedge:
        entry["sayso:hedge"] = claim.hedge.span.quote
    return entry


def _first_reports(dossier: Dossier, origin_of: dict[str, str]) -> dict[tuple[str, str], str]:
    """Return, per origin and statement, the earliest dated report that carries it."""
    dated = {report.id: report.published for report in dossier.reports if report.published}
    found: dict[tuple[str, str], str] = {}
    for claim in dossier.claims:
        key = (origin_of.get(claim.id, ""), said(claim))
        known = found.get(key)
        if claim.report_id in dated and (known is None or dated[claim.report_id] < dated[known]):
            found[key] = claim.report_id
    return found


def _document(report: Report, original: Report | None) -> dict[str, object]:
    entry: dict[str, object] = {
        "@type": "NewsArticle",
        "@id": urn("report", report.id),
        "inLanguage": report.language,
    }
    address = web(report.url)
    if address:
        entry["url"] = address
    if report.title:
        entry["headline"] = report.title
    if report.published:
        entry["datePublished"] = report.published
    if report.outlet:
        entry["publisher"] = {"@type": "NewsMediaOrganization", "name": report.outlet}
    if original is not None:
        entry["isBasedOn"] = _document(original, None)
    return entry


def _author(origin: Origin) -> dict[str, object]:
    kind = codes.schema_of(origin.kind, "schemaorg") or "Organization"
    return {"@type": kind, "@id": urn("origin", origin.id), "name": origin.name}


def _reviews(material: Material) -> Iterator[dict[str, object]]:
    claims = {claim.id: claim for claim in material.claims}
    for decision in in_force(material.decisions):
        if decision.verdict in _VERDICTS and decision.subject in claims:
            yield _review(decision, claims[decision.subject])


def _review(decision: Decision, claim: Claim) -> dict[str, object]:
    rating: dict[str, object] = {"@type": "Rating", "alternateName": _VERDICTS[decision.verdict]}
    if decision.note:
        rating["ratingExplanation"] = decision.note
    return {
        "@type": "ClaimReview",
        "@id": urn("decision", decision.id),
        "url": urn("decision", decision.id),
        "claimReviewed": claim.span.quote,
        "itemReviewed": {"@id": urn("claim", claim.id)},
        "reviewRating": rating,
        "author": {"@type": "Person", "name": decision.reviewer},
        "datePublished": decision.at,
    }


FORMAT: Final = Format(
    name="schema.org",
    title="Claims as schema.org Claim; ClaimReview from reviewers' verdicts only",
    makes="claims.jsonld",
    loses="Findings, how answers stand to each other, copies' evidence: schema.org has no words for them.",
    write=write,
)
