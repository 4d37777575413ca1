"""Sitemaps: the addresses that a site lists, with what a news sitemap says of each.

In: a sitemap or an index of sitemaps. Out: links, those to the sitemap's own host alone where it was fetched, as the
protocol has it (sitemaps.org; Google's news fields). It is read in pieces, with entities left unexpanded.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sayso.errors import IntakeError
from sayso.intake.arrival import Draft, Link, Stated, Way
from sayso.intake.feed import refuse_entities, too_many
from sayso.intake.files import host_of
from sayso.intake.whole import whole
from sayso.model import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.config import Settings
    from sayso.intake.arrival import Source

_OPENING: Final = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]")
_FIELDS: Final = {
    "loc": "url",
    "title": "title",
    "publication_date": "published",
    "name": "outlet",
    "language": "language",
}


def _accepts(head: bytes, suffix: str) -> bool:
    del suffix
    return _OPENING.search(head[:4096]) is not None


def _read(source: Source, settings: Settings) -> Iterator[Draft | Rejected | Source | Link]:
    try:
        data = whole(source, settings)
        refuse_entities(data, source.subject)
        rows = addresses(data, source.subject)
    except IntakeError as error:
        yield Rejected(subject=error.subject, problem=error.problem, mend=error.mend)
        return
    within = None
    if source.response is not None:
        within = host_of(source.response.final_url)
    if not rows:
        yield Rejected(subject=source.subject, problem="is a sitemap without addresses", mend="Leave it out.")
    for row in rows[: settings.max_links]:
        url = row.pop("url")
        yield Link(url=url, stated=Stated(**row), within=within)
    if len(rows) > settings.max_links:
        yield too_many(source.subject, len(rows), settings)


def addresses(data: bytes, subject: str) -> list[dict[str, str]]:
    """Return the addresses in a sitemap with what it says of each, in its order.

    Raises:
        IntakeError: if it is damaged.
    """
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise IntakeError(subject, f"is no sitemap that can be read ({error})", "Fetch it again.") from error
    rows = []
    for place in root:
        row: dict[str, str] = {}
        for element in place.iter("{*}*"):
            field = _FIELDS.get(etree.QName(element).localname)
            if field and element.text and element.text.strip() and field not in row:
                row[field] = element.text.strip()
        if "url" in row:
            rows.append(row)
    return rows


WAY: Final = Way(kind="sitemap", accepts=_accepts, read=_read)
