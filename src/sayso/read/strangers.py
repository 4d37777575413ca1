"""Nouns that no pack knows, after a number or an article: who may be a victim and what cannot be.

In: a `Row`, a token after a number or an article, and the words for what befell people. Out: where the noun ends, or
whether it is a thing. Nouns that the packs know are the business of `groups`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.read.row import Row
    from sayso.read.triggers import Trigger


def sufferer(row: Row, at: int, fates: Mapping[int, Trigger]) -> int | None:
    """Return the last of one to three unknown words at a token, right before what befell them; else None."""
    if at > 1 and row.at(at - 2, "words", "preposition"):
        return None  # "died at a checkpoint", where the verb comes last
    end = at
    while end < min(at + 3, len(row)) and end not in fates and row.tokens[end].kind == "w" and _strange(row, end):
        end += 1
    fate = end
    while fate < min(end + 2, len(row)) and fate not in fates and row.at(fate, "words", "passive"):
        fate += 1
    trigger = fates.get(fate)
    if end == at or trigger is None or trigger.question not in {"killed", "wounded"}:
        return None
    return end - 1 if trigger.passive or trigger.forms == {"verb"} else None


def _strange(row: Row, at: int) -> bool:
    return not any(row.at(at, file) for file in ("words", "casualties", "numerals", "events"))


def thing_within(row: Row, at: int, starts: set[int], fates: Mapping[int, Trigger]) -> bool:
    """Return whether a noun, one or two adjectives before it, can be no victim: "two different families"."""
    for place in range(at, min(at + 3, len(row))):
        if place in starts or place in fates or row.tokens[place].kind != "w" or row.stops(place):
            return False
        if row.at(place, "casualties", "not_victim"):
            return True
    return False
