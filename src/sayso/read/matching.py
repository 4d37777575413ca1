"""Which word for a fate goes with which group of people: the cheapest pairs of a sentence.

In: a `Row`, its triggers and groups. Out: links between them. Each trigger takes the group that costs least: distance
in words, more for every mark and clause between, and what the language's word order adds; then groups joined to a
taken one by "and" go with it, and parts with the figure they are part of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

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
_IMPLICIT: Final = 3  # "militants killed 55 people": the number is the victims', the plural may be the killers'
# Tokens between a fate and a group, asides included, beyond which none is looked for: endless sentences stay linear.
_FARTHEST: Final = 80
_PREPOSITION: Final = 8
_CAPTIVE: Final = 7  # "sixty detainees" who were killed are told for that
_JOINED: Final = 6  # "were killed and fifteen …": the figure goes with the word after it
_ALIKE: Final = 12  # tokens between two groups that "and" joins
_JOINT: Final = 2  # tokens of ", and"
_AGENT: Final = 4


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
    for g, group in enumerate(groups):  # "three civilians and two soldiers were killed"
        if g in links:
            continue
        if group.part:
            before = [links[other] for other in range(g) if other in links]
            inner = [t for t, trigger in enumerate(triggers) if group.first - 4 <= trigger.first <= group.last]
            after = [links[other] for other in range(g + 1, len(groups)) if other in links]
            if inner or before or after:
                links[g] = [*inner, *reversed(before), *after][0]
        else:
            for other in (g - 1, g + 1):
                if other not in links or not (group.explicit or _one_more(row, groups, other, g)):
                    continue
                left, right = sorted((group, groups[other]), key=_first)
                if beside(row, left, right) or _alike(row, left, right, triggers):
                    links[g] = links[other]
                    break
    return links


def _one_more(row: Row, groups: list[Group], other: int, g: int) -> bool:
    """Whether a noun for one person without a number comes right after another group and "and"."""
    if other > g or not groups[g].article:
        return False
    and_ = row.at(groups[other].last + 1, "words", "and") or row.prefixed(groups[g].first, "and")
    return bool(and_)


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
    agents = after and order["subject"][1] >= _AGENT  # there a preposition brings in those who did it
    cost = base + _between(row, first, last, agents=agents)
    cost += _JOINED * (after and _joins(row, first, group))
    cost += _FATE * sum(first <= other.first < last for other in triggers)
    cost += _OTHER_GROUP * sum(first <= other.first < last and not other.part for other in groups)
    far = _FAR.get(group.family, 0) if group.explicit else _IMPLICIT_FAR
    if group.article and group.family == "person":
        far = min(far, 10)
    return cost if cost <= far else None


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
