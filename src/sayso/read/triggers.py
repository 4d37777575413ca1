"""The words that tell what befell people: "died", "поранено", "قتلى", "Verletzte".

In: a `Row`. Out: `Trigger`s with the forms they can be read in. Whom they befell is the business of `counts`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sayso.lang import Hit
    from sayso.model import Question
    from sayso.read.row import Row

_QUESTIONS: Final[tuple[Question, ...]] = ("killed", "wounded", "missing", "captured")
_AUXILIARY_REACH: Final = 5
_ACTIVE: Final = frozenset({"active"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """Tokens `first` to `last` tell a fate.

    Attributes:
        forms: `verb`, `active`, `either`, `event`, `toll`, `one`, `two`, `many`, `noun`: see `lang/order.toml`.
        passive: an auxiliary before it says that the subject is the victim.
        negated: "not killed".
    """

    first: int
    last: int
    question: Question
    forms: frozenset[str]
    passive: bool
    negated: bool

    def readable(self) -> set[str]:
        """Return the forms that count for word order: after a passive auxiliary, a word for both is a plain verb."""
        if self.passive and "either" in self.forms:
            return {"verb"}
        return {"noun" if form in {"one", "two", "many"} else form for form in self.forms}


def triggers_of(row: Row) -> list[Trigger]:
    """Return the words for what befell people, in order; of overlapping ones the longest."""
    found = _triggers(
        [(question, hit) for question in _QUESTIONS for hit in row.hits if hit.tag[:2] == ("casualties", question)],
        row,
    )
    return [replace(one, forms=_ACTIVE) if _has_object(row, one) else one for one in found]


def _has_object(row: Row, trigger: Trigger) -> bool:
    """Whether an article follows what may be either: "soldiers shot dead a vendor" tells what they did."""
    return (
        "either" in trigger.forms
        and "active" in trigger.forms
        and not trigger.passive
        and row.pack.order["active"][1] == 0
        and row.at(trigger.last + 1, "numerals", "article") is not None
    )


def struck_of(row: Row) -> list[Trigger]:
    """Return the words for being shot or stabbed, which leave open whether anybody died, in order.

    A form that may be either ("shot") is what its right side makes of it: "shot the man" has its victim there, "a man
    shot in the leg" before it; "shot at" leaves open whether anybody was hit, and is none.
    """
    told = {
        at for kind in _QUESTIONS for hit in row.find("casualties", kind) for at in range(hit.first, hit.last + 1)
    }
    hits = [hit for hit in row.hits if hit.tag[:2] == ("casualties", "struck")]
    found = []
    for trigger in _triggers(
        [("other", hit) for hit in hits if told.isdisjoint(range(hit.first, hit.last + 1))], row
    ):
        object_ = _object(row, trigger.last + 1)
        if "either" in trigger.forms and not trigger.passive:
            if row.at(trigger.last + 1, "words", "preposition") and row.tokens[trigger.last + 1].norm == "at":
                continue
            found.append(replace(trigger, forms=frozenset({"active" if object_ else "verb"})))
        elif "active" not in trigger.forms or object_:
            found.append(trigger)
    return found


def _object(row: Row, at: int) -> bool:
    """Whether an object begins at a token."""
    if at >= len(row) or row.tokens[at].kind == "p" or row.at(at, "words", "clause"):
        return False
    token = row.tokens[at]
    counted = token.kind == "n" or row.at(at, "numerals", "word")
    if counted:
        return not row.at(at + 1, "numerals", "unit")
    return bool(
        token.upper
        or row.at(at, "words", "pronoun")
        or row.at(at, "words", "definite")
        or row.at(at, "numerals", "article")
        or row.at(at, "casualties", "victim")
        or row.at(at, "casualties", "suspect")
    )


def damage_of(row: Row) -> list[Trigger]:
    """Return the words for what befell vehicles, in order."""
    return _triggers([("vehicles_destroyed", hit) for hit in row.hits if hit.tag[:2] == ("events", "damage")], row)


def _triggers(hits: list[tuple[Question, Hit]], row: Row) -> list[Trigger]:
    hits.sort(key=lambda pair: (pair[1].first - pair[1].last, pair[1].first))
    kept: dict[tuple[int, int], tuple[Question, set[str]]] = {}
    covered: set[int] = set()
    for question, hit in hits:
        place = (hit.first, hit.last)
        if place in kept:
            if kept[place][0] == question:
                kept[place][1].add(hit.tag[-1])
        elif covered.isdisjoint(range(hit.first, hit.last + 1)):
            kept[place] = (question, {hit.tag[-1]})
            covered.update(range(hit.first, hit.last + 1))
    return [
        Trigger(
            first=first,
            last=last,
            question=question,
            forms=frozenset(forms),
            passive=_auxiliary(row, first),
            negated=_negated(row, first),
        )
        for (first, last), (question, forms) in sorted(kept.items())
    ]


def _auxiliary(row: Row, first: int) -> bool:
    """Whether a passive auxiliary stands before, with at most adverbs between ("was reportedly killed")."""
    if row.at(first, "words", "passive"):  # "was shot" is one word for it
        return True
    for at in range(first - 1, max(-1, first - _AUXILIARY_REACH), -1):
        if row.at(at, "words", "passive"):
            return True
        if row.tokens[at].kind == "p" or row.at(at, "casualties", "victim"):
            return False
    return False


def _negated(row: Row, first: int) -> bool:
    """Whether the words before deny it, or say that it was only meant: "not killed", "threatened to kill"."""
    if first and row.ends_at(first - 1, "casualties", "unreal"):
        return True
    for at in range(first - 1, max(-1, first - 3), -1):
        if row.at(at, "words", "not"):
            return True
        if not row.at(at, "words", "passive"):
            return False
    return False
