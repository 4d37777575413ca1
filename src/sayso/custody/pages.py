"""What a WACZ says of the pages in it: where each lies in the WARC (CDXJ), and a list for people.

In: responses and where their records lie. Out: `index.cdxj` and `pages.jsonl` as bytes, in one order for one content.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from sayso.ids import canonical_json


class Pages:
    """The pages of one WARC."""

    def __init__(self) -> None:
        """Start empty."""
        self._index: list[str] = []
        self._pages: list[str] = []

    def add(self, response: dict[str, Any], at: str, digest: str, offset: int, length: int) -> None:
        """Add the record of one response."""
        media = next((value for name, value in response["headers"] if name == "content-type"), "")
        row = {
            "url": response["final_url"],
            "mime": media.partition(";")[0].strip() or "unk",
            "status": str(response["status"]),
            "digest": f"sha256:{digest}",
            "length": str(length),
            "offset": str(offset),
            "filename": "data.warc.gz",
        }
        stamp = "".join(digit for digit in at if digit.isdigit())[:14]
        self._index.append(f"{surt(response['final_url'])} {stamp} {json.dumps(row, ensure_ascii=False)}\n")
        self._pages.append(canonical_json({"id": digest[:16], "url": response["final_url"], "ts": at}) + "\n")

    def index(self) -> bytes:
        """Return the CDXJ, sorted as its readers expect."""
        return "".join(sorted(self._index)).encode("utf-8", "backslashreplace")

    def listing(self) -> bytes:
        """Return the list of pages, in the order in which they were received."""
        head = canonical_json({"format": "json-pages-1.0", "id": "pages", "title": "All pages"})
        return f"{head}\n{''.join(self._pages)}".encode("utf-8", "backslashreplace")


def surt(url: str) -> str:
    """Return an address with its host turned round, as indexes sort them: `org,example)/news?id=1`."""
    parts = urlsplit(url)
    host = ",".join(reversed((parts.hostname or "").removeprefix("www.").split(".")))
    query = f"?{parts.query.lower()}" if parts.query else ""
    return f"{host}){(parts.path or '/').lower()}{query}"
