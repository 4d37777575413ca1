"""Words that stand in a report → the facts that sayso's own rules read in them, or why they read none.

In: a verified span, the question that it is said to answer, the report's passages. Out: `Fact`s whose value, class,
negation and hedge are all made by rules. First the words are read where they stand, as the first reader does. Where
the rules make nothing of the whole sentence, the words are read by themselves, and then nothing may stand in the
sentence that could turn them: a negation, a denial, a doubt, another time, a figure that the quote cuts.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sayso.lang import available, load
from sayso.model import Count, Passage
from sayso.read.facts import facts_of
from sayso.read.numbers import parse_count
from sayso.read.quantities import quantities_of
from sayso.read.row import rows_of
from sayso.read.stance import hedge_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Answer, Span
    from sayso.read.fact import Fact
    from sayso.read.row import Row

# Words that may turn what a quote says; the pack's names for them, with what they do.
_TURNS: Final = (
    ("words", "not"),
    ("stance", "denial"),
    ("stance", "denial_of_it"),
    ("stance", "unmentioned"),
    ("stance", "unknown"),
    ("stance", "act", "deny"),
    ("stance", "act", "retract"),
    ("casualties", "nobody"),
    ("casualties", "none"),
    ("casualties", "unreal"),
    ("casualties", "background"),
    ("casualties", "earlier"),
    ("casualties", "unrelated"),
)
_ASKS: Final = frozenset("?؟？")


def confirmed(
    span: Span, question: str, passages: Sequence[Passage], facts: Sequence[Fact]
) -> tuple[Fact, ...] | str:
    """Return what the rules read in the words as an answer to the question, or why they read nothing.

    Args:
        span: words that stand in the report.
        question: that they are said to answer.
        passages: of the report.
        facts: what the rules find in the whole report.
    """
    passage = next((p for p in passages if p.start <= span.start and span.end <= p.end), None)
    if passage is None:
        return "these words run over more than one paragraph"
    if passage.language not in available():
        return f"no rules for the language {passage.language!r}"
    rows = [row for row in rows_of(passage, load(passage.language)) if _touches(row, span)]
    if len(rows) != 1:
        return "these words run over more than one sentence"
    there = [fact for fact in facts if fact.question == question and _overlap(fact.span, span)]
    whole = [fact for fact in there if _one_in_other(fact.span, span)]
    if there and not whole:
        return f"these words cut what the rules read: {there[0].span.quote!r}"
    kept = whole or _read_alone(rows[0], span, question, facts)
    if isinstance(kept, str):
        return kept
    sure = tuple(fact for fact in kept if says(fact.span.quote, passage.language, question, fact.answer))
    return sure or "the rules read an answer here that its own words do not give"


def says(words: str, language: str, question: str, answer: Answer) -> bool:
    """Return whether words by themselves give this answer to the question, as the rules read them."""
    if isinstance(answer, Count) and parse_count(words, language) == answer:
        return True
    return any(fact.question == question and fact.answer == answer for fact in _facts_in(words, language))


def _read_alone(row: Row, span: Span, question: str, facts: Sequence[Fact]) -> list[Fact] | str:
    """What the rules read in the words without the rest of their sentence, which must not be able to turn them."""
    found = [fact for fact in _facts_in(span.quote, row.passage.language, span.start) if fact.question == question]
    if not found:
        return f"the rules find no answer to {question!r} in these words"
    turned = next((hit for path in _TURNS for hit in row.find(*path)), None)
    if turned is not None:
        words = row.span(turned.first, turned.last).quote
        return f"the sentence has {words!r}, which may turn these words, and the rules do not read the whole of it"
    if row.tokens[-1].norm in _ASKS:
        return "the sentence is a question"
    quantities = quantities_of(row)
    if any(_cut(row.span(quantity.first, quantity.last), span) for quantity in quantities):
        return "these words cut a figure"
    if any(quantity.kind == "zero" for quantity in quantities):
        return "the sentence counts none of something, and the rules do not read the whole of it"
    for fact in found:
        rivals = [other for other in facts if other.answer == fact.answer and _overlap(other.span, fact.span)]
        if rivals:
            return f"in its sentence the figure answers {rivals[0].question!r}"
    return [_in_sentence(fact, row) for fact in found]


def _in_sentence(fact: Fact, row: Row) -> Fact:
    """The fact with the words of its whole sentence that weaken it."""
    inside = [at for at in range(len(row)) if _overlap(row.span(at, at), fact.span)]
    return replace(fact, hedge=hedge_of(row, inside[0], inside[-1]) or fact.hedge)


def _facts_in(words: str, language: str, start: int = 0) -> tuple[Fact, ...]:
    end = start + len(words)
    return facts_of([Passage(report_id="", index=0, start=start, end=end, text=words, language=language)])


def _touches(row: Row, span: Span) -> bool:
    return bool(row.tokens) and _overlap(row.span(0, len(row) - 1), span)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _cut(part: Span, whole: Span) -> bool:
    return _overlap(part, whole) and not (whole.start <= part.start and part.end <= whole.end)


def _one_in_other(one: Span, other: Span) -> bool:
    return (one.start <= other.start and other.end <= one.end) or (other.start <= one.start and one.end <= other.end)
