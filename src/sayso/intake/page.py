"""HTML pages: the article's text and what the page says about it.

In: a saved page. Out: one draft. The article is found by trafilatura, the date by htmldate in the page's own
metadata only: a date picked from the words of the article could be the event's. Buttons, menus and comments are left
out. Nothing that the page links to is fetched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sayso.errors import IntakeError
from sayso.ids import sha256_hex
from sayso.intake.arrival import Draft, Way
from sayso.intake.decode import decode
from sayso.intake.whole import broken_note, whole
from sayso.model import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.config import Settings
    from sayso.intake.arrival import Source

_SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml", ".shtml"})
_TEXT: Final = frozenset({".txt", ".md", ".markdown"})  # may speak of HTML, or quote some
_OPENING: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|meta|main|div|p|h1)[\s>]", re.IGNORECASE)
_DECLARED: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_LANGUAGE: Final = re.compile(r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z][\w-]{1,15})", re.IGNORECASE)
# The shortest of 108 short reports has 85 letters. The notice or menu that the extraction falls back on in a page
# without an article has fewer, or is a list of headlines: no line ends like a sentence or is as long as one.
_LETTERS: Final = 60
_SENTENCE: Final = re.compile(r"[.!?…؟۔。！？।][\"'»”’)]*[ \t]*$|^.{160}", re.MULTILINE)
_DATES: Final = {
    "original_date": True,
    "extensive_search": False,
    "outputformat": "%Y-%m-%d",
    "max_date": "2099-12-31",
}
_MEND: Final = "Save the page of the article itself, or copy its words into a text file."


def _accepts(head: bytes, suffix: str) -> bool:
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:  # UTF-16: look at the letters alone
        head = head.replace(b"\0", b"")[2:]
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if suffix in _SUFFIXES or suffix in _TEXT:
        return suffix in _SUFFIXES
    return start.startswith(b"<") and _OPENING.search(start[:4096]) is not None


def _read(source: Source, settings: Settings) -> Iterator[Draft | Rejected]:
    try:
        data = whole(source, settings)
        declared = _DECLARED.search(data[:4096])
        decoded = decode(data, source.subject, declared[1].decode("ascii") if declared else None)
        found = _article(decoded.text, source.subject)
    except IntakeError as error:
        yield Rejected(subject=error.subject, problem=error.problem, mend=error.mend)
        return
    language = _LANGUAGE.search(decoded.text[:65536])
    yield Draft(
        subject=source.subject,
        text=found["text"],
        sha256=sha256_hex(data),
        origin_file=source.name,
        title=found["title"],
        outlet=found["sitename"] or found["hostname"],
        url=found["url"],
        published=found["date"],
        language=language[1] if language else None,
        notes=broken_note(source.subject, decoded),
    )


def _article(html: str, subject: str) -> dict[str, Any]:
    from trafilatura import bare_extraction  # heavy

    try:
        found = bare_extraction(
            html,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=dict(_DATES),
        )
    except Exception as error:  # a stranger's page may break the parser in any way
        raise IntakeError(subject, f"this page cannot be parsed ({error!r})", _MEND) from error
    fields: dict[str, Any] = found.as_dict() if found is not None and not isinstance(found, dict) else found or {}
    text = fields.get("text") or ""
    if sum(map(str.isalpha, text)) < _LETTERS or not _SENTENCE.search(text):
        raise IntakeError(subject, "no article was found in this page", _MEND)
    return fields


WAY: Final = Way(kind="page", accepts=_accepts, read=_read)
