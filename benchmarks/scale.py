"""Measures how time and memory grow with the number of claims.

    python -m benchmarks.scale                     # the relations, 10,000 to 1,000,000 claims
    python -m benchmarks.scale --sizes 10000000    # the same on ten million
    python -m benchmarks.scale --whole --sizes 1000 10000
    python -m benchmarks.scale --engine spark      # the same relations on Spark, on this machine

In: nothing; claims are made up: incidents of some twenty claims in seven reports, six outlets in ten naming a source,
one report in five a copy. `relations` runs the SQL files of grouping (candidate pairs), tracing (originals, hops,
walks) and weighing (standing, answers) over all incidents at once, as they stand in the package. `whole` runs
everything that a case does: texts, evidence, clusters, chains with reasons, the parent forest, findings. Each size
runs in a process of its own. Out: seconds per stage, seconds of processors and peak memory of the whole process
(making the claims up is part of both; what Spark's JVM uses is not), and the exponent of growth (the slope of log
time over log claims).
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from benchmarks.scale_tables import TABLES, made
from sayso.engine import Engine, sql
from sayso.trace.walks import walk

if TYPE_CHECKING:
    from collections.abc import Callable

_GROUP = ("candidates",)
_WEIGH = ("first_given", "standing", "answers")


def main() -> int:
    """Print the table; return 0."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--whole", action="store_true", help="everything that a case does, not the relations alone")
    parser.add_argument("--engine", choices=["duckdb", "spark"], default="duckdb", help="where the relations run")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        stages = whole(args.one) if args.whole else relations(args.one, args.engine)
        used = resource.getrusage(resource.RUSAGE_SELF)
        print(json.dumps({"stages": stages, "cpu": used.ru_utime + used.ru_stime, "peak_mb": used.ru_maxrss // 1024}))
        return 0
    kind = ["--engine", args.engine, *(["--whole"] if args.whole else [])]
    times = []
    for size in args.sizes:
        command = [sys.executable, "-m", "benchmarks.scale", "--one", str(size), *kind]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603
        total = sum(found["stages"].values())
        times.append((math.log(size), math.log(total)))
        parts = ", ".join(f"{name} {seconds:.1f}" for name, seconds in found["stages"].items())
        rest = f"{found['cpu']:.1f} s of processors, {found['peak_mb']:,} MB at most"
        print(f"{size:>11,} claims: {total:8.1f} s ({parts}), {rest}", flush=True)
    if len(times) > 1:
        print(f"growth exponent {_slope(times):.2f}")
    return 0


def relations(size: int, on: str = "duckdb") -> dict[str, float]:
    """Return seconds per stage of the package's SQL over so many claims, on DuckDB or on Spark on this machine."""
    with Engine.open() as made_up:
        for name, statement in TABLES.items():
            made_up.step(name, statement.replace(":claims", str(size)))
        if on == "duckdb":
            return _stages(made_up)
        from sayso.engine.spark import SparkEngine

        with SparkEngine.open() as engine:
            for name in TABLES:
                columns = {str(row[0]): str(row[1]) for row in made_up.rows(f"DESCRIBE {name}")}
                engine.table(name, columns, made_up.rows(f"SELECT * FROM {name}"))  # noqa: S608  # a name of ours
            return _stages(engine)


def _stages(engine: Engine) -> dict[str, float]:
    return {
        "group": _timed(lambda: _steps(engine, "sayso.group", _GROUP)),
        "trace": _timed(lambda: walk(engine)),
        "weigh": _timed(lambda: _steps(engine, "sayso.weigh", _WEIGH)),
    }


def whole(size: int) -> dict[str, float]:
    """Return seconds per stage of all that a case computes over so many claims."""
    from sayso.group import Grouping
    from sayso.trace import trace_all
    from sayso.weigh import findings_of_all

    reports, readings = made(size)
    by_id = {report.id: report for report in reports}
    claims = {claim.id: claim for reading in readings for claim in reading.claims}
    started = time.perf_counter()
    incidents = Grouping(reports, readings).incidents()
    grouped = time.perf_counter()
    told = [tuple(claims[claim_id] for claim_id in incident.claim_ids) for incident in incidents]
    traced = []
    findings = 0
    trace_seconds = weigh_seconds = 0.0
    for first in range(0, len(incidents), 500):
        part = range(first, min(first + 500, len(incidents)))
        began = time.perf_counter()
        traced = trace_all([([by_id[r] for r in incidents[n].report_ids], told[n]) for n in part])
        middle = time.perf_counter()
        findings += len(
            findings_of_all([(incidents[n], told[n], where) for n, where in zip(part, traced, strict=True)])
        )
        trace_seconds += middle - began
        weigh_seconds += time.perf_counter() - middle
    return {"group": grouped - started, "trace": trace_seconds, "weigh": weigh_seconds}


def _steps(engine: Engine, package: str, names: tuple[str, ...]) -> None:
    for name in names:
        engine.step(name, sql(package, name))


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _slope(points: list[tuple[float, float]]) -> float:
    across = sum(x for x, _ in points) / len(points)
    up = sum(y for _, y in points) / len(points)
    return sum((x - across) * (y - up) for x, y in points) / sum((x - across) ** 2 for x, _ in points)


if __name__ == "__main__":
    raise SystemExit(main())
