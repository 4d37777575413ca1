"""WARC records (ISO 28500), as a stream in and as bytes out.

In: a stream of records, compressed record by record, as a whole or not at all; or fields and a payload. Out: the
other. It is our own because strangers' files come through it: no line, no header and no record is read further than
its bound, which the usual libraries do not promise. The payload is passed on in pieces. ARC files, which came before,
are not read.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from sayso.custody.bounded import GZIP, gunzipped
from sayso.errors import IntakeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from typing_extensions import Buffer

OPENING: Final = b"WARC/1."
_VERSION: Final = re.compile(rb"WARC/1\.[01]\s*")
_LONGEST_LINE: Final = 64 << 10
_MOST_LINES: Final = 500
_PIECE: Final = 1 << 16
_MEND: Final = "Fetch the file again; what came before this was read."

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record; its `block` can be read until the next record is asked for.

    Attributes:
        fields: its header, names in small letters.
        length: of its block.
        block: what it holds.
    """

    fields: Fields
    length: int
    block: BinaryIO

    def field(self, name: str) -> str | None:
        """Return the first field of that name (small letters), None where there is none."""
        return first(self.fields, name)


def records(stream: BinaryIO | io.RawIOBase, subject: str) -> Iterator[Record]:
    """Yield the records of a WARC file, in order.

    Args:
        stream: from its beginning; gzip is recognised.
        subject: for messages.

    Raises:
        IntakeError: where the file is damaged or cut off.
    """
    raw = cast("io.RawIOBase", stream)
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(raw)
    if buffered.peek(2)[:2] == GZIP:
        buffered = gunzipped(buffered, subject)
    number = 0
    while (line := _opening(buffered)) is not None:
        number += 1
        where = f"{subject}, record {number}"
        if not _VERSION.fullmatch(line):
            raise IntakeError(where, "does not begin like a WARC record", _MEND)
        fields = header(buffered, where, whole=True)
        length = first(fields, "content-length") or ""
        if not (length.isascii() and length.isdigit() and len(length) < 19):  # noqa: PLR2004  # fits 64 bits
            raise IntakeError(where, "does not say how long it is", _MEND)
        block = _Block(buffered, int(length), where)
        yield Record(fields=fields, length=int(length), block=io.BufferedReader(block, _PIECE))
        block.skip()


def header(stream: BinaryIO, subject: str, *, whole: bool = False) -> Fields:
    """Return the fields of a header (of a record or an HTTP message), read up to the empty line that ends it.

    Args:
        stream: at the header's first line.
        subject: for messages.
        whole: the stream may not end before the header does.

    Raises:
        IntakeError: if it does not end within bounds.
    """
    fields: list[tuple[str, str]] = []
    for _ in range(_MOST_LINES):
        line = stream.readline(_LONGEST_LINE)
        if not line and whole:
            raise IntakeError(subject, "is cut off", _MEND)
        if not line.strip():
            return tuple(fields)
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if text[:1] in " \t" and fields:  # a folded line
            fields[-1] = (fields[-1][0], f"{fields[-1][1]} {text.strip()}")
            continue
        name, colon, value = text.partition(":")
        if colon:
            fields.append((name.strip().lower(), value.strip()))
    raise IntakeError(subject, "its header does not end", _MEND)


def first(fields: Fields, name: str) -> str | None:
    """Return the first field of that name (small letters), None where there is none."""
    return next((value for key, value in fields if key == name), None)


def record_head(fields: Sequence[tuple[str, str]], length: int) -> bytes:
    """Return a record's header as bytes; line ends inside values become spaces."""
    lines = ["WARC/1.1", *(f"{name}: {' '.join(value.split())}" for name, value in fields)]
    return "\r\n".join([*lines, f"Content-Length: {length}", "", ""]).encode("utf-8", "backslashreplace")


RECORD_END: Final = b"\r\n\r\n"


def _opening(stream: BinaryIO) -> bytes | None:
    """Return the next line that is not empty; None at the end."""
    while line := stream.readline(_LONGEST_LINE):
        if line.strip():
            return line
    return None


class _Block(io.RawIOBase):
    """So many bytes of a stream and no more."""

    def __init__(self, stream: BinaryIO, length: int, subject: str) -> None:
        super().__init__()
        self._stream = stream
        self._left = length
        self._subject = subject

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer)
        part = self._stream.read(min(len(view), self._left))
        if not part and self._left and view:
            self._left = 0
            raise IntakeError(self._subject, "is cut off", _MEND)
        self._left -= len(part)
        view[: len(part)] = part
        return len(part)

    def skip(self) -> None:
        while self._left:
            part = self._stream.read(min(_PIECE, self._left))
            if not part:
                raise IntakeError(self._subject, "is cut off", _MEND)
            self._left -= len(part)
