"""Who fired before whom: replies, warnings, what came after, and fire from both sides at once.

In: a `Row` and a word for shooting in it. Out: whether whoever shot there can have been the first. Who it was is the
business of `parties`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sayso.lang import Hit
    from sayso.read.phrases import Phrase
    from sayso.read.row import Row

_SHORT: Final = 6  # words between a verb and what says that both sides did it
_BESIDE: Final = 3
_BEFORE: Final = 2  # words between an object and the verb after it


def returned(row: Row, hit: Hit) -> bool:
    """Return whether the shooting is a reply or a warning."""
    for kind, reach in (("back", 5), ("warning", 2)):
        for other in row.find("events", "fire", kind):
            near = min(abs(other.first - hit.last), abs(hit.first - other.last)) <= reach
            low, high = sorted((other.first, hit.first))
            apart = any(
                row.tokens[at].norm in {",", ";", ":"} or row.at(at, "words", "and") for at in range(low, high)
            )
            if near and not apart and not _first_before(row, hit, other):
                return True
    return bool(row.ends_at(hit.first - 1, "words", "not"))


def _first_before(row: Row, hit: Hit, reply: Hit) -> bool:
    """Whether a shooting is said to be the first before another's reply is told: "fired first, troops replied"."""
    return (
        any(hit.first - _BEFORE <= first.first < reply.first for first in row.find("events", "fire", "first"))
        and hit.last < reply.first
    )


def fires(row: Row) -> bool:
    """Return whether a sentence tells of fire."""
    return any(row.find("events", "fire", kind) for kind in ("shoot", "shot_at", "back", "warning"))


def shots_of(row: Row) -> list[Hit]:
    """Return the words for shooting and being shot at."""
    return [hit for kind in ("shoot", "shot_at") for hit in row.find("events", "fire", kind)]


def follows(row: Row, hit: Hit, subject: Phrase, *, shot: bool) -> bool:
    """Return whether others fired before: "then troops opened fire", "residents attacked after soldiers had shot"."""
    others = shots_of(row)
    low, high = min(subject.first, hit.first), max(subject.last, hit.last)
    for then in row.find("events", "fire", "then"):
        near = low - _BESIDE <= then.first <= high + 1
        apart = row.parted(then.first, low, ";:.") if then.first < low else False
        if near and not apart and (shot or any(other.last < then.first for other in others)):
            return True
    return any(
        after.first > high and any(other.first > after.last for other in others)
        for after in row.find("events", "fire", "after")
    )


def throws(row: Row) -> bool:
    """Return whether a sentence tells of thrown stones."""
    return bool(row.find("events", "fire", "stones"))


def mutual(row: Row, hit: Hit) -> bool:
    """Return whether each side shot at the other: "fired at each other", "haben sich … beschossen"."""
    return any(
        min(abs(both.first - hit.last), abs(hit.first - both.last)) <= _SHORT
        and not row.parted(both.first, hit.first, ",;:")
        for both in row.find("events", "fire", "mutual")
    )


def is_object(row: Row, phrase: Phrase, hit: Hit) -> bool:
    """Return whether one patrol stands beside a verb of several doers, which has it for its object.

    Languages whose nouns look alike as subject and object say so by the verb: "Патруль обстреляли".
    """
    return _plural(row, hit) and row.tokens[phrase.first].norm in row.pack.joined.get("single", ())


def shot_at_before(row: Row, hit: Hit) -> int | None:
    """Return the token of whoever is shot at by nobody named: "их обстреляли", "конвой обстріляли"."""
    if not _plural(row, hit):
        return None
    for at in range(hit.first - 1, max(-1, hit.first - 2 - _BEFORE), -1):
        if row.tokens[at].kind == "p":
            return None
        if row.tokens[at].norm in row.pack.joined.get("object", ()):
            return at
    return None


def _plural(row: Row, hit: Hit) -> bool:
    return row.suffixed(hit.last, "several_did") or row.suffixed(hit.first, "several_did")
