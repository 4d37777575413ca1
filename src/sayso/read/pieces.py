"""Text cut into the encoder's pieces, each with the exact characters it stands for.

In: text, and the tokenizer that ships with the model. Out: token ids and code point offsets into the text as given.
What carries no letters (zero-width marks, soft hyphens, Arabic vowel signs and stretching bars) is skipped
before matching, so that "مـ ـقـ ـتل" and "مقتل" meet more pieces in common; offsets always count in the original.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from unicodedata import category

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

# Soft hyphen, tatweel, Arabic vowel signs, zero-width and direction marks, byte order mark, variation selectors.
_SILENT: Final = (
    "[\u00ad\u0640\u064b-\u0652\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\ufeff]"
)

_ATTACHED: Final = frozenset({"Mn", "Me", "Cf"})  # marks over and under letters, signs without a shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A text's tokens.

    Attributes:
        ids: int64 [n].
        starts, ends: int64 [n], code points; a token that stands for nothing but space has start == end.
    """

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


def tokenizer_of(pieces: Sequence[tuple[str, float]], unknown: int = 3) -> Tokenizer:
    """Return a unigram tokenizer over (piece, log probability) pairs, index = token id, `▁` for a space."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers  # slow to import

    tokenizer = Tokenizer(models.Unigram(list(pieces), unk_id=unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(_SILENT), ""),
            normalizers.NFKC(),
            normalizers.Replace(Regex(r"\s+"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return tokenizer


def pieces_of(tokenizer: Tokenizer, text: str) -> Pieces:
    """Return the pieces of `text`, without sentence marks; offsets leave out the space before a word."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    spans = np.asarray(encoding.offsets, np.int64).reshape(-1, 2)
    starts, ends = spans[:, 0].copy(), spans[:, 1].copy()
    limit = len(text)
    for index in range(len(starts) - 1, -1, -1):
        start, end = int(starts[index]), int(ends[index])
        # A letter's accents and silent signs belong to it, even where matching left them out.
        while start < end < limit and category(text[end]) in _ATTACHED:
            end += 1
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        starts[index], ends[index] = start, end
        limit = start
    return Pieces(ids=np.asarray(encoding.ids, np.int64), starts=starts, ends=ends)
