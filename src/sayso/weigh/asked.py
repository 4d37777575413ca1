"""Which question each claim answers, once people of different kinds are kept apart.

In: claims. Out: `Asked` values: a question with its scope and the claims that answer it. Figures for civilians and
for fighters are answers to two questions, unless the texts tell one figure of both: then it is disputed who was hit,
and the figures stand side by side in one question, with the number alone as another.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from sayso.model import CASUALTY_QUESTIONS, Count, Question, Text, VictimClass
from sayso.weigh.catalogue import catalogue, group_of
from sayso.weigh.relate import people_relation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.model import Claim

DISPUTED = "disputed"
POOLED = "pooled"
_TOGETHER = "together"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question of an incident.

    Attributes:
        scope: a class of people, `disputed` (who was hit), `pooled` (the number alone), the words of an `other`
            claim, or None.
        reasons: why the question is cut as it is.
    """

    question: Question
    scope: str | None
    claims: tuple[Claim, ...]
    reasons: tuple[str, ...] = ()

    @property
    def by_class(self) -> bool:
        """Whether answers that differ only in the class of people are kept apart."""
        return self.question in CASUALTY_QUESTIONS and self.scope != POOLED

    @property
    def nobody(self) -> VictimClass | None:
        """The class of people that an answer without one is told of in words."""
        return "unknown" if self.by_class else None


def asked(claims: Sequence[Claim], origin_of: Mapping[str, str]) -> tuple[Asked, ...]:
    """Return the questions that the claims answer, in the catalogue's order.

    Args:
        claims: those of one incident that count.
        origin_of: per claim id, its origin's id.
    """
    by_question: dict[Question, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_question[claim.question].append(claim)
    found: list[Asked] = []
    for question in sorted(by_question, key=lambda name: catalogue().order[name]):
        given = by_question[question]
        if question in CASUALTY_QUESTIONS:
            found.extend(_of_people(question, given, origin_of))
        elif question == "other":
            found.extend(_of_other(given))
        else:
            found.append(Asked(question=question, scope=None, claims=tuple(given)))
    return tuple(found)


def _of_people(question: Question, claims: Sequence[Claim], origin_of: Mapping[str, str]) -> list[Asked]:
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[group_of(claim.victim_class)].append(claim)
    named = [group for group in groups if group != "unknown"]
    rival = _rivals(groups, origin_of)
    if rival:
        why = f"the same figure is told of {rival[0]} and of {rival[1]} by different origins"
        return [
            Asked(question=question, scope=DISPUTED, claims=tuple(claims), reasons=(why,)),
            Asked(
                question=question, scope=POOLED, claims=tuple(claim for claim in claims if not _none_of_some(claim))
            ),
        ]
    if len(named) == 1 and "unknown" in groups:
        why = "figures that do not say who are read as these people: no others are spoken of"
        return [Asked(question=question, scope=named[0], claims=tuple(claims), reasons=(why,))]
    order = list(catalogue().classes)
    in_order = sorted(groups, key=order.index)
    return [Asked(question=question, scope=group, claims=tuple(groups[group])) for group in in_order]


def _rivals(groups: Mapping[str, Sequence[Claim]], origin_of: Mapping[str, str]) -> tuple[str, str] | None:
    """Return two groups of people of whom different origins tell one figure; None where no identity is disputed.

    An origin that gives figures for both groups keeps them apart itself, so it disputes nothing.
    """
    order = [name for name in catalogue().classes if name in groups and name != "unknown"]
    tells = {
        group: [claim for claim in groups[group] if claim.polarity == "affirmed" and isinstance(claim.answer, Count)]
        for group in order
    }
    told_by = {group: {origin_of[claim.id] for claim in told} for group, told in tells.items()}
    for left, right in combinations(order, 2):
        both = told_by[left] & told_by[right]
        ours, theirs = (
            [claim for claim in tells[group] if origin_of[claim.id] not in both] for group in (left, right)
        )
        if any(_same_figure(claim, other) for claim in ours for other in theirs):
            classes = catalogue().classes
            return classes[left].label, classes[right].label
    return None


def _none_of_some(claim: Claim) -> bool:
    """Return whether the claim says that nobody of one class was hit, which says nothing of how many were in all."""
    nobody = isinstance(claim.answer, Count) and claim.answer.high == 0
    return nobody and group_of(claim.victim_class) != "unknown"


def _same_figure(claim: Claim, other: Claim) -> bool:
    if not isinstance(claim.answer, Count) or not isinstance(other.answer, Count):
        return False
    judged = people_relation((claim.answer, claim.victim_class), (other.answer, other.victim_class))
    return judged[0] == "contradict"


def _of_other(claims: Sequence[Claim]) -> list[Asked]:
    """Return one question per statement; a figure for killed and wounded together is one of its own."""
    by_words: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_words[claim.answer.value if isinstance(claim.answer, Text) else _TOGETHER].append(claim)
    return [
        Asked(question="other", scope=words, claims=tuple(by_words[words]))
        for words in sorted(by_words, key=lambda words: (words != _TOGETHER, words))
    ]
