"""Sound: what a name sounds like, whatever script it is written in.

In: a name, and its language where known. Out: an ASCII spelling and a consonant skeleton. It is meant for
comparing names that no index holds; two names of one skeleton may still be two places.
"""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz.distance import Indel

from sayso.registry.places.fold import tokens_of

_MIN_SKELETON = 3


@cache
def _tables() -> tuple[dict[str, str], dict[str, list[list[str]]], list[list[str]], frozenset[str]]:
    table = tomllib.loads((files(__package__) / "data" / "sound.toml").read_text(encoding="utf-8"))
    letters: dict[str, str] = {}
    for script in table["letters"].values():
        letters.update(script)
    return letters, table["spelling"], table["classes"]["rules"], frozenset(table["classes"]["articles"])


@lru_cache(maxsize=65536)
def romanised(name: str, language: str | None = None) -> str:
    """Return `name` in lower-case ASCII letters, words apart, as its sounds are commonly written in English.

    `language` decides how Latin letters sound (Turkish `c` is j); other scripts need none.
    """
    letters, spelling, _, _ = _tables()
    words = [name[token.start : token.end] for token in tokens_of(name)]
    spelt = []
    for index, raw in enumerate(words):
        word = unicodedata.normalize("NFC", raw.casefold().replace("i̇", "i"))
        if language is not None and word[0] < "\u0250":
            for old, new in spelling.get(language, ()):
                word = word.replace(old, new)
        if word.endswith("ة") and index + 1 < len(words):
            word = word[:-1] + "ت"  # in construct the ending is heard: خربة عمو is Khirbet Ammu
        if word.startswith("ال") and len(word) > len("الxx"):
            word = word[2:]
        spelt.append("".join(_letter(char, letters) for char in word))
    return " ".join(word for word in spelt if word)


def _letter(char: str, letters: dict[str, str]) -> str:
    if char in letters:
        return letters[char]
    if char.isascii():
        return char if char.isalnum() else ""
    parts = unicodedata.normalize("NFKD", char)
    return "".join(part if part.isascii() and part.isalnum() else letters.get(part, "") for part in parts)


@lru_cache(maxsize=65536)
def sound_key(name: str, language: str | None = None) -> str:
    """Return the consonant skeleton of `name`, articles left out, equal across scripts for most spellings.

    "Харбет Амо", "Khirbet Ammu" and "خربة عمو" all give `HRBTM`. Names with fewer than three consonants keep
    their vowels, for a skeleton that short says nothing.
    """
    _, _, rules, articles = _tables()
    words = romanised(name, language).split()
    kept = [word for word in words if word not in articles] or words
    skeleton = "".join(_skeleton(word, rules) for word in kept)
    return skeleton if len(skeleton) >= _MIN_SKELETON else "".join(kept).upper()


def _skeleton(word: str, rules: list[list[str]]) -> str:
    out = word.removesuffix("h") if len(word) > 1 and word[-2] in "aeiou" else word
    for old, new in rules:
        out = out.replace(old, new)
    once = [char for index, char in enumerate(out) if char.isupper() and (index == 0 or char != out[index - 1])]
    return "".join(once)


def sounds_like(left: str, right: str) -> float:
    """Return how alike two names sound, 0 to 1: the mean of their skeletons' and their spellings' likeness."""
    skeletons = Indel.normalized_similarity(sound_key(left), sound_key(right))
    spellings = Indel.normalized_similarity(romanised(left).replace(" ", ""), romanised(right).replace(" ", ""))
    return (skeletons + spellings) / 2
