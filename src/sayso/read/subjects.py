"""What the words around a cue say against the tagger: it is a deed, or it has a subject of its own beside it.

In: attributions, their text, the registry. Out: the same without "fired" taken for a word of saying, and with "the
coalition" as the speaker of "says" in "AFP notes that the coalition says", the colonel as that of "said" in "…, the
colonel said, according to AFP". It only looks at words that touch the cue and that the registry knows, or that are a
person's name.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from sayso.lang import available, load
from sayso.lang.reference import reference
from sayso.model import Span
from sayso.read.attribute import SURE
from sayso.read.backward import PASSES_ON
from sayso.read.unnamed import meant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.lang import Pack
    from sayso.model import Mention, Report
    from sayso.read.attribute import Attribution
    from sayso.registry import Sources

_BREAK: Final = re.compile(r"[,،;:.!?()\[\]«»“”\"\n–—](?=\s|$)|[\"«»“”\n–—]")
_NEVER: Final = 99  # as in `lang/order.toml`
_MOST_WORDS: Final = 8
_DEEDS: Final = frozenset({
    ("events", "fire", "shoot"), ("events", "fire", "back"), ("events", "strike", "verb"),
    ("casualties", "killed", "verb"), ("casualties", "killed", "active"), ("casualties", "wounded", "verb"),
})  # fmt: skip
_NAME_WORDS: Final = 2
_INVERTED: Final = re.compile(r"-(?:t-)?([^\W\d_]+)\b(?=\s|$)")  # "a-t-il ajouté", "précise-t-elle"
_LONGEST_PRONOUN: Final = 12
_LAST_WORD: Final = re.compile(r"(?<!\w)([^\W\d_]+)\s+$")
_NEXT_WORD: Final = re.compile(r"\s+([^\W\d_]+)(?=\s*(?:[,.;:!?»”)\]]|\s[–—-]\s|$))")
_PAIR: Final = 2
_LETTERS: Final = 4  # of a preposition or an article between a name and a cue
_KNOWN: Final = ("alias", "a role", "name in")  # reasons of the registry


def with_own_subjects(
    attributions: Sequence[Attribution], text: str, language: str, sources: Sources
) -> tuple[Attribution, ...]:
    """Return the attributions, those mended that share a source with a cue nearer to it."""
    if language not in available() or load(language).order["speaker"][0] >= _NEVER:
        return tuple(attributions)
    found = []
    for one in attributions:
        rivals = [other for other in attributions if other is not one and set(other.sources) & set(one.sources)]
        nearer = any(_away(other) < _away(one) for other in rivals)
        subject = _before(one, text, attributions, language, sources) if nearer else None
        found.append(replace(one, sources=(subject,)) if subject else one)
    return tuple(found)


def of_saying(attributions: Sequence[Attribution], text: str, language: str) -> tuple[Attribution, ...]:
    """Return the attributions without those whose cue is a deed: whoever shot has not said that they did.

    Nor those that the tagger only half sees and of which nothing tells who speaks.
    """
    if language not in available():
        return tuple(attributions)
    pack = load(language)
    return tuple(
        replace(one, sources=tuple(each for each in one.sources if not _below(each, one, text)))
        for one in attributions
        if not _is_deed(one.cue, pack) and (one.score >= SURE or one.sources or meant(one.cue, text, pack))
    )


def with_tellers(
    attributions: Sequence[Attribution],
    report: Report,
    tagged: Sequence[Span],
    sentences: Sequence[tuple[int, int]],
    sources: Sources,
) -> tuple[Attribution, ...]:
    """Return the attributions, those of a lone outlet with whoever told it, where a name that nobody claims touches.

    "Two villagers told Reuters": of two names that share one cue, the tagger ties the nearer one to it.

    Args:
        attributions: of one report.
        report: it.
        tagged: every stretch that the tagger takes for a source.
        sentences: (start, end) pairs.
        sources: the registry.
    """
    text, language = report.text, report.language
    claimed = [span for one in attributions for span in one.sources]
    free = [span for span in tagged if not any(_meet(span, other) for other in claimed)]
    found = []
    for one in attributions:
        inside = next((each for each in sentences if each[0] <= one.cue.start < each[1]), (0, 0))
        tellers = [span for span in free if inside[0] <= span.start and span.end <= inside[1]]
        lone = one.sources[0] if len(one.sources) == 1 else None
        if lone is None or not tellers or not _passes_on(lone, language, sources):
            found.append(one)
            continue
        near = [span for span in tellers if _touches(span, one, text) and not _passes_on(span, language, sources)]
        both = sorted((lone, near[0]), key=lambda span: span.start) if near else one.sources
        found.append(replace(one, sources=tuple(both)))
    return tuple(found)


def without_places(
    attributions: Sequence[Attribution], mentions: Sequence[Mention], language: str, sources: Sources
) -> tuple[Attribution, ...]:
    """Return the attributions without places as speakers, unless the registry knows whom a place stands for."""
    places = [mention.span for mention in mentions if mention.place is not None]

    def is_place(span: Span) -> bool:
        around = [place for place in places if place.start <= span.start and span.end <= place.end]
        # A lone name may be a capital that speaks for its state.
        part = any(place.quote != span.quote or " " in span.quote for place in around)
        return part and sources.resolve(span.quote, language).source_id is None

    return tuple(
        replace(one, sources=tuple(span for span in one.sources if not is_place(span))) for one in attributions
    )


def by_pronouns_beside(attributions: Sequence[Attribution], text: str, language: str) -> tuple[Attribution, ...]:
    """Return the attributions, those with "he said" or "добавили они" as theirs whom the pronoun means.

    After the verb a pronoun may begin what is said ("said they had left"), unless a mark follows it.
    """
    words = reference(language).pronouns - reference(language).relative
    found = []
    for one in attributions:
        before = _LAST_WORD.search(text, max(0, one.cue.start - _LONGEST_PRONOUN), one.cue.start)
        after = _NEXT_WORD.match(text, one.cue.end)
        inside = _INVERTED.search(one.cue.quote) and _INVERTED.search(text, one.cue.start, one.cue.end)
        beside = next((m for m in (inside, before, after) if m and m.group(1).casefold() in words), None)
        if beside and not any(_touches(span, one, text) for span in one.sources):
            whose = Span(start=beside.start(1), end=beside.end(1), quote=beside.group(1))
            found.append(replace(one, sources=(whose,)))
        else:
            found.append(one)
    return tuple(found)


def by_their_words(attributions: Sequence[Attribution], text: str, language: str) -> tuple[Attribution, ...]:
    """Return the attributions, those of "по его словам" and «за їхніми даними» as one, said by whoever is pointed to.

    In a longer report the tagger looks for a name instead, and finds one that has not spoken yet.
    """
    formula = _with_pronoun(language) if language in available() else None
    found = list(attributions)
    for match in formula.finditer(text) if formula else ():
        here = [one for one in found if one.cue.start < match.end() and match.start() < one.cue.end]
        if here:
            best = max(here, key=lambda one: (len(one.content), one.score, -one.id))
            cue, whose = (Span(start=a, end=b, quote=text[a:b]) for a, b in (match.span(), match.span(1)))
            first = found.index(here[0])
            found = [one for one in found if one not in here]
            found.insert(first, replace(best, cue=cue, sources=(whose,)))
    return tuple(found)


@cache
def _with_pronoun(language: str) -> re.Pattern[str] | None:
    """Formulas of two words with "his" or "their" between them."""
    pairs = [
        words for each in load(language).patterns("attribution.according_to") if len(words := each.split()) == _PAIR
    ]
    its = "|".join(map(re.escape, reference(language).its))
    if not pairs or not its:
        return None
    firsts = "|".join(sorted({re.escape(one) for one, _ in pairs}))
    seconds = "|".join(sorted({re.escape(other) for _, other in pairs}))
    return re.compile(rf"\b(?:{firsts})\s+({its})\s+(?:{seconds})\b", re.IGNORECASE)


def _passes_on(span: Span, language: str, sources: Sources) -> bool:
    return sources.resolve(span.quote, language).kind in PASSES_ON


def _touches(span: Span, one: Attribution, text: str) -> bool:
    """Whether hardly a letter stands between a name and the cue, or between it and the cue's own source."""
    for other in (one.cue, *one.sources):
        low, high = sorted(((span.start, span.end), (other.start, other.end)))
        gap = text[low[1] : high[0]]
        if high[0] >= low[1] and len(gap.split()) <= 1 and len(gap.strip()) <= _LETTERS and not _BREAK.search(gap):
            return True
    return False


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _below(source: Span, one: Attribution, text: str) -> bool:
    """Whether a name stands in a paragraph after the cue, where nobody looks for who has just spoken."""
    return "\n\n" in text[one.cue.end : source.start] and one.reach == "local"


def _is_deed(cue: Span, pack: Pack) -> bool:
    tokens = pack.tokens(cue.quote)
    says = any(hit.tag[0] == "attribution" for hit in pack.cues.hits(tokens))
    return not says and any(hit.tag in _DEEDS for hit in pack.facts.hits(tokens))


def _away(one: Attribution) -> int:
    """Characters between a cue and the nearest of its sources."""
    return min(max(s.start - one.cue.end, one.cue.start - s.end, 0) for s in one.sources) if one.sources else 0


def _before(
    one: Attribution, text: str, attributions: Sequence[Attribution], language: str, sources: Sources
) -> Span | None:
    """The longest run of words right before the cue that is somebody, up to a mark or another attribution's words."""
    edges = [span.end for other in attributions for span in (other.cue, *other.sources) if span.end <= one.cue.start]
    low = max(edges, default=0)
    low = max([low, *(mark.end() for mark in _BREAK.finditer(text, low, one.cue.start) if not _title(text, mark))])
    words = list(re.finditer(r"\S+", text[low : one.cue.start]))[-_MOST_WORDS:]
    opens = load(language).patterns("words.clause")
    while words and words[0].group().casefold() in opens:
        del words[0]
    for first in range(len(words)):
        start, end = low + words[first].start(), low + words[-1].end()
        quote = text[start:end]
        if _person(words[first:]):
            return Span(start=start, end=end, quote=quote)
        match = sources.resolve(quote, language)
        if match.source_id and match.reason.startswith(_KNOWN):
            # "coalition aircraft and": where the last word adds nothing, the name does not touch the cue
            shorter = quote[: words[-1].start() - words[first].start()].strip()
            idle = bool(shorter) and sources.resolve(shorter, language).source_id == match.source_id
            return None if idle else Span(start=start, end=end, quote=quote)
    return None


def _title(text: str, mark: re.Match[str]) -> bool:
    """Whether a full stop only shortens a title ("Lt.", "Col.")."""
    return mark.group() == "." and re.search(r"\b[A-Z][a-z]{0,4}$", text[: mark.start()]) is not None


def _person(words: Sequence[re.Match[str]]) -> bool:
    return len(words) >= _NAME_WORDS and all(word.group()[:1].isupper() for word in words)
