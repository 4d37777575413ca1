"""Measure places and days: found on reports whose incidents' places and days are known.

    python -m benchmarks.places ../shared

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
from dataclasses import replace
from pathlib import Path
from typing import Any

from sayso.model import Mention, Passage, Place, Report
from sayso.read.mentions import main_day, main_place, mentions_of
from sayso.registry.places import Places
from sayso.registry.places.near import distance_km

NEAR_KM, CITY_KM, FAR_KM = 30.0, 10.0, 161.0  # 161 km is the hundred miles of the geoparsing literature


def lines_of(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def mentions(row: dict[str, Any], places: Places) -> tuple[Mention, ...]:
    """Return what a report of either set mentions; every line is a passage."""
    language, text = row.get("lang") or "und", row["text"]
    report = Report(
        id=row["id"], text=text, sha256="", text_sha256="", language=language, language_confidence=1.0,
        published=row.get("published") or row.get("date"),
    )  # fmt: skip
    passages, at = [], 0
    for index, line in enumerate(text.split("\n")):
        if line.strip():
            passages.append(
                Passage(report_id=report.id, index=index, start=at, end=at + len(line), text=line, language=language)
            )
        at += len(line) + 1
    return mentions_of(report, passages, places)


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
        found = mentions(row, places)
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


def airwars(folder: Path, places: Places) -> None:
    """Print the figures on Airwars-Syria: per incident, the place that most of its reports' weight names."""
    path = folder / "bench" / "incidents" / "airwars_syria_incidents.jsonl"
    if not path.exists():
        print(f"airwars: skipped, {path} is absent")
        return
    reports = {
        row["id"]: row for row in lines_of(path.with_name("airwars_syria_reports.jsonl")) if not row.get("junk")
    }
    counts: dict[str, int] = defaultdict(int)
    for incident in lines_of(path):
        found = [
            mention for name in incident["reports"] if name in reports for mention in mentions(reports[name], places)
        ]
        if not found:
            continue
        spots = [each for each in found if each.kind == "place" and each.place and each.place.precision != "country"]
        best = main_place(_pooled(spots))
        governorate = admin_of(incident["gold"]["governorate"], places)
        if governorate is not None:
            counts["governed"] += 1
            counts["governorate"] += best is not None and governorate in {best.admin, best.name}
            counts["governorate named"] += any(
                governorate in {each.place.admin, each.place.name} for each in spots if each.place
            )
        if incident["latlon"]:
            point = (incident["latlon"][0], incident["latlon"][1])
            counts["pointed"] += 1
            for km in (CITY_KM, NEAR_KM, FAR_KM):
                counts[f"main {km}"] += away(best, point) <= km
                counts[f"any {km}"] += any(away(each.place, point) <= km for each in spots)
            words = f"{incident['gold']['location_en']}, {incident['gold']['governorate']}, Syria"
            spot = located(words, places)
            counts["gazetteer"] += spot is not None and distance_km(*spot, *point) <= CITY_KM
    print("airwars: incidents of Syria, places pooled over each incident's reports")
    print(f"  right governorate                        {share(counts['governorate'], counts['governed'])}")
    print(f"  right governorate among those named      {share(counts['governorate named'], counts['governed'])}")
    for km in (CITY_KM, NEAR_KM, FAR_KM):
        print(f"  main place within {km:3.0f} km                {share(counts[f'main {km}'], counts['pointed'])}")
        print(f"  a place within {km:3.0f} km                   {share(counts[f'any {km}'], counts['pointed'])}")
    print(f"  the analysts' own name found within 10 km {share(counts['gazetteer'], counts['pointed'])}")


def _pooled(spots: list[Mention]) -> list[Mention]:
    weights: dict[str, float] = defaultdict(float)
    first: dict[str, Mention] = {}
    for each in spots:
        weights[each.value] += each.weight
        first.setdefault(each.value, each)
    most = max(weights.values(), default=1.0)
    return [_weighted(first[value], weight / most) for value, weight in weights.items()]


def _weighted(mention: Mention, weight: float) -> Mention:
    return replace(mention, weight=weight)


def admin_of(name: str | None, places: Places) -> str | None:
    """Return the canonical name of a Syrian governorate."""
    if not name:
        return None
    found = places.find(f"the province of {name}, Syria", "en")
    return next((each.place.name for mention in found for each in mention.candidates
                 if each.place.precision == "admin" and each.place.country == "SY"), None)  # fmt: skip


def main() -> None:
    """Print every part's figures, then size and memory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder that holds gold/ and bench/")
    folder = parser.parse_args().folder
    places = Places.load()
    started = time.process_time()
    places.find("Bakhmut", "en")
    print(f"first look-up {1000 * (time.process_time() - started):.0f} ms")
    gold(folder, places)
    airwars(folder, places)
    size = sum(path.stat().st_size for path in places.folder.iterdir())
    print(
        f"index {size / 1e6:.1f} MB, peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )


if __name__ == "__main__":
    main()
