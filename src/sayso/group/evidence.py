"""What speaks for and against two reports being about one incident, each piece named and weighed.

In: two profiles and how common each word and name is. Out: `Evidence` values whose points add up to a log-odds score.
The points are in `data/weights.toml`, with how they were calibrated.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.group.profiles import Profile, Spot
    from sayso.model import Place

_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One piece of evidence.

    Attributes:
        name: which kind it is, a key of `data/weights.toml`.
        amount: how much of it there is, 0 to 1 (or more, where the kind counts things).
        words: for people.
    """

    name: str
    amount: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Commonness:
    """In how many reports of the case each word and name occurs.

    Attributes:
        reports: how many there are.
        words, names: to the number of reports that hold them.
    """

    reports: int
    words: Mapping[str, int]
    names: Mapping[str, int]

    def rarity(self, count: int) -> float:
        """Return 0 for what every report holds, near 1 for what only two of many hold."""
        if self.reports <= 1:
            return 0.0
        return math.log((1 + self.reports) / (1 + count)) / math.log(1 + self.reports)


@cache
def weights() -> dict[str, float]:
    """Return the points per kind of evidence, and the thresholds, read once."""
    text = resources.files("sayso.group").joinpath("data", "weights.toml").read_text(encoding="utf-8")
    return {name: float(value) for name, value in tomllib.loads(text).items()}


def score(evidence: tuple[Evidence, ...]) -> float:
    """Return the log-odds that the two reports are about one incident."""
    points = weights()
    return points["prior"] + sum(points[item.name] * item.amount for item in evidence)


def evidence_of(left: Profile, right: Profile, common: Commonness) -> tuple[Evidence, ...]:
    """Return what speaks for and against the two being about one incident, in a fixed order."""
    found = [
        *_days(left, right),
        *_places(left, right),
        *_shared("names", left.names, right.names, common),
        *_shared("sources", left.sources, right.sources, common),
        *_shared("events", left.events, right.events, common),
        *_figures(left, right),
        *_words(left, right, common),
    ]
    return tuple(found)


def _days(left: Profile, right: Profile) -> list[Evidence]:
    ours, theirs = left.main_day, right.main_day
    if ours is None or theirs is None:
        return [Evidence(name="no_day", amount=1.0, words="one of them gives no day")]
    apart = abs(ours - theirs)
    if left.days and right.days:
        return [_named_days(left, right, apart)]
    # One side is only known by when it was published, which is the day of the event or soon after.
    if apart <= 1:
        return [Evidence(name="near_published", amount=1.0, words="published within a day of it")]
    return [Evidence(name="far_published", amount=min(1.0, apart / 14), words=f"published {apart} days apart")]


def _named_days(left: Profile, right: Profile, apart: int) -> Evidence:
    if apart == 0:
        return Evidence(name="same_day", amount=1.0, words="the same day named in both")
    if left.main_day in right.days or right.main_day in left.days:
        return Evidence(name="day_met", amount=1.0, words="the main day of one is named in the other")
    words = f"{apart} days between the days named"
    if apart == 1:
        return Evidence(name="next_day", amount=1.0, words=words)
    return Evidence(name="far_days", amount=min(1.0, apart / 7), words=words)


def _places(left: Profile, right: Profile) -> list[Evidence]:
    best: Evidence | None = None
    for one in left.spots:
        for other in right.spots:
            item = _meeting(one, other)
            if item is not None and (best is None or _points(item) > _points(best)):
                best = item
    found = [best] if best is not None else []
    apart = _apart(left, right)
    if apart is not None:
        found.append(apart)
    return found


def _points(item: Evidence) -> float:
    return weights()[item.name] * item.amount


def _meeting(one: Spot, other: Spot) -> Evidence | None:
    """Return what two mentioned places have in common."""
    weight = math.sqrt(one.weight * other.weight)
    ours, theirs = one.place, other.place
    if ours.name == theirs.name:
        kind = {"country": "same_country", "admin": "same_region"}.get(ours.precision, "same_place")
        return Evidence(name=kind, amount=weight, words=f"both in {ours.name}")
    if _is_point(ours) and _is_point(theirs):
        distance = kilometres(ours, theirs)
        if distance <= weights()["near_km"]:
            amount = weight * (1 - distance / weights()["near_km"])
            return Evidence(
                name="near_place", amount=amount, words=f"{ours.name} and {theirs.name}, {distance:.0f} km"
            )
    return None


def _apart(left: Profile, right: Profile) -> Evidence | None:
    """Return that the most central points of the two lie far from each other, if they do."""
    ours = [spot for spot in left.spots if _is_point(spot.place)]
    theirs = [spot for spot in right.spots if _is_point(spot.place)]
    if not ours or not theirs:
        return None
    nearest = min(kilometres(one.place, other.place) for one in ours for other in theirs)
    central = kilometres(ours[0].place, theirs[0].place)
    limit = weights()["near_km"]
    if nearest > limit:
        return Evidence(name="far_places", amount=1.0, words=f"no places within {limit:.0f} km of each other")
    if central > limit:
        words = f"{ours[0].place.name} and {theirs[0].place.name} are {central:.0f} km apart"
        return Evidence(name="other_centre", amount=1.0, words=words)
    return None


def _is_point(place: Place) -> bool:
    return place.lat is not None and place.lon is not None and place.precision in {"exact", "near"}


def kilometres(left: Place, right: Place) -> float:
    """Return the great-circle distance of two located places (haversine), infinity where one is not located."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return math.inf
    lat1, lon1, lat2, lon2 = map(math.radians, (left.lat, left.lon, right.lat, right.lon))
    inner = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(inner)))


def _shared(kind: str, left: Mapping[str, float], right: Mapping[str, float], common: Commonness) -> list[Evidence]:
    both = sorted(left.keys() & right.keys())
    if not both:
        return []
    if kind == "names":
        amount = sum(common.rarity(common.names.get(name, 0)) * math.sqrt(left[name] * right[name]) for name in both)
        return [Evidence(name="same_names", amount=min(amount, 3.0), words=f"both name {', '.join(both[:3])}")]
    amount = sum(math.sqrt(left[value] * right[value]) for value in both) / math.sqrt(len(left) * len(right))
    what = "cite" if kind == "sources" else "tell of"
    return [Evidence(name=f"same_{kind}", amount=amount, words=f"both {what} {', '.join(both[:3])}")]


def _figures(left: Profile, right: Profile) -> list[Evidence]:
    both = left.figures & right.figures
    if both:
        amount = len(both) / math.sqrt(len(left.figures) * len(right.figures))
        return [Evidence(name="same_figures", amount=amount, words=f"{len(both)} figures in common")]
    if left.figures and right.figures:
        return [Evidence(name="other_figures", amount=1.0, words="no figure in common")]
    return []


def _words(left: Profile, right: Profile, common: Commonness) -> list[Evidence]:
    both = left.words.keys() & right.words.keys()
    if not both:
        return []
    shared = sum(_tfidf(left, word, common) * _tfidf(right, word, common) for word in sorted(both))
    amount = shared / (_length(left, common) * _length(right, common) or 1.0)
    telling = sorted(both, key=lambda word: (common.words.get(word, 0), word))[:3]
    return [Evidence(name="same_words", amount=amount, words=f"words in common: {', '.join(telling)}")]


def _tfidf(profile: Profile, word: str, common: Commonness) -> float:
    return (1 + math.log(profile.words[word])) * common.rarity(common.words.get(word, 0))


def _length(profile: Profile, common: Commonness) -> float:
    return math.sqrt(sum(_tfidf(profile, word, common) ** 2 for word in sorted(profile.words)))
