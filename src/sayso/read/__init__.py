"""From passages to readings: who says what, in exact words. See docs/architecture.md.

In: reports and their passages. Out: `Reading`. Nothing here stores, groups or weighs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.read.reader import Reader

__all__ = ["Reader"]


def __getattr__(name: str) -> object:
    """Return `Reader` on first use: it brings the model's runtime with it.

    Raises:
        AttributeError: for any other name.
    """
    if name == "Reader":
        from sayso.read.reader import Reader

        return Reader
    raise AttributeError(name)
