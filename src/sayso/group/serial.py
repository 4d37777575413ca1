"""When undated reports were published, by the numbers that sites give their pages.

In: per report its address and the days that it may be about. Out: per report the stretch of days that its page's
number leaves. A site numbers its pages, and a page on Facebook its posts, in the order in which they are published:
between two numbered pages whose days are known lie the days of all pages numbered between. Nothing is fetched.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# A number that makes a part of a path alone, or that its slug begins or ends with.
_NUMBER: Final = re.compile(r"\D{0,2}(\d{3,17})|(?:.*\D)?(\d{5,17})|(\d{5,17})-.*")
_YEAR: Final = re.compile(r"20[0-4]\d")
_FOLDER: Final = re.compile(r"[A-Za-z._-]{1,24}")
_SLUG: Final = 2  # hyphens of a slug; a folder has fewer
# Groups that many write to: their posts are numbered by writer.
_SHARED: Final = frozenset({"groups", "permalink.php", "status"})
# A report tells of the day before more often than not, and sites put a page back by hours.
_SLACK: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A report's address and what it may be about.

    Attributes:
        days: day numbers (of the proleptic calendar) to how likely each is, as weights.
        alike: the same of days that reports like it are of; they tell of its neighbours' days, not of its own.
    """

    report_id: str
    url: str | None
    days: tuple[tuple[int, float], ...]
    alike: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The days that a page's number leaves, as day numbers, both inclusive; `likely` is the one in proportion."""

    first: int
    last: int
    likely: int


@lru_cache(maxsize=65_536)
def number_of(url: str | None) -> tuple[str, int] | None:
    """Return the series that a page's number belongs to, and the number; None where the address has none."""
    if not url:
        return None
    try:
        split = urlsplit(url)
        parts = [part for part in unquote(split.path, errors="strict").split("/") if part]
    except ValueError:
        return None
    found = [(at, match) for at, part in enumerate(parts) if (match := _NUMBER.fullmatch(part))]
    if not found or not _SHARED.isdisjoint(parts):
        return None
    at, match = found[-1]
    number = next(group for group in match.groups() if group)
    if _YEAR.fullmatch(number):
        return None
    folders = [part for part in parts[:at] if _FOLDER.fullmatch(part) and part.count("-") < _SLUG]
    host = (split.hostname or "").casefold().removeprefix("www.")
    return "/".join([host, *folders]), int(number)


def stretches(reports: Iterable[Dated]) -> dict[str, Stretch]:
    """Return per report id the days that its number leaves; reports in no series, or at its end, are left out."""
    series: dict[str, list[tuple[int, Dated]]] = defaultdict(list)
    for report in reports:
        numbered = number_of(report.url)
        if numbered is not None:
            series[numbered[0]].append((numbered[1], report))
    found: dict[str, Stretch] = {}
    for members in series.values():
        if len(members) > 1:
            members.sort(key=lambda member: (member[0], member[1].report_id))
            found |= _within(members, _rising(members))
    return found


def _rising(members: Sequence[tuple[int, Dated]]) -> dict[int, int]:
    """Return place to day for the choice of days that never falls, of the greatest weight in all."""
    # Best chains by last day: days ascending, the weight of the best chain that ends there, and its last choice.
    days: list[int] = []
    chains: list[tuple[float, tuple[int, int, object] | None]] = []
    for place, (_, report) in enumerate(members):
        made: list[tuple[int, float, tuple[int, int, object]]] = []
        for day, weight in (*report.days, *report.alike):
            at = bisect_right(days, day + _SLACK) - 1
            total, before = chains[at] if at >= 0 else (0.0, None)
            made.append((day, total + weight, (place, day, before)))
        for day, total, chain in made:
            _note(days, chains, day, total, chain)
    found: dict[int, int] = {}
    link = chains[-1][1] if chains else None
    while link is not None:
        place, day, link = link  # type: ignore[assignment]  # the third is such a link again, or None
        found[place] = day
    return found


def _note(
    days: list[int],
    chains: list[tuple[float, tuple[int, int, object] | None]],
    day: int,
    total: float,
    chain: tuple[int, int, object],
) -> None:
    """Keep `days` ascending with rising weights: drop what ends later and weighs no more."""
    at = bisect_right(days, day)
    if at and chains[at - 1][0] >= total:
        return
    while at < len(days) and chains[at][0] <= total:
        days.pop(at)
        chains.pop(at)
    days.insert(at, day)
    chains.insert(at, (total, chain))


def _within(members: Sequence[tuple[int, Dated]], known: dict[int, int]) -> dict[str, Stretch]:
    found: dict[str, Stretch] = {}
    places = sorted(known)
    for place, (number, report) in enumerate(members):
        at = bisect_right(places, place)
        after = next((other for other in places[at:] if other != place), None)
        before = next((other for other in reversed(places[:at]) if other != place), None)
        if place in known and any(day == known[place] for day, _ in report.days):
            # Its own day stands, if its neighbours let it.
            found[report.report_id] = Stretch(first=known[place], last=known[place], likely=known[place])
        elif before is not None and after is not None:
            low, high = members[before][0], members[after][0]
            share = (number - low) / (high - low) if high > low else 0.0
            first, last = sorted((known[before], known[after]))
            likely = first + round(share * (last - first))
            found[report.report_id] = Stretch(first=first, last=last, likely=likely)
    return found
