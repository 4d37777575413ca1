"""Live blogs: one page, many dated entries, each of which is a report of its own.

In: a page's HTML and JSON-LD. Out: the entries with their words, times, headlines and addresses, in the page's order;
none where the page is no live blog. Known by `LiveBlogPosting`, by microdata (`liveBlogUpdate`), or by blocks of one
class that speaks of a live blog and that each carry a time.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from sayso.intake.jsonld import LIVE, article_of, text_of, types_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_FEWEST: Final = 2  # entries: a page with one dated block is an article
_LETTERS: Final = 40  # of an entry; a shorter one is a button or a heading
_MOST: Final = 2000
_BLOCKS: Final = ("article", "section", "div", "li")
_SPEAKS: Final = re.compile(
    r"live-?_?blog|(?:\A|[-_ ])live[-_]?(?:entry|post|item|update|event|card|feed)"
    r"|(?:\A|[-_ ])(?:timeline|ticker)[-_]*(?:item|entry|post|event)|liveticker|block--live|content-post",
    re.IGNORECASE,
)
_DROPPED: Final = (
    "script",
    "style",
    "noscript",
    "template",
    "button",
    "form",
    "nav",
    "aside",
    "figure",
    "svg",
    "time",
)
_BREAKING: Final = ("p", "li", "br", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "div")


def entries_of(html: str, nodes: list[dict[str, Any]]) -> list[dict[str, str | None]]:
    """Return a live blog's entries: text, title, published, url; none where the page is no live blog.

    Args:
        html: the page.
        nodes: its JSON-LD, from `jsonld.nodes_of`.
    """
    found = _stated(nodes) or (
        _marked(html) if re.search(r"live|ticker|timeline|content-post", html, re.IGNORECASE) else []
    )
    return found if len(found) >= _FEWEST else []


def _stated(nodes: list[dict[str, Any]]) -> list[dict[str, str | None]]:
    article = article_of(nodes)
    if article is None or LIVE not in types_of(article):
        return []
    updates = article.get("liveBlogUpdate")
    entries = []
    for update in (updates if isinstance(updates, list) else [updates])[:_MOST]:
        if not isinstance(update, dict):
            continue
        body = _plain(text_of(update.get("articleBody")) or text_of(update.get("text")) or "")
        title = text_of(update.get("headline"))
        if sum(map(str.isalpha, body)) < _LETTERS:
            continue
        entries.append(
            {
                "text": f"{title}\n\n{body}" if title and not body.startswith(title) else body,
                "title": title,
                "published": text_of(update.get("datePublished")) or text_of(update.get("dateModified")),
                "url": text_of(update.get("url")),
            }
        )
    return entries


def _marked(html: str) -> list[dict[str, str | None]]:
    from lxml.html import fromstring

    tree = fromstring(html)
    blocks = tree.xpath("//*[@itemprop='liveBlogUpdate']")
    if not blocks:
        blocks = _alike(tree)
    entries = [_entry(block) for block in blocks[:_MOST]]
    return [entry for entry in entries if entry is not None]


def _alike(tree: HtmlElement) -> list[HtmlElement]:
    """Return the largest set of blocks of one class that speaks of a live blog, each with a time in it."""
    groups: dict[str, list[HtmlElement]] = defaultdict(list)
    for block in tree.iter(*_BLOCKS):
        names = f"{block.get('class') or ''} {block.get('data-testid') or ''}"
        speaking = sorted(name for name in names.split() if _SPEAKS.search(name))
        if speaking and block.find(".//time[@datetime]") is not None:
            groups[speaking[0]].append(block)
    best = max(groups.values(), key=len, default=[])
    inner = {id(child) for block in best for child in block.iterdescendants(*_BLOCKS)}
    outer = [block for block in best if id(block) not in inner]
    return outer if len(outer) >= _FEWEST else [block for block in best if id(block) in inner]


def _entry(block: HtmlElement) -> dict[str, str | None] | None:
    times = block.xpath(".//time/@datetime | .//*[@itemprop='datePublished']/@content")
    anchor = block.get("id")
    title = next((" ".join(head.text_content().split()) for head in block.iter("h2", "h3", "h4")), None)
    links = block.xpath(".//*[@itemprop='url']/@href")
    text = words_of(block)
    if not times or sum(map(str.isalpha, text)) < _LETTERS:
        return None
    return {
        "text": text,
        "title": title or None,
        "published": str(times[0]),
        "url": str(links[0]) if links else (f"#{anchor}" if anchor else None),
    }


def words_of(block: HtmlElement) -> str:
    """Return the words of a piece of markup, its paragraphs as lines, without buttons, figures and scripts."""
    pieces: list[str] = []

    def walk(element: HtmlElement) -> None:
        stack = [(element, False)]
        while stack:
            node, done = stack.pop()
            if done:
                pieces.append("\n" if node.tag in _BREAKING else "")
                pieces.append((node.tail or "") if node is not element else "")
                continue
            stack.append((node, True))
            if not isinstance(node.tag, str) or node.tag in _DROPPED:
                continue
            pieces.append("\n" if node.tag in _BREAKING else "")
            pieces.append(node.text or "")
            stack.extend((child, False) for child in reversed(node))

    walk(block)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _plain(body: str) -> str:
    """Return an entry's text without tags, should it have some."""
    if "<" not in body:
        return body
    from lxml.html import fromstring

    return words_of(fromstring(f"<div>{body}</div>"))
