"""How far reviewers agree: two side by side, and Krippendorff's alpha.

In: decisions in force. Out: verdicts per subject and reviewer, and alpha for nominal data (Krippendorff, Content
Analysis, 4th ed. 2018, ch. 12). Subjects that fewer than two reviewers judged take no part in alpha.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.decisions import in_force, matter_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from sayso.model import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One subject with each reviewer's verdict in force."""

    subject: str
    object: str | None
    given: Mapping[str, Decision]

    @property
    def agreed(self) -> bool:
        """Whether all say the same."""
        return len({label_of(decision) for decision in self.given.values()}) == 1


def judged_by(decisions: Sequence[Decision], reviewers: Iterable[str]) -> tuple[Judged, ...]:
    """Return the subjects that all of these reviewers judged, those on which they differ first, then by id."""
    wanted = set(reviewers)
    by_matter: dict[object, dict[str, Decision]] = defaultdict(dict)
    for decision in in_force(decisions):
        if decision.reviewer in wanted:
            by_matter[matter_of(decision)][decision.reviewer] = decision
    found = []
    for given in by_matter.values():
        if given.keys() == wanted:
            first = next(iter(given.values()))
            found.append(Judged(subject=first.subject, object=first.object, given=dict(sorted(given.items()))))
    return tuple(sorted(found, key=lambda judged: (judged.agreed, judged.subject, judged.object or "")))


def label_of(decision: Decision) -> str:
    """Return what counts as the same judgement: the verdict, and for an amendment what it changes."""
    return f"amend {decision.amended}" if decision.verdict == "amend" else decision.verdict


def alpha_of(decisions: Sequence[Decision], reviewers: Iterable[str] | None = None) -> float | None:
    """Return alpha over the decisions in force, None where it is not defined.

    Args:
        decisions: every decision ever taken.
        reviewers: whose; everybody's by default.
    """
    wanted = None if reviewers is None else set(reviewers)
    units: dict[object, list[str]] = defaultdict(list)
    for decision in in_force(decisions):
        if wanted is None or decision.reviewer in wanted:
            units[matter_of(decision)].append(label_of(decision))
    return alpha(units.values())


def alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Return Krippendorff's alpha for nominal values, None where nothing varies or no unit has two values.

    Args:
        units: for each thing judged, the values that its judges gave, in any order.

    1 is perfect agreement, 0 what chance would give. With observed coincidences `o` and `n` pairable values,
    alpha = 1 - (n - 1) * sum(o of unlike values) / sum(n_c * n_k of unlike values).
    """
    unlike = 0.0
    totals: Counter[Hashable] = Counter()
    for values in units:
        if len(values) < 2:  # noqa: PLR2004  # a value without a partner cannot agree or differ
            continue
        counts = Counter(values)
        totals.update(counts)
        size = len(values)
        unlike += sum(count * (size - count) for count in counts.values()) / (size - 1)
    number = sum(totals.values())
    expected = number * number - sum(count * count for count in totals.values())
    return None if expected == 0 else 1 - (number - 1) * unlike / expected
