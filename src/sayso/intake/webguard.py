"""Which addresses may be asked, and for how long: every connection is checked here, whoever named the host.

In: a host's name, as a page, a feed or a redirect gives it. Out: a connection to an address that was checked after
its name was resolved, and is the one connected to; or a refusal. Loopback, private, link-local and other addresses
that are not of the open internet are refused unless allowed, in every spelling (decimal, IPv6, IPv4 inside IPv6). One
clock runs from the first look-up to the last byte, so a server that sends a byte a minute holds nobody up.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from typing import TYPE_CHECKING, Any, Final

import httpcore

from sayso.errors import IntakeError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

# Cloud hosts answer with secrets here, from inside their own machines, though the addresses are public.
_NEVER: Final = (ipaddress.ip_network("168.63.129.16/32"), ipaddress.ip_network("192.0.0.0/24"))
# IPv6 networks whose addresses end in an IPv4 address: NAT64, and the old "IPv4-compatible" form.
_ENDING: Final = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("::/96"))
_PRIVATE: Final = "Nothing was asked there. If you mean it: --allow-private, or web_private = true in sayso.toml."

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_open(address: str) -> bool:
    """Tell whether an IP address is of the open internet, and so is any address inside it."""
    plain = ipaddress.ip_address(address.partition("%")[0])
    return all(
        one.is_global and not one.is_multicast and not any(one in network for network in _NEVER)
        for one in _and_inside(plain)
    )


def _and_inside(address: Address) -> list[Address]:
    """Return the address, or the IPv4 addresses that an IPv6 one stands for or carries traffic to."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    if address.ipv4_mapped is not None:
        return [address.ipv4_mapped]
    inside: list[Address] = [address]
    if address.sixtofour is not None:
        inside.append(address.sixtofour)
    if address.teredo is not None:
        inside.extend(address.teredo)
    if any(address in network for network in _ENDING):
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    return inside


class Guard(httpcore.NetworkBackend):
    """Connects to checked addresses, within a time.

    Args:
        private: any address may be asked.
    """

    def __init__(self, *, private: bool) -> None:
        """Start without a deadline."""
        self._private = private
        self._backend = httpcore.SyncBackend()
        self._deadline = 0.0
        self.address: str | None = None

    def start(self, seconds: float) -> None:
        """Give all that follows so many seconds together."""
        self._deadline = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that are left.

        Raises:
            httpcore.ReadTimeout: if there are none.
        """
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("took too long")
        return left

    def connect_tcp(  # the signature is httpcore's
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # nothing here is asynchronous
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to the first address of the host that answers, all of them having been checked."""
        failed: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in self._resolved(host, port):
            try:
                stream = self._backend.connect_tcp(
                    address, port, _least(timeout, self.left()), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
                continue
            self.address = address
            return _Timed(stream, self)
        raise failed or httpcore.ConnectError("no address")

    def _resolved(self, host: str, port: int) -> list[str]:
        found: list[str] = []
        errors: list[OSError] = []

        def look_up() -> None:
            try:
                rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
                found.extend(dict.fromkeys(str(row[4][0]) for row in rows))
            except (OSError, UnicodeError) as error:
                errors.append(error if isinstance(error, OSError) else OSError("the name is malformed"))

        thread = threading.Thread(target=look_up, daemon=True)  # the system's own look-up knows no time limit
        thread.start()
        thread.join(self.left())
        if errors or not found:
            raise IntakeError(host, "this host is not known", "Check the address, and the connection to the network.")
        closed = [address for address in found if not is_open(address)]
        if closed and not self._private:
            raise IntakeError(host, f"leads to {closed[0]}, which is not of the open internet", _PRIVATE)
        return found


class _Timed(httpcore.NetworkStream):
    """A connection on which nothing lasts longer than the guard allows."""

    def __init__(self, stream: httpcore.NetworkStream, guard: Guard) -> None:
        self._stream = stream
        self._guard = guard

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # as above
        return self._stream.read(max_bytes, _least(timeout, self._guard.left()))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # as above
        self._stream.write(buffer, _least(timeout, self._guard.left()))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # as above
    ) -> httpcore.NetworkStream:
        secure = self._stream.start_tls(ssl_context, server_hostname, _least(timeout, self._guard.left()))
        return _Timed(secure, self._guard)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401  # httpcore's own signature
        return self._stream.get_extra_info(info)


def _least(asked: float | None, left: float) -> float:
    return left if asked is None else min(asked, left)
