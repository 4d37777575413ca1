"""The one conductor: a case folder, and everything that is done to it, in order.

In: paths of reports, reviewers' decisions. Out: incidents, findings and dossiers. This is the public Python API:

    >>> from sayso import Case                                             # doctest: +SKIP
    >>> case = Case("my-case")                                             # doctest: +SKIP
    >>> case.read(["reports/"]).stored                                     # doctest: +SKIP
    20
    >>> incident = case.incidents()[0]                                     # doctest: +SKIP
    >>> [(f.label, f.status) for f in case.findings(incident)]             # doctest: +SKIP
    [('Killed: civilians', 'contested'), ...]

Reports and what was read in them are stored once in the ledger. Everything after that (incidents, chains, findings)
is computed from it when asked for (`state.py`), so a decision takes effect at once and nothing derived can go stale.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sayso import ids
from sayso.config import Settings
from sayso.errors import LedgerError, UnknownError
from sayso.model import Claim, Decision, Dossier, Finding, Incident, Reading, Rejected, Report
from sayso.state import Names, State

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from typing import BinaryIO

    from sayso.custody import Proof, Receipt, Room
    from sayso.intake import Link, Source, Web
    from sayso.ledger import Ledger
    from sayso.proposing import ProposedSummary
    from sayso.read import Reader

# Reports committed together: few enough that a kill loses seconds of reading, many enough that a
# segment is not a file per report.
_BATCH = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSummary:
    """What one call of `Case.read` did.

    Attributes:
        stored: reports that were new and are now in the ledger.
        known: reports that the ledger already held; nothing was stored for them.
        claims: claims found in the new reports.
        rejected: what could not be taken in or read, with what to do about it.
    """

    stored: int
    known: int
    claims: int
    rejected: tuple[Rejected, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What of a stored reading says that a report was read, and by whom; its claims are not needed for that."""

    report_id: str
    reader: str


class Case:
    """A case folder: its reports, what was read in them, and what follows from it.

    Args:
        folder: made on the first `read`; holds `ledger/`, `archive/` and `custody/`, and optionally `sayso.toml`
            (settings) and `sources.toml` (the user's own sources).
        settings: in place of those in the folder.
        clock: gives the ISO times of the custody log; the system's by default.
        reader: in place of the one that ships.
    """

    def __init__(
        self,
        folder: str | Path,
        *,
        settings: Settings | None = None,
        clock: Callable[[], str] | None = None,
        reader: Reader | None = None,
    ) -> None:
        """Open the folder; nothing is read or written until a method is called."""
        self.folder = Path(folder)
        self.settings = settings or Settings.load(self.folder / "sayso.toml")
        self._clock = clock
        self._state: State | None = None
        self._stale = True
        self._opened: Ledger | None = None
        self._reader = reader

    def read(
        self,
        paths: Iterable[str | Path | Link | Source],
        *,
        stdin: BinaryIO | None = None,
        progress: Callable[[Report | Rejected], None] | None = None,
        web: Web | None = None,
        skip: Collection[str] = (),
    ) -> ReadSummary:
        """Store the reports found under `paths` and the claims read in them; return what was done.

        Args:
            paths: files, folders, globs, web addresses, or `-` for standard input.
            stdin: where `-` reads from; the process's own by default.
            progress: called after each report or rejection.
            web: fetches addresses; one that remembers what sites asked for may be given.
            skip: addresses that are not to be fetched.

        One bad file never stops the rest: it comes back in `rejected` and is kept in the ledger. The original
        bytes of everything are archived first, then logged, then the reports stored.

        Raises:
            LedgerError: if the folder cannot be written or its ledger was altered.
            CustodyError: if the same goes for its archive and custody log.
        """
        from sayso import custody, intake

        ledger = self._ledger()
        room = custody.Room(self.folder, self.settings, self._clock or custody.now)
        room.begin(lambda: ledger.ids("report"))
        known = {read.report_id for read in ledger.load("reading", _Read) if read.reader == self.reader.name}
        counts = {"stored": 0, "known": 0, "claims": 0}
        rejected: list[Rejected] = []
        batch: list[tuple[Report, Reading, Receipt | None]] = []
        for taken in intake.taken_from(paths, self.settings, stdin=stdin, room=room, web=web, skip=skip):
            item = taken.item
            if isinstance(item, Rejected):
                rejected.append(item)
            elif item.id in known:
                counts["known"] += 1
                room.again(item.id, taken.receipt)
            else:
                known.add(item.id)
                reading = self.reader.read(item, intake.passages_of(item, self.settings))
                batch.append((item, reading, taken.receipt))
                counts["stored"] += 1
                counts["claims"] += len(reading.claims)
            if len(batch) >= _BATCH:
                self._commit(ledger, room, batch)
                batch = []
            room.settle(force=False)
            if progress is not None:
                progress(item)
        self._commit(ledger, room, batch)
        room.settle()
        ledger.append("rejected", rejected)
        self._stale = True
        return ReadSummary(**counts, rejected=tuple(rejected))

    def check_llm(self) -> None:
        """Raise a ReadError if the `[llm]` settings do not do for `read_llm`."""
        from sayso.read.llm.endpoint import checked

        checked(self.settings.llm)

    def read_llm(
        self, *, replay: bool = False, progress: Callable[[Report | Rejected], None] | None = None
    ) -> ProposedSummary:
        """Have a language model point at claims in the case's reports (`docs/llm.md`); return what was done.

        Args:
            replay: nothing is sent; the answers that are kept are read again.
            progress: called after each report.

        Raises:
            ReadError: if the `[llm]` settings are not complete.
            LedgerError: if the folder cannot be written or its ledger was altered.
        """
        from sayso.proposing import propose

        self._stale = True
        return propose(
            self.folder, self.settings, self._ledger(), lambda: self.reader, replay=replay, progress=progress
        )

    @property
    def reader(self) -> Reader:
        """The reader, loaded on first use."""
        if self._reader is None:
            from sayso.read import Reader

            self._reader = Reader.load(self.settings, self.folder)
        return self._reader

    def reports(self) -> tuple[Report, ...]:
        """Return every report of the case, in the order in which they were stored."""
        return tuple(self._now().reports.values())

    def claims(self) -> tuple[Claim, ...]:
        """Return every claim of the case as the current reader found it, in order of report and place in the text."""
        return tuple(claim for reading in self._now().readings.values() for claim in reading.claims)

    def rejected(self) -> tuple[Rejected, ...]:
        """Return what could not be taken in or read, in the order in which it was met."""
        return self._now().rejected

    def incidents(self) -> tuple[Incident, ...]:
        """Return the incidents, the one with most reports first."""
        return self._now().incidents

    def findings(self, incident: Incident | str) -> tuple[Finding, ...]:
        """Return, question by question, the answers to an incident's questions and who stands behind each.

        Args:
            incident: an incident, its id, or enough of the id to tell it from the others.

        Raises:
            UnknownError: if the case holds no such incident.
        """
        return self.dossier(incident).findings

    def dossier(self, incident: Incident | str) -> Dossier:
        """Return all there is to show about one incident.

        Raises:
            UnknownError: if the case holds no such incident.
        """
        return self._now().dossier(self._incident(incident))

    def dossiers(self) -> tuple[Dossier, ...]:
        """Return every incident's dossier, the one with most reports first: quicker than asking one by one."""
        state = self._now()
        state.weigh(state.incidents)
        return tuple(state.dossier(incident) for incident in state.incidents)

    def page(self, incident: Incident | str) -> str:
        """Return an incident's dossier as one self-contained HTML page.

        Raises:
            UnknownError: if the case holds no such incident.
        """
        from sayso import show

        return show.page(self.dossier(incident))

    def export(
        self, name: str, target: str | Path, *, incident: Incident | str | None = None, policy: str | None = None
    ) -> tuple[Path, ...]:
        """Write the case, or one incident, in the format called `name`; return the files, the main one first.

        Raises:
            UnknownError: if there is no such format, incident or policy.
            ExportError: if the policy does not serve the format.
        """
        from sayso import outgoing

        return outgoing.written(self, name, Path(target), incident=incident, policy=policy)

    def decide(self, decision: Decision) -> None:
        """Append a reviewer's decision; everything that follows from it changes with the next question asked.

        Raises:
            UnknownError: if it supersedes a decision that the case does not hold.
        """
        if decision.supersedes and decision.supersedes not in {known.id for known in self.decisions()}:
            raise UnknownError(decision.supersedes, "no such decision in this case", "List them with `sayso log`.")
        ledger = self._ledger()
        state = self._now()
        ledger.append("decision", [decision])
        after = state.after(decision)
        # Where another program has written to the ledger meanwhile, it is loaded again.
        self._state = after if after.knows(ledger) else State.of(ledger, self._names, self.settings, after)

    def decisions(self) -> tuple[Decision, ...]:
        """Return every decision ever taken, superseded ones too, in order."""
        return self._now().decisions

    def verify(self) -> Proof:
        """Return whether ledger, archive and custody log are what was written, and the first thing that is not."""
        from sayso import custody

        return custody.verify(self.folder)

    def _ledger(self) -> Ledger:
        if self._opened is None:
            from sayso.ledger import Ledger

            self._opened = Ledger.open(self.folder / "ledger")
        return self._opened

    @staticmethod
    def _commit(ledger: Ledger, room: Room, batch: list[tuple[Report, Reading, Receipt | None]]) -> None:
        if not batch:
            return
        made = [(report, receipt) for report, _, receipt in batch]
        with room.committing(made), ledger.segment() as segment:
            for report, reading, _ in batch:
                segment.add("report", report)
                segment.add("reading", reading)

    def _incident(self, wanted: Incident | str) -> Incident:
        key = wanted.id if isinstance(wanted, Incident) else wanted
        incidents = self.incidents()
        hits = [incident for incident in incidents if incident.id == key] or [
            incident for incident in incidents if incident.id.removeprefix("i-").startswith(key.removeprefix("i-"))
        ]
        if len(hits) != 1:
            problem = "several incidents begin like this" if hits else "no such incident in this case"
            raise UnknownError(key, problem, "List them with `sayso incidents`.")
        return hits[0]

    def _now(self) -> State:
        if self._state is None or self._stale:
            if not (self.folder / "ledger").is_dir():
                raise LedgerError(str(self.folder), "no case here", "Read some reports into it first: `sayso read`.")
            self._state = State.of(self._ledger(), self._names, self.settings, self._state)
            self._stale = False
        return self._state

    @cached_property
    def _names(self) -> Names:
        return Names(self.folder)


def new_decision(verdict: str, subject: str, *, reviewer: str, at: str, **fields: str | None) -> Decision:
    """Return a decision with its id made from its content.

    Args:
        verdict: one of `model.Verdict`.
        subject: id of what is judged.
        reviewer: who judges.
        at: ISO time of the judgement.
        fields: `object`, `note`, `amended`, `supersedes`.

    Raises:
        TypeError: for a field that a decision does not have.
    """
    content: dict[str, str | None] = {
        "verdict": verdict,
        "subject": subject,
        "reviewer": reviewer,
        "at": at,
        **fields,
    }
    return Decision(id=ids.content_id("d", content), **content)  # type: ignore[arg-type]  # checked by Decision itself
