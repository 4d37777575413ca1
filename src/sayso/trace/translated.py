"""Which texts tell the same in other words or another language: the same figures and names, in the same order.

In: anchors of texts. Out: `Echo` values for pairs of texts. Pairs are found by rare anchors in common, so that many
texts about one event are not all compared with each other; then the anchors that both share are weighed by how rare
they are, and it is looked at whether they come in the same order. Which of two texts was first is not asked here.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.trace.anchors import Anchors

# An anchor that more texts hold suggests no pair; it still counts once a pair is compared.
_RARE = 12
# One rare anchor in common is chance among so many texts.
_MET = 2
# For two scripts without capitals nothing shows which words are names: about one word in five is one.
_NAMES = 0.2
# In a handful of texts nothing can be seen to be rare; they are weighed as if they were this many.
_SMALL = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """What two texts have in common besides their words.

    Attributes:
        mass: of the shared anchors, each by the logarithm of how rare it is; the more, the less can it be chance.
        share: part of the shorter text's anchors, weighed so, that the other has too; 0 to 1.
        order: part of the shared anchors that come in one order in both; 0 to 1.
        apart: how many are shared once words that stand side by side (a name and a surname) count as one.
        anchors: those shared, rarest first.
    """

    mass: float
    share: float
    order: float
    apart: int
    anchors: tuple[str, ...]

    @property
    def chance(self) -> float:
        """How likely it is that one text was made from the other, 0 to 1.

        Logistic regression on half of the documents of NTREX (Federmann et al. 2022), every pair of ten languages.
        """
        points = _POINTS[0] + _POINTS[1] * math.log1p(self.mass) + _POINTS[2] * self.share + _POINTS[3] * self.order
        return 1 / (1 + math.exp(-points))


_POINTS = (-26.9, 6.28, 7.79, 9.14)


class Echoes:
    """The anchors of a set of texts, and how any two of them compare.

    Args:
        anchors: by text id.
    """

    def __init__(self, anchors: Mapping[str, Anchors]) -> None:
        """Count how many texts hold each anchor."""
        self._anchors = anchors
        self._held = Counter(
            anchor for one in anchors.values() for anchor in dict.fromkeys((*one.sure, *one.possible))
        )
        texts = max(len(anchors), _SMALL) + 1
        self._weight = {anchor: math.log(texts / number) for anchor, number in self._held.items()}
        weigh = self._weight.__getitem__
        self._total = {key: sum(map(weigh, one.sure)) for key, one in anchors.items()}
        self._loose = {key: _NAMES * sum(map(weigh, one.possible)) for key, one in anchors.items()}

    def candidates(self) -> list[tuple[str, str]]:
        """Return pairs of ids with rare anchors in common, in order."""
        holders: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self._anchors):
            one = self._anchors[key]
            for anchor in dict.fromkeys((*one.sure, *one.possible)):
                if self._held[anchor] <= _RARE:
                    holders[anchor].append(key)
        met = Counter(pair for keys in holders.values() for pair in combinations(keys, 2))
        return sorted(pair for pair, number in met.items() if number >= _MET)

    def echo(self, left: str, right: str) -> Echo | None:
        """Return what two texts have in common, None for nothing."""
        ours, theirs = self._anchors[left], self._anchors[right]
        shared = [anchor for anchor in ours.sure if anchor in theirs.sure or anchor in theirs.possible]
        shared += [anchor for anchor in ours.possible if anchor in theirs.sure and anchor not in ours.sure]
        if not shared:
            return None
        mass = sum(map(self._weight.__getitem__, shared))
        return Echo(
            mass=mass,
            share=min(1.0, mass / self._least_total(left, right)),
            order=_in_order(shared, ours, theirs),
            apart=_apart(shared, ours),
            anchors=tuple(sorted(shared, key=lambda anchor: (-self._weight[anchor], anchor))),
        )

    def _least_total(self, left: str, right: str) -> float:
        cased = [key for key in (left, right) if not self._anchors[key].possible]
        if cased:
            return max(1e-9, min(self._total[key] for key in cased))
        return max(1e-9, min(self._total[key] + self._loose[key] for key in (left, right)))


def _in_order(shared: list[str], ours: Anchors, theirs: Anchors) -> float:
    """Return the length of the longest run that rises in both texts, as a part of the anchors shared."""
    places = sorted((_place(ours, anchor), anchor, _place(theirs, anchor)) for anchor in shared)
    tails: list[int] = []
    for _, _, place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails) / len(shared)


def _apart(shared: list[str], ours: Anchors) -> int:
    places = sorted({_place(ours, anchor) for anchor in shared})
    return sum(1 for before, place in zip([-2, *places], places, strict=False) if place - before > 1)


def _place(anchors: Anchors, anchor: str) -> int:
    return anchors.sure[anchor] if anchor in anchors.sure else anchors.possible[anchor]
