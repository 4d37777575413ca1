"""A place index of any length, built a row at a time in bounded memory.

In: `Entry` values in a stream. Out: the same files that `build.write` makes from a list. Columns are written as rows
arrive; keys go to buckets by their first byte, and each bucket is sorted by itself.
"""

from __future__ import annotations

import json
from array import array
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np

from sayso.registry.places.build import ascii_name, forms_of
from sayso.registry.places.fold import key_of
from sayso.registry.places.index import COLUMNS, FORMAT, KINDS, size_of
from sayso.registry.places.sound import sound_key

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from sayso.registry.places.build import Entry

_BUCKETS: Final = 256
_FEWEST_BITS: Final = 18
_HELD: Final = 4096  # values of a column or bucket that wait for being written
_SORTED: Final = ("keys", "sounds")


class Stream:
    """An index being written.

    Args:
        folder: made if it is not there; must hold nothing else.
        most: no more rows than this will come.
    """

    def __init__(self, folder: Path, most: int) -> None:
        """Open the columns."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._bits = max(_FEWEST_BITS, most.bit_length())
        self._mask = (1 << 64) - (1 << (self._bits + 1))
        self._countries: dict[str, int] = {}
        self._open = ExitStack()
        self._columns = {name: _Column(self._file(f"{name}.bin"), code) for name, code in COLUMNS.items()}
        self._buckets = {
            name: [_Column(self._file(f"{name}-{at:02x}.part"), "Q") for at in range(_BUCKETS)] for name in _SORTED
        }
        self._columns["name_offsets"].add(0)
        self._named = 0
        self.rows = 0

    def __enter__(self) -> Self:
        """Return the stream itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the files; an index that was not finished is none."""
        self._open.close()

    def add(self, entry: Entry) -> None:
        """File one place."""
        canonical = (ascii_name(entry.name) or "?").encode("ascii")
        self._named += len(canonical)
        for form, strong in forms_of(entry):
            self._key("keys", key_of(form), strong)
        if entry.kind != "country":
            self._key("sounds", key_of(sound_key(canonical.decode("ascii"))), 1)
        values: dict[str, float] = {
            "lat": entry.lat,
            "lon": entry.lon,
            "country": self._countries.setdefault(entry.country, len(self._countries)),
            "admin": entry.admin,
            "size": size_of(entry.population),
            "radius": min(65535, round(entry.radius_km * 10)),
            "kind": KINDS.index(entry.kind),
            "id": entry.geonames_id,
            "name_offsets": self._named,
        }
        for name, value in values.items():
            self._columns[name].add(value)
        self._columns["names"].extend(canonical)
        self.rows += 1

    def finish(self) -> None:
        """Sort the keys and write what tells how to read the columns."""
        for name in _SORTED:
            for at, bucket in enumerate(self._buckets[name]):
                bucket.flush()
                part = self._folder / f"{name}-{at:02x}.part"
                self._columns[name].write(_sorted(np.fromfile(part, "<u8")))
                bucket.close()
                part.unlink()
        for column in self._columns.values():
            column.flush()
        meta = {"format": FORMAT, "row_bits": self._bits, "countries": list(self._countries), "places": self.rows}
        (self._folder / "meta.json").write_text(json.dumps(meta, ensure_ascii=False) + "\n", encoding="utf-8")

    def _key(self, name: str, key: int, strong: int) -> None:
        packed = (key & self._mask) | self.rows << 1 | strong
        self._buckets[name][packed >> 56].add(packed)

    def _file(self, name: str) -> BinaryIO:
        return self._open.enter_context((self._folder / name).open("wb"))


class _Column:
    """Values of one type on their way to a file."""

    def __init__(self, stream: BinaryIO, code: str) -> None:
        self._stream = stream
        self._values: array[Any] = array(code)

    def add(self, value: float) -> None:
        self._values.append(value)
        if len(self._values) >= _HELD:
            self.flush()

    def extend(self, values: bytes) -> None:
        self._values.extend(values)
        if len(self._values) >= _HELD:
            self.flush()

    def write(self, values: bytes) -> None:
        self._stream.write(values)

    def flush(self) -> None:
        self._stream.write(self._values.tobytes())
        self._stream.flush()
        del self._values[:]

    def close(self) -> None:
        self._stream.close()


def _sorted(packed: np.ndarray[tuple[int], np.dtype[np.uint64]]) -> bytes:
    """Sorted and each key of a row once, strong where any of its names is."""
    packed.sort()
    last = np.append(packed[1:] >> np.uint64(1) != packed[:-1] >> np.uint64(1), [True])[: len(packed)]
    return bytes(packed[last].tobytes())
