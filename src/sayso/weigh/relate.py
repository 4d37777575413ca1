"""How two answers to one question stand to each other, with the rule that says so.

In: two answers, and the classes of people that they are about. Out: agree, refine, compatible, contradict, or None
where the two cannot be compared. Denials are not weighed here: an answer and its denial meet in one answer group.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeVar

from sayso.model import Answer, Count, Party, Place, Text, When
from sayso.weigh.catalogue import catalogue, group_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.model import Relation

    PartiesCompare = Callable[[str, str], Relation | None]
    Judged = tuple[Relation, str]

T = TypeVar("T", float, str)
# "About 100" is read as 90 to 110: the usual reading of a round figure, and what keeps "about 100" and "104" from
# being shown as a contradiction.
_APPROXIMATE = 0.1
_PARTIES: dict[Relation, str] = {
    "agree": "same party",
    "refine": "one is part of the other",
    "compatible": "they do not exclude each other",
    "contradict": "one excludes the other",
}
_EARTH_KM = 6371.0
# Two points nearer than this are one place: village coordinates of different gazetteers differ by as much.
_SAME_KM = 2.0


def relation_of(left: Answer, right: Answer, parties_compare: PartiesCompare | None = None) -> Judged | None:
    """Return how two answers about the same people or things stand to each other, and the rule; None if incomparable.

    Args:
        left: an answer.
        right: another answer to the same question.
        parties_compare: from two canonical party names to a relation, None where it cannot tell.
    """
    judged: Judged | None = None
    match left, right:
        case Count(), Count():
            judged = _counts(left, right)
        case When(), When():
            judged = _intervals((left.first, left.last), (right.first, right.last), "time")
        case Place(), Place():
            judged = _places(left, right)
        case Party(), Party():
            judged = _parties(left, right, parties_compare)
        case Text(), Text():
            judged = ("agree", "same words") if left.value.casefold() == right.value.casefold() else None
    return judged


def people_relation(left: tuple[Count, str | None], right: tuple[Count, str | None]) -> Judged:
    """Return how two figures for people stand to each other when their classes differ or may differ.

    Args:
        left: a figure and the class of people it is about.
        right: another figure and its class.
    """
    (count, its_class), (other, other_class) = left, right
    numbers = _counts(count, other)
    classes = {its_class or "unknown", other_class or "unknown"}
    if len(classes) == 1:
        return numbers
    if "unknown" in classes:
        relation: Relation = "compatible" if numbers[0] in {"agree", "refine"} else numbers[0]
        return (relation, f"{numbers[1]}; one does not say who they were")
    for inner, outer in ((left, right), (right, left)):
        if catalogue().classes[inner[1] or "unknown"].within == outer[1]:
            return _part(inner, outer)
    if group_of(its_class) == group_of(other_class):
        return numbers
    return _different_people(count, other)


def _part(inner: tuple[Count, str | None], outer: tuple[Count, str | None]) -> Judged:
    """Return how a figure for some people stands to one for the wider class they belong to."""
    some, all_ = (catalogue().classes[name or "unknown"].many for _, name in (inner, outer))
    if _bounds(inner[0])[0] > _bounds(outer[0])[1]:
        return ("contradict", f"more {some} than {all_} in all")
    return ("refine", f"{some} are among the {all_}")


def _different_people(left: Count, right: Count) -> Judged:
    if 0 in (left.high, right.high):
        return ("compatible", "different people, one of the figures is none")
    if _counts(left, right)[0] == "contradict":
        return ("compatible", "different figures for different people")
    return ("contradict", "the same figure is told of different people")


def _bounds(count: Count) -> tuple[float, float]:
    low = 0.0 if count.low is None else float(count.low)
    high = math.inf if count.high is None else float(count.high)
    if count.approx:
        return math.floor(low * (1 - _APPROXIMATE)), math.ceil(high * (1 + _APPROXIMATE)) if high < math.inf else high
    return low, high


def _counts(left: Count, right: Count) -> Judged:
    if (left.low, left.high) == (right.low, right.high):
        return ("agree", "same figure")
    return _intervals(_bounds(left), _bounds(right), "figure")


def _intervals(left: tuple[T, T], right: tuple[T, T], what: str) -> Judged:
    if left == right:
        return ("agree", f"same {what}")
    if max(left[0], right[0]) > min(left[1], right[1]):
        return ("contradict", f"the {what}s exclude each other")
    if (left[0] >= right[0] and left[1] <= right[1]) or (right[0] >= left[0] and right[1] <= left[1]):
        return ("refine", f"one {what} lies within the other")
    return ("compatible", f"the {what}s overlap")


def _places(left: Place, right: Place) -> Judged:
    same_entry = left.geonames_id is not None and left.geonames_id == right.geonames_id
    if same_entry or left.name.casefold() == right.name.casefold():
        return ("agree", "same place")
    for inner, outer in ((left, right), (right, left)):
        if outer.name.casefold() in {(inner.admin or "").casefold(), (inner.country or "").casefold()}:
            return ("refine", "one place lies within the other")
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return ("compatible", "a place that is not located cannot be told apart")
    apart = _kilometres((left.lat, left.lon), (right.lat, right.lon))
    return _areas(apart, left.uncertainty_km or 0.0, right.uncertainty_km or 0.0)


def _areas(apart: float, radius: float, other_radius: float) -> Judged:
    if apart <= _SAME_KM:
        return ("agree", f"same place ({apart:.1f} km apart)")
    if apart + min(radius, other_radius) <= max(radius, other_radius):
        return ("refine", "one place lies within the other")
    if apart <= radius + other_radius:
        return ("compatible", "the areas overlap")
    return ("contradict", f"{apart:.0f} km apart")


def _parties(left: Party, right: Party, compare: PartiesCompare | None) -> Judged:
    if left.name.casefold() == right.name.casefold():
        return ("agree", _PARTIES["agree"])
    judged = compare(left.name, right.name) if compare is not None else None
    if judged is not None:
        return (judged, _PARTIES[judged])
    if "unknown" in left.name.casefold() or "unknown" in right.name.casefold():
        return ("compatible", "one leaves open who it was")
    return ("contradict", _PARTIES["contradict"])


def _kilometres(left: tuple[float, float], right: tuple[float, float]) -> float:
    """Return the great-circle distance of two (latitude, longitude) points (haversine)."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*left, *right))
    inner = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(inner)))
