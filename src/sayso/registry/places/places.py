"""The gazetteer as the house uses it.

In: texts, and a folder with a user's own index. Out: mentions of places. The index that ships is GeoNames' and
opens at the first look-up.
"""

from __future__ import annotations

from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sayso.registry.places.fold import tokens_of
from sayso.registry.places.gather import gathered
from sayso.registry.places.index import Index, Spot
from sayso.registry.places.resolve import resolved
from sayso.registry.places.rules import rules_of
from sayso.registry.places.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.registry.places.types import PlaceMention


class Places:
    """Names of places to places.

    Args:
        extra: folder of a further index (see `build.write`), whose places stand beside the shipped ones.
    """

    def __init__(self, extra: Path | None = None) -> None:
        """Remember where the indexes lie; nothing is opened yet."""
        self._extra = extra

    @classmethod
    def load(cls, extra: Path | None = None) -> Self:
        """Return the gazetteer, with the places in the folder `extra` added where one is given."""
        return cls(extra)

    @property
    def folder(self) -> Path:
        """Return where the shipped index lies."""
        return Path(str(files(__package__) / "data" / "index"))

    @cached_property
    def _indexes(self) -> tuple[Index, ...]:
        shipped = Index.open(self.folder)
        if self._extra is None:
            return (shipped,)
        return (shipped, Index.open(self._extra, shipped.size))

    @cached_property
    def _countries(self) -> dict[str, int]:
        shipped = self._indexes[0]
        return {shipped.spot(row).country: row for row in shipped.rows_of_kind("country")}

    def _spot(self, row: int) -> Spot:
        shipped = self._indexes[0]
        return shipped.spot(row) if row < shipped.size else self._indexes[1].spot(row)

    def find(self, text: str, language: str) -> tuple[PlaceMention, ...]:
        """Return whatever may name a place in `text`, candidates by size alone.

        Raises:
            PackError: for a broken index or a broken `place.toml`.
        """
        return tuple(
            gathered(
                Scene(
                    text=text,
                    language=language,
                    tokens=tokens_of(text),
                    rules=rules_of(language),
                    indexes=self._indexes,
                    spot_of=self._spot,
                    countries=self._countries,
                )
            )
        )

    def resolve(
        self, mentions: Sequence[PlaceMention], *, countries: Mapping[str, float] | None = None
    ) -> tuple[PlaceMention, ...]:
        """Return the mentions that are places, candidates ranked by everything that the text says of places.

        Args:
            mentions: of one text, as `find` gives them.
            countries: ISO 3166-1 codes that the text is known to be about, with a weight (1: as if named once).
        """
        return resolved(mentions, countries or {})
