"""Which origins have spoken on the incident themselves and do not mention what others say.

In: questions with their claims, and where claims come from. Out: per question, the silent origins. It is shown as
"does not mention", never as admission, so the test is narrow: the origin's own publication is among the reports, it
is one that speaks for itself, and it appeared no earlier than the first report in which the matter was raised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.model import Claim, Filing, Origin, SourceKind, Traced
    from sayso.weigh.asked import Asked

_OWN_WORD: frozenset[SourceKind] = frozenset({"official", "military", "party", "monitor", "state_agency"})
_DAY = 10


def silent_on(asked: Asked, everything: Sequence[Claim], traced: Traced) -> tuple[str, ...]:
    """Return ids of origins whose own statement is captured and gives no answer to what others answer.

    Args:
        asked: the question.
        everything: every claim of the incident; an origin that answers the question anywhere is not silent.
        traced: where claims come from.
    """
    origin_of = {chain.claim_id: chain.origin_id for chain in traced.chains}
    known = {origin.id for origin in traced.origins if origin.known}
    raising = {claim.report_id for claim in asked.claims}
    raised = _days(filing for filing in traced.filings if filing.report_id in raising)
    answering = {origin_of[claim.id] for claim in everything if claim.question == asked.question}
    if not raised or not {origin_of[claim.id] for claim in asked.claims} & known:
        return ()
    return tuple(
        origin.id
        for origin in traced.origins
        if origin.id not in answering and _has_spoken(origin, traced.filings, min(raised))
    )


def _has_spoken(origin: Origin, filings: Iterable[Filing], since: str) -> bool:
    if not origin.known or origin.kind not in _OWN_WORD:
        return False
    return any(day >= since for day in _days(filing for filing in filings if filing.outlet == origin.name))


def _days(filings: Iterable[Filing]) -> list[str]:
    return [filing.published[:_DAY] for filing in filings if filing.published and len(filing.published) >= _DAY]
