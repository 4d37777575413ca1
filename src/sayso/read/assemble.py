"""Tagged attributions and credit lines → lines with their voices resolved, in the order of the text.

In: the tagger's attributions, the credits, the registry. Out: `Line`s and `CreditLine`s for `link.Linker`. A chain is
built here: an attribution inside the content of another is told by it, and "citing …" hangs on whoever speaks in its
sentence. Which facts a line covers is `link.py`'s business.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, cast

from sayso.lang.reference import reference
from sayso.model import Span
from sayso.read.link import CreditLine, Line
from sayso.read.stance import act_of, is_distancing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Passage, Report, SpeechAct, Voice
    from sayso.read.attribute import Attribution
    from sayso.read.credits import Credit
    from sayso.read.voices import Segment, Voices

# The tagger's short names for what the model spells out.
_ACTS = {"claim": "claim_responsibility", "nocomment": "no_comment"}
_PASSES_ON = frozenset({"agency", "state_agency", "outlet", "media"})


@dataclass(slots=True, kw_only=True)
class _Work:
    """What is being built while the text is walked through once."""

    voices: Voices
    lines: list[Line]
    credits_: list[CreditLine]


def lines_of(  # noqa: PLR0913, PLR0917  # the six things that a report is made of at this point
    report: Report,
    sentences: Sequence[tuple[int, int]],
    passages: Sequence[Passage],
    attributions: Sequence[Attribution],
    credits_: Sequence[Credit],
    voices: Voices,
) -> tuple[tuple[Line, ...], tuple[CreditLine, ...]]:
    """Return the report's local attributions and its credit lines, every voice resolved."""
    local = [a for a in attributions if not _is_credit(a, credits_, report.language)]
    work = _Work(voices=voices, lines=[], credits_=[])
    parents = {id(a): _parent(a, local) for a in local}
    chains: dict[int, tuple[Segment, ...]] = {}
    walk: list[tuple[int, int, object]] = [(a.cue.start, 0, a) for a in local]
    walk += [(credit.cue.start, 1, credit) for credit in credits_]
    for _, kind, item in sorted(walk, key=lambda step: (step[0], step[1])):
        if kind == 0:
            attribution = cast("Attribution", item)
            own = work.voices.of(attribution)
            parent = parents[id(attribution)]
            above = chains.get(id(parent), ((),)) if parent is not None else ((),)
            chains[id(attribution)] = _below(above, own)
            work.lines.append(
                _line(report, attribution, chains[id(attribution)], _sentence_at(sentences, attribution.cue))
            )
        else:
            _take(cast("Credit", item), work, sentences, passages, report)
    return tuple(_relayed(work.lines)), tuple(work.credits_)


def _relayed(lines: Sequence[Line]) -> list[Line]:
    """Put "…, Reuters reports" at a sentence's end above whoever speaks before it in the same sentence."""
    found = list(lines)
    for relay in lines:
        if not relay.chains[0] or relay.chains[0][0].kind not in _PASSES_ON:
            continue
        for index, line in enumerate(found):
            told = line.chains[0]
            before = line.sentence == relay.sentence and line.cue.end <= relay.cue.start
            if before and told and told[0].kind not in _PASSES_ON and told[-1].source != relay.chains[0][0].source:
                found[index] = replace(line, chains=_below(relay.chains, line.chains))
    return found


def _line(report: Report, attribution: Attribution, chains: tuple[Segment, ...], sentence: int) -> Line:
    cue = attribution.cue
    act = _ACTS.get(attribution.act, attribution.act)
    if act == "assert":
        act = act_of(cue.quote, report.language)
    return Line(
        chains=chains,
        cue=cue,
        content=attribution.content,
        sentence=sentence,
        act=cast("SpeechAct", act),
        distancing=attribution.distancing or is_distancing(cue.quote, report.language),
    )


def _take(
    credit: Credit, work: _Work, sentences: Sequence[tuple[int, int]], passages: Sequence[Passage], report: Report
) -> None:
    text, language = report.text, report.language
    told = credit.reach == "citing" and credit.cue.quote.casefold() in reference(language).told
    own = work.voices.of(credit, "wire" if credit.wire else "credit" if credit.reach != "citing" else "cited")
    if credit.reach == "citing":
        if not told:
            _hang(credit, own, work, sentences, text)
        elif own[0] and own[0][-1].kind in _PASSES_ON:
            _lift(credit, own, work)
        return
    if credit.cited and all(segment and _unplaced(segment[-1]) for segment in own):
        own = ((),)  # "reports X, citing Reuters": a name that nobody knows is the outlet naming itself
    narrow = False
    for link in credit.cited:
        segments = work.voices.of(link, "cited")
        narrow = narrow or (any(own) and any(segments))
        own = _below(own, segments)
    if not any(own):
        return
    passage = next((p for p in passages if p.start <= credit.cue.start < p.end), None)
    inside = [i for i, (start, _) in enumerate(sentences) if passage and passage.start <= start < passage.end]
    work.credits_.append(
        CreditLine(
            chains=own,
            cue=credit.cue,
            sentence=credit.sentence,
            reach=credit.reach,
            narrow=narrow,
            wire=credit.wire,
            first=min(inside, default=0),
            last=max(inside, default=len(sentences) - 1),
        )
    )


def _hang(
    credit: Credit, own: tuple[Segment, ...], work: _Work, sentences: Sequence[tuple[int, int]], text: str
) -> None:
    """Put "citing …" under the attribution of its sentence, whose content it then accounts for."""
    here = [line for line in work.lines if line.sentence == credit.sentence]
    if here:
        host = here[-1]
        work.lines[work.lines.index(host)] = replace(host, chains=_below(host.chains, own))
        return
    start, end = sentences[credit.sentence]
    content = (Span(start=start, end=end, quote=text[start:end]),)
    line = Line(chains=own, cue=credit.cue, content=content, sentence=credit.sentence, act="assert", distancing=False)
    work.lines.append(line)


def _unplaced(voice: Voice) -> bool:
    return voice.source_id is None and voice.kind == "unknown"


def _lift(credit: Credit, own: tuple[Segment, ...], work: _Work) -> None:
    """Put whoever was told above the attribution of the sentence: they pass it on."""
    for index, line in enumerate(work.lines):
        if line.sentence == credit.sentence and line.cue.start <= credit.cue.start:
            work.lines[index] = replace(line, chains=_below(own, line.chains))


def _below(above: Sequence[Segment], own: Sequence[Segment]) -> tuple[Segment, ...]:
    """Every chain above with every one of its own below it; a name that is there already is not repeated."""
    joined: list[Segment] = []
    for first, second in product(above, own):
        named = {voice.source for voice in second}
        chain = (*(voice for voice in first if voice.source not in named), *second)
        if chain not in joined:
            joined.append(chain)
    return tuple(joined)


def _is_credit(attribution: Attribution, credits_: Sequence[Credit], language: str) -> bool:
    links = [link for credit in credits_ for link in (credit, *credit.cited)]
    told = reference(language).told
    links = [link for link in links if link.cue.quote.casefold() not in told]
    return any(attribution.cue.start < link.cue.end and link.cue.start < attribution.cue.end for link in links)


def _parent(attribution: Attribution, others: Sequence[Attribution]) -> Attribution | None:
    """The attribution that tells this one: named by the tagger, or the smallest whose content holds its cue."""
    if attribution.parent is not None:
        return next((other for other in others if other.id == attribution.parent), None)
    cue = attribution.cue
    holding = [
        other
        for other in others
        if other is not attribution
        and any(piece.start <= cue.start and cue.end <= piece.end for piece in other.content)
        and _length(other) > _length(attribution)
    ]
    return min(holding, key=_length, default=None)


def _length(attribution: Attribution) -> int:
    return sum(piece.end - piece.start for piece in attribution.content)


def _sentence_at(sentences: Sequence[tuple[int, int]], span: Span) -> int:
    return next((i for i, (_, end) in enumerate(sentences) if span.start < end), len(sentences) - 1)
