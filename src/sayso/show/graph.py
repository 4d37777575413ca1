"""The chain graph: who cites whom, from outlets on the left to origins on the right.

In: a `Book`. Out: `Graph`: nodes and lines in the units of an SVG drawing. Claims of other incidents are left out.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.show import words
from sayso.show.layers import layout_of

if TYPE_CHECKING:
    from sayso.show.book import Book
    from sayso.show.layers import Layout

_ROW = 27.0
_TOP = 30.0
_MARGIN = 210.0
_GAP = 190.0
_LETTERS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A name in the graph.

    Attributes:
        role: "outlet", "narrator", "origin" or "unstated".
        side: where its label stands: "start" (left of it), "end" (right of it) or "middle" (above it).
        claims: how many claims pass through it.
        via: numbers of the chains that pass through it, for highlighting.
    """

    x: float
    y: float
    name: str
    label: str
    role: str
    side: str
    claims: int
    via: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One name citing another; `width` grows with the number of claims."""

    path: str
    width: float
    via: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """The drawing, and the same as sentences: (outlet, chain, number of claims)."""

    width: float
    height: float
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    ways: tuple[tuple[tuple[str, ...], int], ...]
    heads: tuple[tuple[float, str], ...]


def graph_of(book: Book) -> Graph | None:
    """Return the graph of the dossier's chains, or None where there is no chain."""
    ways: dict[tuple[str, ...], int] = {}
    origins: dict[str, bool] = {}
    for claim in book.in_order:
        if claim.background:
            continue
        links = tuple(dict.fromkeys(book.links(claim)))
        origin = book.origin(claim)
        if origin is not None and not origin.known:
            links = (*(link for link in links if link != origin.name), origin.name)
        ways[links] = ways.get(links, 0) + 1
        origins[links[-1]] = origin is None or origin.known
    if not ways:
        return None
    layout = layout_of(ways)
    via: dict[str | tuple[str, str], list[int]] = {}
    for number, links in enumerate(ways):
        for part in (*links, *itertools.pairwise(links)):
            via.setdefault(part, []).append(number)  # type: ignore[arg-type]  # pairs of names
    counts = list(ways.values())
    firsts = {links[0] for links in ways}
    right = _MARGIN + _GAP * max(1, layout.layers - 1)
    dots = []
    for name, (layer, row) in layout.places.items():
        role = "narrator" if name not in firsts else "outlet"
        if name in origins:
            role = "origin" if origins[name] else "unstated"
        side = "start" if layer == 0 else "end" if layer == layout.layers - 1 else "middle"
        dots.append(
            Dot(
                x=_x(layer),
                y=_y(row),
                name=name,
                label=words.shorten(name, _LETTERS if side != "middle" else 24),
                role=role,
                side=side,
                claims=sum(counts[n] for n in via[name]),
                via=" ".join(map(str, via[name])),
            )
        )
    lines = tuple(
        Line(
            path=_curve(points),
            width=round(min(6.0, 0.8 + 0.5 * sum(counts[n] for n in via[step])), 1),
            via=" ".join(map(str, via[step])),
        )
        for step, points in layout.lines.items()
    )
    return Graph(
        width=right + _MARGIN,
        height=_TOP + layout.height * _ROW + 8,
        dots=tuple(dots),
        lines=lines,
        ways=tuple(ways.items()),
        heads=_heads(layout),
    )


def _heads(layout: Layout) -> tuple[tuple[float, str], ...]:
    if layout.layers == 1:
        return ((_x(0), "Outlets"),)
    last = layout.layers - 1
    middle = ((_x(last) + _x(0)) / 2, "cite and are cited")
    return tuple(filter(None, ((_x(0), "Outlets"), middle if last > 1 else None, (_x(last), "Origins"))))


def _x(layer: int) -> float:
    return _MARGIN + layer * _GAP


def _y(row: float) -> float:
    return round(_TOP + row * _ROW + _ROW / 2, 1)


def _curve(points: tuple[tuple[int, float], ...]) -> str:
    """Return an SVG path through the points, level at each of them so that lines are easy to follow."""
    x, y = _x(points[0][0]), _y(points[0][1])
    path = [f"M{x:g} {y:g}"]
    for layer, row in points[1:]:
        nx, ny = _x(layer), _y(row)
        bend = (x + nx) / 2
        path.append(f"C{bend:g} {y:g} {bend:g} {ny:g} {nx:g} {ny:g}")
        x, y = nx, ny
    return "".join(path)
