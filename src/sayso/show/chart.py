"""The map: the incident's place and its rivals, with how far off they may be, on outlines of countries.

In: a `Book`. Out: `Chart` in the units of an SVG drawing, or None where no place has coordinates. The projection is
equirectangular about the middle, true to scale there; nothing is fetched.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model import Place
from sayso.show import outlines
from sayso.show.outlines import Window

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.show.book import Book
    from sayso.show.outlines import Ring

WIDTH, HEIGHT = 720.0, 460.0
INSET = 132.0
_EDGE = 8.0
# About a label's length and height.
_LABEL, _LINE = 150.0, 15.0
_KM_PER_DEGREE = 111.2
# Half the map's height: never so close that the outlines' own error of a kilometre would show, never wider than a
# region. Places farther away than that are listed by name.
_NEAREST_KM, _FARTHEST_KM = 60.0, 600.0
_INSET_DEGREES = 16.0
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place on the map; `rival` places are answers to "where?", the others are only named in the reports."""

    x: float
    y: float
    radius: float
    name: str
    note: str
    rival: bool
    side: str
    label_y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The drawing: land as SVG paths, spots, names of countries, a scale bar, and the same for the inset."""

    land: tuple[str, ...]
    spots: tuple[Spot, ...]
    names: tuple[tuple[float, float, str], ...]
    bar_km: int
    bar: float
    inset_land: tuple[str, ...]
    inset_box: tuple[float, float, float, float]
    far: tuple[str, ...]
    same: tuple[str, ...]
    source: str


class _View:
    """Degrees to drawing units and back, about a middle."""

    def __init__(self, middle: Place, half_km: float, width: float, height: float) -> None:
        self.lat, self.lon = middle.lat or 0.0, middle.lon or 0.0
        self.per_km = height / 2 / half_km
        self.shrink = max(0.1, math.cos(math.radians(self.lat)))
        self.width, self.height = width, height

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        step = (lon - self.lon + 180) % 360 - 180
        x = self.width / 2 + step * self.shrink * _KM_PER_DEGREE * self.per_km
        return round(x, 1), round(self.height / 2 - (lat - self.lat) * _KM_PER_DEGREE * self.per_km, 1)

    def window(self) -> Window:
        tall = self.height / 2 / self.per_km / _KM_PER_DEGREE
        wide = self.width / 2 / self.per_km / _KM_PER_DEGREE / self.shrink
        return Window(west=self.lon - wide, south=self.lat - tall, east=self.lon + wide, north=self.lat + tall)


def chart_of(book: Book) -> Chart | None:
    """Return the map of a dossier, or None where neither the incident nor an answer has coordinates."""
    rivals = _rivals(book)
    if not rivals:
        return None
    middle = rivals[0]
    near = [place for place in rivals if _km(middle, place) <= _FARTHEST_KM]
    reach = max((_km(middle, place) + (place.uncertainty_km or 0) for place in near), default=0.0)
    view = _View(middle, min(_FARTHEST_KM, max(_NEAREST_KM, 1.35 * reach)), WIDTH, HEIGHT)
    named = [place for place in _mentioned(book) if place.name not in {rival.name for rival in rivals}]
    land = outlines.inside(view.window())
    inset = _View(middle, _INSET_DEGREES * _KM_PER_DEGREE, INSET, INSET)
    window = view.window()
    (left, top), (right, bottom) = inset.at(window.west, window.north), inset.at(window.east, window.south)
    bar_km = max((step for step in _STEPS if step * view.per_km <= WIDTH / 4), default=_STEPS[0])
    spots, same = _spots(view, near, named)
    return Chart(
        land=tuple(_path(country.rings, view, 0.8) for country in land),
        spots=spots,
        names=_names(view, land),
        bar_km=bar_km,
        bar=round(bar_km * view.per_km, 1),
        inset_land=tuple(
            path for country in outlines.inside(inset.window()) if (path := _path(country.rings, inset, 1.2))
        ),
        inset_box=(left, top, round(max(4.0, right - left), 1), round(max(4.0, bottom - top), 1)),
        far=tuple(place.name for place in rivals if place not in near),
        same=same,
        source=outlines.source(),
    )


def _rivals(book: Book) -> list[Place]:
    """Return the incident's own place, then the answers to "where?", each name once, located ones only."""
    answers = (
        answer.answer
        for finding in book.dossier.findings
        if finding.question == "place"
        for answer in finding.answers
    )
    places = [book.dossier.incident.place, *(answer for answer in answers if isinstance(answer, Place))]
    return _located(place for place in places if place is not None)


def _mentioned(book: Book) -> list[Place]:
    return _located(mention.place for mention in book.dossier.mentions if mention.place is not None)


def _located(places: Iterable[Place]) -> list[Place]:
    found: dict[str, Place] = {}
    for place in places:
        if place.lat is not None and place.lon is not None:
            found.setdefault(place.name, place)
    return list(found.values())


def _km(a: Place, b: Place) -> float:
    """Return the distance along a great circle (haversine)."""
    (lat1, lon1), (lat2, lon2) = ((math.radians(p.lat or 0), math.radians(p.lon or 0)) for p in (a, b))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(half)))


def _spots(view: _View, rivals: list[Place], named: list[Place]) -> tuple[tuple[Spot, ...], tuple[str, ...]]:
    """Return the spots, and the names of places that fall on one of them."""
    spots: list[Spot] = []
    taken: list[tuple[float, float]] = []
    same: list[str] = []
    for place in (*rivals, *named):
        x, y = view.at(place.lon or 0, place.lat or 0)
        if not (_EDGE < x < WIDTH - _EDGE and _EDGE < y < HEIGHT - _EDGE):
            continue
        if place not in rivals and any(abs(x - spot.x) < _EDGE and abs(y - spot.y) < _EDGE for spot in spots):
            same.append(place.name)
            continue
        label_y = y + 4
        crowded = any(0 < other.x - x < _LABEL and abs(other.y - y) < _LINE for other in spots)
        while not crowded and any(
            abs(label_y - other_y) < _LINE and abs(x - other_x) < _LABEL for other_x, other_y in taken
        ):
            label_y += _LINE
        taken.append((x, label_y))
        rival = place in rivals
        radius = (place.uncertainty_km or 0) * view.per_km if rival else 0.0
        spots.append(
            Spot(
                x=x,
                y=y,
                radius=round(radius, 1),
                name=place.name,
                note=f"± {place.uncertainty_km:g} km" if rival and place.uncertainty_km else "",
                rival=rival,
                side="end" if x > WIDTH * 0.75 or crowded else "start",
                label_y=round(label_y, 1),
            )
        )
    return tuple(spots), tuple(same)


def _names(view: _View, land: Iterable[outlines.Country]) -> tuple[tuple[float, float, str], ...]:
    """Return a name for each country that shows enough of itself, at the middle of its largest part."""
    found = []
    for country in land:
        ring = max(country.rings, key=lambda ring: abs(_area(ring)))
        points = [view.at(x, y) for x, y in ring]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if max(xs) - min(xs) > 9 * len(country.name) and max(ys) - min(ys) > 40:  # noqa: PLR2004  # room to write in
            x, y = _middle(points)
            found.append((round(x, 1), round(y, 1), country.name))
    return tuple(found)


def _area(ring: Ring | list[tuple[float, float]]) -> float:
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return sum((ax * by - bx * ay for (ax, ay), (bx, by) in pairs), 0.0) / 2


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the centroid of a polygon."""
    area = _area(points)
    if abs(area) < 1:
        return points[0]
    x = y = 0.0
    for (ax, ay), (bx, by) in zip(points, (*points[1:], points[0]), strict=True):
        cross = ax * by - bx * ay
        x += (ax + bx) * cross
        y += (ay + by) * cross
    return x / (6 * area), y / (6 * area)


def _path(rings: Iterable[Ring], view: _View, least: float) -> str:
    """Return the rings as one SVG path, leaving out points closer than `least` to the last one drawn."""
    out: list[str] = []
    for ring in rings:
        points: list[tuple[float, float]] = []
        for lon, lat in ring:
            point = view.at(lon, lat)
            if not points or max(abs(point[0] - points[-1][0]), abs(point[1] - points[-1][1])) >= least:
                points.append(point)
        if len(points) > 2:  # noqa: PLR2004  # less is no area
            out.append("M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z")
    return "".join(out)
