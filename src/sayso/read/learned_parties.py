"""Parties that the tagger marks as having fired first or attacked, where the rules know no words for it.

In: what the encoder made of a report, the facts that the rules found. Out: further `Fact`s, each the party's name as
written. The tagger names whoever seems hostile; the words around have to tell of fire or an attack, and not of a
reply. Whether a name means anybody is decided by the registry (`reader.py`), unless the tagger is surer still.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from sayso.lang import load
from sayso.lang.violence import tells_of_violence
from sayso.model import Party, Span
from sayso.read.fact import Fact
from sayso.read.phrases import EDGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.lang.lexicon import Tag
    from sayso.model import Question
    from sayso.read.encoder import Encoded, TaggedSpan

# Layer of the tagger → how sure it has to be beside a word for fire or an attack; set on passages that it was not
# trained on. Of a fight, in which somebody fired first, it takes whoever shot for whoever attacked: there only the
# rules say who did what.
_SURE: Final = {"initiator": 0.6, "perpetrator": 0.6}
# The same where no such word stands near: who fired first is never taken from there.
_ALONE: Final = {"initiator": 1.1, "perpetrator": 0.9}
_RIVALS: Final = {"initiator": ("target", "perpetrator"), "perpetrator": ("target", "initiator")}
_SURER: Final = 0.75  # the same where the registry knows nobody so called, and the words are all that there is
_SUREST: Final = 0.97  # from here on the words around change nothing
_LIKELY: Final = 0.5
_BEFORE: Final = 60  # characters before and after a name in which the word has to stand
_AFTER: Final = 80
_REPLY: Final = 50  # characters after a name in which it is told to have answered or warned
_WEAPONS: Final = (("events", "strike", "projectile"), ("events", "weapon"))
_WHO: Final = frozenset({"head", "name", "adjective", "object", "unknown"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marked:
    """A name that the tagger marks, in its sentence."""

    layer: str
    tagged: TaggedSpan
    span: Span
    sentence: tuple[int, int]


def learned_parties(
    encoded: Encoded, text: str, language: str, known: Sequence[Fact], sentences: Sequence[tuple[int, int]]
) -> tuple[Fact, ...]:
    """Return the parties that only the tagger sees, in the order of the text; of one sentence, one who fired first.

    Args:
        encoded: the tagger's marks on `text`.
        text: the report's text.
        language: of the report, with a pack.
        known: what the rules found; a name in one of their deeds is theirs, and so is a sentence in which they know
            who fired first.
        sentences: (start, end) pairs.
    """
    deeds = [fact.span for fact in known if isinstance(fact.answer, Party)]
    firsts = [fact.span.start for fact in known if fact.question == "initiator"]
    fight = any(fact.question == "initiator" and not fact.background for fact in known)
    found: list[_Marked] = []
    for layer in ("initiator",) if fight else tuple(_SURE):
        for tagged in encoded.spans(layer, _LIKELY):
            span = _trimmed(text, tagged)
            sentence = next((each for each in sentences if each[0] <= span.start < each[1]), (0, 0))
            marked = _Marked(layer=layer, tagged=tagged, span=span, sentence=sentence)
            taken = any(span.start < deed.end and deed.start < span.end for deed in deeds)
            taken |= layer == "initiator" and any(sentence[0] <= at < sentence[1] for at in firsts)
            if span.quote and not taken and _borne_out(encoded, text, language, marked):
                found.append(marked)
    kept = [one for one in found if one.layer != "initiator" or not _outdone(one, found)]
    facts = [_fact(encoded, one) for one in kept]
    return tuple(sorted(facts, key=lambda fact: (fact.span.start, fact.question)))


def _borne_out(encoded: Encoded, text: str, language: str, marked: _Marked) -> bool:
    """Whether the tagger is sure enough for what the words in and around a name tell."""
    span, score = marked.span, marked.tagged.score
    if score < _ALONE[marked.layer]:
        low, high = max(marked.sentence[0], span.start - _BEFORE), min(marked.sentence[1], span.end + _AFTER)
        told = any(tells_of_violence(part, language) for part in (text[low : span.start], text[span.end : high]))
        if score < _SURE[marked.layer] or not told or _rivalled(encoded, marked):
            return False
    first = marked.layer == "initiator"
    after = _tags(text[span.end : min(marked.sentence[1], span.end + _REPLY)], language) if first else set()
    if any(tag[:2] == ("events", "strike") and tag[2] in {"one", "many"} for tag in after):
        return False  # air strikes are no first shots
    if score >= _SUREST:
        return True
    inside = _tags(span.quote, language)
    who = any(tag[:2] == ("events", "party") and tag[2] in _WHO for tag in inside)
    if not who and any(tag[: len(kind)] == kind for tag in inside for kind in _WEAPONS):
        return False
    replied = any(tag[:2] == ("events", "fire") and tag[2] in {"back", "warning", "stones"} for tag in after)
    return not first or not (replied or any(tag[:3] == ("events", "strike", "aircraft") for tag in inside))


def _rivalled(encoded: Encoded, marked: _Marked) -> bool:
    """Whether the tagger rather takes a name for whoever was attacked, or for the other kind of attacker."""
    start, end, score = marked.tagged.start, marked.tagged.end, marked.tagged.score
    others = (other for layer in _RIVALS[marked.layer] for other in encoded.spans(layer, _LIKELY))
    return any(other.start < end and start < other.end and other.score > score for other in others)


def _outdone(marked: _Marked, found: Sequence[_Marked]) -> bool:
    """Whether the tagger is surer of another name in the same sentence."""
    return any(
        other.layer == marked.layer and other.sentence == marked.sentence and other.tagged.score > marked.tagged.score
        for other in found
    )


def _tags(text: str, language: str) -> set[Tag]:
    pack = load(language)
    return {hit.tag for hit in pack.facts.hits(pack.tokens(text))}


def _fact(encoded: Encoded, marked: _Marked) -> Fact:
    def likely(attribute: str) -> bool:
        return encoded.attribute(attribute, marked.tagged).get("yes", 0.0) >= _LIKELY

    denied = likely("denied")
    return Fact(
        question=cast("Question", marked.layer),
        answer=Party(name=marked.span.quote, source_id=None),
        span=marked.span,
        polarity="denied" if denied else "affirmed",
        act="deny" if denied else "assert",
        background=likely("background"),
        named=marked.tagged.score >= _SURER,
    )


def _trimmed(text: str, tagged: TaggedSpan) -> Span:
    quote = text[tagged.start : tagged.end]
    start = tagged.start + len(quote) - len(quote.lstrip(EDGES))
    quote = quote.strip(EDGES)
    return Span(start=start, end=start + len(quote), quote=quote)
