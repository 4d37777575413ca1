"""Which day: half-said times to dates, by the report's date and by what else the text says.

In: `Said` values, the report's date as far as known. Out: `TimeMention`s. No clock: a day without a year and without
a report's date keeps the years that fit its weekday.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from sayso.model import When
from sayso.registry.times.types import TimeMention

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.registry.times.parse import Said

# A report may be dated a day before what it tells, across time zones.
_AHEAD: Final = timedelta(days=2)
# Years offered where nothing tells the year: the wars that news archives on the web cover.
_YEARS: Final = range(2000, 2041)
_YEAR_LENGTH, _MONTH_LENGTH = 4, 7


@dataclass(frozen=True, slots=True)
class Published:
    """The report's date: the earliest and the latest day it can be, equal where the day is known."""

    first: date
    last: date

    @property
    def day(self) -> date | None:
        """Return the day, where it is known."""
        return self.first if self.first == self.last else None


def published_of(published: str | None) -> Published | None:
    """Return the days that an ISO date, month or year covers; None for none or one that is no date."""
    text = (published or "")[:10]
    try:
        if len(text) == _YEAR_LENGTH:
            return Published(date(int(text), 1, 1), date(int(text), 12, 31))
        if len(text) == _MONTH_LENGTH:
            year, month = int(text[:4]), int(text[5:])
            return Published(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return Published(day, day)


def mention_of(text: str, said: Said, published: Published | None, years: frozenset[int]) -> TimeMention | None:
    """Return the time that `said` tells; None where it cannot be told at all or is no date (31 February).

    Args:
        text: what the words are taken from.
        said: what the text itself gives of the time.
        published: the report's date as far as known.
        years: the years that the text writes out.
    """
    candidates: list[When]
    month_day = None
    if said.day is not None and said.month is not None:
        candidates, reasons = _dated(said, published, years)
        month_day = f"--{said.month:02}-{said.day:02}" if said.year is None else None
        known = bool(candidates) and (len(candidates) == 1 or said.year is not None or published is not None)
    else:
        candidates, reasons = _undated(said, published, years)
        known = len(candidates) == 1
    weekday = said.weekday if not candidates and month_day is None and said.last_weekday is None else None
    if not candidates and month_day is None and weekday is None:
        return None
    return TimeMention(
        start=said.start, end=said.end, words=text[said.start : said.end], when=candidates[0] if known else None,
        candidates=tuple(candidates), reasons=reasons,
        month_day=month_day, weekday=weekday, day=_said_day(said, candidates[0]) if known else None,
        exact=said.shift is None, beside=said.weekday if said.day is not None else None,
    )  # fmt: skip


def _said_day(said: Said, when: When) -> str | None:
    if not said.night or when.precision != "day":
        return None
    return when.last if said.night < 0 else when.first


def _dated(said: Said, published: Published | None, years: frozenset[int]) -> tuple[list[When], tuple[str, ...]]:
    if said.year is not None:
        return _whens(said, [said.year]), ("the date is written out",)
    if published is not None:
        latest = published.last + _AHEAD
        fitting = [
            year
            for year in range(latest.year, latest.year - 5, -1)
            if (day := _day(year, said.month, said.day)) and day <= latest
        ]
        return _whens(said, fitting[:1]), ("the year is that of the last such day before the report",)
    candidates = [year for year in _YEARS if (day := _day(year, said.month, said.day)) is not None
                  and (said.weekday is None or day.isoweekday() == said.weekday)]  # fmt: skip
    written = [year for year in candidates if year in years]
    if len(written) == 1:
        return _whens(said, written), ("the text writes out this year only",)
    if said.weekday is None:
        return _whens(said, written), ("no year is written, and the report has no date",)
    reason = "no year is written, and the report has no date; these years fit the weekday"
    return _whens(said, [*written, *(year for year in candidates if year not in years)]), (reason,)


def _whens(said: Said, years: Iterable[int]) -> list[When]:
    whens = []
    for year in years:
        first = _day(year, said.month, said.day)
        last = _day(year, said.month, said.last_day) if said.last_day else first
        if first is not None and last is not None:
            if not said.last_day:
                first, last = _night(first, said.night)
            whens.append(When(first=first.isoformat(), last=last.isoformat()))
    return whens


def _undated(said: Said, published: Published | None, years: frozenset[int]) -> tuple[list[When], tuple[str, ...]]:
    if said.month is not None:
        if said.year is not None:
            return [_month(said.year, said.month)], ("the month is written out",)
        if published is not None:
            year = published.last.year if said.month <= published.last.month else published.last.year - 1
            return [_month(year, said.month)], ("the last such month before the report",)
        return ([_month(year, said.month) for year in sorted(years)] if len(years) == 1 else []), (
            "the text writes out this year only",
        )
    if said.year is not None:
        return [When(first=f"{said.year}-01-01", last=f"{said.year}-12-31", precision="year")], (
            "the year is written out",
        )
    day = published.day if published is not None else None
    if day is None:
        return [], ()
    if said.weekday is not None:
        return [_weekday(said, day)], ("the last such weekday before the report",)
    return [_shifted(said, day)], ("counted from the report's date",)


def _weekday(said: Said, day: date) -> When:
    weekday = said.weekday or 1
    back = (day.isoweekday() - weekday) % 7
    if back == 0 and said.previous:
        back = 7
    found = day - timedelta(days=back)
    if said.last_weekday is not None:
        end = found + timedelta(days=1)
        if end > day:
            found, end = found - timedelta(days=7), end - timedelta(days=7)
        return When(first=found.isoformat(), last=end.isoformat())
    first, last = _night(found, said.night)
    return When(first=first.isoformat(), last=last.isoformat())


def _night(day: date, night: int) -> tuple[date, date]:
    """Return the two days that a night joins, or the day twice."""
    return day + timedelta(days=min(night, 0)), day + timedelta(days=max(night, 0))


def _shifted(said: Said, day: date) -> When:
    unit, count = said.shift or ("day", 0)
    if unit == "day":
        first, last = _night(day + timedelta(days=count), said.night)
        return When(first=first.isoformat(), last=last.isoformat())
    if unit == "week":
        monday = day + timedelta(days=7 * count - day.isoweekday() + 1)
        return When(first=monday.isoformat(), last=(monday + timedelta(days=6)).isoformat(), precision="week")
    if unit == "month":
        months = day.year * 12 + day.month - 1 + count
        return _month(months // 12, months % 12 + 1)
    return When(first=f"{day.year + count}-01-01", last=f"{day.year + count}-12-31", precision="year")


def _month(year: int, month: int) -> When:
    return When(
        first=f"{year}-{month:02}-01", last=f"{year}-{month:02}-{monthrange(year, month)[1]}", precision="month"
    )


def _day(year: int, month: int | None, day: int | None) -> date | None:
    try:
        return date(year, month or 1, day or 1)
    except ValueError:
        return None
