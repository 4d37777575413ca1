"""Who speaks on a question, before anything is said about how they depend on each other.

In: claims with the origins their chains end at, and filings. Out: `Stem` values, one per question and origin: in
which reports it speaks, what it answers, whose words name it. Nothing here compares two of them.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sayso import ids
from sayso.model import Count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.model import Answer, Claim, Filing, Origin, Question, SourceKind

# Who passes on what others say: being cited does not make them the ones who know.
_RELAYS: frozenset[SourceKind] = frozenset({"agency", "outlet", "media", "social", "unknown", "unnamed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stem:
    """One origin in one question.

    Attributes:
        tier: who it can be: 0 for those who speak for themselves, 1 for nameless people known through an outlet, 2
            for known outlets and agencies, 3 for those not known.
        first: rank of its earliest report.
        reports: rank of each report it speaks in, to the report's id; earliest first.
        outlets: who published these reports.
        languages: of these reports.
        answers: keys of what it affirms or denies, to how surprising the answer is, 0 upwards.
        named: canonical names in the voices of its claims, its own included.
    """

    origin: Origin
    tier: int
    first: int
    reports: tuple[str, ...]
    outlets: frozenset[str]
    languages: frozenset[str]
    answers: Mapping[str, float]
    named: frozenset[str]

    @property
    def order(self) -> tuple[int, int, str]:
        """What sorts a stem after all that it could have its answers from."""
        return (self.tier, self.first, self.origin.id)


def stems_of(
    claims: Mapping[str, Claim],
    origin_of: Mapping[str, Origin],
    filings: Mapping[str, Filing],
    language_of: Mapping[str, str],
) -> dict[Question, tuple[Stem, ...]]:
    """Return, per question, its stems in order: a stem comes after all that it could have its answers from.

    Args:
        claims: by id.
        origin_of: claim id to the origin at the end of its chain.
        filings: report id to filing, earliest first.
        language_of: report id to the language of its text.
    """
    rank = {report_id: place for place, report_id in enumerate(filings)}
    groups: dict[Question, dict[str, list[Claim]]] = {}
    for claim_id, claim in claims.items():
        if not claim.background:
            groups.setdefault(claim.question, {}).setdefault(origin_of[claim_id].id, []).append(claim)
    return {
        question: tuple(
            sorted(
                (_stem(told, origin_of[told[0].id], rank, filings, language_of) for told in by_origin.values()),
                key=lambda stem: stem.order,
            )
        )
        for question, by_origin in sorted(groups.items())
    }


def _stem(
    told: list[Claim],
    origin: Origin,
    rank: Mapping[str, int],
    filings: Mapping[str, Filing],
    language_of: Mapping[str, str],
) -> Stem:
    reports = sorted({claim.report_id for claim in told}, key=rank.__getitem__)
    return Stem(
        origin=origin,
        tier=_tier(origin),
        first=rank[reports[0]],
        reports=tuple(reports),
        outlets=frozenset(filings[report_id].outlet for report_id in reports),
        languages=frozenset(language_of[report_id] for report_id in reports),
        answers=dict(answer_of(claim) for claim in told),
        named=frozenset((origin.name, *(voice.source for claim in told for voice in claim.voices))),
    )


def _tier(origin: Origin) -> int:
    if not origin.known:
        return 3
    return 2 if origin.kind in _RELAYS else 1 if origin.kind == "witness" else 0


@lru_cache(maxsize=65_536)
def answer_text(answer: Answer) -> str:
    """Return the answer as text that is equal for equal answers."""
    return ids.canonical_json([type(answer).__name__, dataclasses.asdict(answer)])


def answer_of(claim: Claim) -> tuple[str, float]:
    """Return the answer as text that is equal for equal answers, and how surprising it is, 0 upwards.

    Small tolls are common and large ones rare; a round figure is as often guessed as taken over.
    """
    key = f"{claim.polarity} {answer_text(claim.answer)}"
    if not isinstance(claim.answer, Count):
        return key, 0.0
    figure = claim.answer.low if claim.answer.low is not None else claim.answer.high or 0
    return key, math.log1p(figure) / (1 if figure % 10 else 2)
