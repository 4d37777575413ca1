"""Whether it is contested who did it, as a codebook would say of the reports.

In: a dossier and a policy. Out: the claims that make it contested, none where it is not. Reports are counted, not
origins: a codebook's record rests on what was published. Which party did it is not asked.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sayso.model import Dossier
    from sayso.weigh.codebook import Policy

# The ally is blamed by so many more reports than this that the strike is laid to it alone.
_CLEAR = 0.75


def shared_blame(dossier: Dossier, policy: Policy) -> tuple[str, ...]:
    """Return the claims that lay the deed to a party whose ally the codebook takes to be blamed too.

    None where more reports name only others, or clearly more name the ally.

    Args:
        dossier: one incident's findings and claims.
        policy: `shared` holds pairs of groups of party names, the party first.
    """
    reports: dict[str, set[str]] = defaultdict(set)
    claims: dict[str, list[str]] = defaultdict(list)
    report_of = {claim.id: claim.report_id for claim in dossier.claims if claim.polarity == "affirmed"}
    for finding in dossier.findings:
        if finding.question == "perpetrator":
            for answer in finding.answers:
                told = [claim_id for claim_id in answer.claim_ids if claim_id in report_of]
                claims[answer.label] += told
                reports[answer.label].update(report_of[claim_id] for claim_id in told)
    for party, ally in policy.shared:
        ours, theirs = _naming(reports, party), _naming(reports, ally)
        others = _naming(reports, reports.keys() - party - ally)
        if ours and len(ours) >= len(others) and len(ours) >= _CLEAR * len(theirs):
            return tuple(claim_id for name in sorted(claims.keys() & party) for claim_id in claims[name])
    return ()


def _naming(reports: dict[str, set[str]], names: AbstractSet[str]) -> set[str]:
    return {report_id for name in names if name in reports for report_id in reports[name]}
