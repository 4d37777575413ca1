"""Passages → facts: figures, strikes, vehicles and parties, with the exact words and how sure they sound.

In: the passages of one report. Out: `Fact`s in the order of the text. Rules over language packs; a passage in
a language without a pack yields nothing. Who says a fact, and what its names stand for, is found elsewhere.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.lang import available, load
from sayso.read.counts import Tally, inherited, tallies_of
from sayso.read.fact import Fact
from sayso.read.row import Row, rows_of
from sayso.read.stance import hedge_of, over_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Passage, VictimClass

__all__ = ["Fact", "facts_of"]


def facts_of(passages: Sequence[Passage]) -> tuple[Fact, ...]:
    """Return the facts of a report's passages, by where they stand; linear in the length of the text."""
    facts: list[Fact] = []
    known = frozenset(available())
    for passage in passages:
        if passage.language in known:
            facts.extend(_passage_facts(passage))
    return tuple(dict.fromkeys(facts))


def _passage_facts(passage: Passage) -> list[Fact]:
    pack = load(passage.language)
    facts: list[Fact] = []
    latest: list[Fact] = []
    before: VictimClass | None = None
    for row in rows_of(passage, pack):
        if not row.hits:
            continue
        tallies = inherited(tallies_of(row), before)
        before = tallies[-1].victim if tallies else before
        here = [_casualty(row, tally) for tally in tallies]
        if not here and latest and (over := over_of(row)) is not None:
            facts[-len(latest) :] = [f if f.hedge else replace(f, hedge=over) for f in latest]
        facts.extend(here)
        latest = here
    return facts


def _casualty(row: Row, tally: Tally) -> Fact:
    return Fact(
        question=tally.question,
        answer=tally.count,
        span=row.span(tally.first, tally.last),
        victim_class=tally.victim,
        hedge=hedge_of(row, tally.first, tally.last),
        part=tally.part,
        background=bool(row.find("casualties", "background")),
        evidence=row.span(*tally.fate),
    )
