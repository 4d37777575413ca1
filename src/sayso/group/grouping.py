"""A case's reports as grouped, kept so that one decision does not compare every report again.

In: reports and readings once, then decisions, as often as wanted. Out: the same incidents that `incidents_of` gives.
Comparing reports is the costly part and depends on no decision, so it is done once. Clusters never reach beyond the
reports that compared pairs and reviewers' joins connect, so after a decision only that neighbourhood is clustered.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sayso.decisions import pairs_of
from sayso.group.cluster import Held, clusters_of
from sayso.group.dating import case_years, dated, days_alike
from sayso.group.incidents import incident_of
from sayso.group.pairs import Comparison
from sayso.group.profiles import profile_of
from sayso.group.spelt import spelt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.config import Settings
    from sayso.group.pairs import Scored
    from sayso.model import Decision, Incident, Reading, Report


class Grouping:
    """The compared pairs of a case.

    Args:
        reports: in any order; the result does not depend on it.
        readings: at most one per report is used, the last.

    Raises:
        EngineError: if a relation fails, which no input should cause.
    """

    def __init__(self, reports: Sequence[Report], readings: Sequence[Reading]) -> None:
        """Compare the reports."""
        self._readings = {reading.report_id: reading for reading in readings}
        self._reports = {report.id: report for report in reports}
        known = self._reports
        alone = [profile_of(known[report_id], self._readings.get(report_id)) for report_id in sorted(known)]
        profiles = spelt(dated(alone, known), known, self._readings)
        self._comparison = Comparison(profiles)
        pairs = self._comparison.candidates()
        if alike := days_alike(profiles, pairs, known):
            profiles = spelt(dated(alone, known, alike), known, self._readings)
            self._comparison = Comparison(profiles)
            pairs = self._comparison.candidates()
        self._profiles = {profile.report_id: profile for profile in profiles}
        self._years = case_years(profiles)
        self._of: dict[str, list[Scored]] = defaultdict(list)
        for pair in pairs:
            self._of[pair.left].append(pair)
            self._of[pair.right].append(pair)

    def incidents(
        self, decisions: Sequence[Decision] = (), among: Iterable[str] | None = None
    ) -> tuple[Incident, ...]:
        """Return the incidents, those with most reports first.

        Args:
            decisions: every decision ever taken; `same` and `different` on two reports are obeyed.
            among: ids of the reports to group, as `around` returns them; all reports by default.
        """
        members = self._profiles.keys() if among is None else set(among)
        pairs = [pair for name in sorted(members) for pair in self._of.get(name, ()) if pair.left == name]
        held = Held(same=pairs_of(decisions, "same"), different=pairs_of(decisions, "different"))
        clusters = clusters_of(members, pairs, held, lambda left, right: self._comparison.pair(left, right).score)
        home = {report_id: cluster[0] for cluster in clusters for report_id in cluster}
        inside: dict[str, list[Scored]] = defaultdict(list)
        for pair in pairs:
            if home[pair.left] == home[pair.right]:
                inside[home[pair.left]].append(pair)
        found = [
            incident_of(cluster, self._profiles, self._readings, inside[cluster[0]], self._reports, self._years)
            for cluster in clusters
        ]
        return tuple(sorted(found, key=lambda incident: (-len(incident.report_ids), incident.id)))

    def around(self, report_ids: Iterable[str], decisions: Sequence[Decision] = ()) -> frozenset[str]:
        """Return the reports whose incidents a decision about `report_ids` could change, these included.

        Args:
            report_ids: those decided about; unknown ones are passed over.
            decisions: every decision ever taken, the one in question included.
        """
        joined: dict[str, list[str]] = defaultdict(list)
        for left, right in pairs_of(decisions, "same"):
            joined[left].append(right)
            joined[right].append(left)
        seen: set[str] = set()
        ahead = [report_id for report_id in report_ids if report_id in self._profiles]
        while ahead:
            report_id = ahead.pop()
            if report_id not in seen:
                seen.add(report_id)
                ahead.extend(pair.right if pair.left == report_id else pair.left for pair in self._of[report_id])
                ahead.extend(other for other in joined[report_id] if other in self._profiles)
        return frozenset(seen)


def incidents_of(
    reports: Sequence[Report],
    readings: Sequence[Reading],
    decisions: Sequence[Decision] = (),
    settings: Settings | None = None,
) -> tuple[Incident, ...]:
    """Return the incidents that the reports are about, those with most reports first; every report is in one.

    Args:
        reports: in any order; the result does not depend on it.
        readings: at most one per report is used, the last.
        decisions: every decision ever taken; `same` and `different` on two reports are obeyed.
        settings: not used yet.

    Raises:
        EngineError: if a relation fails, which no input should cause.
    """
    del settings
    return Grouping(reports, readings).incidents(decisions)


def incident_from(
    report_ids: Iterable[str],
    reports: Mapping[str, Report],
    readings: Mapping[str, Reading],
    years: Mapping[int, float] | None = None,
) -> Incident:
    """Return the incident that some reports make when somebody else says that they belong together.

    Args:
        report_ids: at least one; unknown ones are an error of the caller.
        reports: by id.
        readings: by report id.
        years: that the case is about, as `years_of` gives them.
    """
    members = sorted(set(report_ids))
    profiles = {name: profile_of(reports[name], readings.get(name)) for name in members}
    return incident_of(members, profiles, readings, (), reports, years)


def years_of(reports: Iterable[Report], readings: Mapping[str, Reading]) -> dict[int, float]:
    """Return the years that a case is about, to how common each is beside the commonest.

    Args:
        reports: all of the case.
        readings: by report id.
    """
    return case_years(profile_of(report, readings.get(report.id)) for report in reports)
