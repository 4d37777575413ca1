"""One spelling is one place within a case, also in the reports that say too little to tell which place it is.

In: profiles, reports and readings of a case. Out: the profiles, with places put right and added. A post of
few words may name a town as nothing but a word, or be read as naming its namesake in another country. What most
reports of the case that name it mean by a spelling is then meant by the others too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.group.evidence import UNLISTED
from sayso.group.profiles import Spot, folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sayso.group.profiles import Profile
    from sayso.model import Mention, Place, Reading, Report

_POINTS = frozenset({"exact", "near"})
_WORD = re.compile(r"[^\W_]+")
# So many reports make a spelling known, and so many times more of them mean one place by it than any other.
_KNOWN = 3
_CLEARLY = 3
# A shorter word may be anything.
_LETTERS = 4
_LONGEST = 3
# How central a place is that only its spelling tells of.
_ADDED = 0.7


def spelt(
    profiles: Sequence[Profile], reports: Mapping[str, Report], readings: Mapping[str, Reading]
) -> tuple[Profile, ...]:
    """Return the profiles, each place the one that the case means by its spelling, in their order."""
    known = _known(profiles, readings)
    return tuple(
        _of(profile, known, reports[profile.report_id], readings.get(profile.report_id)) for profile in profiles
    )


def _known(profiles: Sequence[Profile], readings: Mapping[str, Reading]) -> dict[str, tuple[str, Place]]:
    """Return spellings to the place that reports of the case mean by them, under its key."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, Place] = {}
    for profile in profiles:
        reading = readings.get(profile.report_id)
        named = {(_spelling(mention.span.quote), mention.value) for mention in _towns(reading)}
        for spelling, key in sorted(named):
            votes[spelling][key] += 1
        for mention in _towns(reading):
            if mention.place is not None:
                places.setdefault(mention.value, mention.place)
    found: dict[str, tuple[str, Place]] = {}
    for spelling, counts in votes.items():
        (key, most), *others = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        rest = others[0][1] if others else 0
        if most >= _KNOWN and most >= _CLEARLY * rest and len(spelling) >= _LETTERS and key in places:
            found[spelling] = key, places[key]
    return found


def _of(profile: Profile, known: Mapping[str, tuple[str, Place]], report: Report, reading: Reading | None) -> Profile:
    meant = {
        mention.value: known[spelling]
        for mention in _towns(reading)
        if (spelling := _spelling(mention.span.quote)) in known and known[spelling][0] != mention.value
    }
    spots = {spot.key: spot for spot in profile.spots}
    for spot in profile.spots:
        if spot.key in meant:
            key, place = meant[spot.key]
            del spots[spot.key]
            kept = spots.get(key)
            if kept is None or kept.weight < spot.weight:
                spots[key] = Spot(key=key, place=place, weight=spot.weight)
    if not any(_is_town(spot.key, spot.place) for spot in spots.values()):
        for spelling in _spellings(report.text):
            if spelling in known:
                key, place = known[spelling]
                spots.setdefault(key, Spot(key=key, place=place, weight=_ADDED))
    if spots.keys() == {spot.key for spot in profile.spots}:
        return profile
    return replace(profile, spots=tuple(sorted(spots.values(), key=lambda spot: (-spot.weight, spot.key))))


def _towns(reading: Reading | None) -> Iterator[Mention]:
    for mention in reading.mentions if reading else ():
        if mention.kind == "place" and mention.place is not None and _is_town(mention.value, mention.place):
            yield mention


def _is_town(key: str, place: Place) -> bool:
    return key.startswith(UNLISTED) or place.precision in _POINTS


def _spelling(quote: str) -> str:
    return " ".join(_WORD.findall(folded(quote)))


def _spellings(text: str) -> Iterator[str]:
    words = _WORD.findall(folded(text))
    for start in range(len(words)):
        for length in range(_LONGEST, 0, -1):
            if start + length <= len(words):
                yield " ".join(words[start : start + length])
