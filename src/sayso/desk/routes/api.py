"""The JSON API: what the pages show and take, for programs.

In: addresses under `/api`. Out: JSON as `shapes.py` describes it; `GET /api/openapi.json` is its document.
"""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request

from sayso.decisions import in_force
from sayso.desk import choices, told, views
from sayso.desk.agreement import alpha_of, judged_by
from sayso.desk.choices import Wanted, name_checked
from sayso.desk.identity import bearer, checked_call, csrf_of, reviewer_of
from sayso.desk.lists import Asked, listed
from sayso.desk.shapes import (
    Agreement,
    CaseSize,
    ClaimOut,
    DecisionIn,
    DecisionList,
    Failure,
    IncidentList,
    IncidentOut,
    JobOut,
    ReportIn,
    ReportOut,
    ReviewItem,
    ReviewList,
    Session,
    Stored,
    UndoIn,
)
from sayso.desk.workroom import Desk
from sayso.errors import UnknownError

DESCRIPTION = (
    "Who says what about contested incidents, and on whose word. Reading needs nothing on a desk without a password;"
    " changes need the session's mark (`GET /api/session`) as `X-CSRF-Token`, or a token as `Authorization: Bearer`."
)
_FAILURES: dict[int | str, dict[str, Any]] = {
    code: {"model": Failure, "description": words}
    for code, words in {
        400: "The request cannot be understood",
        401: "Sign in, or send the token",
        403: "The change does not show that it was meant",
        404: "No such thing in the case",
        413: "More was sent than may be",
        422: "What was sent does not fit",
    }.items()
}
router = APIRouter(prefix="/api", responses=_FAILURES, tags=["desk"])
changing = [Depends(checked_call)]
IdIn = Annotated[str, Path(max_length=200)]


@router.get("/session")
def session(request: Request) -> Session:
    """Give the session's reviewer and the mark that changes must carry."""
    return Session(reviewer=reviewer_of(request), csrf=csrf_of(request))


@router.get("/case")
def case(desk: Desk) -> CaseSize:
    """Give the size of the case."""
    state = desk.live.now()
    return CaseSize(
        incidents=len(state.incidents),
        reports=len(state.reports),
        claims=sum(len(reading.claims) for reading in list(state.readings.values())),
        decisions=len(state.decisions),
        waiting=len(desk.live.unweighed()),
    )


@router.get("/incidents")
def incidents(desk: Desk, asked: Annotated[views.ListQuery, Query()]) -> IncidentList:
    """List incidents, with the same filters as the page."""
    found = listed(desk.live, desk.index, Asked(**asked.model_dump()))
    number = min(max(1, asked.page), found.pages)
    return IncidentList(
        total=found.total, page=number, pages=found.pages, incidents=[told.line(row) for row in found.rows]
    )


@router.get("/incidents/{incident_id}")
def incident(desk: Desk, incident_id: IdIn) -> IncidentOut:
    """Give an incident with its findings."""
    return told.incident(desk.live.dossier(desk.live.incident(incident_id)))


@router.get("/claims/{claim_id}")
def claim(desk: Desk, claim_id: IdIn) -> ClaimOut:
    """Give a claim with its chain and what was decided on it."""
    return told.claim(desk.live, views.of_claim(desk.live, claim_id))


@router.get("/reports/{report_id}")
def report(desk: Desk, report_id: IdIn) -> ReportOut:
    """Give a report with its text."""
    return told.report(desk.live, report_id)


@router.get("/review")
def review(
    request: Request,
    desk: Desk,
    skip: Annotated[int, Query(ge=0, le=100_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> ReviewList:
    """List what to look at first."""
    items, total, waiting = views.queue_of(desk.live, reviewer_of(request), skip, limit)
    shown = [
        ReviewItem(
            kind=item.doubt.kind,
            subject=item.doubt.subject,
            object=item.doubt.object,
            incident=item.doubt.incident_id,
            claim=item.doubt.claim_id,
            finding=item.doubt.finding,
            rank=item.doubt.rank,
            why=list(item.doubt.why),
        )
        for item in items
    ]
    return ReviewList(total=total, waiting=waiting, items=shown)


@router.get("/decisions")
def decisions(
    desk: Desk,
    skip: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> DecisionList:
    """List decisions, superseded ones too, in the ledger's order."""
    every = desk.live.now().decisions
    standing = {decision.id for decision in in_force(every)}
    return DecisionList(
        total=len(every),
        decisions=[told.decision(one, standing) for one in every[skip : skip + limit]],
    )


@router.post("/decisions", status_code=201, dependencies=changing)
def decide(request: Request, desk: Desk, wanted: DecisionIn) -> Stored:
    """Take a decision."""
    outcome = choices.decide(
        desk.live,
        _reviewer(request, wanted.reviewer),
        Wanted(
            verdict=wanted.verdict,
            subject=wanted.subject,
            object=wanted.object,
            note=wanted.note,
            amended=None
            if wanted.amended is None
            else json.dumps(wanted.amended, ensure_ascii=False, sort_keys=True),
            seen=wanted.seen,
        ),
    )
    return told.stored(desk.live, outcome)


@router.post("/decisions/{decision_id}/undo", status_code=201, dependencies=changing)
def undo(request: Request, desk: Desk, decision_id: IdIn, wanted: UndoIn) -> Stored:
    """Take a decision back; both stay in the ledger."""
    outcome = choices.withdraw(desk.live, _reviewer(request, wanted.reviewer), [decision_id], wanted.note)
    return told.stored(desk.live, outcome)


@router.get("/agreement")
def agreement(desk: Desk, one: str = "", other: str = "") -> Agreement:
    """Give the agreement of two reviewers, or of all."""
    every = desk.live.now().decisions
    names = [name for name in (one, other) if name] or views.reviewers_of(desk.live)
    judged = judged_by(every, names)
    return Agreement(
        reviewers=names,
        alpha=alpha_of(every, names),
        judged=len(judged),
        differing=sum(not item.agreed for item in judged),
    )


@router.post("/reports", status_code=202, dependencies=changing)
def add(request: Request, desk: Desk, wanted: ReportIn) -> JobOut:
    """Read a report in the background."""
    record = wanted.model_dump(exclude_none=True, exclude={"reviewer"})
    line = json.dumps(record, ensure_ascii=False).encode(errors="replace")
    return told.job(desk.jobs.start([("sent.jsonl", line)], _reviewer(request, wanted.reviewer)))


@router.get("/jobs/{number}")
def job(desk: Desk, number: Annotated[int, Path(ge=1, le=1_000_000)]) -> JobOut:
    """Say how far a batch is."""
    found = desk.jobs.get(number)
    if found is None:
        raise UnknownError(f"batch {number}", "is not known any more", "What it stored is in the case.")
    return told.job(found)


def _reviewer(request: Request, given: str | None) -> str:
    """Return who decides: a session's own reviewer always, a token's whoever it says."""
    own = reviewer_of(request)
    return own if own and not bearer(request) else name_checked(given or own)
