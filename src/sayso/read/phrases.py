"""Phrases that name a party to a conflict: "unidentified gunmen", "прибічники Асада", "US-led coalition".

In: a `Row`. Out: `Phrase`s. What they did, and which party a name stands for, is found elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.lang import Hit
    from sayso.read.row import Row

_APART: Final = 2  # tokens between two words of one phrase, one of them a word
_NEVER: Final = 99
_STEM: Final = 6  # letters by which a noun is known again in another case
_QUOTES: Final = frozenset("\"'«»“”„")

# What may stand around a name without being part of it.
EDGES: Final = " \t\n\"'“”„«»‘’()[]:;,.–—-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Tokens `first` to `last` name a party.

    Attributes:
        subject: a form that can be a subject, and not governed by a preposition.
        headed: has a noun such as "forces", or a name that can stand alone.
        head: the noun, folded; None where there is none.
        bare: nothing but the noun: "the soldiers".
    """

    first: int
    last: int
    subject: bool
    headed: bool
    head: str | None
    bare: bool


def phrases_of(row: Row) -> list[Phrase]:
    """Return the phrases that name parties, in order."""
    hits = [hit for hit in row.find("events", "party") if not _pronoun(row, hit)]
    verb_last = row.pack.order["active"] == (0, _NEVER)
    found: list[Phrase] = []
    at = 0
    while at < len(hits):
        if hits[at].tag[2] in {"link", "armed"}:
            at += 1
            continue
        first, last = hits[at].first, hits[at].last
        kinds = {hits[at].tag[2]}
        head = row.tokens[last].norm if hits[at].tag[2] == "head" else None
        while at + 1 < len(hits) and _goes_on(row, last, hits[at + 1].first, hits[at + 1]):
            if head is not None and verb_last and hits[at + 1].tag[2] != "armed":
                break  # there the noun ends its phrase
            at += 1
            if hits[at].tag[2] == "head" and head is None:
                head = row.tokens[hits[at].last].norm
            if hits[at].tag[2] != "armed":
                kinds.add(hits[at].tag[2])
            last = hits[at].last
        while (link := row.ends_at(last, "events", "party", "link")) is not None and link.first > first:
            last = link.first - 1
        first = _hyphened(row, first)
        plain = bool(kinds & {"head", "name", "unknown"})
        subject = plain and not _governed(row, first)
        bare = kinds == {"head"} and first == last
        found.append(Phrase(first=first, last=last, subject=subject, headed=plain, head=head, bare=bare))
        at += 1
    return found


def _pronoun(row: Row, hit: Hit) -> bool:
    """Whether a party's name is a pronoun here: "us", not "US"."""
    return hit.first == hit.last and row.at(hit.first, "words", "pronoun") is not None and not row.capitals(hit.first)


def _goes_on(row: Row, last: int, first: int, hit: Hit) -> bool:
    """Whether a party's phrase goes on from one hit to the next, over a hyphen, a quote or one describing word."""
    between = range(last + 1, first)
    if len(between) > _APART:
        return False
    if sum(row.tokens[at].kind != "p" for at in between) > 1:
        return False
    for at in between:
        token = row.tokens[at]
        if token.kind == "p" and token.norm not in {"-", "/", *_QUOTES}:
            return False
        if token.kind != "p" and (row.at(at, "words") or row.at(at, "stance") or row.at(at, "events", "fire")):
            return False
        if token.kind == "p" and token.norm in _QUOTES and hit.tag[2] == "head":
            return False
    return not row.at(first, "words", "preposition") or hit.tag[2] == "link"


def _hyphened(row: Row, first: int) -> int:
    """The first token of a word written with hyphens, such as "pro-Assad", and of an adjective before a party."""
    while first > 1 and row.tokens[first - 1].norm == "-" and row.touch(first):
        first -= 2
    return first


def _governed(row: Row, first: int) -> bool:
    """Whether a preposition stands before a phrase, with at most an article between."""
    for at in range(first - 1, max(-1, first - 3), -1):
        if row.at(at, "words", "preposition"):
            return not row.at(at, "words", "conjunction")
        if not (row.at(at, "words", "definite") or row.at(at, "numerals", "article")):
            return False
    return False


def known_heads(row: Row) -> dict[str, str]:
    """Return the fuller phrases of a row by the beginning of their noun: "soldiers" → "US soldiers"."""
    if not row.find("events", "party", "head"):
        return {}
    return {
        phrase.head[:_STEM]: words_of(row, phrase) for phrase in phrases_of(row) if phrase.head and not phrase.bare
    }


def fuller(head: str, known: Mapping[str, str]) -> str | None:
    """Return the fuller phrase that a bare noun takes up, or None."""
    return known.get(head[:_STEM])


def is_unknown(row: Row, phrase: Phrase) -> bool:
    """Return whether a phrase says that nobody knows who they are."""
    return any(row.at(at, "events", "party", "unknown") for at in range(phrase.first, phrase.last + 1))


def words_of(row: Row, phrase: Phrase) -> str:
    """Return the phrase as written, without a preposition written together with its first word."""
    quote = row.span(phrase.first, phrase.last).quote
    return quote[1:] if row.clitic(phrase.first) else quote
