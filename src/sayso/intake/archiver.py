"""What Bellingcat's auto-archiver wrote of what it archived: its pages, JSON rows and tables.

In: `status`, `metadata`, `media`, as JSON, or in the cells of its CSV (there in Python's notation); or the page that
it leaves beside the media. Out: see `listed`: the post's words are `content`, `timestamp` says when it was published,
`_processed_at` when it was archived, and the hash of the media is its key. A table from its spreadsheet (`text
content`, `upload timestamp`, …) is a `table` like any other. The media themselves are not looked at.
"""

from __future__ import annotations

import ast
import json
import re
from typing import TYPE_CHECKING, Any, Final

from sayso.errors import IntakeError
from sayso.ids import sha256_hex
from sayso.intake.arrival import Draft, Link, Source, Way
from sayso.intake.decode import decode
from sayso.intake.fence import FENCE
from sayso.intake.jsonparts import parts_of, record_of
from sayso.intake.listed import row_of
from sayso.intake.whole import whole
from sayso.model import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sayso.config import Settings

_PAGE: Final = re.compile(rb"<h2>\s*Archived media for\s*<span class=\"copy\">")
_ROWS: Final = (b'"status"', b'"metadata"')
_COLUMNS: Final = frozenset({"status", "metadata", "media"})
_HASH: Final = re.compile(r"\bSHA3?-\d{3}:[0-9a-f]{64,128}\b|\b[0-9a-f]{64}\b", re.IGNORECASE)
_DATETIME: Final = re.compile(r"datetime\.datetime\(([\d, ]{5,60}?)(?:, tzinfo=datetime\.timezone\.utc)?\)")
_NAMES: Final = {
    "text": "content",
    "title": "title",
    "url": "url",
    "published": "timestamp",
    "captured": "_processed_at",
}
_LONGEST: Final = 1_000_000  # letters of a cell in Python's notation
_WORDS: Final = ("full_text", "text", "content", "message", "description")


def is_archived(header: Sequence[str]) -> bool:
    """Tell whether a table's header is that of the archiver's own CSV."""
    return {name.strip().lower() for name in header} >= _COLUMNS


def stated_in(row: Mapping[str, str]) -> dict[str, str]:
    """Return what a row of the archiver's own CSV states."""
    named = {name.strip().lower(): cell for name, cell in row.items()}
    return _stated(_literal(named.get("metadata", "")), named.get("media", ""))


def _literal(cell: str) -> dict[str, Any]:
    """Return the dictionary that a cell holds in Python's notation; empty where it holds none. Nothing is run."""
    plain = _DATETIME.sub(lambda match: repr(_iso(match[1])), cell[:_LONGEST])
    try:
        value = ast.literal_eval(plain)
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return {}
    return value if isinstance(value, dict) else {}


def _iso(numbers: str) -> str:
    year, month, day, *rest = [number.strip() for number in numbers.split(",")] + ["0"] * 3
    hour, minute, second = (rest + ["0"] * 3)[:3]
    return f"{year}-{month:0>2}-{day:0>2}T{hour:0>2}:{minute:0>2}:{second:0>2}+00:00"


def _stated(metadata: Mapping[str, Any], media: str) -> dict[str, str]:
    """Return the fields of a draft.

    Args:
        metadata: as the archiver keeps it.
        media: all that it says of the media, as text; a hash is looked for in it.
    """
    stated = {field: value for field, name in _NAMES.items() if isinstance(value := metadata.get(name), str)}
    stated["text"] = _words(stated.get("text", ""))
    found = _HASH.search(media)
    if found:
        stated["key"] = found[0]
    return stated


def _words(content: str) -> str:
    """Return a post's words; the content may be the post as JSON, as the platform's interface gave it."""
    if content.lstrip().startswith("{"):
        try:
            record = json.loads(content)
        except (ValueError, RecursionError):
            return content
        return next((record[name] for name in _WORDS if isinstance(record.get(name), str) and record[name]), "")
    return content


def _accepts(head: bytes, suffix: str) -> bool:
    if suffix in {".json", ".jsonl", ".ndjson"}:
        return all(name in head for name in _ROWS) and (b'"_processed_at"' in head or b'"media"' in head)
    return _PAGE.search(head) is not None


def _read(source: Source, settings: Settings) -> Iterator[Draft | Rejected | Source | Link]:
    try:
        if _PAGE.search(source.head):
            data = whole(source, settings)
            found = FENCE.call(
                "sayso.intake.archiver:page", data, {}, subject=source.subject, seconds=settings.max_seconds
            )
            yield row_of(_stated(found, found["media"]), source, source.subject, sha256_hex(data))
            return
        number = 0
        for number, part in enumerate(parts_of(source.stream, source.subject, {None}, settings.max_bytes), 1):
            subject = f"{source.subject}, record {number}"
            try:
                record, notes = record_of(part, subject, settings)
            except IntakeError as error:
                yield Rejected(subject=error.subject, problem=error.problem, mend=error.mend)
                continue
            metadata = record.get("metadata")
            stated = _stated(metadata if isinstance(metadata, dict) else {}, json.dumps(record.get("media")))
            yield row_of(stated, source, subject, sha256_hex(part.raw), notes)
        if not number:
            yield Rejected(subject=source.subject, problem="holds no records", mend="Leave it out.")
    except IntakeError as error:  # of the file as a whole
        yield Rejected(subject=error.subject, problem=error.problem, mend=error.mend)


def page(data: bytes) -> dict[str, str]:
    """Return the table of metadata of an archiver's page, and its table of media as text; runs behind the fence.

    Raises:
        IntakeError: if it cannot be decoded.
    """
    from lxml.html import fromstring  # type: ignore[import-untyped]

    tree = fromstring(decode(data, "").text.encode(), parser=None)
    found: dict[str, str] = {}
    for row in tree.xpath("//table[contains(@class, 'metadata')]//tr[count(td) = 2]"):
        name, value = row.xpath("td")
        found.setdefault(" ".join(name.text_content().split()), value.text_content().strip())
    found["media"] = " ".join(" ".join(table.text_content().split()) for table in tree.xpath("//table")[:1])
    return found


WAY: Final = Way(kind="archiver", accepts=_accepts, read=_read)
