"""What a browser prints in the margins of a page: the moment of printing, the title, the address, the page's number.

In: the lines of a PDF's pages. Out: the same without those margins, so that the day of printing is no day that the
report tells. Browsers set the margins as a setting of their users: some have none, and nothing is taken from those.
"""

from __future__ import annotations

import re
from typing import Final

_EDGE: Final = 3  # lines from either end of a page; Chromium writes both margins behind the words of the page
_DIGITS: Final = r"[\d\u0660-\u0669\u06f0-\u06f9]"
# "11/22/26, 9:14 PM", "22.11.2026, 21:14", "2026/11/22 21:14": a day in figures and a time, as the printer's owner
# writes them.
_STAMP: Final = re.compile(
    rf"(?<!\w){_DIGITS}{{1,4}}([./-])\s?{_DIGITS}{{1,2}}\1\s?{_DIGITS}{{2,4}}\.?[,\u060c]?\s+"
    rf"{_DIGITS}{{1,2}}[:.]{_DIGITS}{{2}}(?:\s?(?:[ap]\.?\s?m\b\.?|[صم](?!\w)))?(?!\w)",
    re.IGNORECASE,
)
# "1/3" behind an address, and Firefox's "1 of 3" in the languages that say it with one word.
_COUNTER: Final = re.compile(r"(?<![\d/.])(\d{1,4})(?:/|\s[^\W\d_]{1,4}\s)(\d{1,4})(?![\d/.])")
_ADDRESS: Final = re.compile(r"\b(?:https?://|file:///|about:)\S+|\S+…\S*", re.IGNORECASE)


def without_margins(pages: list[list[str]]) -> list[list[str]]:
    """Return the pages without a browser's margins, where every page bears its own number and one moment of printing.

    A single date in figures at the head of an article is its dateline: without the page's number beside it, in
    the same margins, it stays.
    """
    numbered = [_counters(page, number, len(pages)) for number, page in enumerate(pages, 1)]
    if not pages or not all(numbered):
        return pages
    stamps = [{match[0] for at in _edges(page) for match in _STAMP.finditer(page[at])} for page in pages]
    common = set.intersection(*stamps)
    if not common:
        return pages
    return [_bare(page, counters, common) for page, counters in zip(pages, numbered, strict=True)]


def _edges(page: list[str]) -> list[int]:
    """Return which lines stand nearest to the head and foot of a page, the outermost first."""
    written = [at for at, line in enumerate(page) if line.strip()]
    found = [at for pair in zip(written[:_EDGE], written[: -_EDGE - 1 : -1], strict=True) for at in pair]
    return list(dict.fromkeys(found))


def _counters(page: list[str], number: int, whole: int) -> list[int]:
    return [
        at
        for at in _edges(page)
        for match in _COUNTER.finditer(page[at])
        if (int(match[1]), int(match[2])) == (number, whole) and _is_margin(page[at], match)
    ]


def _is_margin(line: str, counter: re.Match[str]) -> bool:
    """Return whether nothing but an address or a moment stands beside the page's number."""
    rest = line[: counter.start()] + " " + line[counter.end() :]
    return not any(map(str.isalnum, _ADDRESS.sub(" ", _STAMP.sub(" ", rest)).replace("Page", " ")))


def _bare(page: list[str], counters: list[int], stamps: set[str]) -> list[str]:
    """Return a page without its number and the moment nearest to that; a dateline stands further off."""
    moments = [at for at in _edges(page) if any(stamp in page[at] for stamp in stamps)]
    moment = min(moments, key=lambda at: (min(abs(at - counter) for counter in counters), at))
    return [line for at, line in enumerate(page) if at not in counters and at != moment]
