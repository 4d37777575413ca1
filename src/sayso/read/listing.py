"""People told one by one: "X, his wife and their three children were killed", "she died with two of her sons".

In: a `Row`, its triggers and groups. Out: for each fate the people listed as its victims, names and groups together.
Whoever stands in apposition ("the father of", "a doctor", an age, a place) is nobody further. A list begins or ends
where something stands that is no person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sayso.read.groups import groups_of
from sayso.read.triggers import triggers_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.read.groups import Group
    from sayso.read.row import Row
    from sayso.read.triggers import Trigger

_FAR: Final = 150  # tokens of a list
_AUXILIARIES: Final = 6  # tokens between a list and its verb
_WITH: Final = 8  # tokens between a verb and "along with"; a bare "with" follows at once
_FULL_NAME: Final = 2
_AGE: Final = 3  # tokens: "36 years old"
_LEAD: Final = 8  # tokens of a list's member before its noun: "his 13 - year - old"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """People listed as victims of one fate; `first` to `last` are the list's tokens.

    Attributes:
        count: how many at least.
        names: how many of them are named.
        vague: some are a plural without a number.
    """

    first: int
    last: int
    count: int
    names: int
    vague: bool


@dataclass(slots=True, kw_only=True)
class _Item:
    first: int
    last: int
    comma: bool  # a comma, not "and", stands before it
    kind: str  # name, named (a noun with a name), group, noun, aside, other
    count: int = 0
    own: bool = False  # "his", "their", "her"
    plain: bool = False  # a noun without article, number or owner
    kin: bool = False
    vague: bool = False  # a plural without a number


def listings_of(row: Row) -> list[tuple[Trigger, Listing]]:
    """Return the lists of victims in a sentence, each with its fate; those in which nobody is named left out."""
    triggers = [] if row.titled() else triggers_of(row)
    fates = {trigger.first for trigger in triggers}
    groups = groups_of(row, triggers) if triggers else []
    found = [(trigger, listing_of(row, trigger, groups, fates)) for trigger in triggers if not trigger.negated]
    return [(trigger, listing) for trigger, listing in found if listing is not None]


def listing_of(row: Row, trigger: Trigger, groups: Sequence[Group], fates: set[int]) -> Listing | None:
    """Return the people that a sentence lists as victims of a fate; None where it lists fewer than two things."""
    order = row.pack.order
    forms = [form for form in trigger.readable() if form in order]
    before = trigger.passive or (forms == ["verb"] and order["verb"][0] <= 1)
    after = any(order[form][1] == 0 for form in forms if form != "noun") and not trigger.passive
    found: list[_Item] = []
    end = trigger.first - 1
    if before:
        while end >= 0 and trigger.first - end <= _AUXILIARIES and _auxiliary(row, end):
            end -= 1
        found = _leftwards(_items(row, _start(row, end, fates), end, groups))
    if after and not found:
        found = _rightwards(row, _items(row, trigger.last + 1, _stop(row, trigger.last + 1, fates), groups))
    company = _company(row, trigger.last, fates)
    if company is not None:
        found += _rightwards(row, _items(row, company, _stop(row, company, fates), groups))
    count, names = _sum(found)
    told = names or company is not None or any(item.own for item in found)
    if not count or not (told or sum(item.kin for item in found) > 1):
        return None
    first, last = min(found[0].first, trigger.first), max(found[-1].last, trigger.last)
    return Listing(first=first, last=last, count=count, names=names, vague=any(item.vague for item in found))


def _auxiliary(row: Row, at: int) -> bool:
    return bool(
        row.at(at, "words", "passive")
        or row.at(at, "words", "ends_phrase")
        or row.at(at, "stance", "hedge")
        or row.at(at, "casualties", "make_up")
        or row.tokens[at].norm in ",-"
        or row.at(at, "casualties", "adverb")
    )


def _start(row: Row, end: int, fates: set[int]) -> int:
    """Where the clause that ends at a token begins."""
    depth = 0
    at = end
    while at >= 0 and end - at < _FAR:
        norm = row.tokens[at].norm
        depth += (norm in ")]") - (norm in "([")
        dash = norm == "-" and not (row.touch(at) or row.touch(at + 1))
        ends = (
            at in fates
            or row.at(at, "words", "clause")
            or row.at(at, "words", "passive")
            or row.at(at, "casualties", "tells")
        )
        if depth <= 0 and (dash or norm in ";:" or ends):
            return at + 1
        at -= 1
    return at + 1


def _stop(row: Row, start: int, fates: set[int]) -> int:
    """The last token of the clause that begins at a token."""
    depth = 0
    at = start
    while at < len(row) and at - start < _FAR:
        norm = row.tokens[at].norm
        depth += (norm in "([") - (norm in ")]")
        if depth <= 0 and (norm in ";:.!?" or at in fates or row.at(at, "words", "clause")):
            return at - 1
        at += 1
    return at - 1


def _company(row: Row, last: int, fates: set[int]) -> int | None:
    """The token after "along with", where that follows a verb."""
    near = True
    for at in range(last + 1, min(len(row), last + 1 + _WITH)):
        hit = row.at(at, "casualties", "with")
        if hit is not None and (near or hit.last > hit.first):
            return hit.last + 1
        if at in fates:
            return None
        near = near and bool(row.tokens[at].kind == "p" or row.at(at, "casualties", "make_up"))
    return None


def _items(row: Row, first: int, last: int, groups: Sequence[Group]) -> list[_Item]:
    """The members of a list between two tokens: what commas, "and" and "along with" part, brackets left out."""
    found: list[_Item] = []
    depth, start, comma = 0, first, False
    at = first
    while at <= last + 1:
        norm = row.tokens[at].norm if at <= last else ","
        depth += (norm in "([") - (norm in ")]")
        company = row.at(at, "casualties", "with") if at <= last else None
        if at <= last and depth <= 0 and row.at(at, "casualties", "part"):
            last = at - 1
            norm = ","
        cut = at > last or (depth <= 0 and (norm == "," or row.at(at, "words", "and") or company))
        if cut:
            if start < at:
                found.append(_item(row, start, at - 1, groups, comma=comma))
                comma = False
            comma = norm == "," if start < at else comma and norm == ","
            at = (company.last if company else at) + 1
            start = at
            continue
        at += 1
    return found


def _item(row: Row, first: int, last: int, groups: Sequence[Group], *, comma: bool) -> _Item:
    """One member: what kind of words it is."""
    item = _Item(first=first, last=last, comma=comma, kind="other")
    tokens = [at for at in _unbracketed(row, first, last) if row.tokens[at].kind in "wnd"]
    if any(row.at(at, "casualties", "tells") for at in tokens):
        return item  # "…, the police said"
    if not tokens:
        item.kind = "aside"
        return item
    lead = tokens[0]
    if (row.tokens[lead].kind in "nd" and len(tokens) <= _AGE) or row.at(lead, "numerals", "not_count"):
        item.kind = "aside"  # an age, a year
    of = next((at for at in tokens[1:] if row.at(at, "words", "preposition") or row.at(at, "words", "of")), last + 1)
    leads_off = row.at(lead, "words", "preposition") and not row.at(lead, "casualties", "with")
    if leads_off or row.at(lead, "casualties", "known_as"):
        item.kind = "aside"
        return item
    item.own = bool(row.at(lead, "words", "pronoun")) or any(row.at(at, "words", "pronoun") for at in tokens[:4])
    named = _name(row, [at for at in tokens if at < of])
    near = min(of, lead + _LEAD)
    group = next((g for g in groups if first <= g.first < near and g.family == "person" and not g.zero), None)
    if row.at(lead, "numerals", "word", "1"):  # "one of the suspects"
        item.kind, item.count = "noun", 1
        return item
    if group is not None:
        counted = group.explicit and not group.article
        item.kind = "group" if counted and group.count.low != 1 else "named" if named else "noun"
        item.count = max(1, group.count.low or 0)
        item.vague = group.count.vague is not None
        item.kin = any(row.at(at, "casualties", "kin") for at in range(group.first, group.last + 1))
        item.plain = (
            not counted and not item.own and not row.at(lead, "numerals", "article") and not row.at(lead, "words")
        )
        if item.plain and not named and not item.kin and item.count == 1:
            item.kind = "aside"
        return item
    bare = next(
        (
            g
            for g in groups
            if first <= g.first < near and g.family in {"bare", "weak"} and g.explicit and not g.article
        ),
        None,
    )
    if bare is not None and not named:
        item.kind, item.count = "group", max(1, bare.count.low or 0)
        return item
    if named:
        item.kind, item.count = "name", 1
    return item


def _unbracketed(row: Row, first: int, last: int) -> list[int]:
    depth = 0
    kept = []
    asides = row.asides()
    for at in range(first, last + 1):
        norm = row.tokens[at].norm
        if at in asides:
            continue
        depth += norm in "(["
        if depth <= 0:
            kept.append(at)
        depth -= norm in ")]"
    return kept


def _name(row: Row, tokens: Sequence[int]) -> bool:
    """Whether two capitalised words that are no months and no parties stand together, or one in a list."""
    run = 0
    for at in tokens:
        named = row.tokens[at].upper and not row.at(at, "numerals", "month") and not row.at(at, "words")
        run = run + 1 if named and not row.at(at, "events", "party") else 0
        if run >= _FULL_NAME:
            return True
    return bool(tokens) and all(_capital(row, at) for at in tokens)


def _capital(row: Row, at: int) -> bool:
    """Whether a single word may be a name in a list: a capital that no sentence begins with."""
    known = any(row.at(at, file) for file in ("words", "casualties", "numerals"))
    return at > 0 and row.tokens[at].upper and not known


def _leftwards(items: list[_Item]) -> list[_Item]:
    """The last items up to the last that is no person."""
    found: list[_Item] = []
    for item in reversed(items):
        if item.kind == "other":
            break
        found.insert(0, item)
    while found and found[0].kind == "aside":
        found.pop(0)
    return found


def _rightwards(row: Row, items: list[_Item]) -> list[_Item]:
    """The first items up to the first that is no person."""
    found: list[_Item] = []
    for item in items:
        if item.kind == "other":
            break
        found.append(item)
        if item.kind != "aside" and _goes_off(row, item):
            break
    while found and found[-1].kind == "aside":
        found.pop()
    return found


def _goes_off(row: Row, item: _Item) -> bool:
    """Whether a preposition leads out of the list: "three children in an air strike"."""
    return any(
        row.at(at, "words", "preposition") and not row.at(at, "words", "conjunction")
        for at in range(item.first + 1, item.last + 1)
    )


def _sum(items: list[_Item]) -> tuple[int, int]:
    """How many people a list holds, and how many of them are named."""
    people = [item for item in items if item.kind != "aside"]
    whole = people[0] if people and people[0].kind == "group" and people[0].count > 1 else None
    if whole is not None and len(people) > 1 and people[1].comma:
        rest, names = _sum(people[1:])
        if rest == whole.count or (names and rest <= whole.count):
            return whole.count, names  # "two civilians, X and his daughter Y"
    total = names = 0
    owed = 0  # names still to come that a number has counted: "two sons A and B"
    before: _Item | None = None
    described = False  # the last member only said who the one before it was
    for item in people:
        if item.kind == "name":
            names += 1
            if owed:
                owed -= 1
            elif not (before is not None and before.kind == "noun" and item.comma):  # "the father, Jamal": one man
                total += 1
        else:
            told = before is not None and before.kind in {"name", "named"} and not item.own
            plain = item.plain or (item.kind == "noun" and (item.comma or described))
            if told and plain:
                described = True
                continue  # "Jamal, a member of X and the father of Y"
            total += item.count
            names += item.kind == "named"
            owed = item.count - (item.kind == "named")
        before, described = item, False
    return total, names
