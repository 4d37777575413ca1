"""What grouping looks at in a report, taken once per report.

In: a report and its reading. Out: a `Profile`: days, places, names, sources, kinds of event, figures, words. Nothing
here compares two reports.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sayso.model import CASUALTY_QUESTIONS, COUNT_QUESTIONS, Count, Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.model import Claim, Mention, Reading, Report

_WORD = re.compile(r"[^\W_]{2,}")
_FULL_DATE = 10
# Marks that Arabic and others put on letters for reading aloud, and the stroke that stretches words.
_SILENT = frozenset("ـ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place as mentioned, with how central it is to the report (0 to 1)."""

    place: Place
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One report as grouping sees it.

    Attributes:
        days: day number (proleptic ordinal) to how central it is.
        published: day number, None where the report is silent or vague.
        spots: places, most central first.
        names, sources, events: folded values to how central they are.
        figures: (question, class of people, low, high) of its counts.
        words: folded words to how often they occur, for texts in the same script.
    """

    report_id: str
    days: Mapping[int, float]
    published: int | None
    spots: tuple[Spot, ...]
    names: Mapping[str, float]
    sources: Mapping[str, float]
    events: Mapping[str, float]
    figures: frozenset[tuple[str, str, int | None, int | None]]
    words: Mapping[str, int]

    @property
    def main_day(self) -> int | None:
        """The day the report is most likely about: the most central one, else the day it was published."""
        if self.days:
            return min(self.days, key=lambda day: (-self.days[day], day))
        return self.published


def profile_of(report: Report, reading: Reading | None) -> Profile:
    """Return what grouping looks at in this report; without a reading, its date and words alone."""
    mentions = reading.mentions if reading else ()
    claims = reading.claims if reading else ()
    return Profile(
        report_id=report.id,
        days=_days(mentions),
        published=day_number(report.published),
        spots=_spots(mentions),
        names=_values(mentions, "name"),
        sources=_values(mentions, "source"),
        events=_values(mentions, "event"),
        figures=frozenset(_figures(claims)),
        words=Counter(folded(word) for word in _WORD.findall(f"{report.title or ''} {report.text}")),
    )


def day_number(iso: str | None) -> int | None:
    """Return the day as a number, None for a date that is missing, vague or not a date."""
    if not iso or len(iso) < _FULL_DATE:
        return None
    try:
        return date.fromisoformat(iso[:_FULL_DATE]).toordinal()
    except ValueError:
        return None


def folded(word: str) -> str:
    """Return the word without case, marks and stretching."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter) and letter not in _SILENT)


def _days(mentions: tuple[Mention, ...]) -> dict[int, float]:
    found: dict[int, float] = {}
    for mention in mentions:
        if mention.kind == "day":
            day = day_number(mention.value)
            if day is not None:
                found[day] = max(found.get(day, 0.0), mention.weight)
    return dict(sorted(found.items()))


def _spots(mentions: tuple[Mention, ...]) -> tuple[Spot, ...]:
    found: dict[str, Spot] = {}
    for mention in mentions:
        if mention.kind == "place":
            place = mention.place or Place(name=mention.value)
            known = found.get(place.name)
            if known is None or known.weight < mention.weight:
                found[place.name] = Spot(place=place, weight=mention.weight)
    return tuple(sorted(found.values(), key=lambda spot: (-spot.weight, spot.place.name)))


def _values(mentions: tuple[Mention, ...], kind: str) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for mention in mentions:
        if mention.kind == kind:
            found[mention.value] = max(found[mention.value], mention.weight)
    return dict(sorted(found.items()))


def _figures(claims: tuple[Claim, ...]) -> list[tuple[str, str, int | None, int | None]]:
    return [
        (
            claim.question,
            (claim.victim_class or "") if claim.question in CASUALTY_QUESTIONS else "",
            claim.answer.low,
            claim.answer.high,
        )
        for claim in claims
        if claim.question in COUNT_QUESTIONS and isinstance(claim.answer, Count) and not claim.background
    ]
