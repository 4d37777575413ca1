"""From claims to the origins they rest on, hop by hop, each with its reason.

In: the reports and claims of one incident or of many. Out: `Traced`. Hops between claims are walked in `walks.py`;
names and reasons are put together here.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from sayso.model import Chain, Origin, Traced
from sayso.trace import origins
from sayso.trace.copies import copies_of, in_time
from sayso.trace.filings import filings_of, moment
from sayso.trace.forest import forest_of
from sayso.trace.kinship import kin_of
from sayso.trace.rulings import Ruled, representatives
from sayso.trace.stems import answer_text, stems_of
from sayso.trace.walks import walked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sayso.model import Claim, Copy, Decision, Filing, Report, SourceKind, Voice
    from sayso.trace.kinship import Kin
    from sayso.trace.texts import Texts
    from sayso.trace.walks import Walk, Walked

_HOW = {
    "said": "quotes",
    "cited": "cites",
    "credit": "credits",
    "wire": "carries the wire of",
    "unnamed": "alludes to",
    "outlet": "is written by",
}


def trace(  # noqa: PLR0913  # who is who comes from the registry in two parts
    reports: Sequence[Report],
    claims: Sequence[Claim],
    *,
    resolve_outlet: Callable[[str], tuple[str, SourceKind, str | None]] | None = None,
    side_of: Callable[[str], str | None] | None = None,
    decisions: Sequence[Decision] = (),
    texts: Texts | None = None,
) -> Traced:
    """Return where every claim comes from.

    Args:
        reports: those of one incident; a claim whose report is not among them is left out.
        claims: any claims of these reports.
        resolve_outlet: from an outlet's name to canonical name, kind and registry id; else names stand as written.
        side_of: from an origin's canonical name to the state or party whose voice it is, None for nobody's.
        decisions: every decision ever taken; `same_origin` joins two origins, `different` and `different_origin` part
            two reports that share words, and a claim from a report that it was taken to rest on.
        texts: keeps what was made of texts, so that tracing them again is quick.

    Raises:
        EngineError: if a relation fails, which no input should cause.
    """
    return trace_all(
        [(reports, claims)], resolve_outlet=resolve_outlet, side_of=side_of, decisions=decisions, texts=texts
    )[0]


def trace_all(
    incidents: Sequence[tuple[Sequence[Report], Sequence[Claim]]],
    *,
    resolve_outlet: Callable[[str], tuple[str, SourceKind, str | None]] | None = None,
    side_of: Callable[[str], str | None] | None = None,
    decisions: Sequence[Decision] = (),
    texts: Texts | None = None,
) -> list[Traced]:
    """Return where every claim of every incident comes from: as `trace` does, and much quicker than one by one.

    Args:
        incidents: per incident, its reports and its claims.
        resolve_outlet: as for `trace`, and likewise the others.
        side_of: as for `trace`.
        decisions: as for `trace`.
        texts: as for `trace`.

    Raises:
        EngineError: if a relation fails, which no input should cause.
    """
    tracings = []
    ruled = Ruled.of(decisions)
    for reports, claims in incidents:
        ranked = in_time(reports)
        filings = filings_of(reports, resolve_outlet)
        tracings.append(_Tracing(ranked, claims, filings, ruled, kin_of(ranked, texts)))
    found = walked([tracing.rows() for tracing in tracings])
    return [_sided(tracing.result(way), side_of) for tracing, way in zip(tracings, found, strict=True)]


def _sided(traced: Traced, side_of: Callable[[str], str | None] | None) -> Traced:
    if side_of is None:
        return traced
    sided = tuple(
        dataclasses.replace(origin, side=side_of(origin.name)) if origins.speaks_for_a_side(origin) else origin
        for origin in traced.origins
    )
    return dataclasses.replace(traced, origins=sided)


class _Tracing:
    """Holds what one incident's tracing looks things up in."""

    def __init__(
        self,
        reports: Sequence[Report],
        claims: Sequence[Claim],
        filings: tuple[Filing, ...],
        ruled: Ruled,
        kin: tuple[Kin, ...],
    ) -> None:
        self.filings = {filing.report_id: filing for filing in filings}
        self.rank = {filing.report_id: rank for rank, filing in enumerate(filings)}
        self.claims = {claim.id: claim for claim in claims if claim.report_id in self.filings}
        self.voices = {claim_id: self._told(claim) for claim_id, claim in self.claims.items()}
        credits_of: dict[str, set[str]] = {}
        for claim in self.claims.values():
            credits_of.setdefault(claim.report_id, set()).update(voice.source for voice in claim.voices)
        self.kin = kin
        self.ruled = ruled
        self.languages = {report.id: report.language for report in reports}
        self.copies = copies_of(
            reports,
            {report_id: frozenset(names) for report_id, names in credits_of.items()},
            {report_id: filing.outlet for report_id, filing in self.filings.items()},
            ruled.apart,
            kin=kin,
        )
        self.copy_of = {copy.report_id: copy for copy in self.copies}

    def rows(self) -> dict[str, list[tuple[object, ...]]]:
        """Return the rows that the relations work on."""
        return {
            "tellings": [self._row(claim) for claim in self.claims.values()],
            "filings": [
                (filing.report_id, filing.outlet, self.rank[filing.report_id]) for filing in self.filings.values()
            ],
            "originals": [(copy.report_id, copy.of_report_id) for copy in self.copies],
            "parted": [(claim_id, report_id) for claim_id, report_id in self._parted()],
        }

    def _parted(self) -> list[tuple[str, str]]:
        """Return each claim with the reports that a reviewer holds it, or its own report, apart from."""
        from_report: dict[str, set[str]] = {}
        for pair in self.ruled.unlike:
            for one, other in (pair, pair[::-1]):
                if other in self.filings:
                    from_report.setdefault(one, set()).add(other)
        if not from_report:
            return []
        return sorted(
            (claim.id, report_id)
            for claim in self.claims.values()
            for report_id in from_report.get(claim.id, set()) | from_report.get(claim.report_id, set())
        )

    def result(self, walked_: Walked) -> Traced:
        walks, self.hops, self.original = walked_.walks, walked_.hops, walked_.originals
        # A copy that credits its original does not vouch for it: it is the same text once more.
        self.cited = {
            (self.filings[self.claims[end].report_id].outlet, _answer_key(self.claims[end]))
            for claim_id, (end, why) in self.hops.items()
            if why == "cites" and self._first_printed(claim_id) != self._first_printed(end)
        }
        ends = {claim_id: self._origin(walk) for claim_id, walk in walks.items()}
        names = representatives(ends.values(), self.ruled.joined)
        chains: list[Chain] = []
        for claim_id, claim in self.claims.items():
            links, reasons = self._links(walks[claim_id])
            origin = names[ends[claim_id].id]
            if origin.id != ends[claim_id].id:
                reasons = (*reasons, f"a reviewer holds {ends[claim_id].name} and {origin.name} to be one origin")
            chains.append(
                Chain(
                    claim_id=claim_id,
                    report_id=claim.report_id,
                    links=links if origin.id == ends[claim_id].id else (*links, origin.name),
                    origin_id=origin.id,
                    reasons=reasons,
                )
            )
        first: dict[str, tuple[int, int]] = {}
        for chain in chains:
            claim = self.claims[chain.claim_id]
            seen = (self.rank[chain.report_id], claim.span.start)
            first[chain.origin_id] = min(first.get(chain.origin_id, seen), seen)
        found = {origin.id: origin for origin in names.values() if origin.id in first}
        ordered = sorted(found.values(), key=lambda origin: (first[origin.id], origin.id))
        ends_at = {chain.claim_id: found[chain.origin_id] for chain in chains}
        stems = stems_of(self.claims, ends_at, self.filings, self.languages)
        roots, edges = forest_of(stems, self.kin, self.ruled.apart)
        return Traced(
            chains=tuple(chains),
            origins=tuple(ordered),
            copies=self.copies,
            filings=tuple(self.filings.values()),
            roots=roots,
            edges=edges,
        )

    def _told(self, claim: Claim) -> tuple[Voice, ...]:
        """Return the claim's voices without its own outlet and without one naming itself twice in a row."""
        kept: list[Voice] = []
        before = self.filings[claim.report_id].outlet
        for voice in claim.voices:
            if voice.source != before:
                kept.append(voice)
            before = voice.source
        return tuple(kept)

    def _row(self, claim: Claim) -> tuple[object, ...]:
        voices = self.voices[claim.id]
        return (
            claim.id,
            claim.report_id,
            _answer_key(claim),
            voices[-1].source if voices else None,
            voices[-2].source if len(voices) > 1 and origins.is_tied(voices[-1]) else None,
            not voices,
            self._loose(claim),
            claim.span.start,
        )

    def _loose(self, claim: Claim) -> bool:
        """Return whether the claim names nobody who is somebody apart from the outlet that quotes them."""
        voices = self.voices[claim.id]
        return not voices or (len(voices) == 1 and origins.is_tied(voices[-1]))

    def _first_printed(self, claim_id: str) -> str:
        """Return the outlet that first printed the claim's words."""
        return self._narrator(self.claims[claim_id].report_id).outlet

    def _narrator(self, report_id: str) -> Filing:
        """Return who published the words first: the original's outlet where the report is a copy."""
        return self.filings[self.original.get(report_id, report_id)]

    def _origin(self, walk: Walk) -> Origin:
        end = self.claims[walk.path[-1]]
        if walk.cut:
            circle = walk.path[walk.path.index(self.hops[end.id][0]) :]
            earliest = min((self.claims[claim_id].report_id for claim_id in circle), key=self.rank.__getitem__)
            return origins.circular(self.filings[earliest].outlet, self.filings[earliest].kind)
        narrator = self._narrator(end.report_id)
        if self.voices[end.id]:
            return origins.of_voice(self.voices[end.id], narrator.outlet)
        return origins.of_outlet(
            narrator.outlet, narrator.kind, cited=(narrator.outlet, _answer_key(end)) in self.cited
        )

    def _links(self, walk: Walk) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the names along the way and one reason per join."""
        links: list[str] = []
        reasons: list[str] = []
        for step, claim_id in enumerate(walk.path):
            claim = self.claims[claim_id]
            outlet = self.filings[claim.report_id].outlet
            voices = self.voices[claim_id]
            if step and self.hops[walk.path[step - 1]][1] == "names":
                reasons.append(f"{outlet} tells from whom {links[-1]} has it ({claim.report_id})")
                voices = voices[-1:]
            elif not links or links[-1] != outlet:
                links.append(outlet)
            reasons.extend(f"{outlet} names itself as the source, which adds nothing" for _ in self._dropped(claim))
            going_on = self.hops[claim_id][1] if step + 1 < len(walk.path) else None
            if going_on == "copy":
                reasons.append(self._why_copy(claim.report_id))
                continue
            for voice in voices:
                reasons.append(f"{links[-1]} {_HOW[voice.how]} {voice.source} ({voice.reason})")
                links.append(voice.source)
            if going_on == "cites":
                reasons.extend(self._why_cited(claim, self.claims[walk.path[step + 1]]))
        return self._ended(walk, links, reasons)

    def _ended(self, walk: Walk, links: list[str], reasons: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the links and reasons with what there is to say about the end."""
        end = self.claims[walk.path[-1]]
        copied = end.report_id in self.original
        narrator = self._narrator(end.report_id).outlet
        if walk.cut:
            reasons.append("the citations run in a circle, so nobody in it is taken for the origin")
        elif not self.voices[end.id]:
            if copied:
                reasons.append(self._why_copy(end.report_id))
                links.append(narrator)
            reasons.append(f"{links[-1]} names nobody for it")
        else:
            if copied and self._loose(end):
                reasons.append(self._why_copy(end.report_id))
            reasons.extend(origins.why_tied(self.voices[end.id], narrator))
        return tuple(links), tuple(reasons)

    def _dropped(self, claim: Claim) -> range:
        return range(min(1, len(claim.voices) - len(self.voices[claim.id])))

    def _why_copy(self, report_id: str) -> str:
        copy: Copy = self.copy_of[report_id]
        return f"same words as {copy.of_report_id} ({copy.kind}, {copy.score:.0%} in common)"

    def _why_cited(self, claim: Claim, cited: Claim) -> tuple[str, ...]:
        filing = self.filings[cited.report_id]
        reasons = [f"{filing.outlet}'s own report is here ({cited.report_id}) and says the same"]
        mine = self.filings[claim.report_id].published
        if mine and filing.published and moment(mine) < moment(filing.published):
            reasons.append(f"dated {mine}, before the report of {filing.published} that it cites")
        return tuple(reasons)


def _answer_key(claim: Claim) -> str:
    return f"{claim.question} {claim.victim_class} {claim.polarity} {answer_text(claim.answer)}"
