"""What is written down when bytes are received.

In: nothing. Out: the type `Receipt` (one acquisition), `Response` (what a server said), and the clock. The clock is
the only one in the house that is read without being asked for a time; whoever needs the same log twice gives another.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """How a page came over the network.

    Attributes:
        url: as asked for.
        final_url: after redirects.
        redirects: (address, status) of each answer that sent the request on, in order.
        status: the last answer's HTTP status.
        headers: its headers, in order, names in small letters.
        address: the IP address that answered.
    """

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    redirects: tuple[tuple[str, int], ...] = ()
    address: str | None = None

    def header(self, name: str) -> str | None:
        """Return the first header of that name (small letters), None where there is none."""
        return next((value for key, value in self.headers if key == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """One acquisition of bytes.

    Attributes:
        subject: the path or address as the user gave it.
        name: the file's name without folder, or `-`.
        sha256, size: of the bytes as received.
        kept: the archive holds them.
        at: ISO time, UTC.
        tool: name and version of what received them.
        settings: SHA-256 of the settings in force.
        response: how they came over the network; None for local files.
    """

    subject: str
    name: str
    sha256: str
    size: int
    kept: bool
    at: str
    tool: str
    settings: str
    response: Response | None = field(default=None)

    def entry(self) -> dict[str, Any]:
        """Return the receipt as plain values for the log."""
        plain = dataclasses.asdict(self)
        if self.response is None:
            del plain["response"]
        return {"kind": "received", **plain}


def now() -> str:
    """Return the time in UTC, to the second, in ISO 8601."""
    return datetime.now(tz=UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
