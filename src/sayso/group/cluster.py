"""Scored pairs to clusters, obeying reviewers.

In: ids, scored pairs, pairs that reviewers hold together or apart. Out: clusters. Two clusters join while all their
pairs taken together speak for it (average linkage), and most of them each, so that one digest that mentions two
incidents does not chain them. Ties fall to the ids that sort first: the order of the input does not matter.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.group.piece import weights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sayso.group.pairs import Scored

    ScoreOf = Callable[[str, str], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What reviewers decided: pairs of report ids that belong together, and that do not."""

    same: tuple[tuple[str, str], ...] = ()
    different: tuple[tuple[str, str], ...] = ()


def clusters_of(
    ids: Iterable[str], pairs: Sequence[Scored], held: Held, score_of: ScoreOf
) -> tuple[tuple[str, ...], ...]:
    """Return clusters of ids, each sorted, in order of their first id.

    Args:
        ids: of all reports.
        pairs: those worth comparing, with scores.
        held: what reviewers decided.
        score_of: scores any two ids, the first of which sorts first; asked before clusters join.
    """
    linkage = _Linkage(sorted(set(ids)), pairs, held, score_of)
    linkage.run()
    return tuple(sorted(tuple(sorted(members)) for members in linkage.members.values()))


@dataclass(frozen=True, slots=True)
class _Link:
    """What the compared pairs across two clusters come to.

    Attributes:
        total: sum of their scores.
        count: how many were compared.
        against: how many of them speak against joining.
    """

    total: float = 0.0
    count: int = 0
    against: int = 0

    @classmethod
    def of(cls, score: float) -> _Link:
        return cls(score, 1, int(score < weights()["join"]))

    def with_(self, other: _Link) -> _Link:
        return _Link(self.total + other.total, self.count + other.count, self.against + other.against)


class _Linkage:
    """Average linkage over a sparse set of pairs. A cluster goes by the name of its first id."""

    def __init__(self, ids: Sequence[str], pairs: Sequence[Scored], held: Held, score_of: ScoreOf) -> None:
        self._score_of = score_of
        self._compared = {(pair.left, pair.right) for pair in pairs}
        self.members: dict[str, list[str]] = {name: [name] for name in ids}
        self._leader = {name: name for name in ids}
        self._links: dict[str, dict[str, _Link]] = {name: {} for name in ids}
        self._apart: dict[str, set[str]] = {name: set() for name in ids}
        self._heap: list[tuple[float, str, str]] = []
        for pair in pairs:
            self._links[pair.left][pair.right] = _Link.of(pair.score)
            self._links[pair.right][pair.left] = _Link.of(pair.score)
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
            if left not in self.members or right not in self.members or -value != self._average(left, right):
                continue
            if self._look_closer(left, right):
                self._push(left, right)
            else:
                self._join(left, right)

    def _look_closer(self, left: str, right: str) -> bool:
        """Compare some pairs across the two clusters that were not compared yet; return whether there were any."""
        before = self._links[left][right]
        link = before
        most = int(weights()["closer"])
        for one in sorted(self.members[left])[:most]:
            for other in sorted(self.members[right])[:most]:
                pair = (min(one, other), max(one, other))
                if pair not in self._compared:
                    self._compared.add(pair)
                    link = link.with_(_Link.of(self._score_of(*pair)))
        self._links[left][right] = self._links[right][left] = link
        return link != before

    def _average(self, left: str, right: str) -> float:
        link = self._links[left][right]
        # Pairs that nothing suggested comparing speak against joining, but no louder than those that were compared:
        # in a large incident most are left uncompared for speed alone.
        absent = min(len(self.members[left]) * len(self.members[right]) - link.count, link.count)
        return round((link.total + absent * weights()["missing"]) / (link.count + absent), 6)

    def _push(self, left: str, right: str) -> None:
        """Note the pair as one to join, if it scores enough and no reviewer holds the two apart."""
        if right in self._apart[left]:
            return
        value = self._average(left, right)
        if value >= weights()["join"] and 2 * self._links[left][right].against <= self._links[left][right].count:
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
        for other, link in links.items():
            merged = self._links[kept].get(other, _Link()).with_(link)
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
