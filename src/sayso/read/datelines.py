"""The date that a page prints of itself: the line with the day of publication beside the headline.

In: a report. Out: the lines that hold a day and hardly anything else, and which of them dates the report. Pages print
other such days too (today's, those of related articles), so that one away from the headline dates nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sayso.registry import times
from sayso.registry.places.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.model import Report

_SITES: Final = "en"  # sites that are not made in the language that they print date their pages in English
_LINE: Final = re.compile(r"[^\n]+")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_LONGEST: Final = 80  # letters of a line that is a date: a byline may stand beside it, a sentence may not
_SPARE: Final = 3  # words in it that tell no time
_HEADLINE: Final = 12  # letters, folded, by which a line is known for the headline
_AROUND: Final = 4  # lines between the headline and the date
_TOP: Final = 6  # lines in which the date stands where the headline is not in the text


@dataclass(frozen=True, slots=True)
class Dateline:
    """A line that is a date: `text[start:end]`, the day as an ISO date, and whether it dates the report."""

    start: int
    end: int
    day: str
    own: bool


def datelines_of(report: Report, language: str) -> tuple[Dateline, ...]:
    """Return the lines that are dates, in order; at most one is the report's own."""
    lines = [match for match in _LINE.finditer(report.text) if match.group().strip()]
    tongues = dict.fromkeys((language, _SITES))
    dated = [(at, day) for at, match in enumerate(lines) for tongue in tongues
             if (day := _day(match.group(), tongue)) is not None]  # fmt: skip
    dated = list({at: (at, day) for at, day in reversed(dated)}.values())[::-1]
    if not dated:
        return ()
    heads = list(_headlines([match.group() for match in lines], report.title))
    own = next((at for at, _ in dated if _is_own(at, heads)), None)
    return tuple(Dateline(lines[at].start(), lines[at].end(), day, at == own) for at, day in dated)


def _day(line: str, language: str) -> str | None:
    """Return the day that a line is; None where it says anything else, or no whole date."""
    if len(line) > _LONGEST or not any(char.isdigit() for char in line):
        return None
    found = [each for each in times.find(line, language) if each.when is not None and each.month_day is None]
    days = [each for each in found if each.when is not None and each.when.precision == "day"]
    if not days or days[0].when is None or days[0].when.first != days[0].when.last:
        return None
    rest = line
    for each in days:
        rest = rest.replace(each.words, " ")
    return days[0].when.first if len(_WORD.findall(rest)) <= _SPARE else None


def _headlines(lines: Sequence[str], title: str | None) -> Iterator[int]:
    """Yield which lines are the title or a whole part of it."""
    known = fold(title or "")
    for at, line in enumerate(lines):
        folded = fold(line)
        if len(folded) >= _HEADLINE and (folded in known or (len(known) >= _HEADLINE and known in folded)):
            yield at


def _is_own(at: int, heads: Sequence[int]) -> bool:
    if not heads:
        return at < _TOP
    return any(head - _AROUND // 2 <= at <= head + _AROUND for head in heads)
