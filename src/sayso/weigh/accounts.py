"""Who tells which figure, as a codebook would read it: one account per origin and group of people.

In: a dossier and a policy. Out: `Account` values, and the answers set aside with the reason. An origin that gives
several figures (a revised one is history and left out) has one account with a least and a most. It picks no figure.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model import Alternative, Count
from sayso.weigh.catalogue import catalogue, group_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.model import AnswerGroup, Dossier, Finding, VictimClass
    from sayso.weigh.codebook import Policy

# Under each, the label that stands in for an origin nobody can be held to.
UNATTRIBUTED = "origin unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One origin's figure, read by a policy.

    Attributes:
        origin: its id; empty for all that nobody can be held to.
        side: what it is independent by: its side, or itself.
        people: the class of people it says they were, None where it does not say.
        low, high: as the policy reads the figure.
        open: it is a least figure ("at least 5"), which a higher one does not contradict.
    """

    origin: str
    side: str
    people: VictimClass | None
    low: int
    high: int
    open: bool
    label: str
    finding_id: str
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one origin says of a group of people.

    Attributes:
        part: it speaks of some of them only (the children among the civilians).
    """

    origin: str
    side: str
    low: int
    high: int
    open: bool
    part: bool
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """All figures told in answer to some findings, and those that take no part."""

    told: tuple[Told, ...]
    aside: tuple[Alternative, ...]


class Ear:
    """Reads a dossier's figures by one policy."""

    def __init__(self, dossier: Dossier, policy: Policy) -> None:
        """Index the dossier once for every cell that is asked for; `claims` are its claims by id."""
        self.policy = policy
        self.claims = {claim.id: claim for claim in dossier.claims}
        self._origin_of = {chain.claim_id: chain.origin_id for chain in dossier.chains}
        self._origins = {origin.id: origin for origin in dossier.origins}

    def heard(self, findings: Iterable[Finding]) -> Heard:
        """Return the figures that stand in answer to the findings."""
        told: list[Told] = []
        aside: list[Alternative] = []
        for finding in findings:
            for answer in finding.answers:
                if isinstance(answer.answer, Count):
                    self._answer(finding, answer, answer.answer, told, aside)
        held = [entry for entry in told if entry.origin]
        loose = [entry for entry in told if not entry.origin]
        if loose and (self.policy.unattributed == "never" or (self.policy.unattributed == "last" and held)):
            aside.extend(_aside(entry, "nobody can be held to it") for entry in loose)
            told = held
        # "Nobody was killed" against a figure is a denial, and no codebook takes a denial for a count.
        positive = [entry for entry in told if entry.high > 0]
        if positive and len(positive) < len(told):
            aside.extend(_aside(entry, "a denial is no count") for entry in told if entry.high == 0)
            told = positive
        return Heard(told=tuple(told), aside=tuple(aside))

    def _answer(
        self, finding: Finding, answer: AnswerGroup, count: Count, told: list[Told], aside: list[Alternative]
    ) -> None:
        low, high = self.policy.bounds(count)
        earlier = set(answer.earlier_claim_ids)
        if earlier:
            kept = tuple(claim_id for claim_id in answer.claim_ids if claim_id in earlier)
            aside.append(Alternative(value=low, label=answer.label, why_not="since revised", claim_ids=kept))
        by_origin: dict[str, list[str]] = defaultdict(list)
        denials: list[str] = []
        for claim_id in answer.claim_ids:
            if claim_id in earlier:
                continue
            claim = self.claims.get(claim_id)
            if claim is not None and claim.polarity == "denied":
                denials.append(claim_id)
                continue
            origin = self._origins.get(self._origin_of.get(claim_id, ""))
            by_origin[origin.id if origin is not None and origin.known else ""].append(claim_id)
        if denials:
            aside.append(Alternative(value=low, label=answer.label, why_not="denied", claim_ids=tuple(denials)))
        for origin_id, claim_ids in by_origin.items():
            side = self._origins[origin_id].side if origin_id else None
            told.append(
                Told(
                    origin=origin_id,
                    side=side or origin_id or UNATTRIBUTED,
                    people=answer.victim_class,
                    low=low,
                    high=high,
                    open=count.high is None,
                    label=answer.label,
                    finding_id=finding.id,
                    claim_ids=tuple(claim_ids),
                )
            )


def accounts_of(told: Sequence[Told]) -> tuple[Account, ...]:
    """Return one account per origin, for figures about one group of people, in order of first figure.

    An origin's figures for parts of the group (soldiers, police) add up unless it gives one for the whole.
    """
    by_origin: dict[str, list[Told]] = defaultdict(list)
    for entry in told:
        by_origin[entry.origin].append(entry)
    return tuple(_account(entries) for entries in by_origin.values())


def _account(entries: Sequence[Told]) -> Account:
    whole = [entry for entry in entries if not _within(entry.people)]
    if whole:
        used, low, high = whole, min(entry.low for entry in whole), max(entry.high for entry in whole)
    else:
        by_class: dict[str | None, list[Told]] = defaultdict(list)
        for entry in entries:
            by_class[entry.people].append(entry)
        used = list(entries)
        low = sum(min(entry.low for entry in same) for same in by_class.values())
        high = sum(max(entry.high for entry in same) for same in by_class.values())
    return Account(
        origin=entries[0].origin,
        side=entries[0].side,
        low=low,
        high=high,
        open=any(entry.open for entry in used),
        part=not whole and {entry.people for entry in used} <= {"child"},
        told=tuple(used),
    )


def in_group(entry: Told, group: str) -> bool:
    """Return whether a figure says that it is about people of the group."""
    return entry.people is not None and group_of(entry.people) == group


def pooled(finding: Finding) -> bool:
    """Return whether the finding is the bare number of a disputed question, which says nothing of who was hit."""
    return finding.victim_class is None and all(answer.victim_class is None for answer in finding.answers)


def _within(people: VictimClass | None) -> bool:
    return people is not None and catalogue().classes[people].within is not None


def _aside(entry: Told, why_not: str) -> Alternative:
    return Alternative(value=entry.low, label=entry.label, why_not=why_not, claim_ids=entry.claim_ids)
