"""Pages from the web, fetched the way a site wants it and nowhere that is not meant to be asked.

In: an address. Out: the page's bytes with the whole story of how they came, or a refusal in one line. robots.txt is
honoured, redirects are followed with every check made again, and hosts are given time between two requests. It
neither runs scripts nor logs in nor loads what a page refers to.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from sayso.custody import Response
from sayso.errors import IntakeError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from protego import Protego

    from sayso.config import Settings
    from sayso.intake.webrequest import Answer, Requests

MISSING: Final = "Install it with: pip install 'sayso[web]'."
_HOPS: Final = 8
_GONE: Final = 400
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_BUSY: Final = frozenset({429, 503})
_PATIENCE: Final = 60.0  # seconds that a site may ask us to wait between two requests, or before the next try
_LONGEST: Final = 4096  # letters of an address
_ROBOTS: Final = 512_000  # bytes of a robots.txt that are read, as RFC 9309 asks at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came from an address.

    Attributes:
        response: how.
        body: as sent, in its content encoding.
    """

    response: Response
    body: bytes


@dataclass(slots=True)
class _Host:
    """What is known of one scheme, host and port."""

    robots: Protego | None = None
    closed: bool = False
    asked: float = field(default=-1e9)


class Web:
    """Fetches pages, one at a time.

    Args:
        settings: limits, and what is allowed.
        clock, sleep: of a kind with `time.monotonic` and `time.sleep`.

    Raises:
        IntakeError: if the extra `sayso[web]` is not installed.
    """

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Ask nobody yet."""
        try:
            import protego  # noqa: F401  # needed below, and better missed here

            from sayso.intake.webrequest import Requests
        except ImportError as error:
            raise IntakeError(
                "web addresses", f"need a package that is not installed ({error.name})", MISSING
            ) from error
        self._settings = settings
        self._requests: Requests = Requests(settings)
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        self.outcomes: dict[str, bool] = {}  # address asked for → whether a page came; for whoever wants to ask again

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Fetched:
        """Return what is at an address, after redirects; error pages too, with their status.

        Args:
            url: http or https.
            headers: to send besides, such as `If-None-Match`.

        Raises:
            IntakeError: if it may not be asked, does not answer, or answers too much.
        """
        self.outcomes[url] = False
        here = _plain(url)
        hops: list[tuple[str, int]] = []
        while True:
            self._permitted(here)
            answer = self._polite(here, headers)
            there = answer.header("location")
            if answer.status not in _REDIRECTS or not there:
                break
            hops.append((here, answer.status))
            here = _plain(urljoin(here, there))
            if len(hops) > _HOPS or here in {hop for hop, _ in hops}:
                raise IntakeError(url, "redirects without end", "Check the address in a browser.")
        response = Response(
            url=url,
            final_url=here,
            status=answer.status,
            headers=answer.headers,
            redirects=tuple(hops),
            address=answer.address,
        )
        self.outcomes[url] = answer.status < _GONE
        return Fetched(response=response, body=answer.body)

    def post(self, url: str, body: bytes, media: str) -> Answer:
        """Send `body` to an address of the user's own choice and return the answer; robots.txt has no say in that.

        Raises:
            IntakeError: if it does not answer.
        """
        return self._requests.send("POST", _plain(url), headers={"Content-Type": media}, body=body)

    def _permitted(self, url: str) -> None:
        if not self._settings.web_robots:
            return
        host = self._host(url)
        if host.robots is None and not host.closed:
            self._ask_robots(url, host)
        if host.closed or (host.robots is not None and not host.robots.can_fetch(url, "sayso")):
            said = "its robots.txt cannot be fetched" if host.closed else "its robots.txt asks not to be fetched"
            raise IntakeError(url, said, "Save the page yourself, or set web_robots = false in sayso.toml.")

    def _ask_robots(self, url: str, host: _Host) -> None:
        """Fetch a host's robots.txt: as RFC 9309 has it, none means that all is allowed, an error that nothing is."""
        from protego import Protego

        here = _plain(urljoin(url, "/robots.txt"))
        answer = None
        for _ in range(_HOPS):
            try:
                answer = self._polite(here, None)
            except IntakeError:
                if self._host(here) is host:
                    raise  # the host itself is not to be had; say why
                break
            there = answer.header("location")
            if answer.status not in _REDIRECTS or not there:
                break
            here = _plain(urljoin(here, there))
        if answer is None or answer.status >= 500:  # noqa: PLR2004  # the server's own fault
            host.closed = True
            return
        found = answer.body[:_ROBOTS].decode("utf-8", "replace") if answer.status < 300 else ""  # noqa: PLR2004  # success
        host.robots = Protego.parse(found)

    def _polite(self, url: str, headers: Mapping[str, str] | None) -> Answer:
        """Send a request once the host has had its pause; try once more where it asks for a short while."""
        for last in (False, True):
            host = self._host(url)
            own = host.robots.crawl_delay("sayso") if host.robots is not None else None
            pause = max(self._settings.web_delay / 1000, min(float(own or 0), _PATIENCE))
            self._sleep(max(0.0, host.asked + pause - self._clock()))
            try:
                answer = self._requests.send("GET", url, headers=headers)
            finally:
                host.asked = self._clock()
            wait = answer.header("retry-after")
            if last or answer.status not in _BUSY or not wait.isdigit() or int(wait[:6]) > _PATIENCE:
                break
            self._sleep(float(wait))
        return answer

    def _host(self, url: str) -> _Host:
        parts = urlsplit(url)
        return self._hosts.setdefault(f"{parts.scheme}://{parts.netloc}", _Host())


def _plain(url: str) -> str:
    """Return an address as it is sent: no fragment, no spaces, international letters encoded.

    Raises:
        IntakeError: if it is none that can be fetched.
    """
    import httpx

    shown = url[:200]
    try:
        parsed = httpx.URL(url.strip())
        problem = None
        if parsed.scheme not in {"http", "https"} or not parsed.host:
            problem = "is no address of the web"
        elif parsed.userinfo:
            problem = "carries a name or password, which would end in the custody log"
        elif len(url) > _LONGEST:
            problem = "is too long for an address"
        if problem is None:
            return str(parsed.copy_with(fragment=None))
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise IntakeError(shown, f"is no address of the web ({error})", "Check how it is written.") from error
    raise IntakeError(shown, problem, "Check how it is written.")
