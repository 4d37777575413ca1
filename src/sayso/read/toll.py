"""One report → the toll of the one incident that it is about: how many were killed and how many wounded.

In: the passages of a report. Out: `Toll`, a range for each. The policy:

* What is of another time, denied, corrected by the same text or told of fighters is left out.
* Figures for one fate in one sentence are added up, parts left out (`figures`).
* The sentences that open the report decide. A range stands as it is. "At least", "up to", a list of names and an
  unspecified plural leave an end open, which the figures further down fill.
* Where no figure stands, single victims are told apart (`persons`): whoever was shot and is not told to have died was
  wounded; whoever is told to have done it is left out where there are other victims.
* Where not even a victim is told of, words such as "homicide" or "hospitalised" stand for one.

It combines what one text says; several reports are compared elsewhere, where nothing is added up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sayso.lang import available, load
from sayso.model import Count
from sayso.read.facts import facts_of
from sayso.read.figures import Figure, Range, counts_for, figures_of, sentence_of
from sayso.read.persons import has, mention_of, people_of
from sayso.read.row import rows_of
from sayso.read.stance import denied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Passage
    from sayso.read.fact import Fact
    from sayso.read.persons import Mention
    from sayso.read.row import Row

_LEAD: Final = 2  # sentences, the headline among them, that open a report
_SINGLES: Final = 8  # sentences in which single victims and telling words are looked for: further down is background
_MOST: Final = 5  # a figure this many times the first one is of something else
_DENIED: Final = 5  # tokens before a telling word in which it may be denied
_ONE: Final[Range] = (1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """People harmed in one incident, as (low, high); None where the report says nothing.

    Attributes:
        children, women, men: of those killed, as far as they are counted apart.
    """

    killed: Range | None
    wounded: Range | None
    children: Range | None
    women: Range | None
    men: Range | None


def toll_of(passages: Sequence[Passage]) -> Toll:
    """Return the toll that a report gives, from its words alone; linear in the length of the text."""
    known = frozenset(available())
    rows = [row for p in passages if p.language in known for row in rows_of(p, load(p.language)) if len(row)]
    starts = [row.passage.start + row.tokens[0].start for row in rows]
    facts = facts_of(passages, listed=True)
    killed, wounded, struck = (figures_of(facts, rows, starts, q) for q in ("killed", "wounded", "other"))
    struck = [figure for figure in struck if figure.sentence < _SINGLES]
    mentions = _mentions(facts, rows, starts)
    dead = _dead(combined(killed), combined(struck), mentions, rows)
    return Toll(
        killed=dead,
        wounded=_hurt(wounded, combined(struck), dead, mentions, rows),
        children=combined(figures_of(facts, rows, starts, "killed", lambda fact, _: fact.victim_class == "child")),
        women=combined(figures_of(facts, rows, starts, "killed", lambda fact, row: _grown(fact, row, "female"))),
        men=combined(figures_of(facts, rows, starts, "killed", lambda fact, row: _grown(fact, row, "male"))),
    )


def combined(figures: Sequence[Figure]) -> Range | None:
    """Return the range that figures for one fate, in the order of the text, come to; None where there are none."""
    if not figures:
        return None
    lead = _lead(figures)
    later = [
        f for f in figures if f.sentence > lead.sentence and not f.single and f.kind in {"exact", "range", "at_least"}
    ]
    low, high = lead.low, lead.high
    if lead.single:
        further = next((f for f in later if f.more), None)
        return (low + further.low, high + further.high) if further else (low, high)
    if lead.kind == "up_to":
        return min((f.low for f in later if high <= f.low * 2 < high * 2), default=high), high
    if lead.kind in {"at_least", "listed"}:
        return low, max([high, *(f.high for f in later if f.high <= low * _MOST)])
    if lead.several:
        return low, max([high, *(f.high for f in later)])
    return low, high


def _lead(figures: Sequence[Figure]) -> Figure:
    """The figure that decides: the first firm one of the opening, else of the report."""
    opening = [f for f in figures if f.sentence < _LEAD]
    firm = any(f.kind != "vague" and not f.single for f in figures)
    if opening:
        counted = any(f.kind != "vague" and not f.single for f in opening)
        return min(
            opening,
            key=lambda f: (f.several and firm, f.single and counted, f.sentence, f.kind == "listed", -f.high),
        )
    plural = [f for f in figures if not f.single]
    best = [f for f in plural if f.kind not in {"vague", "listed"}] or [f for f in plural if f.kind == "listed"]
    return min(best or plural or figures, key=lambda f: (f.sentence, -f.high))


def _mentions(facts: Sequence[Fact], rows: Sequence[Row], starts: Sequence[int]) -> list[Mention]:
    """The single victims told of in the first sentences, in the order of the text."""
    found = []
    for fact in sorted(facts, key=lambda fact: (fact.span.start, fact.span.end)):
        at = sentence_of(fact, starts)
        if (
            fact.question in {"killed", "wounded", "other"}
            and at < _SINGLES
            and not fact.part
            and counts_for(fact, rows[at])
            and isinstance(fact.answer, Count)
            and (fact.answer.low, fact.answer.high) == _ONE
        ):
            found.append(mention_of(fact, rows[at], at))
    return found


def _victims(mentions: Sequence[Mention]) -> dict[str, int]:
    """How many single victims have each fate, those who did it left out where there are others."""
    people = people_of(mentions)
    victims = [person for person in people if not person.suspect] or people
    return {fate: sum(p.fate == fate for p in victims) for fate in ("killed", "wounded", "other")}


def _dead(
    killed: Range | None, struck: Range | None, mentions: Sequence[Mention], rows: Sequence[Row]
) -> Range | None:
    if killed not in {None, _ONE}:
        return killed
    if any(m.counted and m.question == "killed" and m.sentence <= _LEAD for m in mentions):
        return _ONE
    dead = _victims(mentions)["killed"]
    if dead:
        return dead, dead
    several = struck is not None and struck[1] > 1
    return killed or (_ONE if _told(rows, "deadly") and not several else None)


def _hurt(
    wounded: Sequence[Figure],
    struck: Range | None,
    killed: Range | None,
    mentions: Sequence[Mention],
    rows: Sequence[Row],
) -> Range | None:
    whole = combined(wounded)
    if whole not in {None, _ONE}:
        return whole
    dead = killed[1] if killed else 0
    fates = _victims(mentions)
    # A death told without its victim is that of somebody told to have been shot.
    shot = max(0, fates["other"] - max(0, dead - fates["killed"]))
    hurt = fates["wounded"] + shot
    if struck is not None and struck[1] > 1:
        hurt = max(fates["wounded"], struck[1] - dead)
    if not hurt and not dead and _told(rows, "hurt"):
        hurt = 1
    counted = any(m.question == "wounded" and (m.counted or m.more) for m in mentions)
    firm = whole is not None and (counted or any(f.kind == "at_least" for f in wounded))
    hurt = max(hurt, int(firm))
    return (hurt, hurt) if hurt else None


def _told(rows: Sequence[Row], kind: str) -> bool:
    """Whether one of the first sentences has a word of a kind, neither denied nor only attempted."""
    for row in rows[:_SINGLES]:
        spared = {at for hit in row.find("casualties", "spared") for at in range(hit.first, hit.last + 1)}
        for hit in row.find("casualties", kind):
            before = range(max(0, hit.first - _DENIED), hit.first)
            none = any(row.at(at, "words", "not") or row.at(at, "numerals", "zero") for at in before)
            if not none and denied(row, hit.first) is None and spared.isdisjoint((hit.first, hit.last)):
                return True
    return False


def _grown(fact: Fact, row: Row, sex: str) -> bool:
    return fact.victim_class != "child" and has(fact, row, sex)
