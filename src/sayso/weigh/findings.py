"""One incident's findings.

In: the incident, its claims, where each comes from, reviewers' decisions. Out: `Finding` values in the catalogue's
order. This file only puts together what the room's other files say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso import ids
from sayso.model import AnswerGroup, Finding, VictimClass
from sayso.weigh.answers import answers_of
from sayso.weigh.asked import asked
from sayso.weigh.catalogue import catalogue
from sayso.weigh.labels import answer_label, finding_label
from sayso.weigh.review import reviewed
from sayso.weigh.silence import silent_on
from sayso.weigh.status import relations_of, status_of
from sayso.weigh.tally import tally_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sayso.model import Claim, Decision, Incident, Relation, Traced
    from sayso.weigh.answers import Given
    from sayso.weigh.asked import Asked


def findings_of(
    incident: Incident,
    claims: Sequence[Claim],
    traced: Traced,
    decisions: Sequence[Decision] = (),
    parties_compare: Callable[[str, str], Relation | None] | None = None,
) -> tuple[Finding, ...]:
    """Return the incident's findings, question by question.

    Args:
        incident: whose claims to weigh.
        claims: any claims; those that are not the incident's, and those of other incidents told as background, are
            left out. A figure that its own text corrects further down is kept as an earlier one.
        traced: from the same claims.
        decisions: every decision ever taken.
        parties_compare: from two canonical party names to how they stand to each other, None where it cannot tell.

    Raises:
        EngineError: if a relation fails, which no input should cause.
    """
    return findings_of_all([(incident, claims, traced)], decisions, parties_compare)[0]


def findings_of_all(
    incidents: Sequence[tuple[Incident, Sequence[Claim], Traced]],
    decisions: Sequence[Decision] = (),
    parties_compare: Callable[[str, str], Relation | None] | None = None,
) -> list[tuple[Finding, ...]]:
    """Return every incident's findings: as `findings_of` does, and much quicker than one by one.

    Args:
        incidents: per incident, itself, its claims and where they come from.
        decisions: as for `findings_of`.
        parties_compare: as for `findings_of`.

    Raises:
        EngineError: if a relation fails, which no input should cause.
    """
    weighings = [_Weighing(incident, claims, traced, decisions) for incident, claims, traced in incidents]
    answers = answers_of([(weighing.questions, weighing.traced) for weighing in weighings])
    return [weighing.findings(given, parties_compare) for weighing, given in zip(weighings, answers, strict=True)]


class _Weighing:
    """One incident on its way from claims to findings."""

    def __init__(
        self, incident: Incident, claims: Sequence[Claim], traced: Traced, decisions: Sequence[Decision]
    ) -> None:
        self.incident = incident
        self.traced = traced
        self.review = reviewed(claims, decisions)
        origin_of = {chain.claim_id: chain.origin_id for chain in traced.chains}
        wanted = set(incident.claim_ids)
        self.counted = [
            claim
            for claim in self.review.claims
            if claim.id in wanted
            and claim.id in origin_of
            and not claim.background
            and claim.id not in self.review.rejected
        ]
        self.questions = asked(self.counted, origin_of)

    def findings(
        self, answers: Sequence[Sequence[Given]], parties_compare: Callable[[str, str], Relation | None] | None
    ) -> tuple[Finding, ...]:
        """Return the findings, given the answers to each question."""
        origins = {origin.id: origin for origin in self.traced.origins}
        found: list[Finding] = []
        for question, all_given in zip(self.questions, answers, strict=True):
            standing = [given for given in all_given if given.current]
            if not standing:
                continue
            # Answers that every origin has since revised come last, as history: they take no part in the status.
            history = [given for given in all_given if not given.current]
            relations = relations_of(standing, parties_compare)
            status, reasons = status_of(standing, relations, origins)
            finding_id = ids.content_id(
                "f", {"incident": self.incident.id, "question": question.question, "scope": question.scope}
            )
            doubts = _doubts(finding_id, question, self.review.disputed)
            found.append(
                Finding(
                    id=finding_id,
                    incident_id=self.incident.id,
                    question=question.question,
                    label=finding_label(question.question, question.scope),
                    answers=tuple(_group(given, question, self.traced) for given in (*standing, *history)),
                    status="under review" if doubts else status,
                    reasons=(*doubts, *reasons, *question.reasons),
                    relations=relations,
                    silent=silent_on(question, self.counted, self.traced),
                    victim_class=_class_of(question.scope),
                    tally=tally_of(question.question, _speaking(standing), self.traced),
                )
            )
        return tuple(found)


def _speaking(answers: Sequence[Given]) -> tuple[str, ...]:
    return tuple(origin for given in answers for origin in (*given.origins, *given.deniers, *given.unknown))


def _group(given: Given, question: Asked, traced: Traced) -> AnswerGroup:
    return AnswerGroup(
        answer=given.answer,
        label=answer_label(given.answer, question.question, given.victim_class or question.nobody),
        origin_ids=given.origins,
        denied_by=given.deniers,
        claim_ids=(*given.current, *given.earlier),
        earlier_claim_ids=given.earlier,
        victim_class=given.victim_class,
        tally=tally_of(question.question, (*given.origins, *given.unknown), traced),
    )


def _doubts(finding_id: str, question: Asked, disputed: Mapping[str, str]) -> tuple[str, ...]:
    subjects = (finding_id, *(claim.id for claim in question.claims))
    return tuple(dict.fromkeys(disputed[subject] for subject in subjects if subject in disputed))


def _class_of(scope: str | None) -> VictimClass | None:
    for name in catalogue().classes:
        if name == scope:
            return name  # type: ignore[return-value]  # the catalogue's classes are the model's, see its test
    return None
