"""Parties that a speaker tells of as its own: "our fighters", "its planes", "we".

In: a fact with a party as the text calls it, and the voices on whose word it stands. Out: the party of whoever
speaks. A speaker that is no party ("a doctor said his men") gives none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.lang.reference import reference
from sayso.model import Party

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Voice
    from sayso.read.fact import Fact
    from sayso.registry import Parties

_WORD = re.compile(r"[^\W\d_]+")
_ACTS = frozenset({"military", "party", "official"})


def is_own(phrase: str, language: str) -> bool:
    """Return whether a phrase calls a party the speaker's own."""
    words = reference(language).ours
    return any(word.group().casefold() in words for word in _WORD.finditer(phrase))


def own_party(fact: Fact, voices: Sequence[Voice], parties: Parties) -> Fact | None:
    """Return the fact with the speaker's party; None where whoever speaks is none, or nobody speaks."""
    if not voices or voices[-1].kind not in _ACTS:
        return None
    match = parties.resolve(voices[-1].source, "en")
    return replace(fact, answer=Party(name=match.name, source_id=match.id)) if match.id else None
