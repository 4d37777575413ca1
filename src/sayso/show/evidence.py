"""The videos, photographs, posts and links that reports point to, each with the words that point to it.

In: a `Book`. Out: `Exhibit`s. Links are found in the texts by their form; nothing is fetched, and nothing that a
report writes becomes a link on the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.show.book import Book

# Addresses as reports write them: with a scheme, or a post's or channel's host without one.
_LINK = re.compile(
    r"(?:https?://|pic\.twitter\.com/|t\.me/|youtu\.be/)[^\s<>\"'«»“”()\[\]]+[^\s<>\"'«»“”()\[\].,;:!?…]"
)
_EVENTS = {"video": "Video", "photo": "Photograph", "image": "Photograph", "footage": "Video", "post": "Post"}
_SOURCES = {"social": "Post", "document": "Document"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """One thing that reports point to.

    Attributes:
        kind: "Link", "Video", "Photograph", "Post" or "Document".
        words: the address, or the words that name the thing, verbatim.
        report_ids: where it is pointed to, in order.
    """

    kind: str
    words: str
    report_ids: tuple[str, ...]


def evidence_of(book: Book) -> tuple[Exhibit, ...]:
    """Return what the reports point to: links first, then things mentioned, each once."""
    found: dict[tuple[str, str], list[str]] = {}
    for report in book.dossier.reports:
        for match in _LINK.finditer(report.text):
            found.setdefault(("Link", match.group()), []).append(report.id)
    for mention in book.dossier.mentions:
        if mention.kind == "event" and mention.value in _EVENTS and mention.report_id in book.reports:
            found.setdefault((_EVENTS[mention.value], mention.span.quote), []).append(mention.report_id)
    for claim in book.in_order:
        for voice in claim.voices:
            if voice.kind in _SOURCES:
                found.setdefault((_SOURCES[voice.kind], voice.name), []).append(claim.report_id)
    return tuple(
        Exhibit(kind=kind, words=said, report_ids=tuple(dict.fromkeys(ids))) for (kind, said), ids in found.items()
    )
