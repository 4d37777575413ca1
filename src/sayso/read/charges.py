"""Who is accused where the accuser stands between the verb and the accused: "اتهمت حماس إسرائيل بقصف …".

In: a `Row` and a word for accusing. Out: the tokens that name the accused. Verbs come first there, and what somebody
is accused of is joined to a preposition, so the accused ends right before it. Where one of the two nouns ends and the
other begins is told by the article: a definite noun is followed by adjectives with one; what has none is another's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sayso.lang import Hit
    from sayso.read.row import Row

_REACH: Final = 12  # words between the verb and what somebody is accused of


def accused(row: Row, hit: Hit) -> tuple[int, int] | None:
    """Return the first and the last token of the accused; None where only one is named, or the language is not so."""
    charge = tuple(row.pack.joined.get("charge", ()))
    if not charge:
        return None
    low = hit.last + 1
    for at in range(low, min(len(row), low + _REACH)):
        token = row.tokens[at]
        if token.kind != "w":
            return None
        if at > low and token.norm.startswith(charge):
            starts = [first for first in range(low + 1, at) if _begins(row, first)]
            return (starts[0], at - 1) if starts else None
    return None


def _begins(row: Row, at: int) -> bool:
    """Whether a name begins at a token: after one with the article or after another name."""
    definite = tuple(row.pack.joined.get("definite", ()))
    noun = row.at(at, "events", "party", "head") or row.at(at, "events", "party", "name")
    if row.tokens[at - 1].norm.startswith(definite):
        return noun is not None or not row.tokens[at].norm.startswith(definite)
    return (
        row.at(at, "events", "party", "name") is not None
        and row.ends_at(at - 1, "events", "party", "name") is not None
    )
