"""What speaks for and against two reports being about one incident, each piece named and weighed.

In: two profiles and how common each word and name is. Out: `Evidence` values.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from heapq import nsmallest
from itertools import pairwise
from typing import TYPE_CHECKING, Self

from sayso.group.piece import Evidence, weights
from sayso.group.profiles import days_apart
from sayso.group.when import days_told
from sayso.group.wording import counted, event, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.group.profiles import Profile, Spot
    from sayso.model import Place

_EARTH_KM = 6371.0
_DEGREE_KM = 111.0  # of latitude
_SAME = frozenset({"same_place", "same_village"})
_SAME_DAY = frozenset({"same_day", "near_published"})
_ELSEWHERE = frozenset({"far_places", "far_days"})
_POINTS = frozenset({"exact", "near"})
_WIDE = frozenset({"country", "admin"})
# Mentions of small places that no index holds carry a skeleton of sounds after this mark.
UNLISTED = "~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commonness:
    """In how many reports of the case each word and name occurs, and what each report's words weigh by it.

    Attributes:
        reports: how many there are.
        words, names: to the number of reports that hold them.
        days: places to the number of days that the reports which name them are about.
        vectors: per report, its words to their tf-idf weight, of unit length.
        rare: words that few reports hold.
    """

    reports: int
    words: Mapping[str, int]
    names: Mapping[str, int]
    days: Mapping[str, int]
    vectors: Mapping[str, Mapping[str, float]]
    rare: frozenset[str]

    @classmethod
    def of(cls, profiles: Sequence[Profile]) -> Self:
        """Count over all the reports of a case."""
        words = Counter(word for profile in profiles for word in profile.words)
        vectors: dict[str, dict[str, float]] = {}
        for profile in profiles:
            # A word that no other report holds can match nothing; leaving it out keeps the vectors short.
            raw = {
                word: (1 + math.log(count)) * _rarity(words[word], len(profiles))
                for word, count in profile.words.items()
            }
            length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
            vectors[profile.report_id] = {word: raw[word] / length for word in sorted(raw) if words[word] > 1}
        return cls(
            reports=len(profiles),
            words=words,
            names=Counter(name for profile in profiles for name in profile.names),
            days=_days_told(profiles),
            vectors=vectors,
            rare=frozenset(word for word, count in words.items() if count <= weights()["rare_in"]),
        )

    def rarity(self, name: str) -> float:
        """Return 0 for a name that every report holds, near 1 for one that only two of many hold."""
        return _rarity(self.names.get(name, 0), self.reports)


def _days_told(profiles: Sequence[Profile]) -> dict[str, int]:
    """Return place to the number of days that it is told of on, at least 1; days on end are one."""
    days: dict[str, set[str]] = defaultdict(set)
    for profile in profiles:
        if profile.main_day is not None:
            for spot in profile.spots:
                days[spot.key].add(profile.main_day[-6:])
    return {key: _runs(found) for key, found in days.items()}


def _runs(days: Iterable[str]) -> int:
    ordered = sorted(days)
    return sum(days_apart(f"-{one}", f"-{other}") > 1 for one, other in pairwise(ordered)) + 1


def _rarity(count: int, reports: int) -> float:
    return math.log((1 + reports) / (1 + count)) / math.log(1 + reports) if reports > 1 else 0.0


def evidence_of(left: Profile, right: Profile, common: Commonness) -> tuple[Evidence, ...]:
    """Return what speaks for and against the two being about one incident, in a fixed order."""
    found = [*days_told(left, right), *_places(left, right, common), *_names(left, right, common)]
    if not any(item.name in _ELSEWHERE for item in found):
        # That the same agency gives the same figure ties nothing together that happened elsewhere or on another day.
        found += _shared("sources", left.sources, right.sources)
        found += _figures(left, right)
    found += [*_shared("events", left.events, right.events), *_words(left, right, common)]
    found += _together(found)
    return tuple(found)


def _together(found: Sequence[Evidence]) -> list[Evidence]:
    """Return what place and day come to together: the same place says less where nobody says when."""
    kinds = {item.name for item in found}
    place, day = bool(kinds & _SAME), bool(kinds & _SAME_DAY)
    if place and "no_day" in kinds:
        return [Evidence(name="place_no_day", amount=1.0, words="the same place, but one gives no day")]
    if day and not place:
        return [Evidence(name="day_no_place", amount=1.0, words="the same day, but no place in common")]
    return []


def _places(left: Profile, right: Profile, common: Commonness) -> list[Evidence]:
    best: Evidence | None = None
    nearest = math.inf
    for one in left.spots:
        for other in right.spots:
            apart = _apart(one.place, other.place)
            nearest = min(nearest, apart)
            item = _meeting(one, other, apart)
            if item is not None and (best is None or _points(item) > _points(best)):
                best = item
    if best is not None and best.name in _SAME:
        return [best, _busy_place(left, right, common)]
    far = _far(left, right, nearest)
    return [item for item in (best, far) if item is not None]


def _busy_place(left: Profile, right: Profile, common: Commonness) -> Evidence:
    """Return on how many days something is told of the places that both name, of the quietest one."""
    theirs = {spot.key for spot in right.spots}
    shared = [
        (common.days.get(spot.key, 1), spot.place.name)
        for spot in left.spots
        if spot.key in theirs and (spot.place.precision not in _WIDE or spot.key.startswith(UNLISTED))
    ]
    days, name = min(shared)
    return Evidence(name="busy_place", amount=math.log(days), words=f"reports of {counted(days, 'day')} name {name}")


def _points(item: Evidence) -> float:
    return weights()[item.name] * item.amount


def _apart(ours: Place, theirs: Place) -> float:
    """Return the distance of two located points in km, infinity where one is a region or not located."""
    if ours.lat is None or theirs.lat is None or ours.precision not in _POINTS or theirs.precision not in _POINTS:
        return math.inf
    if abs(ours.lat - theirs.lat) * _DEGREE_KM > weights()["near_km"]:
        return abs(ours.lat - theirs.lat) * _DEGREE_KM
    return kilometres(ours, theirs)


def _meeting(one: Spot, other: Spot, apart: float) -> Evidence | None:
    """Return what two mentioned places have in common."""
    weight = math.sqrt(one.weight * other.weight)
    if one.key == other.key:
        kind = {"country": "same_country", "admin": "same_region"}.get(one.place.precision, "same_place")
        if one.key.startswith(UNLISTED):
            kind = "same_village"
        return Evidence(name=kind, amount=weight, words=f"both in {one.place.name}")
    limit = weights()["near_km"]
    if apart <= limit:
        words = f"{one.place.name} and {other.place.name}, {apart:.0f} km apart"
        return Evidence(name="near_place", amount=weight * (1 - apart / limit), words=words)
    return None


def _far(left: Profile, right: Profile, nearest: float) -> Evidence | None:
    """Return that the places of the two lie far from each other, if they do."""
    ours = [spot for spot in left.spots if spot.place.precision in _POINTS]
    theirs = [spot for spot in right.spots if spot.place.precision in _POINTS]
    if not ours or not theirs:
        return None
    one, other = ours[0], theirs[0]
    central = _apart(one.place, other.place)
    words = f"{one.place.name} and {other.place.name} are {central:.0f} km apart"
    if nearest > weights()["far_km"]:
        # A dateline or a misread word is seldom as central as the place of the event itself.
        sure = min(one.weight, other.weight) >= weights()["sure"]
        return Evidence(name="far_places" if sure else "other_places", amount=1.0, words=words)
    return Evidence(name="other_centre", amount=1.0, words=words) if central > weights()["near_km"] else None


def kilometres(left: Place, right: Place) -> float:
    """Return the great-circle distance of two located places (haversine), infinity where one is not located."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return math.inf
    lat1, lon1, lat2, lon2 = map(math.radians, (left.lat, left.lon, right.lat, right.lon))
    inner = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(inner)))


def _names(left: Profile, right: Profile, common: Commonness) -> list[Evidence]:
    both = sorted(left.names.keys() & right.names.keys())
    if not both:
        return []
    amount = sum(common.rarity(name) * math.sqrt(left.names[name] * right.names[name]) for name in both)
    telling = sorted(both, key=lambda name: (-common.rarity(name), name))
    words = f"both name {listed(left.spellings.get(name, name) for name in telling)}"
    return [Evidence(name="same_names", amount=min(amount, 3.0), words=words)]


def _shared(kind: str, left: Mapping[str, float], right: Mapping[str, float]) -> list[Evidence]:
    both = sorted(left.keys() & right.keys())
    if not both:
        return []
    amount = sum(math.sqrt(left[value] * right[value]) for value in both) / math.sqrt(len(left) * len(right))
    telling = sorted(both, key=lambda value: (-math.sqrt(left[value] * right[value]), value))
    words = f"both cite {listed(telling)}" if kind == "sources" else f"both tell of {listed(map(event, telling))}"
    return [Evidence(name=f"same_{kind}", amount=amount, words=words)]


def _figures(left: Profile, right: Profile) -> list[Evidence]:
    both = left.figures & right.figures
    if both:
        amount = len(both) / math.sqrt(len(left.figures) * len(right.figures))
        return [Evidence(name="same_figures", amount=amount, words=f"{counted(len(both), 'figure')} in common")]
    if left.figures and right.figures:
        return [Evidence(name="other_figures", amount=1.0, words="no figure in common")]
    return []


def _words(left: Profile, right: Profile, common: Commonness) -> list[Evidence]:
    ours, theirs = common.vectors[left.report_id], common.vectors[right.report_id]
    both = [word for word in ours if word in theirs]
    if not both:
        return []
    shares = [-ours[word] * theirs[word] for word in both]
    telling = ", ".join(word for _, word in nsmallest(3, zip(shares, both, strict=True)))
    found = [Evidence(name="same_words", amount=-sum(shares), words=f"words in common: {telling}")]
    rare = len(common.rare.intersection(both))
    if rare:
        share = rare / (rare + weights()["rare_half"])
        found.append(Evidence(name="rare_words", amount=share, words=f"{counted(rare, 'word')} that few others have"))
    return found
