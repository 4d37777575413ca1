"""Coming in: the password where there is one, and the name that stands beside every decision."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from sayso.desk.choices import name_checked
from sayso.desk.guard import Attempts  # noqa: TC001  # FastAPI reads annotations at run time
from sayso.desk.identity import Form, is_secret, text_of, way_back
from sayso.desk.options import Options  # noqa: TC001  # as above
from sayso.desk.rendering import page
from sayso.desk.replies import Stop

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
_SEE_OTHER = 303


@router.get("/sign-in")
def door(request: Request, back: str = "/") -> HTMLResponse:
    """Show the way in."""
    return page(request, "sign-in.html", back=way_back(back), wrong="")


@router.post("/sign-in")
def sign_in(request: Request, form: Form) -> RedirectResponse:
    """Let somebody in who knows the password, under the name that they give."""
    options: Options = request.app.state.options
    attempts: Attempts = request.app.state.attempts
    address = request.client.host if request.client else ""
    if options.locked:
        if attempts.too_many(address):
            stop = Stop(429, "Too many wrong passwords", "this address has to wait", "Try again in a minute.")
            stop.headers["Retry-After"] = "60"
            raise stop
        if not is_secret(options, text_of(form, "password")):
            attempts.wrong(address)
            raise Stop(401, "The password", "is not the one of this desk", "Go back and try again.")
    name = name_checked(text_of(form, "reviewer"))
    request.session.clear()  # a session from before signing in must not live on in a signed-in one
    request.session.update({"in": True, "reviewer": name})
    return RedirectResponse(way_back(text_of(form, "back")), status_code=_SEE_OTHER)


@router.post("/sign-out")
def sign_out(request: Request, form: Form) -> RedirectResponse:
    """Forget who is asking."""
    del form
    request.session.clear()
    return RedirectResponse("/sign-in", status_code=_SEE_OTHER)
