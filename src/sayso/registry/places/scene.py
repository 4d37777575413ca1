"""A text with everything that finding places in it needs, and what its neighbouring words say.

In: a text, its language's rules, the indexes. Out: a `Scene`, asked by the files that find names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sayso.model import Place
from sayso.registry.places.near import bearing_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sayso.registry.places.fold import Token
    from sayso.registry.places.index import Index, Spot
    from sayso.registry.places.rules import Rules

_STOPS: Final = frozenset('.,;:!?\n«»"“”()…،؛؟')
_STEM: Final = 3  # letters of a demonym's start, at the least
_PRECISION: Final = {"city": "exact", "capital": "exact", "admin": "admin", "region": "admin", "country": "country"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A text under search.

    Attributes:
        spot_of: gives the index's row of a number.
        countries: rows of countries by ISO 3166-1 code.
    """

    text: str
    language: str
    tokens: Sequence[Token]
    rules: Rules
    indexes: Sequence[Index]
    spot_of: Callable[[int], Spot]
    countries: Mapping[str, int]

    def joined(self, first: int, last: int) -> bool:
        """Return whether no punctuation stands between the words `first` and `last`."""
        return _STOPS.isdisjoint(self.text[self.tokens[first].end : self.tokens[last].start])

    def opens(self, at: int) -> bool:
        """Return whether the word begins a sentence or follows another mark."""
        return at == 0 or not self.joined(at - 1, at)

    def written(self, first: int, last: int) -> str:
        """Return the words from `first` up to `last` as written."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def place_of(self, spot: Spot) -> Place:
        """Return the index's row as a place."""
        return Place(
            name=spot.name,
            lat=spot.lat,
            lon=spot.lon,
            precision=_PRECISION[spot.kind],  # type: ignore[arg-type]  # the table holds the model's values
            uncertainty_km=spot.radius_km,
            country=spot.country,
            admin=self.spot_of(spot.admin).name if spot.admin >= 0 else None,
            geonames_id=spot.geonames_id or None,
        )

    def says_place(self, token: Token) -> bool:
        """Return whether a word speaks of places (a preposition, "village", "Syrian", "north") and names none."""
        rules = self.rules
        sets = (
            rules.before,
            rules.village_before,
            rules.village_after,
            rules.admin_before,
            rules.admin_after,
            rules.near,
        )
        if any(token.folded in each for each in sets):
            return True
        return self.demonym(token.folded) is not None or bearing_of(token.folded, rules) is not None

    def bare(self, folded: str) -> Iterator[str]:
        """Yield a word, then the word without each of what may be joined to its front."""
        yield folded
        for prefix in (*self.rules.prefixes, *self.rules.articles):
            if folded.startswith(prefix):
                yield folded[len(prefix) :]

    def demonym(self, folded: str) -> str | None:
        """Return the country that an adjective or the name of a people belongs to."""
        for size in range(len(folded), 1, -1):
            code = self.rules.demonyms.get(folded[:size])
            if code is not None and (size >= _STEM or size == len(folded)):
                return code
        return None
