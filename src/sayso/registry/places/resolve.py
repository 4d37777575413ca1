"""Which places: the readings of all names in a text weighed against each other.

In: mentions with candidates, and the countries the text is known to be about. Out: mentions that are places, each
with its candidates ranked and the reasons. The weights below were set on the development reports of the benchmarks
by kind of error, not by text; `python -m benchmarks.places` measures them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sayso.model import Place
from sayso.registry.places.fold import fold
from sayso.registry.places.near import distance_km, shifted
from sayso.registry.places.size import rescored
from sayso.registry.places.sound import romanised
from sayso.registry.places.types import Candidate, PlaceMention

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_COUNTRY_GAIN: Final = 0.4  # for a reading in a country that the whole text speaks of
_CLOSE: Final = ((150.0, 0.25), (400.0, 0.1))  # km to another reading, and what that adds
_CONSIDERED: Final = 12  # readings of a name that may still win after the first round
_LOOSE_KM: Final = 40.0  # how far a village may be from the one town that its report names
_BESIDE: Final = 150  # letters: what stands nearer is of the same sentence
# How much a text must say of a country, beside the one it says most of, for a village to lie there.
_HOME: Final = 0.5
_CONTAINED: Final = 25  # letters in which "X" is followed by "in the countryside of Y"
_AROUND_KM: Final = 80.0  # how far from Y such an X may lie, where it is not of Y's division
_OWNER: Final = 6  # letters of a case ending between a place and the village that is told as its
_TOLD: Final = 60  # letters by which "near the town" behind a village is nearer than another place
_STRANGER: Final = 0.2  # what more is asked of a town in a country that the text says nothing else of
_KNOWN_ANYWHERE: Final = 100_000  # people; bigger towns are named without their country
_UNSPOKEN, _SPOKEN = 0.3, 1.2
_HEARD: Final = 0.6  # what a text must have said of a country for a name there to be known by its sound
_ASTRAY: Final = 0.5  # taken off a name known by its sound alone that lies far from every place of the text
_RIVAL: Final = 0.25  # a reading this much likelier than the next has no rival
_ALONE: Final = 0.1
_ADJECTIVE: Final = 0.7  # what an adjective counts, where the country's name counts 1
_DOUBTS: Final = {
    "after a title": 0.35,
    "after another name": 0.25,
    "before another name": 0.25,
    "at the start of a sentence": 0.05,
    "written like an acronym": 0.5,
}
# Scores from which a reading is taken for a place. A town must be helped by its size, a cue or its company.
_ENOUGH: Final = {"country": 0.5, "region": 0.5, "admin": 0.6, "city": 0.62, "capital": 0.62}
_CUE_HELP: Final = {"": 0.0, "preposition": 0.12, "settlement": 0.15, "division": 0.1}
_UNCASED: Final = 0.06  # more is asked where no capital letter tells a name


def resolved(mentions: Sequence[PlaceMention], countries: Mapping[str, float]) -> tuple[PlaceMention, ...]:
    """Return the mentions that are places, candidates ranked; `countries` gives what is known beforehand."""
    votes = _votes(mentions, countries)
    said = _said(mentions)
    first = [_with_country(mention, votes, said) for mention in mentions]
    contained = [_contained(mention, at, first) for at, mention in enumerate(first)]
    second = _agreed([_with_company(mention, at, contained) for at, mention in enumerate(contained)])
    kept: list[PlaceMention] = []
    for at, mention in enumerate(second):
        if mention.role == "adjective":
            kept.append(mention)
        elif _enough(mention, votes, said) and not _lost(mention, at, second, votes):
            kept.append(replace(mention, role="name"))
        elif mention.cue == "settlement" or mention.role == "village":
            kept.append(replace(mention, role="village", candidates=()))
    told = _votes(kept, countries)
    return tuple(_placed(mention, kept, told) for mention in kept)


def _shares(mention: PlaceMention) -> dict[str, float]:
    """Return how much a mention speaks for each country: its likelier readings share one vote."""
    if not mention.candidates or mention.candidates[0].by_sound:
        return {}
    best = mention.candidates[0]
    rivals = [each for each in mention.candidates if each.score > best.score - _RIVAL]
    share = (_ADJECTIVE if mention.role == "adjective" else 1.0) * max(0.0, best.score) / len(rivals)
    shares: dict[str, float] = {}
    for each in rivals:
        code = each.place.country or ""
        shares[code] = shares.get(code, 0.0) + share
    return shares


def _votes(mentions: Sequence[PlaceMention], countries: Mapping[str, float]) -> dict[str, float]:
    votes = {code: float(weight) for code, weight in countries.items()}
    for mention in mentions:
        for code, share in _shares(mention).items():
            votes[code] = votes.get(code, 0.0) + share
    return votes


def _said(mentions: Sequence[PlaceMention]) -> Mapping[str, Mapping[str, float]]:
    """Return how much each name, however often it stands, speaks for each country: no name is company to itself."""
    said: dict[str, dict[str, float]] = {}
    for mention in mentions:
        own = said.setdefault(fold(mention.name), {})
        for code, share in _shares(mention).items():
            own[code] = own.get(code, 0.0) + share
    return said


def _with_country(
    mention: PlaceMention, votes: Mapping[str, float], said: Mapping[str, Mapping[str, float]]
) -> PlaceMention:
    own = said[fold(mention.name)]
    helped = []
    for each in mention.candidates:
        code = each.place.country or ""
        others = max(0.0, votes.get(code, 0.0) - own.get(code, 0.0))
        gain = _COUNTRY_GAIN * others / (others + 1)
        reasons = (f"the text speaks of {code}",) if gain > _COUNTRY_GAIN / 4 else ()
        helped.append(rescored(each, gain, *reasons))
    ranked = _ranked(helped)[:_CONSIDERED]
    rivals = [each for each in ranked if each.place.name != ranked[0].place.name]
    if ranked and (not rivals or ranked[0].score > rivals[0].score + _RIVAL):
        ranked = (rescored(ranked[0], _ALONE, "no rival of that name"), *ranked[1:])
    return replace(mention, candidates=ranked)


def _contained(mention: PlaceMention, at: int, mentions: Sequence[PlaceMention]) -> PlaceMention:
    """Leave out readings of "the village of X, west of Y" that lie far from Y."""
    if mention.cue != "settlement" or at + 1 == len(mentions):
        return mention
    around = mentions[at + 1]
    told = around.relative is not None or around.cue == "division"
    if not told or not around.candidates or around.start - mention.end > _CONTAINED:
        return mention
    place = around.candidates[0].place
    if place.precision not in {"exact", "admin"}:
        return mention
    kept = tuple(each for each in mention.candidates if _lies_in(each.place, place))
    return mention if kept == mention.candidates else replace(mention, candidates=kept)


def _lies_in(place: Place, around: Place) -> bool:
    division = around.admin or around.name
    if place.country == around.country and division in {place.admin, place.name}:
        return True
    return _distance(place, around) < _AROUND_KM


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
        gain = next((gain for reach, gain in _CLOSE if km < reach), -_ASTRAY if each.by_sound else 0.0)
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


def _enough(mention: PlaceMention, votes: Mapping[str, float], said: Mapping[str, Mapping[str, float]]) -> bool:
    if not mention.candidates:
        return False
    best = mention.candidates[0]
    kind = best.spot.kind if best.spot else "city"
    if best.by_sound and votes.get(best.place.country or "", 0.0) < _HEARD:
        return False
    cased = mention.name[0].isupper() or mention.name[0].islower()
    asked = _ENOUGH[kind] + (0.0 if cased or mention.cue else _UNCASED)
    town = kind in {"city", "capital"}
    small = town and best.spot is not None and best.spot.population < _KNOWN_ANYWHERE
    if (small or kind == "admin") and _is_stranger(said[fold(mention.name)], best.place.country or "", votes):
        if mention.cue == "settlement":
            return False  # a village called like a place in a country that the text says nothing of
        asked += _STRANGER if small else 0.0
    return _score(mention) >= asked


def _is_stranger(own: Mapping[str, float], country: str, votes: Mapping[str, float]) -> bool:
    """Return whether the text speaks of other countries and, this name aside, not of `country`."""
    others = votes.get(country, 0.0) - own.get(country, 0.0)
    most = max((weight for code, weight in votes.items() if code != country), default=0.0)
    return others < _UNSPOKEN and most > _SPOKEN


def _lost(mention: PlaceMention, at: int, mentions: Sequence[PlaceMention], votes: Mapping[str, float]) -> bool:
    """Return whether a small town of which nothing says that it is a place lies far from all that the text names.

    It is then a word or a person's name that some town far away is called like too. A town of the country that the
    text speaks of most is none such.
    """
    best = mention.candidates[0]
    if mention.cue or mention.relative or best.spot is None or best.spot.kind != "city":
        return False
    if best.spot.population >= _KNOWN_ANYWHERE:
        return False
    if votes.get(best.place.country or "", 0.0) >= _HOME * max(votes.values(), default=0.0):
        return False
    others = [
        other.candidates[0].place
        for index, other in enumerate(mentions)
        if index != at and other.candidates and other.role == "name" and fold(other.name) != fold(mention.name)
        and other.candidates[0].place.precision in {"exact", "admin"}
    ]  # fmt: skip
    return bool(others) and all(_distance(best.place, other) > _CLOSE[-1][0] for other in others)


def _placed(mention: PlaceMention, kept: Sequence[PlaceMention], votes: Mapping[str, float]) -> PlaceMention:
    """Give a village its anchor, and a place told by direction its point."""
    if mention.role == "village":
        return replace(mention, candidates=(_anchored(mention, kept, votes),))
    if mention.relative is None or mention.role == "adjective":
        return mention
    best = mention.candidates[0]
    moved = replace(
        best,
        place=shifted(best.place, mention.relative),
        reasons=(*best.reasons, f"told as “{mention.relative.words}”"),
    )
    return replace(mention, candidates=(moved, *mention.candidates[1:]))


def _anchored(mention: PlaceMention, kept: Sequence[PlaceMention], votes: Mapping[str, float]) -> Candidate:
    """Return the village as a candidate, placed by what it is told to be near."""
    name = _shown(mention.name)
    most = max(votes.values(), default=0.0)
    named = [
        other
        for other in kept
        if other.role == "name" and other.place.precision in {"exact", "near", "admin"}
        and votes.get(other.place.country or "", 0.0) >= most * _HOME
    ]  # fmt: skip
    points = [
        other
        for other in named
        if other.place.precision != "admin" and (other.cue or other.relative is not None or _holds(other, mention))
    ]
    home = max(
        Counter(other.place.country or "" for other in named).items(),
        key=lambda item: (round(votes.get(item[0], 0.0), 4), item[1], item[0]),
        default=("", 0),
    )[0]
    order = sorted(points, key=lambda other: (other.place.country != home, *_apart(mention, other)))
    ranked = sorted(votes, key=lambda code: (-votes[code], code))
    country = ranked[0] if len(ranked) == 1 or (ranked and votes[ranked[0]] > 2 * votes[ranked[1]]) else None
    divisions = sorted(
        (other for other in named if other.place.precision == "admin"), key=lambda other: _apart(mention, other)
    )
    around = divisions[0] if divisions and not _apart(mention, divisions[0])[0] else None
    if order and (around is None or not _apart(mention, order[0])[0]):
        anchor = order[0]
        if anchor.relative is not None:
            place = shifted(anchor.place, anchor.relative)
            reason = f"placed by “{anchor.relative.words} {anchor.name}”"
        else:
            place = replace(anchor.place, precision="near", uncertainty_km=_LOOSE_KM)
            reason = f"no place index holds it; placed by {anchor.place.name}, the place named nearest to it"
        place = replace(place, name=name, precision="near", geonames_id=None)
        return Candidate(place=place, score=0.5, reasons=(reason,))
    if around is not None or named:
        around = around or min(named, key=lambda other: (other.place.country != home, *_apart(mention, other)))
        place = replace(around.place, name=name, geonames_id=None)
        if place.precision == "admin":
            place = replace(place, admin=around.place.name)
        else:
            place = replace(place, precision="near", uncertainty_km=_LOOSE_KM)
        reason = f"no place index holds it; somewhere in {place.admin or around.place.name}"
        return Candidate(place=place, score=0.4, reasons=(reason,))
    return Candidate(place=Place(name=name, precision="named", country=country), score=0.3,
                     reasons=("no place index holds it, and nothing tells where it lies",))  # fmt: skip


def _holds(other: PlaceMention, village: PlaceMention) -> bool:
    """Return whether a place stands right before a village, as its owner: "Kamışlı'nın X köyü"."""
    return 0 <= village.start - other.end <= _OWNER


def _apart(village: PlaceMention, other: PlaceMention) -> tuple[bool, int]:
    """Return how far in the text a place is from a village: beside it first, and there what tells nearness first."""
    letters = other.start - village.end if other.start >= village.end else village.start - other.end
    beside = letters < _BESIDE
    return not beside, letters - (_TOLD if beside and other.relative is not None and other.start > village.end else 0)


def _shown(name: str) -> str:
    """Return a name in Latin letters; as written where the script has no vowels to spell it with."""
    if not (name[0].isupper() or name[0].islower()):
        return name
    return " ".join(word.capitalize() for word in romanised(name).split()) or name


def _ranked(candidates: list[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(candidates, key=lambda each: (-each.score, each.spot.row if each.spot else 0)))


def _distance(left: Place, right: Place) -> float:
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return float("inf")
    return distance_km(left.lat, left.lon, right.lat, right.lon)
