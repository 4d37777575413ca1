"""One incident from the reports that make it.

In: a cluster of reports, what was read in them, the pairs among them. Out: an `Incident`, named from fields: the
place and day that most of its reports give.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from math import sqrt
from typing import TYPE_CHECKING

from sayso import ids
from sayso.group.days import when_of
from sayso.group.evidence import UNLISTED
from sayso.group.piece import weights
from sayso.group.rounds import of_other_towns
from sayso.group.told import told_elsewhere
from sayso.model import Incident, Pair, Place, When
from sayso.registry.places.choose import pointless, weighed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.group.pairs import Scored
    from sayso.group.profiles import Profile
    from sayso.model import Reading, Report

_LOCATED = frozenset({"exact", "near"})
_NOWHERE = "place unknown"
# A village named half as often as the town it lies near is what the reports are about; where the town is not told as
# what it lies near, two reports must name it.
_BESIDE = 0.5
_NAMERS = 2
# What is twice as central counts nearly three times as much.
_CENTRAL = 1.5
_VAGUE = 100.0  # kilometres, where a place does not say how far it may be off


def incident_of(  # noqa: PLR0913, PLR0917  # what an incident is made of
    members: Sequence[str],
    profiles: Mapping[str, Profile],
    readings: Mapping[str, Reading],
    pairs: Sequence[Scored],
    reports: Mapping[str, Report],
    years: Mapping[int, float] | None = None,
) -> Incident:
    """Return the incident that the reports `members` make, with the scored pairs among them.

    Args:
        members: ids of its reports.
        profiles: by report id.
        readings: by report id.
        pairs: compared, among the members.
        reports: by id.
        years: that the case is about, to how common each is; see `years_among`.
    """
    ordered = sorted(members, key=lambda member: (_first_day(profiles[member]), member))
    place = _place([profiles[member] for member in members])
    when = when_of([profiles[member] for member in members], years or {})
    read = [claim.id for member in ordered if member in readings for claim in readings[member].claims]
    claims = tuple(dict.fromkeys(read))
    astray = told_elsewhere(members, profiles, readings, reports)
    astray |= of_other_towns(members, profiles, readings, reports)
    return Incident(
        id=ids.content_id("i", {"report": ordered[0]}),
        name=f"{place.name if place else _NOWHERE}, {_day_words(when, [profiles[member] for member in ordered])}",
        report_ids=tuple(ordered),
        claim_ids=tuple(claim_id for claim_id in claims if claim_id not in astray),
        pairs=tuple(
            Pair(
                left=pair.left,
                right=pair.right,
                score=round(pair.score, 3),
                # What weighs nothing is no reason.
                reasons=tuple(item.words for item in pair.evidence if weights()[item.name] * item.amount),
            )
            for pair in pairs
        ),
        place=place,
        when=when,
        elsewhere_claim_ids=tuple(claim_id for claim_id in claims if claim_id in astray),
    )


def _first_day(profile: Profile) -> str:
    """Return a key by which earlier reports come first: `~` is after every digit, undated reports come last."""
    return profile.published or (profile.main_day or "~").replace("--", "~")


def _place(profiles: Sequence[Profile]) -> Place | None:
    """Return the place most reports are most about: a village before the town beside it, a point before a region.

    A report that names many places speaks less for each of them (by the root of how much it names in all).
    """
    votes: dict[str, float] = defaultdict(float)
    places: dict[str, Place] = {}
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for profile in profiles:
        named_in_all = sum(spot.weight for spot in profile.spots) or 1.0
        for spot in profile.spots:
            votes[spot.key] += spot.weight**_CENTRAL / sqrt(named_in_all)
            places.setdefault(spot.key, spot.place)
            spellings[spot.key][spot.place.name] += 1
    if not votes:
        return None
    villages = [key for key in votes if key.startswith(UNLISTED)]
    listed = [key for key in votes if key not in villages]
    points = [key for key in listed if places[key].precision in _LOCATED]
    named = [key for key in votes if places[key].precision == "named"]
    told = [(places[key], votes[key]) for key in votes]
    weights = dict(zip(votes, weighed(told), strict=True))
    if points:  # reports may tell a province alone, beside points of their background
        lone = pointless([(places[key], votes[key]) for key in listed])  # a village has no point of its own
        points += [key for at, key in enumerate(listed) if at in lone]
    best = min(points or named or votes, key=lambda key: (-round(weights[key], 6), key))
    village = min(villages, key=lambda key: (-round(votes[key], 6), key), default=None)
    if village is None or votes[village] < votes[best] * _BESIDE:
        return places[best]
    namers = sum(any(spot.key == village for spot in profile.spots) for profile in profiles)
    if places[best].precision != "near" and (places[best].precision != "exact" or namers < _NAMERS):
        return places[best]
    # "A village near the town": the village is the place, and where it is told closest says roughly where it lies.
    spots = [spot for profile in profiles for spot in profile.spots if spot.key == village]
    own = [spot for spot in spots if spot.place.precision == "near" and spot.place.admin == places[best].admin]
    closest = min(own, key=lambda spot: (spot.place.uncertainty_km or _VAGUE, -spot.weight), default=None)
    where = closest.place if closest else places[best]
    return replace(where, name=_spelling(spellings[village]), geonames_id=None)


def _spelling(written: Counter[str]) -> str:
    """Return the commonest spelling, one in Latin letters before others."""
    return min(written, key=lambda name: (not name.isascii(), -written[name], name))


def _day_words(when: When | None, profiles: Sequence[Profile]) -> str:
    if when is not None:
        return when.first
    published = [profile.published for profile in profiles if profile.published]
    return f"reported {min(published)}" if published else "undated"
