"""Domains and handles → sources.

In: a web address, a domain or a handle. Out: the source that publishes there. No network.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.registry.records import Source

_HOST: Final = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://)?(?:[^\s/@]*@)?((?:[\w-]+\.)+[a-z\u0400-\u04ff]{2,})(?::\d+)?(?:[/?#](\S*))?",
    re.IGNORECASE,
)
_PLATFORMS: Final = frozenset(
    {"t.me", "telegram.me", "twitter.com", "x.com", "facebook.com", "youtube.com", "instagram.com", "vk.com"}
)
_FRONT: Final = ("www.", "m.", "amp.", "mobile.", "web.")


class Sites:
    """The domains and handles of a set of sources."""

    def __init__(self, sources: Iterable[Source]) -> None:
        """Index `sources`, the first one that names a domain keeping it."""
        self._domains: dict[str, Source] = {}
        self._handles: dict[str, Source] = {}
        for source in sources:
            for domain in source.domains:
                self._domains.setdefault(domain.lower(), source)
            for handle in source.handles:
                self._handles.setdefault(handle.lower().lstrip("@"), source)

    def find(self, address: str) -> Source | None:
        """Return who publishes at a domain, address or handle (`t.me/rybar`, `@sentdefender`); None where unknown."""
        text = address.strip()
        if text.startswith("@"):
            return self._handles.get(text[1:].lower())
        match = _HOST.fullmatch(text)
        if match is None:
            return None
        host = _bare(match.group(1).lower())
        path = [part for part in (match.group(2) or "").split("/") if part and part != "s"]
        if host in _PLATFORMS:
            return self._handles.get(path[0].lower().lstrip("@")) if path else None
        while "." in host:
            if host in self._domains:
                return self._domains[host]
            host = host.partition(".")[2]
        return None

    def host(self, address: str) -> str | None:
        """Return the domain of a web address, without www; on a platform, with the account; None where it is none."""
        match = _HOST.fullmatch(address.strip())
        if match is None:
            return None
        host = _bare(match.group(1).lower())
        path = [part for part in (match.group(2) or "").split("/") if part and part != "s"]
        return f"{host}/{path[0]}" if host in _PLATFORMS and path else host


def _bare(host: str) -> str:
    for front in _FRONT:
        if host.startswith(front) and host.count(".") > 1:
            return host[len(front) :]
    return host
