"""The days that a report tells, and how central each is to it.

In: a report, its passages, its events. Out: one `Mention` for each time that a day is told. A page's own date is when
it was published, and an agency's line when it was filed: they are the event's day only where the text tells none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sayso.model import When
from sayso.read.central import BY_EVENT, by_event, mention_of, standing
from sayso.read.datelines import datelines_of
from sayso.registry import times
from sayso.registry.address import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.model import Mention, Passage, Report
    from sayso.read.central import Event
    from sayso.read.datelines import Dateline

# A day that a page prints of itself, and one that it prints of something else.
_PRINTED, _ASTRAY = 0.3, 0.1
# A day before a credit in brackets at a line's end is a picture's ("18 July 2021 (Agency)"), and may be any day.
_CAPTION: Final = 0.35
_CAPTIONED: Final = re.compile(r"\s{0,2}\([^()\n]{2,60}\)\s*(?:\n|$)")
# Agencies open with where and when a report was filed: "WASHINGTON, Jan 22 (Reuters) -", "(July 5, 2022 / JNS)".
_FILED: Final = re.compile(r"\s{0,2}(?:\([^()\n]{2,40}\)\s?[-\u2013\u2014:]|/[^()\n]{2,40}\))")
_FILED_WITHIN: Final = 80  # letters of a passage in which such a line opens it
_OLD_DAYS: Final = 31
# A day told of the week before the report is news, at the least so central, wherever it stands.
_NEWS: Final = 0.55
_NEWS_DAYS: Final = 6
_WHOLE: Final = 10  # letters of an ISO date


def days_in(report: Report, passages: Sequence[Passage], events: Sequence[Event]) -> Iterator[Mention]:
    """Yield the days, months and years that `report` tells, once for each time, in no order."""
    lines = datelines_of(report, passages[0].language if passages else report.language)
    printed = next((line.day for line in lines if line.own), None)
    published = times.day_of(report.published) or day_of(report.url) or printed or report.published
    told: list[Mention] = []
    pages: list[Mention] = []
    for passage in passages:
        for each in times.find(passage.text, passage.language, published):
            start, end = passage.start + each.start, passage.start + each.end
            line = next((line for line in lines if line.start <= start < line.end), None)
            if line is not None and each.when is not None:
                # A page's date is when it was published, the event's day only where the text tells none.
                page = mention_of(report, "day", line.day, (start, end), _PRINTED if line.own else _ASTRAY)
                pages.append(replace(page, when=each.when))
                continue
            weight = standing(passages, start) - (0.0 if each.exact else 0.1)
            captioned = _CAPTIONED.match(report.text, end) is not None
            weight -= _CAPTION if captioned else 0.0
            weight += BY_EVENT if by_event(report.text, start, end, events) else -BY_EVENT
            filed = each.start < _FILED_WITHIN and _FILED.match(report.text, end) is not None
            kind = pages if filed or captioned else told
            kind.extend(_told(report, each, (start, end), _PRINTED if filed else weight, printed))
    found = {each.span.start for each in pages}
    pages.extend(_foreign(report, line) for line in lines if found.isdisjoint(range(line.start, line.end)))
    yield from _settled(told, pages, published)


def _foreign(report: Report, line: Dateline) -> Mention:
    """Return the day of a line in another language than the text: pages print their dates in the site's own."""
    page = mention_of(report, "day", line.day, (line.start, line.end), _PRINTED if line.own else _ASTRAY)
    return replace(page, when=When(first=line.day, last=line.day))


def _settled(told: Sequence[Mention], pages: Sequence[Mention], published: str | None) -> Iterator[Mention]:
    """Yield the days; where the text tells one shortly before the report, the page's own counts little."""
    news = [each for each in told if _is_news(each, published)]
    yield from (replace(each, weight=_ASTRAY) if news else each for each in pages)
    yield from (replace(each, weight=max(each.weight, _NEWS)) if each in news else each for each in told)


def _told(
    report: Report, said: times.TimeMention, at: tuple[int, int], weight: float, printed: str | None
) -> Iterator[Mention]:
    """Yield what a text tells of a day: the day, or two of a night, or the month or year that it is told by."""
    if said.when is None:
        if said.month_day is not None:
            yield mention_of(report, "day", said.month_day, at, weight)
            if said.beside is not None:
                yield mention_of(report, "day", f"{said.month_day}-W-{said.beside}", at, weight)
        elif said.weekday is not None:
            yield mention_of(report, "day", f"-W-{said.weekday}", at, weight)
    elif said.when.precision != "day":
        value = said.when.first[: 4 if said.when.precision == "year" else 7]
        yield replace(mention_of(report, "day", value, at, weight / 2), when=said.when)
    else:
        weight /= 2 if printed and not report.published and old(said.when.last, printed) else 1
        for day in dict.fromkeys((said.when.first, said.when.last)):
            less = 0.0 if day == (said.day or said.when.first) else 0.15
            yield replace(mention_of(report, "day", day, at, weight - less), when=said.when)


def _is_news(told: Mention, published: str | None) -> bool:
    """Return whether a day is told that lies within the week before the report."""
    if published is None or told.when is None or told.when.precision != "day" or len(published) < _WHOLE:
        return False
    return told.value < published[:_WHOLE] and times.days_between(told.value, published) <= _NEWS_DAYS


def old(day: str, report_day: str | None) -> bool:
    """Return whether a day lies more than a month before the report: background more often than news."""
    return report_day is not None and times.days_between(day, report_day) > _OLD_DAYS
