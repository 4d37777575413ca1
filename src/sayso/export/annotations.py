"""Claims as W3C Web Annotations on the reports' texts.

In: a `Material`. Out: one AnnotationCollection. Each annotation selects the claim's exact words twice: by quote
with what stands before and after, and by position in code points of the text whose SHA-256 it names.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from sayso.export.files import write_lines
from sayso.export.names import page_of, urn
from sayso.export.registry import Format
from sayso.export.relations import homes
from sayso.export.words import said

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.export.material import Material
    from sayso.model import Chain, Claim, Report

_AROUND: Final = 32
_CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"


def write(material: Material, target: Path) -> tuple[Path, ...]:
    """Write the collection, all of it on one page."""
    reports = {report.id: report for report in material.reports}
    home = homes(material)
    items = [_annotation(claim, reports[claim.report_id], home.get(claim.id), material) for claim in material.claims]
    collection = {
        "@context": _CONTEXT,
        "id": urn("case", material.name),
        "type": "AnnotationCollection",
        "label": f"Claims of {material.name}",
        "total": len(items),
        "first": {
            "id": urn("case", f"{material.name}.1"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }
    return (write_lines(target, [json.dumps(collection, ensure_ascii=False, indent=1)]),)


def _annotation(
    claim: Claim, report: Report, home: tuple[str, Chain] | None, material: Material
) -> dict[str, object]:
    start, end = claim.span.start, claim.span.end
    body: list[dict[str, object]] = [
        {"type": "TextualBody", "purpose": "describing", "value": said(claim), "format": "text/plain"},
        {"type": "TextualBody", "purpose": "tagging", "value": claim.question},
    ]
    if claim.polarity == "denied":
        body.append({"type": "TextualBody", "purpose": "tagging", "value": "denied"})
    if home is not None:
        incident_id, chain = home
        chained = " → ".join(chain.links)
        body.append({"type": "TextualBody", "purpose": "describing", "value": f"on the word of: {chained}"})
        body.append({"type": "SpecificResource", "purpose": "linking", "source": urn("incident", incident_id)})
    state = [{"type": "TimeState", "sourceDate": report.captured}] if report.captured else []
    return {
        "id": urn("claim", claim.id),
        "type": "Annotation",
        "motivation": "classifying",
        "generator": {"id": urn("software", f"sayso-{material.version}"), "type": "Software", "name": claim.reader},
        "body": body,
        "target": {
            "type": "SpecificResource",
            "source": page_of(report.id, report.url),
            "scope": urn("text", report.text_sha256),
            **({"state": state} if state else {}),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": claim.span.quote,
                    "prefix": report.text[max(0, start - _AROUND) : start],
                    "suffix": report.text[end : end + _AROUND],
                },
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        },
    }


FORMAT: Final = Format(
    name="annotations",
    title="Claims as W3C Web Annotations on the texts",
    makes="annotations.jsonld",
    loses="Findings, copies and decisions.",
    write=write,
)
