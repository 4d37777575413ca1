"""The strongest ties that hold an incident's reports together: as many as it takes, not all that were scored.

In: the scored pairs of an incident. Out: the pairs of a maximum spanning tree (Kruskal 1956), strongest first. The
number of pairs grows with the square of the reports; the tree has one fewer than there are reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.model import Pair


def strongest(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Return the pairs without which the reports would fall apart, strongest first; equal scores by id."""
    part: dict[str, str] = {}

    def root(report_id: str) -> str:
        while part.setdefault(report_id, report_id) != report_id:
            report_id = part[report_id]
        return report_id

    kept = []
    for pair in sorted(pairs, key=lambda pair: (-pair.score, pair.left, pair.right)):
        left, right = root(pair.left), root(pair.right)
        if left != right:
            part[right] = left
            kept.append(pair)
    return tuple(kept)
