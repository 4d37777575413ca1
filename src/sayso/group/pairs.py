"""Which pairs of reports are compared at all, and how each scores.

In: profiles. Out: `Scored` pairs. Pairs are found by keys in common (relation `candidates`); everything else is far
enough apart in place and time that no evidence would join it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sayso.engine import Engine, sql
from sayso.group.evidence import Commonness, Evidence, evidence_of, score, weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.group.profiles import Profile

_KEYS = {"key": "VARCHAR", "report_id": "VARCHAR", "day": "BIGINT", "window_days": "BIGINT", "worth": "DOUBLE"}
# Half a degree is 55 km north to south: neighbouring cells together cover the distance that counts as near.
_CELL = 0.5
# A word or name in more reports than this says little and would make every pair a candidate.
_RARE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Two reports with the evidence about them; `left` sorts before `right`."""

    left: str
    right: str
    score: float
    evidence: tuple[Evidence, ...]


def scored_pairs(profiles: Sequence[Profile]) -> tuple[Scored, ...]:
    """Return every candidate pair with its score, in order of ids."""
    common = Commonness.of(profiles)
    by_id = {profile.report_id: profile for profile in profiles}
    found: list[Scored] = []
    for left, right in _candidates(profiles, common):
        evidence = evidence_of(by_id[left], by_id[right], common)
        found.append(Scored(left=left, right=right, score=score(evidence), evidence=evidence))
    return tuple(found)


def _candidates(profiles: Sequence[Profile], common: Commonness) -> list[tuple[str, str]]:
    window = int(weights()["window_days"])
    rows = [
        (key, profile.report_id, _day_number(profile.main_day), window, worth)
        for profile in profiles
        for key, worth in _keys(profile, common)
    ]
    with Engine.open() as engine:
        engine.table("keys", _KEYS, rows)
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


def _cells(lat: float, lon: float) -> list[str]:
    """Return the cells whose centres lie within a cell of the point: two near points share at least one."""
    row, column = math.floor(lat / _CELL), math.floor(lon / _CELL)
    return [f"cell {row + down} {column + across}" for down in (-1, 0, 1) for across in (-1, 0, 1)]
