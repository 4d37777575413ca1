"""Which fate befell which people: triggers joined to groups, sentence by sentence.

In: a `Row`. Out: `Tally`s: a question, a group and the words that carry both. Each trigger takes the group that
costs least: distance in words, more for every mark and clause between, and what the language's word order adds.
A figure for two fates at once ("dozens dead and wounded") is no count of either and is left out.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from sayso.model import Count
from sayso.read.asides import within
from sayso.read.groups import Group, groups_of
from sayso.read.implied import implied_by
from sayso.read.matching import beside, links_of
from sayso.read.tally import Tally
from sayso.read.triggers import Trigger, struck_of, triggers_of

if TYPE_CHECKING:
    from sayso.model import Question, VictimClass
    from sayso.read.row import Row

_JOINT: Final = 2  # tokens of ", and"
_NEAR: Final = 4  # tokens between a number and two nouns that share it
_NONE: Final = Count(low=0, high=0)
_ALL: Final[tuple[Question, ...]] = ("killed", "wounded")


def tallies_of(row: Row) -> list[Tally]:
    """Return the counts of killed, wounded, missing and captured in a row, in order."""
    triggers = triggers_of(row)
    nobody = _nobody(row)
    if not triggers and not nobody:
        return []
    groups = [g for g in groups_of(row, triggers) if g.family in {"person", "bare", "weak"}]
    groups = _parts(row, within(row, groups, triggers))
    triggers = _single(row, triggers, groups)
    links = links_of(row, triggers, groups)
    tallies = [
        _tally(triggers[t], groups[g])
        for g, t in sorted(links.items())
        if not (groups[g].part and (not groups[g].explicit or groups[g].family != "person"))
        and not triggers[t].negated
        and not _untold(row, triggers[t], groups[g])
    ]
    used = {t for g, t in links.items() if not groups[g].part}  # "wounded, among them a child" are several
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
        joined = found and found[-1].part and group.family == "person" and beside(row, found[-1], group)
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
        if not own and not _told_apart(a, b, groups):
            dropped |= {left, right}
    return [trigger for i, trigger in enumerate(triggers) if i not in dropped]


def shared_fates(row: Row) -> list[Trigger]:
    """Return the words for fates that have one figure between them, which counts neither: "40 dead and wounded"."""
    triggers = triggers_of(row)
    kept = _single(row, triggers, groups_of(row, triggers))
    return [trigger for trigger in triggers if trigger not in kept]


def _told_apart(left: Trigger, right: Trigger, groups: list[Group]) -> bool:
    """Whether two nouns tell of people by their own form, with no number that they could share: "dead, wounded"."""
    nouns = all(trigger.forms & {"one", "two", "many"} for trigger in (left, right))
    return nouns and not any(
        group.explicit and left.first - _NEAR <= group.last and group.first <= right.last + _NEAR for group in groups
    )


def joint_of(row: Row) -> list[Tally]:
    """Return unspecified plurals told for two fates at once, for each fate: "several were killed and injured"."""
    triggers = triggers_of(row)
    pairs = [(a, b) for a, b in pairwise(triggers) if a.question != b.question and _joined(row, a, b)]
    if not pairs:
        return []
    groups = [g for g in groups_of(row, triggers) if g.family in {"person", "bare"} and g.count.vague]
    found: list[Tally] = []
    for a, b in pairs:
        links = links_of(row, [a], groups) or links_of(row, [b], groups)
        found.extend(_tally(trigger, groups[g]) for g in links for trigger in (a, b))
    return found


def struck_in(row: Row) -> list[Tally]:
    """Return the counts of people shot or stabbed, which leave open whether they died; question `other`."""
    triggers = struck_of(row)
    if not triggers:
        return []
    groups = [g for g in groups_of(row, triggers) if g.family in {"person", "bare", "weak"}]
    # "with multiple gunshot wounds": a number within the words themselves counts no people
    within_words = {at for t in triggers for at in range(t.first, t.last + 1)}
    groups = [g for g in groups if not within_words.issuperset(range(g.first, g.last + 1))]
    links = links_of(row, triggers, groups)
    found = [_tally(triggers[t], groups[g]) for g, t in sorted(links.items()) if not triggers[t].negated]
    used = set(links.values())
    named = [implied_by(row, trigger) for t, trigger in enumerate(triggers) if t not in used and not trigger.negated]
    return [*found, *(tally for tally in named if tally is not None)]


def _joined(row: Row, left: Trigger, right: Trigger) -> bool:
    """Whether nothing but "and" or "or" stands between two triggers."""
    between = range(left.last + 1, right.first)
    if not between:
        return row.prefixed(right.first, "and")
    return len(between) <= _JOINT and all(
        row.at(i, "words", "and") or row.at(i, "words", "or") or row.tokens[i].norm == "/" for i in between
    )


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
        more=group.another,
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
