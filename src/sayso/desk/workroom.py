"""What every page of a desk works with: the live case, the search index, the reading room.

In: a case and options. Out: `Workroom`, made once for each desk; `Desk` and `Room` hand it to the addresses.
Incidents are weighed and texts indexed in the background, those that somebody looks at first.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from sayso.case import Case
from sayso.desk.identity import reviewer_of
from sayso.desk.jobs import Jobs
from sayso.desk.live import Live
from sayso.desk.options import Options
from sayso.desk.search import Index
from sayso.model import Incident

# Seconds that the end of the desk waits for the incident in hand.
_PATIENCE = 10


class Workroom:
    """One desk's case, index and jobs."""

    def __init__(self, case: Case, options: Options) -> None:
        """Open the case; the background work starts with `start`."""
        self.live = Live(case, options.clock)
        self.index = Index()
        self.jobs = Jobs(case, self.refresh)
        self._wished: OrderedDict[str, Incident] = OrderedDict()
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to weigh and index in the background."""
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the background work after what is in hand.

        A database that is cut off in the middle of its work complains when the program ends.
        """
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(timeout=_PATIENCE)

    def refresh(self) -> None:
        """Take note of what was written to the ledger."""
        self.live.now()
        self._wake.set()

    def wish(self, incident: Incident) -> None:
        """Ask for an incident to be weighed before others."""
        if self.live.summarised(incident) is None:
            self._wished[incident.id] = incident
            self._wake.set()

    def settle(self) -> None:
        """Do all background work now; for tests and measurements."""
        self.index_all()
        for incident in self.live.unweighed():
            self.live.summary(incident)

    def index_all(self) -> None:
        """Make everything that the case holds searchable."""
        state = self.live.now()
        self.index.add(list(state.reports.values()), dict(state.readings))

    def _work(self) -> None:
        while not self._stop.is_set():
            self.index_all()
            for incident in self.live.unweighed():
                while self._wished and not self._stop.is_set():
                    _, wished = self._wished.popitem(last=False)
                    self.live.summary(wished)
                if self._stop.is_set():
                    return
                self.live.summary(incident)
            self._wake.wait(timeout=5)
            self._wake.clear()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who is asking."""

    reviewer: str


def _desk(request: Request) -> Workroom:
    room: Workroom = request.app.state.workroom
    return room


def _asker(request: Request) -> Asker:
    return Asker(reviewer=reviewer_of(request))


Desk = Annotated[Workroom, Depends(_desk)]
Room = Annotated[Asker, Depends(_asker)]
