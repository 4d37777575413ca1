"""Country outlines, cut to a window: what the dossier's map is drawn on.

In: `data/outlines.json` (its format stands in `tools/outlines.py`) and a window in degrees. Out: rings of points.
Nothing here knows of incidents.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from importlib import resources

Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of the globe in degrees; it may run past 180 on either side."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country's name and rings; holes are rings too."""

    name: str
    rings: tuple[Ring, ...]


@functools.cache
def countries() -> tuple[Country, ...]:
    """Return every country of the data file, decoded once."""
    text = resources.files("sayso.show").joinpath("data", "outlines.json").read_text(encoding="utf-8")
    table = json.loads(text)
    arcs = [_decoded(arc, table["scale"]) for arc in table["arcs"]]

    def ring(numbers: list[int]) -> Ring:
        points: list[Point] = []
        for number in numbers:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points += arc[1:] if points else arc
        return tuple(points)

    return tuple(Country(name=row["name"], rings=tuple(map(ring, row["rings"]))) for row in table["countries"])


def source() -> str:
    """Return where the outlines come from, for the page's methods."""
    text = resources.files("sayso.show").joinpath("data", "outlines.json").read_text(encoding="utf-8")
    return str(json.loads(text)["source"])


def inside(window: Window) -> tuple[Country, ...]:
    """Return the countries with the parts of their rings that lie within the window."""
    turns = [turn for turn in (-360, 0, 360) if window.west < turn + 180 and window.east > turn - 180]
    found = []
    for country in countries():
        rings = [_turned(_clipped(ring, _shifted(window, -turn)), turn) for turn in turns for ring in country.rings]
        kept = tuple(ring for ring in rings if len(ring) > 2)  # noqa: PLR2004  # less is no area
        if kept:
            found.append(Country(name=country.name, rings=kept))
    return tuple(found)


def _decoded(text: str, scale: int) -> Ring:
    """Return the points of an encoded polyline."""
    numbers: list[int] = []
    value = shift = 0
    for char in text:
        bits = ord(char) - 63
        value |= (bits & 0x1F) << shift
        shift += 5
        if bits < 0x20:  # noqa: PLR2004  # the format's last group of five bits
            numbers.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    points: list[Point] = []
    x = y = 0
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / scale, y / scale))
    return tuple(points)


def _shifted(window: Window, degrees: int) -> Window:
    return Window(west=window.west + degrees, south=window.south, east=window.east + degrees, north=window.north)


def _turned(ring: Ring, degrees: int) -> Ring:
    return tuple((x + degrees, y) for x, y in ring) if degrees else ring


def _clipped(ring: Ring, window: Window) -> Ring:
    """Return the ring cut to the window, side by side (Sutherland and Hodgman 1974)."""
    xs = [x for x, _ in ring]
    ys = [y for _, y in ring]
    if max(xs) < window.west or min(xs) > window.east or max(ys) < window.south or min(ys) > window.north:
        return ()
    for axis, limit, sign in ((0, window.west, 1), (0, window.east, -1), (1, window.south, 1), (1, window.north, -1)):
        ring = _cut(ring, axis, limit, sign)
        if not ring:
            return ()
    return ring


def _cut(ring: Ring, axis: int, limit: float, sign: int) -> Ring:
    kept: list[Point] = []
    last = ring[-1]
    for point in ring:
        was_in = (last[axis] - limit) * sign >= 0
        is_in = (point[axis] - limit) * sign >= 0
        if was_in != is_in:
            share = (limit - last[axis]) / (point[axis] - last[axis])
            kept.append((last[0] + share * (point[0] - last[0]), last[1] + share * (point[1] - last[1])))
        if is_in:
            kept.append(point)
        last = point
    return tuple(kept)
