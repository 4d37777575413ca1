"""Reading reports while people go on working: one job after another, each with its progress.

In: files as they were sent. Out: reports in the ledger, by `Case.read`, and a `Job` that says how far it is. Files
lie in a temporary folder, under names of our own making, until they are read.
"""

from __future__ import annotations

import re
import tempfile
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.case import Case
from sayso.errors import SaysoError
from sayso.model import Rejected, Report

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_UNFIT = re.compile(r"[^\w.\- ]+")
_LONGEST = 80
_KEPT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One batch of reports.

    Attributes:
        files: how many files were handed in.
        read: reports read so far, known ones included.
        last: what was read last, as its file is called.
        stored, claims: what is new in the case; counted at the end.
        remarks: what could not be read.
        failed: why the whole batch stopped, "" where it did not.
    """

    id: int
    by: str
    files: int
    read: int = 0
    last: str = ""
    stored: int = 0
    known: int = 0
    claims: int = 0
    done: bool = False
    failed: str = ""
    remarks: tuple[Rejected, ...] = field(default=())


class Jobs:
    """The reading room: one thread, so that two batches never fight for the processor.

    Args:
        case: that the reports go into.
        after: called when a batch is read.
    """

    def __init__(self, case: Case, after: Callable[[], object]) -> None:
        """Start with nothing to do."""
        self._case = Case(case.folder)
        self._after = after
        self._lock = threading.Lock()
        self._turn = threading.Lock()
        self._jobs: dict[int, Job] = {}
        self._count = 0

    def get(self, number: int) -> Job | None:
        """Return a job, None where there is no such one (any more)."""
        return self._jobs.get(number)

    def latest(self) -> tuple[Job, ...]:
        """Return the jobs of late, the newest first."""
        return tuple(self._jobs[number] for number in sorted(self._jobs, reverse=True))

    def start(self, files: Sequence[tuple[str, bytes]], by: str, addresses: Sequence[str] = ()) -> Job:
        """Read files in the background.

        Args:
            files: (name as sent, bytes) pairs.
            by: who added them.
            addresses: on the web, to fetch reports from.
        """
        with self._lock:
            self._count += 1
            job = Job(id=self._count, by=by, files=len(files) + len(addresses))
            self._jobs[job.id] = job
            self._jobs.pop(self._count - _KEPT, None)
        # A daemon: what it has not stored when the desk is stopped can be handed in again.
        threading.Thread(target=self._run, args=(job.id, tuple(files), tuple(addresses)), daemon=True).start()
        return job

    def _run(self, number: int, files: tuple[tuple[str, bytes], ...], addresses: tuple[str, ...]) -> None:
        with self._turn, tempfile.TemporaryDirectory(prefix="sayso-") as folder:
            try:
                paths = [_put(Path(folder), place, name, data) for place, (name, data) in enumerate(files)]
                summary = self._case.read([*paths, *addresses], progress=lambda item: self._step(number, item))
                self._after()
            except (SaysoError, OSError) as error:
                self._set(number, failed=str(error), done=True)
            except Exception:  # the thread ends here, and the page must say so
                self._set(number, failed="Something went wrong inside the reader. Try `sayso read`.", done=True)
                raise
            else:
                self._set(
                    number,
                    stored=summary.stored,
                    known=summary.known,
                    claims=summary.claims,
                    remarks=summary.rejected,
                    done=True,
                )

    def _step(self, number: int, item: Report | Rejected) -> None:
        name = item.subject if isinstance(item, Rejected) else (item.outlet or item.origin_file or item.id)
        self._set(number, read=self._jobs[number].read + 1, last=name)

    def _set(self, number: int, **changes: object) -> None:
        with self._lock:
            if number in self._jobs:
                self._jobs[number] = replace(self._jobs[number], **changes)  # type: ignore[arg-type]  # by name


def _put(folder: Path, place: int, name: str, data: bytes) -> Path:
    """Write a file under a safe name in a folder of its own: the name that the sender gave leads nowhere else."""
    own = folder / str(place)
    own.mkdir()
    plain = _UNFIT.sub("_", name.replace("\\", "/").rpartition("/")[2]).strip(". ")[-_LONGEST:] or "report.txt"
    path = own / plain
    path.write_bytes(data)
    return path
