"""Parsing: words and numbers to half-said times.

In: a text and its language's words. Out: `Said` values: what the text itself gives of a time, before any year or
week is worked out from the report's date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sayso.registry.times.words import Item, Words, items_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.registry.times.words import Kind

_ISO: Final = re.compile(r"(?<![\d/.-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
# With dashes the year has four digits: "12-02-20" may be anything.
_DOTTED: Final = re.compile(r"(?<![\d./-])(\d{1,2})(?:([./])(\d{1,2})\2(\d{4}|\d{2})|-(\d{1,2})-(\d{4}))(?![\d])")
_GAP: Final = re.compile(r"[\s,.\u060c)(/]{0,3}")
_BESIDE: Final = re.compile(r"[\s,.\u060c)(]{0,3}(?:[^\W\d]{1,3}[\s.]{1,2})?")
_DASH: Final = re.compile(r"\s?[-\u2013\u2014]\s?")
_YEARS: Final = range(1950, 2100)
_DAYS: Final = range(1, 32)
_AGO_DAYS: Final = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a stretch of text says of a time; None for what it leaves open.

    Attributes:
        last_day: end of a range of days within the month.
        shift: (unit, count): days, weeks, months or years from the report's date.
        night: -1 for the night that leads into the day, 1 for the night that leads out of it.
        previous: "last" stands by the weekday.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    last_weekday: int | None = None
    shift: tuple[str, int] | None = None
    night: int = 0
    previous: bool = False


def said_in(text: str, words: Words) -> list[Said]:
    """Return what `text` says of times, in order, none overlapping."""
    numeric = list(_numeric(text, words))
    items = [
        item
        for item in items_of(text, words)
        if not any(item.start < said.end and said.start < item.end for said in numeric)
    ]
    return sorted([*numeric, *_joined(text, list(_spoken(text, items)))], key=lambda said: said.start)


def _numeric(text: str, words: Words) -> Iterator[Said]:
    for match in _ISO.finditer(text):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
        if year in _YEARS and month in range(1, 13) and day in _DAYS:
            yield Said(start=match.start(), end=match.end(), year=year, month=month, day=day)
    for match in _DOTTED.finditer(text):
        first, second, year = int(match[1]), int(match[3] or match[5]), int(match[4] or match[6])
        year += 2000 if year < 100 else 0  # noqa: PLR2004  # two digits of a year
        swapped = (match[2] == "/" and words.slash == "mdy" and first <= 12) or second > 12  # noqa: PLR2004  # months
        day, month = (second, first) if swapped else (first, second)
        if year in _YEARS and month in range(1, 13) and day in _DAYS:
            yield Said(start=match.start(), end=match.end(), year=year, month=month, day=day)


class _Reader:
    """Walks items, and knows which stand together."""

    def __init__(self, text: str, items: list[Item]) -> None:
        self.text = text
        self.items = items

    def get(self, at: int, kind: Kind) -> int | None:
        return self.items[at].meanings.get(kind) if 0 <= at < len(self.items) else None

    def close(self, at: int) -> bool:
        """Return whether item `at` follows the one before it with nothing but a space or a comma between."""
        return 0 < at < len(self.items) and bool(
            _GAP.fullmatch(self.text[self.items[at - 1].end : self.items[at].start])
        )

    def dash(self, at: int) -> bool:
        return 0 < at < len(self.items) and bool(
            _DASH.fullmatch(self.text[self.items[at - 1].end : self.items[at].start])
        )

    def skip(self, at: int, *kinds: Kind) -> int:
        while self.close(at) and any(self.get(at, kind) is not None for kind in kinds):
            at += 1
        return at

    def year(self, at: int) -> tuple[int, int] | None:
        """Return (year, items taken) for a year at `at`, with the word for "year" around it."""
        first = self.skip(at, "year_word", "between") if self.close(at) else at
        value = self.get(first, "number")
        if value is None or value not in _YEARS or not self.close(first):
            return None
        last = first + 1
        if self.close(last) and self.get(last, "year_word") is not None:
            last += 1
        return value, last - at


def _spoken(text: str, items: list[Item]) -> Iterator[Said]:
    reader = _Reader(text, items)
    at = 0
    while at < len(items):
        found = (
            _date(reader, at)
            or _end_of(reader, at)
            or _month(reader, at)
            or _relative(reader, at)
            or _year(reader, at)
        )
        if found is None:
            at += 1
            continue
        said, taken = found
        after = at + taken
        for kind, night in (("night", -1), ("night_of", 1)):
            if reader.close(at) and reader.get(at - 1, kind) is not None:  # type: ignore[arg-type]  # two of the kinds
                said = replace(said, night=night, start=items[at - 1].start)
        if reader.close(after) and reader.get(after, "night_after") is not None:
            said = replace(said, end=items[after].end, night=1)
            taken += 1
        yield said
        at += taken


def _date(reader: _Reader, at: int) -> tuple[Said, int] | None:
    items = reader.items
    day = reader.get(at, "number")
    if day is not None and day in _DAYS:
        last_day, end = None, at + 1
        ranged = reader.dash(end) or (reader.close(end) and reader.get(end, "range") is not None)
        if ranged:
            second = end if reader.dash(end) else end + 1
            other = reader.get(second, "number")
            if other is not None and other in _DAYS and other > day:
                last_day, end = other, second + 1
        end = reader.skip(end, "suffix")
        end = end + 1 if reader.dash(end) and reader.get(end, "suffix") is not None else end
        end = reader.skip(end, "between") if reader.get(end, "month") is None else end
        month = reader.get(end, "month")
        if month is not None and reader.close(end):
            end += 1
            if reader.close(end) and reader.get(end, "month") == month:
                end += 1  # both names of an Arabic month
            return _with_year(
                reader, at, end, Said(start=items[at].start, end=0, month=month, day=day, last_day=last_day)
            )
    month = reader.get(at, "month")
    day = reader.get(at + 1, "number")
    if month is not None and day is not None and day in _DAYS and reader.close(at + 1):
        end = reader.skip(at + 2, "suffix")
        said = Said(start=items[at].start, end=0, month=month, day=day)
        if reader.dash(end) and (other := reader.get(end, "number")) is not None and day < other <= _DAYS[-1]:
            said, end = replace(said, last_day=other), end + 1
        return _with_year(reader, at, end, said)
    return None


def _with_year(reader: _Reader, at: int, end: int, said: Said) -> tuple[Said, int]:
    year = reader.year(end)
    taken = end - at + (year[1] if year else 0)
    return replace(said, year=year[0] if year else None, end=reader.items[at + taken - 1].end), taken


def _end_of(reader: _Reader, at: int) -> tuple[Said, int] | None:
    """Return the first or last day of a year that is said so: "on the first day of 2020"."""
    which = reader.get(at, "year_day")
    year = reader.year(at + 1) if which is not None else None
    if year is None:
        return None
    value, taken = year
    month, day = (1, 1) if which == 1 else (12, 31)
    return Said(
        start=reader.items[at].start, end=reader.items[at + taken].end, year=value, month=month, day=day
    ), 1 + taken


def _month(reader: _Reader, at: int) -> tuple[Said, int] | None:
    month = reader.get(at, "month")
    if month is None:
        return None
    said, taken = _with_year(reader, at, at + 1, Said(start=reader.items[at].start, end=0, month=month))
    if said.year is not None or (reader.close(at) and reader.get(at - 1, "month_after") is not None):
        return said, taken
    return None


def _relative(reader: _Reader, at: int) -> tuple[Said, int] | None:
    items = reader.items
    start = items[at].start
    if reader.get(at, "last_night") is not None:
        return Said(start=start, end=items[at].end, shift=("day", -1), night=1), 1
    for kind, unit in (("day", "day"), ("week", "week"), ("month_shift", "month"), ("year_shift", "year")):
        value = reader.get(at, kind)  # type: ignore[arg-type]  # four of the kinds
        if value is not None:
            return Said(start=start, end=items[at].end, shift=(unit, value)), 1
    previous = (
        1
        if reader.get(at, "last") is not None and reader.get(at + 1, "weekday") is not None and reader.close(at + 1)
        else 0
    )
    weekday = reader.get(at + previous, "weekday")
    if weekday is not None:
        end = at + previous + 1
        follows = reader.get(end, "weekday")
        second = follows if follows is not None and (reader.close(end) or reader.dash(end)) else None
        if second is None and reader.close(end) and reader.get(end, "range") is not None and reader.close(end + 1):
            second, end = (
                reader.get(end + 1, "weekday"),
                end + 1 if reader.get(end + 1, "weekday") is not None else end,
            )
        last = weekday % 7 + 1 if second == weekday % 7 + 1 else None
        end += 1 if last is not None else 0
        if reader.close(end) and reader.get(end, "last") is not None:
            previous, end = 1, end + 1
        return Said(
            start=start, end=items[end - 1].end, weekday=weekday, last_weekday=last, previous=bool(previous)
        ), end - at
    return _ago(reader, at)


def _ago(reader: _Reader, at: int) -> tuple[Said, int] | None:
    first = at + 1 if reader.get(at, "ago") is not None and reader.close(at + 1) else at
    count = reader.get(first, "number")
    if count is None or not reader.close(first + 1) or count > _AGO_DAYS:
        return None
    day = reader.get(first + 1, "day_word") is not None
    unit = "day" if day else "week" if reader.get(first + 1, "week_word") is not None else None
    after = reader.close(first + 2) and reader.get(first + 2, "ago") is not None
    if unit is None or (first == at and not after):
        return None
    last = first + 1 if first > at else first + 2
    return Said(start=reader.items[at].start, end=reader.items[last].end, shift=(unit, -count)), last + 1 - at


def _year(reader: _Reader, at: int) -> tuple[Said, int] | None:
    value = reader.get(at, "number")
    if value is not None and value in _YEARS:
        words = reader.close(at + 1) and reader.get(at + 1, "year_word") is not None
        before = reader.close(at) and (
            reader.get(at - 1, "year_word") is not None or reader.get(at - 1, "month_after") is not None
        )
        if words or before:
            return Said(start=reader.items[at].start, end=reader.items[at + int(words)].end, year=value), 1 + int(
                words
            )
    return None


def _joined(text: str, said: list[Said]) -> Iterator[Said]:
    """Join a weekday to the date beside it: "on Wednesday, 12 February"."""
    at = 0
    while at < len(said):
        here = said[at]
        there = said[at + 1] if at + 1 < len(said) else None
        if there is not None and _BESIDE.fullmatch(text[here.end : there.start]):
            for weekday, date in ((here, there), (there, here)):
                if weekday.weekday is not None and weekday.month is None and date.day is not None:
                    yield replace(
                        date,
                        start=here.start,
                        end=there.end,
                        weekday=weekday.weekday,
                        night=here.night or there.night,
                    )
                    at += 2
                    break
            else:
                yield here
                at += 1
        else:
            yield here
            at += 1
