"""Print how fast material comes into a case, how fast a case is verified, and what memory that takes.

    python -m benchmarks.intake warc --count 10000
    python -m benchmarks.intake verify --count 100000
    python -m benchmarks.intake killed --count 50
    python -m benchmarks.intake malformed --count 500

`warc` reads a WARC of generated pages into a case. `verify` checks a case with so many reports (of 40 to a file),
with every original kept. `killed` kills an import with signal 9 at so many random moments and counts what was lost or
doubled. `malformed` reads so many damaged documents of each format. Out: one line a figure. Wall and processor
seconds are given apart.
"""

from __future__ import annotations

import argparse
import io
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.killed import killed
from benchmarks.malformed import malformed
from benchmarks.pages import page, write_warc
from sayso import Case
from sayso.config import Settings
from sayso.custody import Room
from sayso.ids import sha256_hex
from sayso.intake.fence import FENCE
from sayso.ledger import Ledger
from sayso.model import Reading, Report

if TYPE_CHECKING:
    from collections.abc import Callable

_A_FILE = 40
_A_SEGMENT = 20


def main() -> int:
    """Measure what was asked for and print it."""
    measures: dict[str, Callable[[int, Path], int]] = {
        "warc": _warc,
        "verify": _verify,
        "killed": killed,
        "malformed": malformed,
    }
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("what", choices=measures)
    parser.add_argument("--count", type=int, default=1000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return measures[args.what](args.count, Path(folder))


def _warc(count: int, folder: Path) -> int:
    write_warc(folder / "pages.warc.gz", count)
    print(f"a WARC of {count} pages, {(folder / 'pages.warc.gz').stat().st_size / 1e6:.1f} MB")
    case = Case(folder / "case")
    _ = case.reader
    started, processor = time.perf_counter(), time.process_time()
    summary = case.read([folder / "pages.warc.gz"])
    wall, processor = time.perf_counter() - started, time.process_time() - processor
    FENCE.close()  # so that its memory is told
    print(f"{summary.stored} reports, {summary.claims} claims, {len(summary.rejected)} remarks in {wall:.0f} s:")
    print(f"  {summary.stored / wall:.1f} reports a second, {summary.stored / processor:.1f} a processor second")
    _memory()
    _proved(folder / "case")
    return 0 if summary.stored == count else 1


def _verify(count: int, folder: Path) -> int:
    _written(folder, count)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"a case of {count} reports, {size / 1e6:.0f} MB on the disk")
    return _proved(folder)


def _written(folder: Path, count: int) -> None:
    """Write a case of generated reports, in custody, without the reader's work."""
    room = Room(folder, Settings())
    ledger = Ledger.open(folder / "ledger")
    room.begin(lambda: ledger.ids("report"))
    for first in range(0, count, _A_FILE):
        bodies = [page(number) for number in range(first, min(first + _A_FILE, count))]
        data = b"\n".join(body for _, body in bodies)
        with room.receiving(io.BytesIO(data), f"in/{first}.html", f"{first}.html") as (_, receipt):
            made = [(_report(url, body), receipt) for url, body in bodies]
        for start in range(0, len(made), _A_SEGMENT):
            part = made[start : start + _A_SEGMENT]
            with room.committing(part), ledger.segment() as segment:
                for report, _ in part:
                    segment.add("report", report)
                    segment.add("reading", Reading(report_id=report.id, claims=(), mentions=(), reader="none"))


def _report(url: str, body: bytes) -> Report:
    return Report(
        id=f"r-{sha256_hex(body)[:16]}",
        text=body.decode(),
        sha256=sha256_hex(body),
        text_sha256=sha256_hex(body),
        language="en",
        language_confidence=1.0,
        url=url,
    )


def _proved(folder: Path) -> int:
    """Verify in a process of its own, so that the memory is that of verifying."""
    import subprocess

    code = (
        "import resource, sys, time; from pathlib import Path; from sayso.custody import verify\n"
        "s = time.perf_counter(); p = verify(Path(sys.argv[1])); t = time.perf_counter() - s\n"
        "m = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024\n"
        "print(f'verified: {p.ok} {p.first_problem or str()}; {p.reports} reports, {p.originals} originals, "
        "{p.entries} custody entries, {p.records} records in {t:.1f} s; peak memory {m:.0f} MB')\n"
        "sys.exit(not p.ok)"
    )
    return subprocess.run([sys.executable, "-c", code, str(folder)], check=False).returncode  # noqa: S603  # ourselves


def _memory() -> None:
    own, child = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"  peak memory: {own.ru_maxrss / 1024:.0f} MB, and {child.ru_maxrss / 1024:.0f} MB behind the fence")


if __name__ == "__main__":
    sys.exit(main())
