"""Nouns that no pack knows, after a number or an article: who may be a victim and what cannot be.

In: a `Row`, a token after a number or an article, and the words for what befell people. Out: where the noun ends, or
whether it is a thing. Nouns that the packs know are the business of `groups`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.lang import Hit
    from sayso.read.quantities import Quantity
    from sayso.read.row import Row
    from sayso.read.triggers import Trigger

_REACH: Final = 6  # tokens between how many and out of how many
_ENDLESS: Final = 10**9


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


def aged(row: Row, numbers: Sequence[int], taken: set[int], fates: Mapping[int, Trigger]) -> list[tuple[int, int]]:
    """Return the first and last tokens of whoever is called by age alone: "the 19-year-old was …".

    Args:
        row: the sentence.
        numbers: the tokens that are ages.
        taken: the tokens of groups found before.
        fates: the words for what befell people.
    """
    found = (_aged(row, number, fates) for number in numbers)
    return [place for place in found if place is not None and taken.isdisjoint(range(place[0], place[1] + 1))]


def _aged(row: Row, number: int, fates: Mapping[int, Trigger]) -> tuple[int, int] | None:
    """The first and last token of somebody called by an age; None where a noun follows."""
    before = number - 1
    listed = (
        before > 0 and row.tokens[before - 1].norm == "," and any(row.at(i, "words", "and") for i in range(before))
    )
    spanned = before > 0 and row.at(before - 1, "words", "preposition")
    if listed or spanned:  # "his wife and Sami, a 77-year-old, were killed", "from a baby to a 77-year-old"
        return None
    if before < 0 or not (row.at(before, "numerals", "article") or row.at(before, "words", "definite")):
        return None
    hits = [
        row.at(number + 1, "numerals", "age"),
        row.at(number + 2, "numerals", "age") if number + 2 < len(row) else None,
    ]
    hit = next((found for found in hits if found is not None), None)
    if hit is None:
        return None
    last = hit.last
    if last + 1 < len(row) and row.tokens[last + 1].kind == "w" and last + 1 not in fates and _strange(row, last + 1):
        last += 1  # "a 49-year-old Chilean, was shot"
    after = last + 1
    ends = after >= len(row) or row.tokens[after].norm in {",", ".", "("}
    said = ends or after in fates or row.at(after, "words", "passive")
    return (before, last) if said else None


def _strange(row: Row, at: int) -> bool:
    return not any(row.at(at, file) for file in ("words", "casualties", "numerals", "events"))


def without_wholes(row: Row, quantities: Sequence[Quantity], fates: Mapping[int, Trigger]) -> list[Quantity]:
    """Return the quantities without those that say out of how many: "two of its crew of nine".

    Args:
        row: the sentence.
        quantities: in order.
        fates: the words for what befell people.
    """
    kept: list[Quantity] = []
    for one in quantities:
        if not kept or not _whole(row, kept[-1], one, fates):
            kept.append(one)
    return kept


def _whole(row: Row, before: Quantity, one: Quantity, fates: Mapping[int, Trigger]) -> bool:
    """Whether a number after a second "of" is the size of the group that the number before it is taken from."""
    between = range(before.last + 1, one.first)
    if before.kind != "number" or one.kind != "number" or not 0 < len(between) <= _REACH:
        return False
    if any(row.tokens[at].kind == "p" or at in fates or row.at(at, "words", "and") for at in between):
        return False
    of = [at for at in between if row.at(at, "words", "of")]
    return len(of) > 1 and of[-1] == between[-1] and (before.count.high or _ENDLESS) < (one.count.low or 0)


def thing_within(row: Row, at: int, starts: set[int], fates: Mapping[int, Trigger]) -> bool:
    """Return whether a noun, one or two adjectives before it, can be no victim: "two different families"."""
    for place in range(at, min(at + 3, len(row))):
        if place in starts or place in fates or row.tokens[place].kind != "w" or row.stops(place):
            return False
        if row.at(place, "casualties", "not_victim"):
            return True
    return False


def no_victim(row: Row, at: int) -> bool:
    """Whether a noun for a person stands inside a phrase that is none, such as "civil defence"."""
    return any(hit.first <= at <= hit.last for hit in row.find("casualties", "not_victim"))


def in_name(row: Row, at: int, person: Hit) -> bool:
    """Whether a noun for one person is part of a name or describes a thing: "al-Kurd", "the Kurd family"."""
    if person.tag[-1] != "one" or not row.tokens[at].upper:
        return False
    glued = row.touch(at) and row.tokens[at - 1].norm == "-"
    after = person.last + 1
    thing = row.at(after, "casualties", "not_victim") and not row.at(after, "casualties", "struck")
    return glued or bool(thing)
