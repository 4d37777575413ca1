"""Made-up words and names for the simulator, in several languages and scripts.

In: the number of a word, or a name in Latin letters, and a language. Out: how that language writes it. No two
languages share a word; names only change their letters, as names do.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

LANGUAGES = ("en", "tr", "uk", "ru")
_ONSETS = {"en": "bdfglmnprst", "tr": "çşğkyzvhmnl", "uk": "бвгдзклмнпрст", "ru": "жхцчшщфкрлсд"}
_VOWELS = {"en": "aeiou", "tr": "ıöüae", "uk": "аеиоуії", "ru": "аеоуыэюя"}
_SYLLABLES = ("ba", "da", "kar", "li", "mo", "na", "ra", "sal", "tan", "vi", "zor", "mir", "gol", "fa", "hed", "jan")
_CYRILLIC = dict(zip("abdefghiklmnoprstvyz", "абдефгхиклмнопрствиз", strict=True)) | {"j": "дж", "u": "у"}


@cache
def written(token: tuple[str, int] | tuple[str, str], language: str) -> str:
    """Return a token (`word` and its number, `name` and its letters, or `figure`) as the language writes it."""
    kind, value = token
    if kind == "word":
        return _word(int(value), language)
    if kind == "name" and language in {"uk", "ru"}:
        return "".join(_CYRILLIC[letter] for letter in str(value).lower()).capitalize()
    return str(value)


def made_name(draw: random.Random) -> str:
    """Return a name in Latin letters."""
    return "".join(draw.choice(_SYLLABLES) for _ in range(draw.randint(2, 4))).capitalize()


def _word(number: int, language: str) -> str:
    onsets, vowels = _ONSETS[language], _VOWELS[language]
    letters = ""
    number += 3
    while number:
        number, onset = divmod(number, len(onsets))
        letters += onsets[onset] + vowels[(number + onset) % len(vowels)]
    return letters
