"""The journal: values stored once, in order, never changed.

In: dataclasses with a kind ("report", "reading", "decision", …). Out: the same values, in the order in which they
were stored. Values whose kind and id are already there are passed over. Nothing is deleted or amended here, and
no clock is read: a time stands in a segment only if the caller gives one.
"""

from __future__ import annotations

import contextlib
import gc
import json
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from sayso.errors import LedgerError
from sayso.ids import sha256_hex
from sayso.ledger import folder as files
from sayso.ledger.codec import Decoder
from sayso.ledger.segment import MEND, NAME, Header, Record, pack, records_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, KeysView, Sequence

T = TypeVar("T")
HEADS = "heads"


class Segment:
    """Values that will be stored together or not at all."""

    def __init__(self) -> None:
        """Start empty."""
        self.records: list[Record] = []
        self.stored = 0

    def add(self, kind: str, value: object) -> None:
        """Add a dataclass; it is stored when the block ends without an error.

        Raises:
            LedgerError: for a value that JSON or UTF-8 cannot hold.
        """
        self.records.append(Record.of(kind, value))


class Ledger:
    """A folder of write-once segments, each naming by hash the ones it follows.

    Several processes may write to one folder. Where they cannot lock it, or where two copies of a folder grew apart
    and were put together, the chain forks; the next segment names both ends and it is one again.
    """

    def __init__(self, folder: Path) -> None:
        """Take a folder as it is; callers use `Ledger.open`."""
        self.folder = folder
        self._headers: dict[str, Header] = {}
        self._ids: dict[str, dict[str, None]] = {}

    @classmethod
    def open(cls, folder: str | Path) -> Self:
        """Return the ledger in `folder`, which is made when something is first stored.

        Raises:
            LedgerError: if a segment was altered or is missing.
        """
        ledger = cls(Path(folder))
        ledger._refresh()
        return ledger

    def append(self, kind: str, values: Sequence[object], *, at: str | None = None) -> int:
        """Store those values that are new, together; return how many there were.

        Args:
            kind: what they are, in small letters.
            values: dataclasses; their `id` says whether they are known, or their content where they have none.
            at: ISO time to record, if wanted; it is in no id.

        Raises:
            LedgerError: if the folder cannot be written, or its ledger was altered.
        """
        with self.segment(at=at) as segment:
            for value in values:
                segment.add(kind, value)
        return segment.stored

    @contextlib.contextmanager
    def segment(self, *, at: str | None = None) -> Iterator[Segment]:
        """Give a segment to add to; it is stored when the block ends, and `stored` then says how many were new.

        Raises:
            LedgerError: if the folder cannot be written, or its ledger was altered.
        """
        segment = Segment()
        yield segment
        if segment.records:
            segment.stored = self._commit(segment.records, at)

    def load(self, kind: str, type_: type[T]) -> tuple[T, ...]:
        """Return every stored value of `kind`, in the order in which they were stored.

        Where the chain forks, order is by height and then by hash: the same on every machine.

        Raises:
            LedgerError: if a segment was altered or is missing, or a record is not a `type_`.
        """
        self._refresh()
        decoder = Decoder(type_)
        seen: set[str] = set()
        values: list[T] = []
        with _no_collection():
            for name in sorted(self._headers):
                for record in records_of(name, self._bytes(name)):
                    if record.kind == kind and record.id not in seen:  # two ends of a fork may hold it both
                        seen.add(record.id)
                        values.append(decoder.decode(record.value))
        return tuple(values)

    def ids(self, kind: str) -> KeysView[str]:
        """Return the ids of every stored value of `kind`; quick to look up in, and in order.

        Raises:
            LedgerError: if a segment was altered or is missing.
        """
        self._refresh()
        return dict(self._ids.get(kind, {})).keys()

    def unseen(self, seen: set[str]) -> Iterator[Record]:
        """Yield the records of the segments that are not in `seen`, in order, and add those segments' names to it.

        For programs that stay open while others write: they need not load everything again.

        Raises:
            LedgerError: if a segment was altered or is missing.
        """
        self._refresh()
        for name in sorted(self._headers.keys() - seen):
            yield from records_of(name, self._bytes(name))
            seen.add(name)

    def _commit(self, records: Sequence[Record], at: str | None) -> int:
        with files.writing(self.folder):
            self._refresh()
            new: dict[tuple[str, str], Record] = {}
            for record in records:
                if record.id not in self._ids.get(record.kind, {}):
                    new.setdefault((record.kind, record.id), record)
            if not new:
                return 0
            self._write_heads()  # so that the heads are never more than one segment behind, whenever we are killed
            parents = heads_of(self._headers)
            height = 1 + max((self._headers[parent].height for parent in parents), default=0)
            header = Header(height=height, parents=parents, records=len(new), at=at)
            name, data = pack(header, [*new.values()])
            files.write(self.folder, name, data)
            self._take(name, header, new.values())
            self._write_heads()
            return len(new)

    def _write_heads(self) -> None:
        text = heads_text(self._headers)
        path = self.folder / HEADS
        if self._headers and (not path.exists() or path.read_bytes() != text):
            files.write(self.folder, HEADS, text)

    def _refresh(self) -> None:
        """Take note of segments that other writers have stored since."""
        for _ in range(2):  # a folder listed while segments appear may show the later and not the earlier
            for name in names_in(self.folder):
                if name not in self._headers:
                    data = self._bytes(name)
                    header = Header.of(name, data.partition(b"\n")[0])
                    self._take(name, header, records_of(name, data))
            missing = {
                parent: name
                for name, header in self._headers.items()
                for parent in header.parents
                if parent not in self._headers
            }
            if not missing:
                return
        parent = min(missing)
        raise LedgerError(parent, f"is missing, and {missing[parent]} follows it", MEND)

    def _take(self, name: str, header: Header, records: Iterable[Record]) -> None:
        self._headers[name] = header
        for record in records:
            self._ids.setdefault(record.kind, {})[record.id] = None

    def _bytes(self, name: str) -> bytes:
        try:
            data = (self.folder / name).read_bytes()
        except OSError as error:
            raise LedgerError(name, f"cannot be read ({error.strerror})", MEND) from error
        if f"-{sha256_hex(data)}." not in name:
            raise LedgerError(name, "was altered: its bytes do not match its name", MEND)
        return data


def names_in(folder: Path) -> list[str]:
    """Return the names of the segments in `folder`, in the ledger's order; none where there is no folder."""
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if NAME.fullmatch(path.name))


def heads_of(headers: dict[str, Header]) -> tuple[str, ...]:
    """Return the names of the segments that none follows."""
    followed = {parent for header in headers.values() for parent in header.parents}
    return tuple(sorted(name for name in headers if name not in followed))


def heads_text(headers: dict[str, Header]) -> bytes:
    """Return what the `heads` file should hold: it shows when the last segment is taken away."""
    return json.dumps([*heads_of(headers)], indent=0).encode() + b"\n"


@contextlib.contextmanager
def _no_collection() -> Iterator[None]:
    """Hold back the garbage collector, which would walk all values again and again while they are being made."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
