"""When: days and longer times that a text tells, in any language that has a `time.toml`.

In: running text, its language, the report's date as far as known. Out: mentions with ISO dates and reasons. Hours
are not read, nor calendars other than the Gregorian.
"""

from __future__ import annotations

from datetime import date

from sayso.registry.times.parse import said_in
from sayso.registry.times.resolve import mention_of, published_of
from sayso.registry.times.types import TimeMention
from sayso.registry.times.words import words_of

__all__ = ["TimeMention", "day_of", "days_between", "find"]


def find(text: str, language: str, published: str | None = None) -> tuple[TimeMention, ...]:
    """Return the times that `text` tells, in order.

    Args:
        text: the text; offsets count its code points.
        language: ISO 639-1 code; of a language without a `time.toml` only dates in figures are read.
        published: the report's date: an ISO date, with or without a time, a month (`2020-02`) or a year.

    Raises:
        PackError: for a broken `time.toml`.
    """
    said = said_in(text, words_of(language))
    years = frozenset(each.year for each in said if each.year is not None)
    date = published_of(published)
    mentions = (mention_of(text, each, date, years) for each in said)
    return tuple(mention for mention in mentions if mention is not None)


def day_of(published: str | None) -> str | None:
    """Return the ISO date of a report's date, or None where its day is not known."""
    known = published_of(published)
    return known.day.isoformat() if known is not None and known.day is not None else None


def days_between(first: str, last: str) -> int:
    """Return the days from one ISO date to a later one; negative where it is earlier."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
