"""A piece of evidence about two reports, and the points that its kind is worth.

In: `data/weights.toml`. Out: `Evidence` values, and the log-odds that several of them come to.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One piece of evidence.

    Attributes:
        name: which kind it is, a key of `data/weights.toml`.
        amount: how much of it there is, 0 to 1 (or more, where the kind counts things).
        words: for people.
    """

    name: str
    amount: float
    words: str


@cache
def weights() -> dict[str, float]:
    """Return the points per kind of evidence, and the thresholds, read once."""
    text = resources.files("sayso.group").joinpath("data", "weights.toml").read_text(encoding="utf-8")
    return {name: float(value) for name, value in tomllib.loads(text).items()}


def score(evidence: tuple[Evidence, ...]) -> float:
    """Return the log-odds that the two reports are about one incident."""
    points = weights()
    return points["prior"] + sum(points[item.name] * item.amount for item in evidence)
