"""The word table: one vector per piece, kept in 4-bit blocks and unpacked only for the pieces of a text.

In: token ids. Out: float32 vectors. A block is a little-endian float16 scale and 16 bytes; byte j holds weight j in
its low and weight j + 16 in its high nibble; weight = (nibble - 8) * scale. The file is mapped, never read whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

BLOCK: Final = 32
BLOCK_BYTES: Final = 18


def unpack(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return uint8 [n, 18] blocks as float32 [n, 32]."""
    scale = np.ascontiguousarray(blocks[:, :2]).view("<f2").astype(np.float32)
    packed = blocks[:, 2:]
    nibbles = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.float32)
    return (nibbles - np.float32(8)) * scale


class WordTable:
    """Vectors of pieces by token id.

    Args:
        rows: uint8 [pieces, width / 32 * 18], in memory or mapped from a file.
    """

    def __init__(self, rows: NDArray[np.uint8]) -> None:
        """Keep the rows as they are; nothing is unpacked yet."""
        self._rows = rows

    @classmethod
    def mapped(cls, path: Path, width: int) -> WordTable:
        """Return the table in `path`, read only page by page as ids are asked for."""
        return cls(np.memmap(path, np.uint8, "r").reshape(-1, width // BLOCK * BLOCK_BYTES))

    def __len__(self) -> int:
        """Return the number of pieces."""
        return len(self._rows)

    def vectors(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return float32 [len(ids), width]."""
        rows = np.asarray(self._rows[ids])
        return unpack(rows.reshape(-1, BLOCK_BYTES)).reshape(len(ids), -1)
