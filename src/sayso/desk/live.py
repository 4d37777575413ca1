"""The case while the desk is open: its state now, kept up with whatever anybody writes.

In: a case. Out: `State` values, one after another, and a summary of each incident. Only what is new in the ledger is
loaded, only the neighbourhood of a decision is grouped again, and only incidents that it touches are weighed again.
Safe to use from several threads; other processes may write to the same ledger at any time.
"""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sayso import proposals as second
from sayso.decisions import pairs_of
from sayso.desk.subjects import Places
from sayso.desk.summary import Summary, summary_of
from sayso.errors import LedgerError, UnknownError
from sayso.group import Grouping
from sayso.ledger import Decoder, Ledger
from sayso.model import Decision, Reading, Rejected, Report
from sayso.state import Names, State
from sayso.trace import Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sayso.case import Case
    from sayso.model import Dossier, Incident

_GROUPING = ("same", "different")
_FEW = 3
_TICK = timedelta(microseconds=1)


class Live:
    """A case that stays open.

    Args:
        case: whose folder need not hold a ledger yet.
        clock: what time it is.

    Raises:
        LedgerError: if the ledger was altered.
    """

    def __init__(self, case: Case, clock: Callable[[], datetime]) -> None:
        """Load the case and group its reports; incidents are weighed when asked for."""
        self.case = case
        self.names = Names(case.folder)
        self.grouped = threading.Event()
        self._clock = clock
        self._last = datetime.min.replace(tzinfo=clock().tzinfo)
        self._lock = threading.RLock()
        self._ledger = Ledger.open(case.folder / "ledger")
        self._heads: bytes | None = b""
        self._seen: set[str] = set()
        self._reports: dict[str, Report] = {}
        self._readings: dict[str, Reading] = {}
        self._second: list[Reading] = []
        self._proposals: second.Proposals = {}
        self._decisions: list[Decision] = []
        self._rejected: list[Rejected] = []
        self._grouping = Grouping((), ())
        self._incidents: dict[str, Incident] = {}
        self._summaries: dict[str, Summary] = {}
        self._decoders: dict[str, Decoder[Any]] = {
            "report": Decoder(Report),
            "reading": Decoder(Reading),
            "decision": Decoder(Decision),
            "rejected": Decoder(Rejected),
        }
        self._weighed: dict[tuple[str, ...], object] = {}
        self._texts = Texts()
        self._places = Places({}, ())
        self._state = self._made()
        self.now()

    def now(self) -> State:
        """Return the case as the ledger has it at this moment.

        Raises:
            LedgerError: if the ledger was altered.
        """
        with self._lock:
            heads = self._heads_now()
            if heads != self._heads:
                self._heads = heads
                self._take_news()
            return self._state

    @property
    def places(self) -> Places:
        """Where every id is: which claim, in which report, in which incident."""
        self.now()
        return self._places

    def incident(self, incident_id: str) -> Incident:
        """Return an incident by its id.

        Raises:
            UnknownError: if the case holds no such incident now.
        """
        self.now()
        found = self._incidents.get(incident_id)
        if found is None:
            raise UnknownError(
                incident_id, "no such incident in this case now", "It may have been joined with another: look it up."
            )
        return found

    def dossier(self, incident: Incident) -> Dossier:
        """Return all there is to show about an incident."""
        return self.now().dossier(incident)

    def summary(self, incident: Incident) -> Summary:
        """Return an incident's summary, made now if nobody asked before."""
        with self._lock:
            state, known = self._state, self._summaries.get(incident.id)
        if known is not None and known.incident == incident:
            return known
        made = summary_of(state.dossier(incident))
        with self._lock:
            if self._state is state:
                self._summaries[incident.id] = made
        return made

    def summarised(self, incident: Incident) -> Summary | None:
        """Return an incident's summary if it is at hand."""
        known = self._summaries.get(incident.id)
        return known if known is not None and known.incident == incident else None

    def summaries(self) -> dict[str, Summary | None]:
        """Return the summaries of all incidents by id, None for those not at hand; a few missing ones are made.

        A decision leaves one or two to make, an opened case all of them: those are for the background.
        """
        missing = self.unweighed()
        if len(missing) <= _FEW:
            for incident in missing:
                self.summary(incident)
        return {incident.id: self.summarised(incident) for incident in self.now().incidents}

    def unweighed(self) -> tuple[Incident, ...]:
        """Return the incidents whose summaries are not at hand."""
        return tuple(incident for incident in self.now().incidents if self.summarised(incident) is None)

    def time(self) -> str:
        """Return the time for the next decision, always later than the last one given."""
        with self._lock:
            self._last = max(self._clock(), self._last + _TICK)
            return self._last.isoformat(timespec="microseconds")

    def decide(self, decisions: Sequence[Decision]) -> None:
        """Append decisions, together; what follows from them shows in the next state.

        Raises:
            LedgerError: if the ledger cannot be written or was altered.
        """
        self._ledger.append("decision", decisions)
        self.now()

    def _heads_now(self) -> bytes | None:
        try:
            return (self._ledger.folder / "heads").read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise LedgerError("heads", f"cannot be read ({error.strerror})", "Check the folder's rights.") from error

    def _take_news(self) -> None:
        read = False
        decided: list[Decision] = []
        known = {decision.id for decision in self._decisions}
        for record in self._ledger.unseen(self._seen):
            decoder = self._decoders.get(record.kind)
            value = decoder.decode(record.value) if decoder is not None else None
            match value:
                case Report():
                    self._reports.setdefault(value.id, value)
                    read = True
                case Reading() if second.is_second(value.reader):
                    self._second.append(value)
                    read = True
                case Reading():
                    self._readings[value.report_id] = value
                    read = True
                case Decision() if value.id not in known:
                    decided.append(value)
                case Rejected():
                    self._rejected.append(value)
                case _:
                    pass
        before = list(self._decisions)
        self._decisions += decided
        if read:
            readings = [self._readings[name] for name in self._reports if name in self._readings]
            self._grouping = Grouping([*self._reports.values()], readings)
            self._incidents = {found.id: found for found in self._grouping.incidents(self._decisions)}
            self._proposals = second.proposals_of(self._readings, self._second)
        else:
            self._regroup(before, decided)
        taken = second.taken(self._proposals, self._decisions)
        self._incidents = {
            name: second.joined(found, self._proposals, taken) for name, found in self._incidents.items()
        }
        self._places = (
            Places(self._readings, self._incidents.values(), self._proposals)
            if read
            else self._places.moved(self._incidents)
        )
        touched = {name for decision in decided for name in self._about(decision)}
        self._summaries = {
            name: summary
            for name, summary in self._summaries.items()
            if self._incidents.get(name) == summary.incident and not touched & summary.subjects
        }
        self._state = self._made()

    def _about(self, decision: Decision) -> set[str]:
        """Return every id that a decision is about, with those of the one that it supersedes."""
        ids = {decision.subject, decision.object or decision.subject}
        for known in self._decisions:
            if known.id == decision.supersedes:
                ids |= {known.subject, known.object or known.subject}
        return ids

    def _regroup(self, before: Sequence[Decision], decided: Sequence[Decision]) -> None:
        """Group the neighbourhood of those pairs again that are joined or parted now and were not, or the reverse."""
        if not any(decision.object or decision.supersedes for decision in decided):
            return
        changed: set[str] = set()
        for verdict in _GROUPING:
            for pair in set(pairs_of(before, verdict)) ^ set(pairs_of(self._decisions, verdict)):
                changed.update(pair)
        if not changed:
            return
        around = self._grouping.around(changed, before) | self._grouping.around(changed, self._decisions)
        kept = {name: found for name, found in self._incidents.items() if found.report_ids[0] not in around}
        made = {found.id: found for found in self._grouping.incidents(self._decisions, around)}
        self._incidents = kept | made

    def _made(self) -> State:
        incidents = sorted(self._incidents.values(), key=lambda found: (-len(found.report_ids), found.id))
        return State(
            reports=self._reports,
            readings=second.counting(self._readings, self._proposals, second.taken(self._proposals, self._decisions)),
            decisions=tuple(self._decisions),
            rejected=tuple(self._rejected),
            incidents=tuple(incidents),
            grouping=self._grouping,
            names=self.names,
            settings=self.case.settings,
            order={name: place for place, name in enumerate(self._reports)},
            held={},
            texts=self._texts,
            weighed=self._weighed,  # type: ignore[arg-type]  # filled by the states themselves
            proposals=self._proposals,
        )
