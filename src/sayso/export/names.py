"""Names and addresses for linked data: URNs for what sayso knows, and web addresses that are safe to write.

In: ids and addresses as reports state them. Out: IRIs. An address that is none (`javascript:`, a bare word) is left
out.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_WEB = ("http", "https")
# What RFC 3987 lets stand in an IRI as it is; the rest is written in percent signs.
_SAFE = ":/?#[]@!$&'()*+,;=%-._~"
_LOOSE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


def urn(kind: str, ident: str) -> str:
    """Return a name for a thing of a case: `urn:sayso:claim:c-…`."""
    return f"urn:sayso:{kind}:{quote(ident, safe='-._~')}"


def web(address: str | None) -> str | None:
    """Return a web address as an IRI; None where it is none."""
    if not address:
        return None
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in _WEB or not parts.netloc:
        return None
    return _LOOSE_PERCENT.sub("%25", quote(address.strip(), safe=_SAFE))


def page_of(report_id: str, address: str | None) -> str:
    """Return the address of a report, or its URN where it states none."""
    return web(address) or urn("report", report_id)
