"""Print how long reading takes and how much memory, and what a dossier takes afterwards.

    python -m benchmarks.speed FILES...

In: anything `sayso read` takes. Out: one line a figure. Wall and processor seconds are given apart: a busy machine
stretches the first and not the second. Reading runs on one thread.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sayso import Case

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def timed(what: str, count: int = 1) -> Iterator[None]:
    """Print the wall and processor seconds that the block took, and those of each of `count` things."""
    wall, processor = time.perf_counter(), time.process_time()
    yield
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    each = f", {processor / count * 1000:.0f} ms of processor each" if count > 1 else ""
    print(f"{what}: {wall:.1f} s, {processor:.1f} s of processor{each}")


def main() -> int:
    """Read the files into a throw-away case and print what it took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("files", nargs="+")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        case = Case(folder)
        with timed("load the reader"):
            _ = case.reader
        processor = time.process_time()
        with timed("read"):
            summary = case.read(args.files)
        processor = time.process_time() - processor
        words = sum(len(report.text.split()) for report in case.reports())
        print(
            f"  {summary.stored} reports, {words} words, {summary.claims} claims: "
            f"{summary.stored / processor:.1f} reports and {words / processor:.0f} words a processor second"
        )
        with timed("group into incidents"):
            incidents = case.incidents()
        with timed("trace, weigh and render the largest"):
            page = case.page(incidents[0])
        print(f"  {len(page.encode()) / 1000:.0f} kB for {len(incidents[0].report_ids)} reports")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
