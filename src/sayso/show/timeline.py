"""What was said when: for each day the first time that an origin gives an answer, and who repeats it.

In: a `Book` and its `Grid`. Out: days, each with its sayings in the order of time; undated ones apart. The time is
that of the report, which is when the words can first be shown to have been public, not when they were spoken.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.show import words
from sayso.show.book import outlet_of

if TYPE_CHECKING:
    from sayso.show.book import Book
    from sayso.show.stands import Grid, Row, Stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """An origin's stand, at its first report.

    Attributes:
        clock: the report's time of day, where it states one.
        outlet: who published it first; "" where that is the origin itself.
        repeated: how many further reports carry it.
        revised: the origin has since given another answer.
    """

    clock: str
    question: str
    stand: Stand
    outlet: str
    repeated: int
    revised: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day: how many reports were published, and what was said for the first time."""

    iso: str
    name: str
    reports: int
    sayings: tuple[Saying, ...]


def timeline_of(book: Book, grid: Grid) -> tuple[Day, ...]:
    """Return the days in order; the undated sayings come last, under the day ""."""
    entries: list[tuple[str, int, Saying]] = []
    for row in grid.rows:
        entries += [_entry(book, row, stand) for stand in row.stands]
    entries.sort(key=lambda entry: (entry[0] or "9999", entry[1]))
    published = [(report.published or "")[:10] for report in book.dossier.reports]
    isos = sorted({*published, *(entry[0][:10] for entry in entries)}, key=lambda iso: iso or "9999")
    return tuple(
        Day(
            iso=iso,
            name=words.day(iso, long=True) or "Undated",
            reports=published.count(iso),
            sayings=tuple(saying for when, _, saying in entries if when[:10] == iso),
        )
        for iso in isos
    )


def _entry(book: Book, row: Row, stand: Stand) -> tuple[str, int, Saying]:
    first = stand.claims[0]
    report = book.report(first)
    outlet = outlet_of(report)
    when = report.published or ""
    saying = Saying(
        clock=words.clock(when),
        question=row.finding.label,
        stand=stand,
        outlet="" if outlet == stand.column.name else outlet,
        repeated=stand.reports - 1,
        revised=stand.stance == "earlier",
    )
    return when, row.index, saying
