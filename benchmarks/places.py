"""Measure places and days: found on reports whose incidents' places and days are known.

    python -m benchmarks.places ../shared      places and days
    python -m benchmarks.places                what a look-up costs

In: a folder with `gold/` (dev_reports.jsonl, dev_gold.jsonl) and `bench/incidents/` (airwars_syria_*.jsonl); a part
that is absent is skipped with the reason. Out: a table. Gold's places are in words ("Qamishli, Hasakah, Syria"), and
are located by the shipped index, part by part; Airwars' are coordinates set by analysts, and governorates.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.config import Settings
from sayso.group import incident_from, years_of
from sayso.intake import passages_of
from sayso.intake.dates import iso_date
from sayso.model import Incident, Place, Reading, Report
from sayso.read.mentions import main_day, main_place, mentions_of
from sayso.registry.places import Places
from sayso.registry.places.near import distance_km

if TYPE_CHECKING:
    from collections.abc import Iterable

LOOK_UPS = 3000
NEAR_KM, CITY_KM, FAR_KM = 30.0, 10.0, 161.0  # 161 km is the hundred miles of the geoparsing literature


def lines_of(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def report_of(row: dict[str, Any]) -> Report:
    """Return a report of either set."""
    return Report(
        id=row["id"], text=row["text"], sha256="", text_sha256="", language=row.get("lang") or "und",
        language_confidence=1.0, published=_published(row), title=row.get("title"), url=row.get("url"),
    )  # fmt: skip


def _published(row: dict[str, Any]) -> str | None:
    """Return a report's date as taking it in gives it; the sets call it differently."""
    written = row.get("published") or row.get("date")
    return iso_date(written, row.get("lang")) if written else None


def reading_of(report: Report, places: Places) -> Reading:
    """Return what a report mentions, as a reading without claims."""
    mentions = mentions_of(report, passages_of(report, Settings()), places)
    return Reading(report_id=report.id, claims=(), mentions=mentions, reader="places")


def incident_at(
    ids: Iterable[str],
    reports: dict[str, Report],
    readings: dict[str, Reading],
    years: dict[int, float] | None = None,
) -> Incident | None:
    """Return the incident that some reports make, as `sayso` places and dates it; None where there is no report."""
    known = [report_id for report_id in ids if report_id in readings]
    return incident_from(known, reports, readings, years) if known else None


def away(place: Place | None, point: tuple[float, float]) -> float:
    """Return the kilometres between a place and a point; infinite for no place or one without a point."""
    if place is None or place.lat is None or place.lon is None or place.precision == "country":
        return float("inf")
    return distance_km(place.lat, place.lon, *point)


def located(words: str, places: Places) -> tuple[float, float] | None:
    """Return the point of a place in words, such as "Ganja, Azerbaijan"."""
    found = [each.place for each in places.resolve(places.find(words, "en"))]
    points = [each for each in found if each.precision in {"exact", "near"}] or [
        each for each in found if each.precision == "admin"
    ]
    return (
        (points[0].lat, points[0].lon) if points and points[0].lat is not None and points[0].lon is not None else None
    )


def share(part: int, whole: int) -> str:
    """Return a share with its counts."""
    return f"{part / whole:.3f} ({part}/{whole})" if whole else "none to measure"


def gold(folder: Path, places: Places) -> None:
    """Print the figures on the gold development reports."""
    reports = folder / "gold" / "dev_reports.jsonl"
    if not reports.exists():
        print(f"gold: skipped, {reports} is absent")
        return
    truth = {row["id"]: row for row in lines_of(folder / "gold" / "dev_gold.jsonl")}
    rows = [row for row in lines_of(reports) if row["id"] in truth and truth[row["id"]].get("incident_date")]
    counts: dict[str, int] = defaultdict(int)
    points = {words: located(words, places) for words in sorted({truth[row["id"]]["incident_place"] for row in rows})}
    started = time.process_time()
    for row in rows:
        found = reading_of(report_of(row), places).mentions
        wanted = truth[row["id"]]
        point, day = points[wanted["incident_place"]], wanted["incident_date"]
        when = main_day(found, row["published"])
        right = when is not None and when.first <= day <= when.last
        stated = any(each.kind == "day" and each.value in {day, f"-{day[4:]}"} for each in found)
        counts["day"] += right
        counts["day stated"] += stated
        counts["dated"] += len(row["published"] or "") >= len(day)
        counts["day of dated"] += right and len(row["published"] or "") >= len(day)
        if point is not None:
            counts["located"] += 1
            counts["any near"] += any(each.kind == "place" and away(each.place, point) <= NEAR_KM for each in found)
            counts["main near"] += away(main_place(found), point) <= NEAR_KM
    seconds = time.process_time() - started
    print(f"gold: {len(rows)} reports, {len(rows) / seconds:.0f} a CPU second")
    print(f"  main day is the incident's               {share(counts['day'], len(rows))}")
    print(f"  … of reports with a date                 {share(counts['day of dated'], counts['dated'])}")
    print(f"  the incident's day among the days named  {share(counts['day stated'], len(rows))}")
    print(f"  a place within {NEAR_KM:.0f} km                    {share(counts['any near'], counts['located'])}")
    print(f"  main place within {NEAR_KM:.0f} km                 {share(counts['main near'], counts['located'])}")


def airwars(folder: Path, places: Places, *, shown: bool) -> None:  # noqa: PLR0915  # one count a line
    """Print the figures on Airwars-Syria: the places and days of its incidents, made of the reports that it lists."""
    path = folder / "bench" / "incidents" / "airwars_syria_incidents.jsonl"
    if not path.exists():
        print(f"airwars: skipped, {path} is absent")
        return
    rows = lines_of(path.with_name("airwars_syria_reports.jsonl"))
    reports = {row["id"]: report_of(row) for row in rows if not row.get("junk")}
    readings = {report.id: reading_of(report, places) for report in reports.values()}
    years = years_of(reports.values(), readings)
    counts: dict[str, int] = defaultdict(int)
    for row in lines_of(path):
        incident = incident_at(row["reports"], reports, readings, years)
        if incident is None:
            counts["without a report"] += 1
            continue
        spots = [
            each.place
            for name in incident.report_ids
            for each in readings[name].mentions
            if each.kind == "place" and each.place and each.place.precision != "country"
        ]
        counts["incidents"] += 1
        counts["placeless"] += not spots
        governorate = admin_of(row["gold"]["governorate"], places)
        best, wrong = incident.place, []
        if governorate is not None:
            right = best is not None and governorate in {best.admin, best.name}
            counts["governed"] += 1
            counts["governorate"] += right
            counts["governorate named"] += any(governorate in {each.admin, each.name} for each in spots)
            wrong += [] if right else [f"governorate {governorate}"]
        if row["latlon"]:
            point = (row["latlon"][0], row["latlon"][1])
            counts["pointed"] += 1
            for km in (CITY_KM, NEAR_KM, FAR_KM):
                counts[f"main {km}"] += away(best, point) <= km
                counts[f"any {km}"] += any(away(each, point) <= km for each in spots)
            words = f"{row['gold']['location_en']}, {row['gold']['governorate']}, Syria"
            spot = located(words, places)
            counts["gazetteer"] += spot is not None and distance_km(*spot, *point) <= CITY_KM
            wrong += [] if away(best, point) <= CITY_KM else [f"{away(best, point):.0f} km off"]
        day = row["gold"]["date"]
        told = incident.when.first if incident.when else None
        named = {each.value for name in incident.report_ids for each in readings[name].mentions if each.kind == "day"}
        alone = incident_at(row["reports"], reports, readings)
        counts["dated"] += day is not None and told is not None
        counts["day alone"] += bool(alone and alone.when and alone.when.first == day)
        counts["day"] += day is not None and told == day
        counts["day of dated"] += day is not None
        counts["day named"] += day in named or (day is not None and f"-{day[4:]}" in named)
        counts["day with its year named"] += day in named
        wrong += [] if told in {day, None} else [f"day {told}, not {day}"]
        if wrong and shown:
            print(f"  {row['id']} {row['gold']['location_en']} ≠ {best.name if best else None}: {'; '.join(wrong)}")
    print(f"airwars: {counts['incidents']} incidents of Syria; {counts['without a report']} more have no report")
    print(f"  whose reports name no place              {counts['placeless']}")
    print(f"  right governorate                        {share(counts['governorate'], counts['governed'])}")
    print(f"  right governorate among those named      {share(counts['governorate named'], counts['governed'])}")
    for km in (CITY_KM, NEAR_KM, FAR_KM):
        print(f"  the incident within {km:3.0f} km               {share(counts[f'main {km}'], counts['pointed'])}")
        print(f"  a place within {km:3.0f} km                   {share(counts[f'any {km}'], counts['pointed'])}")
    print(f"  the analysts' own name found within 10 km {share(counts['gazetteer'], counts['pointed'])}")
    print(f"  day exact, of all                        {share(counts['day'], counts['day of dated'])}")
    print(f"  … without the years of other incidents   {share(counts['day alone'], counts['day of dated'])}")
    print(f"  day exact, where one is given            {share(counts['day'], counts['dated'])}")
    print(f"  the day named, its year left open or not {share(counts['day named'], counts['day of dated'])}")
    print(f"  its year named too {' ' * 23}{share(counts['day with its year named'], counts['day of dated'])}")


def admin_of(name: str | None, places: Places) -> str | None:
    """Return the canonical name of a Syrian governorate."""
    if not name:
        return None
    found = places.find(f"the province of {name}, Syria", "en")
    return next((each.place.name for mention in found for each in mention.candidates
                 if each.place.precision == "admin" and each.place.country == "SY"), None)  # fmt: skip


def cost() -> None:
    """Print what the index costs a process that does nothing else: time, memory, size."""
    before = resident()
    places = Places.load()
    started = time.perf_counter()
    places.find("Bakhmut", "en")
    print(f"first look-up {1000 * (time.perf_counter() - started):.0f} ms")
    words = [
        ("Bakhmut", "en"),
        ("Хасеке", "uk"),
        ("حلب", "ar"),
        ("Halep'te", "tr"),
        ("под Камышлы", "ru"),
        ("Tripoli", "en"),
    ]
    for text, language in words:
        places.resolve(places.find(text, language))
    started = time.perf_counter()
    for at in range(LOOK_UPS):
        text, language = words[at % len(words)]
        places.resolve(places.find(text, language))
    seconds = time.perf_counter() - started
    size = sum(path.stat().st_size for path in places.folder.iterdir())
    print(f"{LOOK_UPS / seconds:,.0f} look-ups a second, found and resolved")
    print(f"{resident():.0f} MB resident, {resident() - before:.0f} MB of them the index and its data")
    print(f"index {size / 1e6:.1f} MB on disk")


def resident() -> float:
    """Return the megabytes of memory that this process holds now (Linux)."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6


def main() -> int:
    """Print every part's figures, or what a look-up costs; return 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "folder", type=Path, nargs="?", help="the folder that holds gold/ and bench/; cost alone without"
    )
    parser.add_argument("--errors", action="store_true", help="name the incidents that are misplaced or misdated")
    args = parser.parse_args()
    folder = args.folder
    if folder is None:
        cost()
        return 0
    places = Places.load()
    gold(folder, places)
    airwars(folder, places, shown=args.errors)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
