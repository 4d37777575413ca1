"""One request and its answer, within bounds of time and size.

In: an address. Out: the answer's status, headers and body as sent, and the body decoded; or a refusal. Redirects are
not followed here, cookies and credentials are never sent, and no proxy is used: it would connect where nobody checks.
"""

from __future__ import annotations

import io
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import httpcore

from sayso.errors import IntakeError
from sayso.intake.webguard import Guard
from sayso.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.config import Settings

AGENT: Final = f"sayso/{__version__}"
_IDLE: Final = 15.0  # seconds without a byte
_AGAIN: Final = "Try again later, or save the page and read the file."
# Compressed transfer would make what is kept a form of the page that only this one transfer had.
_HEADERS: Final = {
    "User-Agent": f"{AGENT} (reads news reports for an archive; honours robots.txt)",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/pdf,*/*;q=0.5",
    "Accept-Encoding": "identity",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server sent.

    Attributes:
        headers: in order, names in small letters.
        body: as sent, chunks joined.
        address: the IP address that sent it.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    address: str | None

    def header(self, name: str) -> str:
        """Return the first header of that name (small letters), empty where there is none."""
        return next((value for key, value in self.headers if key == name), "")


class Requests:
    """Sends requests, one at a time.

    Args:
        settings: limits of size and time, and whether private addresses may be asked.
    """

    def __init__(self, settings: Settings) -> None:
        """Connect to nobody yet."""
        self._settings = settings
        self._guard = Guard(private=settings.web_private)
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context() if _has_roots() else None,
            max_keepalive_connections=0,  # a connection is for one request, so that each is checked
            network_backend=self._guard,
        )

    def send(
        self, method: str, url: str, *, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Answer:
        """Return the answer to one request.

        Raises:
            IntakeError: if there is none, or it is too large or too slow.
        """
        self._guard.start(self._settings.web_seconds)
        times = dict.fromkeys(("connect", "read", "write", "pool"), _IDLE)
        asked = [*{**_HEADERS, **(headers or {})}.items()]
        try:
            with self._pool.stream(method, url, headers=asked, content=body, extensions={"timeout": times}) as answer:
                fields = tuple(
                    (key.decode("latin-1").lower(), value.decode("latin-1")) for key, value in answer.headers
                )
                return Answer(
                    status=answer.status,
                    headers=fields,
                    body=self._body(url, answer.iter_stream()),
                    address=self._guard.address,
                )
        except httpcore.TimeoutException as error:
            problem = f"did not answer in full within {self._settings.web_seconds} seconds"
            raise IntakeError(url, problem, _AGAIN) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, ssl.SSLError) as error:
            raise IntakeError(url, f"cannot be fetched ({_words(error)})", _AGAIN) from error

    def _body(self, url: str, pieces: Iterator[bytes]) -> bytes:
        body = io.BytesIO()
        for piece in pieces:
            body.write(piece)
            if body.tell() > self._settings.max_bytes:
                limit = f"is larger than the limit of {self._settings.max_bytes:,} bytes"
                raise IntakeError(url, limit, "Raise max_bytes in the case's sayso.toml.")
        return body.getvalue()


def _has_roots() -> bool:
    paths = ssl.get_default_verify_paths()
    return bool(paths.cafile or paths.capath)


def _words(error: Exception) -> str:
    return str(error) or type(error).__name__
