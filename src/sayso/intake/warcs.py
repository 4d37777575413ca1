"""WARC files, of a crawler, of Common Crawl News or of sayso: each page in them is a source of its own.

In: a WARC file of any size, compressed or not. Out: the pages and documents that its `response` (status 200) and
`resource` records hold, with the address and the time of their capture; then one line on what was passed over. One
record is held at a time. A record whose payload does not have the digest that it states is taken in with a remark.
"""

from __future__ import annotations

import base64
import hashlib
import io
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, Final
from urllib.parse import urlsplit

from sayso.custody.bounded import GZIP, gunzipped
from sayso.custody.warc import OPENING, first, header, records
from sayso.errors import IntakeError, SaysoError
from sayso.intake.arrival import Draft, Link, Stated, Way
from sayso.intake.encodings import decoded
from sayso.intake.files import opened
from sayso.intake.whole import too_large
from sayso.model import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.config import Settings
    from sayso.custody.warc import Fields, Record
    from sayso.intake.arrival import Source

_SUFFIXES: Final = (".warc", ".warc.gz")
_MEDIA: Final = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
}
_STATUS_LINE: Final = 8192


def _accepts(head: bytes, suffix: str) -> bool:
    del suffix
    if head.startswith(GZIP):
        try:
            head = gunzipped(io.BytesIO(head), "").read1(64)
        except SaysoError:
            return False
    return head.lstrip().startswith(OPENING)


def _read(source: Source, settings: Settings) -> Iterator[Draft | Rejected | Source | Link]:
    over: Counter[str] = Counter()
    empty = True
    try:
        for number, record in enumerate(records(source.stream, source.subject), start=1):
            empty = False
            kind = record.field("warc-type") or ""
            if kind not in {"response", "resource"}:
                continue
            subject = record.field("warc-target-uri") or f"{source.subject}, record {number}"
            try:
                yield from _taken(record, kind, subject.strip("<>"), settings, over)
            except IntakeError as error:
                yield Rejected(subject=error.subject, problem=error.problem, mend=error.mend)
    except SaysoError as error:  # of the file as a whole: what came before is taken in
        empty = False
        yield Rejected(subject=error.subject, problem=error.problem, mend=error.mend)
    if empty:
        yield Rejected(subject=source.subject, problem="is empty", mend="Leave it out, or fetch it again.")
    if over:
        told = ", ".join(f"{count:,} {what}" for what, count in sorted(over.items()))
        yield Rejected(subject=source.subject, problem=f"passed over: {told}", mend="They hold no report.")


def _taken(
    record: Record, kind: str, subject: str, settings: Settings, over: Counter[str]
) -> Iterator[Draft | Rejected | Source | Link]:
    fields: Fields = ()
    media = (record.field("content-type") or "").partition(";")[0].strip().lower()
    if kind == "response":
        if not media.startswith("application/http"):
            over["answers of other protocols"] += 1
            return
        status = record.block.readline(_STATUS_LINE).split(maxsplit=2)
        fields = header(record.block, subject)
        if len(status) < 2 or status[1] != b"200":  # noqa: PLR2004  # protocol and status
            over["redirects and errors"] += 1
            return
        media = (first(fields, "content-type") or "").partition(";")[0].strip().lower()
        if media and media not in _MEDIA:
            over["files that are no text"] += 1
            return
    payload = record.block.read(settings.max_bytes + 1)
    if len(payload) > settings.max_bytes:
        raise too_large(subject, settings)
    digest = record.field("warc-payload-digest")
    note = _mismatch(payload, digest, subject) if digest else None
    body = _unchunked(payload) if "chunked" in (first(fields, "transfer-encoding") or "").lower() else payload
    encoding = first(fields, "content-encoding") or ""
    if encoding:
        body = decoded(body, encoding, subject, settings.max_bytes)
    yield _page(record, fields, body, (subject, _MEDIA.get(media, "")))
    if note is not None:
        yield note


def _page(record: Record, fields: Fields, body: bytes, named: tuple[str, str]) -> Source:
    subject, ending = named
    web = subject.startswith(("http://", "https://"))
    path = PurePosixPath(urlsplit(subject).path) if web else PurePosixPath(record.field("warc-filename") or subject)
    charset = (first(fields, "content-type") or "").partition("charset=")[2].split(";")[0].strip("\"' ") or None
    stated = Stated(url=subject if web else None, captured=record.field("warc-date"), charset=charset)
    name = f"{path.stem or 'page'}{ending}" if ending else path.name
    stream: BinaryIO = io.BytesIO(body)
    return opened(subject, name, stream, stated, inner=True)


def _mismatch(payload: bytes, stated: str, subject: str) -> Rejected | None:
    name, _, value = stated.partition(":")
    if name.lower() not in {"sha1", "sha256"}:
        return None
    digest = hashlib.new(name.lower(), payload, usedforsecurity=False)
    same = value.strip().rstrip("=").lower() in {
        digest.hexdigest(),
        base64.b32encode(digest.digest()).decode().rstrip("=").lower(),
    }
    if same:
        return None
    problem = "its bytes do not have the digest that the archive states; taken in all the same"
    return Rejected(subject=subject, problem=problem, mend="Fetch the archive again if it matters.")


def _unchunked(body: bytes) -> bytes:
    """Return a chunked body joined; as it is where it was joined already and the header left in."""
    out = io.BytesIO()
    at = 0
    while True:
        end = body.find(b"\r\n", at, at + 1024)
        size = body[at:end].partition(b";")[0].strip() if end >= 0 else b""
        try:
            length = int(size, 16)
        except ValueError:
            return body
        if length <= 0:
            return out.getvalue() if length == 0 else body
        out.write(body[end + 2 : end + 2 + length])
        at = end + 2 + length + 2
        if at > len(body) + 2:
            return out.getvalue()


WAY: Final = Way(kind="warc", accepts=_accepts, read=_read)
