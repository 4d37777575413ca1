"""How fast the desk is, and whether it loses anything when many people work at once.

python -m benchmarks.desk                                   # 1,000 incidents, 100,000 claims; 5 reviewers, 20 s
python -m benchmarks.desk --reviewers 20 --seconds 600      # the long run
python -m benchmarks.desk --incidents 50 --seconds 5        # a quick look

A made-up case is written to the ledger as records, the same each time. Measured: opening it, its first page, a
decision until the changed page is there, and a run of reviewers on the loopback: errors, decisions lost, times.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.desk_case import write_case
from benchmarks.desk_load import Load

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fastapi import FastAPI

_SAMPLES = 25


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents", type=int, default=1000)
    parser.add_argument("--reviewers", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.serve:
        serve(wanted.serve)
        return
    with tempfile.TemporaryDirectory(prefix="sayso-desk-") as folder:
        case = Path(folder) / "case"
        reports, claims = write_case(case, wanted.incidents)
        print(f"case: {wanted.incidents} incidents, {reports} reports, {claims} claims")
        measure(case)
        load(case, wanted.reviewers, wanted.seconds)


def measure(folder: Path) -> None:
    """Print how long opening, pages and decisions take in one process."""
    from starlette.testclient import TestClient

    from sayso import Case
    from sayso.desk import create_app

    made: list[FastAPI] = []
    tell("opening (load, group)", times(lambda: made.append(create_app(Case(folder))), 1))
    app = made[0]
    client = TestClient(app, base_url="http://127.0.0.1")
    live = app.state.workroom.live
    tell("first page, nothing weighed yet", times(lambda: client.get("/").raise_for_status(), 5))
    tell("weighing and indexing everything, in the background", times(app.state.workroom.settle, 1))
    tell("first page", times(lambda: client.get("/").raise_for_status(), _SAMPLES))
    tell("search", times(lambda: client.get("/", params={"query": "hangar"}).raise_for_status(), _SAMPLES))
    tell("review queue", times(lambda: client.get("/review").raise_for_status(), 5))
    incidents = live.now().incidents
    mark = client.get("/api/session").json()["csrf"]
    asked = iter(incidents[:: max(1, len(incidents) // _SAMPLES)] * 2)

    def decide() -> None:
        incident = next(asked)
        fields = {"csrf": mark, "reviewer": "Ada", "verdict": "reject", "subject": incident.claim_ids[0]}
        client.post("/decide", data={**fields, "back": f"/incidents/{incident.id}"}).raise_for_status()

    tell("a decision, until the changed incident is there", times(decide, min(_SAMPLES, len(incidents))))

    def part() -> None:
        incident = next(asked)
        fields = {"csrf": mark, "report": incident.report_ids[-1]}
        client.post(f"/incidents/{incident.id}/split", data=fields).raise_for_status()

    tell("a report parted from its incident, until that is there", times(part, min(10, len(incidents))))


def load(folder: Path, reviewers: int, seconds: float) -> None:
    """Print how a desk in a process of its own bears many reviewers at once, and whether a decision was lost."""
    command = [sys.executable, "-m", "benchmarks.desk", "--serve", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603  # ourselves
        try:
            assert server.stdout is not None  # noqa: S101  # piped above
            port = int(server.stdout.readline())
            run = Load(port, folder)
            run.work(reviewers, seconds)
        finally:
            server.terminate()
    print(f"{reviewers} reviewers for {seconds:g} s: {len(run.took)} requests, {len(run.errors)} errors")
    print(f"decisions: {len(run.decided)} acknowledged, {run.lost()} lost")
    tell("requests", [(seconds,) for _, seconds in run.took])
    tell("decisions, until the changed page is there", [(seconds,) for kind, seconds in run.took if kind == "decide"])
    for error in run.errors[:5]:
        print(f"  ! {error}")


def serve(folder: Path) -> None:
    """Serve the desk on a free port of the loopback, and print the port."""
    import socket

    import uvicorn

    from sayso import Case
    from sayso.desk import create_app
    from sayso.desk.options import KEPT_OPEN

    app = create_app(Case(folder))
    room = socket.create_server(("127.0.0.1", 0), backlog=128)
    print(room.getsockname()[1], flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_keep_alive=KEPT_OPEN)).run(sockets=[room])


def times(work: Callable[[], object], number: int) -> list[tuple[float, float]]:
    """Return the seconds that each of `number` repetitions took, by the clock and of the processor.

    On a machine that others use too, the second says what an idle one would take.
    """
    found = []
    for _ in range(number):
        started, busy = time.perf_counter(), time.process_time()
        work()
        found.append((time.perf_counter() - started, time.process_time() - busy))
    return found


def tell(what: str, seconds: Sequence[tuple[float, ...]]) -> None:
    """Print the median and the 95th percentile in milliseconds: by the clock, then of the processor if measured."""
    told = []
    for name, column in zip(("", "processor "), zip(*seconds, strict=True), strict=False):
        ordered = sorted(column)
        high = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
        told.append(f"{name}p50 {statistics.median(ordered) * 1000:.0f} ms, p95 {high * 1000:.0f} ms")
    print(f"{what}: {'; '.join(told) or 'nothing measured'}", flush=True)


if __name__ == "__main__":
    main()
