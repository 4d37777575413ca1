"""Which line of a chain's reasons ties a claim to another report, and how a reviewer would part them.

In: a dossier's index, a claim, one of its reasons. Out: the two ids that a decision "these do not rest on one word"
would name. A reason about a later step of the chain is not this claim's to part, and gives nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.model import Claim
    from sayso.show.book import Book

_REPORT = re.compile(r"r-[0-9a-f]{16}")
_COPY = "same words as "


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Two things held to rest on one word: two reports, or a claim and a report."""

    subject: str
    object: str
    copied: bool


def join_of(book: Book, claim: Claim, number: int) -> Join | None:
    """Return the join that the claim's reason `number` tells of, None where it tells of none that can be parted."""
    chain = book.chain(claim)
    if chain is None or number >= len(chain.reasons):
        return None
    reason = chain.reasons[number]
    named = _REPORT.search(reason)
    if named is None or named.group() not in book.reports:
        return None
    if reason.startswith(_COPY):
        for copy in book.copies.values():
            if copy.of_report_id == named.group() and copy.report_id == claim.report_id:
                return Join(subject=copy.report_id, object=copy.of_report_id, copied=True)
        for copy in book.copies.values():
            if copy.of_report_id == named.group() and copy.report_id in _passed(book, chain.reasons[:number]):
                return Join(subject=copy.report_id, object=copy.of_report_id, copied=True)
        return None
    if _passed(book, chain.reasons[:number]):
        return None
    return Join(subject=claim.id, object=named.group(), copied=False)


def _passed(book: Book, reasons: tuple[str, ...]) -> frozenset[str]:
    """Return the reports that the chain has been through by these reasons."""
    return frozenset(name for reason in reasons for name in _REPORT.findall(reason) if name in book.reports)
