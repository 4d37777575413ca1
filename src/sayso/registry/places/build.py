"""Building a place index: rows of places to a folder of arrays.

In: `Entry` values, from GeoNames or a user's own gazetteer. Out: the files that `index.Index` maps. The same
entries in the same order give byte-identical files.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sayso.registry.places.fold import fold, key_of
from sayso.registry.places.index import _SALT, FORMAT, KINDS, Kind, size_of
from sayso.registry.places.rules import article_forms
from sayso.registry.places.sound import sound_key, sounds_like

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_ALIKE: Final = 0.6  # names above this are spellings of one name; below, old, foreign or other names
_SPECIAL: Final = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ə": "a",
                                 "Ə": "A", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "þ": "th", "ð": "d"})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place to be filed.

    Attributes:
        admin: position (among the entries given) of the division it lies in, or -1.
        arabic: its names may be written with and without the Arabic article.
    """

    name: str
    names: tuple[str, ...]
    kind: Kind
    lat: float
    lon: float
    country: str
    population: int = 0
    radius_km: float = 0.0
    admin: int = -1
    geonames_id: int = 0
    arabic: bool = False


def ascii_name(name: str) -> str:
    """Return `name` in ASCII: marks dropped, quotes for ayn and hamza left out."""
    parts = unicodedata.normalize("NFKD", name.translate(_SPECIAL))
    kept = "".join(part for part in parts if part.isascii() and (part.isalnum() or part in " -.'(),/"))
    return " ".join(kept.split())


def write(folder: Path, entries: Iterable[Entry]) -> int:
    """Write the index of `entries` into `folder` and return the number of keys in it."""
    import numpy as np  # noqa: PLC0415  # as in index

    rows = list(entries)
    row_bits = max(18, len(rows).bit_length())
    countries = sorted({entry.country for entry in rows})
    number = {code: at for at, code in enumerate(countries)}
    bits = row_bits + 1
    mask = (1 << 64) - (1 << bits)
    keys: dict[int, int] = {}
    sounds: set[int] = set()
    names = bytearray()
    offsets = [0]
    for row, entry in enumerate(rows):
        canonical = ascii_name(entry.name) or "?"
        names += canonical.encode("ascii")
        offsets.append(len(names))
        for form, strong in _forms(entry):
            packed = (key_of(form) & mask) | row << 1
            keys[packed] = keys.get(packed, 0) | strong
        if entry.kind != "country":
            sounds.add(((key_of(sound_key(canonical)) ^ _SALT) & mask) | row << 1 | 1)
    arrays = {
        "keys": np.array(sorted(packed | strong for packed, strong in keys.items()), dtype=np.uint64),
        "sounds": np.array(sorted(sounds), dtype=np.uint64),
        "lat": np.array([entry.lat for entry in rows], dtype=np.float32),
        "lon": np.array([entry.lon for entry in rows], dtype=np.float32),
        "country": np.array([number[entry.country] for entry in rows], dtype=np.uint16),
        "admin": np.array([entry.admin for entry in rows], dtype=np.int32 if len(rows) > 1 << 18 else np.int32),
        "size": np.array([size_of(entry.population) for entry in rows], dtype=np.uint8),
        "radius": np.array([entry.radius_km for entry in rows], dtype=np.float16),
        "kind": np.array([KINDS.index(entry.kind) for entry in rows], dtype=np.uint8),
        "id": np.array([entry.geonames_id for entry in rows], dtype=np.uint32),
        "name_offsets": np.array(offsets, dtype=np.uint32),
        "names": np.frombuffer(bytes(names), dtype=np.uint8),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)
    meta = {"format": FORMAT, "row_bits": row_bits, "countries": countries, "arrays": sorted(arrays), "places": len(rows)}
    (folder / "meta.json").write_text(json.dumps(meta, ensure_ascii=False) + "\n", encoding="utf-8")
    return len(keys)


def _forms(entry: Entry) -> Iterable[tuple[str, int]]:
    seen: dict[str, int] = {}
    for name in (entry.name, *entry.names):
        strong = int(entry.kind != "city" or name == entry.name or sounds_like(entry.name, name) >= _ALIKE)
        for form in article_forms(name) if entry.arabic else (name,):
            folded = fold(form)
            if len(folded) > 1:
                seen[folded] = seen.get(folded, 0) | strong
    return seen.items()
