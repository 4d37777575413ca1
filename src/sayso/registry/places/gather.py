"""Gathering: everything in a text that speaks of places, before it is decided which places.

In: a scene. Out: mentions with candidates by size alone, with the cues beside them and the doubts about them.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from sayso.registry.places.near import bearing_of, relative_to
from sayso.registry.places.rules import paper_ends
from sayso.registry.places.size import COUNTRY, prior, rescored
from sayso.registry.places.spot import Found, spotted
from sayso.registry.places.types import Candidate, Cue, PlaceMention
from sayso.registry.places.villages import heard, unknown_in, villages_in
from sayso.registry.times import words as time_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.registry.places.scene import Scene

_MOST: Final = 48  # readings kept of one name; "San José" has hundreds
_ACRONYM: Final = 5  # letters
_LIKE_ACRONYM: Final = 0.5
_WEAK: Final = 0.2
_INFLECTED: Final = 0.05
_DIRECTION: Final = 12  # letters; a longer word that begins like "north" is a name
_LINE: Final = 60  # characters ahead in which a headline shows itself
_COMMAS: Final = frozenset({", ", "، ", "،"})
_CONTAINED: Final = 0.7  # for "X, Y" where X lies in Y: more than the size of a namesake
_LOCATIVE_PREFIXES: Final = "بל"  # "in", joined to the front of a word


def gathered(scene: Scene) -> list[PlaceMention]:
    """Return the mentions of places in the scene's text, in order."""
    found = [item for item in spotted(scene) if not _stopped(scene, item)]
    villages = villages_in(scene)
    mentions = [_named(scene, item) for item in found if not any(_inside(item, village) for village in villages)]
    taken = [(mention.start, mention.end) for mention in mentions]
    for at, (first, last) in enumerate((*villages, *unknown_in(scene))):
        start, end = scene.tokens[first].start, scene.tokens[last - 1].end
        if _overlaps(taken, start, end):
            continue
        village = at < len(villages)
        candidates = heard(scene, scene.text[start:end])[:_MOST]
        if village or candidates:
            taken.append((start, end))
            mentions.append(
                PlaceMention(
                    start=start,
                    end=end,
                    name=scene.text[start:end],
                    role="village" if village else "name",
                    cue="settlement" if village else "preposition",
                    relative=relative_to(scene.text, scene.tokens, (first, last), scene.rules),
                    candidates=candidates,
                )
            )
    mentions.extend(_adjectives(scene, taken))
    return _within_next(scene, sorted(mentions, key=lambda mention: mention.start))


def _within_next(scene: Scene, mentions: list[PlaceMention]) -> list[PlaceMention]:
    """Help the readings of "X, Y" in which X lies in Y, a division or a country: "Paris, Texas"."""
    told = list(mentions)
    for at, (here, around) in enumerate(pairwise(mentions)):
        if scene.text[here.end : around.start] not in _COMMAS or here.role != "name" or around.role != "name":
            continue
        pairs = [(one, other) for one in here.candidates for other in around.candidates if _holds(other, one)]
        inner, outer = {id(one) for one, _ in pairs}, {id(other) for _, other in pairs}
        told[at] = replace(told[at], candidates=_helped(told[at].candidates, inner, f"in {around.name}"))
        told[at + 1] = replace(around, candidates=_helped(around.candidates, outer, f"{here.name} lies in it"))
    return told


def _holds(around: Candidate, inner: Candidate) -> bool:
    place, other = inner.place, around.place
    if place.precision != "exact" or place.country != other.country:
        return False
    return other.precision == "country" or (other.precision == "admin" and place.admin == other.name)


def _helped(candidates: tuple[Candidate, ...], which: set[int], reason: str) -> tuple[Candidate, ...]:
    helped = [rescored(each, _CONTAINED, reason) if id(each) in which else each for each in candidates]
    return tuple(sorted(helped, key=lambda each: (-each.score, each.spot.row if each.spot else 0)))


def _inside(item: Found, village: tuple[int, int]) -> bool:
    """Return whether a spotted name is but a part of a village's longer one."""
    first, last = village
    return first < item.last and item.first < last and last - first > item.last - item.first


def _overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in taken)


def _stopped(scene: Scene, item: Found) -> bool:
    if _names_paper(scene, item):
        return True
    stop = scene.rules.stop
    if item.last - item.first > 1:
        return all(token.folded in stop for token in scene.tokens[item.first : item.last])
    folded = scene.tokens[item.first].folded
    if time_words.tells_time(scene.language, folded):
        return True
    if bearing_of(folded, scene.rules) is not None and len(folded) < _DIRECTION:
        return True
    if any(form in scene.rules.village_before for form in scene.bare(folded)):
        return True  # "village" itself, joined to an "and"
    # "Syrian" too, where no capital tells a town from an adjective.
    words = stop if scene.tokens[item.first].cased else stop | scene.rules.demonyms.keys()
    return any(form in words for form in scene.bare(folded)) and _cue(scene, item.first, item.last) != "settlement"


def _names_paper(scene: Scene, item: Found) -> bool:
    """Return whether a name is the town that a newspaper is called after: "The New York Times"."""
    if item.last >= len(scene.tokens) or scene.tokens[item.last - 1].gap not in {" ", "-"}:
        return False
    following = scene.tokens[item.last]
    return following.folded in paper_ends() and (following.upper or not following.cased)


def _named(scene: Scene, item: Found) -> PlaceMention:
    name = scene.text[item.start : item.end]
    cue = _cue(scene, item.first, item.last)
    if not cue and scene.rules.postposed and all(inflected for _, _, inflected in item.rows):
        cue = "preposition"  # a case ending does a preposition's work
    acronym = _is_acronym(scene, item, name)
    candidates = []
    for row, strong, inflected in item.rows:
        spot = scene.spot_of(row)
        score, reasons = prior(spot, cue)
        reading = Candidate(place=scene.place_of(spot), score=score, reasons=reasons, spot=spot)
        if not strong:
            reading = rescored(reading, -_WEAK, "an old or foreign name of it")
        if inflected:
            reading = rescored(reading, -_INFLECTED, "in an inflected form")
        if acronym and spot.kind != "country":
            reading = rescored(reading, -_LIKE_ACRONYM, "written like an acronym")
        candidates.append(rescored(reading, 0.0))
    candidates.sort(key=lambda each: (-each.score, each.spot.row if each.spot else 0))
    return PlaceMention(
        start=item.start,
        end=item.end,
        name=name,
        cue=cue,
        doubt=tuple(_doubts(scene, item)),
        relative=relative_to(scene.text, scene.tokens, (item.first, item.last), scene.rules),
        candidates=tuple(candidates[:_MOST]),
    )


def _is_acronym(scene: Scene, item: Found, name: str) -> bool:
    """Return whether a name is short and in capitals while the words around it are not (a headline, a dateline)."""
    if not (
        name.isupper() and scene.tokens[item.first].cased and item.last - item.first == 1 and len(name) <= _ACRONYM
    ):
        return False
    text = scene.text
    line = text[text.rfind("\n", 0, item.start) + 1 : item.end + _LINE].split("\n", maxsplit=1)[0]
    letters = [char for char in line if char.isalpha()]
    return sum(char.isupper() for char in letters) <= len(letters) / 2


def _cue(scene: Scene, first: int, last: int) -> Cue:
    tokens, rules = scene.tokens, scene.rules
    before = [tokens[at].folded for at in range(max(0, first - 2), first) if scene.joined(at, first)]
    after = {tokens[last].folded} if last < len(tokens) and scene.joined(last - 1, last) else set()
    words = {*before, "".join(before)}
    if words & rules.village_before or after & rules.village_after:
        return "settlement"
    if words & rules.admin_before or after & rules.admin_after:
        return "division"
    if tokens[last - 1].gap == "'" and after & rules.locatives:
        return "preposition"
    closest = set(before[-1:])
    joined = not tokens[first].cased and any(
        tokens[first].folded.startswith(prefix) for prefix in rules.prefixes if prefix[-1] in _LOCATIVE_PREFIXES
    )
    return "preposition" if joined or closest & rules.before or closest & rules.near or after & rules.near else ""


def _doubts(scene: Scene, item: Found) -> Iterator[str]:
    """Yield what speaks against the stretch's naming a place."""
    tokens = scene.tokens
    before = None if scene.opens(item.first) else tokens[item.first - 1]
    if before is not None and before.folded in scene.rules.titles:
        yield "after a title"
    if not tokens[item.first].cased:
        return
    beside = before is not None and before.upper and before.gap == " " and not scene.opens(item.first - 1)
    if before is not None and beside and not scene.says_place(before):
        yield "after another name"
    if item.last < len(tokens) and tokens[item.last - 1].gap in {" ", "-"}:
        after = tokens[item.last]
        if after.upper and not scene.says_place(after):
            yield "before another name"
    if before is None and item.last - item.first == 1:
        yield "at the start of a sentence"


def _adjectives(scene: Scene, taken: list[tuple[int, int]]) -> Iterator[PlaceMention]:
    """Yield the words for a people or of a country, which tell where a report looks."""
    if not scene.rules.demonyms:
        return
    for token in scene.tokens:
        code = next((code for form in scene.bare(token.folded) if (code := scene.demonym(form)) is not None), None)
        if code is None or code not in scene.countries or _overlaps(taken, token.start, token.end):
            continue
        spot = scene.spot_of(scene.countries[code])
        reasons = ("an adjective or a people of it",)
        reading = Candidate(place=scene.place_of(spot), score=COUNTRY, reasons=reasons, spot=spot)
        yield PlaceMention(
            start=token.start,
            end=token.end,
            name=scene.text[token.start : token.end],
            role="adjective",
            candidates=(reading,),
        )
