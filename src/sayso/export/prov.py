"""Where each claim comes from, in the W3C's provenance ontology (PROV-O).

In: a `Material`. Out: one JSON-LD document with its context inside. Claims are quoted from reports and attributed to
origins; copies are derived from originals; reading and reviewing are activities of software and of people. Every
claim names the chain's links in words; what an answer is worth is no matter of provenance, so findings stay out.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from sayso.decisions import in_force
from sayso.export.files import write_lines
from sayso.export.names import urn, web
from sayso.export.registry import Format
from sayso.export.words import said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.export.material import Material
    from sayso.model import Claim, Dossier

_LINKS: Final = (
    *("wasQuotedFrom", "hadPrimarySource", "wasDerivedFrom", "wasAttributedTo", "alternateOf", "wasGeneratedBy"),
    *("wasAssociatedWith", "used", "wasInvalidatedBy", "specializationOf"),
)
CONTEXT: Final = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "sayso": "urn:sayso:terms:",
    "label": "rdfs:label",
    "value": "prov:value",
    **{name: {"@id": f"prov:{name}", "@type": "@id"} for name in _LINKS},
    "page": "sayso:page",
    "endedAtTime": {"@id": "prov:endedAtTime", "@type": "xsd:dateTime"},
}
_JUDGED: Final = {"c": "claim", "r": "report", "o": "origin", "f": "finding", "i": "incident", "d": "decision"}


def write(material: Material, target: Path) -> tuple[Path, ...]:
    """Write the document."""
    graph = [*_software(material), *_reports(material)]
    seen: set[str] = set()
    for dossier in material.dossiers:
        for entry in (*_agents(dossier), *_claims(dossier), *_copies(dossier)):
            key = json.dumps(entry, sort_keys=True)
            if key not in seen:
                seen.add(key)
                graph.append(entry)
    inside = {claim.id for dossier in material.dossiers for claim in dossier.claims}
    graph.extend(_claim(claim) for claim in material.claims if claim.id not in inside)
    graph.extend(_decisions(material))
    document = {"@context": CONTEXT, "@graph": graph}
    return (write_lines(target, [json.dumps(document, ensure_ascii=False, indent=1)]),)


def _software(material: Material) -> Iterator[dict[str, object]]:
    for reader in material.readers:
        agent = urn("software", reader)
        yield {"@id": agent, "@type": ["prov:Agent", "prov:SoftwareAgent"], "label": reader}
        yield {"@id": urn("reading", reader), "@type": "prov:Activity", "wasAssociatedWith": agent}


def _reports(material: Material) -> Iterator[dict[str, object]]:
    for report in material.reports:
        entry: dict[str, object] = {
            "@id": urn("report", report.id),
            "@type": "prov:Entity",
            "label": report.title or report.id,
            "sayso:sha256": report.sha256,
            "sayso:text_sha256": report.text_sha256,
        }
        page = web(report.url)
        if page:
            entry["page"] = page
        if report.published:
            entry["sayso:published"] = report.published
        yield entry
        if report.outlet:
            outlet = urn("outlet", report.outlet)
            yield {"@id": outlet, "@type": ["prov:Agent", "prov:Organization"], "label": report.outlet}
            yield {"@id": entry["@id"], "wasAttributedTo": outlet}


def _agents(dossier: Dossier) -> Iterator[dict[str, object]]:
    for origin in dossier.origins:
        if origin.known:
            yield {"@id": urn("origin", origin.id), "@type": "prov:Agent", "label": origin.name}


def _claims(dossier: Dossier) -> Iterator[dict[str, object]]:
    chains = {chain.claim_id: chain for chain in dossier.chains}
    known = {origin.id for origin in dossier.origins if origin.known}
    for claim in dossier.claims:
        entry, chain = _claim(claim), chains.get(claim.id)
        if chain is not None:
            entry["sayso:chain"] = " → ".join(chain.links)
            if chain.origin_id in known:
                entry["wasAttributedTo"] = urn("origin", chain.origin_id)
        yield entry


def _claim(claim: Claim) -> dict[str, object]:
    entry: dict[str, object] = {
        "@id": urn("claim", claim.id),
        "@type": "prov:Entity",
        "label": said(claim),
        "value": claim.span.quote,
        "wasQuotedFrom": urn("report", claim.report_id),
        "wasGeneratedBy": urn("reading", claim.reader),
        "sayso:start": claim.span.start,
        "sayso:end": claim.span.end,
        "sayso:polarity": claim.polarity,
    }
    if claim.hedge:
        entry["sayso:hedge"] = claim.hedge.span.quote
    return entry


def _copies(dossier: Dossier) -> Iterator[dict[str, object]]:
    for copy in dossier.copies:
        tie = "alternateOf" if copy.kind == "same" else "wasDerivedFrom"
        original = urn("report", copy.of_report_id)
        yield {"@id": urn("report", copy.report_id), tie: original, "sayso:copy": copy.kind}


def _decisions(material: Material) -> Iterator[dict[str, object]]:
    standing = {decision.id for decision in in_force(material.decisions)}
    for decision in material.decisions:
        reviewer, activity = urn("reviewer", decision.reviewer), urn("decision", decision.id)
        judged = [_judged(key) for key in (decision.subject, decision.object) if key]
        yield {"@id": reviewer, "@type": ["prov:Agent", "prov:Person"], "label": decision.reviewer}
        entry: dict[str, object] = {
            "@id": activity,
            "@type": "prov:Activity",
            "label": decision.verdict,
            "wasAssociatedWith": reviewer,
            "used": judged,
            "endedAtTime": decision.at,
            "sayso:in_force": decision.id in standing,
        }
        if decision.note:
            entry["sayso:note"] = decision.note
        yield entry
        if decision.verdict == "reject" and decision.id in standing and decision.subject.startswith("c-"):
            yield {"@id": judged[0], "wasInvalidatedBy": activity}


def _judged(ident: str) -> str:
    return urn(_JUDGED.get(ident.partition("-")[0], "thing"), ident)


FORMAT: Final = Format(
    name="prov",
    title="Provenance of every claim in PROV-O",
    makes="provenance.jsonld",
    loses="Findings: what answers come to is no matter of provenance.",
    write=write,
)
