"""The tagger's probabilities read as attributions: who says what, tied together by the words of saying.

In: `Encoded` and its text. Out: `Attribution`s in the order of their cues, with exact spans. Every attribution starts
from a cue; its source and content are those tokens that the tagger's relations lead to from there, so that
discontinuous, shared and nested spans need no special case. It resolves no names and covers no sentences.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, cast

import numpy as np

from sayso.model import Span
from sayso.read.windows import sentence_ends

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sayso.model import SpeechAct
    from sayso.read.encoder import Encoded, TaggedSpan

Reach = Literal["local", "doc", "par", "prev", "next"]
# Calibrated on PolNeAR dev with `benchmarks/attribution.py`.
SURE: Final = 0.65  # from here on a cue is one, whatever its words
_KNOWN_CUE: Final = 0.35  # enough where the words are ones of saying
_SOURCE: Final = 0.3
_CONTENT: Final = 0.5
_LINK: Final = 0.5
_ACT: Final = 0.7  # "confirmed" must not become a denial because nothing else is likelier
_RIVAL: Final = 0.2  # words may be told by two voices; but not with a cue this much less likely than another
# A source this many tokens nearer makes up for a hundredth of probability.
_PER_TOKEN: Final = 0.01
_OTHER_SENTENCE: Final = 0.3  # taken off a source that stands in another sentence than its cue
_SIDE_BY_SIDE: Final = 3  # tokens between co-ordinated sources: "and", a comma, a quotation mark
_TOUCHING: Final = 3  # tokens: a source this near a cue is its own, whatever the relation says
_BEFORE: Final = 1  # sentences
_AFTER: Final = 2
_NEIGHBOURS: Final = 12  # attributions before and after, among which a teller or an antecedent is looked for
_OPENS: Final = " ([{,;:–—"
_CLOSES: Final = " )]},;:–—"
_LONGEST_GAP: Final = 1  # tokens: a shorter hole in a content is the tagger's, not the writer's


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One act of saying.

    Attributes:
        id: position among the text's attributions.
        sources: who speaks; several where named side by side, none where nobody is.
        cue: the words of saying.
        content: what is said, in as many pieces as the text gives it; empty for a credit.
        parent: id of the attribution that tells this one, where the tagger sees one.
        reach: how far a credit reaches.
        antecedent: id of the attribution whose source this source points back to ("he", "the agency").
        score: the tagger's certainty, 0 to 1.
    """

    id: int
    sources: tuple[Span, ...]
    cue: Span
    content: tuple[Span, ...]
    parent: int | None
    reach: Reach
    act: SpeechAct
    distancing: bool
    antecedent: int | None
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """An attribution while it is put together: spans in tokens as well as in characters."""

    cue: TaggedSpan
    sources: tuple[TaggedSpan, ...]
    content: tuple[TaggedSpan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marked:
    """What the layers mark in the whole text, in tokens."""

    sources: tuple[tuple[int, int], ...]
    contents: tuple[tuple[int, int], ...]
    ends: tuple[int, ...]

    def within(self, kind: Literal["sources", "contents"], near: tuple[int, int]) -> Sequence[tuple[int, int]]:
        """Return the spans of a kind that share a token with `near`."""
        runs: tuple[tuple[int, int], ...] = getattr(self, kind)
        first = bisect_right(runs, near[0], key=lambda run: run[1])
        return runs[first : bisect_left(runs, near[1], key=lambda run: run[0])]

    def sentence(self, token: int) -> tuple[int, int]:
        """Return the tokens of the sentence in which `token` stands."""
        at = min(bisect_right(self.ends, token), len(self.ends) - 1)
        return (self.ends[at - 1] if at else 0), self.ends[at]


def _near(encoded: Encoded, cue: TaggedSpan, ends: Sequence[int]) -> tuple[int, int]:
    """The tokens that a cue can tie together: its sentence, the one before it and the two after it."""
    at = bisect_right(ends, encoded.tokens(cue.start, cue.end)[0])
    low = ends[at - _BEFORE - 1] if at > _BEFORE else 0
    return low, ends[min(at + _AFTER, len(ends) - 1)]


def attributions_of(encoded: Encoded, text: str, verbs: Sequence[Span] = ()) -> tuple[Attribution, ...]:
    """Return the attributions that the tagger sees in `text`, in the order of their cues.

    Args:
        encoded: what the tagger makes of the text.
        text: the report's.
        verbs: words of saying that the language's pack knows; there, less certainty is enough.
    """
    if not len(encoded.tags):
        return ()
    ends = sentence_ends(text, encoded.pieces)
    marked = _Marked(sources=encoded.runs("source", _SOURCE), contents=encoded.runs("content", _CONTENT), ends=ends)
    cues = _with_verbs(encoded, encoded.spans("cue", SURE), verbs)
    nears = [_near(encoded, cue, ends) for cue in cues]
    said = [_said(encoded, cue, near) for cue, near in zip(cues, nears, strict=True)]
    surest = np.zeros(len(encoded.tags), np.float32)
    for near, chances in zip(nears, said, strict=True):
        np.maximum(surest[slice(*near)], chances, out=surest[slice(*near)])
    found = [
        _around(encoded, cue, near, marked, chances >= np.maximum(surest[slice(*near)] - _RIVAL, _CONTENT))
        for cue, near, chances in zip(cues, nears, said, strict=True)
    ]
    found = [one for one in found if one.cue.score >= SURE or one.content]
    made = [_attribution(encoded, text, index, found) for index in range(len(found))]
    return tuple(_without_circles(made))


def _with_verbs(encoded: Encoded, cues: Sequence[TaggedSpan], verbs: Sequence[Span]) -> tuple[TaggedSpan, ...]:
    """Add the words of saying that the tagger half sees, where it is sure of nothing that touches them."""
    further = [
        span
        for verb in verbs
        if not any(verb.start < cue.end and cue.start < verb.end for cue in cues)
        and (span := encoded.span(*encoded.tokens(verb.start, verb.end), "cue")).score >= _KNOWN_CUE
    ]
    return tuple(sorted((*cues, *further), key=lambda cue: cue.start))


def _said(encoded: Encoded, cue: TaggedSpan, near: tuple[int, int]) -> NDArray[np.float32]:
    """Return, for each of the tokens `near`, the probability that it is said with this cue; 0 on the cue itself."""
    chances = encoded.related_within("content", cue, *near)
    first, last = encoded.tokens(cue.start, cue.end)
    chances[max(0, first - near[0]) : last - near[0]] = 0
    return chances


def _around(
    encoded: Encoded, cue: TaggedSpan, near: tuple[int, int], marked: _Marked, inside: NDArray[np.bool_]
) -> _Found:
    """Return the cue with its sources and contents, all within the tokens `near`; `inside` marks what is said."""
    cue_tokens = encoded.tokens(cue.start, cue.end)
    sentence = marked.sentence(cue_tokens[0])
    speaks = encoded.related_within("source", cue, *near)
    sources = _best_sources(marked.within("sources", near), speaks, cue_tokens, near, sentence)
    for first, last in sources:
        inside[max(0, first - near[0]) : last - near[0]] = False
    runs = _runs(inside, gap=_LONGEST_GAP)
    contents = [(first + near[0], last + near[0]) for first, last in runs if last - first > 1 or len(inside) <= 1]
    if not contents:
        contents = _nearest_content(marked.within("contents", sentence), cue_tokens, sentence)
    return _Found(
        cue=cue,
        sources=tuple(span for run in sources if (span := encoded.span(*run, "source")).end > span.start),
        content=tuple(span for run in contents if (span := encoded.span(*run, "content")).end > span.start),
    )


def _nearest_content(
    runs: Sequence[tuple[int, int]], cue: tuple[int, int], sentence: tuple[int, int]
) -> list[tuple[int, int]]:
    """The stretch of the cue's sentence that the content layer marks nearest to it, where no relation tells."""
    here = [(max(first, sentence[0]), min(last, sentence[1])) for first, last in runs]
    here = [run for run in here if run[1] - run[0] > 1]
    nearest = min(here, key=lambda run: (max(run[0] - cue[1], cue[0] - run[1], 0), run), default=None)
    return [nearest] if nearest else []


def _best_sources(
    runs: Sequence[tuple[int, int]],
    speaks: NDArray[np.float32],
    cue: tuple[int, int],
    near: tuple[int, int],
    sentence: tuple[int, int],
) -> list[tuple[int, int]]:
    """Return the source that the cue leads to most surely, with those named side by side with it.

    Of two equally likely ones the nearer speaks: a cue stands beside its source in every language read here.
    """
    scored = []
    for first, last in runs:
        if first < near[0] or last > near[1] or _overlap(first, last, cue) == last - first:
            continue
        chance = float(speaks[first - near[0] : last - near[0]].mean())
        away = max(first - cue[1], cue[0] - last, 0)
        elsewhere = 0.0 if sentence[0] <= first < sentence[1] else _OTHER_SENTENCE
        scored.append((chance - _PER_TOKEN * away - elsewhere, chance, (first, last)))
    if not scored:
        return []
    _, chance, best = max(scored)
    if chance < _SOURCE:
        away, best = min((max(run[0] - cue[1], cue[0] - run[1], 0), run) for _, _, run in scored)
        return [best] if away <= _TOUCHING else []
    chosen = [best]
    for _, other_chance, run in sorted(scored, key=lambda one: one[2]):
        beside = min(abs(run[0] - known[1]) for known in chosen), min(abs(known[0] - run[1]) for known in chosen)
        if run not in chosen and other_chance >= _SOURCE and min(beside) <= _SIDE_BY_SIDE:
            chosen.append(run)
    return sorted(chosen)


def _overlap(first: int, last: int, other: tuple[int, int]) -> int:
    return max(0, min(last, other[1]) - max(first, other[0]))


def _runs(mask: NDArray[np.bool_], gap: int) -> list[tuple[int, int]]:
    """Return the half-open ranges where the mask holds, joined over at most `gap` tokens where it does not."""
    places = np.flatnonzero(mask)
    runs: list[tuple[int, int]] = []
    for place in places.tolist():
        if runs and place - runs[-1][1] <= gap:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return runs


def _attribution(encoded: Encoded, text: str, index: int, found: Sequence[_Found]) -> Attribution:
    one = found[index]
    reach = _likeliest(encoded.attribute("reach", one.cue), "local")
    return Attribution(
        id=index,
        sources=tuple(_trimmed(_span(span, text)) for span in one.sources),
        cue=_span(one.cue, text),
        content=tuple(_span(span, text) for span in one.content),
        parent=_linked(encoded, "parent", one.cue, [(other.cue,) for other in found], index),
        reach=cast("Reach", reach),
        act=cast("SpeechAct", _act(encoded.attribute("act", one.cue))),
        distancing=_likeliest(encoded.attribute("distancing", one.cue), "no") == "yes",
        antecedent=next(
            (
                linked
                for source in one.sources
                if (linked := _linked(encoded, "antecedent", source, [o.sources for o in found], index)) is not None
            ),
            None,
        ),
        score=one.cue.score,
    )


def _linked(
    encoded: Encoded, relation: str, span: TaggedSpan, targets: Sequence[Sequence[TaggedSpan]], own: int
) -> int | None:
    """Return the index of the target that the relation leads to most surely, None where to none surely enough."""
    if not encoded.trusts(relation):
        return None
    best, best_chance = None, _LINK
    for index in range(max(0, own - _NEIGHBOURS), min(len(targets), own + _NEIGHBOURS + 1)):
        for target in targets[index]:
            if index == own or (target.start, target.end) == (span.start, span.end):
                continue
            chances = encoded.related_within(relation, span, *encoded.tokens(target.start, target.end))
            chance = float(chances.mean()) if len(chances) else 0.0
            if chance > best_chance:
                best, best_chance = index, chance
    return best


def _act(chances: dict[str, float]) -> str:
    """The likeliest act where it is sure; else assertion, which the pack's words may still overrule."""
    likeliest = _likeliest(chances, "assert")
    return likeliest if chances.get(likeliest, 0.0) >= _ACT else "assert"


def _likeliest(chances: dict[str, float], default: str) -> str:
    return max(chances, key=lambda label: chances[label]) if chances else default


def _span(span: TaggedSpan, text: str) -> Span:
    return Span(start=span.start, end=span.end, quote=text[span.start : span.end])


def _trimmed(name: Span) -> Span:
    """A name without a mark that only opens or closes what stands beside it ("the agency (")."""
    kept = name.quote.rstrip(_OPENS) or name.quote
    start = name.start + len(kept) - len(kept.lstrip(_CLOSES)) if kept.strip(_CLOSES) else name.start
    return Span(start=start, end=name.start + len(kept), quote=kept[start - name.start :])


def _without_circles(made: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions with every parent cut that would make one tell itself."""
    parents = {one.id: one.parent for one in made}
    for one in made:
        seen, above = {one.id}, parents[one.id]
        while above is not None:
            if above in seen:
                parents[one.id] = None
                break
            seen.add(above)
            above = parents[above]
    return [replace(one, parent=parents[one.id]) for one in made]
