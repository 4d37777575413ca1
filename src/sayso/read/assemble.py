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
from sayso.read.backward import PASSES_ON, POINTED
from sayso.read.credits import Credit
from sayso.read.link import CreditLine, Line
from sayso.read.stance import act_of, is_distancing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Passage, Report, SpeechAct, Voice
    from sayso.read.attribute import Attribution
    from sayso.read.voices import Segment, Voices

# The tagger's short names for what the model spells out.
_SAME = 0.5  # of the shorter content
_REPORTS = frozenset({"agency", "state_agency", "outlet"})
_ACTS = {"claim": "claim_responsibility", "nocomment": "no_comment"}


@dataclass(slots=True, kw_only=True)
class _Work:
    """What is being built while the text is walked through once."""

    voices: Voices
    lines: list[Line]
    credits_: list[CreditLine]
    hanging: list[tuple[Credit, tuple[Segment, ...]]]
    lifting: list[tuple[Credit, tuple[Segment, ...]]]


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
    pointing = [a for a in local if _points(a, sentences)]
    local = [a for a in local if not any(a is other for other in pointing)]
    credits_ = [*credits_, *(_credit(a, sentences) for a in pointing)]
    work = _Work(voices=voices, lines=[], credits_=[], hanging=[], lifting=[])
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
    for credit, own in work.lifting:
        _lift_next(credit, own, work)
    for credit, own in work.hanging:
        _hang(credit, own, work, sentences, report.text)
    return tuple(_retold(_relayed(work.lines, reference(report.language).whence))), tuple(work.credits_)


def _points(attribution: Attribution, sentences: Sequence[tuple[int, int]]) -> bool:
    """Whether an attribution credits what stands in another sentence: "That is what Rudaw writes"."""
    if attribution.reach == "local" or not attribution.sources:
        return False
    here = _sentence_at(sentences, attribution.cue)
    return all(_sentence_at(sentences, piece) != here for piece in attribution.content)


def _credit(attribution: Attribution, sentences: Sequence[tuple[int, int]]) -> Credit:
    return Credit(
        sources=attribution.sources,
        cue=attribution.cue,
        sentence=_sentence_at(sentences, attribution.cue),
        reach=attribution.reach,
    )


def _retold(lines: Sequence[Line]) -> list[Line]:
    """Give a voice that is pointed back to the narrator it had when it was named: "he added" is told by the same."""
    longest: dict[str, Segment] = {}
    found = []
    for line in lines:
        chains = tuple(
            longest[chain[0].source]
            if len(chain) == 1 and chain[0].reason.endswith(POINTED) and chain[0].source in longest
            else chain
            for chain in line.chains
        )
        longest.update({chain[-1].source: chain for chain in chains if len(chain) > 1})
        found.append(replace(line, chains=chains))
    return found


def _relayed(lines: Sequence[Line], whence: frozenset[str]) -> list[Line]:
    """Put "…, Reuters reports" above whoever says the same in the same sentence.

    Words for from whom something is passed on ("نقلت العربية عن رويترز") tell which of two outlets stands above.
    """
    found = list(lines)
    for relay in lines:
        if not relay.chains[0]:
            continue
        for index, line in enumerate(found):
            told = line.chains[0]
            if line.sentence != relay.sentence or not told:
                continue
            if relay.cue.quote.casefold() in whence and line.cue.start <= relay.cue.start:
                continue
            from_it = line.cue.quote.casefold() in whence and relay.cue.end <= line.cue.start
            if not from_it and (relay.chains[0][0].kind not in PASSES_ON or told[0].kind in _REPORTS):
                continue
            if told[-1].source != relay.chains[0][0].source and _hands_on(relay, line):
                found[index] = replace(line, chains=_below(relay.chains, line.chains))
    return found


def _hands_on(relay: Line, line: Line) -> bool:
    """Whether what a line says is what the relay tells: the same words, or all of the sentence before it."""
    if any(piece.start <= line.cue.start and line.cue.end <= piece.end for piece in relay.content):
        return True
    shared = sum(
        max(0, min(one.end, other.end) - max(one.start, other.start))
        for one in relay.content
        for other in line.content
    )
    shorter = min(_stretch(relay.content), _stretch(line.content))
    if shorter and shared < _SAME * shorter:
        # "…, The Associated Press reported." closes all of its sentence, whatever the tagger makes of the middle
        return bool(shared) and line.cue.end <= relay.cue.start and _closes(relay)
    if shorter:
        return True
    return not relay.content and line.cue.end <= relay.cue.start


def _closes(relay: Line) -> bool:
    """Whether a relay's name and cue come after all that it tells."""
    name = relay.chains[0][0].span
    start = min(relay.cue.start, name.start) if name else relay.cue.start
    return all(piece.end <= start for piece in relay.content)


def _line(report: Report, attribution: Attribution, chains: tuple[Segment, ...], sentence: int) -> Line:
    cue = attribution.cue
    act = _ACTS.get(attribution.act, attribution.act)
    told = act_of(cue.quote, report.language)
    if act == "assert" or told == "no_comment":  # whoever keeps silent denies nothing
        act = told
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
    language = report.language
    hangs = credit.reach in {"citing", "told"}
    told = credit.reach == "told" or (hangs and credit.cue.quote.casefold() in reference(language).told)
    own = work.voices.of(credit, "wire" if credit.wire else "cited" if hangs else "credit")
    if hangs:
        if not told:
            work.hanging.append((credit, own))
        elif own[0] and own[0][-1].kind in PASSES_ON:
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
    before = [line for line in work.credits_ if line.sentence == credit.sentence and not line.wire]
    above = [line for line in before if line.cue.end <= credit.cue.start]
    if above:
        host_credit = above[-1]
        chains = _below(host_credit.chains, own)
        work.credits_[work.credits_.index(host_credit)] = replace(host_credit, chains=chains, narrow=True)
        return
    here = [line for line in work.lines if line.sentence == credit.sentence]
    if here:
        host = next((line for line in reversed(here) if line.cue.start <= credit.cue.start), here[0])
        told = host.chains
        for line in here:
            if line.chains == told:  # "quoted the mayor as saying": both verbs are the paper's
                work.lines[work.lines.index(line)] = replace(line, chains=_below(told, own))
        return
    start, end = sentences[credit.sentence]
    content = (Span(start=start, end=end, quote=text[start:end]),)
    line = Line(chains=own, cue=credit.cue, content=content, sentence=credit.sentence, act="assert", distancing=False)
    work.lines.append(line)


def _unplaced(voice: Voice) -> bool:
    return voice.source_id is None and voice.kind == "unknown"


def _lift(credit: Credit, own: tuple[Segment, ...], work: _Work) -> None:
    """Put whoever was told above the attribution of the sentence: they pass it on."""
    here = [line for line in work.lines if line.sentence == credit.sentence]
    before = [line for line in here if line.cue.start <= credit.cue.start]
    for line in before:
        work.lines[work.lines.index(line)] = replace(line, chains=_below(own, line.chains))
    if not before:
        work.lifting.append((credit, own))


def _lift_next(credit: Credit, own: tuple[Segment, ...], work: _Work) -> None:
    """Do the same where the words of saying come later: "workers quoted by AFP say"."""
    line = next((line for line in work.lines if line.sentence == credit.sentence), None)
    if line is not None:
        work.lines[work.lines.index(line)] = replace(line, chains=_below(own, line.chains))


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
    return _stretch(attribution.content)


def _stretch(content: Sequence[Span]) -> int:
    return sum(piece.end - piece.start for piece in content)


def _sentence_at(sentences: Sequence[tuple[int, int]], span: Span) -> int:
    return next((i for i, (_, end) in enumerate(sentences) if span.start < end), len(sentences) - 1)
