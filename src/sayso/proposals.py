"""What a second reader proposes, kept apart from what the first one read until a reviewer takes it in.

In: readings of both kinds, decisions. Out: the readings that count, and the claims that wait for a reviewer. A claim
of a second reader that says what the first one says anyway is neither: it changes nothing. Nothing is stored here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sayso.decisions import in_force

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from sayso.model import Claim, Decision, Incident, Reading

SECOND: Final = "llm:"  # how the name of a second reader begins
_TAKES: Final = frozenset({"accept", "amend"})

# Report id → claims that its first reader does not make.
Proposals = dict[str, tuple["Claim", ...]]


def is_second(reader: str) -> bool:
    """Return whether a reader's claims wait for a reviewer."""
    return reader.startswith(SECOND)


def parted(readings: Iterable[Reading]) -> tuple[dict[str, Reading], tuple[Reading, ...]]:
    """Return the latest reading of each report by a first reader, and all those of second ones."""
    latest: dict[str, Reading] = {}
    second: list[Reading] = []
    for reading in readings:
        if is_second(reading.reader):
            second.append(reading)
        else:
            latest[reading.report_id] = reading  # a later reader's reading stands in for the earlier one
    return latest, tuple(second)


def proposals_of(first: Mapping[str, Reading], second: Iterable[Reading]) -> Proposals:
    """Return the claims of second readers that differ from what the first reader says of the same words.

    A claim that several second readers make is there once for each, so that one that was accepted stays.
    """
    found: dict[str, dict[str, Claim]] = {}
    for reading in second:
        own = first.get(reading.report_id)
        known = own.claims if own else ()
        for claim in reading.claims:
            if not any(same(claim, other) for other in known):
                found.setdefault(reading.report_id, {}).setdefault(claim.id, claim)
    return {report_id: tuple(claims.values()) for report_id, claims in found.items()}


def same(one: Claim, other: Claim) -> bool:
    """Return whether two claims of one report say the same of the same words on the same word."""
    return (
        (one.report_id, one.question, one.answer, one.polarity, one.victim_class)
        == (other.report_id, other.question, other.answer, other.polarity, other.victim_class)
        and [voice.source for voice in one.voices] == [voice.source for voice in other.voices]
        and overlap(one, other)
    )


def overlap(one: Claim, other: Claim) -> bool:
    """Return whether two claims of one report share a letter."""
    return one.span.start < other.span.end and other.span.start < one.span.end


def ids_of(proposals: Proposals) -> frozenset[str]:
    """Return the ids of all proposed claims."""
    return frozenset(claim.id for claims in proposals.values() for claim in claims)


def taken(proposals: Proposals, decisions: Iterable[Decision]) -> frozenset[str]:
    """Return the ids of proposed claims that reviewers accepted or amended, and none of them judges otherwise."""
    proposed = ids_of(proposals)
    verdicts: dict[str, set[str]] = {}
    if proposed:
        for decision in in_force(decisions):
            if decision.subject in proposed and not decision.object:
                verdicts.setdefault(decision.subject, set()).add(decision.verdict)
    return frozenset(claim_id for claim_id, given in verdicts.items() if given <= _TAKES)


def counting(first: Mapping[str, Reading], proposals: Proposals, ids: AbstractSet[str]) -> dict[str, Reading]:
    """Return the first reader's readings with those proposed claims whose ids are given, each in its report's.

    Args:
        first: by report; claims of second readers that are in it are taken out again.
        proposals: all there are.
        ids: as `taken` gives them.
    """
    counted = dict(first)
    for report_id, claims in proposals.items():
        if report_id in counted:
            own = (claim for claim in counted[report_id].claims if not is_second(claim.reader))
            more = (claim for claim in claims if claim.id in ids)
            counted[report_id] = replace(counted[report_id], claims=(*own, *more))
    return counted


def joined(incident: Incident, proposals: Proposals, ids: AbstractSet[str]) -> Incident:
    """Return the incident with those proposed claims of its reports whose ids are given, and no others."""
    here = [claim.id for report_id in incident.report_ids for claim in proposals.get(report_id, ())]
    if not here:
        return incident
    every = set(here)
    own = (claim_id for claim_id in incident.claim_ids if claim_id not in every)
    return replace(incident, claim_ids=(*own, *(claim_id for claim_id in here if claim_id in ids)))
