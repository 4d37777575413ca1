"""What is done to a page behind the fence: from its bytes to what it says.

In: bytes, as received. Out: plain values: one or more entries with text and metadata. The article is found by
trafilatura, the date by htmldate in the page's own metadata only, other fields and credits in its JSON-LD: a date
picked from the words of the article could be the event's. Buttons, menus and comments are left out.
"""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import urljoin

from sayso.errors import IntakeError
from sayso.intake.decode import decode
from sayso.intake.jsonld import article_of, fields_of, nodes_of
from sayso.intake.liveblog import entries_of

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


def page(data: bytes, url: str | None, charset: str | None) -> dict[str, Any]:
    """Return a page's entries (text, title, outlet, url, published, credits), its language and how it was decoded.

    Args:
        data: the page.
        url: where it was.
        charset: the encoding that the server declares.

    Raises:
        IntakeError: if it cannot be decoded, or holds no article.
    """
    declared = _DECLARED.search(data[:4096])
    decoded = decode(data, "", charset or (declared[1].decode("ascii") if declared else None))
    html = decoded.text
    nodes = nodes_of(html)
    article = article_of(nodes)
    stated = fields_of(article, nodes) if article is not None else {}
    language = _LANGUAGE.search(html[:65536])
    live = entries_of(html, nodes)
    entries = [_live(entry, stated, url) for entry in live] or [_article(html, url, stated)]
    return {
        "entries": entries,
        "language": language[1] if language else stated.get("language"),
        "encoding": decoded.encoding,
        "broken": decoded.broken,
    }


def _live(entry: dict[str, str | None], page: dict[str, Any], url: str | None) -> dict[str, Any]:
    base = url or page.get("url")
    own = entry["url"]
    return {
        **entry,
        "url": (urljoin(base, own) if own else base) if base else own,
        "outlet": page.get("outlet"),
        "published": entry["published"] or page.get("published"),
        "credits": page.get("credits", []),
    }


def _article(html: str, url: str | None, stated: dict[str, Any]) -> dict[str, Any]:
    from trafilatura import bare_extraction  # heavy

    try:
        found = bare_extraction(
            html,
            url=url,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=dict(_DATES),
        )
    except Exception as error:  # a stranger's page may break the parser in any way
        raise IntakeError("", f"this page cannot be parsed ({error!r})", _MEND) from error
    fields: dict[str, Any] = found.as_dict() if found is not None and not isinstance(found, dict) else found or {}
    text = fields.get("text") or ""
    if sum(map(str.isalpha, text)) < _LETTERS or not _SENTENCE.search(text):
        raise IntakeError("", "no article was found in this page", _MEND)
    return {
        "text": text,
        "title": fields.get("title") or stated.get("title"),
        "outlet": fields.get("sitename") or stated.get("outlet") or fields.get("hostname"),
        "url": fields.get("url") or stated.get("url"),
        "published": fields.get("date") or stated.get("published"),
        "credits": stated.get("credits", []),
    }
