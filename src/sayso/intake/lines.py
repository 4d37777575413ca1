"""JSONL: one report per line, with its metadata.

In: a file of JSON objects, one a line. Out: a draft per line. `text` is required. Read besides, under any of their
names: `id`, `title`, `url`, `outlet` or `publisher` or `source`, `published` or `date`, `captured`, `language` or
`lang`. Other fields are passed over. The file may be of any length: it is never held as a whole.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from sayso.errors import IntakeError
from sayso.ids import sha256_hex
from sayso.intake.arrival import Draft, Way
from sayso.intake.decode import decode, refuse_binary
from sayso.intake.whole import broken_note, too_large, whole
from sayso.model import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.config import Settings
    from sayso.intake.arrival import Source

# For each field of a draft, the names that it goes by, the most telling first.
_NAMES: Final = {
    "key": ("id",),
    "title": ("title",),
    "url": ("url",),
    "outlet": ("outlet", "publisher", "source"),
    "published": ("published", "date"),
    "captured": ("captured",),
    "language": ("language", "lang"),
}
_SUFFIXES: Final = frozenset({".jsonl", ".ndjson", ".json"})
_OPENING: Final = re.compile(rb"\{\s*\"")
_MEND: Final = 'Each line must be one JSON object with a "text", or be left out.'


def _accepts(head: bytes, suffix: str) -> bool:
    if suffix in _SUFFIXES:
        return True
    line, end, _ = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    if not end and _OPENING.match(line):
        return True  # the first line is longer than what we see
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def _read(source: Source, settings: Settings) -> Iterator[Draft | Rejected]:
    empty = True
    try:
        for number, line in enumerate(_lines(source, settings), start=1):
            if line is None or line.strip():
                empty = False
                yield _draft_or_not(line, f"{source.subject}, line {number}", source.name, settings)
        if empty:
            raise IntakeError(source.subject, "is empty", "Leave it out, or fetch it again.")  # noqa: TRY301  # as below
    except IntakeError as error:  # of the file as a whole
        yield Rejected(subject=error.subject, problem=error.problem, mend=error.mend)


def _draft_or_not(line: bytes | None, subject: str, origin_file: str, settings: Settings) -> Draft | Rejected:
    try:
        if line is None:
            raise too_large(subject, settings)  # told like every other refusal of a line
        return draft_of(line, subject, origin_file)
    except IntakeError as error:
        return Rejected(subject=error.subject, problem=error.problem, mend=error.mend)


def draft_of(line: bytes, subject: str, origin_file: str) -> Draft:
    """Return the draft that one line holds.

    Raises:
        IntakeError: if it is no JSON object, or has no text.
    """
    try:
        decoded = decode(line, subject)
        record = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        problem = "is nested too deeply" if isinstance(error, RecursionError) else f"is no JSON ({error})"
        raise IntakeError(subject, problem, _MEND) from error
    if not isinstance(record, dict):
        raise IntakeError(subject, "is JSON but no object", _MEND)
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise IntakeError(subject, 'has no "text"', _MEND)
    fields = {field: _first(record, names) for field, names in _NAMES.items()}
    return Draft(
        subject=subject,
        text=text,
        sha256=sha256_hex(line),
        origin_file=origin_file,
        notes=broken_note(subject, decoded),
        **fields,  # type: ignore[arg-type]  # fields of text, from `_NAMES`
    )


def _first(record: dict[str, Any], names: tuple[str, ...]) -> str | None:
    """Return the first of the fields that says something, as text."""
    for name in names:
        value = record.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
    return None


def _lines(source: Source, settings: Settings) -> Iterator[bytes | None]:
    """Yield the lines, without their ends; None in place of one that is too long, which is not held.

    Raises:
        IntakeError: for a file that is not text.
    """
    if source.head[:2] in {b"\xff\xfe", b"\xfe\xff"}:  # UTF-16: its line ends are not single bytes
        yield from decode(whole(source, settings), source.subject).text.encode().splitlines()
        return
    refuse_binary(source.head, source.subject)
    first = True
    while line := source.stream.readline(settings.max_bytes + 1):
        if len(line) > settings.max_bytes:
            while line and not line.endswith(b"\n"):
                line = source.stream.readline(1_000_000)
            yield None
            continue
        yield line.removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n") if first else line.rstrip(b"\r\n")
        first = False


WAY: Final = Way(kind="lines", accepts=_accepts, read=_read)
