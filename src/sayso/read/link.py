"""Facts and attributions → on whose word each fact stands.

In: a report's sentences, its local attributions with the voices resolved, its credits. Out: for any stretch of
text the chains of voices behind it and how far the attribution reaches. Nothing here looks at what is claimed.

The order of preference: the innermost attribution whose content covers the words; an attribution in the same
sentence; the sentence before, when the sentence says that it carries on; a credit line. Credits then go in front
of local voices as far as they reach.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from sayso.lang.reference import reference
from sayso.read.onward import is_told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.model import Scope, Span, SpeechAct
    from sayso.read.voices import Segment

# Kinds that do their own reporting: a credit to one of them is not put in front of another.
_REPORTING = frozenset({"agency", "outlet"})
_CITED = frozenset({"agency", "state_agency", "outlet", "media", "monitor"})
_QUOTES = (("«", "»"), ("“", "”"), ("„", "“"), ('"', '"'))
_REPORTS = "role.reports"
_HALF = 0.5
_SCRAP = 3  # characters: a shorter content is a slip of the tagger
_GOING_ON = 60  # characters between what is said and what is still said
_CLAUSE_END = re.compile(r"[.;:!?()«»“”\"—–\n]")
_TOUCHING = 2  # characters between a fact and what is said


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A local attribution, its voices resolved.

    Attributes:
        chains: its alternatives, one per co-ordinated source; each from the narrator to the origin.
        cue: the words of saying.
        content: what is said.
        sentence: index of the sentence with the cue.
    """

    chains: tuple[Segment, ...]
    cue: Span
    content: tuple[Span, ...]
    sentence: int
    act: SpeechAct
    distancing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditLine:
    """A credit, its voices resolved.

    Attributes:
        chains: alternatives, narrator first.
        narrow: it names what its narrator cites, and so speaks for the sentences it points at alone.
        reach: `doc`, `rest` (from its own sentence on), `par`, `prev`, `next`.
        first, last: sentences of its paragraph.
    """

    chains: tuple[Segment, ...]
    cue: Span
    sentence: int
    reach: str
    narrow: bool
    wire: bool
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """On whose word a stretch of text stands.

    Attributes:
        chains: alternatives; an empty chain is the outlet's own voice.
        line: the local attribution, if there is one.
    """

    chains: tuple[Segment, ...]
    scope: Scope
    line: Line | None


class Linker:
    """The attributions of one report, ready to be asked about any stretch of its text.

    Args:
        text: the report's text.
        language: its language, for the words that carry on.
        sentences: (start, end) pairs in order.
        lines: local attributions in order.
        credits_: credit lines in order.
        onward: sentence → the cue of the speaker who goes on in it.
    """

    def __init__(  # noqa: PLR0913, PLR0917  # all that a report's words can stand on
        self,
        text: str,
        language: str,
        sentences: Sequence[tuple[int, int]],
        lines: Sequence[Line],
        credits_: Sequence[CreditLine],
        onward: Mapping[int, Span] | None = None,
    ) -> None:
        """Keep the parts; nothing is computed until a stretch is asked about."""
        self._text = text
        self._continues = reference(language).continues
        self._mood = reference(language).mood
        self._stands_for = (*self._continues, *(reference(language).pronouns - reference(language).relative))
        self._sentences = sentences
        # Whoever has nothing to say to it is no source of it.
        self._lines = [line for line in lines if line.act != "no_comment"]
        self._credits = credits_
        self._onward = onward or {}

    def of(self, span: Span) -> Attributed:
        """Return on whose word the words in `span` stand."""
        sentence = self.sentence_of(span)
        line = self._covering(span, sentence) or self._beside(span, sentence) or self._carried(sentence)
        if line and line.sentence < sentence and self._is_gathered(sentence) and not self._in_quotes(line, sentence):
            line = None  # what nobody is named for is the agency's, whose report it is
        own = line.chains if line else ((),)
        prefixes, scope = self._prefixes(sentence, line)
        chains: list[Segment] = []
        for prefix, chain in product(prefixes, own):
            joined = _each_once(_joined(prefix, chain))
            if joined not in chains:
                chains.append(joined)
        return Attributed(chains=tuple(chains), scope=scope, line=line)

    def _is_gathered(self, sentence: int) -> bool:
        return any(credit.reach == "rest" and credit.sentence < sentence for credit in self._credits)

    def sentence_of(self, span: Span) -> int:
        """Return the index of the sentence in which `span` begins."""
        return next((i for i, (_, end) in enumerate(self._sentences) if span.start < end), len(self._sentences) - 1)

    def _covering(self, span: Span, sentence: int) -> Line | None:
        """The innermost attribution whose content holds the words; one of their own sentence before any other."""
        hits = [line for line in self._lines if _share(span, line.content) >= _HALF]
        hits = [line for line in hits if line.sentence == sentence] or [
            line for line in hits if not self._is_past(line, sentence)
        ]
        best = min(hits, key=lambda line: (_length(line.content), not any(line.chains), line.cue.start), default=None)
        # "Reuters reports that …, citing police": the same words by both, the second knows whose they are
        fuller = [line for line in hits if best and line.sentence == best.sentence and _tells_more(line, best)]
        return max(fuller, key=lambda line: len(line.chains[0]), default=best)

    def _beside(self, span: Span, sentence: int) -> Line | None:
        """The attribution of the same sentence whose own content is nearest, if no other cue stands between."""
        here = [line for line in self._lines if line.sentence == sentence]
        if not here:
            return None
        nearest = min(here, key=lambda line: (_gap(span, line), line.cue.start))
        bare = not nearest.content or all(piece.end - piece.start < _SCRAP for piece in nearest.content)
        if bare or _gap(span, nearest) <= _TOUCHING or self._goes_on(span, here):
            return nearest
        return None

    def _opens_with(self, words: Iterable[str], sentence: int) -> bool:
        start, end = self._sentences[sentence]
        opening = self._text[start:end].casefold()
        return any(opening.startswith(word) and not opening[len(word) : len(word) + 1].isalpha() for word in words)

    def _is_past(self, line: Line, sentence: int) -> bool:
        """Whether a report was cited in a sentence before, and this one no longer says that it is cited.

        People go on speaking; what an agency wrote is told a sentence at a time, unless it is quoted.
        """
        if line.sentence >= sentence or self._opens_with(self._stands_for, sentence):
            return False
        if is_told(self._text, *self._sentences[sentence], self._mood):
            return False
        if not all(chain and chain[-1].kind in _CITED for chain in line.chains):
            return False
        end = self._sentences[line.sentence][1]
        return any(piece.start < end for piece in line.content) and not self._in_quotes(line, sentence)

    def _in_quotes(self, line: Line, sentence: int) -> bool:
        said = self._text[self._sentences[line.sentence][0] : self._sentences[sentence][0]]
        return said.rstrip()[-1:] == ":" or any(
            said.count(opens) > said.count(closes) if opens != closes else said.count(opens) % 2
            for opens, closes in _QUOTES
        )

    def _goes_on(self, span: Span, here: Sequence[Line]) -> bool:
        """Whether the words are further on in a clause that the last speaker began ("said that … and …")."""
        before = [line for line in here if line.cue.end <= span.start]
        if not before or len(before) < len(here):
            return False
        ends = [piece.end for piece in before[-1].content if piece.end <= span.start]
        if not ends or before[-1].content[0].start < before[-1].cue.start:
            return False
        gap = self._text[max(ends) : span.start]
        return len(gap) <= _GOING_ON and not _CLAUSE_END.search(gap)

    def _carried(self, sentence: int) -> Line | None:
        """The last attribution before, when this sentence opens with a word that carries on or goes on with it."""
        going = self._onward.get(sentence)
        if going is not None:
            line = next((line for line in reversed(self._lines) if line.cue == going), None)
            return line if line and not self._is_past(line, sentence) else None
        if not self._opens_with(self._continues, sentence):
            return None
        if any(line.sentence == sentence for line in self._lines):
            return None
        before = [line for line in self._lines if line.sentence == sentence - 1]
        return before[-1] if before else None

    def _prefixes(self, sentence: int, line: Line | None) -> tuple[tuple[Segment, ...], Scope]:
        own = line.chains[0] if line else ()
        covering = [credit for credit in self._credits if self._covers(credit, sentence, own)]
        wire = next((credit for credit in covering if credit.wire), None)
        other = next((credit for credit in covering if not credit.wire), None)
        chosen = [credit for credit in (wire, other) if credit]
        prefixes: tuple[Segment, ...] = ((),)
        for credit in chosen:
            prefixes = tuple(_joined(prefix, chain) for prefix, chain in product(prefixes, credit.chains))
        if not chosen:
            return prefixes, "local"
        return prefixes, "document" if any(credit.reach in {"doc", "rest"} for credit in chosen) else "paragraph"

    def _covers(self, credit: CreditLine, sentence: int, own: Segment) -> bool:
        if credit.wire:
            return True
        if credit.reach == "rest" and (sentence < credit.sentence or (own and own[0].kind in _CITED)):
            return False  # an agency's own gathering holds nothing of what another one wrote
        if credit.reach == "next":
            return sentence == credit.sentence + 1
        if credit.reach == "par" and not credit.first <= sentence <= credit.last:
            return False
        earlier = max((c.sentence for c in self._credits if c.sentence < credit.sentence and not c.wire), default=-1)
        later = min((c.sentence for c in self._credits if c.sentence > credit.sentence and not c.wire), default=None)
        if sentence <= credit.sentence:
            return sentence > earlier
        if credit.reach == "prev" or (later is not None and sentence >= later):
            return False
        if not own:
            return not credit.narrow
        return not credit.narrow and own[0].kind not in _REPORTING


def _joined(prefix: Segment, chain: Segment) -> Segment:
    """Put a prefix in front of a chain, naming nobody twice; "it was reported" under a credit is who is credited."""
    if prefix and len(chain) == 1 and chain[0].source_id == _REPORTS:
        return prefix
    named = {voice.source for voice in chain}
    return (*(voice for voice in prefix if voice.source not in named), *chain)


def _each_once(chain: Segment) -> Segment:
    """Take out whoever stands in a chain right after themselves."""
    return tuple(voice for at, voice in enumerate(chain) if not at or chain[at - 1].source != voice.source)


def _tells_more(line: Line, other: Line) -> bool:
    """Whether the first chain of a line goes on from that of another."""
    longer, shorter = line.chains[0], other.chains[0]
    return len(longer) > len(shorter) > 0 and all(
        one.source == two.source for one, two in zip(longer, shorter, strict=False)
    )


def _share(span: Span, content: Sequence[Span]) -> float:
    covered = sum(max(0, min(span.end, piece.end) - max(span.start, piece.start)) for piece in content)
    return covered / max(1, span.end - span.start)


def _length(content: Sequence[Span]) -> int:
    return sum(piece.end - piece.start for piece in content)


def _gap(span: Span, line: Line) -> int:
    pieces = [*line.content, line.cue]
    return min(max(piece.start - span.end, span.start - piece.end, 0) for piece in pieces)
