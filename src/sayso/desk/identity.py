"""Who is asking, and whether they meant to: sessions, sign-in and the mark that every form carries.

In: requests. Out: the reviewer's name, or a refusal. The session is a signed cookie that scripts cannot read and
other sites cannot send.
"""

import hmac
import secrets
from collections.abc import AsyncIterator
from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import Depends, Request
from starlette.datastructures import FormData

from sayso.desk.choices import name_checked
from sayso.desk.options import Options
from sayso.desk.replies import Stop

_CSRF = "csrf"
_MOST_FILES = 500


def csrf_of(request: Request) -> str:
    """Return the session's mark, made on first use; forms carry it and other sites cannot know it."""
    mark = request.session.get(_CSRF)
    if not isinstance(mark, str):
        mark = secrets.token_urlsafe(24)
        request.session[_CSRF] = mark
    return mark


def reviewer_of(request: Request) -> str:
    """Return the reviewer's name, "" where nobody has given one yet."""
    name = request.session.get("reviewer", "")
    return name if isinstance(name, str) else ""


def is_secret(options: Options, given: str) -> bool:
    """Return whether `given` is the password or the token, without telling by time how much of it is right."""
    wanted = [secret for secret in (options.password, options.token) if secret is not None]
    return any([hmac.compare_digest(secret.encode(), given.encode()) for secret in wanted])  # noqa: C419  # try all


def bearer(request: Request) -> bool:
    """Return whether the request bears the token."""
    options: Options = request.app.state.options
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    return (
        options.token is not None
        and kind.lower() == "bearer"
        and hmac.compare_digest(options.token.encode(), given.strip().encode())
    )


def entered(request: Request) -> None:
    """Let people who have signed in through, send others to the door.

    Raises:
        Stop: for those who have not; a program gets 401.
    """
    options: Options = request.app.state.options
    if not options.locked or request.session.get("in") is True or bearer(request):
        return
    if request.url.path.startswith("/api"):
        raise Stop(401, "This desk", "asks for a token", "Send it as `Authorization: Bearer TOKEN`.")
    stop = Stop(303, "This desk", "asks for a password", "Sign in first.")
    back = f"?back={quote(request.url.path)}" if request.method == "GET" else ""
    stop.headers["Location"] = f"/sign-in{back}"
    raise stop


async def checked_form(request: Request) -> AsyncIterator[FormData]:
    """Yield a form that came from one of our own pages; its files are closed after the reply.

    Raises:
        Stop: where it does not carry the session's mark.
    """
    options: Options = request.app.state.options
    async with request.form(max_files=_MOST_FILES, max_part_size=options.max_upload) as form:
        given = form.get(_CSRF)
        wanted = request.session.get(_CSRF)
        if (
            not isinstance(given, str)
            or not isinstance(wanted, str)
            or not hmac.compare_digest(given.encode(), wanted.encode())
        ):
            mend = "Open the page again and repeat it: nothing was stored."
            raise Stop(403, "The form", "is not from this session", mend)
        yield form


def checked_call(request: Request) -> None:
    """Let a program's change through: with the token, or with a session and its mark in `X-CSRF-Token`.

    Raises:
        Stop: where it has neither.
    """
    if bearer(request):
        return
    given = request.headers.get("x-csrf-token", "")
    wanted = request.session.get(_CSRF)
    if not isinstance(wanted, str) or not hmac.compare_digest(given.encode(), wanted.encode()):
        mend = "Send the token, or the `csrf` of `GET /api/session` as `X-CSRF-Token` with its cookie."
        raise Stop(403, "The call", "does not show that it was meant", mend)


def named(request: Request, form: FormData) -> str:
    """Return who decides: the session's reviewer, else the name that the form gives, kept for the session.

    Raises:
        Refused: where there is no name at all.
    """
    name = reviewer_of(request) or name_checked(text_of(form, "reviewer"))
    request.session["reviewer"] = name
    return name


def text_of(form: FormData, field: str) -> str:
    """Return a form's field as text, "" where it has none or a file."""
    value = form.get(field)
    return value.replace("\r\n", "\n") if isinstance(value, str) else ""


def way_back(wanted: str, otherwise: str = "/") -> str:
    """Return a path on this desk to go on to, never another site."""
    parts = urlsplit(wanted)
    if parts.scheme or parts.netloc or not wanted.startswith("/") or wanted.startswith(("//", "/\\")):
        return otherwise
    return wanted if wanted.isprintable() and "\\" not in wanted else otherwise


def flash(request: Request, text: str, *, undo: tuple[str, ...] = (), bad: bool = False) -> None:
    """Keep a line for the next page, with the decisions that it offers to undo."""
    kept = request.session.setdefault("flash", [])
    kept.append({"text": text[:500], "undo": list(undo[:20]), "bad": bad})


def flashed(request: Request) -> list[dict[str, object]]:
    """Return the lines kept for this page, once."""
    lines = request.session.pop("flash", [])
    return lines if isinstance(lines, list) else []


Form = Annotated[FormData, Depends(checked_form)]
