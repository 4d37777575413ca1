"""What the days that two reports tell say for and against their being about one incident.

In: two profiles. Out: `Evidence` values: of the days where both have one, else of the weekdays and of the days that
the numbers of their pages leave.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sayso.group.piece import Evidence, weights
from sayso.group.profiles import days_apart
from sayso.group.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.group.profiles import Profile

_WEEKDAYS = (
    ("same_weekday", "the same weekday"),
    ("next_weekday", "weekdays next to each other"),
    ("other_weekday", "other weekdays"),
)
# A page may be printed days after what it tells: its weekday says half as much against another.
_PRINTED_DAY = 0.5


def days_told(left: Profile, right: Profile) -> list[Evidence]:
    """Return what the days, or the weekdays, of the two say."""
    ours, theirs = left.main_day, right.main_day
    if ours is None or theirs is None:
        between = _stretched(left, right) or Evidence(name="no_day", amount=1.0, words="one of them gives no day")
        return [between, *_weekdays(left, right)]
    apart = days_apart(ours, theirs)
    if left.days and right.days:
        return [_named_days(left, right, apart)]
    # One side is only known by when it was published, which is the day of the event or soon after.
    if apart <= 1:
        return [Evidence(name="near_published", amount=1.0, words="published within a day of it")]
    return [
        Evidence(name="far_published", amount=min(1.0, apart / 14), words=f"published {counted(apart, 'day')} apart")
    ]


def _weekdays(left: Profile, right: Profile) -> list[Evidence]:
    """Return what the weekdays say where the day of one is not known: a seventh of other days share one."""
    if left.weekday is None or right.weekday is None:
        return []
    apart = abs(left.weekday - right.weekday)
    apart = min(apart, 7 - apart)
    kind, words = _WEEKDAYS[min(apart, 2)]
    told = left.told_day and right.told_day
    return [Evidence(name=kind, amount=1.0 if told or not apart else _PRINTED_DAY, words=words)]


def _named_days(left: Profile, right: Profile, apart: int) -> Evidence:
    if apart == 0:
        return Evidence(name="same_day", amount=1.0, words="the same day named in both")
    if _met(left.main_day, right.days) or _met(right.main_day, left.days):
        return Evidence(name="day_met", amount=1.0, words="the main day of one is named in the other")
    words = f"the days named lie {counted(apart, 'day')} apart"
    if apart == 1:
        return Evidence(name="next_day", amount=1.0, words=words)
    return Evidence(name="far_days", amount=min(1.0, apart / 7), words=words)


def _stretched(left: Profile, right: Profile) -> Evidence | None:
    """Return what the numbers of the pages say of the days, where one names none."""
    ours, theirs = _stretch(left), _stretch(right)
    if ours is None or theirs is None:
        return None
    apart = max(ours[0], theirs[0]) - min(ours[1], theirs[1])
    if apart > weights()["stretch_days"]:
        words = f"numbered among pages {counted(apart, 'day')} apart"
        return Evidence(name="far_stretch", amount=min(1.0, apart / 60), words=words)
    spread = ours[1] - ours[0] + theirs[1] - theirs[0]
    return Evidence(name="near_stretch", amount=1 / (1 + spread / 10), words="numbered among pages of the same days")


def _stretch(profile: Profile) -> tuple[int, int] | None:
    """Return the first and the last day, as numbers, that the report can be of."""
    day = profile.main_day
    if day is not None and not day.startswith("-"):
        number = date.fromisoformat(day).toordinal()
        return number, number
    return (profile.stretch.first, profile.stretch.last) if profile.stretch else None


def _met(day: str | None, days: Mapping[str, float]) -> bool:
    return day is not None and any(days_apart(day, other) == 0 for other in days)
