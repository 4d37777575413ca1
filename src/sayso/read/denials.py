"""Denials that name nothing: "Armenia denied it", "the army rejected the accusation".

In: the claims found so far and the lines of saying. Out: for each denial without an answer of its own, a denied claim
about the last accusation against the one who denies. "The army denies involvement" names itself. Else, where nobody
was accused, nothing is made up. It also says how far the words of a denial reach.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.lang import available, load
from sayso.model import PARTY_QUESTIONS, Claim, Party, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.model import Report, Voice
    from sayso.read.link import Line
    from sayso.registry import Parties
    from sayso.registry.parties import PartyMatch

_ACTORS = frozenset({"military", "party", "official"})
_KIN = frozenset({"same", "part of"})


def denials_of(claims: Sequence[Claim], lines: Iterable[Line], report: Report, parties: Parties) -> list[Claim]:
    """Return a denied claim for each line that denies without saying what, where an accusation stands before it."""
    found = []
    for line in lines:
        if line.act != "deny" or any(_inside(claim.span, line) for claim in claims):
            continue
        for chain in line.chains:
            if not chain:
                continue
            accusation = _against(chain[-1].source, line, claims, parties, report.language)
            accusation = accusation or _own_part(line, chain[-1], report, parties)
            if accusation is None:
                continue
            found.append(
                replace(
                    accusation,
                    span=_words(report, line, chain[-1].span),
                    voices=chain,
                    act="deny",
                    polarity="denied",
                    hedge=None,
                    distancing=False,
                    scope="local",
                )
            )
    return found


def up_to_the_next_verb(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return the lines, what a denial reaches cut short where the same speaker goes on to say something else.

    "The army denied any part in it and said that militants had fired": what follows "said" is not denied.
    """
    every = tuple(lines)
    return tuple(_shortened(line, every) if line.act == "deny" else line for line in every)


def _shortened(line: Line, lines: Sequence[Line]) -> Line:
    further = [
        piece.start
        for other in lines
        if other.act != "deny"
        and other.sentence == line.sentence
        and other.cue.start > line.cue.end
        and _speakers(other) == _speakers(line)
        for piece in other.content
        # "Reddetti ve … söyledi": what is said stands before its verb, and no further verb is what is denied.
        if piece.start >= other.cue.end or (piece.start > line.cue.end and not _covers(line, other.cue))
    ]
    if not further:
        return line
    return replace(line, content=tuple(piece for piece in line.content if piece.start < min(further)))


def _covers(line: Line, cue: Span) -> bool:
    return any(piece.start <= cue.start < piece.end for piece in line.content)


def _speakers(line: Line) -> list[list[str]]:
    return [[voice.source for voice in chain] for chain in line.chains]


def of_whom(claims: Sequence[Claim], report: Report, parties: Parties) -> list[Claim]:
    """Return the claims, those that deny "it" turned to whoever denies, where another was accused last.

    "The ministry blamed Israel, the army a rocket of the Brigades. The Brigades rejected the accusation."
    """
    if report.language not in available():
        return list(claims)
    return [_turned(claim, claims, report, parties) for claim in claims]


def _turned(claim: Claim, claims: Sequence[Claim], report: Report, parties: Parties) -> Claim:
    if claim.question not in PARTY_QUESTIONS or claim.polarity != "denied" or not claim.voices:
        return claim
    pack = load(report.language)
    if not any(hit.tag == ("stance", "denial_of_it") for hit in pack.facts.hits(pack.tokens(claim.span.quote))):
        return claim
    voice = claim.voices[-1]
    own, accused = parties.resolve(voice.source, "en"), parties.resolve(_name(claim), report.language)
    if own.id is None or voice.kind not in _ACTORS or parties.compare(own, accused) != "other":
        return claim
    charge = _accusing(own, claim.span.start, claims, parties, report.language)
    question = charge.question if charge else "perpetrator"
    answer = charge.answer if charge else Party(name=own.name, source_id=own.id)
    return replace(claim, question=question, answer=answer)


def _name(claim: Claim) -> str:
    return claim.answer.name if isinstance(claim.answer, Party) else ""


def _against(who: str, line: Line, claims: Sequence[Claim], parties: Parties, language: str) -> Claim | None:
    """The last claim before the denial that accuses the party whose voice this is."""
    return _accusing(parties.resolve(who, "en"), line.cue.start, claims, parties, language)


def _accusing(
    voice: PartyMatch, before: int, claims: Sequence[Claim], parties: Parties, language: str
) -> Claim | None:
    for claim in reversed([c for c in claims if c.span.start < before]):
        if claim.question in PARTY_QUESTIONS and claim.polarity == "affirmed" and isinstance(claim.answer, Party):
            accused = parties.resolve(claim.answer.name, language)
            if parties.compare(voice, accused) in _KIN:
                return claim
    return None


def _own_part(line: Line, voice: Voice, report: Report, parties: Parties) -> Claim | None:
    """The claim that whoever "denies involvement" carried it out, which is then denied; for parties alone."""
    party = parties.resolve(voice.source, "en")
    if party.id is None or voice.kind not in _ACTORS or report.language not in available():
        return None
    pack = load(report.language)
    said = " ".join(piece.quote for piece in (line.cue, *line.content))
    if not any(hit.tag == ("events", "attack", "own_part") for hit in pack.facts.hits(pack.tokens(said))):
        return None
    return Claim(
        id="",
        report_id=report.id,
        question="perpetrator",
        answer=Party(name=party.name, source_id=party.id),
        span=line.cue,
        voices=(),
        act="deny",
        polarity="denied",
        scope="local",
        reader="",
    )


def _inside(span: Span, line: Line) -> bool:
    return any(piece.start < span.end and span.start < piece.end for piece in (*line.content, line.cue))


def _words(report: Report, line: Line, source: Span | None) -> Span:
    start = min(line.cue.start, source.start if source else line.cue.start)
    end = max(line.cue.end, source.end if source else line.cue.end)
    return Span(start=start, end=end, quote=report.text[start:end])
