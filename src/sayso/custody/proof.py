"""Proof that ledger, log and archive are what was written, and agree; offline, and in pieces.

In: a case folder. Out: whether all of it matches, and the first thing that does not: the ledger is checked first,
then the log's chain, then every archived byte, then that each report of the ledger stands in the log with the same
text and each one in the log stands in the ledger. It repairs nothing. What it holds grows by some 200 bytes a report.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import msgspec

from sayso import ledger
from sayso.custody.archive import Archive, digest_of
from sayso.custody.log import FIRST, HEAD, LOG, parsed
from sayso.custody.room import FORMAT, before
from sayso.custody.stamps import stamp_problem
from sayso.errors import LedgerError
from sayso.ids import sha256_hex
from sayso.ledger.journal import names_in
from sayso.ledger.segment import records_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NO_LOG: Final = "this case was read before custody was kept: there is no log and no archive to check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a check of a case found.

    Attributes:
        ok: everything matches.
        first_problem: the first thing that does not; None where all does.
        segments, records: of the ledger.
        entries: lines of the custody log.
        originals, size: files in the archive, and their bytes together.
        reports: in the ledger, each found in the log.
        notes: what is no fault but should be known.
    """

    ok: bool
    first_problem: str | None
    segments: int = 0
    records: int = 0
    entries: int = 0
    originals: int = 0
    size: int = 0
    reports: int = 0
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Told:
    """What the log says."""

    entries: int = 0
    kept: set[bytes] = field(default_factory=set)  # hashes that the archive must hold
    named: set[bytes] = field(default_factory=set)  # hashes of all that was received
    texts: dict[bytes, bytes] = field(default_factory=dict)  # report → hash of its text
    begun: dict[str, Any] = field(default_factory=dict)
    interrupted: set[bytes] = field(default_factory=set)
    last: tuple[str, ...] = ()  # reports of the last `read` line, which a kill may have kept out of the ledger

    def received(self, entry: dict[str, Any]) -> None:
        digest = bytes.fromhex(entry["sha256"])
        self.named.add(digest)
        if entry["kept"]:
            self.kept.add(digest)

    def read(self, rows: list[dict[str, str]]) -> None:
        self.texts.update({_key(row["id"]): bytes.fromhex(row["text_sha256"]) for row in rows})
        self.last = tuple(row["id"] for row in rows)


class _ReportLine(msgspec.Struct):
    id: str
    text: str
    sha256: str
    text_sha256: str


def verify(folder: Path) -> Proof:
    """Return whether the case in `folder` is exactly what was written."""
    checker = _Checker(folder)
    problem = next(checker.problems(), None)
    return Proof(ok=problem is None, first_problem=problem, **checker.figures(), notes=tuple(checker.notes))


class _Checker:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.archive = Archive(folder / "archive")
        self.told = _Told()
        self.ledger = ledger.VerifyResult(ok=True, segments=0, records=0, first_problem=None)
        self.originals = self.size = self.reports = 0
        self.notes: list[str] = []

    def figures(self) -> dict[str, Any]:
        return {
            "segments": self.ledger.segments,
            "records": self.ledger.records,
            "entries": self.told.entries,
            "originals": self.originals,
            "size": self.size,
            "reports": self.reports,
        }

    def problems(self) -> Iterator[str]:
        """Yield what does not match; only the first is of use, for what follows may be its consequence."""
        has_log = (self.folder / "custody" / LOG).exists()
        if (self.folder / "ledger").is_dir() or not has_log:
            self.ledger = ledger.verify(self.folder / "ledger")
            if self.ledger.first_problem:
                yield f"ledger: {self.ledger.first_problem}"
        if has_log:
            yield from self._log()
            yield from self._archive()
            yield from self._reports()
        elif (self.folder / "custody" / HEAD).exists() or any(self.archive.hashes()):
            yield f"custody/{LOG}: is missing"
        else:
            self.notes.append(_NO_LOG)

    def _log(self) -> Iterator[str]:
        prev = FIRST
        lines: dict[int, str] = {}  # hashes that `head` and stamps may name
        head = self._head()
        with (self.folder / "custody" / LOG).open("rb") as file:
            for number, line in enumerate(file):
                if not line.endswith(b"\n"):
                    self.notes.append(
                        "the log's last line is half written: an import was cut off; the next one mends it"
                    )
                    break
                entry = parsed(line, number, prev)
                if isinstance(entry, str):
                    yield f"custody log, line {number + 1}: {entry}"
                    return
                prev = sha256_hex(line[:-1])
                if head and head[0] == number:
                    lines[number] = prev
                try:
                    yield from self._entry(entry, number)
                except (KeyError, TypeError, ValueError):
                    yield f"custody log, line {number + 1}: is not what a line of kind {entry['kind']!r} holds"
                self.told.entries += 1
        begun = head is None and self.told.entries <= 1  # killed between the log's first line and the first head
        if not begun and (head is None or lines.get(head[0]) != head[1]):
            yield f"custody/{HEAD}: names a line that is not in the log; lines were altered or taken off its end"

    def _head(self) -> tuple[int, str] | None:
        try:
            head = json.loads((self.folder / "custody" / HEAD).read_bytes())
            return int(head["n"]), str(head["sha256"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _entry(self, entry: dict[str, Any], number: int) -> Iterator[str]:
        told, where = self.told, f"custody log, line {number + 1}"
        if (number == 0) != (entry["kind"] == "begun") or (number == 0 and entry["format"] != FORMAT):
            yield f"{where}: is not how a log of this format begins"
        match entry["kind"]:
            case "begun":
                told.begun = entry
            case "received":
                told.received(entry)
            case "read" | "again":
                for row in entry["reports"]:
                    if bytes.fromhex(row["of"]) not in told.named:
                        yield f"{where}: says that {row['id']} was made of bytes that were not received before"
                if entry["kind"] == "read":
                    told.read(entry["reports"])
            case "interrupted":
                told.interrupted.update(map(_key, entry["reports"]))
                told.last = ()
            case "stamped":
                problem, note = stamp_problem(self.folder, entry)
                yield from [f"{where}: {problem}"] if problem else []
                self.notes.extend([note] if note and note not in self.notes else [])

    def _archive(self) -> Iterator[str]:
        missing = set(self.told.kept)
        unlogged = 0
        for name in self.archive.hashes():
            digest = bytes.fromhex(name)
            try:
                found, size = digest_of(self.archive.path(name))
            except OSError as error:
                yield f"archive, {name}: cannot be read ({error.strerror or error})"
                return
            if found != name:
                yield f"archive, {name}: its bytes were altered (they are {found} now)"
            self.originals, self.size = self.originals + 1, self.size + size
            missing.discard(digest)
            unlogged += digest not in self.told.named
        yield from (
            f"archive, {digest.hex()}: is missing, and the log says that it was kept" for digest in sorted(missing)
        )
        yield from (f"archive, {name}: does not belong here" for name in self.archive.strangers())
        if unlogged:
            self.notes.append(f"{unlogged} originals are kept that the log does not name: an import was cut off")

    def _reports(self) -> Iterator[str]:
        told = self.told
        found: set[bytes] = set()
        unlisted: set[str] = set()
        for report in _reports_in(self.folder / "ledger"):
            key = _key(report.id)
            digest = hashlib.sha256(report.text.encode()).hexdigest()
            if digest != report.text_sha256:
                yield f"ledger, {report.id}: its text does not have the hash that it states"
            if key not in told.texts:
                unlisted.add(report.id)
            elif told.texts[key].hex() != digest:
                yield f"ledger, {report.id}: its text is not the one that the custody log names"
            if key not in found:
                found.add(key)
                self.reports += 1
        if before(unlisted) != {key: told.begun.get(key) for key in before(())}:
            if not told.begun.get("reports_before"):
                yield f"ledger, {min(unlisted)}: is not in the custody log"
            yield "ledger: reports that are not in the custody log were not there before it was begun"
        pending = {_key(report_id) for report_id in told.last}
        if any(key not in found for key in pending):
            self.notes.append("the last reports in the log are not in the ledger: an import was cut off; repeat it")
        lost = sum(key not in found and key not in told.interrupted and key not in pending for key in told.texts)
        if lost:
            yield f"ledger: {lost} reports that the custody log names are missing"


def _reports_in(folder: Path) -> Iterator[_ReportLine]:
    decoder = msgspec.json.Decoder(_ReportLine)
    for name in names_in(folder):
        try:
            for record in records_of(name, (folder / name).read_bytes()):
                if record.kind == "report":
                    yield decoder.decode(record.value)
        except (LedgerError, msgspec.MsgspecError, OSError):  # told when the ledger was checked
            return


def _key(report_id: str) -> bytes:
    return hashlib.sha256(report_id.encode()).digest()[:16]
