"""What is done to a PDF or Word document behind the fence: from its bytes to its words.

In: bytes. Out: plain values: text, title, language, remarks. A PDF has lines where paper has them: they are joined to
paragraphs again, words that were broken at a line's end too; lines that stand on most pages and a browser's margins
are left out. What
unpacks to more than `_UNPACKED` bytes, or to `bounded.RATIO` times its size, is turned away before it is unpacked.
"""

from __future__ import annotations

import io
import logging
import re
import statistics
import unicodedata
import zipfile
from collections import Counter
from typing import Any, Final

from sayso.custody.bounded import FREE, RATIO
from sayso.errors import IntakeError
from sayso.intake.bidi import in_order, is_right
from sayso.intake.feed import refuse_entities
from sayso.intake.printed import without_margins

MISSING: Final = "Install it with: pip install 'sayso[docs]'."
_UNPACKED: Final = 200_000_000
_PAGES: Final = 1000
_LETTERS: Final = 20  # of a whole document; a scan has none, or a stamp's
_FULL: Final = 0.75  # of the usual width; a line that ends before is the last of its paragraph
_LOCKED: Final = "Save it without a password, and read that."
_DAMAGED: Final = "Fetch it again, or save its words as a text file."
_RIGHT_TO_LEFT: Final = "runs from right to left, and a PDF does not keep the order of its words; compare them"
_BROKEN_WORD: Final = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\Z")
_FILE_NAME: Final = re.compile(r"\.\w{2,5}\Z|\AMicrosoft Word|\A(?:untitled|document\d*)\Z", re.IGNORECASE)
_SENTENCE_END: Final = re.compile(r"[.!?…؟۔。:;][\"'»”’)\]]*\Z")
# Letters that fonts draw as one, and the shapes of Arabic letters; nothing else is changed.
_SHAPES: Final = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]+")


def pdf(data: bytes) -> dict[str, Any]:
    """Return a PDF's text and title, and what the user should know of it.

    Raises:
        IntakeError: if it is locked, damaged, too long or a scan, or the extra is missing.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, PyPdfError
    except ImportError as error:
        raise IntakeError("", "PDF documents need the package pypdf", MISSING) from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every flaw that it works around
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise IntakeError("", "is locked with a password", _LOCKED)
        if len(reader.pages) > _PAGES:
            problem = f"has {len(reader.pages):,} pages, which is no report"
            raise IntakeError("", problem, "Save the pages that matter as a file of their own.")
        pages = [page.extract_text() for page in reader.pages]
        title = (reader.metadata.title if reader.metadata else None) or ""
    except DependencyError as error:
        raise IntakeError("", "is locked in a way that needs the package cryptography", MISSING) from error
    except (PyPdfError, RecursionError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        problem = " ".join(f"is no PDF that can be read ({type(error).__name__}: {str(error)[:150]})".split())
        raise IntakeError("", problem, _DAMAGED) from error
    text = paragraphs(without_margins([page.split("\n") for page in pages]))
    if sum(map(str.isalpha, text)) < _LETTERS:
        mend = "Find a copy with text, or save its pages as pictures and read those (ocr in docs/intake.md)."
        raise IntakeError("", "holds no text; it may be a scan", mend)
    title = str(title).strip()
    remarks = [_RIGHT_TO_LEFT] if any(is_right(line) for line in text.split("\n")) else []
    title = "" if _FILE_NAME.search(title) else title
    return {"text": text, "title": title or None, "language": None, "remarks": remarks}


def docx(data: bytes) -> dict[str, Any]:
    """Return a Word document's paragraphs, those in tables too, its title and language.

    Raises:
        IntakeError: if it is damaged or unpacks to too much, or the extra is missing.
    """
    try:
        from docx import Document
        from docx.text.paragraph import Paragraph
    except ImportError as error:
        raise IntakeError("", "Word documents need the package python-docx", MISSING) from error
    _refuse_bombs(data)
    try:
        document = Document(io.BytesIO(data))
        body = document.element.body
        lines = [Paragraph(node, document).text for node in body.iter(f"{{{body.nsmap['w']}}}p")]
        title, language = document.core_properties.title, document.core_properties.language
    except Exception as error:  # the library names no error of its own for what is not well formed
        told = " ".join(f"{type(error).__name__}: {str(error)[:150]}".split())
        raise IntakeError("", f"is no Word document that can be read ({told})", _DAMAGED) from error
    text = "\n".join(line for line in lines if line.strip())
    if not any(map(str.isalpha, text)):
        raise IntakeError("", "holds no text", "Leave it out, or find a copy with text.")
    title = "" if _FILE_NAME.search(title) else title
    return {"text": text, "title": title.strip() or None, "language": language or None, "remarks": []}


def paragraphs(pages: list[list[str]], *, turn: bool = True) -> str:
    """Return the text of pages with their lines joined to paragraphs, one a line.

    Args:
        pages: the lines of each.
        turn: lines from right to left may have their words in the wrong order.
    """
    kept = _without_furniture([[" ".join(line.split()) for line in page] for page in pages])
    lines = [line for page in kept for line in page]
    lines = in_order(lines) if turn else lines
    widths = [len(line) for line in lines if len(line) > 20]  # noqa: PLR2004  # shorter ones are headings and cells
    full = _FULL * statistics.quantiles(widths, n=10)[-2] if len(widths) > 1 else 0
    made: list[str] = []
    going_on = False
    for line in lines:
        if not line:
            going_on = going_on and bool(made) and _SENTENCE_END.search(made[-1]) is None
        elif going_on and made:
            broken = _BROKEN_WORD.search(made[-1]) and line[0].islower()
            made[-1] = made[-1][:-1] + line if broken else f"{made[-1]} {line}"
        else:
            made.append(line)
        if line:
            going_on = len(line) >= full
    return _SHAPES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), "\n".join(made))


def _without_furniture(pages: list[list[str]]) -> list[list[str]]:
    """Return the pages without what stands at the head or foot of most of them: names, dates, page numbers."""
    trimmed = [_trimmed(page) for page in pages]
    ends = Counter(_folded(line) for page in trimmed for line in {*page[:1], *page[-1:]})
    often = {line for line, count in ends.items() if count > 2 and 2 * count > len(pages)}  # noqa: PLR2004  # two may be chance
    for page in trimmed:
        if page and _folded(page[0]) in often:
            del page[0]
        if page and _folded(page[-1]) in often:
            del page[-1]
    return trimmed


def _trimmed(page: list[str]) -> list[str]:
    first = next((at for at, line in enumerate(page) if line), len(page))
    last = next((at for at in range(len(page), first, -1) if page[at - 1]), first)
    return page[first:last]


def _folded(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _refuse_bombs(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = packed.infolist()
            size = sum(info.file_size for info in members)
            if size > min(_UNPACKED, max(FREE, RATIO * len(data))):
                raise IntakeError("", "grows beyond all measure when it is unpacked", "Leave it out.")
            for info in members:
                if info.filename.endswith((".xml", ".rels")):
                    with packed.open(info) as part:
                        refuse_entities(part.read(1 << 16), "")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as error:
        problem = " ".join(f"is a damaged document ({str(error)[:150]})".split())
        raise IntakeError("", problem, _DAMAGED) from error
