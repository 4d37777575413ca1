"""What each page shows: values looked up and put together from the live case, for the templates.

In: the live case, ids. Out: dictionaries of values. No figure is made here that the findings do not hold.
"""

import heapq
import itertools
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from sayso.decisions import in_force
from sayso.desk import choices, leaving
from sayso.desk.live import Live
from sayso.desk.queue import Doubt
from sayso.errors import UnknownError
from sayso.model import AnswerGroup, Claim, Decision, Dossier, Finding, Pair
from sayso.show import document
from sayso.show.book import Book


class ListQuery(BaseModel):
    """The address of the list of incidents."""

    query: Annotated[str, Field(max_length=200)] = ""
    status: Literal["", "agreed", "contested", "single-origin", "unattributed", "under review"] = ""
    language: Annotated[str, Field(max_length=8)] = ""
    since: Annotated[str, Field(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")] = ""
    until: Annotated[str, Field(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")] = ""
    order: Literal["reports", "day", "contested", "doubt"] = "reports"
    page: Annotated[int, Field(ge=1, le=100_000)] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing in the review queue, with what a page shows of it."""

    doubt: Doubt
    book: Book
    view: document.View
    claim: Claim
    decided: tuple[Decision, ...]
    incident_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the log: decisions taken in one go.

    Attributes:
        decisions: all of them, in order; the first stands for the rest.
        standing: how many of them are in force.
        taken_back: who took it back, "" where nobody did.
    """

    decisions: tuple[Decision, ...]
    standing: int
    taken_back: str
    words: str
    link: str


def of_incident(live: Live, dossier: Dossier) -> dict[str, object]:
    """Return what the page of an incident shows: all that its dossier does, and the decisions that touch it."""
    values = document.parts_of(dossier)
    return {
        **values,
        "decisions_on": _by_subject(dossier),
        "differ": choices.differing(dossier.decisions),
        "subjects": {
            decision.id: (subject_words(live, decision.subject, decision.object), link_to(live, decision.subject))
            for decision in dossier.decisions
        },
        "formats": leaving.formats(),
    }


def of_claim(live: Live, claim_id: str) -> dict[str, object]:
    """Return what the page of a claim shows."""
    read = live.places.claim(claim_id)
    incident = live.incident(live.places.incident_of(read.report_id))
    dossier = live.dossier(incident)
    values = of_incident(live, dossier)
    book: Book = values["book"]  # type: ignore[assignment]  # `parts_of` makes it
    if claim_id not in book.claims:
        raise UnknownError(claim_id, "no such claim in this incident", "Look for it in its report.")
    claim = book.claims[claim_id]
    return {
        **values,
        "claim": claim,
        "read": read,
        "report": book.report(claim),
        "answers": _answers(dossier, claim),
        "decided": choices.about(live, claim_id),
        "standing": {decision.id for decision in in_force(dossier.decisions)},
        "origins": [origin for origin in dossier.origins if origin.known],
    }


def of_report(live: Live, report_id: str) -> dict[str, object]:
    """Return what the page of a report shows."""
    incident = live.incident(live.places.incident_of(report_id))
    dossier = live.dossier(incident)
    values = of_incident(live, dossier)
    book: Book = values["book"]  # type: ignore[assignment]  # `parts_of` makes it
    pairs: list[tuple[str, Pair]] = [
        (pair.right if pair.left == report_id else pair.left, pair)
        for pair in incident.pairs
        if report_id in (pair.left, pair.right)
    ]
    return {
        **values,
        "report": book.reports[report_id],
        "claims": [claim for claim in book.in_order if claim.report_id == report_id],
        "pairs": sorted(pairs, key=lambda item: -item[1].score),
    }


def queue_of(live: Live, reviewer: str, skip: int, size: int) -> tuple[list[Item], int, int]:
    """Return a page of the queue, the number of things in it, and of incidents that are not weighed yet.

    What this reviewer has judged already is left out; what others judged stays, so that there are second opinions.
    """
    state = live.now()
    mine = {
        name
        for decision in in_force(state.decisions)
        if decision.reviewer == reviewer
        for name in ((decision.subject, decision.object), (decision.object, decision.subject))
    }
    judged = {name for pair in mine for name in pair}
    summaries = list(live.summaries().values())
    ranked = [
        [doubt for doubt in summary.doubts if (doubt.subject, doubt.object) not in mine]
        if not judged.isdisjoint(summary.subjects)
        else summary.doubts
        for summary in summaries
        if summary is not None
    ]
    total = sum(len(doubts) for doubts in ranked)
    # Each incident's doubts are in order already: the first few of all are found without sorting a hundred thousand.
    doubts = itertools.islice(heapq.merge(*ranked, key=lambda doubt: doubt.order), skip, skip + size)
    items = []
    values: dict[str, dict[str, object]] = {}
    for doubt in doubts:
        if doubt.incident_id not in values:
            values[doubt.incident_id] = document.parts_of(live.dossier(live.incident(doubt.incident_id)))
        parts = values[doubt.incident_id]
        book: Book = parts["book"]  # type: ignore[assignment]  # `parts_of` makes it
        items.append(
            Item(
                doubt=doubt,
                book=book,
                view=parts["view"],  # type: ignore[arg-type]  # `parts_of` makes it
                claim=book.claims[doubt.claim_id],
                decided=tuple(d for d in in_force(choices.about(live, doubt.subject, doubt.object))),
                incident_name=live.incident(doubt.incident_id).name,
            )
        )
    return items, total, sum(summary is None for summary in summaries)


def log_of(live: Live, who: str = "") -> list[Entry]:
    """Return the log, the newest first; decisions that one click made are one entry."""
    decisions = live.now().decisions
    standing = {decision.id for decision in in_force(decisions)}
    by = {decision.supersedes: decision.reviewer for decision in decisions if decision.supersedes}
    groups: list[list[Decision]] = []
    for decision in decisions:
        if who and decision.reviewer != who:
            continue
        last = groups[-1][-1] if groups else None
        if last is not None and _one_go(groups[-1][0], last, decision):
            groups[-1].append(decision)
        else:
            groups.append([decision])
    return [
        Entry(
            decisions=tuple(group),
            standing=sum(decision.id in standing for decision in group),
            taken_back=next((by[decision.id] for decision in group if decision.id in by), ""),
            words=subject_words(live, group[0].subject, group[0].object),
            link=link_to(live, group[0].subject),
        )
        for group in reversed(groups)
    ]


def reviewers_of(live: Live) -> list[str]:
    """Return everybody who ever decided here, the busiest first."""
    names = [decision.reviewer for decision in live.now().decisions]
    return sorted(set(names), key=lambda name: (-names.count(name), name))


def subject_words(live: Live, subject: str, other: str | None = None) -> str:
    """Return what a decision is about in words: quotes for claims, outlet and day for reports, names for origins."""
    words = [_words(live, name) for name in (subject, other) if name]
    return " – ".join(words)


def link_to(live: Live, subject: str) -> str:
    """Return the address of the page about a subject, "" where there is none."""
    if subject in live.places:
        return f"/claims/{subject}"
    if subject in live.now().reports:
        return f"/reports/{subject}"
    return ""


def _words(live: Live, name: str) -> str:
    if name in live.places:
        return f"“{live.places.claim(name).span.quote}”"
    report = live.now().reports.get(name)
    if report is not None:
        return Book.title_of(report)
    for incident in live.now().incidents:
        summary = live.summarised(incident)
        if summary is not None and name in summary.subjects:
            dossier = live.dossier(incident)
            for origin in dossier.origins:
                if origin.id == name:
                    return origin.name
            for finding in dossier.findings:
                if finding.id == name:
                    return f"{finding.label}, {incident.name}"
    return name


def _one_go(first: Decision, last: Decision, decision: Decision) -> bool:
    """Return whether a decision belongs with those before it: same person, note and kind, within a second."""
    same = (first.reviewer, first.note) == (decision.reviewer, decision.note)
    paired = bool(first.object and decision.object) and first.verdict in {"same", "different", "withdraw"}
    return same and paired and decision.at[:19] == last.at[:19]


def _answers(dossier: Dossier, claim: Claim) -> list[tuple[Finding, int, AnswerGroup]]:
    """Return the findings that a claim answers, with the number of the answer that it gives."""
    return [
        (finding, number, answer)
        for finding in dossier.findings
        for number, answer in enumerate(finding.answers)
        if claim.id in answer.claim_ids
    ]


def _by_subject(dossier: Dossier) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = {}
    for decision in dossier.decisions:
        for name in {decision.subject, decision.object or decision.subject}:
            found.setdefault(name, []).append(decision)
    return found
