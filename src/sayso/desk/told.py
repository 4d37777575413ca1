"""From the case's values to the API's shapes. Nothing is computed here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.decisions import in_force
from sayso.desk import choices
from sayso.desk.shapes import (
    AnswerOut,
    ClaimOut,
    DecisionOut,
    FindingOut,
    IncidentLine,
    IncidentOut,
    JobOut,
    OriginOut,
    Problem,
    ReportOut,
    Stored,
)
from sayso.ledger import to_json

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sayso.desk.choices import Outcome
    from sayso.desk.jobs import Job
    from sayso.desk.lists import Row
    from sayso.desk.live import Live
    from sayso.model import Decision, Dossier, Origin


def line(row: Row) -> IncidentLine:
    """Return an incident in a line."""
    summary = row.summary
    return IncidentLine(
        id=row.incident.id,
        name=row.incident.name,
        reports=len(row.incident.report_ids),
        claims=len(row.incident.claim_ids),
        statuses=dict(summary.statuses) if summary else None,
        origins=summary.origins if summary else None,
        languages=list(summary.languages) if summary else [],
    )


def incident(dossier: Dossier) -> IncidentOut:
    """Return an incident with its findings."""
    return IncidentOut(
        id=dossier.incident.id,
        name=dossier.incident.name,
        reports=list(dossier.incident.report_ids),
        claims=[claim.id for claim in dossier.claims],
        origins=[_origin(origin) for origin in dossier.origins],
        findings=[
            FindingOut(
                id=finding.id,
                question=finding.question,
                label=finding.label,
                status=finding.status,
                reasons=list(finding.reasons),
                silent=list(finding.silent),
                answers=[
                    AnswerOut(
                        label=answer.label,
                        origins=list(answer.origin_ids),
                        denied_by=list(answer.denied_by),
                        claims=list(answer.claim_ids),
                        earlier_claims=list(answer.earlier_claim_ids),
                    )
                    for answer in finding.answers
                ],
            )
            for finding in dossier.findings
        ],
    )


def claim(live: Live, view: Mapping[str, Any]) -> ClaimOut:
    """Return a claim, from what its page shows."""
    found, book = view["claim"], view["book"]
    chain, origin = book.chain(found), book.origin(found)
    standing = view["standing"]
    return ClaimOut(
        id=found.id,
        report=found.report_id,
        incident=live.places.incident_of(found.report_id),
        question=found.question,
        answer=to_json(found.answer),
        victim_class=found.victim_class,
        polarity=found.polarity,
        quote=found.span.quote,
        start=found.span.start,
        end=found.span.end,
        chain=list(book.links(found)),
        reasons=list(chain.reasons) if chain else [],
        origin=_origin(origin) if origin else None,
        attribution=book.attribution(found),
        decisions=[decision(one, standing) for one in choices.about(live, found.id)],
    )


def report(live: Live, report_id: str) -> ReportOut:
    """Return a report with its text."""
    home = live.places.incident_of(report_id)
    state = live.now()
    found, reading = state.reports[report_id], state.readings.get(report_id)
    return ReportOut(
        id=found.id,
        incident=home,
        title=found.title,
        outlet=found.outlet,
        url=found.url,
        published=found.published,
        language=found.language,
        sha256=found.sha256,
        text=found.text,
        claims=[one.id for one in reading.claims] if reading else [],
    )


def decision(one: Decision, standing: Collection[str]) -> DecisionOut:
    """Return a decision and whether it is in force."""
    return DecisionOut(**to_json(one), in_force=one.id in standing)  # type: ignore[arg-type]  # the same fields


def stored(live: Live, outcome: Outcome) -> Stored:
    """Return what was stored."""
    standing = {one.id for one in in_force(live.now().decisions)}
    return Stored(
        decision=decision(outcome.decisions[0], standing),
        meanwhile=[decision(one, standing) for one in outcome.meanwhile],
    )


def job(found: Job) -> JobOut:
    """Return how far a batch is."""
    return JobOut(
        id=found.id,
        by=found.by,
        files=found.files,
        read=found.read,
        stored=found.stored,
        known=found.known,
        claims=found.claims,
        done=found.done,
        failed=found.failed,
        remarks=[Problem(subject=item.subject, problem=item.problem, mend=item.mend) for item in found.remarks],
    )


def _origin(origin: Origin) -> OriginOut:
    return OriginOut(id=origin.id, name=origin.name, kind=origin.kind, known=origin.known, side=origin.side)
