"""Dates as documents write them, as ISO 8601.

In: "12 лютого 2020", "Wed, 12 Feb 2020 10:00:00 +0200", "2020-02-12T10:00Z", "2020-02". Out: an ISO date, or date and
time, as exact as what was written; None for what makes no sense. Never relative to today: no clock is read.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from sayso.config import LANGUAGES

_REDUCED: Final = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2}))?")
_SLASHED: Final = re.compile(r"(?P<first>\d{1,2})[/-](?P<second>\d{1,2})[/-]\d{4}\b.*")
_YEAR_FIRST: Final = re.compile(r"\d{4}-\d")
_YEARS: Final = range(1900, 2100)


def iso_date(written: str, language: str | None = None) -> str | None:
    """Return `written` in ISO 8601: date, date and time, or only year or year and month where no more is said.

    Args:
        written: a date in any common form.
        language: of the document; tells "3/4/2020" in English (which may be April or March: None) from elsewhere
            (3 April), and which month names to expect.
    """
    written = written.strip()
    for parse in (_reduced, _iso, _mail):
        found = parse(written)
        if found is not None:
            return found
    return _spelt(written, language)


def _reduced(written: str) -> str | None:
    match = _REDUCED.fullmatch(written)
    if match is None or int(match["year"]) not in _YEARS or not 1 <= int(match["month"] or 1) <= 12:  # noqa: PLR2004  # months
        return None
    return written


def _iso(written: str) -> str | None:
    try:
        if len(written) == len("2020-02-12"):
            return _sensible(date.fromisoformat(written))
        return _sensible(datetime.fromisoformat(written))
    except ValueError:
        return None


def _mail(written: str) -> str | None:
    """Read the form that feeds and mail use (RFC 5322)."""
    try:
        return _sensible(parsedate_to_datetime(written))
    except (ValueError, TypeError, IndexError):
        return None


def _spelt(written: str, language: str | None) -> str | None:
    if _YEAR_FIRST.match(written) or not any(map(str.isdigit, written)) or len(written) > 80:  # noqa: PLR2004  # a date is short
        return None  # "2020-13-01" is a slip of the pen, not 13 January
    slashed = _SLASHED.fullmatch(written)
    order = "DMY"
    if slashed and language in {"en", None, "und"}:
        first, second = int(slashed["first"]), int(slashed["second"])
        if first != second and max(first, second) <= 12:  # noqa: PLR2004  # either could be the month
            return None
        order = "DMY" if first >= second else "MDY"
    import dateparser  # type: ignore[import-untyped]  # heavy

    found = dateparser.parse(
        written,
        # Asked for all of its two hundred languages, it takes ten seconds over a date that makes no sense.
        languages=[language] if language and language != "und" else [*LANGUAGES],
        settings={
            "STRICT_PARSING": True,
            "PARSERS": ["absolute-time"],  # never "yesterday": there is no today here
            "REQUIRE_PARTS": ["day", "month", "year"],
            "DATE_ORDER": order,
        },
    )
    if found is None:
        return None
    timed = bool(found.hour or found.minute or found.second)
    return _sensible(found if timed else found.date())


def _sensible(moment: date) -> str | None:
    return moment.isoformat() if moment.year in _YEARS else None
