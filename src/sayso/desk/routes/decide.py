"""Decisions from pages: forms in, a redirect back to the page out.

In: forms that carry the session's mark. Out: decisions in the ledger, and a line for the next page that offers to
undo. Every form works without script; with it, the page is changed in place.
"""

import json

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from sayso.desk import choices
from sayso.desk.choices import Outcome, Refused, Wanted
from sayso.desk.identity import Form, flash, named, text_of, way_back
from sayso.desk.live import Live
from sayso.desk.rendering import VERDICT_WORDS
from sayso.desk.workroom import Desk
from sayso.errors import UnknownError

router = APIRouter(include_in_schema=False, default_response_class=RedirectResponse)
_SEE_OTHER = 303


@router.post("/decide")
def decide(request: Request, desk: Desk, form: Form) -> RedirectResponse:
    """Take one decision."""
    reviewer = named(request, form)
    verdict = text_of(form, "verdict")
    seen = text_of(form, "seen")
    wanted = Wanted(
        verdict=verdict,
        subject=text_of(form, "subject"),
        object=text_of(form, "object") or None,
        note=text_of(form, "note"),
        amended=_amended(desk.live, form) if verdict == "amend" else None,
        seen=int(seen) if seen.isdigit() and len(seen) < 10 else None,  # noqa: PLR2004  # no ledger holds more
    )
    outcome = choices.decide(desk.live, reviewer, wanted)
    _told(request, VERDICT_WORDS[verdict].capitalize(), outcome)
    return _back(form)


@router.post("/undo")
def undo(request: Request, desk: Desk, form: Form) -> RedirectResponse:
    """Take back what one click decided: the decisions from `first` to `last` in the ledger."""
    reviewer = named(request, form)
    ids = [decision.id for decision in desk.live.now().decisions]
    first, last = text_of(form, "first"), text_of(form, "last") or text_of(form, "first")
    if first not in ids or last not in ids:
        raise UnknownError(first, "no such decision in this case", "See the log.")
    outcome = choices.withdraw(
        desk.live, reviewer, ids[ids.index(first) : ids.index(last) + 1], text_of(form, "note") or None
    )
    number = len(outcome.decisions)
    flash(request, "Taken back." if number == 1 else f"{number} decisions taken back.")
    return _back(form)


@router.post("/incidents/{incident_id}/merge")
def merge(request: Request, desk: Desk, incident_id: str, form: Form) -> RedirectResponse:
    """Join two incidents."""
    reviewer = named(request, form)
    one, other = desk.live.incident(incident_id), desk.live.incident(text_of(form, "other"))
    outcome = choices.merge(desk.live, reviewer, one, other, text_of(form, "note"))
    home = desk.live.places.incident_of(one.report_ids[0])
    _told(request, f"Joined with {other.name}", outcome)
    return RedirectResponse(f"/incidents/{home}", status_code=_SEE_OTHER)


@router.post("/incidents/{incident_id}/split")
def split(request: Request, desk: Desk, incident_id: str, form: Form) -> RedirectResponse:
    """Part some reports from an incident."""
    reviewer = named(request, form)
    incident = desk.live.incident(incident_id)
    leaving = [value for value in form.getlist("report") if isinstance(value, str)]
    staying = [name for name in incident.report_ids if name not in leaving]
    outcome = choices.split(desk.live, reviewer, incident, leaving, text_of(form, "note"))
    home = desk.live.places.incident_of(staying[0])
    number = len(leaving)
    _told(request, f"{number} report{'s' if number > 1 else ''} parted from this incident", outcome)
    return RedirectResponse(f"/incidents/{home}", status_code=_SEE_OTHER)


def _told(request: Request, what: str, outcome: Outcome) -> None:
    line = f"{what}."
    if outcome.meanwhile:
        other = outcome.meanwhile[-1]
        line += (
            f" While you looked, {other.reviewer} decided on it too ({VERDICT_WORDS[other.verdict]});"
            " both are kept, and where they differ it is under review."
        )
    flash(request, line, undo=(outcome.decisions[0].id, outcome.decisions[-1].id), bad=bool(outcome.meanwhile))


def _back(form: FormData) -> RedirectResponse:
    return RedirectResponse(way_back(text_of(form, "back")), status_code=_SEE_OTHER)


def _amended(live: Live, form: FormData) -> str:
    """Return the fields that a form changes as JSON text: those that differ from what was read."""
    claim = live.places.claim(text_of(form, "subject"))
    text = live.now().reports[claim.report_id].text
    fields: dict[str, object] = {}
    start, end = text_of(form, "start"), text_of(form, "end")
    if start.isdigit() and end.isdigit() and (int(start), int(end)) != (claim.span.start, claim.span.end):
        fields["span"] = {"start": int(start), "end": int(end), "quote": text[int(start) : int(end)]}
    answer = _answer(claim.answer, form)
    if answer is not None:
        fields["answer"] = answer
    if (people := text_of(form, "victim_class")) != (claim.victim_class or "") and "victim_class" in form:
        fields["victim_class"] = people or None
    if (polarity := text_of(form, "polarity")) and polarity != claim.polarity:
        fields["polarity"] = polarity
    source = text_of(form, "source").strip()
    before = claim.voices[-1].source if claim.voices else ""
    if "source" in form and source != before:
        match = live.names.sources.resolve(source, "en") if source else None
        fields["source"] = (
            {"name": match.source if match.source_id else source, "kind": match.kind, "id": match.source_id}
            if match
            else None
        )
    return json.dumps(fields, ensure_ascii=False, sort_keys=True)


def _answer(answer: object, form: FormData) -> dict[str, object] | None:
    """Return the answer that the form gives where it differs from `answer`, else None."""
    from sayso.model import Count, Party, Place, Text

    if isinstance(answer, Count):
        low, high = _figure(form, "low"), _figure(form, "high")
        if "low" not in form or (low, high) == (answer.low, answer.high):
            return None
        if low is not None and high is not None and low > high:
            raise Refused("The figure", f"{low} is more than {high}", "The lower end comes first.")
        return {"type": "Count", "low": low, "high": high}
    value = text_of(form, "value").strip()
    if isinstance(answer, Text):
        return {"type": "Text", "value": value} if value and value != answer.value else None
    if isinstance(answer, Party | Place) and value and value != answer.name:
        return {"type": type(answer).__name__, "name": value}
    return None


def _figure(form: FormData, field: str) -> int | None:
    value = text_of(form, field).strip()
    if not value:
        return None
    if not value.isdecimal() or len(value) > 9:  # noqa: PLR2004  # more people than there are
        raise Refused("The figure", f"“{value}” is no number", "Write digits, or leave it empty for an open end.")
    return int(value)
