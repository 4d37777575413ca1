"""Facts that the tagger marks and the rules miss, with every figure parsed from the words by rules.

In: what the encoder made of a report, the facts that the rules found. Out: further `Fact`s. The tagger says only
where a figure of killed, wounded and so on stands and how it is meant; the number itself is read by `numbers.py`, a
hedge needs words that hedge, and where either is not to be had there is no fact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from sayso.lang import available, load
from sayso.model import Count, Hedge, Passage, Span
from sayso.read.counts import shared_fates
from sayso.read.fact import Fact
from sayso.read.numbers import parse_count
from sayso.read.row import rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Question, VictimClass
    from sayso.read.encoder import Encoded, TaggedSpan

# Layer of the tagger → question.
_QUESTIONS: Final = {
    "killed": "killed",
    "wounded": "wounded",
    "missing": "missing",
    "captured": "captured",
    "strikes": "strikes",
    "vehicles": "vehicles_destroyed",
}
# Set on the held-out passages: from here down, as many are wrong as are won.
_SURE: Final = {"people": 0.8, "things": 0.95}
_PEOPLE: Final = frozenset({"killed", "wounded", "missing", "captured"})
_AFTER: Final = 40  # letters in which the thing that a number counts begins
_LIKELY: Final = 0.5


def learned_facts(
    encoded: Encoded, text: str, language: str, known: Sequence[Fact], sentences: Sequence[tuple[int, int]]
) -> tuple[Fact, ...]:
    """Return the facts that only the tagger sees, in the order of the text.

    Args:
        encoded: the tagger's marks on `text`.
        text: the report's text.
        language: ISO 639-1; a language without a pack has no numbers and so no facts.
        known: what the rules found; a stretch in which they counted anything is theirs.
        sentences: (start, end) pairs, within which hedges are looked for.
    """
    if language not in available():
        return ()
    hedges = encoded.spans("hedge", _LIKELY)
    counted = [fact for fact in known if isinstance(fact.answer, Count)]
    found: list[Fact] = []
    for layer, question in _QUESTIONS.items():
        people = layer in _PEOPLE
        for tagged in encoded.spans(layer, _LIKELY):
            if tagged.score < _SURE["people" if people else "things"] or any(
                _touch(fact, tagged) or (fact.question == question and _beside(fact, tagged)) for fact in counted
            ):
                continue
            if people and (_counts_vehicles(text, tagged, language) or _shared(text, tagged, language, sentences)):
                continue
            words = text[tagged.start : tagged.end]
            # Digits alone are as often a day, an age or a number in a name; where they are a toll, the rules see it.
            count = parse_count(words, language) if any(letter.isalpha() for letter in words) else None
            if count is not None:
                found.append(_fact(encoded, text, tagged, cast("Question", question), count, hedges, sentences))
    found.sort(key=lambda fact: (fact.span.start, fact.question))
    return tuple(found)


def _fact(  # noqa: PLR0913, PLR0917  # what is known about one marked stretch
    encoded: Encoded,
    text: str,
    tagged: TaggedSpan,
    question: Question,
    count: Count,
    hedges: Sequence[TaggedSpan],
    sentences: Sequence[tuple[int, int]],
) -> Fact:
    def likely(attribute: str, label: str) -> bool:
        return encoded.attribute(attribute, tagged).get(label, 0.0) >= _LIKELY

    classes = encoded.attribute("class", tagged) if question in _PEOPLE else {}
    victims = cast("VictimClass", max(classes, key=lambda label: classes[label])) if classes else None
    denied = likely("denied", "yes")
    return Fact(
        question=question,
        answer=count,
        span=_span(tagged, text),
        victim_class=victims,
        hedge=_hedge(tagged, text, hedges, sentences) if likely("hedged", "yes") else None,
        polarity="denied" if denied else "affirmed",
        act="deny" if denied else "assert",
        superseded=likely("role", "old"),
        background=likely("background", "yes") or likely("role", "sum"),
        part=likely("role", "part"),
    )


def _hedge(
    tagged: TaggedSpan, text: str, hedges: Sequence[TaggedSpan], sentences: Sequence[tuple[int, int]]
) -> Hedge | None:
    """The nearest hedging words of the fact's own sentence."""
    sentence = next(((start, end) for start, end in sentences if start <= tagged.start < end), None)
    if sentence is None:
        return None
    here = [hedge for hedge in hedges if sentence[0] <= hedge.start < sentence[1]]
    nearest = min(here, key=lambda hedge: (abs(hedge.start - tagged.start), hedge.start), default=None)
    return Hedge(span=_span(nearest, text), strength="medium") if nearest else None


def _counts_vehicles(text: str, tagged: TaggedSpan, language: str) -> bool:
    """Whether a word in the figure's phrase, or right after it, is one for vehicles."""
    pack = load(language)
    within = pack.tokens(text[tagged.start : tagged.end])
    hits = pack.facts.hits(pack.tokens(text[tagged.start : tagged.end + _AFTER]))
    return any(hit.first <= len(within) and hit.tag[:2] == ("events", "vehicle") for hit in hits)


def _shared(text: str, tagged: TaggedSpan, language: str, sentences: Sequence[tuple[int, int]]) -> bool:
    """Whether the figure is of two fates together, as in "40 dead and wounded", and so of neither."""
    start, end = next((pair for pair in sentences if pair[0] <= tagged.start < pair[1]), (0, 0))
    whole = Passage(report_id="", index=0, start=start, end=end, text=text[start:end], language=language)
    spans = (row.span(fate.first, fate.last) for row in rows_of(whole, load(language)) for fate in shared_fates(row))
    return any(span.start <= tagged.end + 1 and tagged.start <= span.end + 1 for span in spans)


def _touch(fact: Fact, tagged: TaggedSpan) -> bool:
    return fact.span.start < tagged.end and tagged.start < fact.span.end


def _beside(fact: Fact, tagged: TaggedSpan) -> bool:
    """Whether nothing stands between: "of the militiamen" before "one died" is no further figure."""
    return fact.span.start <= tagged.end + 1 and tagged.start <= fact.span.end + 1


def _span(tagged: TaggedSpan, text: str) -> Span:
    return Span(start=tagged.start, end=tagged.end, quote=text[tagged.start : tagged.end])
