"""Which places: the readings of all names in a text weighed against each other.

In: mentions with candidates, and the countries the text is known to be about. Out: mentions that are places, each with
its candidates ranked and the reasons. The weights below were set on the development reports of the benchmarks by kind
of error, not by text; `python -m benchmarks.places` measures them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sayso.model import Place
from sayso.registry.places.fold import fold
from sayso.registry.places.gather import rescored
from sayso.registry.places.near import distance_km, shifted
from sayso.registry.places.sound import romanised
from sayso.registry.places.types import Candidate, PlaceMention

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_COUNTRY_GAIN: Final = 0.4  # for a reading in a country that the whole text speaks of
_CLOSE: Final = ((150.0, 0.25), (400.0, 0.1))  # km to another reading, and what that adds
_CONSIDERED: Final = 12  # readings of a name that may still win after the first round
_ADJECTIVE: Final = 0.7  # what an adjective counts, where the country's name counts 1
_DOUBTS: Final = {"after a title": 0.35, "after another name": 0.25, "before another name": 0.25, "at the start of a sentence": 0.05}
# Scores from which a reading is taken for a place. A town must be helped by its size, a cue or its company.
_ENOUGH: Final = {"country": 0.5, "region": 0.5, "admin": 0.6, "city": 0.68}
_CUE_HELP: Final = {"": 0.0, "preposition": 0.12, "settlement": 0.15, "division": 0.1}
_UNCASED: Final = 0.08  # more is asked where no capital letter tells a name


def resolved(mentions: Sequence[PlaceMention], countries: Mapping[str, float]) -> tuple[PlaceMention, ...]:
    """Return the mentions that are places, candidates ranked; `countries` gives what is known beforehand."""
    votes = _votes(mentions, countries)
    first = [_with_country(mention, votes) for mention in mentions]
    second = _agreed([_with_company(mention, at, first) for at, mention in enumerate(first)])
    kept: list[PlaceMention] = []
    for mention in second:
        if mention.role == "adjective" or _enough(mention, votes):
            kept.append(mention)
        elif mention.cue == "settlement" or mention.role == "village":
            kept.append(replace(mention, role="village", candidates=()))
    return tuple(_placed(mention, kept, votes) for mention in kept)


def _votes(mentions: Sequence[PlaceMention], countries: Mapping[str, float]) -> dict[str, float]:
    votes = {code: float(weight) for code, weight in countries.items()}
    for mention in mentions:
        if not mention.candidates:
            continue
        best = mention.candidates[0]
        rivals = [each for each in mention.candidates if each.score > best.score - 0.25]
        share = (_ADJECTIVE if mention.role == "adjective" else 1.0) * max(0.0, best.score) / len(rivals)
        for code in sorted({each.place.country or "" for each in rivals}):
            votes[code] = votes.get(code, 0.0) + share * sum(each.place.country == code for each in rivals)
    return votes


def _with_country(mention: PlaceMention, votes: Mapping[str, float]) -> PlaceMention:
    helped = []
    for each in mention.candidates:
        code = each.place.country or ""
        own = each.score / max(1, len(mention.candidates)) if each is mention.candidates[0] else 0.0
        others = max(0.0, votes.get(code, 0.0) - own)
        gain = _COUNTRY_GAIN * others / (others + 1)
        if each.spot is not None and each.spot.kind == "country":
            gain = 0.0
        helped.append(rescored(each, gain, f"the text speaks of {code}") if gain > _COUNTRY_GAIN / 4 else rescored(each, gain))
    return replace(mention, candidates=_ranked(helped)[:_CONSIDERED])


def _with_company(mention: PlaceMention, at: int, mentions: Sequence[PlaceMention]) -> PlaceMention:
    others = [
        other.candidates[0].place
        for index, other in enumerate(mentions)
        if index != at and other.candidates and other.role == "name" and fold(other.name) != fold(mention.name)
        and other.candidates[0].place.precision in {"exact", "admin"}
    ]  # fmt: skip
    helped = []
    for each in mention.candidates:
        if each.place.precision == "country" or not others:
            helped.append(each)
            continue
        near = min(others, key=lambda other: _distance(each.place, other))
        km = _distance(each.place, near)
        gain = next((gain for reach, gain in _CLOSE if km < reach), 0.0)
        helped.append(rescored(each, gain, f"{km:.0f} km from {near.name}") if gain else each)
    return replace(mention, candidates=_ranked(helped))


def _agreed(mentions: list[PlaceMention]) -> list[PlaceMention]:
    """Give every mention of one name the readings of its best-placed mention."""
    best: dict[str, PlaceMention] = {}
    for mention in mentions:
        name = fold(mention.name)
        rival = best.get(name)
        if mention.candidates and (rival is None or _score(mention) > _score(rival)):
            best[name] = mention
    return [
        replace(mention, candidates=best[name].candidates, doubt=best[name].doubt, cue=mention.cue or best[name].cue)
        if mention.role == "name" and (name := fold(mention.name)) in best and "after a title" not in mention.doubt
        else mention
        for mention in mentions
    ]


def _score(mention: PlaceMention) -> float:
    doubt = sum(_DOUBTS[reason] for reason in mention.doubt)
    return (mention.candidates[0].score if mention.candidates else 0.0) + _CUE_HELP[mention.cue] - doubt


def _enough(mention: PlaceMention, votes: Mapping[str, float]) -> bool:
    if not mention.candidates:
        return False
    best = mention.candidates[0]
    kind = best.spot.kind if best.spot else "city"
    cased = mention.name[0].isupper() or mention.name[0].islower()
    if kind == "city" and mention.cue == "settlement" and max(votes.values(), default=0) > 1 and votes.get(best.place.country or "", 0) < 1:
        return False  # a village of that name in a country the text says nothing of
    return _score(mention) >= _ENOUGH[kind] + (0.0 if cased or mention.cue else _UNCASED)


def _placed(mention: PlaceMention, kept: Sequence[PlaceMention], votes: Mapping[str, float]) -> PlaceMention:
    """Give a village its anchor, and a place told by direction its point."""
    if mention.role == "village":
        return replace(mention, candidates=(_anchored(mention, kept, votes),))
    if mention.relative is None or mention.role == "adjective":
        return mention
    best = mention.candidates[0]
    moved = replace(best, place=shifted(best.place, mention.relative), reasons=(*best.reasons, f"told as “{mention.relative.words}”"))
    return replace(mention, candidates=(moved, *mention.candidates[1:]))


def _anchored(mention: PlaceMention, kept: Sequence[PlaceMention], votes: Mapping[str, float]) -> Candidate:
    """Return the village as a candidate, placed by what it is told to be near."""
    name = " ".join(word.capitalize() for word in romanised(mention.name).split()) or mention.name
    named = [other for other in kept if other.role == "name" and other.place.precision in {"exact", "near", "admin"}]
    told = [other for other in named if other.relative is not None and other.place.precision != "admin"]
    order = sorted(told, key=lambda other: abs(other.start - mention.end)) or sorted(
        (other for other in named if other.place.precision != "admin"), key=lambda other: abs(other.start - mention.end)
    )
    country = max(sorted(votes), key=lambda code: votes[code], default=None)
    if order:
        anchor = order[0]
        if anchor.relative is not None:
            place = shifted(anchor.place, anchor.relative)
            reason = f"placed by “{anchor.relative.words} {anchor.name}”"
        else:
            place = replace(anchor.place, precision="near", uncertainty_km=30.0)
            reason = f"no place index holds it; placed by {anchor.place.name}, the place named nearest to it"
        place = replace(place, name=name, precision="near", geonames_id=None)
        return Candidate(place=place, score=0.5, reasons=(reason,))
    divisions = sorted((other for other in named), key=lambda other: abs(other.start - mention.end))
    if divisions:
        place = replace(divisions[0].place, name=name, admin=divisions[0].place.name, geonames_id=None)
        return Candidate(place=place, score=0.4, reasons=(f"no place index holds it; somewhere in {place.admin}",))
    return Candidate(place=Place(name=name, precision="named", country=country), score=0.3,
                     reasons=("no place index holds it, and nothing tells where it lies",))  # fmt: skip


def _ranked(candidates: list[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(candidates, key=lambda each: (-each.score, each.spot.row if each.spot else 0)))


def _distance(left: Place, right: Place) -> float:
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return float("inf")
    return distance_km(left.lat, left.lon, right.lat, right.lon)
