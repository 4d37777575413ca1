"""Casualty ranges per victim class: lowest and highest figure among current claims, and the claims that set them.

In: a `Grid`. Out: `Casualties`, a table of classes by outcomes. A claim that is denied by its own voice, or that its
own origin has since revised, sets no figure. Classes are never added up: a child may be counted among the civilians
too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model import CASUALTY_QUESTIONS, Count
from sayso.show import words

if TYPE_CHECKING:
    from sayso.model import Claim
    from sayso.show.stands import Grid, Stand

_CLASSES = {
    "civilian": "Civilians",
    "child": "Children",
    "soldier": "Soldiers",
    "combatant": "Combatants",
    "police": "Police",
    "captive": "Captives",
    "unknown": "Class not stated",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """One cell: the figures and who stands behind them.

    Attributes:
        figures: "1", "1–4", "2 or more".
        low, high: the claims that give the lowest and the highest figure.
        origins: names of independent origins that give a figure.
        denied_by: names of origins that deny one.
        unstated: no claim here has an origin that could be named.
        anchors: the stands to open, as page ids.
    """

    figures: str
    low: tuple[Claim, ...]
    high: tuple[Claim, ...]
    origins: tuple[str, ...]
    denied_by: tuple[str, ...]
    unstated: bool
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualties:
    """Victim classes by outcomes; only those that some claim speaks of."""

    outcomes: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Range | None, ...]], ...]


def casualties_of(grid: Grid) -> Casualties:
    """Return the ranges of every victim class and outcome that a finding speaks of."""
    told: dict[tuple[str, str], list[tuple[Stand, Claim]]] = {}
    for row in grid.rows:
        if row.finding.question in CASUALTY_QUESTIONS:
            for stand in row.stands:
                for claim in stand.claims:
                    key = (claim.victim_class or "unknown", row.finding.question)
                    told.setdefault(key, []).append((stand, claim))
    ranges = {key: found for key, group in told.items() if (found := _range(group)) is not None}
    outcomes = tuple(question for question in CASUALTY_QUESTIONS if any(key[1] == question for key in ranges))
    rows = tuple(
        (label, tuple(ranges.get((name, outcome)) for outcome in outcomes))
        for name, label in _CLASSES.items()
        if any((name, outcome) in ranges for outcome in outcomes)
    )
    return Casualties(outcomes=outcomes, rows=rows)


def _range(told: list[tuple[Stand, Claim]]) -> Range | None:
    """Return the range of the claims that still stand; a claim that answers two questions counts once."""
    says = {claim.id: (stand, claim) for stand, claim in reversed(told) if stand.stance == "says"}
    counted = [(claim, claim.answer) for _, claim in reversed(says.values()) if isinstance(claim.answer, Count)]
    if not counted:
        return None
    counts = [count for _, count in counted]
    low = min(count.low or 0 for count in counts)
    high = max(_top(count) for count in counts)
    known = [stand.column.name for stand, _ in reversed(says.values()) if stand.column.known]
    return Range(
        figures=words.span_of(counts),
        low=tuple(claim for claim, count in counted if (count.low or 0) == low),
        high=tuple(claim for claim, count in counted if _top(count) == high),
        origins=tuple(dict.fromkeys(known)),
        denied_by=tuple(dict.fromkeys(stand.column.name for stand, _ in told if stand.stance == "denies")),
        unstated=not known,
        anchors=tuple(dict.fromkeys(stand.anchor for stand, _ in told)),
    )


def _top(count: Count) -> int:
    return (count.low or 0) if count.high is None else count.high
