"""What a report mentions: places, days, kinds of event, proper names; grouping works on these.

In: a report, its passages, the gazetteer. Out: one `Mention` for each distinct value, with the words that carry it
best and how central it is to the report. Named sources are the reader's, not found here; nothing here reads claims.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sayso.model import Mention, Span, When
from sayso.read.datelines import datelines_of
from sayso.read.eventkinds import kinds_in
from sayso.read.propernames import names_in
from sayso.registry import times
from sayso.registry.address import day_of
from sayso.registry.places.fold import tokens_of
from sayso.registry.places.rules import rules_of
from sayso.registry.places.sound import sound_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.model import Passage, Place, Report
    from sayso.registry.places import PlaceMention, Places

# How central a mention is by where it stands: a headline and the opening carry the news, later paragraphs the
# background (the inverted pyramid of news writing).
_TITLE, _OPENING, _FIRST, _LATER, _LAST = 1.0, 0.95, 0.8, 0.6, 0.45
_OPENING_CHARS: Final = 220
_EARLY_PASSAGES: Final = 3
_REPEAT: Final = 0.05  # for each further time
_MOST_REPEATS: Final = 4
_BY_EVENT: Final = 0.1  # for a place or day in one sentence with the words for an event
_ACTOR: Final = 0.4  # taken off for a capital without a preposition, for "Moscow said" is a government
_BARE: Final = 0.1  # taken off for any other town without one
_KIND_WEIGHT: Final = {"country": 0.3, "admin": 0.85, "exact": 1.0, "near": 1.0, "named": 0.8}
_ADJECTIVE: Final = 0.2
_EXTRA: Final = {"named": 0.05, "near": 0.15, "exact": 0.1, "admin": 0.0}  # the closer a place is told, the better
_WIDE: Final = 0.45
_POINTS: Final = frozenset({"exact", "near"})
_NAME: Final = 0.6
_SENTENCE: Final = 400  # characters; no sentence of news is longer
# A day that a page prints of itself, and one that it prints of something else.
_PRINTED, _ASTRAY = 0.3, 0.1
# A day before a credit in brackets at a line's end is a picture's ("18 July 2021 (Agency)"), and may be any day.
_CAPTION: Final = 0.35
_CAPTIONED: Final = re.compile(r"\s{0,2}\([^()\n]{2,60}\)\s*(?:\n|$)")
_OLD_DAYS: Final = 31
_SENTENCE_ENDS: Final = frozenset(".!?\n؟。")


@dataclass(frozen=True, slots=True)
class _Seen:
    mention: Mention
    times: int = 1


def mentions_of(report: Report, passages: Sequence[Passage], places: Places) -> tuple[Mention, ...]:
    """Return the places, days, kinds of event and names that `report` mentions, in order of kind and first standing.

    A place's value is its canonical name, or `~` and a consonant skeleton where no index holds it; a day's is its ISO
    date, a month (`2020-02`), a year, or `--02-12` where the report leaves the year open.

    Raises:
        PackError: for a broken data file of a language, or a broken place index.
    """
    seen: dict[tuple[str, str], _Seen] = {}
    events = [(passage, *event) for passage in passages for event in _events(passage)]
    located = places.resolve([_moved(each, passage.start) for passage in passages
                              for each in places.find(passage.text, passage.language)])  # fmt: skip
    found = [
        *_places(report, passages, located, events),
        *_days(report, passages, events),
        *_kinds(report, events),
        *_names(report, passages, located),
    ]
    for mention in found:
        key = (mention.kind, mention.value)
        known = seen.get(key)
        if known is None:
            seen[key] = _Seen(mention)
        else:
            better = mention if mention.weight > known.mention.weight else known.mention
            seen[key] = _Seen(better, known.times + 1)
    return tuple(_repeated(each) for each in seen.values())


def _repeated(seen: _Seen) -> Mention:
    gain = _REPEAT * min(_MOST_REPEATS, seen.times - 1)
    return replace(seen.mention, weight=round(min(1.0, seen.mention.weight + gain), 3))


def _moved(mention: PlaceMention, by: int) -> PlaceMention:
    return replace(mention, start=mention.start + by, end=mention.end + by)


_Event = tuple["Passage", str, int, int]


def _events(passage: Passage) -> Iterator[tuple[str, int, int]]:
    prefixes = (*rules_of(passage.language).prefixes, *rules_of(passage.language).articles)
    for kind, start, end in kinds_in(tokens_of(passage.text), passage.language, prefixes):
        yield kind, passage.start + start, passage.start + end


def _standing(passages: Sequence[Passage], start: int) -> float:
    """Return how central the place of a word in the report is."""
    index, passage = next(
        ((at, each) for at, each in enumerate(passages) if each.start <= start < each.end), (0, None)
    )
    if passage is None or passage.kind == "title":
        return _TITLE
    body = next((at for at, each in enumerate(passages) if each.kind != "title"), 0)
    if index == body:
        return _OPENING if start - passage.start < _OPENING_CHARS else _FIRST
    return _LATER if index - body < _EARLY_PASSAGES else _LAST


def _by_event(text: str, start: int, end: int, events: Sequence[_Event]) -> bool:
    for _, _, at, until in events:
        if max(start - until, at - end) > _SENTENCE:
            continue
        between = text[end:at] if at >= end else text[until:start]
        if _SENTENCE_ENDS.isdisjoint(between):
            return True
    return False


def _mention(report: Report, kind: str, value: str, at: tuple[int, int], weight: float) -> Mention:
    start, end = at
    span = Span(start=start, end=end, quote=report.text[start:end])
    bounded = round(min(1.0, max(0.05, weight)), 3)
    return Mention(report_id=report.id, kind=kind, value=value, span=span, weight=bounded)  # type: ignore[arg-type]  # callers give the model's kinds


def _places(
    report: Report, passages: Sequence[Passage], located: Sequence[PlaceMention], events: Sequence[_Event]
) -> Iterator[Mention]:
    for each in located:
        place = each.place
        weight = _standing(passages, each.start) * _KIND_WEIGHT[place.precision]
        if each.role == "adjective":
            weight = _ADJECTIVE
        elif place.precision != "country":
            weight += _BY_EVENT if _by_event(report.text, each.start, each.end, events) else 0.0
            weight -= _bareness(each)
        value = place.name if each.role != "village" else f"~{sound_key(each.name)}"
        yield replace(_mention(report, "place", value, (each.start, each.end), weight), place=place)


def _bareness(mention: PlaceMention) -> float:
    if mention.cue or mention.relative or mention.role == "village":
        return 0.0
    spot = mention.candidates[0].spot
    return _ACTOR if spot is not None and spot.kind == "capital" else _BARE


def _days(report: Report, passages: Sequence[Passage], events: Sequence[_Event]) -> Iterator[Mention]:
    lines = datelines_of(report, passages[0].language if passages else report.language)
    printed = next((line.day for line in lines if line.own), None)
    published = times.day_of(report.published) or day_of(report.url) or printed or report.published
    for passage in passages:
        for each in times.find(passage.text, passage.language, published):
            start, end = passage.start + each.start, passage.start + each.end
            line = next((line for line in lines if line.start <= start < line.end), None)
            if line is not None and each.when is not None:
                # A page's date is when it was published, the event's day only where the text tells none.
                yield replace(_mention(report, "day", line.day, (start, end), _PRINTED if line.own else _ASTRAY),
                              when=each.when)  # fmt: skip
                continue
            weight = _standing(passages, start) - (0.0 if each.exact else 0.1)
            weight -= _CAPTION if _CAPTIONED.match(report.text, end) else 0.0
            weight += _BY_EVENT if _by_event(report.text, start, end, events) else -_BY_EVENT
            if each.when is None:
                if each.month_day is not None:
                    yield _mention(report, "day", each.month_day, (start, end), weight)
                elif each.weekday is not None:
                    yield _mention(report, "day", f"-W-{each.weekday}", (start, end), weight)
            elif each.when.precision != "day":
                value = each.when.first[: 4 if each.when.precision == "year" else 7]
                yield replace(_mention(report, "day", value, (start, end), weight / 2), when=each.when)
            else:
                weight /= 2 if printed and not report.published and _old(each.when.last, printed) else 1
                for day in dict.fromkeys((each.when.first, each.when.last)):
                    less = 0.0 if day == (each.day or each.when.first) else 0.15
                    yield replace(_mention(report, "day", day, (start, end), weight - less), when=each.when)


def _kinds(report: Report, events: Sequence[_Event]) -> Iterator[Mention]:
    first: dict[Passage, int] = {}
    for passage, kind, start, end in events:
        first.setdefault(passage, len(first))
        weight = max(_LAST, _TITLE - 0.15 * first[passage])
        yield _mention(report, "event", kind, (start, end), weight)


def _names(report: Report, passages: Sequence[Passage], located: Sequence[PlaceMention]) -> Iterator[Mention]:
    taken = [(each.start, each.end) for each in located]
    for passage in passages:
        here = [(start - passage.start, end - passage.start) for start, end in taken]
        rules = rules_of(passage.language)
        for value, start, end in names_in(passage.text, tokens_of(passage.text), here, rules, passage.language):
            at = passage.start + start
            yield _mention(report, "name", value, (at, passage.start + end), _NAME * _standing(passages, at))


def main_place(mentions: Sequence[Mention]) -> Place | None:
    """Return the place that the report's event most likely happened at; None where it names none but countries."""
    spots = [
        (each, each.place)
        for each in mentions
        if each.kind == "place" and each.place and each.place.precision in _EXTRA
    ]
    points = {place.admin for _, place in spots if place.precision in _POINTS and place.name != place.admin}
    best: tuple[float, int] | None = None
    found: Place | None = None
    for mention, place in spots:
        # A division, or the town it is called after, is where a village told beside it lies.
        wide = place.name in points and (place.precision == "admin" or place.name == place.admin)
        rank = (mention.weight + _EXTRA[place.precision] - (_WIDE if wide else 0.0), -mention.span.start)
        if best is None or rank > best:
            best, found = rank, place
    return found


def main_day(mentions: Sequence[Mention], published: str | None) -> When | None:
    """Return the day that the report's event most likely happened on; the day of the report where it names none.

    Days more than a month before the report count half: they are background more often than news.
    """
    days = [each for each in mentions if each.kind == "day" and each.when and each.when.precision == "day"]
    report_day = times.day_of(published)
    best = max(
        days,
        key=lambda each: (each.weight * (0.5 if _old(each.value, report_day) else 1.0), -each.span.start),
        default=None,
    )
    if best is not None:
        return When(first=best.value, last=best.value)
    return When(first=report_day, last=report_day) if report_day else None


def _old(day: str, report_day: str | None) -> bool:
    return report_day is not None and times.days_between(day, report_day) > _OLD_DAYS
