"""One incident in a line: what the list of incidents, its filters and the review queue need to know of it.

In: a `Dossier`. Out: `Summary`. Small enough to be kept for every incident of a large case.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.decisions import disputed_pairs
from sayso.desk.queue import Doubt, doubts_of
from sayso.show.book import Book
from sayso.show.headline import headline_of
from sayso.show.stands import grid_of

if TYPE_CHECKING:
    from sayso.model import Dossier, Incident
    from sayso.show.headline import Headline


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """An incident in a line.

    Attributes:
        parted: labels of the contested questions, each with its answers.
        languages: codes, most reports first.
        first, last: days on which its earliest and latest report were published, "" where none says.
        origins: number of independent origins.
        subjects: every id that a decision could be about and change this.
        disputed: reviewers differ on something here.
        doubts: what is worth a reviewer's look, most consequential first.
    """

    incident: Incident
    head: Headline
    statuses: tuple[tuple[str, int], ...]
    parted: tuple[tuple[str, tuple[str, ...]], ...]
    languages: tuple[str, ...]
    first: str
    last: str
    origins: int
    subjects: frozenset[str]
    disputed: bool
    decided: int
    doubts: tuple[Doubt, ...]


def summary_of(dossier: Dossier) -> Summary:
    """Return the incident in a line."""
    book = Book(dossier)
    grid = grid_of(book)
    head = headline_of(book, grid)
    days = sorted(report.published[:10] for report in dossier.reports if report.published)
    spoken = [report.language for report in dossier.reports if report.language != "und"]
    subjects = {dossier.incident.id, *dossier.incident.report_ids, *dossier.incident.claim_ids}
    subjects.update(origin.id for origin in dossier.origins)
    subjects.update(finding.id for finding in dossier.findings)
    subjects.update(claim.id for claim in dossier.proposed)
    for decision in dossier.decisions:
        subjects.update(filter(None, (decision.subject, decision.object)))
    return Summary(
        incident=dossier.incident,
        head=head,
        statuses=head.statuses,
        parted=tuple(
            (finding.label, tuple(answer.label for answer in finding.answers))
            for finding in dossier.findings
            if finding.status == "contested"
        ),
        languages=tuple(sorted(set(spoken), key=lambda code: (-spoken.count(code), code))),
        first=days[0] if days else "",
        last=days[-1] if days else "",
        origins=len(grid.known),
        subjects=frozenset(subjects),
        disputed=bool(disputed_pairs(dossier.decisions))
        or any(finding.status == "under review" for finding in dossier.findings),
        decided=len(dossier.decisions),
        doubts=doubts_of(dossier, book),
    )
