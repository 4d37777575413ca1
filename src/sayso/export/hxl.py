"""Incidents as a CSV table with HXL hashtags, for humanitarian tools.

In: a `Material` with a policy that fills `killed_min` and its like. Out: a CSV file: headers, the row of hashtags,
one row per incident. Tags as in HXL 1.1 and OCHA's own mappings of event data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sayso.export.files import write_rows
from sayso.export.geojson import CELLS, independent, overall
from sayso.export.registry import Format

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.export.files import Cell
    from sayso.export.material import Material

COLUMNS: Final = {
    "incident": "#event+id",
    "name": "#event+name",
    "first day": "#date+start",
    "last day": "#date+end",
    "place": "#loc+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "place precision": "#geo+precision",
    "admin 1": "#adm1+name",
    "country": "#country+code+v_iso2",
    "killed, least": "#affected+killed+min",
    "killed, most": "#affected+killed+max",
    "injured, least": "#affected+injured+min",
    "injured, most": "#affected+injured+max",
    "status": "#status",
    "reports": "#meta+reports+num",
    "independent origins": "#meta+origins+num",
    "outlets": "#meta+source",
    "addresses": "#meta+url",
    "claims": "#meta+claims",
    "policy": "#meta+policy",
}


def write(material: Material, target: Path) -> tuple[Path, ...]:
    """Write headers, hashtags and rows."""
    return (write_rows(target, tuple(COLUMNS), [tuple(COLUMNS.values())], _rows(material)),)


def _rows(material: Material) -> Iterator[tuple[Cell, ...]]:
    by_cell = material.by_cell()
    for dossier in material.dossiers:
        incident, place, when = dossier.incident, dossier.incident.place, dossier.incident.when
        figures = by_cell[incident.id]
        outlets = dict.fromkeys(report.outlet for report in dossier.reports if report.outlet)
        urls = dict.fromkeys(report.url for report in dossier.reports if report.url)
        claims = dict.fromkeys(c for cell in CELLS if cell in figures for c in figures[cell].claim_ids)
        yield (
            *(incident.id, incident.name, when.first if when else None, when.last if when else None),
            *((place.name, place.lat, place.lon, place.precision, place.admin) if place else (None,) * 5),
            place.country if place else None,
            *(figures[cell].value if cell in figures else None for cell in CELLS),
            *(overall(dossier), len(incident.report_ids), independent(dossier)),
            *("; ".join(outlets), " ".join(urls), " ".join(claims)),
            material.policy.name if material.policy else None,
        )


FORMAT: Final = Format(
    name="hxl",
    title="Incidents as a CSV table with HXL hashtags",
    makes="incidents-hxl.csv",
    loses="Everything but one line of figures per incident and the claims they rest on.",
    write=write,
    policy="literal",
    cells=CELLS,
)
