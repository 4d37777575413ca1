"""Names in Latin letters: one form to be read, and one to be compared.

In: a name in Cyrillic, Arabic, Hebrew, Greek, Georgian, Armenian or Latin script. Out: `latin`, for people,
and `skeleton`, the consonants by sound, equal for most spellings of one name. Whether two names are one
person is decided elsewhere.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from typing import Final, NamedTuple

from sayso.registry import names

_VOWELS: Final = re.compile(r"[aeiouy]")
_TURKIC: Final = frozenset({"tr", "az"})
_FEW: Final = 3
_BEYOND_LATIN: Final = "\u0250"


class _Tables(NamedTuple):
    letters: dict[str, str]
    words: dict[str, str]
    by_language: dict[str, tuple[dict[str, str], dict[str, str]]]
    first: dict[str, str]
    steps: tuple[tuple[str, str], ...]
    turkic: tuple[tuple[str, str], ...]
    particles: frozenset[str]


@cache
def _tables() -> _Tables:
    table = tomllib.loads(resources.files("sayso.registry").joinpath("data/translit.toml").read_text("utf-8"))
    skeleton = table.pop("skeleton")
    words = table.pop("words")
    uk = table.pop("uk")
    letters = {letter: latin for script in table.values() for letter, latin in script["letters"].items()}
    return _Tables(
        letters=letters,
        words=words,
        by_language={"uk": (uk["letters"], uk["first"])},
        first=table["arabic"]["first"],
        steps=tuple((a, b) for a, b in skeleton["steps"]),
        turkic=tuple((a, b) for a, b in skeleton["turkic"]),
        particles=frozenset(skeleton["particles"]),
    )


def latin(text: str, language: str) -> str:
    """Return `text` in Latin letters, to be read; words of scripts without case are capitalised."""
    return " ".join(_latin_word(word, language) for word in text.split())


@lru_cache(maxsize=16_384)
def _latin_word(word: str, language: str) -> str:
    if all(c < _BEYOND_LATIN or not c.isalpha() for c in word):  # Latin with diacritics stays as its bearers write it
        return word
    tables = _tables()
    own, own_first = tables.by_language.get(language, ({}, {}))
    prefix = ""
    stripped = re.sub(r"[\u064b-\u065f\u0670]", "", word)
    if stripped in tables.words:
        return tables.words[stripped]
    if stripped.startswith("ال") and len(stripped) > _FEW:
        prefix, stripped = "al-", stripped[2:]
    out = []
    for place, letter in enumerate(stripped):
        low = letter.lower()
        start = place == 0 or not stripped[place - 1].isalpha()
        if language == "uk" and low == "г" and place and stripped[place - 1].lower() == "з":
            sign: str | None = "gh"
        else:
            sign = (own_first.get(low) or tables.first.get(low)) if start else None
        if sign is None:
            sign = own.get(low, tables.letters.get(low))
        if sign is None:
            sign = "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
        out.append(sign.capitalize() if letter.isupper() else sign)
    text = "".join(out)
    if not any(c.isupper() for c in text) and names.script(stripped.lower()) != "cyrillic":
        text = text[:1].upper() + text[1:]
    return prefix + text


@lru_cache(maxsize=32_768)
def skeleton(word: str, language: str = "") -> str:
    """Return the consonants of one word by sound ("Каггінс", "Caggins", "كاغينز" are all `khns`); may be empty.

    Args:
        word: one word in any script.
        language: ISO 639-1; Turkish and Azerbaijani read c, j and q in their own way.
    """
    tables = _tables()
    lowered = unicodedata.normalize("NFC", word.replace("İ", "i").lower())
    text = "".join(tables.letters.get(c, c) for c in lowered)
    if lowered[:1] == "و":
        text = "v" + text[1:]
    if language in _TURKIC:
        for a, b in tables.turkic:
            text = text.replace(a, b)
    for a, b in tables.steps:
        text = text.replace(a, b)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if c.isascii() and c.isalnum())
    text = ("f" + text[1:] if text[:1] == "w" else text).replace("w", "")
    text = _VOWELS.sub("", text)
    return re.sub(r"(.)\1+", r"\1", text)


def skeletons(phrase: str, language: str = "") -> tuple[str, ...]:
    """Return the skeleton of each word that is no particle (al, abu, bin), in order, empty ones left out."""
    found = []
    for word in re.split(r"[\s\-–’'`]+", phrase):
        plain = latin(word, language).lower().strip(".,")
        plain = plain.removeprefix("al-")
        if plain and plain not in _tables().particles:
            bones = skeleton(names.bare(word.lower()) if names.script(word.lower()) == "arabic" else word, language)
            if bones:
                found.append(bones)
    return tuple(found)
