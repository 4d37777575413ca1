"""A text cut into stretches, so that claims can be highlighted in it even where they overlap.

In: a report's text and spans. Out: `Stretch`es whose texts, joined, are the text, character for character.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Claim, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A piece of text with what lies over it.

    Attributes:
        inside: how many claims cover it.
        starts: numbers of the claims that begin here.
        hedge: a hedge covers it.
        background: every claim that covers it is of another incident.
    """

    text: str
    inside: int
    starts: tuple[int, ...]
    hedge: bool
    background: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A claim's words in their sentence's surroundings, all verbatim.

    Attributes:
        before, after: what stands around the quote in the same paragraph.
        parts: the quote as (text, is a hedge) pairs.
        cut_before, cut_after: the paragraph goes on beyond.
        hedge_elsewhere: the hedge, where it stands outside the quote and its surroundings.
    """

    before: str
    after: str
    parts: tuple[tuple[str, bool], ...]
    cut_before: bool
    cut_after: bool
    hedge_elsewhere: str


def stretches_of(text: str, claims: Sequence[tuple[int, Claim]]) -> tuple[Stretch, ...]:
    """Return the text in stretches; `claims` are (number, claim) pairs in any order."""
    sound = [(number, claim) for number, claim in claims if _within(text, claim.span)]
    hedges = [claim.hedge.span for _, claim in sound if claim.hedge and _within(text, claim.hedge.span)]
    edges = {0, len(text)}
    for span in (*(claim.span for _, claim in sound), *hedges):
        edges |= {span.start, span.end}
    cuts = sorted(edges)
    stretches = []
    for start, end in itertools.pairwise(cuts):
        over = [claim for _, claim in sound if claim.span.start <= start and end <= claim.span.end]
        stretches.append(
            Stretch(
                text=text[start:end],
                inside=len(over),
                starts=tuple(sorted(number for number, claim in sound if claim.span.start == start)),
                hedge=any(span.start <= start and end <= span.end for span in hedges),
                background=bool(over) and all(claim.background for claim in over),
            )
        )
    return tuple(stretches)


def quote_of(text: str, claim: Claim, *, around: int = 90) -> Quote:
    """Return the claim's quote with up to `around` characters of its paragraph on each side, cut between words."""
    span = claim.span
    paragraph_start = text.rfind("\n", 0, span.start) + 1
    paragraph_end = text.find("\n", span.end)
    paragraph_end = len(text) if paragraph_end < 0 else paragraph_end
    start = _word_after(text, max(paragraph_start, span.start - around), span.start, paragraph_start)
    end = _word_before(text, min(paragraph_end, span.end + around), span.end, paragraph_end)
    hedge = claim.hedge.span if claim.hedge and _within(text, claim.hedge.span) else None
    return Quote(
        before=text[start : span.start],
        after=text[span.end : end],
        parts=_split(text, span, hedge),
        cut_before=start > paragraph_start,
        cut_after=end < paragraph_end,
        hedge_elsewhere="" if hedge is None or _overlap(hedge, span) else hedge.quote,
    )


def _within(text: str, span: Span) -> bool:
    return 0 <= span.start < span.end <= len(text)


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _split(text: str, span: Span, hedge: Span | None) -> tuple[tuple[str, bool], ...]:
    if hedge is None or not _overlap(hedge, span):
        return ((text[span.start : span.end], False),)
    first, last = max(hedge.start, span.start), min(hedge.end, span.end)
    parts = ((text[span.start : first], False), (text[first:last], True), (text[last : span.end], False))
    return tuple(part for part in parts if part[0])


def _word_after(text: str, start: int, limit: int, paragraph: int) -> int:
    """Return where the next word begins, so that a cut never falls inside one."""
    if start <= paragraph:
        return paragraph
    gap = text.find(" ", start, limit)
    return limit if gap < 0 else gap + 1


def _word_before(text: str, end: int, limit: int, paragraph: int) -> int:
    if end >= paragraph:
        return paragraph
    gap = text.rfind(" ", limit, end)
    return limit if gap < 0 else gap
