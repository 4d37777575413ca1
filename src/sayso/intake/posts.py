"""Posts of X (Twitter): an account's own archive (`data/tweets.js`), and posts as JSON or JSONL.

In: such a file, of any length; one post is held at a time. Out: a draft for each post with words. A repost ("RT
@name: …") credits whom it repeats. The archive's other files hold no posts and say so in one line each. The account's
name stands in `account.js` beside `tweets.js`; in a ZIP, `packed` looks it up.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sayso.errors import IntakeError
from sayso.ids import sha256_hex
from sayso.intake.arrival import Draft, Way
from sayso.intake.jsonparts import parts_of, record_of
from sayso.model import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.config import Settings
    from sayso.intake.arrival import Source

_ARCHIVE: Final = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*window\.YTD\.(\w{1,60})\.part\d{1,4}\s*=")
_POSTS: Final = frozenset({b"tweet", b"tweets", b"community_tweet", b"deleted_tweet", b"deleted_tweets"})
POSTS: Final = re.compile(r"(?:\A|/)data/(?:(?:community-|deleted-)?tweets?)(?:-part\d+)?\.js\Z")
# Fields that posts have, in each form of the interface, and little else does.
_SIGNS: Final = (
    (b'"full_text"', b'"created_at"'),
    (b'"created_at"', b'"id_str"'),
    (b'"author_id"', b'"created_at"', b'"text"'),
    (b'"edit_history_tweet_ids"', b'"text"'),
)
_REPOST: Final = re.compile(r"RT @(\w{1,20}):\s")
_NAME: Final = re.compile(rb'"username"\s*:\s*"(\w{1,20})"')
_SMALL: Final = 1 << 16
_SERVICE: Final = "https://x.com"


def _accepts(head: bytes, suffix: str) -> bool:
    if _ARCHIVE.match(head):
        return True
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return (
        suffix in {".json", ".jsonl", ".ndjson", ""}
        and start.startswith((b"{", b"["))
        and any(all(sign in start for sign in signs) for signs in _SIGNS)
    )


def _read(source: Source, settings: Settings) -> Iterator[Draft | Rejected]:
    archive = _ARCHIVE.match(source.head)
    if archive and archive[1] not in _POSTS:
        problem = f"is the part of an account's archive called {archive[1].decode()!r}, which holds no posts"
        yield Rejected(subject=source.subject, problem=problem, mend="Nothing need be done.")
        return
    account = (source.stated.outlet or _account(source.subject)) if archive else None
    number = wordless = 0
    try:
        for number, part in enumerate(parts_of(source.stream, source.subject, {None, "data"}, settings.max_bytes), 1):
            subject = f"{source.subject}, post {number}"
            try:
                record, notes = record_of(part, subject, settings)
                post = record.get("tweet", record)
                post = post if isinstance(post, dict) else {}
                text = _first(post, "full_text", "text") or ""
                if any(map(str.isalpha, text)):
                    stated = _stated(post, text, account)
                    sha256 = sha256_hex(part.raw)
                    yield Draft(
                        subject=subject, text=text, sha256=sha256, origin_file=source.name, notes=notes, **stated
                    )
                else:
                    wordless += 1
            except IntakeError as error:
                yield Rejected(subject=error.subject, problem=error.problem, mend=error.mend)
    except IntakeError as error:  # of the file as a whole
        yield Rejected(subject=error.subject, problem=error.problem, mend=error.mend)
    if not number or wordless:
        problem = f"{wordless:,} posts without words were passed over" if number else "holds no posts"
        yield Rejected(subject=source.subject, problem=problem, mend="Nothing need be done.")
    elif archive and account is None:
        problem = "does not name its account; its posts have no outlet"
        yield Rejected(subject=source.subject, problem=problem, mend="Leave account.js beside it, and read it again.")


def account_of(data: bytes) -> str | None:
    """Return the account's name, with its @, that an archive's `account.js` states."""
    match = _NAME.search(data)
    return f"@{match[1].decode()}" if match else None


def _account(subject: str) -> str | None:
    """Return the account's name from the file beside the one that the user named, if that is how it lies."""
    try:
        with Path(subject).with_name("account.js").open("rb") as file:
            return account_of(file.read(_SMALL))
    except (OSError, ValueError):
        return None


def _stated(post: dict[str, Any], text: str, account: str | None) -> dict[str, Any]:
    user: dict[str, Any] = next((post[name] for name in ("user", "author") if isinstance(post.get(name), dict)), {})
    handle = _first(user, "screen_name", "username") or _first(post, "username", "screen_name")
    outlet = f"@{handle.removeprefix('@')}" if handle else account or _first(user, "name")
    key = _first(post, "id_str", "id")
    whose = handle or account or "i"  # the service itself says "i" where it does not say whose
    return {
        "outlet": outlet,
        "key": key,
        "url": f"{_SERVICE}/{whose.removeprefix('@')}/status/{key}" if key and key.isdigit() else None,
        "published": _first(post, "created_at"),
        "language": _first(post, "lang"),
        "credits": tuple(name for name in (_reposted(post, text),) if name and name != outlet),
    }


def _reposted(post: dict[str, Any], text: str) -> str | None:
    original = post.get("retweeted_status")
    user = original.get("user") if isinstance(original, dict) else None
    name = _first(user, "screen_name") if isinstance(user, dict) else None
    match = _REPOST.match(text)
    handle = name or (match[1] if match else None)
    return f"@{handle}" if handle else None


def _first(record: dict[str, Any], *names: str) -> str | None:
    """Return the first of the fields that says something, as text."""
    for name in names:
        value = record.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
    return None


WAY: Final = Way(kind="posts", accepts=_accepts, read=_read)
