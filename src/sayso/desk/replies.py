"""Errors as people and programs get them: one page, one JSON shape, the same three parts.

In: what is wrong. Out: responses: `{"error": {"subject", "problem", "mend"}}` for the API, a page for people.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.exceptions import HTTPException

from sayso.desk.choices import Refused
from sayso.desk.rendering import environment
from sayso.errors import SaysoError, UnknownError

if TYPE_CHECKING:
    from fastapi import FastAPI, Request
    from starlette.responses import Response
    from starlette.types import Scope

_LOOK = "Start again from the list of incidents."


class Stop(Exception):  # noqa: N818  # it ends a request, often for no fault
    """Ends a request with a status and the three parts of an error."""

    def __init__(self, status: int, subject: str, problem: str, mend: str) -> None:
        """Keep the parts."""
        super().__init__(f"{subject}: {problem}. {mend}")
        self.status = status
        self.parts = (subject, problem, mend)
        self.headers: dict[str, str] = {}


def refusal(scope: Scope, status: int, subject: str, problem: str, mend: str) -> Response:
    """Return an error as JSON where the API was asked, else as a page."""
    if str(scope["path"]).startswith("/api/") or scope["path"] == "/api":
        error = {"subject": subject, "problem": problem, "mend": mend}
        return JSONResponse({"error": error}, status_code=status)
    page = environment().get_template("error.html")
    text = page.render(subject=subject, problem=problem, mend=mend, status=status, phrase=HTTPStatus(status).phrase)
    return HTMLResponse(text, status_code=status)


def add_handlers(app: FastAPI) -> None:
    """Make every error of the desk answer in its one shape."""

    def stopped(request: Request, error: Exception) -> Response:
        assert isinstance(error, Stop)  # noqa: S101  # registered for nothing else
        reply = refusal(request.scope, error.status, *error.parts)
        reply.headers.update(error.headers)
        return reply

    def ours(request: Request, error: Exception) -> Response:
        assert isinstance(error, SaysoError)  # noqa: S101  # registered for nothing else
        status = 404 if isinstance(error, UnknownError) else 422 if isinstance(error, Refused) else 500
        return refusal(request.scope, status, error.subject, error.problem, error.mend)

    def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101  # registered for nothing else
        reply = refusal(request.scope, error.status_code, request.url.path, str(error.detail).lower(), _LOOK)
        reply.headers.update(error.headers or {})
        return reply

    def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101  # registered for nothing else
        first = error.errors()[0]
        subject = ".".join(str(part) for part in first["loc"])
        return refusal(request.scope, 422, subject, str(first["msg"]).lower(), "Correct it and send it again.")

    app.add_exception_handler(Stop, stopped)
    app.add_exception_handler(SaysoError, ours)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RequestValidationError, invalid)
