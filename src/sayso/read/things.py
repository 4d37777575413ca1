"""Strikes from the air and vehicles put out of action, counted.

In: a `Row`. Out: `Thing`s: a question, a count and the words that carry it. A strike is counted by its noun
("two air strikes"), by its verb ("bombed twice", "jets struck"), or by its targets ("hit two positions"). A strike
that is only the circumstance of something else ("killed in air strikes") is no answer to how many there were.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sayso.model import Count
from sayso.read.groups import Group, groups_of
from sayso.read.matching import links_of
from sayso.read.stance import denied
from sayso.read.triggers import damage_of

if TYPE_CHECKING:
    from sayso.lang import Hit
    from sayso.model import Question
    from sayso.read.row import Row
    from sayso.read.triggers import Trigger

_SOME: Final = Count(low=1, high=None)
_ONE: Final = Count(low=1, high=1)
_TWO: Final = Count(low=2, high=2)
_NEAR: Final = 8
_BESIDE: Final = 4
_FLIGHT: Final = 12  # words between an aircraft and what it did


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A count of strikes or vehicles; `first` to `last` are its words."""

    question: Question
    count: Count
    first: int
    last: int
    denied: bool = False


def things_of(row: Row) -> list[Thing]:
    """Return the strikes and vehicles counted in a row, in order."""
    if not (row.find("events", "strike") or row.find("events", "damage")):
        return []
    groups = groups_of(row, ())
    strikes = _strikes(row, groups)
    return sorted([*strikes, *_vehicles(row, groups)], key=lambda thing: (thing.first, thing.last))


def _vehicles(row: Row, groups: list[Group]) -> list[Thing]:
    triggers = damage_of(row)
    kept = [group for group in groups if group.family == "vehicle"]
    found = []
    for g, t in links_of(row, triggers, kept).items():
        group, trigger = kept[g], triggers[t]
        if not trigger.negated and not _attacks(row, group, trigger):
            count = Count(low=0, high=0) if group.zero else group.count
            first, last = min(group.first, trigger.first), max(group.last, trigger.last)
            found.append(Thing(question="vehicles_destroyed", count=count, first=first, last=last))
    return found


def _attacks(row: Row, group: Group, trigger: Trigger) -> bool:
    """Whether the aircraft is who struck, and not what was struck."""
    struck = row.at(trigger.first, "events", "strike", "air_verb")
    return struck is not None and any(
        row.at(at, "events", "strike", "aircraft") for at in range(group.first, group.last + 1)
    )


def _strikes(row: Row, groups: list[Group]) -> list[Thing]:
    silent = [hit.first for hit in row.find("stance", "unmentioned")]
    mock = row.find("events", "strike", "mock")
    found: list[Thing] = []
    for group in groups:
        if group.family != "strike" or _clause_has(row, group.first, silent) or mock:
            continue
        count = _noun_count(row, group, groups)
        if count is not None:
            denial = denied(row, group.first)
            first = denial.first if denial else group.first
            found.append(
                Thing(
                    question="strikes",
                    count=_SOME if denial else count,
                    first=first,
                    last=group.last,
                    denied=denial is not None,
                )
            )
    for hit in _verbs(row):
        if _clause_has(row, hit.first, silent) or any(t.first - _NEAR <= hit.first <= t.last + 4 for t in found):
            continue
        found.append(_verb_count(row, hit, groups))
    return found


def _noun_count(row: Row, group: Group, groups: list[Group]) -> Count | None:
    """What a noun for a strike says: its number, or at least one where it is told as an event."""
    kinds = _kinds(row, group)
    if kinds == {"projectile"}:
        return group.count if group.explicit and not group.article and _lands(row, group) else None
    plain = not kinds & {"one", "two", "many"}
    told = any(abs(hit.first - group.first) <= _NEAR for hit in row.find("events", "strike", "carry"))
    if (group.explicit and not group.article) or group.count == _TWO:
        return group.count
    if denied(row, group.first):
        return _SOME
    if row.ends_at(group.first - 1, "events", "strike", "owned") and not row.clitic(group.first):
        return group.count if group.count == _ONE else _SOME
    if plain and not (told and group.article):
        return None
    target = next(
        (g for g in groups if g.family == "target" and g.explicit and abs(g.first - group.last) <= _NEAR), None
    )
    if target is not None and not _parted(row, group.first, target.first):
        return target.count
    if _circumstance(row, group.first) and not (told and row.ends_at(group.first - 1, "events", "strike", "carry")):
        return None
    return group.count if group.article else _SOME


def _kinds(row: Row, group: Group) -> set[str]:
    """The lists of the pack that the nouns of a group stand in, "generic" left out."""
    return {
        kind
        for at in range(group.first, group.last + 1)
        for kind in ("one", "two", "many", "counted", "projectile")
        if row.at(at, "events", "strike", kind)
    }


def _lands(row: Row, group: Group) -> bool:
    """Whether a missile or shell is told to have come down, in the clause that counts it."""
    return any(
        min(abs(hit.first - group.last), abs(group.first - hit.last)) <= _NEAR
        and not any(row.tokens[at].norm in ",;:" for at in range(*sorted((hit.first, group.last))))
        for hit in row.find("events", "strike", "lands")
    )


def _circumstance(row: Row, first: int) -> bool:
    """Whether a preposition governs the noun that begins here."""
    if row.clitic(first):
        return True
    for at in range(first - 1, max(-1, first - 4), -1):
        if row.at(at, "words", "clause"):
            return False
        if row.tokens[at].kind == "p" and row.tokens[at].norm not in {"-", '"'}:
            return False
        if row.at(at, "words", "preposition") or row.at(at, "words", "of"):
            return True
    return False


def _verbs(row: Row) -> list[Hit]:
    found = list(row.find("events", "strike", "verb"))
    flying = [*row.find("events", "strike", "aircraft"), *row.find("events", "strike", "by_air")]
    for hit in row.find("events", "strike", "air_verb"):
        near = [other for other in flying if abs(other.first - hit.first) <= _FLIGHT]
        found.extend([hit] if any(not _parted(row, other.first, hit.first) for other in near) else [])
    return [hit for hit in sorted(found, key=lambda hit: hit.first) if not row.ends_at(hit.first - 1, "words", "not")]


def _verb_count(row: Row, hit: Hit, groups: list[Group]) -> Thing:
    """How often a verb says that something was struck."""
    for kind, count in (("twice", _TWO), ("once", _ONE)):
        for adverb in row.find("events", "strike", kind):
            if min(abs(adverb.first - hit.first), abs(adverb.last - hit.last)) <= _BESIDE:
                bound = row.ends_at(adverb.first - 1, "numerals", "at_least")
                often = Count(low=count.low, high=None) if bound else count
                first = min(bound.first if bound else adverb.first, hit.first)
                return Thing(question="strikes", count=often, first=first, last=max(adverb.last, hit.last))
    for group in groups:
        times = group.explicit and row.at(group.last + 1, "events", "strike", "times")
        near = min(abs(group.first - hit.last), abs(hit.first - group.last)) <= _NEAR
        if (
            near
            and not _parted(row, group.first, hit.first)
            and (times or (group.family == "target" and not group.article))
        ):
            first, last = min(group.first, hit.first), max(group.last, hit.last)
            return Thing(question="strikes", count=group.count, first=first, last=last)
    return Thing(question="strikes", count=_SOME, first=hit.first, last=hit.last)


def _parted(row: Row, left: int, right: int) -> bool:
    low, high = sorted((left, right))
    return any(row.tokens[at].norm in {";", ":", ","} for at in range(low, high))


def _clause_has(row: Row, at: int, places: list[int]) -> bool:
    return any(not _parted(row, at, place) for place in places)
