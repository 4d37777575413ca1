"""Lines of Arabic and Hebrew whose words a PDF keeps in the order of the page, from left to right, put in order.

In: lines. Out: the same lines, in the order of reading. A PDF says where glyphs are drawn, not in which order they
are read; whether the words were turned round shows where full stops stand: at the beginning of a line, if they were.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final

_RIGHT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT: Final = re.compile(r"[^\W\d_]")
_FIRST: Final = re.compile(r"\s*[.؟!?،؛:](?!\d)")
_LAST: Final = re.compile(r"[.؟!?،؛:]\s*\Z")
_LOOSE: Final = re.compile(r"\s+([.؟!?،؛:])(?=\s|\Z)")


def is_right(line: str) -> bool:
    """Tell whether most letters of a line are of a script that runs from right to left."""
    right = len(_RIGHT.findall(line))
    return right * 2 > len(_LEFT.findall(line)) and right > 0


def in_order(lines: list[str]) -> list[str]:
    """Return the lines, those from right to left with their words turned round if all of them seem to need it."""
    right = [line for line in lines if is_right(line)]
    turned = sum(_FIRST.match(line) is not None for line in right) > sum(
        _LAST.search(line) is not None for line in right
    )
    return [_turned(line) if turned and is_right(line) else line for line in lines]


def _turned(line: str) -> str:
    """Return a line's words in the opposite order, runs of foreign words and numbers in their own."""
    words: list[str] = []
    for right, run in groupby(reversed(line.split()), key=lambda word: _RIGHT.search(word) is not None):
        found = [*run]
        words.extend(found if right else found[::-1])
    return _LOOSE.sub(r"\1", " ".join(words))
