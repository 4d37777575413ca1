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

    from sayso.model import Relation, Status
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
    answers: Sequence[Given], relations: Sequence[Related], names: Mapping[str, str]
) -> tuple[Status, tuple[str, ...]]:
    """Return the status and why.

    Args:
        answers: the distinct answers.
        relations: between them, by index.
        names: of origins, by id.
    """
    reasons = _conflicts(answers, relations, names)
    if reasons:
        return "contested", reasons
    known = _unique(origin for given in answers for origin in (*given.origins, *given.deniers))
    unheld = _unique(origin for given in answers for origin in given.unknown)
    notes = (_unheld(len(unheld)),) if unheld else ()
    if not known:
        return "unattributed", ("nobody who can be held to it says so", *notes)
    if len(known) == 1:
        return "single-origin", (f"all of it comes from {names[known[0]]}", *notes)
    side = _agreeing(answers, relations)
    if len(side) > 1:
        return "agreed", (f"{len(side)} independent origins agree: {_listed(side, names)}", *notes)
    return "single-origin", ("each answer rests on one origin alone", *notes)


def _conflicts(answers: Sequence[Given], relations: Sequence[Related], names: Mapping[str, str]) -> tuple[str, ...]:
    reasons: list[str] = []
    for given in answers:
        deniers = [denier for denier in given.deniers if denier not in given.origins]
        if deniers and (given.origins or given.unknown):
            reasons.append(f"denied by {_listed(deniers, names)}")
    for left, right, relation, rule in relations:
        if relation != "contradict":
            continue
        ours, theirs = answers[left], answers[right]
        if _differ(ours.origins, theirs.origins):
            reasons.append(f"{_listed(ours.origins, names)} against {_listed(theirs.origins, names)}: {rule}")
        for denied, affirmed in ((ours, theirs), (theirs, ours)):
            deniers = [denier for denier in denied.deniers if denier not in affirmed.origins]
            if deniers and affirmed.origins and not denied.origins:
                reasons.append(f"{_listed(deniers, names)} denies what {_listed(affirmed.origins, names)} says")
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


def _agreeing(answers: Sequence[Given], relations: Sequence[Related]) -> tuple[str, ...]:
    """Return the origins of the largest set of answers that agree with, or refine, one answer."""
    best: tuple[str, ...] = ()
    for place, given in enumerate(answers):
        side = list(given.origins)
        for left, right, relation, _ in relations:
            if place in (left, right) and relation in {"agree", "refine", "compatible"}:
                side.extend(answers[right if place == left else left].origins)
        best = max(best, _unique(side), key=len)
    return best


def _differ(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Return whether some origin on one side is not the only one on the other."""
    return any(one != other for one in ours for other in theirs)


def _unique(origins: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(origins))


def _listed(origins: Sequence[str], names: Mapping[str, str]) -> str:
    return ", ".join(names[origin] for origin in origins)


def _unheld(number: int) -> str:
    return f"{number} more without a source that can be held to it, not counted"
