"""A gazetteer of the user's own: a GeoNames dump or a table of places, line by line.

In: a file. Out: `Entry` values, and for each line that is none a `Rejected` that names it. The GeoNames format is the
19 tab-separated columns of its dumps (`allCountries.txt`, `SY.txt`), of which populated places (class P) and
divisions (class A) are taken; a table has a header line with at least name, lat and lon.
"""

from __future__ import annotations

import csv
import gzip
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TextIO

from sayso.errors import PackError
from sayso.model import Rejected
from sayso.registry.places.build import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_GEONAMES: Final = 19  # columns
_TAKEN: Final = {"P": "city", "A": "admin"}
# What a table may call its columns.
_COLUMNS: Final = {
    "name": ("name", "place", "asciiname"),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "lng", "long", "longitude", "x"),
    "names": ("names", "alternatenames", "alternate_names", "aliases"),
    "country": ("country", "countrycode", "country_code", "iso2"),
    "population": ("population", "pop"),
    "radius_km": ("radius_km", "radius"),
}
_ARABIC: Final = frozenset(
    [
        "AE",
        "BH",
        "DJ",
        "DZ",
        "EG",
        "EH",
        "IQ",
        "JO",
        "KM",
        "KW",
        "LB",
        "LY",
        "MA",
        "MR",
        "OM",
        "PS",
        "QA",
        "SA",
        "SD",
        "SO",
        "SY",
        "TD",
        "TN",
        "YE",
    ]
)
_MOST_NAMES: Final = 60  # a capital has hundreds, most of them transliterations of one another
_LONGEST_LINE: Final = 1_000_000
_LIMITS: Final = {"lat": 90.0, "lon": 180.0}
_MOST_PEOPLE: Final = 10_000_000_000
_WIDEST_KM: Final = 6_000  # half of Russia; the index keeps tenths of kilometres in 16 bits
_HIGHEST_ID: Final = 2**31 - 1  # the index keeps ids in 32 bits


def entries_of(file: Path) -> Iterator[Entry | Rejected | None]:
    """Yield what each line of a gazetteer says: a place, a rejection, or None for a line of another kind.

    Raises:
        PackError: for a file that is neither a GeoNames dump nor a table with the columns that are needed, or one
            named `.gz` that cannot be unpacked.
        OSError: where it cannot be read.
    """
    with _opened(file) as stream:
        csv.field_size_limit(_LONGEST_LINE)
        first = stream.readline(_LONGEST_LINE)
        tabs = first.count("\t")
        stream.seek(0)
        if tabs == _GEONAMES - 1 and not _is_header(first.split("\t")):
            for number, line in enumerate(stream, 1):
                yield _of_geonames(f"{file.name}:{number}", line)
            return
        delimiter = "\t" if tabs else max(",;", key=first.count)
        table = csv.DictReader(stream, delimiter=delimiter)
        columns = _columns(file.name, table.fieldnames or ())
        for row in table:
            yield _of_row(f"{file.name}:{table.line_num}", row, columns)


def lines_in(file: Path) -> int:
    """Return how many lines a file has: no more places than that."""
    with _opened(file) as stream:
        return sum(1 for _ in stream)


@contextmanager
def _opened(file: Path) -> Iterator[TextIO]:
    if file.suffix != ".gz":
        with file.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
            yield stream
        return
    try:
        with gzip.open(file, "rt", encoding="utf-8-sig", errors="replace", newline="") as stream:
            yield stream
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise PackError(file.name, f"cannot be unpacked ({error})", "Fetch it again, or unpack it first.") from error


def _is_header(cells: list[str]) -> bool:
    return any(cell.strip().casefold() in _COLUMNS["lat"] for cell in cells)


def _columns(name: str, header: object) -> dict[str, str]:
    given = {str(cell).strip().casefold(): str(cell) for cell in header or ()}  # type: ignore[attr-defined]
    found = {key: given[word] for key, words in _COLUMNS.items() for word in words if word in given}
    missing = [key for key in ("name", "lat", "lon") if key not in found]
    if missing:
        mend = "A table needs a header with name, lat and lon; a GeoNames dump has 19 columns between tabs."
        raise PackError(name, f"no column {', '.join(missing)}", mend)
    return found


def _of_geonames(where: str, line: str) -> Entry | Rejected | None:
    cells = line.rstrip("\r\n").split("\t")
    if len(cells) != _GEONAMES:
        return Rejected(
            subject=where, problem=f"{len(cells)} columns, not {_GEONAMES}", mend="Mend or drop the line."
        )
    kind = _TAKEN.get(cells[6])
    if kind is None:
        return None
    row = {
        "name": cells[1], "names": cells[3].replace(",", "|"), "lat": cells[4], "lon": cells[5],
        "country": cells[8], "population": cells[14], "id": cells[0],
    }  # fmt: skip
    return _entry(where, row, kind)


def _of_row(where: str, row: Mapping[str, str | None], columns: Mapping[str, str]) -> Entry | Rejected:
    return _entry(where, {key: row.get(column) or "" for key, column in columns.items()}, "city")


def _entry(where: str, row: Mapping[str, str], kind: str) -> Entry | Rejected:
    name = row["name"].strip()
    if not name:
        return Rejected(subject=where, problem="no name", mend="Give the place a name, or drop the line.")
    try:
        point = {axis: float(row[axis].replace(",", ".")) for axis in _LIMITS}
        population = int(float(row.get("population") or 0))
        radius = float(row.get("radius_km") or 0)
        ident = int(row.get("id") or 0)
    except (ValueError, OverflowError) as error:
        return Rejected(subject=where, problem=f"{name}: {error}", mend="Give numbers, with a point or comma.")
    sizes = ("population", population, _MOST_PEOPLE), ("radius_km", radius, _WIDEST_KM), ("id", ident, _HIGHEST_ID)
    for word, size, most in sizes:
        if not size <= most:
            problem = f"{name}: {word} {size} is over {most}"
            return Rejected(subject=where, problem=problem, mend="Check the order of the columns.")
    for axis, limit in _LIMITS.items():
        if not -limit <= point[axis] <= limit:
            problem = f"{name}: {axis} {point[axis]} is beyond ±{limit:.0f}"
            return Rejected(subject=where, problem=problem, mend="Check the order of latitude and longitude.")
    country = row.get("country", "").strip().upper()
    country = country if len(country) == len("SY") and country.isascii() and country.isalpha() else ""
    others = [part.strip() for part in row.get("names", "").replace(";", "|").split("|")]
    return Entry(
        name=name,
        names=tuple(dict.fromkeys(part for part in others if part and part != name))[:_MOST_NAMES],
        kind="admin" if kind == "admin" else "city",
        lat=point["lat"],
        lon=point["lon"],
        country=country,
        population=max(0, population),
        radius_km=max(0.0, radius),
        geonames_id=max(0, ident),
        arabic=country in _ARABIC,
    )
