"""Places told by other places: "a village east of Qamishli", "30 km north of the city".

In: the words around a name. Out: a `Relative`, and points on the globe. Which words mean what is in the language's
`place.toml`.
"""

from __future__ import annotations

from dataclasses import replace
from math import asin, atan2, cos, degrees, pi, radians, sin, sqrt
from typing import TYPE_CHECKING, Final

from sayso.registry.places.types import Relative

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Place
    from sayso.registry.places.fold import Token
    from sayso.registry.places.rules import Rules

_STOPS: Final = frozenset('.,;:!?\n«»"()،؛؟')
_SENTENCE_ENDS: Final = frozenset(".;!?\n؛؟")
_AHEAD: Final = 4  # words behind a name: "by a distance of 14 km"
_EARTH_KM: Final = 6371.0
_REACH: Final = 5  # words looked at before a name: "30 kilometres to the north of the city of"
# "East of Qamishli" without a distance: reporters say so of places up to some 20 km off, so the point is put 8 km
# out and the circle takes in the rest.
_UNSAID_KM: Final = 8.0
_UNSAID_RADIUS_KM: Final = 15.0
_NEAR_RADIUS_KM: Final = 12.0


def relative_to(text: str, tokens: Sequence[Token], name: tuple[int, int], rules: Rules) -> Relative | None:
    """Return what is said of nearness or direction beside the name in `tokens[name[0]:name[1]]`, if anything."""
    first, last = name
    before = _before(text, tokens, first, rules)
    if before is not None:
        km = _distance_after(text, tokens, last, rules) if before.bearing is not None and before.km is None else None
        return before if km is None else replace(before, km=km)
    return _after(text, tokens, last, rules) if rules.postposed else None


def _before(text: str, tokens: Sequence[Token], first: int, rules: Rules) -> Relative | None:
    bearings: list[float] = []
    km: float | None = None
    near = False
    at = first
    for back in range(first - 1, max(-1, first - 1 - _REACH), -1):
        token = tokens[back]
        between = text[token.end : tokens[back + 1].start]
        if not _STOPS.isdisjoint(between):
            break
        bearing = bearing_of(token.folded, rules)
        if bearing is not None:
            bearings.append(bearing)
            at = back
        elif token.folded in rules.near:
            near, at = True, back
        elif token.folded in rules.units and back > 0 and _number(tokens[back - 1].folded) is not None:
            km, at = (_number(tokens[back - 1].folded) or 0) * rules.units[token.folded], back - 1
            break
        elif not (token.folded in rules.of or token.folded in rules.before or token.folded in rules.village_before):
            break
    if not bearings and not near and km is None:
        return None
    return Relative(bearing=_mean(bearings), km=km, words=text[tokens[at].start : tokens[first].start].strip())


def _after(text: str, tokens: Sequence[Token], last: int, rules: Rules) -> Relative | None:
    for ahead in range(last, min(len(tokens), last + 4)):
        between = text[tokens[ahead - 1].end : tokens[ahead].start]
        if not _STOPS.isdisjoint(between):
            return None
        token = tokens[ahead]
        bearing = bearing_of(token.folded, rules)
        if bearing is not None or token.folded in rules.near:
            return Relative(bearing=bearing, km=None, words=text[tokens[last - 1].end : token.end].strip())
    return None


def _distance_after(text: str, tokens: Sequence[Token], last: int, rules: Rules) -> float | None:
    """Return the kilometres told behind a name whose direction is told before it: "east of the city, by 14 km"."""
    for ahead in range(last, min(len(tokens) - 1, last + _AHEAD)):
        if _SENTENCE_ENDS.intersection(text[tokens[ahead - 1].end : tokens[ahead].start]):
            return None
        if tokens[ahead + 1].folded in rules.units:
            if ahead + 2 < len(tokens) and tokens[ahead + 2].folded in rules.of:
                return None  # "14 km from the border"
            figure = _number(tokens[ahead].folded.lstrip("".join(rules.prefixes)))
            return None if figure is None else figure * rules.units[tokens[ahead + 1].folded]
    return None


def bearing_of(folded: str, rules: Rules) -> float | None:
    """Return the bearing in degrees that a word names ("north-eastern" as one word included), or None."""
    best = ""
    for form in (folded, *(folded[len(p) :] for p in (*rules.prefixes, *rules.articles) if folded.startswith(p))):
        for stem in rules.directions:
            if len(stem) > len(best) and form.startswith(stem):
                best = stem
    return rules.directions[best] if best else None


def _mean(bearings: list[float]) -> float | None:
    if not bearings:
        return None
    east = sum(sin(radians(bearing)) for bearing in bearings)
    north = sum(cos(radians(bearing)) for bearing in bearings)
    return degrees(atan2(east, north)) % 360


def _number(folded: str) -> float | None:
    return float(folded) if folded.isdecimal() and len(folded) < 4 else None  # noqa: PLR2004  # no town is told from 1,000 km off


def shifted(place: Place, relative: Relative) -> Place:
    """Return `place` as a point with an uncertainty, moved as `relative` says.

    With a distance d the circle has a radius of 0.3 d, 3 km at least: half of a 45 degree sector, and the habit of
    rounding distances to tens.
    """
    if place.lat is None or place.lon is None or place.precision == "country":
        return place
    base = place.uncertainty_km or 0.0
    if relative.bearing is None:
        radius = max(base, relative.km or _NEAR_RADIUS_KM)
        return replace(
            place, precision="near" if place.precision == "exact" else place.precision, uncertainty_km=radius
        )
    if place.precision == "admin":
        return place  # "in the east of the province" narrows nothing that a point could show
    km = relative.km if relative.km is not None else _UNSAID_KM
    lat, lon = moved(place.lat, place.lon, relative.bearing, km)
    radius = max(3.0, 0.3 * km) if relative.km is not None else _UNSAID_RADIUS_KM
    return replace(place, lat=lat, lon=lon, precision="near", uncertainty_km=round(radius, 1))


def moved(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """Return the point `km` away in direction `bearing`, in degrees, on a sphere."""
    angle, direction, phi = km / _EARTH_KM, radians(bearing), radians(lat)
    new = asin(sin(phi) * cos(angle) + cos(phi) * sin(angle) * cos(direction))
    turn = atan2(sin(direction) * sin(angle) * cos(phi), cos(angle) - sin(phi) * sin(new))
    return round(degrees(new), 5), round((lon + degrees(turn) + 180) % 360 - 180, 5)


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance in kilometres."""
    a, b, c, d = lat1 * pi / 180, lon1 * pi / 180, lat2 * pi / 180, lon2 * pi / 180
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2)))
