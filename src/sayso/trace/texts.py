"""What copy detection looks at in a report's text, made once per text.

In: a report. Out: `Print`: hashes of its runs of words, and its anchors (figures and names that survive translation).
A report's print is small; a `Texts` keeps those it has made, so that tracing an incident again reads no text again.
Nothing here compares two reports.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.ids import sha256_hex
from sayso.trace.anchors import Anchors, anchors_of
from sayso.trace.folding import SHINGLE, folded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sayso.model import Report
    from sayso.trace.kinship import Kin

# An odd number with its bits well mixed (from Knuth's multiplicative hashing, 64 bits): neighbouring words that
# change places give another hash.
_FACTOR = 0x9E3779B97F4A7C15
_WHOLE = (1 << 64) - 1
# Prints are some kilobytes each; a case is shown incident by incident, so older ones may go.
_MOST = 20_000
_SETS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """One text as copy detection sees it.

    Attributes:
        same: equal for texts that are the same once folded; "" for a text without words.
        words: how many there are.
        shingles: uint64, sorted, one per distinct run of `SHINGLE` words (the whole text where it is shorter).
        anchors: what stays recognisable in a translation.
    """

    same: str
    words: int
    shingles: NDArray[np.uint64]
    anchors: Anchors


class Texts:
    """Makes prints, and keeps them."""

    def __init__(self) -> None:
        """Start empty."""
        self._made: dict[tuple[str, str], Print] = {}
        self.kin: dict[tuple[tuple[str, str, str], ...], tuple[Kin, ...]] = {}

    def of(self, report: Report) -> Print:
        """Return the report's print."""
        key = (report.text_sha256, report.language)
        made = self._made.get(key)
        if made is None:
            made = print_of(report)
            if len(self._made) >= _MOST:
                self._made.clear()
            self._made[key] = made
        return made

    def keep(self, key: tuple[tuple[str, str, str], ...], kin: tuple[Kin, ...]) -> None:
        """Keep what the reports of this key share."""
        if len(self.kin) >= _SETS:
            self.kin.clear()
        self.kin[key] = kin


def print_of(report: Report) -> Print:
    """Return what copy detection looks at in this report's text."""
    words = folded(report.text).words
    return Print(
        same=sha256_hex(" ".join(words).encode()) if words else "",
        words=len(words),
        shingles=_shingles(words),
        anchors=anchors_of(report.text, report.language),
    )


def _shingles(words: tuple[str, ...]) -> NDArray[np.uint64]:
    import numpy as np  # heavy

    codes = np.fromiter((zlib.crc32(word.encode()) for word in words), np.uint64, len(words))
    size = min(SHINGLE, len(words))
    hashes = np.zeros(max(0, len(words) - size + 1) if words else 0, np.uint64)
    factor = 1
    for place in range(size):
        hashes += codes[place : place + len(hashes)] * np.uint64(factor)
        factor = (factor * _FACTOR) & _WHOLE
    return np.unique(hashes)
