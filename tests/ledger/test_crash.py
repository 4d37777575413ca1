"""A writer killed at any moment leaves a ledger that opens, is proved, and has all that was committed."""

import random
import signal
import subprocess
import sys
import time

from sayso.ledger import Ledger, verify
from sayso.model import Rejected

WRITER = """
import os, signal, sys
from pathlib import Path
from sayso.ledger import Ledger
from sayso.model import Rejected

folder, start, fatal = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
calls = 0

def deadly(function):
    def counted(*args, **kwargs):
        global calls
        calls += 1
        if calls == fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **kwargs)
    return counted

if fatal:  # every step that touches the disk may be the last one
    os.fsync = deadly(os.fsync)
    Path.replace = deadly(Path.replace)
    Path.open = deadly(Path.open)
    Path.mkdir = deadly(Path.mkdir)

ledger = Ledger.open(folder)
for number in range(start, start + (2 if fatal else 100000)):
    ledger.append("rejected", [Rejected(subject=f"{number}-{part}", problem="p" * 400, mend="") for part in range(5)])
    print(number, flush=True)
"""


def start(folder, first, fatal=0):
    return subprocess.Popen(  # noqa: S603  # our own script
        [sys.executable, "-c", WRITER, str(folder), str(first), str(fatal)], stdout=subprocess.PIPE, text=True
    )


def stored(folder):
    """Return the numbers of the batches that the ledger holds, having checked that each is whole."""
    assert verify(folder).ok or not folder.exists()
    subjects = [line.subject for line in Ledger.open(folder).load("rejected", Rejected)]
    assert len(set(subjects)) == len(subjects)
    numbers = [int(subject.split("-")[0]) for subject in subjects]
    assert all(numbers.count(number) == 5 for number in set(numbers))
    return set(numbers)


def test_killed_at_every_step_that_touches_the_disk(tmp_path):
    for fatal in range(1, 60):
        folder = tmp_path / str(fatal) / "deep" / "ledger"
        writer = start(folder, 0, fatal)
        out, _ = writer.communicate(timeout=60)
        committed = {int(line) for line in out.split()}
        assert committed <= stored(folder)
        Ledger.open(folder).append("decision", [Rejected(subject="after", problem="", mend="")])
        assert committed <= stored(folder)
        assert not list(folder.glob(".*"))
        if writer.returncode == 0:
            break
        assert writer.returncode == -signal.SIGKILL
    assert writer.returncode == 0
    assert fatal > 15


def test_killed_at_random_moments(tmp_path):
    chance = random.Random(20200212)  # noqa: S311  # seeded on purpose: a failure can be repeated
    committed = set()
    for attempt in range(10):
        writer = start(tmp_path, attempt * 100000)
        first = writer.stdout.readline()  # it is up and writing
        time.sleep(chance.uniform(0, 0.06))
        writer.kill()
        out, _ = writer.communicate(timeout=60)
        committed |= {int(line) for line in (first + out).split("\n") if line}
        assert committed <= stored(tmp_path)
    assert len(committed) > 10
