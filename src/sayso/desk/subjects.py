"""Where every id is: which report holds a claim, which incident a report.

In: readings and incidents. Out: `Places`, to look ids up in. It knows only what the case holds now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.errors import UnknownError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sayso.model import Claim, Incident, Reading
    from sayso.proposals import Proposals


class Places:
    """Lookups over a whole case."""

    def __init__(
        self, readings: Mapping[str, Reading], incidents: Iterable[Incident], proposals: Proposals | None = None
    ) -> None:
        """Index the readings and what second readers propose once, the incidents each time they change."""
        self._claims: dict[str, Claim] = {
            claim.id: claim for reading in readings.values() for claim in reading.claims
        }
        self._claims.update((claim.id, claim) for claims in (proposals or {}).values() for claim in claims)
        self._home = _homes(incidents)

    def moved(self, incidents: Mapping[str, Incident]) -> Places:
        """Return the same with other incidents."""
        other = Places({}, incidents.values())
        other._claims = self._claims
        return other

    def __contains__(self, claim_id: str) -> bool:
        """Return whether the case holds the claim."""
        return claim_id in self._claims

    def claim(self, claim_id: str) -> Claim:
        """Return a claim as it was read.

        Raises:
            UnknownError: if the case holds no such claim.
        """
        found = self._claims.get(claim_id)
        if found is None:
            raise UnknownError(claim_id, "no such claim in this case", "Look for it in its report.")
        return found

    def incident_of(self, report_id: str) -> str:
        """Return the id of the incident that a report belongs to.

        Raises:
            UnknownError: if the case holds no such report.
        """
        found = self._home.get(report_id)
        if found is None:
            raise UnknownError(report_id, "no such report in this case", "Look for it on the page of incidents.")
        return found


def _homes(incidents: Iterable[Incident]) -> dict[str, str]:
    return {report_id: incident.id for incident in incidents for report_id in incident.report_ids}
