"""All that a case hands over to be written down in another format.

In: values that `Case` has computed. Out: one frozen value and a few look-ups on it. It reads no folder.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.model import Claim, Decision, Dossier, Figure, Rejected, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """The policy that figures were made by.

    Attributes:
        name: with its version ("acled@1").
        cells: the names of the cells that it fills.
    """

    name: str
    title: str
    source: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A case, or one incident of it.

    Attributes:
        name: what the case is called (its folder's name).
        dossiers: the incidents, the one with most reports first.
        reports, claims, decisions, rejected: everything the case holds, in the order in which it was stored; claims
            as read, without reviewers' amendments.
        figures: what the policy makes of each incident's findings, incident by incident.
        policy: by which `figures` were made; None where the format needs none.
        version: of sayso.
        readers: names and versions of what read the reports.
    """

    name: str
    dossiers: tuple[Dossier, ...]
    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    decisions: tuple[Decision, ...]
    rejected: tuple[Rejected, ...]
    version: str
    readers: tuple[str, ...]
    figures: tuple[Figure, ...] = ()
    policy: Stamp | None = None

    def by_cell(self) -> dict[str, dict[str, Figure]]:
        """Return the figures by incident's id, then by the name of their cell; every incident is there."""
        found: dict[str, dict[str, Figure]] = {dossier.incident.id: {} for dossier in self.dossiers}
        for figure in self.figures:
            found[figure.incident_id][figure.cell] = figure
        return found
