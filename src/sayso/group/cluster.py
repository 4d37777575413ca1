"""Scored pairs to clusters, obeying reviewers.

In: ids, scored pairs, pairs that reviewers hold together or apart. Out: clusters. Two clusters join while all their
pairs taken together speak for it (average linkage), so that one digest that mentions two incidents does not chain
them. Ties fall to the ids that sort first: the result does not depend on the order of the input.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.group.evidence import weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.group.pairs import Scored


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What reviewers decided: pairs of report ids that belong together, and that do not."""

    same: tuple[tuple[str, str], ...] = ()
    different: tuple[tuple[str, str], ...] = ()


def clusters_of(ids: Iterable[str], pairs: Sequence[Scored], held: Held) -> tuple[tuple[str, ...], ...]:
    """Return clusters of ids, each sorted, in order of their first id."""
    linkage = _Linkage(sorted(set(ids)), pairs, held)
    linkage.run()
    return tuple(sorted(tuple(sorted(members)) for members in linkage.members.values()))


class _Linkage:
    """Average linkage over a sparse set of pairs. A cluster goes by the name of its first id."""

    def __init__(self, ids: Sequence[str], pairs: Sequence[Scored], held: Held) -> None:
        self.members: dict[str, list[str]] = {name: [name] for name in ids}
        self._leader = {name: name for name in ids}
        self._links: dict[str, dict[str, tuple[float, int]]] = {name: {} for name in ids}
        self._apart: dict[str, set[str]] = {name: set() for name in ids}
        self._heap: list[tuple[float, str, str]] = []
        for pair in pairs:
            self._links[pair.left][pair.right] = (pair.score, 1)
            self._links[pair.right][pair.left] = (pair.score, 1)
        for left, right in held.different:
            if left in self._apart and right in self._apart:
                self._apart[left].add(right)
                self._apart[right].add(left)
        for left, right in held.same:
            if left in self._leader and right in self._leader:
                self._join(self._leader[left], self._leader[right])
        for left in sorted(self._links):
            for right in sorted(self._links[left]):
                if left < right:
                    self._push(left, right)

    def run(self) -> None:
        """Join the two clusters that belong together most, until none do."""
        while self._heap:
            value, left, right = heapq.heappop(self._heap)
            if left in self.members and right in self.members and -value == self._average(left, right):
                self._join(left, right)

    def _average(self, left: str, right: str) -> float:
        total, count = self._links[left][right]
        # Pairs that nothing suggested comparing speak against joining, but no louder than those that were compared:
        # in a large incident most pairs are left uncompared for speed alone.
        absent = min(len(self.members[left]) * len(self.members[right]) - count, count)
        return round((total + absent * weights()["missing"]) / (count + absent), 6)

    def _push(self, left: str, right: str) -> None:
        """Note the pair as one to join, if it scores enough and no reviewer holds the two apart."""
        if right in self._apart[left]:
            return
        value = self._average(left, right)
        if value >= weights()["join"]:
            heapq.heappush(self._heap, (-value, min(left, right), max(left, right)))

    def _join(self, left: str, right: str) -> None:
        if left == right:
            return
        kept, gone = sorted((left, right))
        for name in self.members[gone]:
            self._leader[name] = kept
        self.members[kept] += self.members.pop(gone)
        links = self._links.pop(gone)
        links.pop(kept, None)
        self._links[kept].pop(gone, None)
        for other, (total, count) in links.items():
            before = self._links[kept].get(other, (0.0, 0))
            merged = (before[0] + total, before[1] + count)
            self._links[kept][other] = merged
            self._links[other][kept] = merged
            self._links[other].pop(gone, None)
        for other in self._apart.pop(gone):
            self._apart[other].discard(gone)
            if other != kept:
                self._apart[other].add(kept)
                self._apart[kept].add(other)
        self._apart[kept].discard(kept)
        for other in sorted(self._links[kept]):
            self._push(kept, other)
