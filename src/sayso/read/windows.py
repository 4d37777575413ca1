"""Long texts cut into windows that the encoder can read, at the ends of sentences wherever there is one.

In: text and its pieces. Out: sentence ends as token indices, and windows with the stretch each of them answers for.
The splitter is crude on purpose: a window cut at "Gen." costs little, since windows overlap.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.read.pieces import Pieces

# A full stop of any script with the quotes and brackets that close after it, or the end of a line.
_END = re.compile(r"[.!?…؟۔।。！？]+[\"'»”’)\]]*(?=\s|$)|\n+|[。！？]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Tokens `start:end` are read together; what is found in `own_start:own_end` counts."""

    start: int
    end: int
    own_start: int
    own_end: int


def sentence_ends(text: str, pieces: Pieces) -> tuple[int, ...]:
    """Return the token index after each sentence, ascending, the last one being the number of tokens."""
    ends: list[int] = []
    for match in _END.finditer(text):
        index = int(np.searchsorted(pieces.starts, match.end(), side="left"))
        if index and (not ends or index > ends[-1]):
            ends.append(index)
    if not ends or ends[-1] != len(pieces.ids):
        ends.append(len(pieces.ids))
    return tuple(ends)


def windows_of(ends: Sequence[int], *, own: int, context: int) -> tuple[Window, ...]:
    """Return windows that answer for every token once, in order.

    Args:
        ends: token index after each sentence, as `sentence_ends` gives them.
        own: most tokens a window answers for; a longer sentence is cut.
        context: about how many tokens are read before and after, whole sentences where they fit.
    """
    total = ends[-1]
    cuts = (0, *ends)
    windows: list[Window] = []
    start = 0
    while start < total:
        end = _last_cut(cuts, start, start + own) or min(start + own, total)
        after = _last_cut(cuts, end - 1, end + context) or min(total, end + context)
        # The first cut within reach lies furthest back, so it gives the most context.
        at = bisect_left(cuts, start - context)
        before = cuts[at] if cuts[at] <= start else max(0, start - context)
        windows.append(Window(start=before, end=after, own_start=start, own_end=end))
        start = end
    return tuple(windows)


def _last_cut(cuts: Sequence[int], above: int, most: int) -> int:
    """Return the last cut in `above < cut <= most`, or 0."""
    cut = cuts[bisect_right(cuts, most) - 1]
    return cut if cut > above else 0
