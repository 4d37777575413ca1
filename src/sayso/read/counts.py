"""Which fate befell which people: triggers joined to groups, sentence by sentence.

In: a `Row`. Out: `Tally`s: a question, a group and the words that carry both. Each trigger takes the group that
costs least: distance in words, more for every mark and clause between, and what the language's word order adds.
A figure for two fates at once ("dozens dead and wounded") is no count of either and is left out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sayso.model import Count
from sayso.read.groups import Group, groups_of
from sayso.read.implied import implied_by
from sayso.read.tally import Tally
from sayso.read.triggers import Trigger, triggers_of

if TYPE_CHECKING:
    from sayso.model import Question, VictimClass
    from sayso.read.row import Row

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
_JOINT: Final = 2  # tokens of ", and"
_AGENT: Final = 4
_NONE: Final = Count(low=0, high=0)
_ALL: Final[tuple[Question, ...]] = ("killed", "wounded")


def tallies_of(row: Row) -> list[Tally]:
    """Return the counts of killed, wounded, missing and captured in a row, in order."""
    triggers = triggers_of(row)
    nobody = _nobody(row)
    if not triggers and not nobody:
        return []
    groups = _parts(row, [g for g in groups_of(row, triggers) if g.family in {"person", "bare", "weak"}])
    triggers = _single(row, triggers, groups)
    links = links_of(row, triggers, groups)
    tallies = [
        _tally(triggers[t], groups[g])
        for g, t in sorted(links.items())
        if not (groups[g].part and (not groups[g].explicit or groups[g].family != "person"))
        and not triggers[t].negated
        and not _untold(row, triggers[t], groups[g])
    ]
    used = set(links.values())
    tallies.extend(
        implied
        for t, trigger in enumerate(triggers)
        if t not in used and not trigger.negated and (implied := implied_by(row, trigger)) is not None
    )
    covered = {i for tally in nobody for i in range(tally.first, tally.last + 1)}
    kept = [t for t in tallies if covered.isdisjoint(range(t.fate[0], t.fate[1] + 1))]
    return sorted([*kept, *nobody], key=lambda tally: (tally.first, tally.last, tally.question))


def _untold(row: Row, trigger: Trigger, group: Group) -> bool:
    """Whether the words say that something is not known or not mentioned, rather than that it happened."""
    hits = row.find("stance", "unmentioned")
    if not group.explicit:
        hits = [*hits, *row.find("stance", "unknown")]
    return any(not row.parted(hit.first, trigger.first, ",;") for hit in hits)


def _parts(row: Row, groups: list[Group]) -> list[Group]:
    """The groups, those joined to a part by "and" being parts too: "including six children and one woman"."""
    found: list[Group] = []
    for group in groups:
        joined = found and found[-1].part and group.family == "person" and _beside(row, found[-1], group)
        kept = replace(group, part=True) if joined else group
        if kept.part:
            row.set_aside(kept.first, kept.last)
        found.append(kept)
    return found


def _nobody(row: Row) -> list[Tally]:
    """Set phrases for "no casualties"."""
    found: list[Tally] = []
    for hit in row.find("casualties", "none"):
        questions = _ALL if hit.tag[2] == "all" else (hit.tag[2],)
        found.extend(
            Tally(
                question=question,  # type: ignore[arg-type]  # keys of the pack are questions
                count=_NONE,
                victim="unknown",
                first=hit.first,
                last=hit.last,
                fate=(hit.first, hit.last),
            )
            for question in questions
        )
    return found


def _single(row: Row, triggers: list[Trigger], groups: list[Group]) -> list[Trigger]:
    """The triggers without those that share one figure: "dead and wounded", "killed or injured"."""
    dropped: set[int] = set()
    for left, right in zip(range(len(triggers)), range(1, len(triggers)), strict=False):
        a, b = triggers[left], triggers[right]
        if a.question == b.question or not _joined(row, a, b):
            continue
        own = any(b.last < g.first <= b.last + 2 and g.explicit for g in groups) and any(
            g.first <= a.last and a.first - 4 <= g.last for g in groups
        )
        if not own:
            dropped |= {left, right}
    return [trigger for i, trigger in enumerate(triggers) if i not in dropped]


def _joined(row: Row, left: Trigger, right: Trigger) -> bool:
    """Whether nothing but "and" or "or" stands between two triggers."""
    between = range(left.last + 1, right.first)
    if not between:
        return row.prefixed(right.first, "and")
    return len(between) <= _JOINT and all(
        row.at(i, "words", "and") or row.at(i, "words", "or") or row.tokens[i].norm == "/" for i in between
    )


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
                if other in links and group.explicit and _beside(row, *sorted((group, groups[other]), key=_first)):
                    links[g] = links[other]
                    break
    return links


def _first(group: Group) -> int:
    return group.first


def _beside(row: Row, left: Group, right: Group) -> bool:
    """Whether two groups are joined by "and" or a comma alone."""
    between = range(left.last + 1, right.first)
    return (
        (bool(between) or row.prefixed(right.first, "and"))
        and len(between) <= _JOINT
        and all(row.at(i, "words", "and") or row.tokens[i].norm == "," for i in between)
        and (right.family == "person" and left.family != "bare")
    )


def _cost(row: Row, trigger: Trigger, group: Group, triggers: list[Trigger], groups: list[Group]) -> int | None:
    """What it costs to link a trigger with a group; None where it cannot be."""
    if group.first <= trigger.first <= group.last:
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
    if "referent" in trigger.forms and not _is_said_of(row, trigger, group):
        return None
    if last - first > _FARTHEST:
        return None
    agents = after and order["subject"][1] >= _AGENT  # there a preposition brings in those who did it
    cost = base + _between(row, first, last, agents=agents)
    relative = order["adjective"][1] == 0  # there "the child whom they killed" has its noun before the clause
    if not group.explicit and not relative and any(row.at(at, "words", "clause") for at in range(first, last)):
        return None
    cost += _JOINED * (after and _joins(row, first, group))
    cost += _FATE * sum(first <= other.first < last for other in triggers)
    cost += _OTHER_GROUP * sum(first <= other.first < last and not other.part for other in groups)
    far = _FAR.get(group.family, 0) if group.explicit else _IMPLICIT_FAR
    if group.article and group.family == "person":
        far = min(far, 10)
    return cost if cost <= far else None


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
            cost += 0 if token.norm in "\"'«»“”„" else _MARK
        elif row.at(at, "words", "clause"):
            cost += _CLAUSE
        elif row.at(at, "words", "and") or row.at(at, "words", "or"):
            cost += _AND
        elif agents and row.at(at, "words", "preposition") and not row.at(at, "words", "conjunction"):
            cost += _PREPOSITION
        else:
            cost += 1
    return cost


def _tally(trigger: Trigger, group: Group) -> Tally:
    first, last = min(group.first, trigger.first), max(group.last, trigger.last)
    if group.part:
        first, last = group.first, group.last
    count = _NONE if group.zero else group.count
    return Tally(
        question=trigger.question,
        count=count,
        victim=group.victim or "unknown",
        first=first,
        last=last,
        fate=(trigger.first, trigger.last),
        part=group.part,
        inherits=group.victim is None and group.family == "bare",
    )


def inherited(tallies: list[Tally]) -> list[Tally]:
    """Return a row's tallies, a bare number with the class before it: "one civilian killed, another wounded"."""
    found = []
    current: VictimClass | None = None
    for tally in tallies:
        kept = replace(tally, victim=current) if tally.inherits and current is not None else tally
        if kept is not tally and kept.victim == "child":
            kept = replace(tally, victim="civilian")  # four others, after a child, are not four children
        if not tally.part:
            current = kept.victim if kept.victim != "unknown" else None
        found.append(kept)
    return found
