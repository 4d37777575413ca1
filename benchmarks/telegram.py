"""Print how fast a Telegram export of so many messages comes in, and what memory that takes.

    python -m benchmarks.telegram --count 100000 --read 2000

In: nothing but the number of messages; they are generated, each different, some of them forwarded, some service
messages, some in Ukrainian. Out: one line for taking the export apart (intake alone), one for reading the first
`--read` messages into a case (all of them by default), each measured in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.pages import DEEDS, FILLER, PLACES, SOURCES
from sayso import Case
from sayso.config import Settings
from sayso.intake import reports_from
from sayso.model import Report

if TYPE_CHECKING:
    from collections.abc import Callable

_BEGUN = 1_600_000_000  # the first message's time, in seconds since 1970
_CHANNELS = ("SANA", "Ukrinform", "Local Watch", "Northern Post", "Reuters")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--read", type=int, default=None)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_export(folder / "result.json", args.count)
        size = (folder / "result.json").stat().st_size / 1e6
        print(f"an export of {args.count:,} messages, {size:.0f} MB")
        _measured("taken apart", _intake, folder / "result.json")
        few = args.count if args.read is None else min(args.read, args.count)
        write_export(folder / "few.json", few)
        _measured("read into a case", _case, folder / "few.json")
    return 0


def write_export(path: Path, count: int) -> None:
    """Write the export of one channel with so many messages to `path`, as Telegram Desktop does."""
    with path.open("w", encoding="utf-8") as file:
        file.write('{\n "name": "Watch",\n "type": "public_channel",\n "id": 1234567890,\n "messages": [\n')
        for number in range(1, count + 1):
            file.write("  " + json.dumps(message(number), ensure_ascii=False, indent=1))
            file.write(",\n" if number < count else "\n")
        file.write(" ]\n}\n")


def message(number: int) -> dict[str, Any]:
    """Return message `number`, by its number alone."""
    chance = random.Random(number)  # noqa: S311  # seeded on purpose
    moment = _BEGUN + 60 * number
    stated: dict[str, Any] = {
        "id": number,
        "type": "message",
        "date": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(moment)),
        "date_unixtime": str(moment),
        "from": "Watch",
        "from_id": "channel1234567890",
    }
    if number % 50 == 0:
        return {
            **stated,
            "type": "service",
            "actor": "Watch",
            "action": "pin_message",
            "text": "",
            "text_entities": [],
        }
    place = chance.choice(PLACES)
    if number % 7 == 0:
        dead = chance.randint(2, 40)
        words = f"Унаслідок обстрілу поблизу {place} загинули {dead} людей, повідомляє агентство. №{number}"
    else:
        dead, deed, source = chance.randint(1, 60), chance.choice(DEEDS), chance.choice(SOURCES)
        words = f"{dead} civilians were killed by {deed} near {place}, {source} said."
        words = f"{words} {chance.choice(FILLER)} No. {number}"
    if number % 5 == 0:
        stated["forwarded_from"] = chance.choice(_CHANNELS)
    bold, _, rest = words.partition(" ")
    pieces = [{"type": "bold", "text": bold}, " " + rest]
    return {**stated, "text": pieces, "text_entities": [pieces[0], {"type": "plain", "text": " " + rest}]}


def _measured(what: str, work: Callable[[Path], tuple[int, int]], path: Path) -> None:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        (reports, remarks), wall, processor, memory = pool.submit(_timed, work, path).result()
    print(
        f"{what}: {reports:,} reports, {remarks} remarks in {wall:.0f} s: {reports / wall:.1f} a second, "
        f"{reports / processor:.1f} a processor second; peak memory {memory:.0f} MB"
    )


def _timed(work: Callable[[Path], tuple[int, int]], path: Path) -> tuple[tuple[int, int], float, float, float]:
    started, processor = time.perf_counter(), time.process_time()
    made = work(path)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return made, time.perf_counter() - started, time.process_time() - processor, memory


def _intake(path: Path) -> tuple[int, int]:
    reports = remarks = 0
    for item in reports_from([path], Settings()):
        reports += isinstance(item, Report)
        remarks += not isinstance(item, Report)
    return reports, remarks


def _case(path: Path) -> tuple[int, int]:
    case = Case(path.parent / "case")
    summary = case.read([path])
    return summary.stored, len(summary.rejected)


if __name__ == "__main__":
    sys.exit(main())
