"""Where a page names other news: headlines under "Related", "Read also", "Next post", or after the last word.

In: the passages of a report. Out: the stretches of its text that are no part of it. What they tell is of another
incident. It reads no meaning: a heading is a line that the data lists, a headline a line that ends without a full
stop, and prose a paragraph that ends with one.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from sayso.lang.fold import fold_word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sayso.model import Passage, Span
    from sayso.read.fact import Fact

_STOP: Final = re.compile(r"(?<!\.)[.!?؟۔।。！？:][\"'»”’)\]]*\s*\Z")
_LISTED: Final = re.compile(r"\s*(?:[\W_]|\d+[\s.)_-])")  # a bullet, a number, a hashtag, a quotation
_WORD: Final = re.compile(r"\w+")
_PROSE: Final = 80  # letters of a paragraph; a headline that ends in a full stop is shorter
_BODY: Final = 2  # paragraphs of prose before a list of headlines that no heading brings in
_RUN: Final = 3  # headlines one after the other that make such a list
_HEADLINE: Final = 4  # words; a name or a rubric has fewer


def other_news(passages: Sequence[Passage]) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) offsets in the report of the passages that only name other news, in order; linear."""
    return tuple((passages[at].start, passages[at].end) for at in sorted(_under_headings(passages) | _tail(passages)))


def elsewhere(facts: Sequence[Fact], passages: Sequence[Passage]) -> tuple[Fact, ...]:
    """Return the facts, those in the background that stand where the page only names other news.

    Args:
        facts: of one report.
        passages: of the same report.
    """
    astray = within(passages)
    return tuple(replace(fact, background=True) if astray(fact.span) else fact for fact in facts)


def within(passages: Sequence[Passage]) -> Callable[[Span], bool]:
    """Return what tells whether words of the report stand where its page only names other news."""
    stretches = other_news(passages)
    starts = [start for start, _ in stretches]

    def astray(span: Span) -> bool:
        at = bisect_right(starts, span.start) - 1
        return at >= 0 and span.start < stretches[at][1]

    return astray


def _under_headings(passages: Sequence[Passage]) -> set[int]:
    """The lines after a heading up to the next prose, and lines that name other news themselves.

    A heading with no prose before it stands above the report, not below.
    """
    found: set[int] = set()
    told = below = False
    for at, passage in enumerate(passages):
        words = _folded(passage.text)
        if words in _lines("heading"):
            below = told
        elif _prose(passage.text):
            below, told = False, True
        if below or (not _prose(passage.text) and _opened(passage.text)):
            found.add(at)
    return found


def _tail(passages: Sequence[Passage]) -> set[int]:
    """The headlines that a report of several paragraphs ends with."""
    at = len(passages)
    while at and _headline(passages[at - 1].text):
        at -= 1
    body = sum(_prose(passage.text) for passage in passages[:at])
    long_enough = len(passages) - at >= _RUN and body >= _BODY
    return set(range(at, len(passages))) if long_enough and _prose(passages[at - 1].text) else set()


def _prose(text: str) -> bool:
    return len(text) >= _PROSE and _STOP.search(text) is not None


def _headline(text: str) -> bool:
    words = len(_WORD.findall(text))
    return words >= _HEADLINE and _STOP.search(text) is None and (_LISTED.match(text) is None or text[0] in "\"'«“”")


def _opened(text: str) -> bool:
    """Whether a line begins with words such as "Read also" and a mark."""
    head, mark, rest = text.replace("|", ":").partition(":")
    return bool(mark and rest.strip()) and _folded(head) in _lines("inline")


def _folded(text: str) -> str:
    return " ".join(fold_word(word) for word in _WORD.findall(text[:60])) if len(text) < _PROSE else ""


@cache
def _lines(kind: str) -> frozenset[str]:
    text = resources.files("sayso.read").joinpath("data", "other_news.toml").read_text(encoding="utf-8")
    return frozenset(_folded(line) for lines in tomllib.loads(text)[kind].values() for line in lines)
