"""The dossier's index: every report, claim, chain and origin by id, with the number that it bears on the page.

In: a `Dossier`. Out: `Book`, which the other files of this room look things up in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.show import words

if TYPE_CHECKING:
    from sayso.model import Chain, Claim, Dossier, Origin, Report

_REPORT_ID = re.compile(r"r-[0-9a-f]{16}")


class Book:
    """Lookups over one dossier.

    Attributes:
        numbers: claim id → running number, in order of report and place in the text.
        report_numbers: report id → its number, in the dossier's order.
    """

    def __init__(self, dossier: Dossier) -> None:
        """Index the dossier once; nothing is computed from it here."""
        self.dossier = dossier
        self.reports = {report.id: report for report in dossier.reports}
        self.chains = {chain.claim_id: chain for chain in dossier.chains}
        self.origins = {origin.id: origin for origin in dossier.origins}
        self.report_numbers = {report.id: n for n, report in enumerate(dossier.reports, start=1)}
        self.claims = {claim.id: claim for claim in dossier.claims if claim.report_id in self.reports}
        order = sorted(
            self.claims.values(), key=lambda c: (self.report_numbers[c.report_id], c.span.start, -c.span.end, c.id)
        )
        self.numbers = {claim.id: n for n, claim in enumerate(order, start=1)}
        self.in_order = tuple(order)
        # What a second reader proposes can be looked up, and stands on no page of the dossier.
        for number, claim in enumerate(dossier.proposed, start=len(order) + 1):
            self.claims[claim.id] = claim
            self.numbers[claim.id] = number
        self.copies = {copy.report_id: copy for copy in dossier.copies}

    def report(self, claim: Claim) -> Report:
        """Return the report that a claim stands in."""
        return self.reports[claim.report_id]

    def chain(self, claim: Claim) -> Chain | None:
        """Return the claim's chain, or None where none was traced."""
        return self.chains.get(claim.id)

    def origin(self, claim: Claim) -> Origin | None:
        """Return the claim's origin, or None where none was traced."""
        chain = self.chain(claim)
        return self.origins.get(chain.origin_id) if chain else None

    def links(self, claim: Claim) -> tuple[str, ...]:
        """Return the names from outlet to origin; without a chain, those that the claim itself gives."""
        chain = self.chain(claim)
        if chain is not None and chain.links:
            return chain.links
        return (outlet_of(self.report(claim)), *(voice.source for voice in claim.voices))

    def named(self, text: str) -> str:
        """Return the text with report ids replaced by the reports' names, for reasons that speak of reports."""
        return _REPORT_ID.sub(lambda m: self.name_of(m.group()), text)

    def name_of(self, report_id: str) -> str:
        """Return a report's outlet and day, or the id itself where the dossier does not hold it."""
        report = self.reports.get(report_id)
        if report is None:
            return report_id
        return self.title_of(report)

    @staticmethod
    def title_of(report: Report) -> str:
        """Return a report's outlet and day."""
        date = words.day(report.published)
        return f"{words.isolated(outlet_of(report))}, {date}" if date else outlet_of(report)

    def attribution(self, claim: Claim) -> str:
        """Return the line an editor copies: "according to SANA, as cited by Reuters, in Tagesblick, 13 Feb 2020".

        Where the outlet names nobody, the line says that: "reported by Tagesblick, which names no source, …".
        """
        links = [words.isolated(link) for link in dict.fromkeys(self.links(claim))]
        day = words.day(self.report(claim).published) or "undated"
        outlet, narrators, origin = links[0], links[1:-1][::-1], links[-1]
        known = self.origin(claim)
        denied = claim.polarity == "denied"
        if len(links) == 1 and known is not None and not known.known:
            return f"{'denied' if denied else 'reported'} by {outlet}, which names no source, {day}"
        parts = [f"{'denied by' if denied else 'according to'} {origin}"]
        parts += [f"as cited by {name}" for name in narrators]
        if outlet != origin:
            parts.append(f"in {outlet}")
        return ", ".join((*parts, day))


def outlet_of(report: Report) -> str:
    """Return the outlet's name, else the file's, else the report's id: a report is never nameless."""
    return report.outlet or report.origin_file or report.key or report.id
