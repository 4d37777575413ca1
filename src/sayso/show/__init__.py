"""What people look at: the account matrix on a terminal, and the dossier as one HTML file.

In: a `Dossier`. Out: a rich renderable (`matrix`) or the text of a page (`page`). Nothing here weighs, counts origins
or decides; every sentence that is shown is put together from fields, and every quote is a stretch of a report's text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType

    from sayso.model import Dossier

__all__ = ["matrix", "page"]


def matrix(dossier: Dossier) -> RenderableType:
    """Return the account matrix for a terminal: for each question its status, its answers and who gives them."""
    from sayso.show.terminal import matrix_of

    return matrix_of(dossier)


def page(dossier: Dossier) -> str:
    """Return the dossier as one self-contained HTML page; the same dossier gives the same bytes."""
    from sayso.show.document import page_of

    return page_of(dossier)
