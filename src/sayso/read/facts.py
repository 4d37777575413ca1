"""Passages → facts: figures, strikes, vehicles and parties, with the exact words and how sure they sound.

In: the passages of one report. Out: `Fact`s in the order of the text. Rules over language packs; a passage in
a language without a pack yields nothing. Who says a fact, and what its names stand for, is found elsewhere.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.lang import available, load
from sayso.model import Count, Party, Text
from sayso.read.counts import inherited, joint_of, struck_in, tallies_of
from sayso.read.exchange import fires, throws
from sayso.read.fact import Fact
from sayso.read.later import later_of
from sayso.read.listing import listings_of
from sayso.read.parties import Deed, deeds_of, denial_of_it
from sayso.read.phrases import fuller, known_heads
from sayso.read.revisions import revised, turns_of
from sayso.read.row import Row, rows_of
from sayso.read.stance import hedge_of, over_of
from sayso.read.things import Thing, things_of
from sayso.read.weapons import Arm, arms_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.model import Passage
    from sayso.read.listing import Listing
    from sayso.read.tally import Tally
    from sayso.read.triggers import Trigger

_SHORT = 12  # tokens; a short row may be a bare figure

__all__ = ["Fact", "facts_of"]


def facts_of(passages: Sequence[Passage], *, listed: bool = False) -> tuple[Fact, ...]:
    """Return the facts of a report's passages, by where they stand; linear in the length of the text.

    Args:
        passages: of one report.
        listed: also how many people are listed one by one as victims, which no word of the text counts.
    """
    facts: list[Fact] = []
    rows: list[Row] = []
    parties: dict[str, str] = {}
    known = frozenset(available())
    for passage in passages:
        if passage.language in known:
            found = [row for row in rows_of(passage, load(passage.language)) if row.hits or len(row) < _SHORT]
            facts = _read(found, facts, parties, listed=listed)
            rows.extend(found)
    return tuple(dict.fromkeys(_elsewhere(rows, revised(facts, turns_of(rows)))))


def _elsewhere(rows: list[Row], facts: list[Fact]) -> list[Fact]:
    """The facts, all in the background where the report tells of an accident, a disaster, a drill or a film.

    A report that also tells of shooting or an attack is left as it is.
    """
    unrelated = any(row.find("casualties", "unrelated") for row in rows)
    armed = any(row.find("events", kind) for row in rows for kind in ("fire", "attack"))
    return [replace(fact, background=True) for fact in facts] if unrelated and not armed else facts


def _read(rows: list[Row], before: list[Fact], parties: dict[str, str], *, listed: bool) -> list[Fact]:
    """The facts of a passage's rows, after those of the passages before it; `parties` grows by those it names."""
    facts = list(before)
    latest: list[Fact] = []
    stoned = shot = False
    for row in rows:
        parties |= known_heads(row)
        tallies = inherited(tallies_of(row))
        tallies.extend(later_of(row, tallies, facts))
        harmed = bool(tallies)
        here: list[Fact] = [_casualty(row, tally) for tally in tallies]
        if listed:
            here.extend(_listed(row, *found) for found in listings_of(row))
            here.extend(_casualty(row, tally) for tally in [*joint_of(row), *struck_in(row)])
        here.extend(_thing(row, thing) for thing in things_of(row))
        here.extend(_deed(row, deed, parties) for deed in deeds_of(row, harmed=harmed, stoned=stoned, shot=shot))
        stoned, shot = throws(row), fires(row)
        here.extend(_denial(row, [*facts, *here]))
        here.extend(_arm(row, arm) for arm in arms_of(row, harmed=harmed))
        here = _doubted(row, here)
        if not here and latest and (over := over_of(row)) is not None:
            facts[-len(latest) :] = [f if f.hedge else replace(f, hedge=over[1]) for f in latest]
        facts.extend(here)
        latest = here
    return facts


def _casualty(row: Row, tally: Tally) -> Fact:
    return Fact(
        question=tally.question,
        answer=tally.count,
        span=row.span(tally.first, tally.last),
        victim_class=tally.victim,
        hedge=hedge_of(row, tally.first, tally.last),
        part=tally.part,
        more=tally.more,
        background=bool(row.find("casualties", "background")),
        evidence=row.span(*tally.fate),
    )


def _listed(row: Row, trigger: Trigger, listing: Listing) -> Fact:
    return Fact(
        question=trigger.question,
        answer=Count(low=listing.count, high=None if listing.vague else listing.count),
        span=row.span(listing.first, listing.last),
        background=bool(row.find("casualties", "background")),
        evidence=row.span(trigger.first, trigger.last),
        listed=True,
    )


def _thing(row: Row, thing: Thing) -> Fact:
    return Fact(
        question=thing.question,
        answer=thing.count,
        span=row.span(thing.first, thing.last),
        hedge=hedge_of(row, thing.first, thing.last),
        polarity="denied" if thing.denied else "affirmed",
        act="deny" if thing.denied else "assert",
        background=bool(row.find("casualties", "background")),
    )


def _deed(row: Row, deed: Deed, parties: Mapping[str, str]) -> Fact:
    """The fact; "the soldiers" are the last ones in the report that were called more than that.

    Where none were, a noun alone may be anybody's, and names nobody unless it says enough by itself.
    """
    known = fuller(deed.head, parties) if deed.head else None
    return Fact(
        question=deed.question,
        answer=Party(name=known or deed.name),
        span=row.span(deed.first, deed.last),
        hedge=hedge_of(row, deed.first, deed.last),
        polarity="denied" if deed.denied else "affirmed",
        act=deed.act,
        named=deed.named and (known is not None or not deed.head or _alone(row, deed.head)),
    )


def _alone(row: Row, head: str | None) -> bool:
    """Whether a noun says enough by itself ("the protesters"), unlike "the soldiers", who are some party's."""
    return any(row.tokens[hit.last].norm == head for hit in row.find("events", "party", "alone"))


def _arm(row: Row, arm: Arm) -> Fact:
    return Fact(
        question="weapon",
        answer=Text(value=arm.label),
        span=row.span(arm.first, arm.last),
        hedge=hedge_of(row, arm.first, arm.last),
    )


def _denial(row: Row, facts: list[Fact]) -> list[Fact]:
    """The denial of the last accusation, where the sentence denies what was said before it.

    Where nobody was accused by name, whoever denies is taken to deny having done it.
    """
    found = denial_of_it(row)
    if found is None:
        return []
    hit, denier = found
    here = row.passage.start + row.tokens[hit.first].start
    charges = [fact for fact in facts if fact.question in {"perpetrator", "initiator"} and fact.span.start < here]
    accused = [fact for fact in charges if fact.polarity == "affirmed"]
    charged = next((fact for fact in reversed(accused) if fact.question == "perpetrator"), None)
    charged = charged or (accused[-1] if accused else None)
    span = row.span(hit.first, hit.last)
    if charged is not None:
        return [Fact(question=charged.question, answer=charged.answer, span=span, polarity="denied", act="deny")]
    if denier is not None:
        return [Fact(question="perpetrator", answer=Party(name=denier), span=span, polarity="denied", act="deny")]
    return []


def _doubted(row: Row, facts: list[Fact]) -> list[Fact]:
    """The facts of a row, those weakened that a clause of its own after a semicolon says could not be verified."""
    marks = [at for at, token in enumerate(row.tokens) if token.norm == ";"]
    over = over_of(row, after=marks[-1]) if marks else None
    if over is None:
        return facts
    place = row.passage.start + row.tokens[max(at for at in marks if at <= over[0])].start
    if any(fact.span.start > place for fact in facts):
        return facts
    return [fact if fact.hedge else replace(fact, hedge=over[1]) for fact in facts]
