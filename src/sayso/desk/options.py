"""What may be set on a desk, in one frozen object. Nothing is read from files or the environment here."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def _now() -> datetime:
    return datetime.now(UTC)


# Seconds that a connection stays open for somebody who reads. A shorter time closes it just as a slow browser sends a
# decision, which then comes back as an error.
KEPT_OPEN = 75


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """A desk's settings.

    Attributes:
        password: people must give it to sign in; None lets everybody in, which is for one's own machine.
        token: programs may give it as `Authorization: Bearer …` instead of signing in.
        hosts: names under which the desk may be asked for, besides this machine's own and plain addresses.
        https: cookies are sent over TLS alone.
        secret: signs the cookies; a new one at each start by default, which signs everybody out.
        max_upload: bytes of one request at most.
        sign_ins: wrong passwords allowed a minute from one address.
        clock: the time that decisions bear.
        ticks: seconds that only go forward, for rate limits.
    """

    password: str | None = None
    token: str | None = None
    hosts: tuple[str, ...] = ()
    https: bool = False
    secret: str | None = None
    max_upload: int = 32_000_000
    sign_ins: int = 5
    clock: Callable[[], datetime] = field(default=_now)
    ticks: Callable[[], float] = field(default=time.monotonic)

    @property
    def locked(self) -> bool:
        """Whether people must sign in."""
        return self.password is not None or self.token is not None
