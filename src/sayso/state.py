"""What a case's ledger says at one moment, and what follows from it, computed only where something changed.

In: a ledger, the registries. Out: `State`: reports, readings, decisions, incidents, and an incident's dossier when
asked for. A state never changes; after a decision `after` gives the next one, which takes over the groups unless the
decision joins or parts, and every incident whose reports, claims and decisions are as they were. Nothing here
stores, and nothing derived outlives the process.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from sayso import proposals as second
from sayso.decisions import in_force, pairs_of
from sayso.model import Claim, Decision, Dossier, Mention, Reading, Rejected, Report
from sayso.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from sayso.config import Settings
    from sayso.group import Grouping
    from sayso.ledger import Ledger
    from sayso.model import Finding, Incident, Relation, SourceKind, Traced
    from sayso.registry import Parties, Sources
    from sayso.trace import Texts

# What two parties are to each other → what two answers that name them are.
_STANDINGS: dict[str, Relation] = {
    "same": "agree",
    "part of": "refine",
    "allied": "compatible",
    "other": "contradict",
}
# So many incidents are traced and weighed with one set of questions to the engine.
_TOGETHER = 500
_GROUPING = ("same", "different")
_KINDS = ("report", "reading", "decision", "rejected")


class Names:
    """The registries, without the reader's model: showing a case needs no tagger. Loaded when first asked.

    Args:
        folder: of the case; its `sources.toml` adds to the registry where there is one.
    """

    def __init__(self, folder: Path) -> None:
        """Note where the case's own sources are."""
        self._own = folder / "sources.toml"

    @cached_property
    def sources(self) -> Sources:
        """Outlets, agencies, offices and people."""
        from sayso.registry import Sources

        return Sources.load(self._own if self._own.exists() else None)

    @cached_property
    def parties(self) -> Parties:
        """Who belongs to whom."""
        from sayso.registry import Parties

        return Parties.load()

    def outlet(self, name: str) -> tuple[str, SourceKind, str | None]:
        """Return an outlet's canonical name, its kind and its registry id."""
        match = self.sources.outlet(name)
        return match.source, match.kind, match.source_id

    def side(self, name: str) -> str | None:
        """Return the state or party whose voice a source is, None for nobody's."""
        return self.sources.resolve(name, "en").side

    def compare(self, one: str, other: str) -> Relation | None:
        """Return how two parties stand to each other as answers to one question, None where that is unknown."""
        standing = self.parties.compare(self.parties.resolve(one, "en"), self.parties.resolve(other, "en"))
        return _STANDINGS.get(standing)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """What was computed for one incident, and all that it was computed from besides its reports.

    Attributes:
        claims: as read, with amendments made.
        subjects: ids that a decision could be about and change this: of the incident, its reports, claims,
            origins and findings.
        decisions: ids of the decisions that were about them.
    """

    claims: tuple[Claim, ...]
    traced: Traced
    findings: tuple[Finding, ...]
    subjects: frozenset[str]
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What the ledger says, and what follows.

    Attributes:
        reports: by id, in the order in which they were stored.
        readings: the latest of each report, in that order, with those claims of second readers that were accepted.
        incidents: the one with most reports first.
        grouping: the reports as compared with each other, which no decision changes.
        order: report id to its place among the reports.
        held: how many values of each kind the ledger held.
        weighed: what was computed so far, by incident, reports and claims; shared by the states of one case.
        texts: what copy detection made of texts, shared likewise.
        proposals: by report, the claims of second readers that differ from the first one's, accepted or not.
    """

    reports: Mapping[str, Report]
    readings: Mapping[str, Reading]
    decisions: tuple[Decision, ...]
    rejected: tuple[Rejected, ...]
    incidents: tuple[Incident, ...]
    grouping: Grouping
    names: Names
    settings: Settings
    order: Mapping[str, int]
    held: Mapping[str, int]
    weighed: dict[tuple[str, ...], _Weighed]
    texts: Texts
    proposals: second.Proposals = field(default_factory=dict)

    @classmethod
    def of(cls, ledger: Ledger, names: Names, settings: Settings, before: State | None = None) -> State:
        """Return the state of a ledger.

        Args:
            ledger: to load from.
            names: the registries.
            settings: of the case.
            before: an earlier state of the same case, whose incidents are taken over where nothing in them changed.
        """
        from sayso.group import Grouping
        from sayso.trace import Texts

        reports = {report.id: report for report in ledger.load("report", Report)}
        latest, others = second.parted(ledger.load("reading", Reading))
        proposals = second.proposals_of(latest, others)
        decisions = ledger.load("decision", Decision)
        readings = {report_id: latest[report_id] for report_id in reports if report_id in latest}
        own = second.counting(readings, proposals, frozenset())
        grouping = Grouping(tuple(reports.values()), tuple(own.values()))
        taken = second.taken(proposals, decisions)
        readings = second.counting(readings, proposals, taken)
        found = (second.joined(incident, proposals, taken) for incident in grouping.incidents(decisions))
        return cls(
            reports=reports,
            readings=readings,
            decisions=decisions,
            rejected=ledger.load("rejected", Rejected),
            incidents=_largest_first(found),
            grouping=grouping,
            names=names,
            settings=settings,
            order={report_id: place for place, report_id in enumerate(reports)},
            held={kind: len(ledger.ids(kind)) for kind in _KINDS},
            weighed=before.weighed if before is not None else {},
            texts=before.texts if before is not None else Texts(),
            proposals=proposals,
        )

    def after(self, decision: Decision) -> State:
        """Return the state once a decision is taken that was appended to this state's ledger."""
        if decision.id in {known.id for known in self.decisions}:
            return self
        decisions = (*self.decisions, decision)
        taken = second.taken(self.proposals, decisions)
        readings = second.counting(self.readings, self.proposals, taken)
        found = (second.joined(incident, self.proposals, taken) for incident in self._regrouped(decisions))
        return State(
            reports=self.reports,
            readings=readings,
            decisions=decisions,
            rejected=self.rejected,
            incidents=_largest_first(found),
            grouping=self.grouping,
            names=self.names,
            settings=self.settings,
            order=self.order,
            held={**self.held, "decision": self.held["decision"] + 1},
            weighed=self.weighed,
            texts=self.texts,
            proposals=self.proposals,
        )

    def _regrouped(self, decisions: tuple[Decision, ...]) -> tuple[Incident, ...]:
        """Return the incidents as these decisions make them: those near a pair judged anew are made again."""
        judged: set[str] = set()
        for verdict in _GROUPING:
            for pair in set(pairs_of(self.decisions, verdict)) ^ set(pairs_of(decisions, verdict)):
                judged.update(pair)
        if not judged:
            return self.incidents
        near = self.grouping.around(judged, decisions) | self.grouping.around(judged, self.decisions)
        kept = (incident for incident in self.incidents if near.isdisjoint(incident.report_ids))
        return (*kept, *self.grouping.incidents(decisions, among=near))

    def knows(self, ledger: Ledger) -> bool:
        """Return whether the ledger holds nothing but what this state was made from: nobody else has written."""
        return all(len(ledger.ids(kind)) == number for kind, number in self.held.items())

    def dossier(self, incident: Incident) -> Dossier:
        """Return all there is to show about one of the incidents."""
        self.weigh([incident])
        read, mentions = self._read_in(incident)
        weighed = self.weighed[_key(incident)]
        about = set(weighed.decisions)
        readers = {self.readings[r].reader for r in incident.report_ids if r in self.readings}
        readers.update(claim.reader for claim in read if second.is_second(claim.reader))
        counted = set(incident.claim_ids)
        return Dossier(
            incident=incident,
            reports=tuple(self.reports[report_id] for report_id in incident.report_ids),
            claims=weighed.claims,
            chains=weighed.traced.chains,
            origins=weighed.traced.origins,
            copies=weighed.traced.copies,
            findings=weighed.findings,
            mentions=mentions,
            rejected=self.rejected,
            version=__version__,
            reader=", ".join(sorted(readers)),
            decisions=tuple(d for d in in_force(self.decisions) if d.id in about) if about else (),
            proposed=tuple(claim for claim in self._proposed_in(incident) if claim.id not in counted),
        )

    def _proposed_in(self, incident: Incident) -> list[Claim]:
        return [claim for report_id in incident.report_ids for claim in self.proposals.get(report_id, ())]

    def _read_in(self, incident: Incident) -> tuple[tuple[Claim, ...], tuple[Mention, ...]]:
        wanted = set(incident.claim_ids)
        members = sorted(set(incident.report_ids) & self.readings.keys(), key=self.order.__getitem__)
        readings = [self.readings[report_id] for report_id in members]
        claims = tuple(claim for reading in readings for claim in reading.claims if claim.id in wanted)
        return claims, tuple(mention for reading in readings for mention in reading.mentions)

    def weigh(self, incidents: Iterable[Incident]) -> None:
        """Trace and weigh those of the incidents that are new or that a decision has touched, all together."""
        stale = [incident for incident in incidents if not self._stands(incident)]
        for first in range(0, len(stale), _TOGETHER):
            self._weigh(stale[first : first + _TOGETHER])

    def _stands(self, incident: Incident) -> bool:
        known = self.weighed.get(_key(incident))
        return known is not None and known.decisions == self._about(known.subjects)

    def _about(self, subjects: AbstractSet[str]) -> tuple[str, ...]:
        """Return the ids of decisions about any of these, and of those that supersede one of them."""
        found: dict[str, None] = {}
        for decision in self.decisions:
            ids = {decision.subject, decision.object or decision.subject, decision.supersedes}
            if not ids.isdisjoint(subjects) or decision.supersedes in found:
                found[decision.id] = None
        return tuple(found)

    def _weigh(self, incidents: Sequence[Incident]) -> None:
        from sayso import trace, weigh

        told = [weigh.reviewed(self._read_in(incident)[0], self.decisions).claims for incident in incidents]
        traced = trace.trace_all(
            [
                (tuple(self.reports[report_id] for report_id in incident.report_ids), claims)
                for incident, claims in zip(incidents, told, strict=True)
            ],
            resolve_outlet=self.names.outlet,
            side_of=self.names.side,
            decisions=self.decisions,
            texts=self.texts,
        )
        parts = list(zip(incidents, told, traced, strict=True))
        findings = weigh.findings_of_all(parts, self.decisions, parties_compare=self.names.compare)
        for (incident, claims, where), found in zip(parts, findings, strict=True):
            self.weighed[_key(incident)] = self._kept(incident, claims, where, found)

    def _kept(
        self, incident: Incident, claims: tuple[Claim, ...], traced: Traced, findings: tuple[Finding, ...]
    ) -> _Weighed:
        subjects = {incident.id, *incident.report_ids, *incident.claim_ids}
        subjects.update(origin.id for origin in traced.origins)
        subjects.update(finding.id for finding in findings)
        subjects.update(claim.id for claim in self._proposed_in(incident))
        about = self._about(subjects)
        # An origin that a reviewer joined to another is not listed any more, and may still be decided about.
        for decision in self.decisions:
            if decision.id in about:
                subjects.update(filter(None, (decision.id, decision.subject, decision.object)))
        return _Weighed(
            claims=claims,
            traced=traced,
            findings=findings,
            subjects=frozenset(subjects),
            decisions=self._about(subjects),
        )


def _key(incident: Incident) -> tuple[str, ...]:
    return (incident.id, *incident.report_ids, *incident.claim_ids)


def _largest_first(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    return tuple(sorted(incidents, key=lambda incident: (-len(incident.report_ids), incident.id)))
