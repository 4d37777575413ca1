"""Who the victims were, where the text leaves it open: "whether the dead man was a civilian or a fighter".

In: facts, the text, its sentences. Out: the same facts, of unknown class where a word like "whether" stands before
them in their clause. The figure stays; only the class is taken off.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from sayso.lang.reference import reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.read.fact import Fact

_CLAUSE = re.compile(r"[;:.!?…،؛]")


def undecided(
    facts: Sequence[Fact], text: str, language: str, sentences: Sequence[tuple[int, int]]
) -> tuple[Fact, ...]:
    """Return the facts in their order, those whose class the text leaves open as of unknown class."""
    return tuple(
        replace(fact, victim_class="unknown") if _left_open(fact, text, language, sentences) else fact
        for fact in facts
    )


def _left_open(fact: Fact, text: str, language: str, sentences: Sequence[tuple[int, int]]) -> bool:
    if fact.victim_class in {None, "unknown"}:
        return False
    start = next((first for first, end in sentences if first <= fact.span.start < end), fact.span.start)
    before = text[start : fact.span.start]
    clause = _CLAUSE.split(before)[-1]
    return _whether(language).search(clause) is not None


@cache
def _whether(language: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in reference(language).whether)
    return re.compile(rf"\b(?:{words})\b" if words else r"(?!)", re.IGNORECASE)
