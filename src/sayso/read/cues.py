"""Attributions by formula: "according to X", "X'e göre", where the tagger saw none.

In: sentences, the pack's formulas, the stretches that the tagger marks as sources, the registry. Out: further
`Attribution`s. It only adds where the name beside the formula is one the registry knows or the tagger marks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.model import Span
from sayso.read.attribute import Attribution

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.lang import Pack
    from sayso.registry import Sources

_MARK = re.compile(r"[,،;:–—]|\s-\s")
_SAYING = frozenset({"say", "according_to", "according_after", "reported"})
_MOST_WORDS = 8
_SCORE = 0.5  # between what the tagger is sure of and what it is not; for the record only


def formulas_of(  # noqa: PLR0913, PLR0917  # all that is known of a report at this point
    text: str,
    sentences: Sequence[tuple[int, int]],
    pack: Pack,
    sources: Sources,
    taken: Sequence[Attribution],
    tagged: Sequence[Span],
) -> tuple[Attribution, ...]:
    """Return attributions by formula that overlap none of `taken`, ids counted on from theirs."""
    found: list[Attribution] = []
    cues = [one.cue for one in taken if one.sources]
    for start, end in sentences:
        for cue, after in _formulas(text, start, end, pack):
            if any(cue.start < other.end and other.start < cue.end for other in [*cues, *(f.cue for f in found)]):
                continue
            name = _name(text, cue, (start, end), tagged, sources, pack.code, after=after)
            if name is not None:
                found.append(_attribution(text, (start, end), cue, name, len(taken) + len(found)))
    return tuple(found)


def without_speakers_at(taken: Sequence[Attribution], found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return those of `taken` that name somebody, or that stand where no formula was found."""
    return tuple(
        one
        for one in taken
        if one.sources or not any(one.cue.start < f.cue.end and f.cue.start < one.cue.end for f in found)
    )


def verbs_of(text: str, pack: Pack) -> tuple[Span, ...]:
    """Return the words of saying that the pack knows, in order; of overlapping ones the longest."""
    tokens = pack.tokens(text)
    found: list[Span] = []
    hits = [hit for hit in pack.cues.hits(tokens) if hit.tag[1] in _SAYING]
    for hit in sorted(hits, key=lambda one: (one.first, -one.last)):
        start, end = tokens[hit.first].start, tokens[hit.last].end
        if not found or start >= found[-1].end:
            found.append(Span(start=start, end=end, quote=text[start:end]))
    return tuple(found)


def _formulas(text: str, start: int, end: int, pack: Pack) -> Iterator[tuple[Span, bool]]:
    """The sentence's formulas, longest first where they overlap; True where the name follows."""
    tokens = pack.tokens(text[start:end])
    hits = [
        (hit, hit.tag[1] == "according_to")
        for hit in pack.cues.hits(tokens)
        if hit.tag[0] == "attribution" and hit.tag[1] in {"according_to", "according_after"}
    ]
    last = -1
    for hit, after in sorted(hits, key=lambda one: (one[0].first, -one[0].last)):
        if hit.first > last:
            left, right = start + tokens[hit.first].start, start + tokens[hit.last].end
            yield Span(start=left, end=right, quote=text[left:right]), after
            last = hit.last


def _name(  # noqa: PLR0913, PLR0917  # a name is found from all that is known about the place
    text: str,
    cue: Span,
    sentence: tuple[int, int],
    tagged: Sequence[Span],
    sources: Sources,
    language: str,
    *,
    after: bool,
) -> Span | None:
    start, end = (cue.end, sentence[1]) if after else (sentence[0], cue.start)
    near = [span for span in tagged if start <= span.start and span.end <= end]
    beside = [span for span in near if (span.start - start if after else end - span.end) <= _MOST_WORDS]
    if beside:
        return beside[0] if after else beside[-1]
    marks = [mark.start() if after else mark.end() for mark in _MARK.finditer(text, start, end)]
    left, right = (start, min([end, *marks])) if after else (max([start, *marks]), end)
    words = list(re.finditer(r"\S+", text[left:right]))
    words = words[:_MOST_WORDS] if after else words[-_MOST_WORDS:]
    best = None
    for size in range(1, len(words) + 1):
        chosen = words[:size] if after else words[-size:]
        first, last = left + chosen[0].start(), left + chosen[-1].end()
        quote = text[first:last].rstrip(".'’")
        if sources.resolve(quote, language).source_id is not None:
            best = Span(start=first, end=first + len(quote), quote=quote)
            if not after:
                break  # the shortest name next to its formula
    if best is None and after:
        return _person(text, left, right, words)
    return best


def _person(text: str, left: int, right: int, words: Sequence[re.Match[str]]) -> Span | None:
    """Somebody whom the registry does not know: two capitalised words side by side, with their title before them.

    A mark must end the name, or a word in small letters where the name is all there is.
    """
    named = [at for at in range(len(words) - 1) if all(_capital(words[at + by].group()) for by in (0, 1))]
    if not named:
        return None
    last = named[0] + 1
    while last + 1 < len(words) and _capital(words[last + 1].group()):
        last += 1
    start, end = left + words[0].start(), left + words[last].end()
    ends = text[end:right].strip() == ""
    return Span(start=start, end=end, quote=text[start:end]) if ends or named[0] == 0 else None


def _capital(word: str) -> bool:
    return word[:1].isupper() and word[-1:].isalpha()


def _attribution(text: str, sentence: tuple[int, int], cue: Span, name: Span, index: int) -> Attribution:
    inner = (min(cue.start, name.start), max(cue.end, name.end))
    pieces = [(sentence[0], inner[0]), (inner[1], sentence[1])]
    content = tuple(
        Span(start=left, end=right, quote=text[left:right])
        for left, right in pieces
        if text[left:right].strip(" ,.;:")
    )
    return by_rule(index, name, cue, content)


def by_rule(index: int, name: Span, cue: Span, content: tuple[Span, ...]) -> Attribution:
    """Return an attribution that words alone make, without the tagger: plainly said, on the spot."""
    return Attribution(
        id=index,
        sources=(name,),
        cue=cue,
        content=content,
        parent=None,
        reach="local",
        act="assert",
        distancing=False,
        antecedent=None,
        score=_SCORE,
    )
