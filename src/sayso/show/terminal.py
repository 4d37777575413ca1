"""The account matrix on a terminal.

In: a `Dossier`. Out: a rich renderable that reads at 80 columns and without colour: a sign and a word for each
status, names of origins that wrap, and the number of reports behind each name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.show import words
from sayso.show.asked import short
from sayso.show.book import Book
from sayso.show.counted import origins_in
from sayso.show.headline import headline_of
from sayso.show.stands import grid_of

if TYPE_CHECKING:
    from rich.console import RenderableType

    from sayso.model import Dossier
    from sayso.show.stands import Row, Stand

SIGNS = {"agreed": "●", "contested": "◆", "single-origin": "◐", "unattributed": "○", "under review": "?"}
STYLES = {
    "agreed": "green",
    "contested": "bold red",
    "single-origin": "yellow",
    "unattributed": "dim",
    "under review": "cyan",
}


def matrix_of(dossier: Dossier, *, ids: bool = False) -> RenderableType:
    """Return the matrix, with the head line above and the key below it; with the findings' ids if asked for."""
    from rich import box
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    book = Book(dossier)
    grid = grid_of(book)
    head = headline_of(book, grid)
    table = Table(box=box.HORIZONTALS, pad_edge=False, expand=True, header_style="bold")
    for name, share in (("Question", 5), ("Answer", 5), ("On whose word (reports)", 9)):
        table.add_column(name, ratio=share, overflow="fold")
    for row in grid.rows:
        status = row.finding.status
        tally = row.finding.tally
        left = (
            Text(row.finding.label),
            Text(f"{SIGNS[status]} {status}", style=STYLES[status]),
            *((Text(origins_in(tally), style="dim"),) if tally else ()),
            *((Text(short(row.finding.id), style="dim"),) if ids else ()),
        )
        lines = _lines(row)
        height = max(len(left), len(lines))
        for number in range(height):
            question = left[number] if number < len(left) else Text("")
            answer, who, style = lines[number] if number < len(lines) else ("", "", "")
            table.add_row(question, Text(answer), Text(who, style=style), end_section=number == height - 1)
    title = Text(", ".join(filter(None, (head.title, head.where))), style="bold")
    key = Text("   ".join(f"{SIGNS[status]} {status}" for status in words.STATUS_WORDS), style="dim")
    said = Text(f"{head.sentence} {head.contested}")
    return Group(title, said, Text(""), table, key) if grid.rows else Group(title, said)


def _lines(row: Row) -> list[tuple[str, str, str]]:
    """Return (answer, who stands how, style) lines: those who say, who deny, who said before; then the silent."""
    lines: list[tuple[str, str, str]] = []
    for number in dict.fromkeys(stand.answer_index for stand in row.stands):
        stands = [stand for stand in row.stands if stand.answer_index == number]
        label = f"{stands[0].letter} {stands[0].label}".strip()
        for stance, lead, style in (("says", "", ""), ("denies", "denied by ", ""), ("earlier", "earlier: ", "dim")):
            names = [_name(stand) for stand in stands if stand.stance == stance]
            if names:
                lines.append((label, lead + ", ".join(names), style))
                label = ""
    if row.silent:
        lines.append(("", "does not mention it: " + ", ".join(column.name for column in row.silent), "dim"))
    return lines


def _name(stand: Stand) -> str:
    notes = [str(stand.reports)] if stand.reports > 1 else []
    if stand.hedged:
        notes.append("hedged" if stand.hedged == len(stand.claims) else f"{stand.hedged} hedged")
    name = stand.column.name if stand.column.known else stand.column.name.lower()
    return f"{name} ({', '.join(notes)})" if notes else name
