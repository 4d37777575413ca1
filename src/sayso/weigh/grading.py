"""The grading of civilian harm that a policy's rules suggest, with the rule met.

In: a dossier, and a policy with grades. Out: one `Figure` that says "suggested", or none where no rule is met.
It grades nothing itself: that is a person's work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.model import CASUALTY_QUESTIONS, Figure
from sayso.weigh.accounts import Ear, in_group, pooled
from sayso.weigh.blame import shared_blame

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.model import AnswerGroup, Dossier, Finding
    from sayso.weigh.accounts import Told
    from sayso.weigh.codebook import Policy

CELL = "civilian_harm_status"
_HARM = ("killed", "wounded")
_DEEDS = ("perpetrator", "responsibility")
_TWO = 2


def grading(dossier: Dossier, policy: Policy) -> Figure | None:
    """Return the first grade of the policy whose rule the dossier meets; None where none is met."""
    met = _met(dossier, policy)
    for grade in policy.grades:
        if grade.rule in met:
            claim_ids = met[grade.rule]
            findings = [finding for finding in dossier.findings if _gives(finding, claim_ids)]
            return Figure(
                incident_id=dossier.incident.id,
                cell=CELL,
                value=grade.value,
                policy=policy.stamp,
                rule=grade.rule,
                why=f"suggested: {grade.why}",
                claim_ids=claim_ids,
                finding_ids=tuple(finding.id for finding in findings),
            )
    return None


def _met(dossier: Dossier, policy: Policy) -> Mapping[str, tuple[str, ...]]:
    """Return the rules that are met, each with the claims that meet it."""
    ear = Ear(dossier, policy)
    casualties = [finding for finding in dossier.findings if finding.question in _HARM and not pooled(finding)]
    told = [entry for entry in ear.heard(casualties).told if entry.high > 0]
    fighters = [entry for entry in told if in_group(entry, "combatant")]
    civilians = [entry for entry in told if in_group(entry, "civilian")]
    if policy.unknown == "civilian" and not fighters:
        civilians += [entry for entry in told if entry.people in {None, "unknown"}]
    met: dict[str, tuple[str, ...]] = {}
    named = _parties(dossier.findings)
    if civilians:
        met["harm-told"] = _claims(civilians)
        sides = {entry.side for entry in civilians if entry.origin}
        if len(sides) >= _TWO and named:
            met["two-origins-and-a-party"] = (*_claims(civilians), *named)
        rivals = _rivals(dossier.findings) or shared_blame(dossier, policy)
        if rivals:
            met["rival-parties"] = rivals
    elif fighters:
        met["fighters-only"] = _claims(fighters)
    conceded = _conceded(dossier, {claim_id for entry in civilians for claim_id in entry.claim_ids})
    if civilians and conceded:
        met["conceded"] = conceded
    return met


def _conceded(dossier: Dossier, civilian_claims: set[str]) -> tuple[str, ...]:
    return tuple(
        claim.id
        for claim in dossier.claims
        if claim.polarity == "affirmed"
        and (
            (claim.act == "concede" and claim.id in civilian_claims and claim.question in CASUALTY_QUESTIONS)
            or (claim.act == "claim_responsibility" and not claim.background)
        )
    )


def _parties(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the claims that name a party as acting: who did it, who claims it, who fired."""
    asked = [finding for finding in findings if finding.question in {*_DEEDS, "initiator"}]
    return tuple(dict.fromkeys(c for finding in asked for answer in finding.answers for c in _standing(answer)))


def _rivals(findings: Sequence[Finding]) -> tuple[str, ...]:
    contested = [finding for finding in findings if finding.question in _DEEDS and finding.status == "contested"]
    named = [answer for finding in contested for answer in finding.answers if answer.origin_ids]
    return tuple(dict.fromkeys(c for answer in named for c in _standing(answer))) if len(named) >= _TWO else ()


def _standing(answer: AnswerGroup) -> tuple[str, ...]:
    earlier = set(answer.earlier_claim_ids)
    return tuple(claim_id for claim_id in answer.claim_ids if claim_id not in earlier)


def _gives(finding: Finding, claim_ids: Sequence[str]) -> bool:
    wanted = set(claim_ids)
    return any(wanted & set(answer.claim_ids) for answer in finding.answers)


def _claims(told: Sequence[Told]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim_id for entry in told for claim_id in entry.claim_ids))
