"""Folding: one key for the ways a name is written in one script.

In: names and running text. Out: folded keys, 64-bit hashes, tokens with offsets. Knows no language and no place;
spaces, hyphens and apostrophes vanish from keys, so that "Deir ez-Zor" and "Deirezzor" are one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Final

# Letters with their marks. Indic vowel signs and Arabic points are not \w for the standard library, and an
# underscore joins the words of a hashtag, so that it counts as a gap. Who writes past a filter breaks words between
# stretching strokes ("هـ ـجوم", "هـ.ـجوم"); the pieces are one word.
_TOKEN: Final = re.compile(
    r"[^\W_](?:[^\W_]|(?<=ـ)[ .*]{1,2}(?=ـ)|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963])*"
)
_GAP: Final = re.compile(r"[\u00a0\u202f _]{1,2}|[-\u2010\u2011]|['\u2019\u02bc`\u2018\u02bb\u02bf]|")
_ALIKE: Final = str.maketrans(
    {
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ə": "e", "ǝ": "e", "æ": "ae", "œ": "oe", "ħ": "h",
        "ى": "ي", "ی": "ي", "ې": "ي", "ێ": "ي", "ة": "ه", "ۀ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ک": "ك",
        "گ": "گ", "ء": "", "ـ": "", "ٱ": "ا", "ۆ": "و", "ґ": "г", "ў": "у",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word of running text; `text[start:end]` is the word, `gap` what stands between it and the next.

    Attributes:
        folded: folded form.
        upper: the first letter is a capital.
        cased: the script has capitals.
        gap: ` `, `-` or `'` where the next word may belong to the same name, else an empty string.
    """

    start: int
    end: int
    folded: str
    upper: bool
    cased: bool
    gap: str


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return `text` without case, marks, spaces and punctuation; letters of equal sound in Arabic script as one."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_ALIKE)
    return "".join(char for char in plain if char.isalnum() or unicodedata.category(char) == "Mc")


@lru_cache(maxsize=65536)
def key_of(folded: str) -> int:
    """Return the 64-bit key under which an index files a folded name."""
    return int.from_bytes(blake2b(folded.encode(), digest_size=8).digest(), "big")


@lru_cache(maxsize=256)
def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the words of `text` with offsets in code points."""
    matches = list(_TOKEN.finditer(text))
    found: list[Token] = []
    for index, match in enumerate(matches):
        end = match.end()
        gap = ""
        if index + 1 < len(matches):
            between = text[end : matches[index + 1].start()]
            if between == "." and end - match.start() == 1:
                gap = "'"  # the letters of "U.S." are one word
            elif between and _GAP.fullmatch(between):
                gap = " " if between[0] in " _\u00a0\u202f" else "-" if between[0] in "-\u2010\u2011" else "'"
        word = match.group()
        first = word[0]
        upper = first.isupper() or first.istitle()
        found.append(Token(match.start(), end, fold(word), upper, upper or first.islower(), gap))
    return tuple(found)
