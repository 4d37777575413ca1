"""Denials that name nothing: "Armenia denied it", "the army rejected the accusation".

In: the claims found so far and the lines of saying. Out: for each denial without an answer of its own, a denied claim
about the last accusation against the one who denies. Where nobody was accused, nothing is made up.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.model import PARTY_QUESTIONS, Party, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.model import Claim, Report
    from sayso.read.link import Line
    from sayso.registry import Parties

_KIN = frozenset({"same", "part of"})


def denials_of(claims: Sequence[Claim], lines: Iterable[Line], report: Report, parties: Parties) -> list[Claim]:
    """Return a denied claim for each line that denies without saying what, where an accusation stands before it."""
    found = []
    for line in lines:
        if line.act != "deny" or any(_inside(claim.span, line) for claim in claims):
            continue
        for chain in line.chains:
            accusation = _against(chain[-1].source, line, claims, parties, report.language) if chain else None
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


def _against(who: str, line: Line, claims: Sequence[Claim], parties: Parties, language: str) -> Claim | None:
    """The last claim before the denial that accuses the party whose voice this is."""
    voice = parties.resolve(who, "en")
    for claim in reversed([c for c in claims if c.span.start < line.cue.start]):
        if claim.question in PARTY_QUESTIONS and claim.polarity == "affirmed" and isinstance(claim.answer, Party):
            accused = parties.resolve(claim.answer.name, language)
            if parties.compare(voice, accused) in _KIN:
                return claim
    return None


def _inside(span: Span, line: Line) -> bool:
    return any(piece.start < span.end and span.start < piece.end for piece in (*line.content, line.cue))


def _words(report: Report, line: Line, source: Span | None) -> Span:
    start = min(line.cue.start, source.start if source else line.cue.start)
    end = max(line.cue.end, source.end if source else line.cue.end)
    return Span(start=start, end=end, quote=report.text[start:end])
