"""The distinct answers to each question, and who stands behind each now.

In: questions with their claims, and where each claim comes from. Out: `Given` values, one list per question. The work
is relations (`sql/`): group, count origins once, set aside what an origin has since revised or taken back.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from sayso import ids
from sayso.engine import Engine, sql
from sayso.model import COUNT_QUESTIONS, Answer, Count, Place, Text, VictimClass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.model import Claim, Filing, Traced
    from sayso.weigh.asked import Asked

_TOLD = {
    "asked": "BIGINT",
    "class": "VARCHAR",
    "answer": "VARCHAR",
    "claim_id": "VARCHAR",
    "origin_id": "VARCHAR",
    "known": "BOOLEAN",
    "denied": "BOOLEAN",
    "revisable": "BOOLEAN",
    "old": "BOOLEAN",
    "dated": "BOOLEAN",
    "moment": "VARCHAR",
    "rank": "BIGINT",
    "place": "BIGINT",
}
_RETRACTIONS = {
    "asked": "BIGINT",
    "class": "VARCHAR",
    "origin_id": "VARCHAR",
    "answer": "VARCHAR",
    "moment": "VARCHAR",
}
_FULL_DATE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One distinct answer to one question.

    Attributes:
        origins, deniers: known origins that affirm and deny it, in order of first report.
        unknown: origins that nobody can be held to, that affirm it.
        current, earlier: ids of claims that stand, and of those since revised, in order of report.
    """

    answer: Answer
    victim_class: VictimClass | None
    origins: tuple[str, ...]
    deniers: tuple[str, ...]
    unknown: tuple[str, ...]
    current: tuple[str, ...]
    earlier: tuple[str, ...]


def answers_of(incidents: Sequence[tuple[Sequence[Asked], Traced]]) -> list[list[list[Given]]]:
    """Return, per incident and question, the distinct answers, those with most origins first.

    Args:
        incidents: per incident, its questions and where its claims come from. Questions of many incidents are
            answered together: the relations know nothing but the number of the question.

    Raises:
        EngineError: if a relation fails, which no input should cause.
    """
    numbered = [
        (telling, asked) for questions, traced in incidents for telling in (_Telling(traced),) for asked in questions
    ]
    found = iter(_answered(numbered))
    return [[next(found) for _ in questions] for questions, _ in incidents]


def _answered(numbered: Sequence[tuple[_Telling, Asked]]) -> list[list[Given]]:
    rows = [
        (claim, telling.row(number, asked, claim))
        for number, (telling, asked) in enumerate(numbered)
        for claim in asked.claims
    ]
    example = {row[:3]: claim for claim, row in rows}
    with Engine.open() as engine:
        engine.table("told", _TOLD, [row for _, row in rows])
        taken_back = [(row[0], row[1], row[4], row[2], row[10]) for claim, row in rows if claim.act == "retract"]
        engine.table("retractions", _RETRACTIONS, taken_back)
        for relation in ("first_given", "standing", "answers"):
            engine.step(relation, sql("sayso.weigh", relation))
        found: list[list[Given]] = [[] for _ in numbered]
        for number, victim_class, answer, *lists in engine.rows("SELECT * FROM answers"):
            claim = example[number, victim_class, answer]
            origins, deniers, unknown, current, earlier = (tuple(cast("list[str]", ids_)) for ids_ in lists)
            found[cast("int", number)].append(
                Given(
                    answer=claim.answer,
                    victim_class=claim.victim_class if victim_class else None,
                    origins=origins,
                    deniers=deniers,
                    unknown=unknown,
                    current=current,
                    earlier=earlier,
                )
            )
        return found


@lru_cache(maxsize=65_536)
def answer_key(answer: Answer) -> str:
    """Return text that is equal for equal answers: figures by their bounds, places and parties by name."""
    match answer:
        case Count(low=low, high=high, vague=vague):
            return ids.canonical_json([low, high, vague])
        case Text(value=value):
            return ids.canonical_json([value.casefold()])
        case Place(name=name):
            return ids.canonical_json([name.casefold()])
        case _:
            return ids.canonical_json({**dataclasses.asdict(answer), "source_id": None})


class _Telling:
    """Rows of the relation `told`."""

    def __init__(self, traced: Traced) -> None:
        self._filings: Mapping[str, tuple[int, Filing]] = {
            filing.report_id: (rank, filing) for rank, filing in enumerate(traced.filings)
        }
        self._origin = {chain.claim_id: chain.origin_id for chain in traced.chains}
        self._known = {origin.id: origin.known for origin in traced.origins}

    def row(self, number: int, asked: Asked, claim: Claim) -> tuple[object, ...]:
        rank, filing = self._filings[claim.report_id]
        origin = self._origin[claim.id]
        published = filing.published or ""
        return (
            number,
            (claim.victim_class or "unknown") if asked.by_class else "",
            answer_key(claim.answer),
            claim.id,
            origin,
            self._known[origin],
            claim.polarity == "denied",
            claim.question in COUNT_QUESTIONS,
            claim.superseded or claim.act == "retract",
            len(published) >= _FULL_DATE,
            published,
            rank,
            claim.span.start,
        )
