"""Which formats there are, and the one call that writes them.

In: a format's name. Out: its `Format`. The package's own are loaded when they are asked for; those of other packages
come from the entry-point group `sayso.export`, each entry a `Format`, and may not take the name of one of ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Final

from sayso.errors import SaysoError, UnknownError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from sayso.export.material import Material

GROUP: Final = "sayso.export"
# Format → file of this folder, in the order in which they are listed.
_OWN: Final[Mapping[str, str]] = {
    "jsonl": "jsonl",
    "csv": "tables",
    "parquet": "parquet",
    "sqlite": "sqlite",
    "geojson": "geojson",
    "acled": "acled",
    "ged": "ged",
    "airwars": "airwars",
    "hxl": "hxl",
    "schema.org": "schemaorg",
    "ftm": "ftm",
    "prov": "prov",
    "annotations": "annotations",
    "atlos": "atlos",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A way out.

    Attributes:
        title: what it is, in a few words.
        makes: an example of a target ("claims.jsonl", "tables/").
        loses: what of a case it has no room for, in one sentence.
        write: from a material and a target to the files written, the main one first.
        policy: the policy that fills its figures unless another is named; None where it has no figures.
        cells: the cells that a policy has to fill to serve this format.
    """

    name: str
    title: str
    makes: str
    loses: str
    write: Callable[[Material, Path], tuple[Path, ...]]
    policy: str | None = None
    cells: tuple[str, ...] = ()


class ExportError(SaysoError):
    """A target that cannot be written, or a format that cannot take what it is given."""


def formats() -> tuple[Format, ...]:
    """Return every format, the package's own first, then those of other packages by name."""
    return tuple(_all().values())


def named(name: str) -> Format:
    """Return the format called `name`.

    Raises:
        UnknownError: if there is none.
    """
    found = _all().get(name)
    if found is None:
        raise UnknownError(name, "no such format", f"There are: {', '.join(_all())}.")
    return found


def write(name: str, material: Material, target: Path) -> tuple[Path, ...]:
    """Write `material` to `target` and return the files written, the main one first.

    Raises:
        UnknownError: if there is no such format.
        ExportError: if the policy does not serve the format, or the target is of the wrong kind.
    """
    chosen = named(name)
    if chosen.cells and material.policy is not None:
        missing = [cell for cell in chosen.cells if cell not in material.policy.cells]
        if missing:
            mend = f"Leave --policy out to use {chosen.policy!r}."
            raise ExportError(f"policy {material.policy.name}", f"it fills no cell {missing[0]!r} for {name}", mend)
    return chosen.write(material, target)


@cache
def _all() -> Mapping[str, Format]:
    found: dict[str, Format] = {}
    for name, file in _OWN.items():
        found[name] = import_module(f"sayso.export.{file}").FORMAT
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value)):
        loaded = entry.load()
        if not isinstance(loaded, Format) or loaded.name in found:
            mend = f"Remove or mend the package that declares {entry.value!r}."
            raise ExportError(f"format {entry.name}", "it is no Format, or its name is taken", mend)
        found[loaded.name] = loaded
    return found
