"""Incidents in the shape of Airwars' records: least and most per kind of people, a grading as a suggestion.

In: a `Material` with a policy that fills Airwars' fields. Out: one JSON file. Every figure and the grading carry
the rule that made them and the claims behind them, under `why`. Nothing is graded: `suggested` is for a person to
confirm.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from sayso.export.files import write_lines
from sayso.export.filled import findings_in_full
from sayso.export.registry import Format
from sayso.export.scene import Scene
from sayso.export.words import bounds
from sayso.model import CASUALTY_QUESTIONS

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.export.material import Material
    from sayso.model import Dossier, Figure

_PEOPLE: Final = {
    "killed_injured_civilian_non_combatants": ("killed_min", "killed_max", "injured_min", "injured_max"),
    "killed_injured_children": ("killed_min", "killed_max", "injured_min", "injured_max"),
    "killed_injured_belligerents": ("killed_min", "killed_max", "injured_min", "injured_max"),
}
CELLS: Final = tuple(f"{group}.{field}" for group, fields in _PEOPLE.items() for field in fields)
GRADING: Final = "civilian_harm_status"
_CIVILIANS: Final = "killed_injured_civilian_non_combatants"
# sayso's precision of places → Airwars' words.
_ACCURACY: Final = {"exact": "Town", "near": "City", "admin": "District", "country": "Province/governorate"}
_DAY: Final = 10


def write(material: Material, target: Path) -> tuple[Path, ...]:
    """Write the records as one JSON document."""
    figures = material.by_cell()
    document = {
        "sayso": {"version": material.version, "policy": material.policy.name if material.policy else None},
        "incidents": [_record(dossier, figures[dossier.incident.id]) for dossier in material.dossiers],
    }
    return (write_lines(target, [json.dumps(document, ensure_ascii=False, indent=1)]),)


def _record(dossier: Dossier, figures: dict[str, Figure]) -> dict[str, object]:
    incident, place, when = dossier.incident, dossier.incident.place, dossier.incident.when
    grade = figures.get(GRADING)
    dated = [report for report in dossier.reports if report.published]
    first = min(dated, key=lambda report: (report.published or "")[:_DAY], default=None)
    return {
        "unique_reference_code": f"SAYSO-{incident.id.removeprefix('i-')}",
        "incident_date": when.first if when else None,
        "incident_date_type": ("Single" if when.first == when.last else "Range") if when else None,
        "incident_date_end": when.last if when and when.last != when.first else None,
        "incident_first_reported": (first.published or "")[:_DAY] if first else None,
        "incident_first_reported_by": first.outlet if first else None,
        "incident_first_reported_by_url": first.url if first else None,
        "location_name": place.name if place else None,
        "region": place.admin if place else None,
        "country": place.country if place else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "geolocation_notes": f"location accuracy: {_ACCURACY.get(place.precision, 'Unknown')}" if place else None,
        "civilian_harm_reported": "Yes" if _harm(figures) else "None known",
        **_people(figures),
        "strike_status": None,
        "belligerents": _belligerents(dossier),
        GRADING: None,
        "suggested": {GRADING: grade.value, "rule": grade.rule, "why": grade.why, "claims": list(grade.claim_ids)}
        if grade
        else None,
        "sources": [
            {
                "source_name": report.outlet,
                "source_url": report.url,
                "source_language": report.language,
                "report": report.id,
                "copy_of": next((c.of_report_id for c in dossier.copies if c.report_id == report.id), None),
            }
            for report in dossier.reports
        ],
        "why": {cell: _why(figures[cell]) for cell in CELLS if cell in figures},
        "findings": findings_in_full(dossier),
    }


def _people(figures: dict[str, Figure]) -> dict[str, object]:
    return {
        group: {
            field: figures[f"{group}.{field}"].value if f"{group}.{field}" in figures else None for field in fields
        }
        for group, fields in _PEOPLE.items()
    }


def _harm(figures: dict[str, Figure]) -> bool:
    ends = [figures.get(f"{_CIVILIANS}.{end}") for end in ("killed_max", "injured_max")]
    return any(end is not None and isinstance(end.value, int) and end.value > 0 for end in ends)


def _belligerents(dossier: Dossier) -> list[dict[str, object]]:
    """Return the parties named as acting, with what each concedes itself."""
    return [
        {
            "belligerent_term": side.name.value,
            "belligerent_type": "Suspected",
            "belligerent_assessment": "not_yet_assessed",
            **_conceded(dossier, str(side.name.value)),
            "claims": list(side.name.claim_ids),
        }
        for side in Scene(dossier).sides()
        if side is not None and side.party_id != "role.civilians"
    ]


def _conceded(dossier: Dossier, party: str) -> dict[str, object]:
    names = {origin.id: origin.name for origin in dossier.origins}
    by = {chain.claim_id: names.get(chain.origin_id) for chain in dossier.chains}
    given = [
        (claim, *bounds(claim.answer))
        for claim in dossier.claims
        if claim.act == "concede" and claim.question in CASUALTY_QUESTIONS and by.get(claim.id) == party
    ]
    deaths = [(low, high) for claim, low, high in given if claim.question == "killed"]
    return {
        "civilian_deaths_conceded_min": min((low for low, _ in deaths if low is not None), default=None),
        "civilian_deaths_conceded_max": max((high for _, high in deaths if high is not None), default=None),
    }


def _why(figure: Figure) -> dict[str, object]:
    return {
        "policy": figure.policy,
        "rule": figure.rule,
        "why": figure.why,
        "claims": list(figure.claim_ids),
        "alternatives": [
            {"value": other.value, "label": other.label, "why_not": other.why_not, "claims": list(other.claim_ids)}
            for other in figure.alternatives
        ],
    }


FORMAT: Final = Format(
    name="airwars",
    title="Airwars-shaped records: least and most, a grading suggested",
    makes="airwars.json",
    loses="Chains link by link, hedges, the texts.",
    write=write,
    policy="airwars",
    cells=CELLS,
)
