"""Plain words for values: days, languages, lists, counts.

In: fields of the model. Out: short English strings. No sentence here says anything that a field does not.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.model import Count, When

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ](\d{2}:\d{2}))?")
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
# Right-to-left letters (UAX #9: R and AL, in the Basic Multilingual Plane), with what stands between them but sets
# nothing off, and a bracket that closes one opened within.
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_STRETCH = re.compile(rf"[{_RTL}](?:[{_RTL}\d\s.'’«»_-]|\([{_RTL}\s]*\))*(?<![\d\s.'’«»_-])")
# Right-to-left by Unicode's script direction; the languages that this house reads and their neighbours.
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "ckb", "yi", "dv", "ug", "sd"})

STATUS_WORDS = {
    "agreed": "two or more independent origins give answers that fit each other",
    "contested": "origins give answers that exclude each other, or one denies what another says",
    "single-origin": "everything rests on one origin, however many reports repeat it",
    "unattributed": "nobody who could know is named",
    "under review": "a reviewer has left this open",
}

KIND_WORDS = {
    "agency": "news agency",
    "state_agency": "state agency",
    "outlet": "outlet",
    "official": "official",
    "military": "military",
    "party": "party",
    "monitor": "monitor",
    "witness": "witness",
    "social": "social media",
    "person": "person",
    "document": "document",
    "media": "media",
    "unnamed": "unnamed",
    "unknown": "unknown",
}


def day(iso: str | None, *, long: bool = False) -> str:
    """Return "12 Feb 2020" (or "12 February 2020") for an ISO date or the part of one that is known; "" for None."""
    match = _ISO.match(iso or "")
    if match is None:
        return iso or ""
    year, month, date, _ = match.groups()
    if month is None or not 1 <= int(month) <= len(_MONTHS):
        return year
    name = _MONTHS[int(month) - 1]
    return " ".join(filter(None, (date.lstrip("0") if date else "", name if long else name[:3], year)))


def clock(iso: str | None) -> str:
    """Return "18:40" where the time is stated, as the report states it, else ""."""
    match = _ISO.match(iso or "")
    return (match.group(4) or "") if match else ""


def days(when: When | None, *, long: bool = False) -> str:
    """Return the day or the interval in words; "" for None."""
    if when is None:
        return ""
    first, last = day(when.first, long=long), day(when.last, long=long)
    if when.precision in {"month", "year"} and when.first[:7] == when.last[:7]:
        return day(when.first[:7], long=long) if when.precision == "month" else when.first[:4]
    return first if first == last else f"{first} – {last}"


def direction(language: str) -> str:
    """Return `rtl` or `ltr` for a language code; `auto` where the language is not known."""
    if language == "und":
        return "auto"
    return "rtl" if language.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"


@functools.cache
def language(code: str) -> str:
    """Return the English name of a language, or "language unknown"."""
    from babel import Locale

    return Locale("en").languages.get(code, code) if code != "und" else "language unknown"


@functools.cache
def country(name: str) -> str:
    """Return the English name for an ISO 3166 code of two letters; any other text as it is."""
    from babel import Locale

    return str(Locale("en").territories.get(name, name))


def plural(number: int, one: str, many: str | None = None) -> str:
    """Return "1 report", "2 reports"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(items: Iterable[str], last: str = "and") -> str:
    """Return "a, b and c"."""
    parts = list(items)
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}" if parts else ""


def span_of(counts: Sequence[Count]) -> str:
    """Return the range that counts cover together: "1", "1–4", "2 or more", "0–24 or more".

    The low end is the lowest stated, the high end the highest stated; an open end shows only where the claim that
    sets the high end leaves it open. This is the min–max that casualty recorders publish.
    """
    low = min(count.low or 0 for count in counts)
    tops = [(count.low or 0) if count.high is None else count.high for count in counts]
    high = max(tops)
    open_end = any(count.high is None and top == high for count, top in zip(counts, tops, strict=True))
    figures = str(low) if low == high else f"{low}–{high}"
    return f"{figures} or more" if open_end else figures


def isolated(name: str) -> str:
    """Return the name so that it keeps its own direction inside an English line.

    A name with right-to-left letters is wrapped in Unicode's first-strong isolate (UAX #9), because the line is
    copied as plain text, where no markup could keep "12 Feb 2020" from changing places with it.
    """
    if any(unicodedata.bidirectional(char) in {"R", "AL"} for char in name):
        return f"\u2068{name}\u2069"
    return name


def apart(text: str) -> str:
    """Return a line of English with right-to-left stretches isolated, so that what follows keeps its place."""
    return _STRETCH.sub(lambda match: f"\u2068{match.group()}\u2069", text)


def dated(name: str) -> str:
    """Return a name with the ISO days in it written out: "Aden, 2020-02-12" is "Aden, 12 February 2020"."""
    return _DAY.sub(lambda match: day(match.group(), long=True), name)


def shorten(text: str, length: int) -> str:
    """Return the text, cut with an ellipsis where it is longer than `length` characters."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
