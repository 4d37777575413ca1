"""What place finding gives out.

In: nothing. Out: frozen values shared by the files of this folder.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from sayso.model import Place
    from sayso.registry.places.index import Spot

Role = Literal["name", "adjective", "village"]
Cue = Literal["", "preposition", "settlement", "division"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One reading of a name.

    Attributes:
        score: higher is likelier; comparable within one mention only.
        reasons: what speaks for and against it, in plain words.
        spot: the index's row, or None for a village that no index holds.
        by_sound: the index holds no name spelt like this, only one that sounds like it.
    """

    place: Place
    score: float
    reasons: tuple[str, ...]
    spot: Spot | None = None
    by_sound: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """Where an event lies as seen from a place.

    Attributes:
        bearing: degrees from north; None for "near".
        km: the distance that is stated, if any.
        words: as written.
    """

    bearing: float | None
    km: float | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A name of a place in running text: `text[start:end] == name`.

    Attributes:
        role: `name`; `adjective` for a people or an adjective, which tells of a country and of no place;
            `village` for a name that no index holds, known for a place by the word beside it.
        cue: what stands beside it and tells of a place: a preposition, a word for a settlement ("village of"), a
            word for a division ("province").
        doubt: what speaks against its being a place at all ("beside a personal name"), empty for nothing.
        relative: the direction or nearness that is said of it.
        candidates: likeliest first.
    """

    start: int
    end: int
    name: str
    role: Role = "name"
    cue: Cue = ""
    doubt: tuple[str, ...] = ()
    relative: Relative | None = None
    candidates: tuple[Candidate, ...] = field(default=())

    @property
    def place(self) -> Place:
        """Return the likeliest place; there is one for every mention that was resolved."""
        return self.candidates[0].place
