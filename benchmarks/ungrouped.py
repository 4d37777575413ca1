"""A case's reports and readings, ready to be weighed in groups that somebody else made.

In: a case. Out: a `State` without incidents of its own: grouping is neither measured nor paid for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.group import Grouping
from sayso.ledger import Ledger
from sayso.model import Reading, Report
from sayso.state import Names, State
from sayso.trace.texts import Texts

if TYPE_CHECKING:
    from sayso import Case


def ungrouped(case: Case) -> State:
    """Return what the case has read, the latest reading of each report."""
    ledger = Ledger.open(case.folder / "ledger")
    reports = {report.id: report for report in ledger.load("report", Report)}
    readings = {reading.report_id: reading for reading in ledger.load("reading", Reading)}
    return State(
        reports=reports,
        readings=readings,
        decisions=(),
        rejected=(),
        incidents=(),
        grouping=Grouping((), ()),
        names=Names(case.folder),
        settings=case.settings,
        order={report_id: place for place, report_id in enumerate(reports)},
        held={},
        weighed={},
        texts=Texts(),
    )
