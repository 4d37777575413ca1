"""What a report mentions: places, days, kinds of event, proper names; grouping works on these.

In: a report, its passages, the gazetteer. Out: one `Mention` for each distinct value, with the words that carry it
best and how central it is to the report. Named sources are the reader's, not found here; nothing here reads claims.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sayso.model import Mention, When
from sayso.read.central import BY_EVENT, LAST, TITLE, by_event, mention_of, standing
from sayso.read.days import days_in, old
from sayso.read.eventkinds import kinds_in
from sayso.read.other_news import within
from sayso.read.propernames import names_in
from sayso.registry import times
from sayso.registry.places.fold import tokens_of
from sayso.registry.places.rules import rules_of
from sayso.registry.places.sound import sound_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.model import Passage, Place, Report
    from sayso.read.central import Event
    from sayso.registry.places import PlaceMention, Places

_REPEAT: Final = 0.05  # for each further time
_MOST_REPEATS: Final = 4
_ACTOR: Final = 0.4  # taken off for a capital without a preposition, for "Moscow said" is a government
_BARE: Final = 0.1  # taken off for any other town without one
_KIND_WEIGHT: Final = {"country": 0.3, "admin": 0.85, "exact": 1.0, "near": 1.0, "named": 0.8}
_ADJECTIVE: Final = 0.2
_EXTRA: Final = {"named": 0.05, "near": 0.15, "exact": 0.1, "admin": 0.0}  # the closer a place is told, the better
_WIDE: Final = 0.45
_POINTS: Final = frozenset({"exact", "near"})
_NAME: Final = 0.6


@dataclass(frozen=True, slots=True)
class _Seen:
    mention: Mention
    times: int = 1


def mentions_of(report: Report, passages: Sequence[Passage], places: Places) -> tuple[Mention, ...]:
    """Return the places, days, kinds of event and names that `report` mentions, in order of kind and first standing.

    A place's value is its canonical name, or `~` and a consonant skeleton where no index holds it; a day's is its ISO
    date, a month (`2020-02`), a year, or `--02-12` where the report leaves the year open. Headlines of other news on
    the page are passed over.

    Raises:
        PackError: for a broken data file of a language, or a broken place index.
    """
    seen: dict[tuple[str, str], _Seen] = {}
    events = [(passage, *event) for passage in passages for event in _events(passage)]
    located = places.resolve([_moved(each, passage.start) for passage in passages
                              for each in places.find(passage.text, passage.language)])  # fmt: skip
    found = [
        *_places(report, passages, located, events),
        *days_in(report, passages, events),
        *_kinds(report, events),
        *_names(report, passages, located),
    ]
    astray = within(passages)
    for mention in (mention for mention in found if not astray(mention.span)):
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


def _events(passage: Passage) -> Iterator[tuple[str, int, int]]:
    prefixes = (*rules_of(passage.language).prefixes, *rules_of(passage.language).articles)
    for kind, start, end in kinds_in(tokens_of(passage.text), passage.language, prefixes):
        yield kind, passage.start + start, passage.start + end


def _places(
    report: Report, passages: Sequence[Passage], located: Sequence[PlaceMention], events: Sequence[Event]
) -> Iterator[Mention]:
    for each in located:
        place = each.place
        weight = standing(passages, each.start) * _KIND_WEIGHT[place.precision]
        if each.role == "adjective":
            weight = _ADJECTIVE
        elif place.precision != "country":
            weight += BY_EVENT if by_event(report.text, each.start, each.end, events) else 0.0
            weight -= _bareness(each)
        value = place.name if each.role != "village" else f"~{sound_key(each.name)}"
        yield replace(mention_of(report, "place", value, (each.start, each.end), weight), place=place)


def _bareness(mention: PlaceMention) -> float:
    if mention.cue or mention.relative or mention.role == "village":
        return 0.0
    spot = mention.candidates[0].spot
    return _ACTOR if spot is not None and spot.kind == "capital" else _BARE


def _kinds(report: Report, events: Sequence[Event]) -> Iterator[Mention]:
    first: dict[Passage, int] = {}
    for passage, kind, start, end in events:
        first.setdefault(passage, len(first))
        weight = max(LAST, TITLE - 0.15 * first[passage])
        yield mention_of(report, "event", kind, (start, end), weight)


def _names(report: Report, passages: Sequence[Passage], located: Sequence[PlaceMention]) -> Iterator[Mention]:
    taken = [(each.start, each.end) for each in located]
    for passage in passages:
        here = [(start - passage.start, end - passage.start) for start, end in taken]
        rules = rules_of(passage.language)
        for value, start, end in names_in(passage.text, tokens_of(passage.text), here, rules, passage.language):
            at = passage.start + start
            yield mention_of(report, "name", value, (at, passage.start + end), _NAME * standing(passages, at))


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
        key=lambda each: (each.weight * (0.5 if old(each.value, report_day) else 1.0), -each.span.start),
        default=None,
    )
    if best is not None:
        return When(first=best.value, last=best.value)
    return When(first=report_day, last=report_day) if report_day else None
