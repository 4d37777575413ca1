"""An import killed at any step that touches the disk: nothing is lost or doubled, and the case always verifies."""

import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

from sayso.custody import verify
from sayso.ledger import Ledger
from sayso.model import Report

WRITER = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from custody_case import Kept

fatal, calls = int(sys.argv[2]), 0

def deadly(function):
    def counted(*args, **kwargs):
        global calls
        calls += 1
        if calls == fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **kwargs)
    return counted

if fatal:
    os.fsync = deadly(os.fsync)
    Path.replace = deadly(Path.replace)
case = Kept(Path(sys.argv[1]))
known = set(case.ledger.ids("report"))
for number in range(3):
    data = f"Report number {number}.".encode()
    from sayso.ids import sha256_hex
    if f"r-{sha256_hex(data)[:16]}" not in known:
        case.add(data, f"{number}.txt")
case.receive(b"no report", "x.bin")
case.room.settle()
print(calls, flush=True)
"""
HERE = str(Path(__file__).parent)


def run(folder, fatal):
    """Return how many steps the writer took, or None if it was killed."""
    command = [sys.executable, "-c", WRITER, str(folder), str(fatal), HERE]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own script
    assert done.returncode in {0, -signal.SIGKILL}, done.stderr
    return int(done.stdout) if done.returncode == 0 else None


def test_killed_at_steps_that_touch_the_disk_and_begun_again(tmp_path):
    steps = run(tmp_path / "whole", 10**9)
    assert steps > 20
    for fatal in range(1, steps, max(1, steps // 4)):
        folder = tmp_path / str(fatal)
        assert run(folder, fatal) is None
        proof = verify(folder)
        assert proof.ok or not (folder / "custody" / "log.jsonl").exists(), (fatal, proof.first_problem)
        assert run(folder, 0) == 0
        proof = verify(folder)
        assert (proof.ok, proof.first_problem, proof.reports, proof.originals) == (True, None, 3, 4), fatal
        stored = Counter(report.id for report in Ledger.open(folder / "ledger").load("report", Report))
        assert set(stored.values()) == {1}
        left = list(folder.rglob("*.partial"))
        assert not left, os.fspath(left[0])
