"""Asides in a sentence: what stands in brackets, and "including …" up to the verb.

In: a `Row`, its groups and triggers. Out: the groups, those in an aside about parts of a figure marked as parts; the
row learns which tokens are asides, which put no distance between a figure and its verb.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.read.groups import Group
    from sayso.read.row import Row
    from sayso.read.triggers import Trigger

_LONGEST: Final = 60  # tokens
_OPENS: Final = frozenset(",-(")


def within(row: Row, groups: Sequence[Group], triggers: Sequence[Trigger]) -> list[Group]:
    """Return the groups, with those that an aside counts out of a figure before it marked as parts."""
    _brackets(row)
    fates = {trigger.first for trigger in triggers}
    asides = []
    for hit in (*row.find("casualties", "part"), *row.find("casualties", "make_up")):
        aside = _aside(row, hit.first, hit.last, fates)
        if aside is None and any(group.last < hit.first and not group.part for group in groups):
            aside = _open(row, hit.first, hit.last, fates)
        if aside is not None:
            asides.append(aside)
    for first, last in asides:
        row.skip(first, last)
    return [
        replace(group, part=True)
        if any(first <= group.first and group.last <= last for first, last in asides)
        else group
        for group in groups
    ]


def _brackets(row: Row) -> None:
    opened = -1
    for at, token in enumerate(row.tokens):
        if token.norm in "([":
            opened = at
        elif token.norm in ")]" and opened >= 0:
            if at - opened <= _LONGEST:
                row.skip(opened, at)
            opened = -1


def _aside(row: Row, first: int, last: int, fates: set[int]) -> tuple[int, int] | None:
    """The tokens from the mark before "including" to the mark before the verb of the sentence; None where none is."""
    mark = row.tokens[first - 1].norm if first else ""
    if not mark or mark not in _OPENS:
        return None
    for at in range(last + 1, min(len(row) - 1, last + _LONGEST)):
        if row.tokens[at].norm in _OPENS - {"("} and _verb(row, at + 1, fates):
            return first - 1, at
        if at in fates or row.tokens[at].norm in ";:":
            return None
    return None


def _open(row: Row, first: int, last: int, fates: set[int]) -> tuple[int, int] | None:
    """The same where no mark closes it: up to the auxiliary of the first fate after it."""
    mark = row.tokens[first - 1].norm if first else ""
    if not mark or mark not in _OPENS or row.at(first, "casualties", "make_up"):
        return None
    for at in range(last + 1, min(len(row) - 1, last + _LONGEST)):
        if at in fates or row.tokens[at].norm in ";:" or row.at(at, "words", "conjunction"):
            return None
        if row.at(at, "words", "passive") and not fates.isdisjoint(range(at + 1, at + 4)):
            return first - 1, at - 1
    return None


def _verb(row: Row, at: int, fates: set[int]) -> bool:
    return at in fates or row.at(at, "words", "passive") is not None or row.at(at, "words", "ends_phrase") is not None
