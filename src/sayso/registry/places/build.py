"""Building a place index: rows of places to a folder of arrays.

In: `Entry` values, from GeoNames or a user's own gazetteer. Out: the files that `index.Index` maps. The same
entries in the same order give byte-identical files.
"""

from __future__ import annotations

import json
import unicodedata
from array import array
from dataclasses import dataclass
from sys import byteorder
from typing import TYPE_CHECKING, Final

from sayso.registry.places.fold import fold, key_of
from sayso.registry.places.index import COLUMNS, FORMAT, KINDS, Kind, size_of
from sayso.registry.places.rules import article_forms
from sayso.registry.places.sound import sound_key, sounds_like

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_ALIKE: Final = 0.6  # names above this are spellings of one name; below, old, foreign or other names
_SPECIAL: Final = str.maketrans(
    {
        "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ə": "a", "Ə": "A", "ß": "ss",
        "æ": "ae", "Æ": "Ae", "œ": "oe", "þ": "th", "ð": "d",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place to be filed.

    Attributes:
        admin: position (among the entries given) of the division it lies in, or -1.
        arabic: its names may be written with and without the Arabic article.
        vetted: those of its names that are in use whatever they sound like, because somebody checked them.
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
    vetted: tuple[str, ...] = ()


def ascii_name(name: str) -> str:
    """Return `name` in ASCII: marks dropped, quotes for ayn and hamza left out."""
    parts = unicodedata.normalize("NFKD", name.translate(_SPECIAL))
    kept = "".join(part for part in parts if part.isascii() and (part.isalnum() or part in " -.'(),/"))
    return " ".join(kept.split())


def write(folder: Path, entries: Iterable[Entry]) -> int:
    """Write the index of `entries` into `folder` and return the number of keys in it."""
    rows = list(entries)
    row_bits = max(18, len(rows).bit_length())
    countries = sorted({entry.country for entry in rows})
    number = {code: at for at, code in enumerate(countries)}
    mask = (1 << 64) - (1 << (row_bits + 1))
    keys: dict[int, int] = {}
    sounds: set[int] = set()
    names = bytearray()
    offsets = [0]
    for row, entry in enumerate(rows):
        canonical = ascii_name(entry.name) or "?"
        names += canonical.encode("ascii")
        offsets.append(len(names))
        for form, strong in forms_of(entry):
            packed = (key_of(form) & mask) | row << 1
            keys[packed] = keys.get(packed, 0) | strong
        if entry.kind != "country":
            sounds.add((key_of(sound_key(canonical)) & mask) | row << 1 | 1)
    columns: dict[str, Iterable[float]] = {
        "keys": sorted(packed | strong for packed, strong in keys.items()),
        "sounds": sorted(sounds),
        "lat": (entry.lat for entry in rows),
        "lon": (entry.lon for entry in rows),
        "country": (number[entry.country] for entry in rows),
        "admin": (entry.admin for entry in rows),
        "size": (size_of(entry.population) for entry in rows),
        "radius": (min(65535, round(entry.radius_km * 10)) for entry in rows),
        "kind": (KINDS.index(entry.kind) for entry in rows),
        "id": (entry.geonames_id for entry in rows),
        "name_offsets": offsets,
        "names": bytes(names),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, code in COLUMNS.items():
        column = array(code, columns[name])
        if byteorder != "little":
            column.byteswap()
        (folder / f"{name}.bin").write_bytes(column.tobytes())
    meta = {"format": FORMAT, "row_bits": row_bits, "countries": countries, "places": len(rows)}
    (folder / "meta.json").write_text(json.dumps(meta, ensure_ascii=False) + "\n", encoding="utf-8")
    return len(keys)


def forms_of(entry: Entry) -> Iterable[tuple[str, int]]:
    """Return every folded form of the place's names, with 1 for vetted ones and spellings of its canonical one."""
    seen: dict[str, int] = {}
    for name in (entry.name, *entry.names):
        known = name == entry.name or name in entry.vetted
        strong = int(entry.kind != "city" or known or sounds_like(entry.name, name) >= _ALIKE)
        for form in article_forms(name) if entry.arabic else (name,):
            folded = fold(form)
            if len(folded) > 1:
                seen[folded] = seen.get(folded, 0) | strong
    return seen.items()
