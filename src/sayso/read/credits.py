"""Credit lines, wire tags and "citing …": attributions whose content stands elsewhere.

In: a report's sentences, its language pack, the source spans that the tagger marked. Out: attributions with a reach
(`doc`, `par`, `prev`), the narrator first and what it cites as its child. Their words come from the pack
(`attribution.toml`); which sentences they end up covering is decided in `link.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sayso.lang.reference import reference
from sayso.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.lang import Pack
    from sayso.registry import Sources

# A wire tag stands in brackets or after a place name, within this many characters of the start or the end.
_TAG_NEAR_EDGE = 70
_LAST_MARKS = 2  # characters: a full stop and a quotation mark may follow the tag
_TAG = re.compile(r"[(\[]([^()\[\]\n]{2,40})[)\]]")
_NEWS = frozenset({"agency", "state_agency"})
# Where a name ends at the latest: a mark, or the word that opens what is said ("that", "що", "أن").
# A full stop after a title ("Col. Caggins") ends nothing.
_PHRASE_END = re.compile(
    r"(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})\.|[;:!?()\n]|[,،]\s|\s[–—-]\s|\s(?:що|что|that|dass|daß|que|che|că|że|ki|كه|که|و?ب?[أإ]ن(?:ه|ها|هم)?|قول(?:ه|ها|هم))\s|$"
)
_LONGEST_NAME = 90
# What a fact begins with: whatever carries it is no part of a source's name.
_TOLD = frozenset({("casualties", "killed"), ("casualties", "wounded"), ("events", "strike")})
# Languages in which "according to" follows the name.
_QUOTES = tuple("«“„\"'‘")
_SOURCE_FIRST = frozenset({"tr", "az"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A credit line, or one link of it.

    Attributes:
        sources: whom it names.
        cue: the words that credit.
        sentence: index of the sentence it stands in.
        reach: `doc`, `par`, `prev`; `citing` for a link that hangs on whoever speaks in the same sentence, `told` for
            whom that one tells it ("агентству").
        wire: it is an agency's tag.
        cited: the links below it ("Reuters, citing police").
    """

    sources: tuple[Span, ...]
    cue: Span
    sentence: int
    reach: str
    wire: bool = False
    cited: tuple[Credit, ...] = ()


def credits_of(
    text: str,
    sentences: Sequence[tuple[int, int]],
    pack: Pack,
    sources: Sources,
    tagged: Sequence[Span] = (),
) -> tuple[Credit, ...]:
    """Return the credits of a report in the order of its text.

    Args:
        text: the report's text.
        sentences: (start, end) pairs from `sentences.sentences_of`, in order.
        pack: the report's language.
        sources: the registry, to tell an agency's tag from any other bracket.
        tagged: source spans from the tagger, which name a source better than a guess at where its name ends.
    """
    found: list[Credit] = list(_tags(text, sentences, sources, pack.code))
    for index, (start, end) in enumerate(sentences):
        found.extend(_in_sentence(text, index, (start, end), pack, tagged))
    found.sort(key=lambda credit: credit.cue.start)
    return tuple(found)


def _in_sentence(
    text: str, index: int, sentence: tuple[int, int], pack: Pack, tagged: Sequence[Span]
) -> list[Credit]:
    start, end = sentence
    tokens = pack.tokens(text[start:end])
    hits = [hit for hit in pack.cues.hits(tokens) if hit.tag[0] == "attribution"]

    def span(first: int, last: int) -> Span:
        left, right = start + tokens[first].start, start + tokens[last].end
        return Span(start=left, end=right, quote=text[left:right])

    openers = [
        hit
        for hit in hits
        if hit.tag[1] == "label" or hit.tag[1:] in {("credit", "doc"), ("credit", "par"), ("credit", "prev")}
    ]
    quoting = [hit for hit in hits if hit.tag[1] == "citing"]
    # "Fars, quoting Reuters, …": the same words open a credit only at the sentence's start.
    openers = [
        hit for hit in openers if not hit.first or (hit.first, hit.last) not in {(h.first, h.last) for h in quoting}
    ]
    citing = _longest_each([span(hit.first, hit.last) for hit in quoting])
    cited = tuple(
        Credit(sources=names, cue=cue, sentence=index, reach="citing")
        for cue in citing
        if (names := _beside(text, (start, end), cue, tagged, pack))
    )
    cited = (*cited, *_hearers(text, (start, end), index, tagged, pack))
    if not openers:
        return list(cited)
    opener = min(openers, key=lambda hit: (hit.first, -hit.last))
    cue = span(opener.first, opener.last)
    reach = "doc" if opener.tag[1] == "label" else opener.tag[2]
    limit = min([link.cue.start for link in cited if link.cue.start >= cue.end], default=end)
    names = _beside(text, (start, limit), cue, tagged, pack)
    if not names:
        return list(cited)
    return [Credit(sources=names, cue=cue, sentence=index, reach=reach, cited=cited)]


def _hearers(
    text: str, sentence: tuple[int, int], index: int, tagged: Sequence[Span], pack: Pack
) -> Iterator[Credit]:
    """Yield those who are told without being named: "розповів агентству". With a name behind, the name is told."""
    words = _told_nouns(pack.code)
    for hit in words.finditer(text, *sentence) if words else ():
        behind = text[hit.end() : hit.end() + 2].strip()
        before = text[max(0, hit.start() - _LONGEST_NAME) : hit.start()].split()
        named = behind[:1].isupper() or behind[:1] in _QUOTES
        named = named or (pack.code in _SOURCE_FIRST and bool(before) and before[-1][:1].isupper())
        if named or any(span.start < hit.end() + 2 and span.end > hit.end() for span in tagged):
            continue
        span = Span(start=hit.start(), end=hit.end(), quote=hit.group())
        yield Credit(sources=(span,), cue=span, sentence=index, reach="told")


@cache
def _told_nouns(language: str) -> re.Pattern[str] | None:
    words = sorted(reference(language).hearers, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE) if words else None


def _beside(text: str, within: tuple[int, int], cue: Span, tagged: Sequence[Span], pack: Pack) -> tuple[Span, ...]:
    """The sources named beside a cue: before it where the language puts them there, else after it."""
    start, end = within
    if pack.code in _SOURCE_FIRST and cue.start > start:
        return _before(text, start, cue.start, tagged)
    head, _, noun = cue.quote.rpartition(" ")
    if head and noun.casefold() in reference(pack.code).nouns:  # "from sources" names them with its last word
        opens = cue.end - len(noun)
        first, *others = _names(text, cue.end, end, tagged, pack) or (cue,)
        if text[cue.end : first.start].strip():
            return (Span(start=opens, end=cue.end, quote=noun), first, *others)
        return (Span(start=opens, end=first.end, quote=text[opens : first.end]), *others)
    return _names(text, cue.end, end, tagged, pack)


def _longest_each(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _names(text: str, start: int, end: int, tagged: Sequence[Span], pack: Pack) -> tuple[Span, ...]:
    """The sources named between `start` and `end`: tagged ones, else the words up to the next mark."""
    inside = [span for span in tagged if span.start >= start and span.end <= end]
    if inside:
        first = inside[0]
        near = [span for span in inside if span.start - first.end < _LONGEST_NAME]
        return tuple(near)
    stop = _PHRASE_END.search(text, start, min(end, start + _LONGEST_NAME))
    left, right = start, stop.start() if stop else min(end, start + _LONGEST_NAME)
    while left < right and (text[left].isspace() or text[left] in ":–—-"):
        left += 1
    right = left + len(text[left : _before_facts(text, left, right, pack)].rstrip())
    return (Span(start=left, end=right, quote=text[left:right]),) if right > left else ()


def _before_facts(text: str, start: int, end: int, pack: Pack) -> int:
    """Where what is told begins, if it follows the name without a mark: "citing local sources two air strikes"."""
    tokens = pack.tokens(text[start:end])
    told = [hit.first for hit in pack.facts.hits(tokens) if hit.first and hit.tag[:2] in _TOLD]
    return start + tokens[min(told)].start if told else end


def _before(text: str, start: int, end: int, tagged: Sequence[Span]) -> tuple[Span, ...]:
    """The source that stands before its cue: the tagged one next to it, else the words from the last mark on."""
    near = [span for span in tagged if span.start >= start and span.end <= end]
    if near:
        return (near[-1],)
    marks = [mark.end() for mark in _PHRASE_END.finditer(text, start, end) if mark.end() < end]
    left = max([start, *marks])
    quote = text[left:end].strip().rstrip("'’")
    left = text.index(quote, left) if quote else left
    return (Span(start=left, end=left + len(quote), quote=quote),) if quote else ()


def _tags(text: str, sentences: Sequence[tuple[int, int]], sources: Sources, language: str) -> list[Credit]:
    if not sentences:
        return []
    found = []
    for tag in _TAG.finditer(text):
        at_edge = (
            tag.start() <= _TAG_NEAR_EDGE
            or len(text.rstrip()) - tag.end() <= _LAST_MARKS
            or text[tag.end() : tag.end() + 1] == "\n"
        )
        if not at_edge:
            continue
        match = sources.resolve(tag.group(1), language)
        if match.kind not in _NEWS or match.source_id is None:
            continue
        before = text[: tag.start()].rstrip()
        if sources.resolve(before.rsplit("\n", 1)[-1][-_LONGEST_NAME:], language).source_id == match.source_id:
            continue  # "the Syrian news agency (SANA)" explains a name; it is no tag
        span = Span(start=tag.start(1), end=tag.end(1), quote=tag.group(1))
        index = next((i for i, (_, end) in enumerate(sentences) if tag.start() < end), len(sentences) - 1)
        found.append(Credit(sources=(span,), cue=span, sentence=index, reach="doc", wire=True))
    return found
