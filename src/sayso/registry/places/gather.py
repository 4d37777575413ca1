"""Gathering: everything in a text that speaks of places, before it is decided which places.

In: a text, its language's rules, indexes. Out: mentions with candidates by size alone, with the cues beside them and
the doubts about them.
"""

from __future__ import annotations

from dataclasses import replace
from math import log10
from typing import TYPE_CHECKING, Final

from sayso.model import Place
from sayso.registry.places.fold import Token, key_of, tokens_of
from sayso.registry.places.near import bearing_of, relative_to
from sayso.registry.places.rules import rules_of, village_heads
from sayso.registry.places.sound import sound_key, sounds_like
from sayso.registry.places.spot import Found, spotted
from sayso.registry.places.types import Candidate, Cue, PlaceMention
from sayso.registry.times.words import tells_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sayso.registry.places.index import Index, Spot
    from sayso.registry.places.rules import Rules

_MOST: Final = 48  # readings kept of one name; "San José" has hundreds
_STOPS: Final = frozenset(".,;:!?\n«»\"“”()…،؛؟")
_VILLAGE_WORDS: Final = 3
_SOUND: Final = 4  # consonants that a name must have to be known by its sound
_ALIKE: Final = 0.72  # below this two names share consonants by chance
_BY_SOUND: Final = 0.15
_ACRONYM: Final = 5  # letters
_LIKE_ACRONYM: Final = 0.5
_STEM: Final = 3  # letters of a demonym's start, at the least
# How much each kind of place is worth before anything is known of the text: chosen so that a country outweighs a
# town of its name, and a city of 100,000 a division of its name.
_COUNTRY, _REGION, _ADMIN = 0.8, 0.6, 0.5


def gathered(
    text: str, language: str, indexes: Sequence[Index], spot_of: Callable[[int], Spot], countries: dict[str, int]
) -> list[PlaceMention]:
    """Return the mentions of places in `text`, in order; `countries` maps codes to rows."""
    rules = rules_of(language)
    tokens = tokens_of(text)
    found = [item for item in spotted(text, tokens, rules, indexes) if not _stopped(item, tokens, rules, language)]
    villages = list(_villages(text, tokens, rules))
    mentions: list[PlaceMention] = []
    for item in found:
        if any(first < item.last and item.first < last and (item.first, item.last) != (first, last)
               and last - first > item.last - item.first for first, last in villages):  # fmt: skip
            continue  # part of a longer name of a village
        mentions.append(_named(text, tokens, item, rules, spot_of))
    taken = [(mention.start, mention.end) for mention in mentions]
    for first, last in (*villages, *_unknown(text, tokens, rules, language)):
        start, end = tokens[first].start, tokens[last - 1].end
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            continue
        village = (first, last) in villages
        heard = tuple(_heard(text[start:end], language, indexes, spot_of))
        if village or heard:
            mentions.append(PlaceMention(start=start, end=end, name=text[start:end], role="village" if village else "name",
                                         cue="settlement" if village else "preposition", candidates=heard[:_MOST],
                                         relative=relative_to(text, tokens, first, last, rules)))  # fmt: skip
            taken.append((start, end))
    mentions.extend(_adjectives(text, tokens, rules, taken, spot_of, countries))
    return sorted(mentions, key=lambda mention: mention.start)


def _unknown(text: str, tokens: Sequence[Token], rules: Rules, language: str) -> Iterator[tuple[int, int]]:
    """Yield capitalised words behind a preposition of place or a direction: names that may be spelt in a new way."""
    for at, token in enumerate(tokens):
        if not token.upper or at == 0 or not _joined(text, tokens, at - 1, at) or token.folded in rules.stop:
            continue
        before = tokens[at - 1].folded
        if not (before in rules.before or before in rules.near or bearing_of(before, rules) is not None):
            continue
        if _known(token, rules) or tells_time(language, token.folded):
            continue
        if token.gap in {" ", "-"} and at + 1 < len(tokens) and tokens[at + 1].upper:
            yield at, at + 2
        else:
            yield at, at + 1


def _heard(name: str, language: str, indexes: Sequence[Index], spot_of: Callable[[int], Spot]) -> Iterator[Candidate]:
    """Yield the places whose canonical name sounds like `name`, best first."""
    sound = sound_key(name, language)
    if len(sound) < _SOUND:
        return
    found = []
    for index in indexes:
        for row, _ in index.rows_sounding(key_of(sound)):
            spot = spot_of(row)
            # Arabic and Hebrew write no vowels to compare, so that the consonants must do.
            like = sounds_like(name, spot.name) if name[0].isupper() else 1.0
            if like >= _ALIKE and spot.kind in {"city", "capital", "admin"}:
                score, reasons = prior(spot, "")
                score -= _BY_SOUND + (1 - like) / 2
                found.append(Candidate(place=place_of(spot, spot_of), score=round(score, 4), spot=spot, by_sound=True,
                                       reasons=(*reasons, f"sounds like {spot.name}, {like:.2f}")))  # fmt: skip
    yield from sorted(found, key=lambda each: (-each.score, each.spot.row if each.spot else 0))


def _stopped(item: Found, tokens: Sequence[Token], rules: Rules, language: str) -> bool:
    if item.last - item.first > 1:
        return all(token.folded in rules.stop for token in tokens[item.first : item.last])
    folded = tokens[item.first].folded
    if tells_time(language, folded):
        return True
    if folded in rules.stop or (bearing_of(folded, rules) is not None and len(folded) < 12):  # noqa: PLR2004  # "north" and its endings
        return True
    return any(folded.startswith(prefix) and folded[len(prefix) :] in rules.stop for prefix in (*rules.prefixes, *rules.articles))


def _named(text: str, tokens: Sequence[Token], item: Found, rules: Rules, spot_of: Callable[[int], Spot]) -> PlaceMention:
    name = text[item.start : item.end]
    cue = _cue(text, tokens, item.first, item.last, rules)
    candidates = []
    for row, strong, inflected in item.rows:
        spot = spot_of(row)
        score, reasons = prior(spot, cue)
        if not strong:
            score, reasons = score - 0.2, (*reasons, "an old or foreign name of it")
        if inflected:
            score, reasons = score - 0.05, (*reasons, "in an inflected form")
        candidates.append(Candidate(place=place_of(spot, spot_of), score=round(score, 4), reasons=reasons, spot=spot))
    if not cue and rules.postposed and candidates and all(inflected for _, _, inflected in item.rows):
        cue = "preposition"  # a case ending does a preposition's work
    acronym = name.isupper() and tokens[item.first].cased and item.last - item.first == 1 and len(name) <= _ACRONYM
    if acronym and not _shouted(text, item):
        candidates = [each if each.place.precision == "country" else rescored(each, -_LIKE_ACRONYM, "written like an acronym") for each in candidates]
    candidates.sort(key=lambda each: (-each.score, each.spot.row if each.spot else 0))
    return PlaceMention(start=item.start, end=item.end, name=name, cue=cue, doubt=_doubt(text, tokens, item, rules),
                        relative=relative_to(text, tokens, item.first, item.last, rules),
                        candidates=tuple(candidates[:_MOST]))  # fmt: skip


def _shouted(text: str, item: Found) -> bool:
    """Return whether the words around are in capitals too, as in a dateline or a headline."""
    line = text[text.rfind("\n", 0, item.start) + 1 : item.end + 60].split("\n")[0]
    letters = [char for char in line if char.isalpha()]
    return sum(char.isupper() for char in letters) > len(letters) / 2


def prior(spot: Spot, cue: Cue) -> tuple[float, tuple[str, ...]]:
    """Return how likely a reading is by its size and the words beside it, with the reasons."""
    if spot.kind == "country":
        return _COUNTRY, ("a country",)
    if spot.kind == "region":
        return _REGION + (0.2 if cue == "division" else 0), ("a region",)
    if spot.kind == "admin":
        extra = {"division": 0.25, "settlement": -0.2}.get(cue, 0.0)
        return _ADMIN + extra, ("a division, and called one",) if cue == "division" else ("a division",)
    reason = f"a place of {spot.population:,} people" if spot.population else "a small place"
    return log10(spot.population + 10) / 9 + (0.1 if cue == "settlement" else 0), (reason,)


def place_of(spot: Spot, spot_of: Callable[[int], Spot]) -> Place:
    """Return the index's row as a place."""
    precision = {"city": "exact", "capital": "exact", "admin": "admin", "region": "admin", "country": "country"}[spot.kind]
    return Place(name=spot.name, lat=spot.lat, lon=spot.lon, precision=precision, uncertainty_km=spot.radius_km,  # type: ignore[arg-type]  # the values above
                 country=spot.country, admin=spot_of(spot.admin).name if spot.admin >= 0 else None,
                 geonames_id=spot.geonames_id or None)  # fmt: skip


def _cue(text: str, tokens: Sequence[Token], first: int, last: int, rules: Rules) -> Cue:
    before = [tokens[at].folded for at in range(max(0, first - 2), first) if _joined(text, tokens, at, first)]
    after = [tokens[at].folded for at in range(last, min(len(tokens), last + 1)) if _joined(text, tokens, last - 1, at)]
    pairs = {*before, "".join(before)}
    closest = before[-1:] if before else []
    if pairs & rules.village_before or set(after) & rules.village_after:
        return "settlement"
    if pairs & rules.admin_before or set(after) & rules.admin_after:
        return "division"
    if rules.locatives and tokens[last - 1].gap == "'" and after and after[0] in rules.locatives:
        return "preposition"
    folded = tokens[first].folded
    joined = not tokens[first].cased and any(folded.startswith(prefix) for prefix in rules.prefixes if prefix[-1] in "بל")
    return "preposition" if joined or set(closest) & (rules.before | rules.near) or set(after) & rules.near else ""


def _joined(text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Return whether no punctuation stands between the words `first` and `last`."""
    return _STOPS.isdisjoint(text[tokens[first].end : tokens[last].start])


def _doubt(text: str, tokens: Sequence[Token], item: Found, rules: Rules) -> tuple[str, ...]:
    """Return what speaks against the stretch's naming a place."""
    doubts: list[str] = []
    before = tokens[item.first - 1] if item.first and _joined(text, tokens, item.first - 1, item.first) else None
    after = tokens[item.last] if item.last < len(tokens) and _joined(text, tokens, item.last - 1, item.last) else None
    if before is not None and before.folded in rules.titles:
        doubts.append("after a title")
    if tokens[item.first].cased:
        starts = item.first == 0 or not _joined(text, tokens, item.first - 1, item.first)
        opens = item.first == 1 or (item.first > 1 and not _joined(text, tokens, item.first - 2, item.first - 1))
        if before is not None and before.upper and before.gap == " " and not opens and not _known(before, rules):
            doubts.append("after another name")
        if after is not None and after.upper and tokens[item.last - 1].gap in {" ", "-"} and not _known(after, rules):
            doubts.append("before another name")
        if starts and item.last - item.first == 1:
            doubts.append("at the start of a sentence")
    return tuple(doubts)


def _known(token: Token, rules: Rules) -> bool:
    word = token.folded
    words = (rules.before, rules.village_before, rules.village_after, rules.admin_before, rules.admin_after, rules.near)
    return any(word in each for each in words) or _demonym(word, rules) is not None or bearing_of(word, rules) is not None


def _villages(text: str, tokens: Sequence[Token], rules: Rules) -> Iterator[tuple[int, int]]:
    """Yield stretches of words that a word for a settlement makes a name."""
    for at, token in enumerate(tokens):
        if _headed(text, tokens, at, rules):
            yield at, at + 2
        if token.folded in rules.village_after:
            first = at
            while first and at - first < _VILLAGE_WORDS and tokens[first - 1].upper and tokens[first - 1].gap in {" ", "-"} and (
                tokens[first - 1].folded not in rules.stop
            ):
                first -= 1
            if first < at:
                yield first, at
        pair = tokens[at - 1].folded + token.folded if at and _joined(text, tokens, at - 1, at) else ""
        if (token.folded in rules.village_before or pair in rules.village_before) and at + 1 < len(tokens):
            last = at + 1
            if not _joined(text, tokens, at, last) and text[token.end : tokens[last].start].strip() not in {"«", '"', "“", "#"}:
                continue
            if tokens[last].cased:
                while last < len(tokens) and last - at <= _VILLAGE_WORDS and tokens[last].upper and tokens[last].folded not in rules.stop:
                    last += 1
                    if not tokens[last - 1].gap:
                        break
                if last > at + 1:
                    yield at + 1, last
            elif ord(text[tokens[last].start]) < 0x2E80 and tokens[last].folded not in rules.before | rules.village_before and len(tokens[last].folded) > 2:  # noqa: PLR2004  # a name of two letters is none
                two = tokens[last].folded in rules.heads and tokens[last].gap and last + 1 < len(tokens)
                if two or tokens[last].folded not in rules.stop:
                    yield last, last + (2 if two else 1)


def _headed(text: str, tokens: Sequence[Token], at: int, rules: Rules) -> bool:
    """Return whether a word begins the names of villages only, and a further word of a name follows."""
    token = tokens[at]
    if token.gap not in {" ", "-"} or at + 1 >= len(tokens) or (token.cased and not token.upper):
        return False
    following = tokens[at + 1]
    if following.folded in rules.stop or (token.cased and not following.upper) or len(following.folded) < 2:  # noqa: PLR2004  # an initial
        return False
    return token.folded in village_heads() or sound_key(text[token.start : token.end]) in village_heads()


def _demonym(folded: str, rules: Rules) -> str | None:
    for size in range(len(folded), 1, -1):
        code = rules.demonyms.get(folded[:size])
        if code is not None and (size >= _STEM or size == len(folded)):
            return code
    return None


def _adjectives(
    text: str, tokens: Sequence[Token], rules: Rules, taken: list[tuple[int, int]], spot_of: Callable[[int], Spot],
    countries: dict[str, int],
) -> Iterator[PlaceMention]:  # fmt: skip
    if not rules.demonyms:
        return
    for token in tokens:
        forms = (token.folded, *(token.folded[len(p) :] for p in (*rules.prefixes, *rules.articles) if token.folded.startswith(p)))
        code = next((code for form in forms if (code := _demonym(form, rules)) is not None), None)
        if code not in countries or any(start < token.end and token.start < end for start, end in taken):
            continue
        spot = spot_of(countries[code])
        reading = Candidate(place=place_of(spot, spot_of), score=_COUNTRY, reasons=("adjective or people of it",), spot=spot)
        yield PlaceMention(start=token.start, end=token.end, name=text[token.start : token.end], role="adjective", candidates=(reading,))


def rescored(candidate: Candidate, gain: float, *reasons: str) -> Candidate:
    """Return `candidate` with `gain` added to its score, for `reasons`."""
    return replace(candidate, score=round(candidate.score + gain, 4), reasons=(*candidate.reasons, *reasons))
