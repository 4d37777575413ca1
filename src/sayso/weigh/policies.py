"""Findings as figures, by a named policy: ACLED's lowest, UCDP's low, best and high, Airwars' least to most.

In: a `Dossier` and a policy's name. Out: `Figure` values, one per cell of the format, each with the rule that
filled it, the claims that give it, and what else the claims say. Findings stay as they are: a policy is somebody's
choice of how to fill a column that has room for one number.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sayso.model import Alternative, Figure
from sayso.weigh.accounts import Ear, in_group, pooled
from sayso.weigh.catalogue import group_of
from sayso.weigh.codebook import EVERYBODY, Policy, policies, policy
from sayso.weigh.grading import grading
from sayso.weigh.picks import Taken, taken, taken_of_all
from sayso.weigh.tolls import taken_from_tolls

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Dossier, Finding
    from sayso.weigh.accounts import Heard, Told
    from sayso.weigh.codebook import Cell

__all__ = ["Policy", "figures", "policies", "policy"]

_TOLLS = frozenset({"least-toll", "most-toll"})
_LEAST = frozenset({"lowest", "most", "least-toll"})
_MORE_THAN_ONE = 2


def figures(dossier: Dossier, by: Policy | str) -> tuple[Figure, ...]:
    """Return the figures that a policy fills its cells with, in the order of its cells, a grading last.

    Args:
        dossier: one incident's findings, with the claims, chains and origins that they rest on.
        by: a policy, or its name.

    Raises:
        UnknownError: if there is no such policy.
    """
    chosen = policy(by) if isinstance(by, str) else by
    ear = Ear(dossier, chosen)
    found = [_figure(dossier, cell, ear) for cell in chosen.cells]
    grade = grading(dossier, chosen)
    return (*found, grade) if grade else tuple(found)


def _figure(dossier: Dossier, cell: Cell, ear: Ear) -> Figure:
    asked = [finding for finding in dossier.findings if finding.question == cell.question]
    heard, found = _everybody(asked, cell, ear) if cell.people == EVERYBODY else _some(asked, cell, ear)
    if found is None:
        rule, why, value = "none-told", "no report gives a figure", ear.policy.nothing
        alternatives = heard.aside
    else:
        rule, why, value = found.rule, found.why, found.value
        alternatives = (*_others(heard.told, found), *heard.aside)
    return Figure(
        incident_id=dossier.incident.id,
        cell=cell.name,
        value=value,
        policy=ear.policy.stamp,
        rule=rule,
        why=why,
        claim_ids=_claims(found.told) if found else (),
        finding_ids=tuple(dict.fromkeys(entry.finding_id for entry in (found.told if found else ()))),
        alternatives=alternatives,
    )


def _everybody(asked: Sequence[Finding], cell: Cell, ear: Ear) -> tuple[Heard, Taken | None]:
    """Return the figure for everybody: the bare number where it is disputed who was hit, else over the groups."""
    bare = [finding for finding in asked if pooled(finding)]
    heard = ear.heard(bare or asked)
    if bare:
        return heard, taken(heard.told, cell.pick)
    named = {group_of(entry.people) for entry in heard.told} - {"unknown"}
    if len(named) == 1:
        return heard, taken(heard.told, cell.pick)
    by_group: dict[str, list[Told]] = defaultdict(list)
    for entry in heard.told:
        by_group[group_of(entry.people)].append(entry)
    return heard, taken_of_all(by_group, cell.pick)


def _some(asked: Sequence[Finding], cell: Cell, ear: Ear) -> tuple[Heard, Taken | None]:
    """Return the figure for one class or group of people."""
    findings = [finding for finding in asked if not pooled(finding)]
    heard = ear.heard(findings)
    named = {group_of(entry.people) for entry in heard.told} - {"unknown"}
    wanted = [entry for entry in heard.told if _counts(entry, cell.people, named, ear.policy)]
    found = _taken(wanted, cell, ear)
    disputed = any(finding.victim_class is None for finding in findings)
    zero = ear.policy.disputed == "zero" and cell.pick in _LEAST and len(named) > 1
    if found and disputed and zero and _outweighed(heard.told, cell.people, ear):
        why = "it is disputed who was hit, so no kind of people has a certain minimum"
        found = Taken(value=0, rule="disputed-who", why=why, told=found.told)
    return heard, found


def _outweighed(told: Sequence[Told], people: str, ear: Ear) -> bool:
    """Return whether more than one report, or as many as say that these people were hit, say that others were.

    A word in one report of many does not make it doubtful who was hit.
    """
    ours, others = set[str](), set[str]()
    for entry in told:
        side = ours if _counts(entry, people, set(), ear.policy) else others
        side.update(ear.claims[claim_id].report_id for claim_id in entry.claim_ids)
    return len(others) >= min(len(ours), _MORE_THAN_ONE)


def _taken(told: Sequence[Told], cell: Cell, ear: Ear) -> Taken | None:
    if cell.pick in _TOLLS:
        return taken_from_tolls(told, ear.claims, ear.policy.bounds, highest=cell.pick == "most-toll")
    return taken(told, cell.pick)


def _counts(entry: Told, people: str, named: set[str], policy_: Policy) -> bool:
    """Return whether a figure is about the people of a cell."""
    if people == "child":
        return entry.people == "child"
    if in_group(entry, people):
        return True
    if entry.people not in {None, "unknown"}:
        return False
    # Where one group alone is spoken of, figures that do not say who are read as its: as in the findings.
    return named == {people} or policy_.unknown == people


def _others(told: Sequence[Told], found: Taken) -> tuple[Alternative, ...]:
    used = set(_claims(found.told))
    return tuple(
        Alternative(value=entry.low, label=entry.label, why_not="another figure or other people", claim_ids=left)
        for entry in told
        if (left := tuple(claim_id for claim_id in entry.claim_ids if claim_id not in used))
    )


def _claims(told: Sequence[Told]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim_id for entry in told for claim_id in entry.claim_ids))
