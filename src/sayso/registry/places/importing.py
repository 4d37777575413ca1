"""Taking in gazetteers of the user's own beside the index that ships.

In: files, and the folder for their index. Out: how many places were filed and which lines were not. The new index
takes the place of an earlier one only when it is whole.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sayso.errors import PackError
from sayso.model import Rejected
from sayso.registry.places.gazetteer import entries_of, lines_in
from sayso.registry.places.index import Index
from sayso.registry.places.places import Places
from sayso.registry.places.stream import Stream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

_LISTED: Final = 20  # rejections kept; the rest are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did.

    Attributes:
        places: filed.
        known: left out, being in the index that ships (by GeoNames id).
        other: lines of a GeoNames dump that are no populated place and no division.
        rejected: the first lines that could not be read, with what to mend; `unread` counts all of them.
    """

    places: int
    known: int
    other: int
    unread: int
    rejected: tuple[Rejected, ...]


def import_places(files: Iterable[Path], folder: Path, *, progress: Callable[[int], None] | None = None) -> Imported:
    """File the places of gazetteers in `folder`, in place of what an earlier import filed there.

    Memory stays bounded whatever the length of the files.

    Args:
        files: GeoNames dumps or tables (see `gazetteer`), gzipped or not.
        folder: of the index; the case's `places/`.
        progress: called with the number of lines read so far, now and then.

    Raises:
        PackError: where no line of the files is a place, or a file is no gazetteer.
        OSError: where a file cannot be read or the folder not be written.
    """
    given = tuple(files)
    shipped = frozenset(Index.open(Places().folder).ids())
    building = folder.with_name(f"{folder.name}.building")
    shutil.rmtree(building, ignore_errors=True)
    counts = {"known": 0, "other": 0, "unread": 0}
    rejected: list[Rejected] = []
    read = 0
    try:
        with Stream(building, sum(lines_in(file) for file in given)) as stream:
            for file in given:
                for item in entries_of(file):
                    read += 1
                    if item is None:
                        counts["other"] += 1
                    elif isinstance(item, Rejected):
                        counts["unread"] += 1
                        rejected.extend([item] if len(rejected) < _LISTED else [])
                    elif item.geonames_id in shipped:
                        counts["known"] += 1
                    else:
                        stream.add(item)
                    if progress is not None and read % 10_000 == 0:
                        progress(read)
            if not stream.rows and not counts["known"]:
                first = rejected[0] if rejected else None
                problem = f"no place in it ({first.subject}: {first.problem})" if first else "no place in it"
                raise PackError(", ".join(file.name for file in given), problem, "See `sayso places --help`.")
            stream.finish()
            places = stream.rows
        shutil.rmtree(folder, ignore_errors=True)
        building.rename(folder)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return Imported(places=places, rejected=tuple(rejected), **counts)
