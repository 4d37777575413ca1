"""Fits the points of the parent forest on simulated stories, and prints them for `trace/data/forest.toml`.

    python -m benchmarks.calibrate_origins --stories 300

In: nothing but seeds, from `_FROM` on, which `benchmarks.origins` never uses. Out: TOML. The likelihood that is
raised is that of each origin being the first of its true source among those of its question: the root's chance where
it is, what is left of one where it is not.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.simulate import SCENARIOS, story
from sayso.trace import trace
from sayso.trace.copies import in_time
from sayso.trace.forest import alone, elsewhere_of, points, ties_of
from sayso.trace.kinship import kin_of
from sayso.trace.stems import stems_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.simulate import Story
    from sayso.trace.kinship import Kin

    Case = tuple[bool, list[dict[str, float]]]

_FROM = 100_000
_FIXED = ("unknown_most", "odd_from")
_ROUNDS = 4000
_STEP = 0.02
_PULL = 0.3  # strength of the pull towards 0, in observations


def main() -> int:
    """Fit and print; return 0."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stories", type=int, default=300, help="per scenario")
    args = parser.parse_args()
    cases = [
        case
        for scenario in SCENARIOS
        for seed in range(_FROM, _FROM + args.stories)
        for case in _cases(story(seed, scenario))
    ]
    names = [name for name in points() if name not in _FIXED]
    fitted = fit(cases, names)
    for name in points():
        print(f"{name} = {points()[name] if name in _FIXED else round(fitted[name], 2)}")
    return 0


def _cases(told: Story) -> list[Case]:
    traced = trace(told.reports, told.claims, resolve_outlet=lambda name: (name, told.outlets[name], None))
    origins = {origin.id: origin for origin in traced.origins}
    stems = stems_of(
        {claim.id: claim for claim in told.claims},
        {chain.claim_id: origins[chain.origin_id] for chain in traced.chains},
        {filing.report_id: filing for filing in traced.filings},
        {report.id: report.language for report in told.reports},
    )
    kin: dict[str, list[Kin]] = {}
    for one in kin_of(in_time(told.reports)):
        kin.setdefault(one.left, []).append(one)
        kin.setdefault(one.right, []).append(one)
    cases: list[Case] = []
    for question, in_order in stems.items():
        if len(in_order) < 2:  # noqa: PLR2004  # one alone is a root
            continue
        sources = _sources(told, traced.chains, question)
        seen: set[str] = set()
        for stem, ties in zip(in_order, ties_of(in_order, kin, elsewhere_of(question, stems)), strict=True):
            source = sources[stem.origin.id]
            amounts = [dict(alone(stem, in_order))]
            amounts += [{**tie.amounts, f"tier_{stem.tier}": 1.0} for tie in ties]
            cases.append((source not in seen, amounts))
            seen.add(source)
    return cases


def _sources(told: Story, chains: object, question: str) -> dict[str, str]:
    """Return the true source of each origin's first claim."""
    claims = {claim.id: claim for claim in told.claims}
    found: dict[str, str] = {}
    for chain in chains:  # type: ignore[attr-defined]  # chains of one trace
        if claims[chain.claim_id].question == question:
            found.setdefault(chain.origin_id, told.behind[chain.claim_id])
    return found


def fit(cases: list[Case], names: list[str]) -> Mapping[str, float]:
    """Return the points that make the cases likeliest (gradient ascent with Adam, Kingma and Ba 2015)."""
    rows = [[amounts.get(name, 0.0) for name in names] for _, many in cases for amounts in many]
    matrix = np.array(rows)
    owner = np.repeat(np.arange(len(cases)), [len(many) for _, many in cases])
    root = np.array([is_root for is_root, _ in cases])
    weights = np.array([points()[name] for name in names])
    mean, spread = np.zeros(len(names)), np.zeros(len(names))
    for number in range(1, _ROUNDS + 1):
        odds = np.exp(np.clip(matrix @ weights, -30, 30))
        total = np.bincount(owner, odds, len(cases))
        # d log P(root) = -share; d log P(not root) = odds/total - share.
        share = odds / (1 + total[owner])
        slope = np.where(root[owner], 0.0, odds / total[owner]) - share
        gradient = matrix.T @ slope - _PULL * weights
        mean = 0.9 * mean + 0.1 * gradient
        spread = 0.999 * spread + 0.001 * gradient**2
        weights = weights + _STEP * (mean / (1 - 0.9**number)) / (np.sqrt(spread / (1 - 0.999**number)) + 1e-8)
    chance = 1 / (1 + np.bincount(owner, np.exp(matrix @ weights), len(cases)))
    likely = np.log(np.where(root, chance, 1 - chance)).mean()
    print(f"# {len(cases)} origins, mean log-likelihood {likely:.4f}")
    return dict(zip(names, weights.tolist(), strict=True))


if __name__ == "__main__":
    raise SystemExit(main())
