"""Incidents on a map: GeoJSON (RFC 7946), one feature per incident.

In: a `Material` with a policy that fills `killed_min` and its like. Out: one FeatureCollection, coordinates as
longitude and latitude in WGS 84. An incident whose place is not located has no geometry, and is never put at 0, 0.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from sayso.export.files import write_lines
from sayso.export.filled import findings_in_full
from sayso.export.registry import Format

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.export.material import Material
    from sayso.model import Dossier, Figure, Place

CELLS: Final = ("killed_min", "killed_max", "injured_min", "injured_max")
_METRES: Final = 1000


def write(material: Material, target: Path) -> tuple[Path, ...]:
    """Write the feature collection, one feature a line."""
    policy = material.policy.name if material.policy else None
    head = {
        "type": "FeatureCollection",
        "name": material.name,
        "sayso": {"version": material.version, "policy": policy},
    }
    figures = material.by_cell()
    features = [
        json.dumps(_feature(dossier, figures[dossier.incident.id], policy), ensure_ascii=False)
        for dossier in material.dossiers
    ]
    lines = [f"{json.dumps(head, ensure_ascii=False)[:-1]}, " + '"features": [']
    lines += [f"{feature}," for feature in features[:-1]] + features[-1:]
    return (write_lines(target, [*lines, "]}"]),)


def independent(dossier: Dossier) -> int:
    """Return how many independent origins stand behind the incident's answers: those of one side are one."""
    origins = {origin.id: origin for origin in dossier.origins if origin.known}
    behind = {
        key for f in dossier.findings for a in f.answers for key in (*a.origin_ids, *a.denied_by) if key in origins
    }
    return len({origins[key].side or key for key in behind})


def _feature(dossier: Dossier, figures: dict[str, Figure], policy: str | None) -> dict[str, object]:
    incident, place, when = dossier.incident, dossier.incident.place, dossier.incident.when
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": _point(place),
        "properties": {
            "incident_id": incident.id,
            "name": incident.name,
            "date_start": when.first if when else None,
            "date_end": when.last if when else None,
            "date_precision": when.precision if when else None,
            "place_name": place.name if place else None,
            "place_precision": place.precision if place else None,
            "uncertainty_m": _metres(place),
            "country": place.country if place else None,
            **{cell: figures[cell].value if cell in figures else None for cell in CELLS},
            "policy": policy,
            "figure_claims": {cell: list(figures[cell].claim_ids) for cell in CELLS if cell in figures},
            "n_reports": len(incident.report_ids),
            "n_independent_origins": independent(dossier),
            "n_contradicting": sum(finding.status == "contested" for finding in dossier.findings),
            "status": overall(dossier),
            "findings": findings_in_full(dossier),
        },
    }


def overall(dossier: Dossier) -> str:
    """Return the most troubled status among the findings; "unattributed" where there is none."""
    order = ("under review", "contested", "single-origin", "agreed", "unattributed")
    found = {finding.status for finding in dossier.findings}
    return next((status for status in order if status in found), "unattributed")


def _point(place: Place | None) -> dict[str, object] | None:
    if place is None or place.lat is None or place.lon is None:
        return None
    return {"type": "Point", "coordinates": [round(place.lon, 6), round(place.lat, 6)]}


def _metres(place: Place | None) -> int | None:
    if place is None or place.uncertainty_km is None:
        return None
    return round(place.uncertainty_km * _METRES)


FORMAT: Final = Format(
    name="geojson",
    title="Incidents on a map",
    makes="incidents.geojson",
    loses="Claims' words, chains, copies and decisions.",
    write=write,
    policy="literal",
    cells=CELLS,
)
