"""Words of saying with nobody beside them: whom they mean.

In: a cue without a source, its text and pack. Out: "the source before" ("he" left out, "it is noted"), "reports of
which nobody is named" ("it was reported"), or neither. Resolving is `voices.py`'s business.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from sayso.lang.reference import reference

if TYPE_CHECKING:
    from sayso.lang import Pack
    from sayso.model import Span

Meant = Literal["before", "reports"]
_NEAR: Final = 24  # characters around a cue in which its formula may go on ("es wurde auch", "berichtet")
_BREAK: Final = re.compile(r"[.!?;\n]")


def meant(cue: Span, text: str, pack: Pack) -> Meant | None:
    """Return whom a cue that stands alone means, None where nothing tells."""
    words = reference(pack.code)
    left = max(
        [cue.start - _NEAR, *(mark.end() for mark in _BREAK.finditer(text, max(0, cue.start - _NEAR), cue.start))]
    )
    right = min([cue.end + _NEAR, *(mark.start() for mark in _BREAK.finditer(text, cue.end, cue.end + _NEAR))])
    left = max(0, left)
    window = text[left:right]
    inside = (cue.start - left, cue.end - left)
    if any(_touches(found.span(), inside) for word in words.same for found in _whole(word, window.casefold())):
        return "before"
    tokens = pack.tokens(window)
    tags = {
        hit.tag[1]
        for hit in pack.cues.hits(tokens)
        if hit.tag[0] == "attribution" and _touches((tokens[hit.first].start, tokens[hit.last].end), inside)
    }
    if "reported" in tags:
        return "reports"
    return "before" if tags.intersection(words.omits) else None


def _whole(word: str, text: str) -> list[re.Match[str]]:
    return list(re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text))


def _touches(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
