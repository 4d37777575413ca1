"""sayso: who says what about a contested incident, and on whose word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.version import __version__

__all__ = ["Case", "__version__"]

if TYPE_CHECKING:
    from sayso.case import Case


def __getattr__(name: str) -> object:
    """Return `Case` on first use, so that importing the package stays light.

    Raises:
        AttributeError: for any other name.
    """
    if name == "Case":
        from sayso.case import Case

        return Case
    message = f"module 'sayso' has no attribute {name!r}"
    raise AttributeError(message)
