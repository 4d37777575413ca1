"""HTML pages: the article's text and what the page says about it; a live blog's entries, each by itself.

In: a page, saved or fetched. Out: drafts. The work is done in `pagework.py`, behind the fence. Nothing that the page
links to is fetched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sayso.errors import IntakeError
from sayso.ids import sha256_hex
from sayso.intake.arrival import Draft, Way
from sayso.intake.decode import Decoded, refuse_unless_text
from sayso.intake.fence import FENCE
from sayso.intake.files import host_of
from sayso.intake.whole import broken_note, whole
from sayso.model import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.config import Settings
    from sayso.intake.arrival import Source

_SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml", ".shtml"})
_TEXT: Final = frozenset({".txt", ".md", ".markdown"})  # may speak of HTML, or quote some
_OPENING: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|meta|main|div|p|h1)[\s>]", re.IGNORECASE)


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
        refuse_unless_text(source.head, source.subject)
        stated = source.stated
        found = FENCE.call(
            "sayso.intake.pagework:page",
            data,
            {"url": stated.url, "charset": stated.charset},
            subject=source.subject,
            seconds=settings.max_seconds,
        )
    except IntakeError as error:
        yield Rejected(subject=error.subject, problem=error.problem, mend=error.mend)
        return
    digest = sha256_hex(data)
    notes = broken_note(source.subject, Decoded(text="", encoding=found["encoding"], broken=found["broken"]))
    several = len(found["entries"]) > 1
    for number, entry in enumerate(found["entries"], start=1):
        yield Draft(
            subject=f"{source.subject}, entry {number}" if several else source.subject,
            text=entry["text"],
            sha256=digest,
            origin_file=source.name,
            title=entry["title"],
            outlet=entry["outlet"],
            url=_own(entry["url"], stated.url),
            published=entry["published"],
            language=found["language"],
            credits=tuple(entry["credits"]),
            notes=notes if number == 1 else (),
        )


def _own(claimed: str | None, known: str | None) -> str | None:
    """Return the address that a page claims for itself, unless it was seen at another host: it may claim any."""
    return known if known and (not claimed or host_of(claimed) != host_of(known)) else claimed


WAY: Final = Way(kind="page", accepts=_accepts, read=_read)
