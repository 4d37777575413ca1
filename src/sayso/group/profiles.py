"""What grouping looks at in a report, taken once per report.

In: a report and its reading. Out: a `Profile`: days, places, names, sources, kinds of event, figures, words. Nothing
here compares two reports.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from sayso.model import CASUALTY_QUESTIONS, COUNT_QUESTIONS, Count, Place
from sayso.registry.address import day_of, headline_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.group.serial import Stretch
    from sayso.model import Claim, Mention, Reading, Report, SourceKind

_WORD = re.compile(r"[^\W_]{2,}")
_OPEN_DAY = re.compile(r"--(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_WEEKDAY = re.compile(r"-W-[1-7]")
_OPEN_WEEKDAY = re.compile(r"(--\d\d-\d\d)-W-([1-7])")
_YEAR_LIKE = re.compile(r"(?<![\d%])20[0-4]\d(?!\d)")
_FULL_DATE = 10
_YEAR = 366
_NAMELESS: frozenset[SourceKind] = frozenset({"unnamed", "media", "witness", "unknown"})
# A digest can name a hundred places; its most central ones are what it may be about.
_MOST_SPOTS = 12
_OLD = 31
# Days named further into a text than this are background more often than not, the further the more.
_HEAD = 300
# A day less central than this is never taken for the day that the report is about.
CENTRAL = 0.3
# Marks that Arabic and others put on letters for reading aloud, and the stroke that stretches words.
_SILENT = frozenset("ـ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place as mentioned.

    Attributes:
        key: equal for what is one place, whatever the script: a canonical name, or `~` and a skeleton of sounds.
        weight: how central it is to the report, 0 to 1.
    """

    key: str
    place: Place
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One report as grouping sees it.

    Attributes:
        days: ISO dates, `--02-12` where the year is left open, to how central they are.
        published: ISO date, from its address where the report is silent or vague; None where that is too.
        spots: places, most central first.
        names, sources, events: folded values to how central they are.
        figures: (question, class of people, low, high) of its counts.
        words: folded words, and pairs of words that stand side by side, to how often they occur.
        said_weekday: 1 for Monday to 7 for Sunday, where the text tells the day by it and nothing tells which week.
        years: written in the text, with a date or alone.
        written: numbers in the text, the title and the address that may be years.
        weekdays: days whose year is open to the weekday told beside them, 1 for Monday to 7 for Sunday.
        stretch: the days that the number of its page leaves, where it has no date.
        spellings: names to how the text writes them first.
    """

    report_id: str
    days: Mapping[str, float]
    published: str | None
    spots: tuple[Spot, ...]
    names: Mapping[str, float]
    sources: Mapping[str, float]
    events: Mapping[str, float]
    figures: frozenset[tuple[str, str, int | None, int | None]]
    words: Mapping[str, int]
    said_weekday: int | None = None
    years: frozenset[int] = frozenset()
    written: frozenset[int] = frozenset()
    weekdays: Mapping[str, int] = field(default_factory=dict)
    stretch: Stretch | None = None
    spellings: Mapping[str, str] = field(default_factory=dict)

    @property
    def main_day(self) -> str | None:
        """The day the report is most likely about: the most central one, else the day it was published."""
        central = [day for day, weight in self.days.items() if weight >= CENTRAL]
        if central:
            return max(central, key=lambda day: round(self.days[day], 6))  # the first of equals in the text
        return self.published

    @property
    def told_day(self) -> bool:
        """Whether the text tells the main day, rather than the page when it was printed."""
        day = self.main_day
        return self.said_weekday is not None if day is None else self.days.get(day, 0.0) > CENTRAL

    @property
    def weekday(self) -> int | None:
        """The weekday of the main day, 1 for Monday to 7 for Sunday; without a main day, the one that is said."""
        day = self.main_day
        if day is None:
            return self.said_weekday
        return None if day.startswith("-") else date.fromisoformat(day).isoweekday()


def profile_of(report: Report, reading: Reading | None) -> Profile:
    """Return what grouping looks at in this report; without a reading, its date and words alone."""
    mentions = reading.mentions if reading else ()
    claims = reading.claims if reading else ()
    published = full_day(report.published) or day_of(report.url)
    return Profile(
        report_id=report.id,
        days=_days(mentions, published),
        published=published,
        spots=_spots(mentions),
        names=_values(mentions, "name"),
        spellings={mention.value: mention.span.quote for mention in reversed(mentions) if mention.kind == "name"},
        sources=_sources(mentions, claims),
        events=_values(mentions, "event"),
        figures=frozenset(_figures(claims)),
        said_weekday=_weekday(mentions),
        years=frozenset(_years(mentions)),
        written=frozenset(int(year) for year in _YEAR_LIKE.findall(f"{report.title} {report.text} {report.url}")),
        weekdays=dict(_weekdays(mentions)),
        words=_words(f"{report.title or ''} {report.text} {headline_of(report.url)}"),
    )


def full_day(iso: str | None) -> str | None:
    """Return the date of an ISO date or time, None for one that is missing, vague or not a date."""
    if not iso or len(iso) < _FULL_DATE:
        return None
    try:
        return date.fromisoformat(iso[:_FULL_DATE]).isoformat()
    except ValueError:
        return None


def days_apart(left: str, right: str) -> int:
    """Return the days between two days; where one leaves the year open, as if they were of the same or next year."""
    if not left.startswith("-") and not right.startswith("-"):
        return abs((date.fromisoformat(left) - date.fromisoformat(right)).days)
    # The year 2000 has a 29 February.
    apart = abs((date.fromisoformat(f"2000{left[-6:]}") - date.fromisoformat(f"2000{right[-6:]}")).days)
    return min(apart, _YEAR - apart)


@lru_cache(maxsize=1 << 16)
def folded(word: str) -> str:
    """Return the word without case, marks and stretching."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter) and letter not in _SILENT)


def _days(mentions: tuple[Mention, ...], published: str | None) -> dict[str, float]:
    """Return the days named, in the order of the text; one written once with its year and once without is one."""
    named = sorted((mention for mention in mentions if mention.kind == "day"), key=lambda mention: mention.span.start)
    open_years = [mention.value for mention in named if _OPEN_DAY.fullmatch(mention.value)]
    found: dict[str, float] = {}
    for mention in named:
        open_year = mention.value in open_years
        if not (open_year or full_day(mention.value)):
            continue
        weight = mention.weight * min(1.0, _HEAD / max(1, mention.span.start))
        if published is not None and not open_year and days_apart(mention.value, published) > _OLD:
            weight /= 2  # a day long before the report is background more often than news
        found[mention.value] = max(found.get(mention.value, 0.0), weight)
    for value in open_years:
        written = [day for day in found if not day.startswith("-") and day.endswith(value[-6:])]
        if len(written) == 1 and value in found:
            found[written[0]] += found.pop(value)
    return found


def _weekday(mentions: tuple[Mention, ...]) -> int | None:
    named = [mention for mention in mentions if mention.kind == "day" and _WEEKDAY.fullmatch(mention.value)]
    likeliest = max(named, key=lambda mention: (mention.weight, -mention.span.start), default=None)
    return int(likeliest.value[-1]) if likeliest else None


def _weekdays(mentions: tuple[Mention, ...]) -> Iterator[tuple[str, int]]:
    for mention in mentions:
        if mention.kind == "day" and (found := _OPEN_WEEKDAY.fullmatch(mention.value)):
            yield found[1], int(found[2])


def _years(mentions: tuple[Mention, ...]) -> list[int]:
    return [int(mention.value[:4]) for mention in mentions if mention.kind == "day" and mention.value[:4].isdigit()]


def _spots(mentions: tuple[Mention, ...]) -> tuple[Spot, ...]:
    found: dict[str, Spot] = {}
    for mention in mentions:
        if mention.kind == "place":
            known = found.get(mention.value)
            if known is None or known.weight < mention.weight:
                place = mention.place or Place(name=mention.value)
                found[mention.value] = Spot(key=mention.value, place=place, weight=mention.weight)
    return tuple(sorted(found.values(), key=lambda spot: (-spot.weight, spot.key))[:_MOST_SPOTS])


def _values(mentions: tuple[Mention, ...], kind: str) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for mention in mentions:
        if mention.kind == kind:
            found[mention.value] = max(found[mention.value], mention.weight)
    return dict(sorted(found.items()))


def _sources(mentions: tuple[Mention, ...], claims: tuple[Claim, ...]) -> dict[str, float]:
    """Return the sources that the report mentions or quotes; the nameless say nothing about which incident it is."""
    found = _values(mentions, "source")
    for claim in claims:
        for voice in claim.voices:
            if voice.kind not in _NAMELESS:
                found[voice.source] = 1.0
    return dict(sorted(found.items()))


def _words(text: str) -> dict[str, int]:
    words = [folded(word) for word in _WORD.findall(text)]
    pairs = [f"{one} {other}" for one, other in pairwise(words)]
    return dict(Counter([*words, *pairs]))


def _figures(claims: tuple[Claim, ...]) -> list[tuple[str, str, int | None, int | None]]:
    return [
        (
            claim.question,
            (claim.victim_class or "") if claim.question in CASUALTY_QUESTIONS else "",
            claim.answer.low,
            claim.answer.high,
        )
        for claim in claims
        if claim.question in COUNT_QUESTIONS
        and isinstance(claim.answer, Count)
        and not claim.answer.vague  # "dozens" may be the other report's 40 as well as not
        and not claim.background
    ]
