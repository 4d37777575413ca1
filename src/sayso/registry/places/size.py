"""How likely a reading of a name is before anything is known of the text: bigger places are spoken of more.

In: a row of the index and the word beside the name. Out: a score and its reasons.
"""

from __future__ import annotations

from dataclasses import replace
from math import log10
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sayso.registry.places.index import Spot
    from sayso.registry.places.types import Candidate, Cue

# Chosen so that a country outweighs a town of its name, and a city of 100,000 people a division of its name.
COUNTRY, _REGION, _ADMIN = 0.8, 0.6, 0.5
_CITY: Final = 9.0  # a city of a thousand million would score 1
_REGION_CUE: Final = {"division": 0.2}
_ADMIN_CUE: Final = {"division": 0.25, "settlement": -0.2}
_CITY_CUE: Final = {"settlement": 0.1}


def prior(spot: Spot, cue: Cue) -> tuple[float, tuple[str, ...]]:
    """Return how likely a reading is by its size and the words beside it, with the reasons."""
    if spot.kind == "country":
        return COUNTRY, ("a country",)
    if spot.kind == "region":
        return _REGION + _REGION_CUE.get(cue, 0.0), ("a region",)
    if spot.kind == "admin":
        called = cue == "division"
        return _ADMIN + _ADMIN_CUE.get(cue, 0.0), ("a division, and called one" if called else "a division",)
    reason = f"a place of about {_rounded(spot.population):,} people" if spot.population else "a small place"
    return log10(spot.population + 10) / _CITY + _CITY_CUE.get(cue, 0.0), (reason,)


def _rounded(population: int) -> int:
    """Return a population to two figures, which is all that the index keeps of it."""
    return round(population, 2 - len(str(population)))


def rescored(candidate: Candidate, gain: float, *reasons: str) -> Candidate:
    """Return `candidate` with `gain` added to its score, for `reasons`."""
    return replace(candidate, score=round(candidate.score + gain, 4), reasons=(*candidate.reasons, *reasons))
