"""What several voices named side by side amount to: who was told, who only listened, whom nobody knows.

In: the alternatives that one attribution names. Out: those that speak, whoever was told above whoever told them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.read.backward import PASSES_ON
from sayso.read.phrases import EDGES

if TYPE_CHECKING:
    from sayso.model import Voice
    from sayso.read.backward import Segment

SOME_OUTLET = "role.website"  # "the site", "the agency", with no name
_REPORTERS = "role.journalists"
_TAIL = 2  # letters: a word as short as this at the end of a name is a preposition of what follows


def told(segments: list[Segment]) -> list[Segment]:
    """Put those who pass things on above those who told them: "two guards told Reuters" is Reuters, then they."""
    above = [segment for segment in segments if segment and segment[-1].kind in PASSES_ON]
    below = [segment for segment in segments if segment and segment[-1].kind not in PASSES_ON]
    if not above or not below:
        return segments
    return [(*one, *(voice for voice in other if voice not in one)) for one in above for other in below]


def without_audience(segments: list[Segment]) -> list[Segment]:
    """Leave out the reporters whom somebody speaks to: "a colonel told journalists"."""
    spoken = [segment for segment in segments if not (segment and segment[-1].source_id == _REPORTERS)]
    return spoken if any(spoken) else segments


def plausible(segments: list[Segment], *, told: bool) -> list[Segment]:
    """Leave out what nobody knows where somebody is named beside it: a day, a title, a place taken for a speaker.

    With a verb, an outlet may be the one that was told ("a village elder told Myanmar Now").
    """
    named = [segment for segment in segments if segment and not _nobody(segment[-1])]
    if told and named and all(segment[-1].kind in PASSES_ON for segment in named):
        # one word alone is more often a slip than a teller
        return [segment for segment in segments if segment in named or (segment and _described(segment[-1]))]
    return named or segments


def _nobody(voice: Voice) -> bool:
    return voice.source_id == SOME_OUTLET or (voice.source_id is None and voice.kind == "unknown")


def _described(voice: Voice) -> bool:
    """Whether somebody whom nobody knows is at least told of in two words."""
    return voice.source_id is None and " " in without_tail(voice.name.strip(EDGES))


def without_tail(bare: str) -> str:
    """The name without a preposition that belongs to what follows ("агентству о")."""
    head, _, last = bare.rpartition(" ")
    return head if head and len(last) <= _TAIL and last.islower() else bare
