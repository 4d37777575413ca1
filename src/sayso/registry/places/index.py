"""The place index on disk: sorted keys of folded names, and one row for each place.

In: a folder written by `build`. Out: rows for keys, and `Spot`s for rows. Arrays are mapped, not read, so that
opening costs milliseconds and memory follows use. Nothing here judges which place is meant.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from math import log2
from typing import TYPE_CHECKING, Final, Literal, Self, cast

from sayso.errors import PackError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

Kind = Literal["city", "admin", "country", "region"]
KINDS: Final[tuple[Kind, ...]] = ("city", "admin", "country", "region")
FORMAT: Final = 1
_SALT: Final = 0x5A5A5A5A5A5A5A5A  # keeps the keys of sounds apart from the keys of names
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
    """Places by folded name and by sound, read from a folder of mapped arrays."""

    def __init__(self, folder: Path, base: int = 0) -> None:
        """Map the arrays in `folder`; `base` is added to row numbers given out.

        Raises:
            PackError: where the folder holds no index of this format.
        """
        import numpy as np  # noqa: PLC0415  # heavy, and wanted only when places are looked up

        self._np = np
        self.base = base
        try:
            meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
            if meta["format"] != FORMAT:
                raise PackError(folder.name, f"place index of format {meta['format']}", _MEND)
            arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in meta["arrays"]}
        except (OSError, ValueError, KeyError) as error:
            raise PackError(folder.name, f"not a place index ({error})", _MEND) from error
        self._row_bits: int = meta["row_bits"]
        self._countries: list[str] = meta["countries"]
        self._keys: NDArray[np.uint64] = arrays["keys"]
        self._sounds: NDArray[np.uint64] = arrays["sounds"]
        self._columns = {name: arrays[name] for name in ("lat", "lon", "country", "admin", "size", "radius", "kind", "id")}
        self._offsets = arrays["name_offsets"]
        self._names = arrays["names"]
        self.size = len(self._columns["lat"])
        self.spot = lru_cache(maxsize=8192)(self._spot)

    @classmethod
    def open(cls, folder: Path, base: int = 0) -> Self:
        """Return the index in `folder`."""
        return cls(folder, base)

    def rows_of(self, keys: list[int]) -> list[tuple[tuple[int, bool], ...]]:
        """Return, for each 64-bit key of a folded name, its (row, strong) pairs.

        `strong` is False where the name sounds nothing like the canonical one (an old or foreign name).
        """
        return self._search(self._keys, keys)

    def rows_sounding(self, keys: list[int]) -> list[tuple[tuple[int, bool], ...]]:
        """Return, for each 64-bit key of a sound, the rows whose canonical name has that sound."""
        return self._search(self._sounds, [key ^ _SALT for key in keys])

    def _search(self, array: NDArray[np.uint64], keys: list[int]) -> list[tuple[tuple[int, bool], ...]]:
        np = self._np
        bits = self._row_bits + 1
        mask = (1 << 64) - (1 << bits)
        low = np.array([key & mask for key in keys], dtype=np.uint64)
        first = np.searchsorted(array, low)
        last = np.searchsorted(array, low | np.uint64((1 << bits) - 1), side="right")
        found: list[tuple[tuple[int, bool], ...]] = [()] * len(keys)
        for at in np.flatnonzero(first < last).tolist():
            packed = array[first[at] : last[at]].tolist()
            found[at] = tuple(
                (((entry >> 1) & ((1 << self._row_bits) - 1)) + self.base, bool(entry & 1)) for entry in packed
            )
        return found

    def _spot(self, row: int) -> Spot:
        at = row - self.base
        columns = self._columns
        admin = int(columns["admin"][at])
        name = bytes(self._names[int(self._offsets[at]) : int(self._offsets[at + 1])]).decode("ascii")
        return Spot(
            row=row,
            name=name,
            kind=KINDS[int(columns["kind"][at])],
            lat=round(float(columns["lat"][at]), 5),
            lon=round(float(columns["lon"][at]), 5),
            country=self._countries[int(columns["country"][at])],
            admin=admin + self.base if admin >= 0 else -1,
            population=population_of(int(columns["size"][at])),
            radius_km=float(columns["radius"][at]),
            geonames_id=int(columns["id"][at]),
        )

    def all_rows(self, kinds: Iterable[Kind]) -> list[int]:
        """Return the rows of the given kinds, in order."""
        wanted = [KINDS.index(kind) for kind in kinds]
        rows = self._np.flatnonzero(self._np.isin(self._columns["kind"], wanted))
        return [int(row) + self.base for row in cast("list[int]", rows.tolist())]


def size_of(population: int) -> int:
    """Return a population as one byte, eight steps to a doubling."""
    return min(255, round(_STEPS * log2(population + 1)))


def population_of(size: int) -> int:
    """Return the population that `size_of` packed, within 5 %."""
    return round(2 ** (size / _STEPS)) - 1
