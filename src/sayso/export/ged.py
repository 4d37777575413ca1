"""Incidents as rows of UCDP GED's shape: 49 columns, one incident a row, figures by a named policy.

In: a `Material` with a policy that fills `low` and `high`. Out: a CSV file, a sidecar that says why each cell is
what it is and what it loses, and a list of incidents that GED does not record (nobody killed, no day). `best` stays
empty unless the policy chose one: it is an analyst's decision. Ids begin with `SAYSO-`. Columns after GED 25.1.
"""

from __future__ import annotations

from dataclasses import replace
from math import floor
from typing import TYPE_CHECKING, Final

from sayso.export import codes
from sayso.export.acled import row_id
from sayso.export.filled import Filled, LeftOut, Row, of_figure, written
from sayso.export.registry import Format
from sayso.export.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sayso.export.material import Material
    from sayso.export.scene import Side
    from sayso.model import Figure

COLUMNS: Final = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id"),
    *("conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id"),
    *("side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources"),
    *("source_article", "source_office", "source_date", "source_headline", "source_original", "where_prec"),
    *("where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt"),
    *("priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end"),
    *("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob"),
)
_WHERE: Final = {"exact": 1, "near": 2, "admin": 4, "country": 6}
_LOSES: Final = "who gives which figure, the wounded, figures for kinds of people"
# Longest period in days → GED's precision of the day.
_DAYS: Final = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))


def write(material: Material, target: Path) -> tuple[Path, ...]:
    """Write the rows, their sidecar and what was left out."""
    rows: list[Row] = []
    left_out: list[LeftOut] = []
    by_cell = material.by_cell()
    for dossier in material.dossiers:
        scene = Scene(dossier)
        figures = by_cell[dossier.incident.id]
        why_not = _unrecorded(scene, figures)
        if why_not:
            left_out.append(LeftOut(dossier=dossier, why=why_not))
            continue
        cells = {
            "id": Filled(value=row_id(dossier), rule="minted", why="sayso's own id, never one of UCDP's"),
            **_sides(scene),
            **_sources(scene, figures),
            **_where(scene),
            **_time(scene),
            **_deaths(figures),
        }
        rows.append(Row(id=row_id(dossier), dossier=dossier, cells=cells))
    return written(target, COLUMNS, rows, left_out)


def priogrid(lat: float, lon: float) -> int:
    """Return the number of the PRIO-GRID cell (half a degree wide, from the south-west corner of the world)."""
    row, column = min(floor((lat + 90) * 2), 359), min(floor((lon + 180) * 2), 719)
    return row * 720 + column + 1


def _unrecorded(scene: Scene, figures: Mapping[str, Figure]) -> str:
    days = scene.days()
    high = figures["high"].value if "high" in figures else None
    if not isinstance(high, int) or high < 1:
        return "no report tells of a person killed, and GED records an event from one death on"
    if days is None:
        return "no report tells the day, and GED records none without"
    if (days[1] - days[0]).days >= _DAYS[-1][0]:
        return "the day is not known to the year, and GED records a year at the widest"
    return ""


def _sides(scene: Scene) -> dict[str, Filled]:
    first, second = scene.sides()
    cells: dict[str, Filled] = {}
    for letter, side in (("a", first), ("b", second)):
        if side is not None:
            civilians = side.party_id == "role.civilians"
            cells[f"side_{letter}"] = replace(side.name, value="Civilians") if civilians else side.name
            number = codes.state_number(codes.state_of(side.party_id))
            if number is not None:
                why = "Gleditsch and Ward's number of the state"
                cells[f"gwno{letter}"] = Filled(
                    value=number, rule="state-of-side", why=why, claim_ids=side.name.claim_ids
                )
    if first and second:
        both = (*first.name.claim_ids, *second.name.claim_ids)
        value = f"{cells['side_a'].value} - {cells['side_b'].value}"
        cells["dyad_name"] = Filled(value=value, rule="sides", why="side_a and side_b", claim_ids=both)
    kind = _violence(first, second)
    if kind:
        claims = tuple(c for side in (first, second) if side for c in side.name.claim_ids)
        cells["type_of_violence"] = Filled(value=kind[0], rule="by-sides", why=kind[1], claim_ids=claims)
    return cells


def _violence(first: Side | None, second: Side | None) -> tuple[int, str] | None:
    """Return GED's type of violence where the sides tell it; None where one of them is not named."""
    if first is None or second is None:
        return None
    if second.party_id == "role.civilians":
        return 3, "the only other side told of is civilians"
    if codes.is_state(first.party_id) or codes.is_state(second.party_id):
        return 1, "one side is a state's force"
    return (2, "neither side is a state's force") if first.party_id and second.party_id else None


def _sources(scene: Scene, figures: Mapping[str, Figure]) -> dict[str, Filled]:
    dossier = scene.dossier
    giving = {claim.report_id for claim in dossier.claims if not claim.background}
    used = [report for report in dossier.reports if report.id in giving]
    claims = tuple(claim.id for claim in dossier.claims if claim.report_id in giving)
    lists = {
        "source_office": [_listed(report.outlet) for report in used],
        "source_date": [(report.published or "")[:10] for report in used],
        "source_headline": [_listed(report.title) for report in used],
    }
    article = [f'"{",".join(parts)}"' for parts in zip(*lists.values(), strict=True)]
    why = "reports that give claims, copies too"
    cells = {
        "number_of_sources": Filled(value=len(used), rule="reports", why=why, claim_ids=claims),
        "source_article": Filled(value=";".join(article), rule="reports", why=why, claim_ids=claims),
        "event_clarity": Filled(value=1, rule="one-incident", why="the reports tell of one event", claim_ids=claims),
    }
    cells |= {
        name: Filled(value=";".join(values), rule="reports", why=why, claim_ids=claims)
        for name, values in lists.items()
    }
    killed = [cell for name in ("low", "best", "high") if (cell := figures.get(name))]
    behind = tuple(dict.fromkeys(claim_id for cell in killed for claim_id in cell.claim_ids))
    original = ";".join(scene.origins_of(behind))
    if original:
        cells["source_original"] = Filled(
            value=original,
            rule="origins-of-figures",
            why="the origins of the figures in low, best and high",
            claim_ids=behind,
            loses="which origin gives which figure, and who is independent of whom",
        )
    return cells


def _listed(text: str | None) -> str:
    """Return text that cannot be taken for two items of a list."""
    return (text or "").replace(";", ",").replace('"', "'").replace("\n", " ")


def _where(scene: Scene) -> dict[str, Filled]:
    place, country = scene.place, scene.country
    if place is None:
        return {}
    why = f"the place that most reports tell, located as {place.precision}"
    cells = {
        "where_coordinates": scene.placed(place.name, "place-told", why),
        "where_description": scene.placed(f"{place.name} ({place.precision})", "place-told", why),
    }
    if place.precision in _WHERE:
        cells["where_prec"] = scene.placed(_WHERE[place.precision], "precision-of-place", why)
    if place.admin:
        cells["adm_1"] = scene.placed(place.admin, "admin-of-place", "the gazetteer's first division")
    if place.lat is not None and place.lon is not None:
        lat, lon = round(place.lat, 6), round(place.lon, 6)
        point = "the gazetteer's point of the place"
        cells["latitude"] = scene.placed(lat, "point-of-place", point)
        cells["longitude"] = scene.placed(lon, "point-of-place", point)
        cells["geom_wkt"] = scene.placed(f"POINT ({lon} {lat})", "point-of-place", point)
        cells["priogrid_gid"] = scene.placed(priogrid(lat, lon), "point-of-place", "the cell of the point")
    if country:
        for column, value in (
            ("country", codes.country_name(country, "ged")),
            ("country_id", codes.state_number(country)),
            ("region", codes.region(country, "ged")),
        ):
            if value is not None:
                cells[column] = scene.placed(value, "country-of-place", f"the place lies in {country}")
    return cells


def _time(scene: Scene) -> dict[str, Filled]:
    days = scene.days()
    if days is None:
        return {}
    first, last = days
    length = (last - first).days + 1
    precision = next(code for most, code in _DAYS if length <= most)
    why = "the day is told" if length == 1 else f"between {first} and {last}"
    return {
        "year": scene.dated(first.year, "first-day", "the year of date_start"),
        "date_prec": scene.dated(precision, "length", why),
        "date_start": scene.dated(f"{first} 00:00:00.000", "first-day", why),
        "date_end": scene.dated(f"{last} 00:00:00.000", "last-day", why),
    }


def _deaths(figures: Mapping[str, Figure]) -> dict[str, Filled]:
    """Return the columns of deaths; those of kinds of people only where a best estimate was chosen to divide."""
    cells = {
        name: filled
        for name in ("low", "high", "best", "deaths_civilians")
        if (filled := of_figure(figures.get(name), loses=_LOSES)) and filled.value is not None
    }
    best = cells.get("best")
    if best is None or not isinstance(best.value, int):
        return {name: filled for name, filled in cells.items() if name in {"low", "high"}}
    civilians = cells.get("deaths_civilians")
    told = civilians.value if civilians is not None and isinstance(civilians.value, int) else 0
    civilian = min(told, best.value)
    if civilians is None or civilian != civilians.value:
        rule = "none-told" if civilians is None else "within-best"
        why = "no civilians told of" if civilians is None else "no more civilians than people in all"
        cells["deaths_civilians"] = Filled(value=civilian, rule=rule, why=why, policy=best.policy)
    nobody = "whose fighters died is not told: they are among deaths_unknown"
    for name in ("deaths_a", "deaths_b"):
        cells[name] = Filled(value=0, rule="side-not-told", why=nobody, policy=best.policy)
    cells["deaths_unknown"] = Filled(
        value=best.value - civilian,
        rule="rest-of-best",
        why="the best estimate without the civilians: fighters of a side not told, and people of no stated kind",
        claim_ids=best.claim_ids,
        policy=best.policy,
    )
    return cells


FORMAT: Final = Format(
    name="ged",
    title="UCDP GED-shaped events, with a sidecar for what the shape loses",
    makes="ged.csv",
    loses="The wounded, who says what and on whose word, disagreement over anything but the number: see the sidecar.",
    write=write,
    policy="ucdp-range",
    cells=("low", "high"),
)
