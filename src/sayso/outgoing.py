"""What a case hands over to the export room.

In: a case, perhaps one incident of it, perhaps a policy's name. Out: a `Material`, and the files written from it. It
stands beside `case.py`, which is the one that orders rooms; figures are `weigh`'s work and files `export`'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sayso import export
from sayso.version import __version__
from sayso.weigh.policies import figures
from sayso.weigh.policies import policy as policy_of

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.model import Claim, Decision, Dossier, Incident, Rejected, Report


class Holds(Protocol):
    """What of a `Case` is asked here."""

    folder: Path

    def incidents(self) -> tuple[Incident, ...]:
        """Return the incidents."""

    def dossier(self, incident: Incident | str) -> Dossier:
        """Return all there is to show about one incident."""

    def reports(self) -> tuple[Report, ...]:
        """Return every report."""

    def claims(self) -> tuple[Claim, ...]:
        """Return every claim as read."""

    def decisions(self) -> tuple[Decision, ...]:
        """Return every decision."""

    def rejected(self) -> tuple[Rejected, ...]:
        """Return what could not be read."""


def material_of(case: Holds, *, incident: Incident | str | None = None, policy: str | None = None) -> export.Material:
    """Return everything the case knows, or one incident of it with its own reports, claims and decisions.

    Args:
        case: an open case.
        incident: as `Case.dossier` takes it; every incident where it is None.
        policy: name of the policy to make figures by, if any.

    Raises:
        UnknownError: if there is no such incident or policy.
    """
    chosen = policy_of(policy) if policy else None
    dossiers = tuple(case.dossier(one) for one in (case.incidents() if incident is None else (incident,)))
    reports, claims = case.reports(), case.claims()
    if incident is not None:
        kept = set(dossiers[0].incident.report_ids)
        wanted = set(dossiers[0].incident.claim_ids)
        reports = tuple(report for report in reports if report.id in kept)
        claims = tuple(claim for claim in claims if claim.id in wanted)
    return export.Material(
        name=case.folder.resolve().name,
        dossiers=dossiers,
        reports=reports,
        claims=claims,
        decisions=case.decisions(),
        rejected=case.rejected(),
        version=__version__,
        readers=tuple(sorted({claim.reader for claim in claims})),
        figures=tuple(figure for dossier in dossiers for figure in figures(dossier, chosen)) if chosen else (),
        policy=export.Stamp(
            name=chosen.stamp,
            title=chosen.title,
            source=chosen.source,
            cells=tuple(cell.name for cell in chosen.cells),
        )
        if chosen
        else None,
    )


def written(
    case: Holds, format_name: str, target: Path, *, incident: Incident | str | None = None, policy: str | None = None
) -> tuple[Path, ...]:
    """Write the case in a format and return the files, the main one first.

    Raises:
        UnknownError: if there is no such format, incident or policy.
        ExportError: if the policy does not serve the format.
    """
    chosen = export.named(format_name)
    material = material_of(case, incident=incident, policy=policy or chosen.policy)
    return export.write(format_name, material, target)
