"""Which day each report is about, in the light of the whole case.

In: profiles and the reports' addresses. Out: profiles whose days stand in order: a day that the number of its page
rules out counts little, a day without its year takes the year that the number leaves, and a report that names no day
has at least the stretch between its neighbours. Reports with a date of publication are left as they are.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from sayso.group.days import years_among
from sayso.group.serial import Dated, number_of, stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.group.pairs import Scored
    from sayso.group.profiles import Profile
    from sayso.group.serial import Stretch
    from sayso.model import Report

_PUBLISHED: Final = 3.0  # weighs more than any day of a text
# A day whose year is open fits many years: how much it counts as a day of one, alone, by how common the year is in
# the case, and where the text writes that year.
_OPEN, _COMMON, _WRITTEN = 0.1, 0.3, 0.4
# A text's background lies days before its page, so a stretch's ends are soft.
_SOFT: Final = 14
_OUTSIDE: Final = 0.3
# What one report that looks alike counts for its day, and all of one day together.
_ALIKE, _ALIKE_MOST = 0.4, 1.0


def dated(
    profiles: Sequence[Profile], reports: Mapping[str, Report], alike: Mapping[str, Mapping[int, float]] | None = None
) -> list[Profile]:
    """Return the profiles, in their order, with days that fit the numbers of their pages.

    Args:
        profiles: of the case.
        reports: by id.
        alike: for reports without a day, the days (as numbers) of reports that look like theirs, and how much.
    """
    years = case_years(profiles)
    found = stretches(
        Dated(
            report_id=profile.report_id,
            url=reports[profile.report_id].url,
            days=_candidates(profile, years),
            alike=tuple(sorted((alike or {}).get(profile.report_id, {}).items())),
        )
        for profile in profiles
    )
    return [
        _refined(profile, stretch) if (stretch := found.get(profile.report_id)) else profile for profile in profiles
    ]


def case_years(profiles: Iterable[Profile]) -> dict[int, float]:
    """Return the years that the case is about, to how common each is beside the commonest."""
    return years_among([*profile.days, *([profile.published] if profile.published else [])] for profile in profiles)


def _candidates(profile: Profile, years: Mapping[int, float]) -> tuple[tuple[int, float], ...]:
    found: dict[int, float] = defaultdict(float)
    if profile.published:
        found[date.fromisoformat(profile.published).toordinal()] += _PUBLISHED
    for day, weight in profile.days.items():
        if not day.startswith("-"):
            found[date.fromisoformat(day).toordinal()] += weight
            continue
        for year, common in years.items():
            written = _WRITTEN if year in profile.years else 0.0
            if (number := _of_year(day, year)) is not None:
                found[number] += weight * (_OPEN + _COMMON * common + written)
    return tuple(sorted(found.items()))


def _of_year(open_day: str, year: int) -> int | None:
    try:
        return date.fromisoformat(f"{year}{open_day[1:]}").toordinal()
    except ValueError:
        return None  # 29 February


def _refined(profile: Profile, stretch: Stretch) -> Profile:
    if profile.published:
        return profile
    days: dict[str, float] = {}
    for day, weight in profile.days.items():
        named, fits = _fitting(day, stretch)
        days[named] = days.get(named, 0.0) + (weight if fits else weight * _OUTSIDE)
    return replace(profile, days=days, stretch=stretch)


def _fitting(day: str, stretch: Stretch) -> tuple[str, bool]:
    """Return the day, with its year if that is known now, and whether the stretch lets it be."""
    if not day.startswith("-"):
        number = date.fromisoformat(day).toordinal()
        return day, stretch.first - _SOFT <= number <= stretch.last + _SOFT
    years = range(date.fromordinal(stretch.first).year - 1, date.fromordinal(stretch.last).year + 2)
    numbers = [_of_year(day, year) for year in years]
    inside = [each for each in numbers if each and stretch.first - _SOFT <= each <= stretch.last + _SOFT]
    return (date.fromordinal(inside[0]).isoformat(), True) if len(inside) == 1 else (day, bool(inside))


def days_alike(
    profiles: Sequence[Profile], pairs: Iterable[Scored], reports: Mapping[str, Report]
) -> dict[str, dict[int, float]]:
    """Return, for numbered pages without a day, the days of the reports that look like them, and how much.

    Args:
        profiles: of the case, as first dated.
        pairs: those worth comparing, with scores.
        reports: by id.
    """
    by_id = {profile.report_id: profile for profile in profiles}
    days = {name: _full(profile.main_day) for name, profile in by_id.items()}
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for pair in pairs:
        for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
            day = days[other]
            if by_id[one].main_day is not None or day is None or number_of(reports[one].url) is None:
                continue
            weight = found[one].get(day, 0.0) + _ALIKE / (1 + math.exp(-pair.score))
            found[one][day] = min(_ALIKE_MOST, round(weight, 6))
    return dict(found)


def _full(day: str | None) -> int | None:
    return date.fromisoformat(day).toordinal() if day is not None and not day.startswith("-") else None
