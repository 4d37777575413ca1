"""Words with letters hidden to slip past filters, read as the words they stand for: "k1lled", "вб*то", "m0rts".

In: a token's text and the words of one language that are worth hiding. Out: the word, folded, or None where no
known word fits. A digit stands for one letter, an asterisk for one or for nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sayso.lang.fold import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable

MASKED: Final = re.compile(r"[^\W\d_]+(?:[*\d][^\W\d_]+)+")
_HIDDEN: Final = re.compile(r"[*\d]")
_FEWEST: Final = 2  # letters shown


class Masked:
    """The words that may be hidden.

    Args:
        words: folded.
        turkic: see `fold_word`.
    """

    def __init__(self, words: Iterable[str], *, turkic: bool) -> None:
        """Keep the words, each once, in order."""
        self._words = "\n".join(dict.fromkeys(words))
        self._turkic = turkic
        self._known: dict[str, str | None] = {}

    def word(self, raw: str) -> str | None:
        """Return the first word that fits, or None; `raw` as in the text."""
        if raw not in self._known:
            self._known[raw] = self._find(raw)
        return self._known[raw]

    def _find(self, raw: str) -> str | None:
        if MASKED.fullmatch(raw) is None or sum(c.isalpha() for c in raw) < _FEWEST:
            return None
        shape = "".join(
            (r"\w?" if piece == "*" else r"\w") if _HIDDEN.fullmatch(piece) else re.escape(self._folded(piece))
            for piece in re.split(r"([*\d])", raw)
        )
        found = re.search(rf"(?m)^{shape}$", self._words)
        return found.group() if found else None

    def _folded(self, piece: str) -> str:
        return fold_word(piece, turkic=self._turkic) if piece else ""
