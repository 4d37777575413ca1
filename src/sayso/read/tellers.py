"""Who told and who was told, where the two stand in one phrase: "an officer Reuters'a", "طبيب لرويترز".

In: a source's words and how to look names up. Out: the words of each of the two. Which of them is an outlet tells
who was told; a prefix for "to" tells it too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.model import Span
from sayso.read.backward import PASSES_ON
from sayso.read.several import SOME_OUTLET

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.registry import SourceMatch

    Match = Callable[[str], SourceMatch]

_TELLS = frozenset({"unnamed", "witness", "military", "person", "party"})
# The registry's reasons for a role, with a state and without.
_OF_THE_STATE, _ROLE = "of the state", "a role, no name"
_NAME = 3  # words of an outlet's name
_BEHIND = 90  # letters that a name may take
_WORD = re.compile(r"[^\s,.،؛:]+")


def teller_and_told(span: Span, match: Match, to: tuple[str, ...]) -> tuple[Span, ...]:
    """Return the outlet that was told and who told it, where a phrase names both; else the phrase.

    Args:
        span: the phrase.
        match: looks a name up.
        to: prefixes of whoever is told, and endings after a hyphen.
    """
    words = list(re.finditer(r"\S+", span.quote))
    for size in range(1, min(_NAME, len(words) - 1) + 1):
        for outlet, teller in ((words[-size:], words[:-size]), (words[:size], words[size:])):
            one, other = (_cut(span, part[0].start(), part[-1].end()) for part in (outlet, teller))
            named = match(one.quote)
            if named.kind not in PASSES_ON or not named.reason.startswith("alias"):
                continue
            rest = match(other.quote)
            if match(span.quote).reason.endswith(_OF_THE_STATE) and rest.reason == _ROLE:
                return (span,)  # "an Iraqi source" is no source that told Al-Iraqiya
            prefixed = outlet[0].start() > 0 and _told(one.quote, to)
            if rest.source_id and rest.source_id != SOME_OUTLET and (rest.kind in _TELLS or prefixed or _post(rest)):
                return (one, other)
    return (span,)


def told_behind(text: str, teller: Span, match: Match, to: tuple[str, ...]) -> list[Span]:
    """Return the agency or outlet that is told right behind its teller, with the prefix for it; at most one."""
    words = list(_WORD.finditer(text, teller.end, teller.end + _BEHIND))[:_NAME]
    start = teller.end + 1
    if not words or words[0].start() != start:
        return []
    for word in reversed(words):
        quote = text[start : word.end()]
        if not _told(quote, to):
            continue
        named = match(quote)
        if named.kind in PASSES_ON and named.reason.startswith("alias"):
            return [Span(start=start, end=word.end(), quote=quote)]
    return []


def _told(name: str, to: tuple[str, ...]) -> bool:
    """Whether a name bears the prefix, or the ending, of whoever is told."""
    folded = name.casefold()
    return any(folded.endswith(mark[1:]) if mark.startswith("-") else folded.startswith(mark) for mark in to)


def _post(match: SourceMatch) -> bool:
    """Whether a match is an office that anybody may hold, of some state or of none."""
    role = (match.source_id or "").startswith("role.") or match.reason.endswith(_OF_THE_STATE)
    return match.kind == "official" and role


def _cut(span: Span, start: int, end: int) -> Span:
    return Span(start=span.start + start, end=span.start + end, quote=span.quote[start:end])
