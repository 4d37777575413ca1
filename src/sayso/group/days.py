"""Which day an incident was on, by what its reports tell and by the years that their case is about.

In: profiles of an incident's reports, and the years of the case. Out: a `When`. A day without its year takes the year
that its company leaves; without company, the likeliest year, of those of the case and of its texts, in which it fell
on the weekday told beside it. A day whose year stays open dates nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sayso.group.profiles import CENTRAL
from sayso.model import When

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.group.profiles import Profile

_NEWS = timedelta(days=31)
# News that names no day is mostly of the day on which it was published; a weekday alone speaks for days that it fits.
_UNSAID = 0.5
# Reports of the case that name a year, for the case to be about it.
_RARE_YEAR = 5
# How much a year written in an incident's own texts says, beside one that the whole case is about.
_WRITTEN = 0.4


def years_among(days: Iterable[Iterable[str]]) -> dict[int, float]:
    """Return the years that a case is about, to how common each is beside the commonest.

    Args:
        days: for each report, the days that it tells and the one on which it was published; open years are left out.
    """
    counts = Counter(int(day[:4]) for told in days for day in set(told) if not day.startswith("-"))
    most = max(counts.values(), default=0)
    return {year: count / most for year, count in counts.items() if count >= min(_RARE_YEAR, most)}


def when_of(profiles: Sequence[Profile], years: Mapping[int, float]) -> When | None:
    """Return the day that most reports are most about; None where all days named are background.

    Args:
        profiles: of the incident's reports.
        years: that the case is about, to how common each is; may be empty.
    """
    votes = _votes(profiles, years)
    if all(weight < CENTRAL for weight in votes.values()):
        return None
    for profile in profiles:
        if profile.published and not profile.days:
            votes[profile.published] += _UNSAID
    central = [day for day, weight in votes.items() if weight >= CENTRAL]
    said = [profile.said_weekday for profile in profiles]
    for day in central:
        votes[day] += _UNSAID * said.count(date.fromisoformat(day).isoweekday())
    chosen = min(central, key=lambda day: (-round(votes[day], 6), day))
    return When(first=chosen, last=chosen)


def _votes(profiles: Sequence[Profile], years: Mapping[int, float]) -> dict[str, float]:
    """Return how much the texts speak for each day, the year of an open one filled in where it is known."""
    votes: dict[str, float] = defaultdict(float)
    open_years: dict[str, float] = defaultdict(float)
    weekdays: dict[str, Counter[int]] = defaultdict(Counter)
    for profile in profiles:
        for day, weight in profile.days.items():
            (open_years if day.startswith("-") else votes)[day] += weight
        for day, weekday in profile.weekdays.items():
            weekdays[day][weekday] += 1
    company = [date.fromisoformat(profile.published) for profile in profiles if profile.published]
    company += [date.fromisoformat(day) for day in sorted(votes) if votes[day] >= CENTRAL]
    told = dict(years)
    for year in sorted({year for profile in profiles for year in profile.written}):
        told[year] = told.get(year, 0.0) + _WRITTEN
    for day, weight in open_years.items():
        full = _in_company(day, company) if company else _on_weekday(day, weekdays[day], told)
        if full is not None:
            votes[full] += weight
    return votes


def _in_company(open_day: str, company: Sequence[date]) -> str | None:
    """Return the day with the year in which most of `company` is of it or of the month after it, if any is.

    Company are the days on which reports were published, and other days that they name.
    """
    fits: Counter[str] = Counter()
    for other in company:
        for year in (other.year - 1, other.year):
            day = _of_year(open_day, year)
            if day is not None and timedelta(0) <= other - day <= _NEWS:
                fits[day.isoformat()] += 1
    return min(fits, key=lambda day: (-fits[day], day), default=None)


def _on_weekday(open_day: str, weekdays: Counter[int], years: Mapping[int, float]) -> str | None:
    """Return the day in the likeliest of the years in which it falls on its weekday; None where it has none told."""
    if not weekdays:
        return None
    weekday = min(weekdays, key=lambda each: (-weekdays[each], each))
    fits = {day: weight for year, weight in years.items()
            if (day := _of_year(open_day, year)) is not None and day.isoweekday() == weekday}  # fmt: skip
    best = max(fits, key=lambda day: (round(fits[day], 6), day), default=None)
    return best.isoformat() if best else None


def _of_year(open_day: str, year: int) -> date | None:
    try:
        return date.fromisoformat(f"{year}{open_day[1:]}")
    except ValueError:
        return None  # 29 February
