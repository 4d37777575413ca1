"""Which reviewers' decisions count now.

In: every decision ever taken. Out: those in force: not superseded, and each reviewer's latest word on a subject.
What a decision does is for the rooms that obey it. Decisions of reviewers who differ are all in force.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.model import Decision

_PAIRED = frozenset({"same", "different", "same_origin", "different_origin"})
# Whether two reports are about one incident is one matter, whether they rest on one word another.
_ON_ORIGINS = frozenset({"same_origin", "different_origin"})


def in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that count, by time, then id.

    A decision leaves when another in the list supersedes it, or when the same reviewer judged the same subject
    (and, for pairs, the same pair in the same matter) later. A `withdraw` takes another away and never counts itself.
    """
    ordered = sorted(decisions, key=lambda decision: (decision.at, decision.id))
    gone = {decision.supersedes for decision in ordered if decision.supersedes}
    latest: dict[tuple[str, object], Decision] = {}
    for decision in ordered:
        if decision.id not in gone and decision.verdict != "withdraw":
            latest[decision.reviewer, matter_of(decision)] = decision
    return tuple(sorted(latest.values(), key=lambda decision: (decision.at, decision.id)))


def pairs_of(decisions: Iterable[Decision], verdict: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of ids with this verdict that no decision in force contradicts, each in order, sorted.

    Args:
        decisions: every decision ever taken.
        verdict: `same`, `different`, `same_origin` or `different_origin`.
    """
    return tuple(sorted(pair for (pair, _), given in _judged_pairs(decisions).items() if given == {verdict}))


def disputed_pairs(decisions: Iterable[Decision]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of ids on which decisions in force contradict each other, sorted; none of them is obeyed."""
    return tuple(sorted({pair for (pair, _), given in _judged_pairs(decisions).items() if len(given) > 1}))


def matter_of(decision: Decision) -> object:
    """Return what is judged: equal for decisions of which each reviewer's last one counts."""
    if decision.object:
        return (_matter(decision), frozenset((decision.subject, decision.object)))
    return decision.subject


def _judged_pairs(decisions: Iterable[Decision]) -> dict[tuple[tuple[str, str], bool], set[str]]:
    verdicts: dict[tuple[tuple[str, str], bool], set[str]] = {}
    for decision in in_force(decisions):
        if decision.verdict in _PAIRED and decision.object:
            left, right = sorted((decision.subject, decision.object))
            verdicts.setdefault(((left, right), _matter(decision)), set()).add(decision.verdict)
    return verdicts


def _matter(decision: Decision) -> bool:
    """Return whether the decision is about origins: said so, or about two of them."""
    return decision.verdict in _ON_ORIGINS or decision.subject.startswith("o-")
