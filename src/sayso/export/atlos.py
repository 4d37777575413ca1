"""Incidents for Atlos: the CSV table of its bulk import, and the bodies of its API calls.

In: a `Material`. Out: a CSV file with the columns that Atlos asks for (`status`, `description`, `sensitive`, spelt
so) and some it can map, and beside it JSON bodies for `POST /api/v2/incidents/new`. Everything arrives as "To Do":
sayso completes nothing.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from sayso.export.files import beside, write_lines, write_rows
from sayso.export.names import web
from sayso.export.registry import Format

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.export.material import Material
    from sayso.model import Dossier

COLUMNS: Final = (
    *("status", "description", "sensitive", "date", "latitude", "longitude", "tags", "urls", "more_info"),
    *("sayso_incident", "sayso_claims"),
)
_STATUS: Final = "To Do"
# Casualties are told of: Atlos asks for one of its words, and this is the one that warns of them.
_GRAPHIC: Final = "Graphic Violence"
_PLAIN: Final = "Not Sensitive"


def write(material: Material, target: Path) -> tuple[Path, ...]:
    """Write the table, and the bodies beside it."""
    bodies = [_body(dossier) for dossier in material.dossiers]
    table = write_rows(target, COLUMNS, (_row(*pair) for pair in zip(material.dossiers, bodies, strict=True)))
    document = json.dumps(bodies, ensure_ascii=False, indent=1)
    return table, write_lines(beside(target, ".api.json"), [document])


def _body(dossier: Dossier) -> dict[str, object]:
    incident, place = dossier.incident, dossier.incident.place
    hurt = any(finding.question in {"killed", "wounded"} for finding in dossier.findings)
    urls = dict.fromkeys(url for report in dossier.reports if (url := web(report.url)))
    body: dict[str, object] = {
        "description": f"Reported incident: {incident.name}",
        "sensitive": [_GRAPHIC if hurt else _PLAIN],
        "status": _STATUS,
        "tags": ["sayso", *dict.fromkeys(finding.status for finding in dossier.findings)],
        "urls": list(urls),
        "more_info": "\n".join(
            f"{finding.label} [{finding.status}]: {' / '.join(answer.label for answer in finding.answers)}"
            for finding in dossier.findings
        ),
    }
    if place and place.lat is not None and place.lon is not None:
        body["geolocation"] = f"{place.lat},{place.lon}"
    return body


def _row(dossier: Dossier, body: dict[str, object]) -> tuple[str | float | None, ...]:
    incident, place = dossier.incident, dossier.incident.place
    lists = {name: value for name, value in body.items() if isinstance(value, list)}
    return (
        *(_STATUS, str(body["description"]), ", ".join(lists["sensitive"])),
        incident.when.first if incident.when else None,
        *((place.lat, place.lon) if place else (None, None)),
        *(", ".join(lists["tags"]), ", ".join(lists["urls"]), str(body["more_info"])),
        *(incident.id, " ".join(incident.claim_ids)),
    )


FORMAT: Final = Format(
    name="atlos",
    title="Incidents for Atlos: bulk import table and API bodies",
    makes="atlos.csv",
    loses="Claims' words, chains, copies; who says what is in more_info without the origins.",
    write=write,
)
