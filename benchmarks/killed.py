"""An import killed with signal 9 at random moments, and begun again until it is done: what was lost or doubled?

In: how many kills, a folder to work in. Out: a line with the figures; nothing may be lost or doubled, and every case
must verify after every kill.
"""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

from benchmarks.pages import page
from sayso.custody import verify
from sayso.ledger import Ledger
from sayso.model import Reading, Report

if TYPE_CHECKING:
    from pathlib import Path

_PAGES = 60
_LINES = 120
_LONGEST = 4.0  # seconds of work before a kill, at the most
_CODE = """
import sys
from sayso import Case
case = Case(sys.argv[1])
case.reader
print("ready", flush=True)
case.read(sys.argv[2:])
"""


def killed(count: int, folder: Path) -> int:
    """Kill so many imports; return 1 if anything was lost, doubled or does not verify."""
    chance = random.Random(20200212)  # noqa: S311  # seeded on purpose
    sources = _material(folder / "in")
    kills = cases = lost = doubled = broken = 0
    while kills < count:
        case = folder / f"case-{cases}"
        cases += 1
        done, longest, held = False, _LONGEST, 0
        while not done:
            fatal = chance.uniform(0, longest) if kills < count else None
            done = _run(case, sources, fatal)
            before, held = held, _segments(case)
            longest = _LONGEST if held > before else longest * 1.5  # a busy machine needs longer to store anything
            kills += not done
            broken += (case / "ledger").exists() and not verify(case).ok
        reports = Counter(report.id for report in Ledger.open(case / "ledger").load("report", Report))
        readings = Counter(reading.report_id for reading in Ledger.open(case / "ledger").load("reading", Reading))
        lost += _PAGES + _LINES - len(reports)
        doubled += sum(count > 1 for count in (reports + Counter()).values()) + (readings != reports)
    print(f"{kills} kills in {cases} imports: {lost} reports lost, {doubled} doubled, {broken} times not verified")
    return int(bool(lost or doubled or broken))


def _segments(case: Path) -> int:
    return len([*(case / "ledger").glob("*.jsonl")])


def _material(folder: Path) -> list[str]:
    folder.mkdir()
    for number in range(_PAGES):
        (folder / f"{number:03d}.html").write_bytes(page(number)[1])
    lines = [
        {"text": page(number)[1].decode("utf-8").split("<p>")[1], "id": str(number)}
        for number in range(1000, 1000 + _LINES)
    ]
    (folder / "lines.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return [str(folder)]


def _run(case: Path, sources: list[str], fatal: float | None) -> bool:
    """Import, killed after `fatal` seconds of work; return whether it got to its end."""
    command = [sys.executable, "-c", _CODE, str(case), *sources]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)  # noqa: S603  # ourselves
    if process.stdout is not None:
        process.stdout.readline()
    if fatal is not None:
        time.sleep(fatal)
        process.send_signal(signal.SIGKILL)
    process.wait()
    if process.stdout is not None:
        process.stdout.close()
    return process.returncode == 0
