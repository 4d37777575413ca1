"""Pages to read: incidents, an incident, a claim, a report, the queue, the log, agreement.

In: addresses. Out: HTML. Nothing is changed here.
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from sayso import show
from sayso.decisions import in_force
from sayso.desk import leaving, views
from sayso.desk.agreement import alpha_of, judged_by
from sayso.desk.lists import Asked, listed
from sayso.desk.rendering import page
from sayso.desk.workroom import Desk, Room

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
_QUEUE = 12
_LOG = 60


@router.get("/")
def incidents(request: Request, desk: Desk, asked: Annotated[views.ListQuery, Query()]) -> HTMLResponse:
    """Show the incidents."""
    wanted = Asked(**asked.model_dump())
    found = listed(desk.live, desk.index, wanted)
    for row in found.rows:
        desk.wish(row.incident)
    return page(request, "incidents.html", listed=found, asked=wanted, case=desk.live.now())


@router.get("/incidents/{incident_id}")
def incident(request: Request, desk: Desk, incident_id: str) -> HTMLResponse:
    """Show one incident as its dossier does, live."""
    dossier = desk.live.dossier(desk.live.incident(incident_id))
    return page(request, "incident.html", **views.of_incident(desk.live, dossier))


@router.get("/incidents/{incident_id}/dossier.html")
def dossier_file(desk: Desk, incident_id: str) -> Response:
    """Give the incident's dossier as one file to keep."""
    found = desk.live.incident(incident_id)
    name = f"{found.id}.html"
    return Response(
        show.page(desk.live.dossier(found)),
        media_type="text/html; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@router.get("/incidents/{incident_id}/export/{format_name}")
def exported(desk: Desk, incident_id: str, format_name: str) -> Response:
    """Give the incident in another format."""
    name, data = leaving.exported(desk.live, format_name, desk.live.incident(incident_id))
    kept = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type="application/octet-stream", headers=kept)


@router.get("/claims/{claim_id}")
def claim(request: Request, desk: Desk, claim_id: str) -> HTMLResponse:
    """Show one claim: its words in the report, its chain, the other answers, what was decided on it."""
    return page(request, "claim.html", **views.of_claim(desk.live, claim_id))


@router.get("/reports/{report_id}")
def report(request: Request, desk: Desk, report_id: str) -> HTMLResponse:
    """Show one report with its claims marked."""
    return page(request, "report.html", **views.of_report(desk.live, report_id))


@router.get("/review")
def review(
    request: Request, desk: Desk, room: Room, skip: Annotated[int, Query(ge=0, le=100_000)] = 0
) -> HTMLResponse:
    """Show what to look at first."""
    items, total, waiting = views.queue_of(desk.live, room.reviewer, skip, _QUEUE)
    return page(request, "review.html", items=items, total=total, waiting=waiting, skip=skip, step=_QUEUE)


@router.get("/log")
def log(
    request: Request, desk: Desk, who: str = "", number: Annotated[int, Query(alias="page", ge=1)] = 1
) -> HTMLResponse:
    """Show every decision ever taken, the newest first."""
    entries = views.log_of(desk.live, who)
    pages = max(1, -(-len(entries) // _LOG))
    number = min(number, pages)
    return page(
        request,
        "log.html",
        entries=entries[(number - 1) * _LOG : number * _LOG],
        total=len(entries),
        number=number,
        pages=pages,
        who=who,
        reviewers=views.reviewers_of(desk.live),
    )


@router.get("/agreement")
def agreement(request: Request, desk: Desk, one: str = "", other: str = "") -> HTMLResponse:
    """Show two reviewers side by side."""
    decisions = desk.live.now().decisions
    reviewers = views.reviewers_of(desk.live)
    pair = tuple(name for name in (one, other) if name) or reviewers[:2]
    if len(set(pair)) < 2 and len(reviewers) > 1:  # noqa: PLR2004  # two people
        pair = tuple(reviewers[:2])
    judged = judged_by(decisions, pair) if len(set(pair)) == 2 else ()  # noqa: PLR2004  # two people
    return page(
        request,
        "agreement.html",
        reviewers=reviewers,
        pair=pair,
        judged=[
            (one_judged, views.subject_words(desk.live, one_judged.subject, one_judged.object))
            for one_judged in judged
        ],
        alpha=alpha_of(decisions, pair),
        alpha_all=alpha_of(decisions),
        standing=len(in_force(decisions)),
    )


@router.get("/pulse")
def pulse(request: Request, desk: Desk, seen: Annotated[int, Query(ge=0)]) -> HTMLResponse:
    """Tell a page that stays open whether others have decided since it was made."""
    decisions = desk.live.now().decisions
    return page(request, "_pulse.html", seen=seen, count=len(decisions), news=decisions[seen:])


@router.get("/find")
def find(
    request: Request, desk: Desk, query: Annotated[str, Query(max_length=200)] = "", leave: str = ""
) -> HTMLResponse:
    """Suggest incidents to join another with."""
    found = listed(desk.live, desk.index, Asked(query=query))
    rows = [row for row in found.rows if row.incident.id != leave][:8]
    return page(request, "_found.html", rows=rows, query=query)
