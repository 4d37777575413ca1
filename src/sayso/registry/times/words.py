"""The words with which a language tells days, read from its pack's `time.toml`.

In: a language code. Out: `Words`, phrases by their folded words. A language without the file has numbers only.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

from sayso.errors import PackError
from sayso.registry.places.fold import fold

Kind = Literal[
    "number", "month", "weekday", "day", "week", "month_shift", "year_shift", "last", "night", "night_of",
    "night_after", "last_night", "year_word", "month_after", "between", "suffix", "range", "ago", "day_word",
    "week_word", "year_day",
]  # fmt: skip
_LISTS: Final[dict[str, Kind]] = {
    "between": "between", "range": "range", "month_after": "month_after", "last": "last", "ago": "ago",
    "day_words": "day_word", "week_words": "week_word", "day_suffixes": "suffix", "year_words": "year_word",
    "night_after": "night_after", "night": "night", "night_of": "night_of", "last_night": "last_night",
}  # fmt: skip
_TABLES: Final[dict[str, Kind]] = {
    "numbers": "number", "day_numbers": "number", "year_shift": "year_shift", "month_shift": "month_shift",
    "weeks": "week", "days": "day", "weekdays": "weekday", "months": "month",
    "year_days": "year_day",
}  # fmt: skip
_PLAIN: Final = {"slash", "prefixes", "endings"}
_TOKEN: Final = re.compile(
    r"\d+|[^\W\d_](?:[^\W\d_]|[\u064b-\u065f\u0670\u0900-\u0963]|['\u2019\u02bc](?=[^\W\d_]))*"
)
_STEM: Final = 3


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words for days.

    Attributes:
        phrases: folded words to every meaning they have, the likelier first.
        slash: `mdy` where 2/3/2020 is the third of February.
        prefixes, endings: what may be joined to a word, and is undone where the word is not known.
    """

    phrases: dict[tuple[str, ...], dict[Kind, int]] = field(default_factory=dict)
    longest: int = 1
    slash: str = "dmy"
    prefixes: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A word or phrase of a text with what it may mean for days; `text[start:end]`."""

    start: int
    end: int
    meanings: dict[Kind, int]


@cache
def words_of(language: str) -> Words:
    """Return the words of `language`.

    Raises:
        PackError: for a file that does not parse or has an unknown key.
    """
    path = files("sayso") / "lang" / language / "time.toml"
    if not language.isalpha() or not path.is_file():
        return Words()
    subject = f"lang/{language}/time.toml"
    try:
        return _words(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, AttributeError, ValueError, KeyError) as error:
        raise PackError(subject, f"not a valid time file ({error})", "Compare it with another language's.") from error


def tells_time(language: str, folded: str) -> bool:
    """Return whether a folded word names a month, a weekday or a day such as "today", so that it names no place."""
    words = words_of(language)
    forms = (folded, *(folded.removeprefix(prefix) for prefix in words.prefixes))
    meanings = [words.phrases.get((form,), {}) for form in forms]
    return any(kind in each for each in meanings for kind in ("month", "weekday", "day"))


def _words(table: dict[str, Any]) -> Words:
    unknown = sorted(set(table) - set(_LISTS) - set(_TABLES) - _PLAIN)
    if unknown:
        raise ValueError(f"unknown key {unknown[0]}")  # becomes a PackError at once
    phrases: dict[tuple[str, ...], dict[Kind, int]] = {}
    for name, kind in _TABLES.items():
        for value, forms in table.get(name, {}).items():
            for form in forms:
                phrases.setdefault(_key(form), {})[kind] = int(value)
    for name, kind in _LISTS.items():
        for form in table.get(name, []):
            phrases.setdefault(_key(form), {})[kind] = 0
    return Words(
        phrases=phrases,
        longest=max((len(key) for key in phrases), default=1),
        slash=table.get("slash", "dmy"),
        prefixes=tuple(
            sorted((fold(each) for each in table.get("prefixes", [])), key=lambda each: (-len(each), each))
        ),
        endings=tuple(sorted((fold(each) for each in table.get("endings", [])), key=lambda each: (-len(each), each))),
    )


def _key(form: str) -> tuple[str, ...]:
    return tuple(fold(match.group()) for match in _TOKEN.finditer(form))


def items_of(text: str, words: Words) -> list[Item]:
    """Return the words of `text` in order, phrases of several words as one item."""
    spans = [(match.start(), match.end(), match.group()) for match in _TOKEN.finditer(text)]
    folded = [fold(word) for _, _, word in spans]
    items: list[Item] = []
    at = 0
    while at < len(spans):
        start, end, word = spans[at]
        if word.isdecimal():
            items.append(Item(start, end, {"number": int(word)} if len(word) < 5 else {}))  # noqa: PLR2004  # no part of a date is longer
            at += 1
            continue
        for size in range(min(words.longest, len(spans) - at), 0, -1):
            meanings = _meanings(folded[at : at + size], words)
            if meanings is not None:
                items.append(Item(start, spans[at + size - 1][1], meanings))
                at += size
                break
        else:
            items.append(Item(start, end, {}))
            at += 1
    return items


def _meanings(folded: list[str], words: Words) -> dict[Kind, int] | None:
    whole = words.phrases.get(tuple(folded))
    if whole is not None:
        return whole
    head, tail = folded[0], folded[-1]
    for prefix in words.prefixes:
        if head.startswith(prefix) and len(head) - len(prefix) >= _STEM - 1:
            found = words.phrases.get((head[len(prefix) :], *folded[1:]))
            if found is not None:
                return found
    for ending in words.endings:
        if tail.endswith(ending) and len(tail) - len(ending) >= _STEM:
            found = words.phrases.get((*folded[:-1], tail[: -len(ending)]))
            if found is not None and ("month" in found or "weekday" in found):
                return found
    return None
