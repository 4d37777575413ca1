"""The place index on disk: sorted keys of folded names, and one row for each place.

In: a folder written by `build`. Out: rows for keys, and `Spot`s for rows. Columns are mapped, not read, so that
opening costs milliseconds and memory follows use. Nothing here judges which place is meant.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from math import log2
from mmap import ACCESS_READ, mmap
from sys import byteorder
from typing import TYPE_CHECKING, Final, Literal, Self

from sayso.errors import PackError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Kind = Literal["city", "admin", "country", "region", "capital"]
KINDS: Final[tuple[Kind, ...]] = ("city", "admin", "country", "region", "capital")
FORMAT: Final = 1
# The columns, little-endian, and their types as `struct` names them. `keys` and `sounds` hold the upper bits of
# a key, a row and one bit for "strong"; `radius` is in tenths of a kilometre.
COLUMNS: Final = {
    "keys": "Q", "sounds": "Q", "lat": "f", "lon": "f", "country": "B", "admin": "i", "size": "B", "radius": "H",
    "kind": "B", "id": "I", "name_offsets": "I", "names": "B",
}  # fmt: skip
_STEPS: Final = 8
_MEND: Final = "Build the index again, or import the gazetteer again."


@dataclass(frozen=True, slots=True)
class Spot:
    """One row of the index.

    Attributes:
        row: its number; rows of a second index are counted from where the first one ends.
        name: canonical name in ASCII letters.
        radius_km: how far the place reaches from its point.
        admin: row of the first-order division it lies in, or -1.
        geonames_id: 0 where the row is not GeoNames'.
    """

    row: int
    name: str
    kind: Kind
    lat: float
    lon: float
    country: str
    admin: int
    population: int
    radius_km: float
    geonames_id: int


class Index:
    """Places by folded name and by sound, read from a folder of mapped columns."""

    def __init__(self, folder: Path, base: int = 0) -> None:
        """Map the columns in `folder`; `base` is added to row numbers given out.

        Raises:
            PackError: where the folder holds no index of this format.
        """
        self.base = base
        try:
            meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
            if meta["format"] != FORMAT or byteorder != "little":
                raise PackError(folder.name, f"place index of format {meta['format']}", _MEND)
            columns = {name: _mapped(folder / f"{name}.bin", code) for name, code in COLUMNS.items()}
            self._row_bits: int = meta["row_bits"]
            self._countries: list[str] = meta["countries"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise PackError(folder.name, f"not a place index ({error})", _MEND) from error
        self._columns = columns
        self.size = len(columns["lat"])
        self.spot = lru_cache(maxsize=8192)(self._spot)

    @classmethod
    def open(cls, folder: Path, base: int = 0) -> Self:
        """Return the index in `folder`."""
        return cls(folder, base)

    def rows_of(self, key: int) -> tuple[tuple[int, bool], ...]:
        """Return (row, strong) for every place with a name of this 64-bit key.

        `strong` is False where the name sounds nothing like the canonical one (an old or foreign name).
        """
        return self._search(self._columns["keys"], key)

    def rows_sounding(self, key: int) -> tuple[tuple[int, bool], ...]:
        """Return the rows whose canonical name has the sound of this 64-bit key."""
        return self._search(self._columns["sounds"], key)

    def _search(self, column: memoryview, key: int) -> tuple[tuple[int, bool], ...]:
        bits = self._row_bits + 1
        low = key >> bits << bits
        at = bisect_left(column, low)
        found: list[tuple[int, bool]] = []
        while at < len(column) and (entry := column[at]) >> bits == low >> bits:
            found.append((((entry >> 1) & ((1 << self._row_bits) - 1)) + self.base, bool(entry & 1)))
            at += 1
        return tuple(found)

    def _spot(self, row: int) -> Spot:
        at = row - self.base
        columns = self._columns
        admin = columns["admin"][at]
        name = bytes(columns["names"][columns["name_offsets"][at] : columns["name_offsets"][at + 1]]).decode("ascii")
        return Spot(
            row=row,
            name=name,
            kind=KINDS[columns["kind"][at]],
            lat=round(columns["lat"][at], 5),
            lon=round(columns["lon"][at], 5),
            country=self._countries[columns["country"][at]],
            admin=admin + self.base if admin >= 0 else -1,
            population=population_of(columns["size"][at]),
            radius_km=columns["radius"][at] / 10,
            geonames_id=columns["id"][at],
        )

    def ids(self) -> Iterator[int]:
        """Yield the GeoNames id of every row that has one."""
        yield from (ident for ident in self._columns["id"] if ident)

    def rows_of_kind(self, kind: Kind) -> list[int]:
        """Return the rows of one kind, in order."""
        kinds = bytes(self._columns["kind"])
        wanted = bytes([KINDS.index(kind)])
        rows: list[int] = []
        at = kinds.find(wanted)
        while at >= 0:
            rows.append(at + self.base)
            at = kinds.find(wanted, at + 1)
        return rows


def _mapped(path: Path, code: str) -> memoryview:
    with path.open("rb") as stream:
        return memoryview(mmap(stream.fileno(), 0, access=ACCESS_READ)).cast(code)  # type: ignore[call-overload, no-any-return]  # one of the codes of `COLUMNS`


def size_of(population: int) -> int:
    """Return a population as one byte, eight steps to a doubling."""
    return min(255, round(_STEPS * log2(population + 1)))


def population_of(size: int) -> int:
    """Return the population that `size_of` packed, within 5 %."""
    return round(2 ** (size / _STEPS)) - 1
