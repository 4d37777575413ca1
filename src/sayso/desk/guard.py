"""What stands between the desk and the network: what may be asked for, how much may be sent, what pages may do.

In: ASGI messages. Out: the same, or a refusal. A page of the desk may load nothing but the desk's own files and run
no script but theirs, so a report's text cannot act even if it reached the page as markup.
"""

from __future__ import annotations

import ipaddress
import logging
from collections import defaultdict, deque
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException

from sayso.desk.replies import refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from sayso.desk.options import Options

_LOG = logging.getLogger(__name__)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_OWN = frozenset({"localhost", "127.0.0.1", "::1"})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp, options: Options) -> None:
        """Wrap `app`."""
        self._app = app
        self._options = options

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with a refusal."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refused(scope, headers)
        if refused is not None:
            await refused(scope, receive, _dressed(scope, send))
            return
        taken, answered = 0, False

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._options.max_upload:
                raise HTTPException(413, self._limit())  # parsers of forms and JSON let this kind through
            return message

        async def watched(message: Message) -> None:
            nonlocal answered
            answered = True
            await dressed(message)

        dressed = _dressed(scope, send)
        try:
            await self._app(scope, counted, watched)
        except Exception:
            _LOG.exception("%s %s", scope["method"], scope["path"])
            if answered:
                raise
            await refusal(scope, 500, "The desk", "something went wrong inside it", "Try again.")(
                scope, receive, dressed
            )

    def _refused(self, scope: Scope, headers: Headers) -> ASGIApp | None:
        host = _host_of(headers.get("host", ""))
        if not self._knows(host):
            return refusal(
                scope, 421, host or "The request", "is no name of this desk", "Start it with --allow-host NAME."
            )
        origin = headers.get("origin")
        if origin and scope["method"] not in _SAFE and urlsplit(origin).netloc != headers.get("host"):
            return refusal(scope, 403, origin, "another site may not act here", "Open the desk itself and try again.")
        length = headers.get("content-length", "0")
        if length.isdigit() and int(length) > self._options.max_upload:
            return self._too_much(scope)
        return None

    def _too_much(self, scope: Scope) -> ASGIApp:
        return refusal(scope, 413, "The upload", self._limit(), "Send fewer files at a time, or use `sayso read`.")

    def _limit(self) -> str:
        return f"more than {self._options.max_upload / 1_000_000:g} MB were sent"

    def _knows(self, host: str) -> bool:
        """Return whether a request may ask for this host: our names, or an address, which no DNS can rebind."""
        if host in _OWN or host in self._options.hosts:
            return True
        try:
            ipaddress.ip_address(host)
        except ValueError:
            return False
        return self._options.locked


class Attempts:
    """Wrong passwords of late, by address."""

    def __init__(self, allowed: int, ticks: Callable[[], float]) -> None:
        """Allow `allowed` a minute from each address, and twenty times as many from all together."""
        self._allowed = allowed
        self._ticks = ticks
        self._wrong: dict[str, deque[float]] = defaultdict(deque)

    def too_many(self, address: str) -> bool:
        """Return whether this address has to wait."""
        mine, everyone = self._recent(address), self._recent("")
        return len(mine) >= self._allowed or len(everyone) >= 20 * self._allowed

    def wrong(self, address: str) -> None:
        """Note a wrong password."""
        for key in (address, ""):
            self._recent(key).append(self._ticks())
        if len(self._wrong) > 10_000:  # noqa: PLR2004  # addresses; enough for an office, too few to fill the memory
            self._wrong = defaultdict(deque, {"": self._wrong[""]})

    def _recent(self, key: str) -> deque[float]:
        times = self._wrong[key]
        while times and times[0] <= self._ticks() - 60:
            times.popleft()
        return times


def _host_of(header: str) -> str:
    """Return the name or address of a Host header without its port, in small letters; "" where it is none."""
    try:
        return (urlsplit(f"//{header}").hostname or "").lower()
    except ValueError:
        return ""


def _dressed(scope: Scope, send: Send) -> Send:
    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            static = str(scope["path"]).startswith("/static/")
            headers.setdefault("Cache-Control", "no-cache" if static else "no-store")
        await send(message)

    return dressed
