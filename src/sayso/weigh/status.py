"""What a question's answers come to: agreed, contested, single-origin or unattributed, with the reasons.

In: the distinct answers with the origins behind each, and how the answers stand to each other. Out: a status and one
line per reason. Only known origins make a status: what nobody can be held to is listed, and neither agrees nor
contests. Which answer is right is not asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.model import Count
from sayso.weigh.relate import people_relation, relation_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.model import Origin, Relation, Status
    from sayso.weigh.answers import Given
    from sayso.weigh.relate import Judged, PartiesCompare

    Related = tuple[int, int, Relation, str]


def relations_of(answers: Sequence[Given], parties_compare: PartiesCompare | None) -> tuple[Related, ...]:
    """Return how every two answers stand to each other, where they can be compared."""
    found: list[Related] = []
    for left in range(len(answers)):
        for right in range(left + 1, len(answers)):
            judged = _relation(answers[left], answers[right], parties_compare)
            if judged is not None:
                found.append((left, right, *judged))
    return tuple(found)


def status_of(
    answers: Sequence[Given], relations: Sequence[Related], origins: Mapping[str, Origin]
) -> tuple[Status, tuple[str, ...]]:
    """Return the status and why.

    Args:
        answers: the distinct answers.
        relations: between them, by index.
        origins: by id.
    """
    bench = _Bench(origins)
    reasons = _conflicts(answers, relations, bench)
    if reasons:
        return "contested", reasons
    known = _unique(origin for given in answers for origin in (*given.origins, *given.deniers))
    unheld = _unique(origin for given in answers for origin in given.unknown)
    notes = (f"{len(unheld)} more without a source that can be held to it, not counted",) if unheld else ()
    if not known:
        return "unattributed", ("nobody who can be held to it says so", *notes)
    if len(known) == 1:
        return "single-origin", (f"all of it comes from {bench.listed(known)}", *notes)
    if len(bench.sides(known)) == 1:
        words = f"all of it comes from one side, {origins[known[0]].side}: {bench.listed(known)}"
        return "single-origin", (words, *notes)
    agreeing = _agreeing(answers, relations, bench)
    number = len(bench.sides(agreeing))
    if number > 1:
        return "agreed", (f"{number} independent origins agree: {bench.listed(agreeing)}", *notes)
    return "single-origin", ("each answer rests on one origin alone", *notes)


class _Bench:
    """The origins, and which of them speak for one side."""

    def __init__(self, origins: Mapping[str, Origin]) -> None:
        self._origins = origins

    def sides(self, origins: Iterable[str]) -> frozenset[str]:
        """Return who speaks: origins of one side are one."""
        return frozenset(self._origins[origin].side or origin for origin in origins)

    def outside(self, origins: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
        """Return those whose side is not among the others' sides: nobody contests themselves."""
        theirs = self.sides(others)
        return tuple(origin for origin in origins if not self.sides((origin,)) & theirs)

    def listed(self, origins: Sequence[str]) -> str:
        """Return their names in words."""
        return ", ".join(self._origins[origin].name for origin in origins)


def _conflicts(answers: Sequence[Given], relations: Sequence[Related], bench: _Bench) -> tuple[str, ...]:
    reasons: list[str] = []
    for given in answers:
        deniers = bench.outside(given.deniers, given.origins)
        if deniers and (given.origins or given.unknown):
            reasons.append(f"denied by {bench.listed(deniers)}")
    for left, right, relation, rule in relations:
        if relation != "contradict":
            continue
        ours, theirs = answers[left], answers[right]
        these = bench.outside(ours.origins or ours.deniers, theirs.origins or theirs.deniers)
        those = bench.outside(theirs.origins or theirs.deniers, ours.origins or ours.deniers)
        one = these or ours.origins or ours.deniers
        other = those or theirs.origins or theirs.deniers
        if (these or those) and one and other:  # who says both (of one day) does not undo what another says
            reasons.append(f"{bench.listed(one)} against {bench.listed(other)}: {rule}")
    return tuple(dict.fromkeys(reasons))


def _relation(left: Given, right: Given, parties_compare: PartiesCompare | None) -> Judged | None:
    if left.deniers and not (left.origins or left.unknown):
        return _denial(left, right, parties_compare)
    if right.deniers and not (right.origins or right.unknown):
        return _denial(right, left, parties_compare)
    if (
        isinstance(left.answer, Count)
        and isinstance(right.answer, Count)
        and left.victim_class
        and right.victim_class
    ):
        return people_relation((left.answer, left.victim_class), (right.answer, right.victim_class))
    return relation_of(left.answer, right.answer, parties_compare)


def _denial(denied: Given, affirmed: Given, parties_compare: PartiesCompare | None) -> Judged | None:
    """Return how an answer stands to one that is only denied: what lies within the denied contradicts the denial."""
    if not (affirmed.origins or affirmed.unknown):
        return None
    judged = relation_of(denied.answer, affirmed.answer, parties_compare)
    if judged is None:
        return None
    if judged[0] == "agree" or (judged[0] == "refine" and _within(affirmed, denied)):
        return ("contradict", "one is denied by the other")
    return ("compatible", "what is denied is something else")


def _within(inner: Given, outer: Given) -> bool:
    if isinstance(inner.answer, Count) and isinstance(outer.answer, Count):
        return (inner.answer.low or 0) >= (outer.answer.low or 0)
    return True


def _agreeing(answers: Sequence[Given], relations: Sequence[Related], bench: _Bench) -> tuple[str, ...]:
    """Return the origins of the answers that can all stand with one answer, for the answer with most sides to it."""
    best: tuple[str, ...] = ()
    for place, given in enumerate(answers):
        together = list(given.origins)
        for left, right, relation, _ in relations:
            if place in (left, right) and relation != "contradict":
                together.extend(answers[right if place == left else left].origins)
        best = max(best, _unique(together), key=lambda origins: len(bench.sides(origins)))
    return best


def _unique(origins: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(origins))
