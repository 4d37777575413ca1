"""How central a mention is to its report: by where it stands, and by what stands beside it.

In: a report's passages, its events. Out: weights, and mentions that carry them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sayso.model import Mention, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Passage, Report

# How central a mention is by where it stands: a headline and the opening carry the news, later paragraphs the
# background (the inverted pyramid of news writing).
TITLE, OPENING, FIRST, LATER, LAST = 1.0, 0.95, 0.8, 0.6, 0.45
_OPENING_CHARS: Final = 220
_EARLY_PASSAGES: Final = 3
BY_EVENT: Final = 0.1  # for a place or day in one sentence with the words for an event
_SENTENCE: Final = 400  # characters; no sentence of news is longer
_SENTENCE_ENDS: Final = frozenset(".!?\n؟。")

Event = tuple["Passage", str, int, int]
"""A kind of event in the text: its passage, the kind, and where its words start and end in the report."""


def standing(passages: Sequence[Passage], start: int) -> float:
    """Return how central the place of a word in the report is."""
    index, passage = next(
        ((at, each) for at, each in enumerate(passages) if each.start <= start < each.end), (0, None)
    )
    if passage is None or passage.kind == "title":
        return TITLE
    body = next((at for at, each in enumerate(passages) if each.kind != "title"), 0)
    if index == body:
        return OPENING if start - passage.start < _OPENING_CHARS else FIRST
    return LATER if index - body < _EARLY_PASSAGES else LAST


def by_event(text: str, start: int, end: int, events: Sequence[Event]) -> bool:
    """Return whether the words from `start` to `end` stand in one sentence with the words for an event."""
    for _, _, at, until in events:
        if max(start - until, at - end) > _SENTENCE:
            continue
        between = text[end:at] if at >= end else text[until:start]
        if _SENTENCE_ENDS.isdisjoint(between):
            return True
    return False


def mention_of(report: Report, kind: str, value: str, at: tuple[int, int], weight: float) -> Mention:
    """Return the mention of `value` by the words `at`, its weight kept between 0.05 and 1."""
    start, end = at
    span = Span(start=start, end=end, quote=report.text[start:end])
    bounded = round(min(1.0, max(0.05, weight)), 3)
    return Mention(report_id=report.id, kind=kind, value=value, span=span, weight=bounded)  # type: ignore[arg-type]  # callers give the model's kinds
