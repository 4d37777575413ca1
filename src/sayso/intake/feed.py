"""RSS and Atom feeds: an entry is a link to follow, or a report by itself.

In: a feed. Out: one link for each entry of a feed that was fetched, with the entry's own words to fall back on; from
a saved feed, the entries' own words alone, for reading a file asks nobody. feedparser takes it apart, behind the
fence; a document that declares entities is turned away before.
"""

from __future__ import annotations

import calendar
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from sayso.errors import IntakeError
from sayso.ids import sha256_hex
from sayso.intake.arrival import Draft, Link, Stated, Way
from sayso.intake.fence import FENCE
from sayso.intake.whole import whole
from sayso.model import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.config import Settings
    from sayso.intake.arrival import Source

MISSING: Final = "Install it with: pip install 'sayso[web]'."
_OPENING: Final = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
_NO_PAGE: Final = re.compile(rb"<(?:html|body|urlset|sitemapindex)[\s>]", re.IGNORECASE)
_ENTITY: Final = re.compile(rb"<!ENTITY|<\0!\0E\0N\0T\0I\0T\0Y", re.IGNORECASE)
# Shorter than this it is a teaser: kept if there is nothing else, never instead of the page.
_LETTERS: Final = 60


def accepts(head: bytes, suffix: str) -> bool:
    """Tell whether these are the first bytes of a feed."""
    del suffix
    start = head.replace(b"\0", b"")[:4096]  # UTF-16 too
    return _OPENING.search(start) is not None and _NO_PAGE.search(start) is None


def refuse_entities(data: bytes, subject: str) -> None:
    """Let XML pass that declares no entities of its own: they read files, ask servers and multiply.

    Raises:
        IntakeError: if it does.
    """
    if _ENTITY.search(data):
        raise IntakeError(subject, "declares XML entities, which are not expanded here", "Leave it out.")


def _read(source: Source, settings: Settings) -> Iterator[Draft | Rejected | Source | Link]:
    try:
        data = whole(source, settings)
        refuse_entities(data, source.subject)
        options = {"url": source.stated.url}
        found = FENCE.call(
            "sayso.intake.feed:entries", data, options, subject=source.subject, seconds=settings.max_seconds
        )
    except IntakeError as error:
        yield Rejected(subject=error.subject, problem=error.problem, mend=error.mend)
        return
    digest = sha256_hex(data)
    follow = source.response is not None
    entries = found["entries"]
    if not entries:
        yield Rejected(subject=source.subject, problem="is a feed without entries", mend="Try again later.")
    for number, entry in enumerate(entries, start=1):
        subject = f"{source.subject}, entry {number}"
        text = entry["text"]
        enough = sum(map(str.isalpha, text)) >= _LETTERS
        draft = Draft(
            subject=subject,
            text=f"{entry['title']}\n\n{text}" if entry["title"] and not text.startswith(entry["title"]) else text,
            sha256=digest,
            origin_file=source.name,
            title=entry["title"],
            outlet=found["title"],
            url=entry["url"],
            published=entry["published"],
            captured=source.stated.captured,
            language=entry["language"] or found["language"],
            credits=tuple(entry["credits"]),
        )
        if follow and entry["url"]:
            if number > settings.max_links:
                yield too_many(source.subject, len(entries), settings)
                return
            stated = Stated(title=entry["title"], outlet=found["title"], published=entry["published"])
            yield Link(url=entry["url"], stated=stated, instead=draft if enough else None)
        elif enough:
            yield draft
        else:
            yield Rejected(
                subject=subject,
                problem="holds a headline or teaser only",
                mend=f"Read the page itself: `sayso read {entry['url']}`." if entry["url"] else "Leave it out.",
            )


def too_many(subject: str, count: int, settings: Settings) -> Rejected:
    """Return the note that a list was followed in part."""
    problem = f"names {count:,} addresses; the first {settings.max_links:,} were followed"
    return Rejected(
        subject=subject, problem=problem, mend="Raise max_links in the case's sayso.toml, and read it again."
    )


def entries(data: bytes, url: str | None) -> dict[str, Any]:
    """Return a feed's title, language and entries; runs behind the fence.

    Raises:
        IntakeError: if the extra is missing, or it is no feed.
    """
    try:
        import feedparser  # type: ignore[import-untyped]
    except ImportError as error:
        raise IntakeError("", "feeds need the package feedparser", MISSING) from error
    parsed = feedparser.parse(data, response_headers={"content-location": url} if url else None, sanitize_html=False)
    if not parsed.entries and parsed.bozo:
        raise IntakeError("", f"is no feed that can be read ({parsed.bozo_exception})"[:300], "Fetch it again.")
    return {
        "title": parsed.feed.get("title") or None,
        "language": parsed.feed.get("language") or None,
        "entries": [_entry(entry) for entry in parsed.entries],
    }


def _entry(entry: Any) -> dict[str, Any]:  # noqa: ANN401  # feedparser's own kind of dictionary
    bodies = [part.get("value") or "" for part in entry.get("content", ())]
    body = max([*bodies, entry.get("summary") or ""], key=len)
    source = entry.get("source") or {}
    return {
        "title": _plain(entry.get("title") or "") or None,
        "url": entry.get("link") or None,
        "text": _plain(body),
        "published": _date(entry),
        "language": None,
        "credits": [source["title"]] if source.get("title") else [],
    }


def _plain(markup: str) -> str:
    from lxml.html import fromstring  # type: ignore[import-untyped]

    from sayso.intake.liveblog import words_of

    if not re.search(r"<[a-zA-Z/!]|&\w+;|&#", markup):
        return markup.strip()
    return words_of(fromstring(f"<div>{markup}</div>"))


def _date(entry: Any) -> str | None:  # noqa: ANN401  # as above
    for name in ("published", "updated", "created"):
        parsed = entry.get(f"{name}_parsed")
        if parsed:
            return datetime.fromtimestamp(calendar.timegm(parsed), tz=UTC).isoformat()
        if entry.get(name):
            return str(entry[name])
    return None


WAY: Final = Way(kind="feed", accepts=accepts, read=_read)
