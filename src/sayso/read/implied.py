"""Counts without a number: words for a victim that are one, two or several by their form, and victims by name.

In: a trigger that no number or noun for people belongs to. Out: its `Tally`, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sayso.model import Count
from sayso.read.tally import Tally

if TYPE_CHECKING:
    from sayso.read.row import Row
    from sayso.read.triggers import Trigger

_IMPLIED: Final = {
    "one": Count(low=1, high=1),
    "two": Count(low=2, high=2),
    "many": Count(low=2, high=None, vague="several"),
}
_NAME_REACH: Final = 4  # auxiliaries, ages and the like between a name and its verb
_FULL_NAME: Final = 2  # a single capitalised word may be anything


def implied_by(row: Row, trigger: Trigger) -> Tally | None:
    """Return the count that a trigger is by itself ("قتيلان", "ein Toter") or with a name beside it; else None."""
    form = next((form for form in ("one", "two", "many") if form in trigger.forms), None)
    if form is None:
        return _named(row, trigger)
    if _definite(row, trigger):
        return None
    return Tally(
        question=trigger.question,
        count=_IMPLIED[form],
        victim="unknown",
        first=trigger.first,
        last=trigger.last,
        fate=(trigger.first, trigger.last),
    )


def _named(row: Row, trigger: Trigger) -> Tally | None:
    """One person, where a name of two words or more stands right where the victim would: "killed Maria Lopez"."""
    if row.titled():
        return None
    order = row.pack.order
    forms = [form for form in trigger.readable() if form in {"verb", "active", "either"}]
    after = any(order[form][1] == 0 for form in forms)
    before = any(order[form][0] <= 1 for form in forms) and (trigger.passive or not after or "verb" in forms)
    for wanted, start, step in ((after, trigger.last + 1, 1), (before, trigger.first - 1, -1)):
        at = start
        while 0 <= at < len(row) and not row.tokens[at].upper and abs(at - start) < _NAME_REACH and _light(row, at):
            at += step
        name = []
        while 0 <= at < len(row) and row.tokens[at].upper and not _party(row, at):
            name.append(at)
            at += step
        if wanted and len(name) >= _FULL_NAME:
            first, last = min(*name, trigger.first), max(*name, trigger.last)
            return Tally(
                question=trigger.question,
                count=Count(low=1, high=1),
                victim="unknown",
                first=first,
                last=last,
                fate=(trigger.first, trigger.last),
            )
    return None


def _light(row: Row, at: int) -> bool:
    """Whether a token may stand between a name and what befell its bearer: an auxiliary, an age, a case ending."""
    token = row.tokens[at]
    return (
        token.kind in "nd"
        or token.norm in "-'"
        or bool(
            row.at(at, "words", "passive")
            or row.at(at, "numerals", "age")
            or row.at(at, "stance", "hedge")
            or (row.tokens[at - 1].norm == "'" and at > 0)
        )
    )


def _party(row: Row, at: int) -> bool:
    return bool(row.at(at, "events", "party") or row.at(at, "numerals", "month") or row.at(at, "words"))


def _definite(row: Row, trigger: Trigger) -> bool:
    return row.prefixed(trigger.first, "definite") or any(
        row.at(at, "words", "definite") for at in range(max(0, trigger.first - 2), trigger.first)
    )
