"""Incidents as rows of ACLED's shape: 31 columns, one incident a row, figures by a named policy.

In: a `Material` with a policy that fills `fatalities`. Out: a CSV file, a sidecar that says why each cell is what
it is and what it loses, and a list of incidents that ACLED does not record. Ids begin with `SAYSO-`, so that no row
can be taken for ACLED's own. Columns after ACLED's codebook of 2025; what sayso does not know stays empty.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from sayso.export import codes
from sayso.export.filled import Filled, LeftOut, Row, of_figure, written
from sayso.export.registry import Format
from sayso.export.scale import source_scale
from sayso.export.scene import Scene, Side

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.export.material import Material
    from sayso.model import Dossier, Figure

COLUMNS: Final = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting"),
    *("iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision"),
    *("source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
)
_GEO: Final = {"exact": 1, "near": 2, "admin": 3, "country": 3}
_WEEK, _MONTH = 7, 31


def write(material: Material, target: Path) -> tuple[Path, ...]:
    """Write the rows, their sidecar and what was left out."""
    rows: list[Row] = []
    left_out: list[LeftOut] = []
    figures = material.by_cell()
    for dossier in material.dossiers:
        scene = Scene(dossier)
        why_not = _unrecorded(scene)
        if why_not:
            left_out.append(LeftOut(dossier=dossier, why=why_not))
            continue
        cells = {
            "event_id_cnty": Filled(value=row_id(dossier), rule="minted", why="sayso's own id, never one of ACLED's"),
            **_time(scene),
            **_deed(scene),
            **_where(scene),
            **_told(scene, figures[dossier.incident.id]),
        }
        rows.append(Row(id=row_id(dossier), dossier=dossier, cells=cells))
    return written(target, COLUMNS, rows, left_out)


def row_id(dossier: Dossier) -> str:
    """Return the id of an incident's row: `SAYSO-` and the incident's own digits."""
    return f"SAYSO-{dossier.incident.id.removeprefix('i-')}"


def _unrecorded(scene: Scene) -> str:
    days = scene.days()
    if days is None:
        return "no report tells the day, and ACLED records none without"
    if (days[1] - days[0]).days >= _MONTH:
        return "the day is known to the year only, and ACLED records a month at the widest"
    return ""


def _time(scene: Scene) -> dict[str, Filled]:
    first, last = scene.days() or (datetime.min.replace(tzinfo=UTC).date(),) * 2
    length = (last - first).days + 1
    middle = first + timedelta(days=(length - 1) // 2)
    if length == 1:
        precision, rule, why = 1, "day-told", "the day is told"
    elif length <= _WEEK:
        precision, rule, why = 2, "middle-of-week", f"between {first} and {last}; the middle day stands for it"
    else:
        precision, rule, why = 3, "middle-of-month", f"between {first} and {last}; the middle day stands for it"
    return {
        "event_date": scene.dated(middle.isoformat(), rule, why),
        "year": scene.dated(middle.year, rule, "the year of event_date"),
        "time_precision": scene.dated(precision, rule, why),
    }


def _deed(scene: Scene) -> dict[str, Filled]:
    types, kind = scene.kind()
    first, second = scene.sides()
    if first is None and types["event_type"] != "Strategic developments":
        first = _nobody_named(scene)
    cells = {
        "disorder_type": _like(kind, codes.disorder(types["event_type"])),
        "event_type": kind,
        "sub_event_type": _like(kind, types["sub_event_type"]),
        **_actor(scene, first, 1),
        **_actor(scene, second, 2),
    }
    inters = [cells[name].value if name in cells else None for name in ("inter1", "inter2")]
    both = codes.interaction(*(str(kind) if kind else None for kind in inters))
    if both and all(cells.get(f"actor{n}") is None or inters[n - 1] for n in (1, 2)):
        cells["interaction"] = Filled(value=both, rule="inter-codes", why="inter1 and inter2 in the codebook's order")
    if second and second.party_id == "role.civilians":
        why = "the second actor is civilians"
        cells["civilian_targeting"] = Filled(
            value="Civilian targeting", rule="civilians-second", why=why, claim_ids=second.name.claim_ids
        )
    return cells


def _nobody_named(scene: Scene) -> Side:
    where = f" ({codes.country_name(scene.country, 'acled')})" if scene.country else ""
    why = "no party is named as acting; the codebook's word for that"
    name = Filled(value=f"Unidentified Armed Group{where}", rule="nobody-named", why=why)
    return Side(name=name, party_id="role.unknown")


def _actor(scene: Scene, side: Side | None, number: int) -> dict[str, Filled]:
    if side is None:
        return {}
    cells = {f"actor{number}": side.name}
    kind = codes.inter(side.party_id, scene.country)
    if kind:
        cells[f"inter{number}"] = _like(side.name, kind)
    return cells


def _where(scene: Scene) -> dict[str, Filled]:
    place, country = scene.place, scene.country
    if place is None:
        return {}
    why = f"the place that most reports tell, located as {place.precision}"
    cells = {"location": scene.placed(place.name, "place-told", why)}
    if country:
        for column, value in (
            ("iso", codes.iso_number(country)),
            ("region", codes.region(country, "acled")),
            ("country", codes.country_name(country, "acled")),
        ):
            if value is not None:
                cells[column] = scene.placed(value, "country-of-place", f"the place lies in {country}")
    if place.admin:
        cells["admin1"] = scene.placed(place.admin, "admin-of-place", "the gazetteer's first division")
    if place.lat is not None and place.lon is not None and place.precision in _GEO:
        where = "the gazetteer's point of the place"
        cells["latitude"] = scene.placed(round(place.lat, 4), "point-of-place", where)
        cells["longitude"] = scene.placed(round(place.lon, 4), "point-of-place", where)
        cells["geo_precision"] = scene.placed(_GEO[place.precision], "precision-of-place", why)
    return cells


def _told(scene: Scene, figures: dict[str, Figure]) -> dict[str, Filled]:
    dossier = scene.dossier
    copies = {copy.report_id for copy in dossier.copies}
    giving = {claim.report_id for claim in dossier.claims if not claim.background}
    used = [report for report in dossier.reports if report.id in giving and report.id not in copies]
    outlets = list(dict.fromkeys(report.outlet.replace(";", ",") for report in used if report.outlet))
    every = tuple(claim.id for claim in dossier.claims if claim.report_id in {report.id for report in used})
    cells = {
        "notes": Filled(
            value=_notes(scene),
            rule="built-from-fields",
            why="the day, the place and each finding's answers with the origins behind them; no sentence is quoted",
            claim_ids=tuple(dict.fromkeys(c for f in dossier.findings for a in f.answers for c in a.claim_ids)),
        )
    }
    if outlets:
        why = "outlets of the reports that give claims, copies left out"
        loses = "whom the outlets cite: see the findings"
        cells["source"] = Filled(value="; ".join(outlets), rule="outlets", why=why, claim_ids=every, loses=loses)
        scale = source_scale(outlets, scene.country)
        if scale:
            cells["source_scale"] = Filled(
                value=scale, rule="outlets", why="by what the registry knows of the outlets", claim_ids=every
            )
    fatalities = of_figure(figures.get("fatalities"), loses="least and most, who gives which figure, the wounded")
    if fatalities:
        cells["fatalities"] = fatalities
    newest = max(
        (moment for report in dossier.reports if (moment := report.captured or report.published)), default=""
    )
    stamp = _seconds(newest)
    if stamp is not None:
        why = "when the newest report was captured or published: there is no upload"
        cells["timestamp"] = Filled(value=stamp, rule="newest-report", why=why)
    return cells


def _notes(scene: Scene) -> str:
    first, last = scene.days() or (None, None)
    day = f"{first:%d %B %Y}" if first and first == last else f"a day between {first} and {last}"
    place = f", {scene.place.name}" if scene.place else ""
    names = {origin.id: origin.name for origin in scene.dossier.origins}
    told = []
    for finding in scene.dossier.findings:
        answers = []
        for answer in finding.answers:
            if set(answer.claim_ids) <= set(answer.earlier_claim_ids):
                continue
            who = ", ".join(names[key] for key in answer.origin_ids)
            against = ", ".join(names[key] for key in answer.denied_by)
            said = who or ("" if against else "origin unknown")
            denied = f"denied by {against}" if against else ""
            answers.append(f"{answer.label} ({'; '.join(part for part in (said, denied) if part)})")
        told.append(f"{finding.label} [{finding.status}]: {' / '.join(answers)}.")
    return " ".join([f"On {day}{place}:", *told])


def _seconds(moment: str) -> int | None:
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return int((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp())


def _like(filled: Filled, value: str) -> Filled:
    return Filled(value=value, rule=filled.rule, why=filled.why, claim_ids=filled.claim_ids, mentions=filled.mentions)


FORMAT: Final = Format(
    name="acled",
    title="ACLED-shaped events, with a sidecar for what the shape loses",
    makes="events.csv",
    loses="Least and most, the wounded, who says what and on whose word, disagreement and denials: see the sidecar.",
    write=write,
    policy="acled",
    cells=("fatalities",),
)
