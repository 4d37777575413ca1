"""The room that everything passes on its way into a case: archive, then log, then ledger.

In: streams, and the reports made of them. Out: held bytes to read from, and log entries that say which reports were
made of which bytes. The order is what makes a crash harmless: bytes without a log line are kept once more by the next
import, and reports that the log names but the ledger lacks are named as interrupted by the next writer.
"""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from sayso.custody.archive import Archive
from sayso.custody.log import Log
from sayso.custody.receipt import Receipt, Response, now
from sayso.ids import canonical_json, sha256_hex
from sayso.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from sayso.config import Settings
    from sayso.custody.archive import Held
    from sayso.model import Report

FORMAT: Final = "sayso-custody-1"
TOOL: Final = f"sayso {__version__}"
# Receipts of bytes that gave no new report wait for company, so that a folder of known files is not a flush each.
_WAITING: Final = 50


class Room:
    """The custody of one case.

    Args:
        folder: the case folder.
        settings: in force; `keep_originals` says whether bytes are archived.
        clock: gives ISO times.
    """

    def __init__(self, folder: Path, settings: Settings, clock: Callable[[], str] = now) -> None:
        """Open the room; nothing is read or written until something is received."""
        self.archive = Archive(folder / "archive")
        self.log = Log(folder / "custody")
        self._keep = settings.keep_originals
        self._settings = sha256_hex(canonical_json(asdict(settings)).encode())
        self._clock = clock
        self._seen: set[bytes] = set()
        self._fresh: set[str] = set()
        self._waiting: list[Receipt] = []
        self._again: list[dict[str, str]] = []
        self._pending: tuple[str, ...] = ()
        self._held: frozenset[str] = frozenset()

    def begin(self, stored: Callable[[], Iterable[str]]) -> None:
        """Take note of what the log says; start one where there is none.

        Args:
            stored: gives the ids of the reports that the ledger holds; asked once no other writer can come between.

        Raises:
            CustodyError: if the log was altered or cannot be written.
        """
        self.archive.clear()
        with self.log.writing():
            self._catch_up()
            self._held = frozenset(stored())
            if not self.log.length:
                self._add([{"kind": "begun", "format": FORMAT, "tool": TOOL, **before(self._held)}])
            lost = [report_id for report_id in self._pending if report_id not in self._held]
            if lost:
                self._add([{"kind": "interrupted", "reports": lost}])

    @contextlib.contextmanager
    def receiving(
        self, stream: BinaryIO, subject: str, name: str, response: Response | None = None
    ) -> Iterator[tuple[Held, Receipt]]:
        """Hold a stream's bytes on the disk, archived unless that is switched off, and note where they came from.

        Raises:
            CustodyError: if the disk refuses.
        """
        with self.archive.holding(stream, keep=self._keep) as held:
            receipt = Receipt(
                subject=subject,
                name=name,
                sha256=held.sha256,
                size=held.size,
                kept=held.kept,
                at=self._clock(),
                tool=TOOL,
                settings=self._settings,
                response=response,
            )
            mark = _mark(receipt.entry())
            if response is not None or mark not in self._seen:  # a file read again says nothing new, a page does
                self._seen.add(mark)
                self._fresh.add(held.sha256)
                self._waiting.append(receipt)
            yield held, receipt

    @contextlib.contextmanager
    def committing(self, made: Sequence[tuple[Report, Receipt | None]]) -> Iterator[None]:
        """Log new reports and what is waiting, then let the caller store them; no other writer comes between.

        Raises:
            CustodyError: if the log was altered or cannot be written.
        """
        rows = []
        for report, receipt in made:
            if receipt is None:
                continue
            if report.id in self._held:  # read again, by a newer reader
                self.again(report.id, receipt)
                continue
            of = receipt.sha256
            rows.append({"id": report.id, "of": of, "sha256": report.sha256, "text_sha256": report.text_sha256})
        with self.log.writing():
            self._catch_up()
            self._add([*self._received(), *([{"kind": "read", "reports": rows}] if rows else [])])
            yield

    def again(self, report_id: str, receipt: Receipt | None) -> None:
        """Note that a known report came once more, if it came in bytes that are new to the log."""
        if receipt is not None and receipt.sha256 in self._fresh:
            self._again.append({"id": report_id, "of": receipt.sha256})

    def settle(self, *, force: bool = True) -> None:
        """Log what is waiting; without `force` only if much is.

        Raises:
            CustodyError: if the log was altered or cannot be written.
        """
        if len(self._waiting) + len(self._again) >= (1 if force else _WAITING):
            with self.log.writing():
                self._catch_up()
                self._add(self._received())

    def _received(self) -> list[dict[str, Any]]:
        entries = [receipt.entry() for receipt in self._waiting]
        if self._again:
            entries.append({"kind": "again", "reports": self._again})
        self._waiting, self._again = [], []
        return entries

    def _add(self, entries: Sequence[dict[str, Any]]) -> None:
        if entries:
            at = self._clock()
            self.log.append([{"at": at, **entry} for entry in entries])

    def _catch_up(self) -> None:
        for entry in self.log.news():
            if entry["kind"] == "received":
                self._seen.add(_mark(entry))
            elif entry["kind"] == "read":
                self._pending = tuple(row["id"] for row in entry["reports"])
            elif entry["kind"] == "interrupted":
                self._pending = ()


def before(reports: Iterable[str]) -> dict[str, Any]:
    """Return what the first entry says of reports that the ledger held before the log was begun."""
    ordered = sorted(reports)
    return {"reports_before": len(ordered), "reports_before_sha256": sha256_hex("\n".join(ordered).encode())}


def _mark(entry: dict[str, Any]) -> bytes:
    """Return what two receipts of the same bytes under the same name have in common, in 16 bytes."""
    key = f"{entry['subject']}\n{entry['sha256']}\n{entry['kept']}"
    return hashlib.sha256(key.encode("utf-8", "backslashreplace")).digest()[:16]
