"""Which word for a fate goes with which group of people: the cheapest pairs of a sentence.

In: a `Row`, its triggers and groups. Out: links between them. Each trigger takes the group that costs least: distance
in words, more for every mark and clause between, and what the language's word order adds; then groups joined to a
taken one by "and" go with it, and parts with the figure they are part of.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from sayso.model import Count

if TYPE_CHECKING:
    from sayso.read.groups import Group
    from sayso.read.row import Row
    from sayso.read.triggers import Trigger

# Costs of what stands between a trigger and a group, beside one for each word; found by trial on the development
# texts of six languages, and flat: a change of one or two moves few links.
_MARK: Final = 4
_CLAUSE: Final = 5
_AND: Final = 3
_FATE: Final = 6
_OTHER_GROUP: Final = 4
_NEVER: Final = 99
_FAR: Final = {"person": 16, "bare": 9, "weak": 4, "vehicle": 10}
_IMPLICIT_FAR: Final = 7
_RISEN: Final = 24  # from "the toll" to the figure after "rose to": of which attack and where may stand between
_IMPLICIT: Final = 3  # "militants killed 55 people": the number is the victims', the plural may be the killers'
# Tokens between a fate and a group, asides included, beyond which none is looked for: endless sentences stay linear.
_FARTHEST: Final = 80
_PREPOSITION: Final = 8
_CAPTIVE: Final = 7  # "sixty detainees" who were killed are told for that
_JOINED: Final = 6  # "were killed and fifteen …": the figure goes with the word after it
_ALIKE: Final = 12  # tokens between two groups that "and" joins
_JOINT: Final = 2  # tokens of ", and"
_AGENT: Final = 4
_ONE: Final = Count(low=1, high=1)
_TWO: Final = Count(low=2, high=2)


def links_of(row: Row, triggers: list[Trigger], groups: list[Group]) -> dict[int, int]:
    """Return for each group that a trigger takes (by index) that trigger (by index)."""
    costs = [
        (cost + (0 if group.explicit else _IMPLICIT), abs(g - t), g, t)
        for t, trigger in enumerate(triggers)
        for g, group in enumerate(groups)
        if not group.part and (cost := _cost(row, trigger, group, triggers, groups)) is not None
    ]
    links: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, g, t in sorted(costs):
        if g not in links and t not in taken:
            links[g] = t
            taken.add(t)
    for g, group in enumerate(groups):
        if g not in links and group.part:
            before = [links[other] for other in range(g) if other in links]
            inner = [t for t, trigger in enumerate(triggers) if group.first - 4 <= trigger.first <= group.last]
            after = [links[other] for other in range(g + 1, len(groups)) if other in links]
            if inner or before or after:
                links[g] = [*inner, *reversed(before), *after][0]
    _go_together(row, triggers, groups, links)
    return links


def _go_together(row: Row, triggers: list[Trigger], groups: list[Group], links: dict[int, int]) -> None:
    """Link groups with the fate of those told in one list with them: "three civilians and two soldiers"."""
    told: set[int] = set()
    for g in range(len(groups)):
        spelt = range(g + 1, _spelt_out(row, groups, g) + 1)
        told.update(spelt)
        linked = [links.pop(other) for other in spelt if other in links]
        if linked:
            links.setdefault(g, linked[-1])
    waiting = [g for g, group in enumerate(groups) if g not in links and g not in told and not group.part]
    found = True
    while found:  # a list is linked from the member that stands nearest to the verb
        found = False
        for g in waiting:
            for other in (g - 1, g + 1):
                if g not in links and other in links and _member(row, triggers, groups, other, g):
                    links[g] = links[other]
                    found = True


def _member(row: Row, triggers: list[Trigger], groups: list[Group], other: int, g: int) -> bool:
    """Whether a group is told in one list with another beside it; without a number, a noun for one or two people.

    A comma before such a noun is of a list only where "and" goes on after it: "a man, his wife and two children",
    unlike "a man, a father of two".
    """
    left, right = sorted((groups[g], groups[other]), key=_first)
    called = _few(right) and (not right.explicit or (right.article and _few(left)))
    if groups[g].explicit and not called:
        return beside(row, left, right) or _alike(row, left, right, triggers)
    if not (groups[g].explicit or _few(groups[g])):
        return False
    if _anded(row, left, right):
        return beside(row, left, right)
    after = max(g, other) + 1
    further = groups[after] if after < len(groups) else None
    if further is None or not _anded(row, right, further):
        return False
    return _commaed(row, left, right) and beside(row, right, further)


def _spelt_out(row: Row, groups: list[Group], first: int) -> int:
    """Return the last group of a list that says who those counted before it are, `first` where there is none.

    "Two civilians, a father and his son, were killed": two, not four.
    """
    left, told, last = groups[first], 0, first
    if left.part or left.count.low != left.count.high or row.at(left.last + 1, "words", "and"):
        return first
    for before, group in pairwise(groups[first:]):
        if not beside(row, before, group) and not _commaed(row, before, group):
            break
        told += group.count.low or 0
        last += 1
        if told >= (left.count.low or 0):
            return last if told == left.count.low and last > first + 1 else first
    return first


def _few(group: Group) -> bool:
    return group.family == "person" and group.count in {_ONE, _TWO}


def _anded(row: Row, left: Group, right: Group) -> bool:
    return row.at(left.last + 1, "words", "and") is not None or row.prefixed(right.first, "and")


def _commaed(row: Row, left: Group, right: Group) -> bool:
    """Whether a comma alone, or one with a word that says whose, stands between two groups."""
    between = range(left.last + 1, right.first)
    if not 0 < len(between) <= _JOINT or row.tokens[between[0]].norm not in ",،":
        return False
    return len(between) == 1 or row.at(between[1], "words", "pronoun") is not None


def _first(group: Group) -> int:
    return group.first


def beside(row: Row, left: Group, right: Group) -> bool:
    """Whether two groups are joined by "and" or a comma alone, or by "and his": "a boy and his mother"."""
    between = range(left.last + 1, right.first)
    whose = len(between) == _JOINT and right.family == "person" and row.at(between[-1], "words", "pronoun")
    joints = between[:-1] if whose and row.at(between[0], "words", "and") else between
    return (
        (bool(between) or row.prefixed(right.first, "and"))
        and len(between) <= _JOINT
        and all(row.at(i, "words", "and") or row.tokens[i].norm == "," for i in joints)
        and (right.family in {"person", "weak"} and left.family != "bare")
    )


def _alike(row: Row, left: Group, right: Group, triggers: list[Trigger]) -> bool:
    """Whether "and" joins two counted groups, the first said to be of something: "10 of the X and nine of the Y"."""
    between = range(left.last + 1, right.first)
    counted = left.family == right.family == "person" and left.explicit and not left.article
    if not counted or not 0 < len(between) <= _ALIKE or not row.at(between[-1], "words", "and"):
        return False
    if not (row.at(between[0], "words", "of") or row.at(between[0], "words", "preposition")):
        return False
    fates = {trigger.first for trigger in triggers}
    return not any(
        at in fates
        or row.at(at, "words", "passive")
        or row.at(at, "words", "clause")
        or (row.tokens[at].kind == "p" and row.tokens[at].norm not in "-'")
        for at in between
    )


def _cost(row: Row, trigger: Trigger, group: Group, triggers: list[Trigger], groups: list[Group]) -> int | None:
    """What it costs to link a trigger with a group; None where it cannot be."""
    if group.first <= trigger.first <= group.last or trigger.first < group.first <= group.last < trigger.last:
        return _inside(trigger)
    if _barred(row, trigger, group):
        return None
    after = group.first > trigger.last
    order = row.pack.order
    base = min(
        (order[form][1 if after else 0] for form in trigger.readable() if form in order),
        default=_NEVER,
    )
    if base >= _NEVER:
        return None
    first, last = (trigger.last + 1, group.first) if after else (group.last + 1, trigger.first)
    if last - first > _FARTHEST or _cut_off(row, trigger, group, first, last):
        return None
    toll = after and trigger.readable() == {"toll"}  # "the toll of the strike on X rose to 5"
    agents = after and not toll and order["subject"][1] >= _AGENT  # a preposition brings in those who did it
    cost = base + _between(row, first, last, agents=agents)
    cost += _JOINED * (after and _joins(row, first, group))
    cost += _FATE * sum(first <= other.first < last for other in triggers)
    cost += _OTHER_GROUP * sum(first <= other.first < last and not other.part for other in groups)
    far = _FAR.get(group.family, 0) if group.explicit else _IMPLICIT_FAR
    if group.article and group.family == "person":
        far = min(far, 10)
    if toll and group.explicit and _risen(row, group.first - 1):
        far = _RISEN
    return cost if cost <= far else None


def _risen(row: Row, at: int) -> bool:
    """Whether "rose to" ends at a token, or "to" in a sentence that says that a toll rose."""
    if at < 0 or row.ends_at(at, "casualties", "later"):
        return at >= 0
    return row.ends_at(at, "numerals", "to") is not None and bool(row.find("casualties", "later"))


def _cut_off(row: Row, trigger: Trigger, group: Group, first: int, last: int) -> bool:
    """Whether the tokens between a trigger and a group, `first` to before `last`, say that they are apart."""
    between = range(first, last)
    if "referent" in trigger.forms and not _is_said_of(row, trigger, group):
        return True
    order = row.pack.order
    if group.first > trigger.last and trigger.passive:
        if order["verb"][1] and row.at(first, "words", "and"):
            return True  # "five were killed and two children …": whoever follows is the next verb's
        if any(row.at(at, "events", "attack", "by") for at in between):
            return True  # "was shot by two men"
    if group.explicit:
        return False
    relative = order["adjective"][1] == 0  # there "the child whom they killed" has its noun before the clause
    if not relative and any(row.at(at, "words", "clause") for at in between):
        return True
    return any(row.at(at, "casualties", "tells") for at in between)  # "police said he was shot"


def _inside(trigger: Trigger) -> int | None:
    """What it costs to link a trigger with the group that it stands in."""
    if "referent" in trigger.forms:
        return None
    return _CAPTIVE if trigger.question == "captured" and trigger.readable() == {"noun"} else 0


def _joins(row: Row, first: int, group: Group) -> bool:
    """Whether a bare number comes after "and", right after a word for a fate."""
    return group.family == "bare" and (row.at(first, "words", "and") is not None or row.prefixed(first, "and"))


def _barred(row: Row, trigger: Trigger, group: Group) -> bool:
    """Whether a group cannot be whom a trigger befell, wherever it stands."""
    if group.family == "weak" and trigger.question == "captured":
        return True  # villages are captured too
    if (
        trigger.readable() == {"noun"}
        and group.last < trigger.first
        and row.at(trigger.first - 1, "words", "definite")
    ):
        return True  # "two witnesses put the dead at eight"
    # "вбили солдати": a form that can only be who did it.
    return not group.explicit and trigger.readable() == {"active"} and row.suffixed(group.last, "subject")


def _is_said_of(row: Row, trigger: Trigger, group: Group) -> bool:
    """Whether a copula joins "the dead man" to what he is said to be."""
    between = range(trigger.last + 1, group.first)
    if group.family != "person" or any(
        row.tokens[at].kind == "p" and row.tokens[at].norm not in "'-" for at in between
    ):
        return False
    copulas = [*between, trigger.first - 1, trigger.first - 2, group.last + 1, group.last + 2]
    return any(row.at(at, "words", "passive") for at in copulas)


def _between(row: Row, first: int, last: int, *, agents: bool) -> int:
    """What stands between two places costs; asides such as "including three children" cost nothing."""
    cost = 0
    asides = row.asides()
    for at in range(first, last):
        if at in asides:
            continue
        token = row.tokens[at]
        if token.kind == "p":
            within = token.norm == "-" and row.touch(at) and row.touch(at + 1)  # "Abu al-Eish"
            cost += 0 if within or token.norm in "\"'«»“”„" else _MARK
        elif row.at(at, "words", "clause"):
            cost += _CLAUSE
        elif row.at(at, "words", "and") or row.at(at, "words", "or"):
            cost += _AND
        elif agents and row.at(at, "words", "preposition") and not row.at(at, "words", "conjunction"):
            cost += _PREPOSITION
        else:
            cost += 1
    return cost
