"""One segment: what its file holds, byte for byte.

In: records and the segments they follow. Out: the file's name and bytes, or what such bytes hold.
The first line is a header, canonical JSON: `format`, `height` (1 above the highest parent), `parents` (names of the
segments that were last when it was written, so that taking one away or putting another in shows), `records`, and
`at` where the writer gave a time. Every further line is one record, canonical JSON: `hash` (SHA-256 of the value's
JSON), `id`, `kind`, `value`. The file is named after its height and its own SHA-256. No file is opened here.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from sayso.errors import LedgerError
from sayso.ids import canonical_json, sha256_hex
from sayso.ledger.codec import to_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FORMAT = "sayso-ledger-1"
NAME = re.compile(r"(?P<height>\d{8})-(?P<sha256>[0-9a-f]{64})\.jsonl")
_KIND = re.compile(r"[a-z_]+")
_RECORD = re.compile(
    rb'\{"hash":"(?P<hash>[0-9a-f]{64})","id":(?P<id>"(?:[^"\\]|\\.)*"),"kind":"(?P<kind>[a-z_]+)","value":(?P<value>.*)\}',
)
MEND = "Restore it from a copy; what it held cannot be trusted now."


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The first line of a segment."""

    height: int
    parents: tuple[str, ...]
    records: int
    at: str | None = None

    @classmethod
    def of(cls, name: str, line: bytes) -> Self:
        """Return the header that `line` of the segment `name` holds.

        Raises:
            LedgerError: if it holds none.
        """
        try:
            fields = json.loads(line)
            if fields.pop("format") != FORMAT:
                raise LedgerError(name, "is of another format than this sayso knows", "Install the version it is of.")
            return cls(**{**fields, "parents": tuple(fields["parents"])})
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise LedgerError(name, "its first line is not a ledger header", MEND) from error

    def line(self) -> bytes:
        """Return the header as the first line of a file."""
        fields = {"format": FORMAT, "height": self.height, "parents": [*self.parents], "records": self.records}
        return f"{canonical_json({**fields, 'at': self.at} if self.at else fields)}\n".encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One stored value.

    Attributes:
        id: the value's own `id`; for a value without one, `x-` and 16 digits of `hash`.
        hash: SHA-256 of `value`.
        value: the value's canonical JSON.
    """

    kind: str
    id: str
    hash: str
    value: bytes

    @classmethod
    def of(cls, kind: str, value: object) -> Self:
        """Return the record of a dataclass.

        Raises:
            LedgerError: for a value that JSON or UTF-8 cannot hold (NaN, a lone surrogate).
        """
        if not _KIND.fullmatch(kind):
            raise LedgerError(f"a {kind}", "is not a kind of record", "Kinds are written in small letters.")
        try:
            text = canonical_json(to_json(value)).encode()
        except ValueError as error:
            raise LedgerError(f"a {kind}", f"cannot be written ({error})", "Correct the value.") from error
        digest = sha256_hex(text)
        return cls(kind=kind, id=getattr(value, "id", f"x-{digest[:16]}"), hash=digest, value=text)

    def line(self) -> bytes:
        """Return the record as a line of a file."""
        return b'{"hash":"%s","id":%s,"kind":"%s","value":%s}\n' % (
            self.hash.encode(),
            canonical_json(self.id).encode(),
            self.kind.encode(),
            self.value,
        )


def pack(header: Header, records: Sequence[Record]) -> tuple[str, bytes]:
    """Return the name and the bytes of the segment that holds `records`."""
    data = b"".join((header.line(), *(record.line() for record in records)))
    return f"{header.height:08d}-{sha256_hex(data)}.jsonl", data


def records_of(name: str, data: bytes) -> Iterator[Record]:
    """Yield the records of a segment's bytes, in order; hashes are not checked here.

    Raises:
        LedgerError: at the first line that is no record.
    """
    for number, line in enumerate(data.split(b"\n")[1:-1], start=2):
        match = _RECORD.fullmatch(line)
        if match is None:
            raise LedgerError(name, f"line {number} is not a record", MEND)
        yield Record(
            kind=match["kind"].decode(),
            id=json.loads(match["id"]),
            hash=match["hash"].decode(),
            value=match["value"],
        )
