"""Which reviewers' decisions count now.

In: every decision ever taken. Out: those in force: not superseded, and each reviewer's latest word on a subject.
What a decision does is for the rooms that obey it. Decisions of reviewers who differ are all in force.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.model import Decision

_PAIRED = frozenset({"same", "different", "same_origin"})


def in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that count, by time, then id.

    A decision leaves when another in the list supersedes it, or when the same reviewer judged the same subject
    (and, for pairs, the same pair) later.
    """
    ordered = sorted(decisions, key=lambda decision: (decision.at, decision.id))
    gone = {decision.supersedes for decision in ordered if decision.supersedes}
    latest: dict[tuple[str, object], Decision] = {}
    for decision in ordered:
        if decision.id not in gone:
            latest[decision.reviewer, _subject(decision)] = decision
    return tuple(sorted(latest.values(), key=lambda decision: (decision.at, decision.id)))


def pairs_of(decisions: Iterable[Decision], verdict: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of ids with this verdict that no decision in force contradicts, each in order, sorted.

    Args:
        decisions: every decision ever taken.
        verdict: `same`, `different` or `same_origin`.
    """
    verdicts: dict[tuple[str, str], set[str]] = {}
    for decision in in_force(decisions):
        if decision.verdict in _PAIRED and decision.object:
            left, right = sorted((decision.subject, decision.object))
            verdicts.setdefault((left, right), set()).add(decision.verdict)
    return tuple(sorted(pair for pair, given in verdicts.items() if given == {verdict}))


def _subject(decision: Decision) -> object:
    if decision.object:
        return frozenset((decision.subject, decision.object))
    return decision.subject
