"""Texts folded to words, so that layout, case and decoration do not hide that two are the same.

In: a text. Out: its folded words, each with the offsets where it stands in the text, and shingles of them.
Nothing here knows a language: the folding is Unicode's own.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Letters and digits with the marks that stand on them; an apostrophe inside a word belongs to it.
_WORD = re.compile(r"[^\W_](?:[\w\u0300-\u036f\u064b-\u0652\u0640]|['’ʼ](?=\w))*")
# Five words in a row are seldom shared by chance; Broder (1997) used 4 to 10 for near-duplicates.
SHINGLE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A text as words.

    Attributes:
        words: folded words in order.
        offsets: for each word, (start, end) in the text.
    """

    words: tuple[str, ...]
    offsets: tuple[tuple[int, int], ...]

    def shingles(self) -> frozenset[str]:
        """Return every run of `SHINGLE` words (the whole text where it is shorter)."""
        last = max(1, len(self.words) - SHINGLE + 1)
        return frozenset(" ".join(self.words[start : start + SHINGLE]) for start in range(last)) - {""}


@lru_cache(maxsize=65_536)
def fold_word(word: str) -> str:
    """Return the word without case, accents, vowel signs and letter stretching."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in decomposed if letter.isalnum())


def folded(text: str) -> Folded:
    """Return the text's folded words with their places."""
    words: list[str] = []
    offsets: list[tuple[int, int]] = []
    for found in _WORD.finditer(text):
        word = fold_word(found.group())
        if word:
            words.append(word)
            offsets.append(found.span())
    return Folded(words=tuple(words), offsets=tuple(offsets))
