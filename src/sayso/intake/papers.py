"""PDF and Word documents: their words, without pictures, notes and page numbers.

In: such a file, up to the size limit. Out: a draft with the text and the title that the document states. Its dates
are those of the file, not of publication, and are left alone. The work is done in `paperwork`, behind the fence.
Locked and scanned documents, and what an office makes besides letters, give one line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sayso.errors import IntakeError
from sayso.ids import sha256_hex
from sayso.intake.arrival import Draft, Way
from sayso.intake.fence import FENCE
from sayso.intake.whole import whole
from sayso.model import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.config import Settings
    from sayso.intake.arrival import Source

_PDF: Final = b"%PDF-"
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0"  # Word before 2007, and every locked document since
_WORD: Final = frozenset({".docx", ".docm", ".dotx"})
_OFFICE: Final = {
    ".doc": "a Word document of the old form",
    ".odt": "an OpenDocument text",
    ".ods": "a spreadsheet",
    ".odp": "a set of slides",
    ".xlsx": "a spreadsheet",
    ".xlsm": "a spreadsheet",
    ".xls": "a spreadsheet",
    ".pptx": "a set of slides",
    ".ppt": "a set of slides",
    ".epub": "a book",
}
_COPY: Final = "Read the page or letter that it was made from, if there is one."
_PARTS: Final = b"[Content_Types].xml"  # what Word writes first, after 30 bytes


def _is_pdf(head: bytes) -> bool:
    return _PDF in head[:1024]  # some servers send a few bytes before


def _is_office(head: bytes, suffix: str) -> bool:
    packed = head.startswith(_ZIP) and (suffix in _WORD or suffix in _OFFICE or head.startswith(_PARTS, 30))
    return packed or (head.startswith(_OLE) and (suffix in _WORD or suffix in _OFFICE))


def _read(source: Source, settings: Settings) -> Iterator[Draft | Rejected]:
    try:
        kind = "pdf" if _is_pdf(source.head) else _word(source)
        data = whole(source, settings)
        found = FENCE.call(
            f"sayso.intake.paperwork:{kind}", data, {}, subject=source.subject, seconds=settings.max_seconds
        )
    except IntakeError as error:
        yield Rejected(subject=error.subject, problem=error.problem, mend=error.mend)
        return
    yield Draft(
        subject=source.subject,
        text=found["text"],
        sha256=sha256_hex(data),
        origin_file=source.name,
        title=found["title"],
        language=found["language"],
        notes=tuple(Rejected(subject=source.subject, problem=remark, mend=_COPY) for remark in found["remarks"]),
    )


def _word(source: Source) -> str:
    """Return the name of what reads an office document.

    Raises:
        IntakeError: if nothing does.
    """
    if source.suffix in _OFFICE:
        mend = (
            "Save it as CSV and read that." if "spreadsheet" in _OFFICE[source.suffix] else "Save it as DOCX or PDF."
        )
        raise IntakeError(source.subject, f"is {_OFFICE[source.suffix]}, which is not read", mend)
    if source.head.startswith(_OLE):
        raise IntakeError(source.subject, "is locked with a password", "Save it without one, and read that.")
    return "docx"


WAY: Final = Way(kind="papers", accepts=lambda head, suffix: _is_pdf(head) or _is_office(head, suffix), read=_read)
