"""Figures without a word for what befell people: "a minister puts the figure at 136", "police: three".

In: a `Row` and the casualties told before it. Out: `Tally`s that take up the question of the last one. Only a bare
number is read so, right after words that the pack lists as bringing in a figure, or alone after a colon.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sayso.read.groups import Group, groups_of
from sayso.read.tally import Tally
from sayso.read.triggers import triggers_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Question
    from sayso.read.fact import Fact
    from sayso.read.row import Row

_NEAR: Final = 2  # tokens between the words that bring in a figure and the figure
_QUESTIONS: Final = ("killed", "wounded", "missing", "captured")
_STOPS: Final = frozenset(".;!?—")


def later_of(row: Row, tallies: Sequence[Tally], before: Sequence[Fact]) -> list[Tally]:
    """Return the bare figures of a row that correct or repeat one told before it, in order.

    Args:
        row: the sentence.
        tallies: what its own words for a fate count.
        before: the facts of the sentences before it.
    """
    question = _last(tallies, before)
    if question is None:
        return []
    taken = {at for tally in tallies for at in range(tally.first, tally.last + 1)}
    places = [hit.last for hit in row.find("casualties", "figure")]
    return [
        Tally(
            question=question,
            count=group.count,
            victim="unknown",
            first=group.first,
            last=group.last,
            fate=(group.first, group.last),
        )
        for group in groups_of(row, triggers_of(row))
        if _plain(row, group)
        and taken.isdisjoint(range(group.first, group.last + 1))
        and (any(0 < group.first - place <= _NEAR for place in places) or _alone(row, group))
    ]


def _last(tallies: Sequence[Tally], before: Sequence[Fact]) -> Question | None:
    """What the last figure told that is no part of another one counts."""
    for tally in reversed(tallies):
        if not tally.part:
            return tally.question
    for fact in reversed(before):
        if fact.question in _QUESTIONS and not fact.part and not fact.background:
            return fact.question
    return None


def _plain(row: Row, group: Group) -> bool:
    """Whether a group is a number alone, with no noun after it."""
    if group.family != "bare" or not group.explicit or group.article or group.zero or group.part:
        return False
    after = group.last + 1
    return after >= len(row) or row.tokens[after].kind != "w" or row.at(after, "words") is not None


def _alone(row: Row, group: Group) -> bool:
    """Whether nothing but the number stands between a colon and the end of the sentence."""
    opened = group.first > 0 and row.tokens[group.first - 1].norm == ":"
    closed = group.last + 1 >= len(row) or row.tokens[group.last + 1].norm in _STOPS
    return opened and closed
