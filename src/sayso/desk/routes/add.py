"""Adding reports: files, a pasted text, an address where the web intake is installed.

In: forms. Out: a job that reads them, and a page that shows how far it is.
"""

import importlib.util
import json

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import UploadFile

from sayso.desk.choices import Refused
from sayso.desk.identity import Form, named, text_of
from sayso.desk.rendering import page
from sayso.desk.workroom import Desk
from sayso.errors import UnknownError
from sayso.show.document import web_address

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
_SEE_OTHER = 303
_FETCHING = ("httpx", "protego")
_MOST_ADDRESSES = 100
_FIELDS = ("title", "outlet", "url", "published")


def can_fetch() -> bool:
    """Return whether what fetching needs is installed."""
    return all(importlib.util.find_spec(name) is not None for name in _FETCHING)


@router.get("/add")
def show(request: Request, desk: Desk) -> HTMLResponse:
    """Show the ways to add reports, and what was added of late."""
    return page(request, "add.html", jobs=desk.jobs.latest(), case=desk.live.now(), can_fetch=can_fetch())


@router.post("/add/files")
def files(request: Request, desk: Desk, form: Form) -> RedirectResponse:
    """Read files."""
    reviewer = named(request, form)
    sent = [
        (item.filename, item.file.read())
        for item in form.getlist("files")
        if isinstance(item, UploadFile) and item.filename
    ]
    if not sent:
        raise Refused("The form", "holds no file", "Choose one or more files first.")
    job = desk.jobs.start(sent, reviewer)
    return RedirectResponse(f"/add/{job.id}", status_code=_SEE_OTHER)


@router.post("/add/text")
def text(request: Request, desk: Desk, form: Form) -> RedirectResponse:
    """Read a pasted text."""
    reviewer = named(request, form)
    body = text_of(form, "text")
    if not body.strip():
        raise Refused("The form", "holds no text", "Paste the report's text first.")
    record = {"text": body, **{name: value for name in _FIELDS if (value := text_of(form, name).strip())}}
    line = json.dumps(record, ensure_ascii=False).encode()
    job = desk.jobs.start([("pasted.jsonl", line)], reviewer)
    return RedirectResponse(f"/add/{job.id}", status_code=_SEE_OTHER)


@router.post("/add/url")
def address(request: Request, desk: Desk, form: Form) -> RedirectResponse:
    """Fetch and read addresses on the web."""
    reviewer = named(request, form)
    wanted = [line for line in text_of(form, "urls").split() if line]
    for line in wanted:
        if not web_address(line) or len(wanted) > _MOST_ADDRESSES:
            mend = f"Give at most {_MOST_ADDRESSES}, one a line, each beginning with http:// or https://."
            raise Refused(line[:200], "is no address to fetch", mend)
    if not wanted or not can_fetch():
        raise Refused("The form", "holds no address", "Give one first.")
    job = desk.jobs.start([], reviewer, wanted)
    return RedirectResponse(f"/add/{job.id}", status_code=_SEE_OTHER)


@router.get("/add/{number}")
def progress(request: Request, desk: Desk, number: int) -> HTMLResponse:
    """Show how far a batch is."""
    job = desk.jobs.get(number)
    if job is None:
        raise UnknownError(f"batch {number}", "is not known any more", "What it stored is in the case.")
    return page(request, "job.html", job=job)
