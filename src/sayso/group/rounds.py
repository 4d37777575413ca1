"""Which figures of a round-up belong to the incident: those told where it names the incident's place.

In: profiles and readings of the reports that make an incident. Out: ids of claims set aside. A round-up gives people
killed or hurt at several towns, a sentence for each, and often a total over them. Where the other reports say which
town the incident was in, and the round-up has a figure for it, that figure stands and its others do not: neither the
other towns' nor the total. A round-up that gives no figure for the place is left as it is, and so is one that stands
alone: nothing tells which of its towns is meant.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from sayso.group.evidence import UNLISTED
from sayso.model import CASUALTY_QUESTIONS, Count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sayso.group.profiles import Profile
    from sayso.model import Claim, Mention, Reading, Report

_POINTS = frozenset({"exact", "near"})
_SENTENCE = re.compile(r"[^.!?؟。\n]+(?:[.!?؟。\n]+|\Z)")
# A place told only as an adjective ("Russian", "Idlib-based") says nothing of where.
_ADJECTIVE = 0.2
# Towns with figures of their own that make a round-up: two may be the two ends of one incident.
_TOWNS = 3
# Places told of half as much as the main one may be where it happened too: a village and its town.
_HALF = 0.5


def of_other_towns(
    members: Iterable[str],
    profiles: Mapping[str, Profile],
    readings: Mapping[str, Reading],
    reports: Mapping[str, Report],
) -> frozenset[str]:
    """Return the ids of claims of killed and wounded that round-ups give for other towns than the incident's.

    Args:
        members: the incident's reports.
        profiles: by report id.
        readings: by report id.
        reports: by report id.
    """
    placed = {name: list(_placed(reports[name], readings[name])) for name in sorted(members) if name in readings}
    round_ups = {name for name, told in placed.items() if len({key for keys, _ in told for key in keys}) >= _TOWNS}
    towns = _towns(profiles[name] for name in sorted(members) if name not in round_ups)
    aside: set[str] = set()
    for name in sorted(round_ups):
        here = [claim for keys, claim in placed[name] if keys & towns]
        asked = {claim.question for claim in here}
        kept = {claim.id for claim in here}
        aside.update(claim.id for _, claim in placed[name] if claim.question in asked and claim.id not in kept)
    return frozenset(aside)


def _towns(profiles: Iterable[Profile]) -> frozenset[str]:
    """Return the towns and villages, by key, that these reports are most about."""
    votes: dict[str, float] = defaultdict(float)
    for profile in profiles:
        for spot in profile.spots:
            if spot.place.precision in _POINTS or spot.key.startswith(UNLISTED):
                votes[spot.key] += spot.weight
    least = _HALF * max(votes.values(), default=0.0)
    return frozenset(key for key, vote in votes.items() if vote >= least)


def _placed(report: Report, reading: Reading) -> Iterator[tuple[frozenset[str], Claim]]:
    """Yield each claim of killed or wounded with the towns that its sentence names, in the order of the text."""
    figures = [
        claim for claim in reading.claims if claim.question in CASUALTY_QUESTIONS and isinstance(claim.answer, Count)
    ]
    if not figures:
        return
    named = [
        (start, mention.value)
        for mention in reading.mentions
        if mention.kind == "place" and _is_town(mention)
        for start in _starts(report.text, mention)
    ]
    for sentence in _SENTENCE.finditer(report.text):
        keys = frozenset(key for start, key in named if sentence.start() <= start < sentence.end())
        for claim in figures:
            if sentence.start() <= claim.span.start < sentence.end():
                yield keys, claim


def _is_town(mention: Mention) -> bool:
    if mention.weight <= _ADJECTIVE:
        return False
    return mention.value.startswith(UNLISTED) or (mention.place is not None and mention.place.precision in _POINTS)


def _starts(text: str, mention: Mention) -> list[int]:
    """Return where the text names a place: a mention stands for every time that it does."""
    return [hit.start() for hit in re.finditer(re.escape(mention.span.quote), text)]
