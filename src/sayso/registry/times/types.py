"""What time finding gives out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.model import When


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """A day, or a longer time, that a text tells: `text[start:end] == words`.

    Attributes:
        when: the time in question, or None where the text leaves open which year it was.
        candidates: every time it can mean, likeliest first.
        month_day: `--MM-DD` (ISO 8601's form for a day of some year), where the year is not written.
        reasons: how the time was worked out.
        day: the day that is said, where `when` is the night that leads into or out of it.
        weekday: 1 for Monday to 7 for Sunday (ISO 8601), where the text says no more of the day than that.
        exact: the text names the day by date or weekday, not by "today".
        beside: the weekday that stands beside a date, 1 for Monday to 7 for Sunday.
    """

    start: int
    end: int
    words: str
    when: When | None
    candidates: tuple[When, ...]
    reasons: tuple[str, ...]
    month_day: str | None = None
    day: str | None = None
    weekday: int | None = None
    exact: bool = True
    beside: int | None = None
