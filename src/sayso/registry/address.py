"""What a report's web address says: the day it was published, and the words of its headline.

In: a URL. Out: an ISO date or None; text. Days come from the path (`/2020/02/12/`, `-2020-02-12`, `/120220201`) and
from the numbers that X gives its posts, whose upper bits are the millisecond (Snowflake ids, published by Twitter in
2010). Nothing is fetched.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Final
from urllib.parse import unquote, urlsplit

_POST: Final = re.compile(r"/status(?:es)?/(\d{15,20})")
_POST_HOSTS: Final = frozenset({"twitter.com", "x.com", "mobile.twitter.com", "www.twitter.com", "www.x.com"})
_EPOCH_MS: Final = 1288834974657
_EPOCH_BITS: Final = 22
_DAY: Final = re.compile(r"(?<!\d)(20[0-4]\d)([/_-]?)(0?[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01]|[1-9])(?!\d)")
_BARE: Final = 8
# Rudaw and others: the day first, and a digit that counts the pages of that day.
_DAY_FIRST: Final = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(20[0-4]\d)\d?(?!\d)")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
# A path of fewer words is an address, not a headline.
_HEADLINE: Final = 3


@lru_cache(maxsize=4096)
def day_of(url: str | None) -> str | None:
    """Return the day that the address gives, as an ISO date; None where it gives none."""
    if not url:
        return None
    parts = _parts(url)
    if parts is None:
        return None
    host, path = parts
    post = _POST.search(path) if host in _POST_HOSTS else None
    if post is not None:
        moment = ((int(post[1]) >> _EPOCH_BITS) + _EPOCH_MS) / 1000
        return datetime.fromtimestamp(moment, UTC).date().isoformat()
    for found in _DAY.finditer(path):
        if not found[2] and len(found[0]) != _BARE:
            continue  # 2020212 can be read in two ways
        try:
            return date(int(found[1]), int(found[3]), int(found[4])).isoformat()
        except ValueError:
            continue
    for found in _DAY_FIRST.finditer(path):
        try:
            return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
        except ValueError:
            continue
    return None


def headline_of(url: str | None) -> str:
    """Return the words of the address's path, where there are enough to be a headline; else an empty text."""
    parts = _parts(url) if url else None
    if parts is None:
        return ""
    words = [word for word in _WORD.findall(parts[1]) if not word.isascii() or len(word) > 1]
    return " ".join(words) if len(words) >= _HEADLINE else ""


def _parts(url: str) -> tuple[str, str] | None:
    try:
        split = urlsplit(url)
        return (split.hostname or "").casefold(), unquote(split.path, errors="strict")
    except ValueError:
        return None
