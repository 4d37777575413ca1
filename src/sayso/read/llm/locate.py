"""Words that somebody claims to have read → where they stand, to the letter, or why they do not.

In: a text and a quote. Out: spans of the text. Only what typing changes is folded: composed letters (NFC), white
space and quotation marks. A quote that differs in a digit, a letter or its case is not in the text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from sayso.model import Span

_MARKS: Final = dict.fromkeys(map(ord, "\"“”„‟«»‹›‘’‚‛'`´ʼ＂＇"), "'")
_UNSPACED: Final = 0x2E80  # from here on scripts write words without spaces


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as quotes are looked up in it.

    Attributes:
        text: folded.
        starts: for each letter of it, where it begins in the text as given.
        ends: for each letter of it, where it ends there.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def folded(text: str) -> Folded:
    """Return the text with letters composed, white space made one space and quotation marks alike."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster in re.finditer(r"\s+|\S[\u0300-\u036f\u0591-\u05bd\u064b-\u0655\u0670]*", text):
        piece = cluster.group()
        made = " " if piece.isspace() else unicodedata.normalize("NFC", piece).translate(_MARKS)
        for letter in made:
            letters.append(letter)
            starts.append(cluster.start())
            ends.append(cluster.end())
    return Folded("".join(letters), tuple(starts), tuple(ends))


def places_of(quote: str, within: Folded) -> list[tuple[int, int]]:
    """Return where the quote stands in the text as given, as (start, end); those that cut a word are left out."""
    wanted = folded(quote.strip()).text
    found: list[tuple[int, int]] = []
    at = within.text.find(wanted) if wanted else -1
    while at >= 0:
        last = at + len(wanted)
        if not (_inside_word(within.text, at) or _inside_word(within.text, last)):
            found.append((within.starts[at], within.ends[last - 1]))
        at = within.text.find(wanted, at + 1)
    return found


def located(text: str, within: Folded, quote: str, context: str = "") -> Span | str:
    """Return where a quote stands, or why that cannot be told.

    Args:
        text: the text as given.
        within: the same, folded.
        quote: the words looked for.
        context: words around them, which tell where it is meant if they stand in the text several times.
    """
    places = places_of(quote, within)
    if not places:
        return "these words do not stand in the report"
    if len(places) > 1:
        around = places_of(context, within) if context.strip() else []
        places = [place for place in places if any(a <= place[0] and place[1] <= b for a, b in around)]
        if len(places) != 1:
            return "these words stand in the report several times, and the context does not tell which is meant"
    start, end = places[0]
    return Span(start=start, end=end, quote=text[start:end])


def _inside_word(text: str, at: int) -> bool:
    """Whether a word or a number goes on over a place; a digit after a point or comma belongs to its number."""
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    if left.isdigit() and right in ".,:٫٬’'" and text[at + 1 : at + 2].isdigit():
        return True
    if left in ".,:٫٬'-−–" and right.isdigit() and (left in "-−" or text[at - 2 : at - 1].isdigit()):
        return True
    if unicodedata.combining(right) or (left.isdigit() and right.isdigit()):
        return True
    return left.isalnum() and right.isalnum() and max(ord(left), ord(right)) < _UNSPACED
