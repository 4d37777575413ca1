"""What stays recognisable when a text is translated: its figures and the sound of its names.

In: a text and its language. Out: `Anchors`. A figure is its digits, whatever the script; a name is the skeleton of
its consonants (`registry/translit.py`), cut short so that case endings do not matter. Scripts without capital letters
do not show which words are names: all their words are kept as possible names, and only count where the other text
has the same as a name. Nothing here compares texts.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from sayso.registry.translit import skeleton

_TOKEN = re.compile(r"\d+(?:[.,٫٬:]\d+)*|[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_ENDS = frozenset(".!?…؟。\n:«\"“„'‘([")
# The first consonants name a word well enough, and what follows is mostly an ending: Caggins, Каггинса, كاغينز.
_CUT = 4
_LEAST = 3
# A single digit is in every text, and is as often written out.
_FIGURE = 2
_JOINED = ("وال", "بال", "لل", "ال", "و", "ب", "ل", "ה", "ו", "ב", "ל", "מ", "ש")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """Figures and names of one text.

    Attributes:
        sure: anchor to its first place (number of the word): figures, and words that are names by their capital.
        possible: the same for words that may be names, of a script that has no capitals; empty for other scripts.
        spans: anchor to (start, end) of its first place in the text.
    """

    sure: dict[str, int]
    possible: dict[str, int]
    spans: dict[str, tuple[int, int]]


def anchors_of(text: str, language: str) -> Anchors:
    """Return the text's anchors."""
    sure: dict[str, int] = {}
    possible: dict[str, int] = {}
    spans: dict[str, tuple[int, int]] = {}
    for place, found in enumerate(_TOKEN.finditer(text)):
        word = found.group()
        if word[0].isdigit():
            anchor = _figure(word)
            kept = sure
        elif word[0].isupper():
            anchor = "" if _begins(text, found.start()) else _name(word, language)
            kept = sure
        elif word[0].islower():
            continue
        else:
            anchor, kept = _caseless(word, language), possible
        if anchor and anchor not in kept:
            kept[anchor] = place
            spans.setdefault(anchor, found.span())
    return Anchors(sure=sure, possible=possible, spans=spans)


def _begins(text: str, start: int) -> bool:
    """Return whether a sentence, headline or quotation begins here, so that a capital says nothing."""
    before = text[max(0, start - 3) : start].rstrip(" \u00a0\t")
    return not before or before[-1] in _ENDS


@lru_cache(maxsize=65_536)
def _figure(word: str) -> str:
    digits = "".join(str(unicodedata.digit(sign)) for sign in word if sign.isdigit())
    return f"#{digits.lstrip('0')}" if len(digits.lstrip("0")) >= _FIGURE else ""


@lru_cache(maxsize=65_536)
def _name(word: str, language: str) -> str:
    bones = skeleton(re.split(r"['’ʼ]", word)[0], language)
    return bones[:_CUT] if len(bones) >= _LEAST else ""


@lru_cache(maxsize=65_536)
def _caseless(word: str, language: str) -> str:
    for prefix in _JOINED:
        if word.startswith(prefix) and len(word) - len(prefix) > _LEAST:
            word = word[len(prefix) :]
            break
    return _name(word, language)
