"""Proof that a ledger is exactly what was written.

In: a ledger's folder. Out: whether every byte, segment and link is as it was, and the first that is not.
It repairs nothing, decodes no value and needs no network. Somebody who rewrites the whole chain with its names can
still deceive it: keep a copy of `heads` elsewhere to rule that out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import LedgerError
from sayso.ids import sha256_hex
from sayso.ledger.journal import HEADS, names_in
from sayso.ledger.segment import NAME, Header, records_of

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyResult:
    """What a check of the ledger found.

    Attributes:
        ok: everything matches.
        segments, records: how many were checked, up to the first problem.
        first_problem: the first thing that does not match, in the ledger's order; None where all does.
    """

    ok: bool
    segments: int
    records: int
    first_problem: str | None


def verify(folder: str | Path) -> VerifyResult:
    """Return whether the ledger in `folder` is exactly what was written."""
    folder = Path(folder)
    seen: dict[str, Header] = {}
    problem: str | None = None
    if not folder.is_dir():
        problem = f"{folder}: there is no ledger here"
    for name in names_in(folder):
        problem = _checked(folder, name, seen)
        if problem:
            break
    problem = problem or _strangers(folder, seen) or _ends(folder, seen)
    return VerifyResult(
        ok=problem is None,
        segments=len(seen),
        records=sum(header.records for header in seen.values()),
        first_problem=problem,
    )


def _checked(folder: Path, name: str, seen: dict[str, Header]) -> str | None:
    """Check one segment against its name, its records and the segments before it; note it as seen if it is sound."""
    try:
        data = (folder / name).read_bytes()
        header = Header.of(name, data.partition(b"\n")[0])
        records = [*records_of(name, data)]
    except LedgerError as error:
        return f"{error.subject}: {error.problem}"
    except OSError as error:
        return f"{name}: cannot be read ({error.strerror})"
    for number, record in enumerate(records, start=2):
        if sha256_hex(record.value) != record.hash:
            return f"{name}: line {number} ({record.kind} {record.id}) was altered"
    return _misplaced(name, data, header, seen) or _counted(name, header, len(records), seen)


def _misplaced(name: str, data: bytes, header: Header, seen: Mapping[str, Header]) -> str | None:
    match = NAME.fullmatch(name)
    if match is None or match["sha256"] != sha256_hex(data):
        return f"{name}: its bytes do not match its name; lines were altered, moved, added or taken away"
    if int(match["height"]) != header.height:
        return f"{name}: was moved; it was written as number {header.height}"
    for parent in header.parents:
        if parent not in seen:
            return f"{parent}: is missing, and {name} follows it"
    if header.height != 1 + max((seen[parent].height for parent in header.parents), default=0):
        return f"{name}: does not follow the segments that it names"
    return None


def _counted(name: str, header: Header, count: int, seen: dict[str, Header]) -> str | None:
    if header.records != count:
        return f"{name}: holds {count} records, and its first line says {header.records}"
    seen[name] = header
    return None


def _strangers(folder: Path, seen: Mapping[str, Header]) -> str | None:
    """Find files that look like segments and are none."""
    strange = sorted(path.name for path in folder.glob("*.jsonl") if path.name not in seen)
    return f"{strange[0]}: is not named like a segment; it was renamed or does not belong here" if strange else None


def _ends(folder: Path, seen: Mapping[str, Header]) -> str | None:
    """Compare with the `heads` file, which may be one segment behind after a crash but never ahead."""
    path = folder / HEADS
    if not path.exists():
        return f"{HEADS}: is missing" if any(header.parents for header in seen.values()) else None
    try:
        heads = json.loads(path.read_bytes())
    except ValueError:
        return f"{HEADS}: was altered: it is not a list of segments"
    for head in heads if isinstance(heads, list) else [heads]:
        if head not in seen:
            return f"{head}: is missing, and was the last one written"
    return None
