"""Passages → sentences, as offsets.

In: text and language. Out: (start, end) pairs that cover the text without gaps but for white space. Splits are made
conservatively: a missed split costs a little context, a wrong one cuts a name in half. Does not look at meaning.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

# A sentence may end at . ! ? … and their Arabic, Devanagari and Han counterparts, closing quotes included.
_END = re.compile(r"(?:[.!?…؟۔।]+|[。！？])[\"'”’»)\]]*")
_WORD_BEFORE = re.compile(r"([^\W\d_](?:[^\W\d_]|\.(?=[^\W\d_]))*)$")
_OPENERS = "\"'“‘«„([—–-•*#@"
_LOOK_BACK = 24
# Languages that write an ordinal as a figure and a full stop ("am 12. Februar").
_ORDINAL_POINT = frozenset({"de", "tr", "az", "pl"})
_ORDINAL = re.compile(r"(?<!\d)\d{1,2}$")


def sentences_of(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """Return the sentences of `text` as (start, end) code-point offsets, white space trimmed, in order.

    A line break always ends a sentence. Time grows linearly with the text.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for mark in _END.finditer(text, line.start(), line.end()):
            if _ends_here(text, mark, line.end(), language):
                _keep(text, start, mark.end(), found)
                start = mark.end()
        _keep(text, start, line.end(), found)
    return tuple(found)


def _ends_here(text: str, mark: re.Match[str], line_end: int, language: str) -> bool:
    after = mark.end()
    if after >= line_end:
        return True
    if mark.group()[0] in "。！？":
        return True
    if not text[after].isspace():
        return False
    following = text[after:line_end].lstrip()
    if not following:
        return True
    if mark.group() == ".":
        if language in _ORDINAL_POINT and _ORDINAL.search(text, max(0, mark.start() - _LOOK_BACK), mark.start()):
            return False
        word = _WORD_BEFORE.search(text, max(0, mark.start() - _LOOK_BACK), mark.start())
        if word and (
            word.group(1).casefold() in _abbreviations(language)
            or (len(word.group(1)) == 1 and word.group(1).isupper())
        ):
            return False
    first = following.lstrip(_OPENERS)[:1] or following[0]
    return not first.islower()


def _keep(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))


@cache
def _abbreviations(language: str) -> frozenset[str]:
    table = tomllib.loads(resources.files("sayso.read").joinpath("data/abbreviations.toml").read_text("utf-8"))
    return frozenset(table["all"]) | frozenset(table.get(language, ()))
