"""The list of incidents: filtered, searched, ordered, cut into pages.

In: the case now, what is asked for. Out: one page of rows. An incident that is not weighed yet has a row without a
summary; filters by status pass over it, and the page says how many there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.show import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.desk.live import Live
    from sayso.desk.search import Hit, Index
    from sayso.desk.summary import Summary
    from sayso.model import Incident

PER_PAGE = 40
_SNIPPETS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for; empty fields ask for nothing."""

    query: str = ""
    status: str = ""
    language: str = ""
    since: str = ""
    until: str = ""
    order: str = "reports"
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One incident; `hits` are where the words searched for stand."""

    incident: Incident
    summary: Summary | None
    hits: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One page of the list.

    Attributes:
        total: incidents that fit, on all pages.
        waiting: incidents of the case that are not weighed yet.
        tally: status → findings of the whole case that bear it.
        languages: codes that the case has, with their English names.
    """

    rows: tuple[Row, ...]
    total: int
    pages: int
    asked: Asked
    waiting: int
    tally: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, str], ...]


def listed(live: Live, index: Index, asked: Asked) -> Listed:
    """Return one page of the list; the summaries of its rows are made if need be."""
    incidents: Sequence[Incident] = live.now().incidents
    summaries = live.summaries()
    hits: dict[str, list[Hit]] = {}
    if asked.query.strip():
        places = live.places
        for hit in index.find(asked.query):
            hits.setdefault(places.incident_of(hit.report_id), []).append(hit)
        place = {name: rank for rank, name in enumerate(hits)}
        incidents = sorted((one for one in incidents if one.id in hits), key=lambda one: place[one.id])
    chosen = [one for one in incidents if _fits(one, summaries.get(one.id), asked)]
    if not asked.query.strip() or asked.order != "reports":
        chosen = _ordered(chosen, summaries, asked.order)
    pages = max(1, -(-len(chosen) // PER_PAGE))
    number = min(max(1, asked.page), pages)
    shown = chosen[(number - 1) * PER_PAGE : number * PER_PAGE]
    rows = tuple(
        Row(
            incident=one,
            summary=summaries.get(one.id),
            hits=tuple(sorted(hits.get(one.id, ()), key=lambda hit: hit.claim_id is None)[:_SNIPPETS]),
        )
        for one in shown
    )
    weighed = [summary for summary in summaries.values() if summary is not None]
    tally = dict.fromkeys(words.STATUS_WORDS, 0)
    codes: set[str] = set()
    for summary in weighed:
        codes.update(summary.languages)
        for status, count in summary.statuses:
            tally[status] += count
    return Listed(
        rows=rows,
        total=len(chosen),
        pages=pages,
        asked=asked,
        waiting=len(summaries) - len(weighed),
        tally=tuple(tally.items()),
        languages=tuple(sorted(((code, words.language(code)) for code in codes), key=lambda pair: pair[1])),
    )


def _fits(incident: Incident, summary: Summary | None, asked: Asked) -> bool:
    if summary is None:
        return not (asked.status or asked.language or asked.since or asked.until)
    day = incident.when.first if incident.when else summary.first
    return (
        (not asked.status or any(status == asked.status for status, _ in summary.statuses))
        and (not asked.language or asked.language in summary.languages)
        and (not asked.since or day >= asked.since)
        and (not asked.until or (bool(day) and day <= asked.until))
    )


def _ordered(incidents: Sequence[Incident], summaries: dict[str, Summary | None], order: str) -> list[Incident]:
    """Return the incidents in the order asked for; by reports is how they come."""
    if order == "day":
        return sorted(incidents, key=lambda one: one.when.first if one.when else "", reverse=True)
    if order == "contested":
        return sorted(incidents, key=lambda one: -len(found.parted) if (found := summaries.get(one.id)) else 1)
    if order == "doubt":
        return sorted(incidents, key=lambda one: _doubt(summaries.get(one.id)))
    return list(incidents)


def _doubt(summary: Summary | None) -> float:
    """Return what sorts an incident by its most consequential doubt, those without any last."""
    return -summary.doubts[0].rank if summary and summary.doubts else 1.0
