"""Make `src/sayso/show/data/outlines.json`, the country outlines that dossiers draw their maps from.

In: `countries-50m.json` of the npm package world-atlas 2.0.2 (Natural Earth 1:50m, public domain; the
TopoJSON packaging is ISC, Michael Bostock). Out: one JSON object on the path given:

    {"source": ..., "scale": 100, "arcs": ["...", ...], "countries": [{"name": ..., "rings": [[arc, ...], ...]}, ...]}

Each arc is a line of points (longitude, latitude) in whole hundredths of a degree, written in Google's encoded
polyline format. Arc `~i` is arc `i` walked backwards, as in TopoJSON. Arcs, not rings, are thinned out, so that
neighbours keep one common border.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m tools.outlines package/countries-50m.json src/sayso/show/data/outlines.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

Point = tuple[float, float]

SCALE = 100
# Degrees: a border strays by about 1 km at most, which is less than Natural Earth promises at 1:50m.
TOLERANCE = 0.012
# No incidents to map there, and its coast takes many points.
LEFT_OUT = frozenset({"Antarctica"})
# Islands smaller than this on both sides (degrees) cannot be seen at the scales drawn.
SMALLEST = 0.1


def main(source: str, target: str) -> None:
    """Read the TopoJSON at `source`, write the compact outlines to `target`."""
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    arcs = [_thinned(_decoded(arc, topology["transform"])) for arc in topology["arcs"]]
    countries = []
    used: dict[int, int] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        if shape["properties"]["name"] in LEFT_OUT:
            continue
        rings = [ring for ring in _rings(shape) if _size(ring, arcs) >= SMALLEST]
        if rings:
            kept = [[_renumbered(arc, used) for arc in ring] for ring in rings]
            countries.append({"name": shape["properties"]["name"], "rings": kept})
    wanted = sorted(used, key=lambda index: used[index])
    out = {
        "source": "Natural Earth 1:50m, public domain, by way of world-atlas 2.0.2",
        "scale": SCALE,
        "arcs": [_encoded(arcs[index]) for index in wanted],
        "countries": countries,
    }
    Path(target).write_text(json.dumps(out, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def _decoded(arc: list[list[int]], transform: dict[str, Any]) -> list[Point]:
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append(
            (
                x * transform["scale"][0] + transform["translate"][0],
                y * transform["scale"][1] + transform["translate"][1],
            )
        )
    return points


def _rings(shape: dict[str, Any]) -> list[list[int]]:
    if shape.get("type") == "Polygon":
        return list(shape["arcs"])
    if shape.get("type") == "MultiPolygon":
        return [ring for polygon in shape["arcs"] for ring in polygon]
    return []


def _thinned(points: list[Point]) -> list[Point]:
    """Return the points that Douglas and Peucker (1973) keep; a closed arc is split at its farthest point."""
    if len(points) < 3:  # noqa: PLR2004  # a straight line has nothing to thin out
        return points
    if points[0] == points[-1]:
        far = max(range(len(points)), key=lambda i: _distance2(points[i], points[0]))
        return _between(points[: far + 1])[:-1] + _between(points[far:])
    return _between(points)


def _between(points: list[Point]) -> list[Point]:
    first, last = points[0], points[-1]
    worst, index = 0.0, 0
    for i in range(1, len(points) - 1):
        off = _off_line(points[i], first, last)
        if off > worst:
            worst, index = off, i
    if worst <= TOLERANCE:
        return [first, last]
    return _between(points[: index + 1])[:-1] + _between(points[index:])


def _off_line(point: Point, a: Point, b: Point) -> float:
    (px, py), (ax, ay), (bx, by) = point, a, b
    length2 = _distance2(a, b)
    if length2 == 0:
        return _distance2(point, a) ** 0.5
    along = max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length2))
    return _distance2(point, (ax + along * (bx - ax), ay + along * (by - ay))) ** 0.5


def _distance2(a: Point, b: Point) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def _size(ring: list[int], arcs: list[list[Point]]) -> float:
    points = [point for arc in ring for point in arcs[arc if arc >= 0 else ~arc]]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _renumbered(arc: int, used: dict[int, int]) -> int:
    number = used.setdefault(arc if arc >= 0 else ~arc, len(used))
    return number if arc >= 0 else ~number


def _encoded(points: list[Point]) -> str:
    """Return the line in the encoded polyline format: steps, zigzag, groups of five bits from the lowest up."""
    out: list[str] = []
    x = y = 0
    for lon, lat in points:
        nx, ny = round(lon * SCALE), round(lat * SCALE)
        if out and (nx, ny) == (x, y):
            continue
        for step in (nx - x, ny - y):
            rest = step << 1 if step >= 0 else ~(step << 1)
            while rest >= 0x20:  # noqa: PLR2004  # the format's own figures: five bits, offset 63
                out.append(chr((0x20 | (rest & 0x1F)) + 63))
                rest >>= 5
            out.append(chr(rest + 63))
        x, y = nx, ny
    return "".join(out)


if __name__ == "__main__":
    main(*sys.argv[1:3])
