"""Which pairs of reports are compared at all, and how each scores.

In: profiles. Out: `Scored` pairs. Pairs are found by keys in common (relation `candidates`); everything else is far
enough apart in place and time that no evidence would join it.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sayso.engine import Engine, sql
from sayso.group.evidence import Commonness, evidence_of
from sayso.group.piece import Evidence, score, weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.group.profiles import Profile

_KEYS = {"key": "VARCHAR", "report_id": "VARCHAR", "day": "BIGINT", "worth": "DOUBLE"}
# Half a degree is 55 km north to south: neighbouring cells together cover the distance that counts as near.
_CELL = 0.5
# A word or name in more reports than this says little and would make every pair a candidate.
_RARE = 8
# So many reports of one day and country are compared with each other though they may name no place nearer.
_DAY = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Two reports with the evidence about them; `left` sorts before `right`."""

    left: str
    right: str
    score: float
    evidence: tuple[Evidence, ...]


class Comparison:
    """The profiles of a case, and how any two of them score."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        """Count how common each word and name is."""
        self._profiles = profiles
        self._by_id = {profile.report_id: profile for profile in profiles}
        self._common = Commonness.of(profiles)

    def pair(self, left: str, right: str) -> Scored:
        """Return two reports, by id, with the evidence about them."""
        evidence = evidence_of(self._by_id[left], self._by_id[right], self._common)
        return Scored(left=left, right=right, score=score(evidence), evidence=evidence)

    def candidates(self) -> tuple[Scored, ...]:
        """Return every pair worth comparing, in order of ids."""
        return tuple(self.pair(left, right) for left, right in _candidates(self._profiles, self._common))


def _candidates(profiles: Sequence[Profile], common: Commonness) -> list[tuple[str, str]]:
    days = Counter(key for profile in profiles for key in _day_keys(profile))
    rows = [
        (key, profile.report_id, _day_number(profile.main_day), worth)
        for profile in profiles
        for key, worth in [*_keys(profile, common), *((key, 0.5) for key in _day_keys(profile) if days[key] <= _DAY)]
    ]
    with Engine.open() as engine:
        engine.table("keys", _KEYS, rows)
        limits = ("window_days", "nearest")
        engine.table("limits", dict.fromkeys(limits, "BIGINT"), [tuple(int(weights()[name]) for name in limits)])
        engine.step("candidates", sql("sayso.group", "candidates"))
        return [
            (str(left), str(right))
            for left, right in engine.rows("SELECT left_id, right_id FROM candidates ORDER BY left_id, right_id")
        ]


def _day_number(day: str | None) -> int | None:
    return None if day is None or day.startswith("-") else date.fromisoformat(day).toordinal()


def _keys(profile: Profile, common: Commonness) -> list[tuple[str, float]]:
    keys: dict[str, float] = {}
    for spot in profile.spots:
        if spot.place.precision == "country":
            continue
        keys[f"place {spot.key}"] = 1.0 + spot.weight
        if spot.place.lat is not None and spot.place.lon is not None and spot.place.precision != "admin":
            for cell in _cells(spot.place.lat, spot.place.lon):
                keys.setdefault(cell, spot.weight / 4)
    for name in profile.names:
        if common.names[name] <= _RARE:
            keys[f"name {name}"] = 2.0 / common.names[name]
    for word in profile.words:
        if 1 < common.words[word] <= _RARE:
            keys[f"word {word}"] = 2.0 / common.words[word]
    return sorted(keys.items())


def _day_keys(profile: Profile) -> list[str]:
    """Return a key for each country named with the main day and the day after it, whatever the year."""
    if profile.main_day is None:
        return []
    # The year 2000 has a 29 February; that it falls on another day of the week does not matter.
    day = date.fromisoformat(f"2000{profile.main_day[-6:]}")
    countries = {spot.place.country or spot.key for spot in profile.spots}
    return sorted(
        f"day {moment.month}-{moment.day} {country}"
        for country in countries
        for moment in (day, day + timedelta(days=1))
    )


def _cells(lat: float, lon: float) -> list[str]:
    """Return the cells whose centres lie within a cell of the point: two near points share at least one."""
    row, column = math.floor(lat / _CELL), math.floor(lon / _CELL)
    return [f"cell {row + down} {column + across}" for down in (-1, 0, 1) for across in (-1, 0, 1)]
