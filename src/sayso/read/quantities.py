"""Numbers in a row of tokens: digits, words, ranges, bounds and unspecified plurals.

In: a `Row`. Out: `Quantity` with its `Count`; numbers that count nothing (dates, ages, sizes, part numbers)
are marked as such. What is counted is the business of `groups`.
"""

from __future__ import annotations

import operator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sayso.model import Count

if TYPE_CHECKING:
    from sayso.lang import Hit
    from sayso.read.row import Row

# The literal interval that an unspecified plural stands for.
_VAGUE: Final = {
    "several": Count(low=2, high=None, vague="several"),
    "dozens": Count(low=24, high=99, vague="dozens"),
    "hundreds": Count(low=200, high=999, vague="hundreds"),
    "thousands": Count(low=2000, high=9999, vague="thousands"),
}
_TEN: Final = 10
_TWENTY: Final = 20
_HUNDRED: Final = 100
_YEAR_DIGITS: Final = 4
_THOUSAND: Final = 1000
_YEARS: Final = range(1900, 2100)
_SIGNS: Final = frozenset("$€£₴₽₺%°№#+§/")
_QUOTES: Final = frozenset("\"'«“„")
_MOST: Final = 10_000_000
_BOUNDS: Final = ("at_least", "more_than", "less_than", "up_to", "about")
_LINK: Final = 3  # words between two bounds of one figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """Tokens `first` to `last` give a count.

    Attributes:
        kind: `number`; `article` ("a", "bir": one, if a noun follows); `zero` ("no"); `age` or `other` where
            it counts no things or people.
        bare: first token of the number itself, without "at least".
    """

    first: int
    last: int
    count: Count
    kind: str
    bare: int


def quantities_of(row: Row) -> list[Quantity]:
    """Return the quantities of a row, in order, none overlapping."""
    found: list[Quantity] = []
    at = 0
    while at < len(row):
        one = _quantity(row, at)
        if one is None:
            at += 1
            continue
        one = _bounded(row, one, found[-1].last if found else -1)
        joined = _joined(row, found[-1], one) if found else None
        found[-1:] = [joined] if joined else [*found[-1:], one]
        at = one.last + 1
    return found


def _joined(row: Row, left: Quantity, right: Quantity) -> Quantity | None:
    """Two bounds of one figure as one range: "at least one but possibly up to 12"."""
    open_, upper = left.count, right.count
    if open_.high is not None or open_.vague or upper.low != 0 or not upper.high or upper.high <= (open_.low or 0):
        return None
    between = range(left.last + 1, right.first)
    links = ("words", "and"), ("words", "or"), ("words", "clause"), ("stance", "hedge")
    if len(between) > _LINK or not all(any(row.at(at, *link) for link in links) for at in between):
        return None
    count = replace(open_, high=upper.high)
    return replace(left, last=right.last, count=count)


def _quantity(row: Row, at: int) -> Quantity | None:
    if row.tokens[at].kind != "n" and row.at(at, "numerals") is None:
        return None
    vague = row.at(at, "numerals", "vague")
    if vague and any(hit.first < at <= hit.last for hit in row.find("numerals", "up_to")):
        return None  # "as many as 20"
    low = _cardinal(row, at)
    if vague and (low is None or vague.last > low[0] or (not _bound_before(row, at) and vague.last == low[0])):
        return _vague(row, at, vague.last, vague.tag[2])
    if low is not None:
        last, value = low
        exact = Quantity(first=at, last=last, count=Count(low=value, high=value), kind="number", bare=at)
        ranged = _range(row, exact)
        return replace(ranged, kind=_kind(row, ranged))
    other = row.at(at, "numerals", "another")
    if other and _cardinal(row, other.last + 1) is None:
        return Quantity(first=at, last=other.last, count=Count(low=1, high=1), kind="number", bare=at)
    for kind, value in (("zero", 0), ("article", 1)):
        hit = row.at(at, "numerals", kind)
        if hit and not any(row.all_at(at, "numerals", bound) for bound in _BOUNDS):  # "no more than"
            one = _cardinal(row, hit.last + 1) if kind == "zero" else None
            if one is not None and one[1] == 1:  # "no one else"
                return Quantity(first=at, last=one[0], count=Count(low=0, high=0), kind=kind, bare=at)
            return Quantity(first=at, last=hit.last, count=Count(low=value, high=value), kind=kind, bare=at)
    return None


def _vague(row: Row, first: int, last: int, word: str) -> Quantity:
    following = _cardinal(row, last + 1)
    if word == "several" and following and following[1] in {10, 12, 100, 1000}:  # "several hundred"
        word = {10: "dozens", 12: "dozens", 100: "hundreds", 1000: "thousands"}[following[1]]
        last = following[0]
    kind = "other" if row.at(last + 1, "numerals", "unit") else "number"  # "several times"
    return Quantity(first=first, last=last, count=_VAGUE.get(word, _VAGUE["several"]), kind=kind, bare=first)


def _cardinal(row: Row, at: int) -> tuple[int, int] | None:
    """The last token and the value of the number that begins at a token."""
    if at >= len(row):
        return None
    if row.tokens[at].kind == "n":
        return _figures(row, at)
    return _number_words(row, at)


def _figures(row: Row, at: int) -> tuple[int, int]:
    """The last token and the value of digits, with a word such as "thousand" after them."""
    value, last = int(row.tokens[at].norm[:12]), at
    scale = row.at(at + 1, "numerals", "word")
    if scale and int(scale.tag[2]) >= _THOUSAND:
        value, last = value * int(scale.tag[2]), scale.last
    return last, min(value, _MOST)


def _number_words(row: Row, at: int) -> tuple[int, int] | None:
    """The last token and the value of number words, put together."""
    total = current = 0
    last = -1
    place = at
    while True:
        step = _number_word(row, place, joined=last >= 0)
        if step is None:
            break
        end, value = step
        if value >= _THOUSAND:
            if last >= 0 and current == 0:
                break
            total += max(current, 1) * value
            current = 0
        elif last < 0 or current == 0:
            current = value
        elif value == _HUNDRED and current < _TEN:
            current *= _HUNDRED
        elif _adds(current, value):
            current += value
        else:
            break
        last, place = end, end + 1
    times = row.at(place, "numerals", "times") if 1 < current < _TEN and not total else None
    if times:  # "two dozen", "три десятки"
        last, current = times.last, current * int(times.tag[2])
    return (last, min(total + current, _MOST)) if last >= 0 else None


def _number_word(row: Row, at: int, *, joined: bool) -> tuple[int, int] | None:
    hit = row.at(at, "numerals", "word")
    if hit:
        return hit.last, int(hit.tag[2])
    if joined and at + 1 < len(row):
        hyphen = row.tokens[at].norm == "-" and row.touch(at) and row.touch(at + 1)
        if hyphen or row.at(at, "numerals", "joiner"):
            hit = row.at(at + 1, "numerals", "word")
            if hit and (hyphen or int(hit.tag[2]) < _HUNDRED):
                return hit.last, int(hit.tag[2])
    return None


def _adds(current: int, value: int) -> bool:
    """Whether a smaller number word goes on from a larger: 100 + 25, 20 + 5, and in Arabic 5 + 20."""
    if current % _HUNDRED == 0:
        return value < _HUNDRED
    tail = current % _HUNDRED
    if tail % _TEN == 0:
        return value < _TEN
    return tail < _TEN and value % _TEN == 0 and _TWENTY <= value < _HUNDRED


def _range(row: Row, one: Quantity) -> Quantity:
    """`one`, or the range that it begins: "3–5", "from 3 to 5", "two or three"."""
    opener = row.ends_at(one.first - 1, "numerals", "from") if one.first else None
    at = one.last + 1
    if at >= len(row):
        return one
    dash = row.tokens[at].norm == "-"
    link = row.at(at, "numerals", "to")
    if not dash and link is None:
        return one
    plain_and = link is not None and row.at(at, "words", "and") is not None
    if plain_and and opener is None:
        return one
    start, further = _past_bound(row, link.last + 1 if link else at + 1)
    high = _cardinal(row, start)
    low = one.count.low or 0
    if high is None or high[1] <= low or (dash and high[1] in _YEARS):
        return one
    first = opener.first if opener else one.first
    return replace(one, first=first, last=high[0], count=Count(low=low, high=high[1] + further))


def _past_bound(row: Row, at: int) -> tuple[int, int]:
    """The token after words that bound the upper end of a range, 1 where they are "over": "80 to 'over 200'"."""
    while at < len(row) and row.tokens[at].norm in _QUOTES:
        at += 1
    over = row.at(at, "numerals", "more_than")
    hit = over or row.at(at, "numerals", "about") or row.at(at, "numerals", "up_to")
    return (hit.last + 1 if hit else at), int(over is not None)


def _bound_before(row: Row, at: int) -> bool:
    return at > 0 and any(row.ends_at(at - 1, "numerals", bound) for bound in _BOUNDS)


def _bounded(row: Row, one: Quantity, floor: int) -> Quantity:
    """`one` with the words before and after it that bound it."""
    if one.kind in {"age", "other", "zero"}:
        return one
    count, first, last = one.count, one.first, one.last
    low, high = count.low, count.high
    while first - 1 > floor:
        hits = [(row.ends_at(first - 1, "numerals", bound), bound) for bound in _BOUNDS]
        fit = [
            (hit.first, bound)
            for hit, bound in hits
            if hit is not None and hit.first > floor and not (bound == "up_to" and _risen(row, hit.first))
        ]
        if not fit:
            break
        first, bound = min(fit, key=operator.itemgetter(0))  # "no more than", which ends in "more than"
        if bound == "about":
            count = replace(count, approx=count.vague is None)
        elif count.vague is None and count.low == low and count.high == high and low is not None and high is not None:
            count = _bound(count, bound, low, high)
    after = last + 1
    if after < len(row) and row.tokens[after].norm == "'" and row.touch(after):
        after += 1
    for bound in ("up_to", "more_than", "at_least", "about"):
        hit = row.at(after, "numerals", "after", bound) or (_behind_noun(row, after) if bound == "at_least" else None)
        if hit and count.vague is None and low is not None and high is not None:
            count, last = (
                (_bound(count, bound, low, high) if bound != "about" else replace(count, approx=True)),
                hit.last,
            )
            break
    return replace(one, count=count, first=first, last=last)


def _behind_noun(row: Row, at: int) -> Hit | None:
    """Words for "at least" behind the noun that a number counts ("60 personnes au moins"), not those of the next."""
    hit = row.at(at + 1, "numerals", "after", "at_least") if at < len(row) and row.tokens[at].kind == "w" else None
    if hit is None or row.tokens[hit.first].kind != "w" or _cardinal(row, hit.last + 1) is not None:
        return None
    within = (
        other
        for at in range(hit.first, hit.last + 1)
        for bound in _BOUNDS
        for other in row.all_at(at, "numerals", bound)
    )
    return None if any(other.last > hit.last for other in within) else hit  # "40 bodies and more than 100 wounded"


def _risen(row: Row, at: int) -> bool:
    """Whether a word for "up to" tells what a toll rose to: "возросло до 35", "the number of dead to 35"."""
    if row.at(at, "words", "not"):
        return False  # "does not exceed 35"
    risen = any(hit.first < at <= hit.last for hit in row.find("casualties", "later"))
    return risen or (
        at > 0 and any(row.ends_at(at - 1, "casualties", fate, "toll") for fate in ("killed", "wounded"))
    )


def _bound(count: Count, bound: str, low: int, high: int) -> Count:
    if bound == "at_least":
        return replace(count, low=low, high=None)
    if bound == "more_than":
        return replace(count, low=low + 1, high=None)
    if bound == "less_than":
        return replace(count, low=0, high=max(0, high - 1))
    return replace(count, low=0, high=high)


def _kind(row: Row, one: Quantity) -> str:
    """`number`, or `age` or `other` where the words around say that nothing is counted."""
    return _kind_after(row, one) or _kind_before(row, one) or ("other" if _is_year(row, one) else "number")


def _kind_after(row: Row, one: Quantity) -> str | None:
    """What the words after a number make of it: an age, a part of a word, a day of a month, a measure."""
    last = one.last
    if row.at(last + 1, "numerals", "age"):
        return "age"
    bracketed = one.first > 0 and row.tokens[one.first - 1].norm == "(" and row.at(last + 2, "numerals", "age")
    if bracketed and row.tokens[last + 1].norm == ")":  # "Maria (16) years"
        return "age"
    if last + 1 >= len(row):
        return None
    digits, following = row.tokens[last].kind == "n", row.tokens[last + 1]
    if following.norm == "-" and row.touch(last + 1) and row.touch(last + 2):  # "17-year-old", "two-storey"
        return "age" if row.at(last + 2, "numerals", "age") else "other"
    point = 1 if digits and following.norm == "." and not row.touch(last + 2) else 0
    measured = row.at(last + 1 + point, "numerals", "month") or row.at(last + 1, "numerals", "unit")
    return "other" if measured or following.norm in _SIGNS else None


def _kind_before(row: Row, one: Quantity) -> str | None:
    """What the words before a number make of it: a sign, a name such as Su-24, a date, an age after a name."""
    first, last = one.first, one.last
    if first == 0:
        return None
    before, digits = row.tokens[first - 1], row.tokens[last].kind == "n"
    if before.norm in _SIGNS or row.ends_at(first - 1, "numerals", "not_count"):
        return "other"
    if not digits:
        return None
    if before.norm == "-" and row.touch(first) and row.touch(first - 1):
        return "other"
    point = 1 if before.norm == "." and first > 1 else 0  # "Dec. 20"
    if one.count.low == one.count.high and row.ends_at(first - 1 - point, "numerals", "month"):
        return "other"
    alone = last + 1 >= len(row) or row.tokens[last + 1].norm in {",", ".", ")", ";"}
    named = before.norm in {",", "("} and first > 1 and (row.tokens[first - 2].upper or _person(row, first - 2))
    return "age" if alone and named else None  # "Maria Lopez, 5,"


def _person(row: Row, at: int) -> bool:
    """Whether a noun for one person ends at a token."""
    hit = row.ends_at(at, "casualties", "victim")
    return hit is not None and hit.tag[-1] == "one"


def _is_year(row: Row, one: Quantity) -> bool:
    token = row.tokens[one.last]
    if one.first != one.last or token.kind != "n" or token.end - token.start != _YEAR_DIGITS:
        return False
    return (one.count.low or 0) in _YEARS and not row.at(one.last + 1, "casualties", "victim")
