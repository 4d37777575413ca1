"""What a page says about itself in JSON-LD: the article's own fields, and whom it credits.

In: HTML. Out: plain values of the page's `NewsArticle` (or other article) and of a `LiveBlogPosting`. `isBasedOn`,
`creditText`, `sourceOrganization` and an organisation that is author without being publisher are credits: names of
others on whose word the page stands. Nothing that the data links to is loaded.
"""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCRIPT: Final = re.compile(
    r"<script\b[^>]{0,300}?type\s*=\s*[\"']?application/ld\+json[\"']?[^>]{0,300}>(.{0,2000000}?)</script\s*>",
    re.IGNORECASE | re.DOTALL,
)
_COMMENT: Final = re.compile(r"^\s*(?://\s*)?<!\[CDATA\[|(?://\s*)?\]\]>\s*$|^\s*<!--|-->\s*$")
_MOST: Final = 5000  # nodes of a page's data that are looked at
_LONGEST: Final = 200  # letters of a name
LIVE: Final = "LiveBlogPosting"
_ARTICLE: Final = re.compile(r"(?:\w*Article|(?:Live)?BlogPosting|SocialMediaPosting|Report|Review)\Z")
_ORGANISATIONS: Final = frozenset({"Organization", "NewsMediaOrganization", "Corporation", "GovernmentOrganization"})


def nodes_of(html: str) -> list[dict[str, Any]]:
    """Return all objects of a page's JSON-LD, outer before inner; what does not parse is passed over."""
    found: list[dict[str, Any]] = []
    for match in _SCRIPT.finditer(html):
        try:
            parsed = json.loads(_COMMENT.sub("", match[1]).strip(), strict=False)
        except (ValueError, RecursionError):
            continue
        found.extend(_walk(parsed, _MOST - len(found)))
    return found


def article_of(nodes: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the first node that is an article, a live blog before others; None where there is none."""
    articles = [node for node in nodes if any(_ARTICLE.match(kind) for kind in types_of(node))]
    live = [node for node in articles if LIVE in types_of(node)]
    return next(iter(live or articles), None)


def fields_of(article: dict[str, Any], nodes: list[dict[str, Any]]) -> dict[str, Any]:
    """Return title, outlet, published, url, language and credits of an article, None or empty where it is silent."""
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    publisher = next(_names(article.get("publisher"), by_id), None)
    outlet = publisher or next(_names(article.get("provider"), by_id), None)
    return {
        "title": text_of(article.get("headline")) or text_of(article.get("name")),
        "outlet": outlet,
        "published": text_of(article.get("datePublished")) or text_of(article.get("dateCreated")),
        "url": text_of(article.get("url")) or _page(article.get("mainEntityOfPage")),
        "language": text_of(article.get("inLanguage")),
        "credits": _credits(article, by_id, outlet),
    }


def types_of(node: dict[str, Any]) -> list[str]:
    """Return the names of a node's types, without their vocabulary."""
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return [kind.rpartition("/")[2] for kind in listed if isinstance(kind, str)]


def text_of(value: object) -> str | None:
    """Return a value that is text, or the first of several, without markup for letters; None for anything else."""
    if isinstance(value, list):
        return next((found for item in value[:20] if (found := text_of(item))), None)
    if isinstance(value, dict):
        return text_of(value.get("@value"))
    return (unescape(value).strip() or None) if isinstance(value, str) else None


def _credits(article: dict[str, Any], by_id: dict[str, dict[str, Any]], outlet: str | None) -> list[str]:
    found: list[str] = []
    authors = [node for node in _nodes(article.get("author"), by_id) if _ORGANISATIONS & {*types_of(node)}]
    found.extend(_names(article.get("sourceOrganization"), by_id))
    found.extend(_names(authors, by_id))
    found.extend(_sentence(text_of(article.get("creditText"))))
    found.extend(_names(article.get("isBasedOn"), by_id))
    found.extend(_names(article.get("isBasedOnUrl"), by_id))
    own = {_folded(outlet or ""), _folded(_site(text_of(article.get("url")) or ""))}
    kept: list[str] = []
    for name in found:
        if _folded(name) not in own and _folded(name) not in map(_folded, kept):
            kept.append(name)
    return kept[:10]


def _names(value: object, by_id: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield the names in a value: of an organisation, of a work's publisher or site, or plain ones."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            name = _site(item) if "://" in item else item
            yield from [name.strip()] if name.strip() and len(name) <= _LONGEST else []
            continue
        for node in _nodes(item, by_id):
            whose = node.get("publisher") or node.get("sourceOrganization") or node.get("provider")
            if whose and not _ORGANISATIONS & {*types_of(node)}:
                yield from _names(whose, {})
                continue
            name = text_of(node.get("name")) or ""
            address = text_of(node.get("url")) or text_of(node.get("@id")) or ""
            if any(_ARTICLE.match(kind) or kind in {"CreativeWork", "WebPage"} for kind in types_of(node)):
                name = _site(address) or name  # a work's name is its headline
            name = name or _site(address)
            if name and len(name) <= _LONGEST:
                yield unescape(name)


def _nodes(value: object, by_id: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for item in value[:20] if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            ident = item.get("@id")
            yield by_id.get(ident, item) if isinstance(ident, str) and len(item) == 1 else item


def _sentence(credit: str | None) -> list[str]:
    """Return what a credit text names: it is a name, or several with slashes or commas between."""
    if credit is None or len(credit) > _LONGEST:
        return []
    return [name.strip() for name in re.split(r"\s*(?:/|,|;|\s\|\s)\s*", credit) if name.strip()]


def _page(value: object) -> str | None:
    if isinstance(value, dict):
        return text_of(value.get("@id")) or text_of(value.get("url"))
    return text_of(value)


def _site(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _folded(name: str) -> str:
    return "".join(name.casefold().split())


def _walk(value: object, most: int) -> Iterator[dict[str, Any]]:
    waiting = [value]
    seen = 0
    while waiting and seen < most:
        item = waiting.pop(0)
        if isinstance(item, dict):
            seen += 1
            yield item
            waiting.extend(
                inner for key, inner in item.items() if isinstance(inner, (dict, list)) and key != "@context"
            )
        elif isinstance(item, list):
            waiting.extend(inner for inner in item[:_MOST] if isinstance(inner, (dict, list)))
