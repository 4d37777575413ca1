"""Names that no index need hold: what a word for a settlement stands beside, and spellings known by their sound.

In: a scene. Out: stretches of words, and places that sound like one. Whether they are taken is decided later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sayso.registry.places.fold import key_of
from sayso.registry.places.near import bearing_of
from sayso.registry.places.rules import village_heads
from sayso.registry.places.size import prior
from sayso.registry.places.sound import sound_key, sounds_like
from sayso.registry.places.types import Candidate
from sayso.registry.times import words as time_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.registry.places.scene import Scene

_WORDS: Final = 3  # words in a village's name, at the most
_LETTERS: Final = 3  # letters in it, at the least, where no capitals tell a name
_SOUND: Final = 4  # consonants that a name must have to be known by its sound
_ALIKE: Final = 0.72  # below this two names share consonants by chance
_BY_SOUND: Final = 0.15
_QUOTES: Final = frozenset({"", "«", '"', "“", "„", "#"})
_OPENING: Final = frozenset('«"“„‘')
_CLOSING: Final = frozenset('»"”“’')
_EAST_ASIAN: Final = 0x2E80  # the first character of the scripts that put no spaces between words


def villages_in(scene: Scene) -> list[tuple[int, int]]:
    """Return stretches of words that a word for a settlement, before or after, makes a name."""
    stretches: list[tuple[int, int]] = []
    for at, token in enumerate(scene.tokens):
        if _headed(scene, at):
            stretches.append((at, at + 2))
        if token.folded in scene.rules.village_after and (first := _back(scene, at)) < at:
            stretches.append((first, at))
        if _announces(scene, at):
            last = _capitals(scene, at + 1) if scene.tokens[at + 1].cased else _plain(scene, at + 1)
            if last > at + 1:
                stretches.append((at + 1, last))
    return stretches


def _announces(scene: Scene, at: int) -> bool:
    """Return whether word `at` ends "village of", and a name may follow."""
    if at + 1 >= len(scene.tokens):
        return False
    token, following = scene.tokens[at], scene.tokens[at + 1]
    if scene.text[token.end : following.start].strip() not in _QUOTES:
        return False
    pair = scene.tokens[at - 1].folded + token.folded if at and scene.joined(at - 1, at) else ""
    return token.folded in scene.rules.village_before or pair in scene.rules.village_before


def _back(scene: Scene, at: int) -> int:
    first = at
    while first and at - first < _WORDS:
        token = scene.tokens[first - 1]
        if not token.upper or token.gap not in {" ", "-"} or token.folded in scene.rules.stop:
            break
        first -= 1
    return first


def _capitals(scene: Scene, first: int) -> int:
    last = first
    while last < len(scene.tokens) and last - first < _WORDS:
        token = scene.tokens[last]
        if not token.upper or token.folded in scene.rules.stop:
            break
        last += 1
        if token.gap not in {" ", "-"}:
            break
    return last


def _plain(scene: Scene, first: int) -> int:
    """Return where a name ends in a script without capitals.

    It is what stands in quotes, two words after one such as "tell", or one that has no article with the next one
    that has ("mother of the villages"), else one word.
    """
    token, rules = scene.tokens[first], scene.rules
    if ord(scene.text[token.start]) >= _EAST_ASIAN or _tells_otherwise(scene, first):
        return first
    quoted = _quoted(scene, first)
    if quoted > first:
        return quoted
    following = first + 1 if token.gap and first + 1 < len(scene.tokens) else None
    if token.folded in rules.heads and following is not None:
        return following + 1
    if len(token.folded) < _LETTERS or any(form in rules.stop for form in scene.bare(token.folded)):
        return first
    return first + (2 if following is not None and _possessed(scene, first) else 1)


def _tells_otherwise(scene: Scene, at: int) -> bool:
    """Return whether a word behind "village" is a preposition, another such word, or a people's adjective."""
    folded, rules = scene.tokens[at].folded, scene.rules
    forms = list(scene.bare(folded))
    if any(form in rules.before or form in rules.village_before for form in forms):
        return True
    return any(scene.demonym(form) is not None for form in forms)


def _quoted(scene: Scene, first: int) -> int:
    """Return where the quotes close that open before word `first`; `first` where there are none or too many words."""
    text, tokens = scene.text, scene.tokens
    if tokens[first].start == 0 or text[tokens[first].start - 1] not in _OPENING:
        return first
    for last in range(first, min(len(tokens), first + _WORDS)):
        if text[tokens[last].end : tokens[last].end + 1] in _CLOSING:
            return last + 1 if last > first or len(tokens[last].folded) >= _LETTERS else first
        if not tokens[last].gap:
            break
    return first


def _possessed(scene: Scene, at: int) -> bool:
    """Return whether word `at` has no article and the next has one, and is neither time, direction nor adjective.

    Adjectives agree with the word for the settlement, which is feminine, or end like peoples' names.
    """
    token, following, rules = scene.tokens[at], scene.tokens[at + 1], scene.rules
    article = rules.articles[0] if rules.articles else ""
    if not article or token.folded.startswith(rules.articles) or not following.folded.startswith(article):
        return False
    if len(following.folded) < len(article) + _LETTERS or following.folded.endswith(tuple(rules.adjectives)):
        return False
    if any(form in rules.stop for form in (following.folded, following.folded.removeprefix(article))):
        return False
    if time_words.tells_time(scene.language, following.folded) or bearing_of(following.folded, rules) is not None:
        return False
    return not any(index.rows_of(key_of(form)) for form in scene.bare(token.folded) for index in scene.indexes)


def _headed(scene: Scene, at: int) -> bool:
    """Return whether a word begins the names of villages only, and a further word of a name follows."""
    token = scene.tokens[at]
    if token.gap not in {" ", "-"} or at + 1 >= len(scene.tokens) or (token.cased and not token.upper):
        return False
    following = scene.tokens[at + 1]
    if following.folded in scene.rules.stop or (token.cased and not following.upper) or len(following.folded) == 1:
        return False
    heads = village_heads()
    return token.folded in heads or sound_key(scene.written(at, at + 1)) in heads


def unknown_in(scene: Scene) -> Iterator[tuple[int, int]]:
    """Yield capitalised words behind a preposition of place or a direction: names that may be spelt in a new way."""
    for at, token in enumerate(scene.tokens):
        if not token.upper or scene.opens(at) or token.folded in scene.rules.stop:
            continue
        before = scene.tokens[at - 1].folded
        rules = scene.rules
        if before not in rules.before and before not in rules.near and bearing_of(before, rules) is None:
            continue
        if scene.says_place(token) or time_words.tells_time(scene.language, token.folded):
            continue
        pair = token.gap in {" ", "-"} and at + 1 < len(scene.tokens) and scene.tokens[at + 1].upper
        yield at, at + (2 if pair else 1)


def heard(scene: Scene, name: str) -> tuple[Candidate, ...]:
    """Return the places whose canonical name sounds like `name`, likeliest first."""
    sound = sound_key(name, scene.language)
    if len(sound) < _SOUND:
        return ()
    found = []
    for index in scene.indexes:
        for row, _ in index.rows_sounding(key_of(sound)):
            spot = scene.spot_of(row)
            # Arabic and Hebrew write no vowels to compare, so that the consonants must do.
            like = sounds_like(name, spot.name) if name[0].isupper() else 1.0
            if like >= _ALIKE and spot.kind in {"city", "capital", "admin"}:
                size, reasons = prior(spot, "")
                score = round(size - _BY_SOUND - (1 - like) / 2, 4)
                told = (*reasons, f"sounds like {spot.name}, {like:.2f}")
                found.append(
                    Candidate(place=scene.place_of(spot), score=score, reasons=told, spot=spot, by_sound=True)
                )
    return tuple(sorted(found, key=lambda each: (-each.score, each.spot.row if each.spot else 0)))
