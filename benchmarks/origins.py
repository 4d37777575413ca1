"""Measures how well independent origins are counted, on simulated stories whose origins are known.

    python -m benchmarks.origins --stories 300

In: seeds from 0 on; the parent forest's points were fitted on others (`benchmarks/calibrate_origins.py`). Out, per
scenario: the mean error of the number of origins per question when reports are counted, outlets are counted, chains
of citation are followed and nothing else, and as sayso counts (`sum`, of the roots' chances, and `shown`, the number
that people see); and how often sayso's bounds hold the true number.
"""

from __future__ import annotations

import argparse
from statistics import fmean
from typing import TYPE_CHECKING

from benchmarks.simulate import QUESTIONS, SCENARIOS, story
from sayso.model import Incident
from sayso.trace import trace
from sayso.weigh import findings_of

if TYPE_CHECKING:
    from benchmarks.simulate import Story
    from sayso.model import Claim, Finding


def main() -> int:
    """Print the table; return 0."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stories", type=int, default=300, help="per scenario")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    args = parser.parse_args()
    print(
        f"{args.stories} stories per scenario, {len(QUESTIONS)} questions each; mean error of the number of origins"
    )
    print("scenario          true  reports  outlets  chains    sum  shown   held width")
    for scenario in SCENARIOS:
        rows = [
            row for seed in range(args.first, args.first + args.stories) for row in measured(story(seed, scenario))
        ]
        true, reports, outlets, chains, ours, shown, held, width = (
            fmean(column) for column in zip(*rows, strict=True)
        )
        print(
            f"{scenario:<16} {true:5.2f} {reports:8.2f} {outlets:8.2f} {chains:7.2f} "
            f"{ours:6.3f} {shown:6.3f} {held:6.3f} {width:6.2f}"
        )
    return 0


def measured(told: Story) -> list[tuple[float, ...]]:
    """Return, per question: the truth, the errors of four ways to count, whether the bounds hold, their width."""
    findings = counted(told)
    outlets = {report.id: report.outlet for report in told.reports}
    rows = []
    for question in QUESTIONS:
        truth = told.truth[question]
        claims = [claim for claim in told.claims if claim.question == question]
        counts = (
            len({claim.report_id for claim in claims}),
            len({outlets[claim.report_id] for claim in claims}),
            len({_chain_end(claim, outlets) for claim in claims}),
        )
        tally = findings[question].tally
        if tally is None:
            raise AssertionError(question)
        rows.append(
            (
                float(truth),
                *(float(abs(count - truth)) for count in counts),
                abs(tally.expected - truth),
                float(abs(tally.number - truth)),
                float(tally.low <= truth <= tally.high),
                float(tally.high - tally.low),
            )
        )
    return rows


def counted(told: Story) -> dict[str, Finding]:
    """Return the story's findings by question, made as a case makes them."""
    traced = trace(
        told.reports, told.claims, resolve_outlet=lambda name: (name, told.outlets.get(name, "outlet"), None)
    )
    incident = Incident(
        id="i-0",
        name="simulated",
        report_ids=tuple(report.id for report in told.reports),
        claim_ids=tuple(claim.id for claim in told.claims),
        pairs=(),
    )
    return {finding.question: finding for finding in findings_of(incident, told.claims, traced)}


def _chain_end(claim: Claim, outlets: dict[str, str | None]) -> str | None:
    return claim.voices[-1].source if claim.voices else outlets[claim.report_id]


if __name__ == "__main__":
    raise SystemExit(main())
