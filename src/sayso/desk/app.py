"""The desk put together: its addresses, what guards them, and the case behind them.

In: a case and options. Out: an ASGI application. It opens no port; `sayso desk` does.
"""

from __future__ import annotations

import contextlib
import secrets
from typing import TYPE_CHECKING

from fastapi import Depends, FastAPI
from starlette.middleware.sessions import SessionMiddleware
from starlette.staticfiles import StaticFiles

from sayso.desk.guard import Attempts, Guard
from sayso.desk.identity import entered
from sayso.desk.options import Options
from sayso.desk.replies import add_handlers
from sayso.desk.routes import add, api, decide, door, look
from sayso.desk.workroom import Workroom
from sayso.version import __version__

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sayso.case import Case

_COOKIE = "sayso_desk"
_TWO_WEEKS = 14 * 24 * 3600


def made(case: Case, options: Options | None = None) -> FastAPI:
    """Return the desk of a case; see `desk.create_app`."""
    options = options or Options()
    workroom = Workroom(case, options)

    @contextlib.asynccontextmanager
    async def open_hours(app: FastAPI) -> AsyncIterator[None]:
        del app
        workroom.start()
        yield
        workroom.stop()

    app = FastAPI(
        title="sayso desk",
        version=__version__,
        description=api.DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=open_hours,
    )
    app.state.options = options
    app.state.workroom = workroom
    app.state.attempts = Attempts(options.sign_ins, options.ticks)
    app.mount("/static", StaticFiles(packages=[("sayso.desk", "static"), ("sayso.show", "static")]), name="static")
    app.include_router(door.router)
    for routes in (look, decide, add, api):
        app.include_router(routes.router, dependencies=[Depends(entered)])
    add_handlers(app)
    app.add_middleware(
        SessionMiddleware,
        secret_key=options.secret or secrets.token_urlsafe(32),
        session_cookie=_COOKIE,
        max_age=_TWO_WEEKS,
        same_site="strict",
        https_only=options.https,
    )
    app.add_middleware(Guard, options=options)
    return app
