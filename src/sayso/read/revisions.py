"""Figures that the same text takes back: "first 23 dead were counted, later 50".

In: the facts of one report with, for each, whether words such as "initially" stand before it in its clause, and
where words such as "later" stand. Out: the facts, those since corrected marked `superseded`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.read.fact import Fact
    from sayso.read.row import Row

_REACH: Final = 600  # code points within which a correction follows: the same sentence or the next few
_CLAUSE: Final = ";"


@dataclass(frozen=True, slots=True)
class Turns:
    """Where a report says "earlier" and where it says "later": spans of the clauses that the words govern."""

    earlier: tuple[tuple[int, int], ...]
    later: tuple[int, ...]


def turns_of(rows: Sequence[Row]) -> Turns:
    """Return the places in the report where figures are called earlier and later ones."""
    earlier: list[tuple[int, int]] = []
    later: list[int] = []
    for row in rows:
        offset = row.passage.start
        later.extend(offset + row.tokens[hit.first].start for hit in row.find("casualties", "later"))
        for hit in row.find("casualties", "earlier"):
            end = hit.last
            while end + 1 < len(row) and row.tokens[end + 1].norm not in _CLAUSE and not _turned(row, end + 1):
                end += 1
            earlier.append((offset + row.tokens[hit.first].start, offset + row.tokens[end].end))
    return Turns(earlier=tuple(earlier), later=tuple(later))


def _turned(row: Row, at: int) -> bool:
    return row.at(at, "casualties", "later") is not None


def revised(facts: list[Fact], turns: Turns) -> list[Fact]:
    """Return the facts, a casualty figure marked superseded where it is called earlier and a later one follows."""
    return [replace(fact, superseded=True) if _is_superseded(fact, facts, turns) else fact for fact in facts]


def _is_superseded(fact: Fact, facts: list[Fact], turns: Turns) -> bool:
    if fact.question not in {"killed", "wounded", "missing", "captured"}:
        return False
    called = any(start <= fact.span.start < end for start, end in turns.earlier)
    follows = any(fact.span.end <= place <= fact.span.end + _REACH for place in turns.later)
    other = any(
        later.span.start > fact.span.end
        and later.question in {"killed", fact.question}
        and later.answer != fact.answer
        and later.span.start <= fact.span.end + _REACH
        for later in facts
    )
    return called and follows and other
