"""What changed in a case between two looks at it: new incidents, new origins, new contradictions, revised figures.

In: a case, and what was remembered of it. Out: what is to be remembered (plain values, small), and the changes as
plain sentences built from fields. It compares findings; it decides nothing and stores nothing.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.case import Case
    from sayso.model import Dossier, Finding, Incident

Kind = Literal["new incident", "new report", "new origin", "new contradiction", "revised figure", "new status"]
Memory = dict[str, dict[str, Any]]  # incident id → what is remembered of it
_SHOWN: Final = 5  # new reports of an incident that are named


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is not as it was.

    Attributes:
        incident, name: its id and name.
        question: the question's label, where the change is of one.
        text: the change in plain words.
    """

    kind: Kind
    incident: str
    name: str
    text: str
    question: str | None = None

    def plain(self) -> dict[str, str | None]:
        """Return the change as JSON values."""
        return asdict(self)


def remembered(case: Case, before: Memory | None = None) -> Memory:
    """Return what is to be remembered of a case's incidents.

    Args:
        case: an open case.
        before: what was remembered earlier; incidents with the same reports and decisions are not weighed again.
    """
    decided = len(case.decisions())
    memory: Memory = {}
    for incident in case.incidents():
        mark = [*incident.report_ids, str(decided)]
        known = (before or {}).get(incident.id)
        memory[incident.id] = known if known and known["mark"] == mark else _of(case.dossier(incident), mark)
    return memory


def changes_of(case: Case, before: Memory, after: Memory) -> tuple[Change, ...]:
    """Return what changed, incident by incident in the case's order; nothing where there was nothing to compare with.

    Args:
        case: the case now, for names.
        before: from `remembered`, earlier.
        after: from `remembered`, now.
    """
    return tuple(
        change
        for incident in case.incidents()
        if after[incident.id] != before.get(incident.id)
        for change in _changes(incident, _earlier(incident, before), after[incident.id])
    )


def _of(dossier: Dossier, mark: list[str]) -> dict[str, Any]:
    names = {origin.id: origin.name for origin in dossier.origins}
    return {
        "mark": mark,
        "reports": {report.id: report.outlet or report.origin_file or report.id for report in dossier.reports},
        "origins": sorted({origin.name for origin in dossier.origins if origin.known}),
        "findings": {finding.label: _finding(finding, names) for finding in dossier.findings},
    }


def _finding(finding: Finding, names: Mapping[str, str]) -> dict[str, Any]:
    said: dict[str, list[str]] = {}
    for answer in finding.answers:
        for origin in answer.origin_ids:
            said.setdefault(names.get(origin, origin), []).append(answer.label)
    against = sorted(
        {
            " / ".join(sorted((finding.answers[one].label, finding.answers[other].label)))
            for one, other, relation, _ in finding.relations
            if relation == "contradict"
        }
    )
    denied = sorted(
        f"{names.get(origin, origin)} denies {answer.label}"
        for answer in finding.answers
        for origin in answer.denied_by
    )
    return {"status": finding.status, "said": said, "against": [*against, *denied]}


def _earlier(incident: Incident, before: Memory) -> dict[str, Any] | None:
    """Return what was remembered of an incident, should its id have changed because an earlier report joined."""
    if incident.id in before:
        return before[incident.id]
    ours = set(incident.report_ids)
    shared = [(len(ours & set(old["reports"])), ident) for ident, old in sorted(before.items())]
    count, ident = max(shared, default=(0, ""))
    return before[ident] if count else None


def _changes(incident: Incident, old: dict[str, Any] | None, new: dict[str, Any]) -> Iterator[Change]:
    def change(kind: Kind, text: str, question: str | None = None) -> Change:
        return Change(kind=kind, incident=incident.id, name=incident.name, text=text, question=question)

    if old is None:
        yield change("new incident", f"{len(new['reports'])} reports, {len(new['origins'])} origins")
        return
    reports = [name for ident, name in new["reports"].items() if ident not in old["reports"]]
    if reports:
        more = f" and {len(reports) - _SHOWN} more" if len(reports) > _SHOWN else ""
        yield change("new report", f"{', '.join(reports[:_SHOWN])}{more}")
    for origin in new["origins"]:
        if origin not in old["origins"]:
            yield change("new origin", origin)
    for label, finding in new["findings"].items():
        was = old["findings"].get(label, {"status": None, "said": {}, "against": []})
        yield from (change(kind, text, label) for kind, text in _in_finding(was, finding))


def _in_finding(was: dict[str, Any], now: dict[str, Any]) -> Iterator[tuple[Kind, str]]:
    for clash in now["against"]:
        if clash not in was["against"]:
            yield "new contradiction", clash
    for origin, answers in now["said"].items():
        earlier = was["said"].get(origin)
        if earlier and earlier != answers:
            yield "revised figure", f"{origin}: {', '.join(earlier)} → {', '.join(answers)}"
    if was["status"] not in {None, now["status"]}:
        yield "new status", f"{was['status']} → {now['status']}"
