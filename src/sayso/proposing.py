"""A second reading of a case's reports: asked of a language model, stored beside the first one, never in its place.

In: a case's folder, ledger and reader. Out: readings in the ledger, answers in `llm/replies/`, what was turned away
in `llm/refused.jsonl`, and a `ProposedSummary`. One report that cannot be read never stops the rest. What becomes of
the claims is for `proposals.py` and for reviewers.
"""

from __future__ import annotations

import json
from contextlib import closing, nullcontext
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sayso import proposals
from sayso.errors import LedgerError, ReadError
from sayso.model import Reading, Rejected, Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from sayso.config import Settings
    from sayso.ledger import Ledger
    from sayso.read import Reader
    from sayso.read.llm import Second

_BATCH = 20
_REFUSED = "refused.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedSummary:
    """What one second reading did.

    Attributes:
        read: reports that were read now.
        known: reports that were read in the same way before.
        proposed: what the model pointed at in the reports read now.
        refused: of those, how many were turned away.
        claims: claims that the rest make.
        waiting: of those, how many the first reader does not make; they wait for a reviewer.
        requests, tokens: what was asked of the service.
        rejected: reports that could not be read, with what to do about it.
    """

    read: int = 0
    known: int = 0
    proposed: int = 0
    refused: int = 0
    claims: int = 0
    waiting: int = 0
    requests: int = 0
    tokens: int = 0
    rejected: tuple[Rejected, ...] = ()


def propose(  # noqa: PLR0913  # a case's parts, for `Case` alone to hand over
    folder: Path,
    settings: Settings,
    ledger: Ledger,
    reader: Callable[[], Reader],
    *,
    replay: bool = False,
    progress: Callable[[Report | Rejected], None] | None = None,
) -> ProposedSummary:
    """Have every report of the case read by a model, store the claims that the rules confirm; return what was done.

    Args:
        folder: of the case.
        settings: of the case, with its `[llm]` table.
        ledger: of the case.
        reader: gives the first reader, once it is needed.
        replay: nothing is sent; every report is read again from the answers that are kept.
        progress: called after each report.

    Raises:
        ReadError: where the settings are not complete.
        LedgerError: if there is no case, or its ledger cannot be written or was altered.
    """
    from sayso import intake
    from sayso.read.llm import Endpoint, Replies, SecondReader
    from sayso.read.llm.budget import Budget, Spent
    from sayso.read.llm.endpoint import checked

    checked(settings.llm)
    if not (folder / "ledger").is_dir():
        raise LedgerError(str(folder), "no case here", "Read some reports into it first: `sayso read`.")
    reports = ledger.load("report", Report)
    first, second = proposals.parted(ledger.load("reading", Reading))
    done = set() if replay else {reading.report_id for reading in second if _alike(reading, settings)}
    wanted = [report for report in reports if report.id in first and report.id not in done]
    budget = Budget(settings.llm)
    rejected: list[Rejected] = []
    batch: list[Second] = []
    made: list[Second] = []
    with nullcontext() if replay else closing(Endpoint(settings.llm)) as endpoint:
        for number, report in enumerate(wanted):
            if number == 0:
                replies = Replies(folder / "llm" / "replies", settings.llm)
                asker = SecondReader(reader(), settings.llm, replies, budget, endpoint)
            item: Report | Rejected = report
            try:
                passages = intake.passages_of(report, settings)
                batch.append(asker.read(report, passages, first[report.id].mentions))
            except Spent as error:
                left = len(wanted) - number
                rejected.append(Rejected(subject=f"{left} reports", problem=error.problem, mend=error.mend))
                break
            except ReadError as error:
                subject = report.key or report.origin_file or report.id
                item = Rejected(subject=subject, problem=f"{error.subject}: {error.problem}", mend=error.mend)
                rejected.append(item)
            if len(batch) >= _BATCH:
                made += _stored(folder, ledger, batch)
                batch = []
            if progress is not None:
                progress(item)
    made += _stored(folder, ledger, batch)
    readings = [one.reading for one in made]
    return ProposedSummary(
        read=len(made),
        known=len(done & first.keys()),
        proposed=sum(one.proposed for one in made),
        refused=sum(len(one.refused) for one in made),
        claims=sum(len(reading.claims) for reading in readings),
        waiting=len(proposals.ids_of(proposals.proposals_of(first, readings))),
        requests=budget.requests,
        tokens=budget.tokens,
        rejected=tuple(rejected),
    )


def _alike(reading: Reading, settings: Settings) -> bool:
    """Whether a reading was asked for in the way that the settings ask."""
    from sayso.read.llm.second import reader_of, tail_of

    name, _, rest = reading.reader.partition("@")
    digest, _, tail = rest.partition(";")
    wanted = (reader_of(settings.llm), tail_of(settings.llm))
    return (name, tail) == wanted and settings.llm.digest in {"", digest}


def _stored(folder: Path, ledger: Ledger, batch: list[Second]) -> list[Second]:
    if batch:
        _log(folder / "llm" / _REFUSED, batch)
        ledger.append("reading", [one.reading for one in batch])
    return batch


def _log(path: Path, batch: list[Second]) -> None:
    """Write what was turned away, in place of what the log has of the same reports and readers."""
    now = {(one.reading.report_id, one.reading.reader) for one in batch}
    kept = [record for record in _records(path) if (record.get("report"), record.get("reader")) not in now]
    kept += [
        {
            "report": one.reading.report_id,
            "reader": one.reading.reader,
            **asdict(refusal.proposal),
            "why": refusal.why,
        }
        for one in batch
        for refusal in one.refused
    ]
    partial = path.with_suffix(".partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # ASCII, since a model may answer with half a letter that UTF-8 cannot hold
        partial.write_text("".join(json.dumps(record) + "\n" for record in kept), encoding="ascii")
        partial.replace(path)
    except OSError as error:
        problem = f"cannot be written ({error.strerror or error})"
        raise ReadError(str(path), problem, "Check the folder's rights and the space on the disk.") from error


def _records(path: Path) -> Iterable[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="ascii").splitlines()
        records = [json.loads(line) for line in lines]
    except (OSError, ValueError):
        return []
    return [record for record in records if isinstance(record, dict)]
