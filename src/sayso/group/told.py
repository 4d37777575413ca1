"""Which claims of an incident's reports are told of another place, so that digests do not mix figures.

In: profiles and readings of the reports that make an incident. Out: ids of claims set aside. A digest is a report
that names several places far from where the incident was; a sentence of it that names such places, and none near the
incident, is told of elsewhere. The opening of a report is never set aside: it tells what the report is about. A
report that names fewer is taken whole: a background or a misread name is likelier than another event. Days are not
compared here: figures of another time are the reader's to mark.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from sayso.group.evidence import kilometres

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.group.profiles import Profile
    from sayso.model import Mention, Place, Reading, Report

_LOCATED = frozenset({"exact", "near"})
_SPECIFIC = frozenset({*_LOCATED, "named"})
_SENTENCE = re.compile(r"[^.!?؟。\n]+(?:[.!?؟。\n]+|\Z)")
# Places mentioned half as much as the main one may be where it happened too: a village and its town.
_HALF = 0.5
# Two points further apart than this are not one incident's: the next town, not the next village.
_FAR_KM = 30.0
# A place told only as an adjective ("Russian", "Idlib-based") says nothing of where.
_ADJECTIVE = 0.2
_OPENING = 220
# Far places that make a digest; on reports about shelling in Syria, fewer set aside as many right figures as wrong.
_DIGEST = 3


def told_elsewhere(
    members: Iterable[str],
    profiles: Mapping[str, Profile],
    readings: Mapping[str, Reading],
    reports: Mapping[str, Report],
) -> frozenset[str]:
    """Return the ids of claims that stand where their report tells of another place.

    Args:
        members: the incident's reports.
        profiles: by report id.
        readings: by report id.
        reports: by report id.
    """
    names = sorted(members)
    centre = _centre([profiles[name] for name in names])
    if not centre:
        return frozenset()
    return frozenset(
        claim_id for name in names if name in readings for claim_id in _astray(reports[name], readings[name], centre)
    )


def _centre(profiles: Sequence[Profile]) -> dict[str, Place]:
    """Return the places, by key, that the reports are most about."""
    votes: dict[str, float] = defaultdict(float)
    places: dict[str, Place] = {}
    for profile in profiles:
        for spot in profile.spots:
            if spot.place.precision in _SPECIFIC:
                votes[spot.key] += spot.weight
                places.setdefault(spot.key, spot.place)
    least = _HALF * max(votes.values(), default=0.0)
    return {key: places[key] for key in sorted(votes) if votes[key] >= least}


def _astray(report: Report, reading: Reading, centre: Mapping[str, Place]) -> list[str]:
    places = [mention for mention in reading.mentions if mention.kind == "place" and mention.weight > _ADJECTIVE]
    near = {mention.value: _near(mention.value, mention.place, centre) for mention in places if mention.place}
    if sum(value is False for value in near.values()) < _DIGEST:
        return []
    named = [(start, near[mention.value]) for mention in places for start in _starts(report.text, mention)]
    astray: list[str] = []
    for sentence in _SENTENCE.finditer(report.text):
        here = {value for start, value in named if sentence.start() <= start < sentence.end()} - {None}
        if here == {False}:
            astray.extend(
                claim.id
                for claim in reading.claims
                if sentence.start() <= claim.span.start < sentence.end() and claim.span.start >= _OPENING
            )
    return astray


def _starts(text: str, mention: Mention) -> list[int]:
    """Return where the text names a place: a mention stands for every time that it does."""
    return [hit.start() for hit in re.finditer(re.escape(mention.span.quote), text)]


def _near(key: str, place: Place, centre: Mapping[str, Place]) -> bool | None:
    if key in centre:
        return True
    if place.precision not in _LOCATED:
        return None
    located = [other for other in centre.values() if other.lat is not None]
    return any(kilometres(place, other) <= _FAR_KM for other in located) if located else None
