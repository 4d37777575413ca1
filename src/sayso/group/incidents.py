"""Incidents from reports and readings.

In: reports, their readings, every decision ever taken. Out: `Incident` values, biggest first, each named from fields
(the place and day that most of its reports give). This file only puts together what the room's other files say.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sayso import ids
from sayso.decisions import pairs_of
from sayso.group.cluster import Held, clusters_of
from sayso.group.pairs import Comparison, Scored
from sayso.group.profiles import Profile, profile_of
from sayso.model import Incident, Pair, Place, When

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.config import Settings
    from sayso.model import Decision, Reading, Report

_LOCATED = frozenset({"exact", "near"})
_NOWHERE = "place unknown"


def incidents_of(
    reports: Sequence[Report],
    readings: Sequence[Reading],
    decisions: Sequence[Decision] = (),
    settings: Settings | None = None,
) -> tuple[Incident, ...]:
    """Return the incidents that the reports are about, those with most reports first; every report is in one.

    Args:
        reports: in any order; the result does not depend on it.
        readings: at most one per report is used, the last.
        decisions: every decision ever taken; `same` and `different` on two reports are obeyed.
        settings: not used yet.

    Raises:
        EngineError: if a relation fails, which no input should cause.
    """
    del settings
    by_report = {reading.report_id: reading for reading in readings}
    known = {report.id: report for report in reports}
    profiles = [profile_of(known[report_id], by_report.get(report_id)) for report_id in sorted(known)]
    comparison = Comparison(profiles)
    pairs = comparison.candidates()
    held = Held(same=pairs_of(decisions, "same"), different=pairs_of(decisions, "different"))
    by_id = {profile.report_id: profile for profile in profiles}
    inside: dict[str, list[Scored]] = defaultdict(list)
    clusters = clusters_of(known, pairs, held, lambda left, right: comparison.pair(left, right).score)
    home = {report_id: members[0] for members in clusters for report_id in members}
    for pair in pairs:
        if home[pair.left] == home[pair.right]:
            inside[home[pair.left]].append(pair)
    found = [_incident(members, by_id, by_report, inside[members[0]]) for members in clusters]
    return tuple(sorted(found, key=lambda incident: (-len(incident.report_ids), incident.id)))


def _incident(
    members: Sequence[str],
    profiles: Mapping[str, Profile],
    readings: Mapping[str, Reading],
    pairs: Sequence[Scored],
) -> Incident:
    ordered = sorted(members, key=lambda member: (_first_day(profiles[member]), member))
    place = _place([profiles[member] for member in members])
    when = _when([profiles[member] for member in members])
    claims = [claim.id for member in ordered if member in readings for claim in readings[member].claims]
    return Incident(
        id=ids.content_id("i", {"report": ordered[0]}),
        name=f"{place.name if place else _NOWHERE}, {_day_words(when, [profiles[member] for member in ordered])}",
        report_ids=tuple(ordered),
        claim_ids=tuple(dict.fromkeys(claims)),
        pairs=tuple(
            Pair(
                left=pair.left,
                right=pair.right,
                score=round(pair.score, 3),
                reasons=tuple(item.words for item in pair.evidence),
            )
            for pair in pairs
        ),
        place=place,
        when=when,
    )


def _first_day(profile: Profile) -> str:
    """Return a key by which earlier reports come first: `~` is after every digit, undated reports come last."""
    return profile.published or (profile.main_day or "~").replace("--", "~")


def _place(profiles: Sequence[Profile]) -> Place | None:
    """Return the place that most reports are most about, a located point before a region."""
    votes: dict[str, float] = defaultdict(float)
    places: dict[str, Place] = {}
    for profile in profiles:
        for spot in profile.spots:
            votes[spot.place.name] += spot.weight
            places.setdefault(spot.place.name, spot.place)
    if not votes:
        return None
    located = [name for name in votes if places[name].precision in _LOCATED]
    named = [name for name in votes if places[name].precision == "named"]
    return places[min(located or named or votes, key=lambda name: (-round(votes[name], 6), name))]


def _when(profiles: Sequence[Profile]) -> When | None:
    votes: dict[str, float] = defaultdict(float)
    for profile in profiles:
        for day, weight in profile.days.items():
            if not day.startswith("-"):
                votes[day] += weight
    if not votes:
        return None
    chosen = min(votes, key=lambda day: (-round(votes[day], 6), day))
    return When(first=chosen, last=chosen)


def _day_words(when: When | None, profiles: Sequence[Profile]) -> str:
    if when is not None:
        return when.first
    published = [profile.published for profile in profiles if profile.published]
    return f"reported {min(published)}" if published else "undated"
