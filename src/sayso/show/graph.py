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

# Where the lines of outlets that name no source end.
_NOBODY = "no source named"
_ROW = 27.0
_TOP = 30.0
_LETTERS, _LETTERS_MIDDLE = 42, 24
# A letter's mean width at 13 px, bold, and what stands between a dot and its label.
_LETTER, _BESIDE = 7.6, 26.0
# Layers stand apart so that the whole fills the page's width, within reason.
_WIDTH, _GAPS = 1160.0, (165.0, 330.0)


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


class _Scale:
    """Layers and rows to drawing units, wide enough for the labels at both ends."""

    def __init__(self, layout: Layout) -> None:
        self.last = layout.layers - 1

        def room(layer: int) -> float:
            names = (name for name, place in layout.places.items() if place[0] == layer)
            longest = max((min(len(name), _LETTERS) for name in names), default=0)
            return longest * _LETTER + _BESIDE

        self._left = room(0)
        right = room(self.last) if self.last else _BESIDE
        low, high = _GAPS
        self._gap = max(low, min(high, (_WIDTH - self._left - right) / max(1, self.last)))
        self.width = self._left + self.last * self._gap + right
        self.height = _TOP + layout.height * _ROW + 8

    def x(self, layer: int) -> float:
        return round(self._left + layer * self._gap, 1)

    def y(self, row: float) -> float:
        return round(_TOP + row * _ROW + _ROW / 2, 1)


def graph_of(book: Book) -> Graph | None:
    """Return the graph of the dossier's chains, or None where there is no chain."""
    ways, origins = _ways(book)
    if not ways:
        return None
    layout = layout_of(ways)
    scale = _Scale(layout)
    dots: dict[str, list[int]] = {}
    steps: dict[tuple[str, str], list[int]] = {}
    for number, links in enumerate(ways):
        for name in links:
            dots.setdefault(name, []).append(number)
        for step in itertools.pairwise(links):
            steps.setdefault(step, []).append(number)
    counts = list(ways.values())
    outlets = {links[0] for links in ways}

    def role(name: str) -> str:
        if name in origins:
            return "origin" if origins[name] else "unstated"
        return "outlet" if name in outlets else "narrator"

    return Graph(
        width=scale.width,
        height=scale.height,
        dots=tuple(
            _dot(name, scale, layout.places[name], role(name), (via, sum(counts[n] for n in via)))
            for name, via in dots.items()
        ),
        lines=tuple(
            Line(
                path=_curve([(scale.x(layer), scale.y(row)) for layer, row in layout.lines[step]]),
                width=round(min(6.0, 0.8 + 0.5 * sum(counts[n] for n in via)), 1),
                via=" ".join(map(str, via)),
            )
            for step, via in steps.items()
        ),
        ways=tuple(ways.items()),
        heads=_heads(scale),
    )


def _ways(book: Book) -> tuple[dict[tuple[str, ...], int], dict[str, bool]]:
    """Return each distinct chain with its number of claims, and each origin with whether it is known."""
    ways: dict[tuple[str, ...], int] = {}
    origins: dict[str, bool] = {}
    for claim in book.in_order:
        if claim.background:
            continue
        links = tuple(dict.fromkeys(book.links(claim)))
        origin = book.origin(claim)
        known = origin is None or origin.known
        if not known and len(links) == 1:
            links = (*links, _NOBODY)
        ways[links] = ways.get(links, 0) + 1
        origins[links[-1]] = origins.get(links[-1], False) or known
    return ways, origins


def _dot(name: str, scale: _Scale, place: tuple[int, float], role: str, passing: tuple[list[int], int]) -> Dot:
    layer, row = place
    side = "start" if layer == 0 else "end" if layer == scale.last else "middle"
    via, claims = passing
    return Dot(
        x=scale.x(layer),
        y=scale.y(row),
        name=name,
        label=words.shorten(name, _LETTERS_MIDDLE if side == "middle" else _LETTERS),
        role=role,
        side=side,
        claims=claims,
        via=" ".join(map(str, via)),
    )


def _heads(scale: _Scale) -> tuple[tuple[float, str], ...]:
    heads = [(scale.x(0), "Outlets")]
    if scale.last > 1:
        heads.append(((scale.x(scale.last) + scale.x(0)) / 2, "Who they cite"))
    if scale.last:
        heads.append((scale.x(scale.last), "Origins"))
    return tuple(heads)


def _curve(points: list[tuple[float, float]]) -> str:
    """Return an SVG path through the points, level at each of them so that lines are easy to follow."""
    x, y = points[0]
    path = [f"M{x:g} {y:g}"]
    for nx, ny in points[1:]:
        bend = (x + nx) / 2
        path.append(f"C{bend:g} {y:g} {bend:g} {ny:g} {nx:g} {ny:g}")
        x, y = nx, ny
    return "".join(path)
