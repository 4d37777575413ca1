"""Who or what is counted: quantities joined to the nouns they count, and nouns that are a count by themselves.

In: a `Row`. Out: `Group`s: "at least two children", "цивільний", "مدنيان", "several of them". Which fate befell
them is the business of `counts`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from sayso.model import Count
from sayso.read.quantities import Quantity, quantities_of
from sayso.read.strangers import aged, in_name, no_victim, sufferer, thing_within, without_wholes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.lang import Hit
    from sayso.model import VictimClass
    from sayso.read.row import Row
    from sayso.read.triggers import Trigger

Family = Literal["person", "vehicle", "target", "strike", "bare", "weak", "thing"]

_REACH: Final = 5  # words between a number and its noun
_ADULT: Final = 18
_ONE: Final = Count(low=1, high=1)
_TWO: Final = Count(low=2, high=2)
_SOME: Final = Count(low=1, high=None)
_SEVERAL: Final = Count(low=2, high=None, vague="several")
_APART = 2  # words between an article and the plural of its own noun
_THINGS: Final[tuple[tuple[Family, tuple[tuple[str, ...], ...]], ...]] = (
    (
        "strike",
        tuple(("strike", kind) for kind in ("one", "two", "many", "generic", "counted", "projectile")),
    ),
    ("vehicle", (("vehicle",),)),
    ("target", (("strike", "target"),)),
)
_NUMBER: Final = {"generic": _SOME, "one": _ONE, "two": _TWO, "many": _SEVERAL}
# The more telling of two nouns for the same people says who they are: "a boy, a resident of" is a child.
_RANK: Final = ("child", "captive", "police", "soldier", "combatant", "civilian", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People or things, counted.

    Attributes:
        first, last: tokens, quantity and noun together.
        family: `person`, `vehicle`, `target` and `strike` by their noun; `bare` for a number alone; `weak` for a
            number with a noun that the pack does not know; `thing` for what can be no victim.
        explicit: a number (or an article) is written.
        another: said to be further ones ("another", "ще один").
        part: said to be included in a figure given elsewhere ("including", "2'si").
        zero: "no", "none of".
        article: the only number is an article or the singular of the noun.
    """

    first: int
    last: int
    count: Count
    family: Family
    victim: VictimClass | None = None
    explicit: bool = True
    another: bool = False
    part: bool = False
    zero: bool = False
    article: bool = False


Fates = dict[int, "Trigger"]


def groups_of(row: Row, triggers: Sequence[Trigger]) -> list[Group]:
    """Return the groups of a row, in order, none overlapping.

    Args:
        row: the sentence.
        triggers: its words for what befell people; a noun phrase does not reach over them.
    """
    fates = {at: trigger for trigger in triggers for at in range(trigger.first, trigger.last + 1)}
    quantities = without_wholes(row, quantities_of(row), fates)
    for quantity in quantities:  # "leaving five people dead": the words of the fate stand around the group
        trigger = fates.get(quantity.first)
        if trigger is not None and trigger.first < quantity.first and quantity.last < trigger.last:
            for at in range(quantity.first, trigger.last):
                fates.pop(at, None)
    starts = {q.first for q in quantities if q.kind != "age"}  # "a 40-year-old man" is one phrase
    ages = {q.last: q.count.low or 0 for q in quantities if q.kind == "age"}
    groups: list[Group] = []
    taken = -1
    for quantity in quantities:
        if quantity.first <= taken or quantity.kind in {"age", "other"}:
            continue
        group = _counted(row, quantity, starts, fates)
        if group is not None:
            groups.append(group)
            taken = group.last
    spoken_for = {i for g in groups for i in range(g.first, g.last + 1)} | {
        i for q in quantities for i in range(q.first, q.last + 1)
    }
    groups.extend(_uncounted(row, spoken_for, fates))
    places = aged(row, list(ages), {i for g in groups for i in range(g.first, g.last + 1)}, fates)
    groups.extend(
        Group(first=i, last=k, count=_ONE, family="person", victim="unknown", article=True) for i, k in places
    )
    groups.sort(key=lambda group: group.first)
    return [_marked(row, _aged(row, group, ages), fates) for group in groups]


def _counted(row: Row, quantity: Quantity, starts: set[int], fates: Fates) -> Group | None:
    """The group that a quantity counts."""
    count, kind = quantity.count, quantity.kind
    base = Group(first=quantity.first, last=quantity.last, count=count, family="bare")
    base = replace(base, zero=kind == "zero", article=kind == "article")
    at = quantity.last + 1
    if at + 1 < len(row) and row.tokens[at].norm == "'" and row.at(at + 1, "casualties", "suffix_of"):
        base = replace(base, part=True, last=at + 1)
        at += 2
    elif at + 1 < len(row) and row.tokens[at].norm == "'" and row.touch(at):
        base = replace(base, last=at + 1)
        at += 2
    if row.at(quantity.bare, "casualties", "suffix_of"):
        base = replace(base, part=True)
    inside = _among(row, at, base, fates)
    if inside is not None:
        return inside
    known = _noun_from(row, at, starts, fates, base)
    if known is not None:
        return known
    of_whom = _out_of(row, base)
    if of_whom is not None:
        return of_whom
    base = replace(base, part=False)  # "ikisi yaralandı" is no part of anything; "ikisi çocuk" is
    last = sufferer(row, at, fates) if quantity.kind == "article" else None
    if last is not None:
        return replace(base, family="person", victim="unknown", last=last)
    if quantity.kind in {"article", "zero"} and not _another_near(row, base):
        return None
    if thing_within(row, at, starts, fates):
        return replace(base, family="thing")
    return _unknown(row, at, base, starts, fates)


def _out_of(row: Row, base: Group) -> Group | None:
    """The group with the noun before its number, in a case that says out of whom: "milislerden biri"."""
    before = base.first - 1
    noun = row.ends_at(before, "casualties", "victim") if before >= 0 and row.suffixed(before, "out_of") else None
    if noun is None:
        return None
    victim: VictimClass = noun.tag[2]  # type: ignore[assignment]  # keys of the pack are victim classes
    return replace(base, first=noun.first, family="person", victim=victim, part=False)


def _unknown(row: Row, at: int, base: Group, starts: set[int], fates: Fates) -> Group:
    """`base` with a noun that the pack does not know, if one follows."""
    if at >= len(row) or row.tokens[at].kind != "w" or row.stops(at) or at in starts or at in fates:
        return base
    if row.at(at, "words") or row.at(at, "casualties"):
        return base
    return replace(base, family="weak", last=at)


def _noun_from(row: Row, at: int, starts: set[int], fates: Fates, base: Group) -> Group | None:
    """`base` with the first noun that the pack knows within reach."""
    for place in range(at, min(at + _REACH + 1, len(row))):
        if place in starts or (place > at and row.clitic(place)):
            return None
        if row.stops(place):
            owned = None if {place + 1} & (starts | fates.keys()) else _owned(row, place)
            return owned and _with_noun(row, base, owned, fates)
        if row.at(place, "casualties", "part"):
            return None
        if place in fates:
            # A participle before its noun ("двоє поранених бойовиків") lets the noun follow at once, or none does.
            beyond = fates[place].last + 1
            open_ = beyond < len(row) and beyond not in starts and beyond not in fates and not row.stops(beyond)
            noun = _noun_at(row, beyond) if open_ else None
            if noun is not None and noun[0] == "person":
                return _with_noun(row, base, noun, fates)
            named = fates[place].forms & {"one", "two", "many", "noun"}
            return replace(base, last=fates[place].last) if named and base.count.low else None
        found = _noun_at(row, place)
        if found is not None:
            return _with_noun(row, base, found, fates)
        if row.at(place, "casualties", "another"):
            base = replace(base, another=True)
    return None


def _owned(row: Row, at: int) -> tuple[Family, Hit] | None:
    """The noun right after a word that says whose or which: "two of its soldiers", "nine of the guards"."""
    whose = row.at(at, "words", "pronoun") or row.at(at, "words", "definite")
    return _noun_at(row, at + 1) if whose and at + 1 < len(row) else None


def _among(row: Row, at: int, base: Group, fates: Fates) -> Group | None:
    """`base` as part of a figure given elsewhere: "two of the dead were children", "einer davon ein Kind"."""
    hit = row.at(at, "casualties", "among") or row.at(at, "casualties", "part")
    if hit is None or row.at(at, "casualties", "including"):  # "25, among them women": 25 in all
        return None
    # "one of them was killed" counts for itself; "one of them a child" and "two of the dead" are parts.
    base = replace(base, part=hit.tag[1] == "among", last=hit.last)
    for place in range(hit.last + 1, min(hit.last + 4, len(row))):
        noun = _noun_at(row, place) if place not in fates else None
        if noun is not None and noun[0] == "person" and noun[1].tag[-1] == "two" and base.count != _TWO:
            return None  # "nine, among them two children": Arabic has a form for two
        if noun is not None and noun[0] == "person":
            return _with_noun(row, replace(base, part=True), noun, fates)
        if place in fates or row.tokens[place].norm in {",", ";"} or row.tokens[place].kind == "n":
            break
    after = range(hit.last + 1, min(hit.last + 4, len(row)))
    if (
        after
        and not any(at in fates for at in after)
        and row.tokens[after[0]].kind == "w"
        and not row.at(after[0], "words")
    ):
        return replace(base, part=True, family="person", last=after[0])  # "32 of them pupils"
    return base


def _noun_at(row: Row, at: int) -> tuple[Family, Hit] | None:
    """The noun that begins at a token; of "American vehicle" the vehicle, of "strike" the longest reading."""
    person = next((hit for hit in row.all_at(at, "casualties", "victim") if hit.tag[-1] != "adjective"), None)
    if person is not None and (no_victim(row, at) or in_name(row, at, person)):
        person = None
    thing = _thing_at(row, at)
    if person is not None and (thing is None or person.last >= thing[1].last):
        after = person.last + 1  # "an American vehicle", unlike "a civilian by-raids" in Arabic
        thing = _thing_at(row, after) if after < len(row) and not row.clitic(after) else None
        return thing or ("person", person)
    return thing


def _thing_at(row: Row, at: int) -> tuple[Family, Hit] | None:
    found: list[tuple[Family, Hit]] = []
    if row.at(at, "events") is None:
        return None
    for family, kinds in _THINGS:
        for kind in kinds:
            hit = row.at(at, "events", *kind)
            if hit is not None:
                found.append((family, hit))
    return max(found, key=lambda pair: pair[1].last) if found else None


def _with_noun(row: Row, base: Group, noun: tuple[Family, Hit], fates: Fates) -> Group:
    family, hit = noun
    if family != "person":
        return replace(base, family=family, last=hit.last)
    last, victim = _person(row, hit, fates)
    between = range(base.last + 1, hit.first)  # "einen toten Soldaten" is one, in a case that ends like the plural
    if base.article and hit.tag[-1] == "many" and not (between and all(at in fates for at in between)):
        if len(between) > _APART and not any(row.at(at, "words", "of") for at in between):
            return replace(base, family="person", victim="unknown")  # "a melon seller, as people …"
        base = replace(base, count=_SEVERAL, article=False)  # "a group of people"
    return replace(base, family="person", last=last, victim=victim)


def _person(row: Row, hit: Hit, fates: Fates) -> tuple[int, VictimClass]:
    """The last token of a noun for people, adjectives and further nouns included, and who they are."""
    classes: list[VictimClass] = [hit.tag[2]]  # type: ignore[list-item]  # keys of the pack are victim classes
    last = hit.last
    while last + 1 < len(row):
        further = row.at(last + 1, "casualties", "victim")
        if further is None or last + 1 in fates or row.anded(last + 1):
            break
        classes.append(further.tag[2])  # type: ignore[arg-type]  # as above
        last = further.last
    return last, min(classes, key=_RANK.index)


def _uncounted(row: Row, taken: set[int], fates: Fates) -> list[Group]:
    """Nouns for people, vehicles and strikes without a number, whose own form is one, two or several."""
    found: list[Group] = []
    at = 0
    while at < len(row):
        noun = None if at in taken else _noun_at(row, at)
        near = (at,) if at - 1 in fates else (at, at - 1, at - 2)
        if noun is None and row.at(at, "casualties", "others") and taken.isdisjoint(near):
            found.append(Group(first=at, last=at, count=_SEVERAL, family="bare", another=True))
        if noun is None:
            at += 1
            continue
        family, hit = noun
        last = hit.last
        victim: VictimClass | None = None
        if family == "person":
            last, victim = _person(row, hit, fates)
        count = _NUMBER.get(hit.tag[-1])
        if family == "person" and count == _ONE and row.at(at, "events", "party", "adjective"):
            count = None  # "Syrian" without an article describes what follows
        following = row.at(last + 1, "numerals", "vague") or row.at(last + 2, "numerals", "vague")
        written = (
            following is not None and following.tag[2] == "several" and (count == _SEVERAL or family == "target")
        )
        if family == "target":
            count = _SEVERAL if written else None
        if count is not None:
            found.append(
                Group(
                    first=at,
                    last=following.last if written and following else last,
                    count=count,
                    family=family,
                    victim=victim,
                    explicit=family == "target",
                    article=count == _ONE,
                )
            )
        at = last + 1
    return found


def _marked(row: Row, group: Group, fates: Fates) -> Group:
    """`group` with the words before it that say "another" or "including"."""
    if _another_near(row, group):
        group = replace(group, another=True)
    before = [row.ends_at(at, "casualties", "part") for at in range(max(0, group.first - 3), group.first)]
    for hit in reversed(before):
        if hit is not None and not any(i in fates for i in range(hit.last + 1, group.first)):
            if group.last in fates and row.after_and(hit.last + 1, group.first):
                continue  # "7 dead, among them children and 40 wounded"
            gap = [row.tokens[i].norm for i in range(hit.last + 1, group.first)]
            if not {",", ";"} & set(gap):
                return replace(group, part=True)
    return group


def _another_near(row: Row, group: Group) -> bool:
    return (
        (group.first > 0 and row.ends_at(group.first - 1, "casualties", "another") is not None)
        or any(row.at(i, "casualties", "another") for i in range(group.first, group.last + 1))
        or (group.last + 1 < len(row) and row.at(group.last + 1, "casualties", "another") is not None)
    )


def _aged(row: Row, group: Group, ages: dict[int, int]) -> Group:
    """`group` as a child where an age under 18 stands inside or beside it."""
    if group.family != "person" or group.victim not in {"unknown", "civilian"}:
        return group
    for at in range(max(0, group.first - 4), min(len(row), group.last + 4)):
        if at in ages and 0 < ages[at] < _ADULT and group.count.low == 1:
            return replace(group, victim="child")
    return group
