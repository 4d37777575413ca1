"""What people look at: the account matrix on a terminal, and the dossier as one HTML file.

In: a `Dossier`. Out: a rich renderable (`matrix`, and `explanation` of one finding), the text of a page (`page`), or
the values behind one finding (`cell`). Nothing here weighs, counts origins or decides; every sentence that is shown
is put together from fields, and every quote is a stretch of a report's text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType

    from sayso.model import Dossier, Finding
    from sayso.show.behind import Cell

__all__ = ["cell", "explanation", "matrix", "page"]


def matrix(dossier: Dossier, *, ids: bool = False) -> RenderableType:
    """Return the account matrix for a terminal: for each question its status, its answers and who gives them.

    Args:
        dossier: of the incident.
        ids: whether to print each finding's id too, to ask for it by.
    """
    from sayso.show.terminal import matrix_of

    return matrix_of(dossier, ids=ids)


def cell(dossier: Dossier, finding: Finding) -> Cell:
    """Return from which spans, joins and decisions one of the dossier's findings comes, for programs."""
    from sayso.show.behind import cell_of
    from sayso.show.book import Book

    return cell_of(Book(dossier), finding)


def explanation(dossier: Dossier, finding: Finding) -> RenderableType:
    """Return the same as `cell` for a terminal."""
    from sayso.show.behind import cell_of
    from sayso.show.book import Book
    from sayso.show.explained import Explanation

    book = Book(dossier)
    return Explanation(book, cell_of(book, finding))


def page(dossier: Dossier) -> str:
    """Return the dossier as one self-contained HTML page; the same dossier gives the same bytes."""
    from sayso.show.document import page_of

    return page_of(dossier)
