"""Parties that the tagger marks as having fired first or attacked, where the rules know no words for it.

In: what the encoder made of a report, the facts that the rules found. Out: further `Fact`s, each the party's name as
written. Whether a name means anybody is decided by the registry (`reader.py`), unless the tagger is surer still.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

from sayso.model import Party, Span
from sayso.read.fact import Fact
from sayso.read.phrases import EDGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Question
    from sayso.read.encoder import Encoded, TaggedSpan

# Layer of the tagger → how sure it has to be; set on passages that it was not trained on. Of a fight, in which
# somebody fired first, it takes whoever shot for whoever attacked: there only the rules say who did what.
_SURE: Final = {"initiator": 0.95, "perpetrator": 0.8}
# The same where the registry knows nobody so called, and the words are all that there is.
_SURER: Final = {"initiator": 0.95, "perpetrator": 0.9}
_LIKELY: Final = 0.5


def learned_parties(
    encoded: Encoded, text: str, known: Sequence[Fact], sentences: Sequence[tuple[int, int]]
) -> tuple[Fact, ...]:
    """Return the parties that only the tagger sees, in the order of the text.

    Args:
        encoded: the tagger's marks on `text`.
        text: the report's text.
        known: what the rules found; a name in one of their deeds is theirs, and so is a sentence in which they know
            who fired first.
        sentences: (start, end) pairs.
    """
    deeds = [fact.span for fact in known if isinstance(fact.answer, Party)]
    firsts = [fact.span.start for fact in known if fact.question == "initiator"]
    fight = any(fact.question == "initiator" and not fact.background for fact in known)
    found = []
    for layer, sure in _SURE.items():
        if layer == "perpetrator" and fight:
            continue
        for tagged in encoded.spans(layer, _LIKELY):
            span = _trimmed(text, tagged)
            taken = any(span.start < deed.end and deed.start < span.end for deed in deeds)
            inside = next((each for each in sentences if each[0] <= span.start < each[1]), (0, 0))
            taken |= layer == "initiator" and any(inside[0] <= at < inside[1] for at in firsts)
            if tagged.score >= sure and span.quote and not taken:
                fact = _fact(encoded, cast("Question", layer), tagged, span)
                found.append(replace(fact, named=tagged.score >= _SURER[layer]))
    found.sort(key=lambda fact: (fact.span.start, fact.question))
    return tuple(found)


def _fact(encoded: Encoded, question: Question, tagged: TaggedSpan, span: Span) -> Fact:
    def likely(attribute: str) -> bool:
        return encoded.attribute(attribute, tagged).get("yes", 0.0) >= _LIKELY

    denied = likely("denied")
    return Fact(
        question=question,
        answer=Party(name=span.quote, source_id=None),
        span=span,
        polarity="denied" if denied else "affirmed",
        act="deny" if denied else "assert",
        background=likely("background"),
    )


def _trimmed(text: str, tagged: TaggedSpan) -> Span:
    quote = text[tagged.start : tagged.end]
    start = tagged.start + len(quote) - len(quote.lstrip(EDGES))
    quote = quote.strip(EDGES)
    return Span(start=start, end=start + len(quote), quote=quote)
