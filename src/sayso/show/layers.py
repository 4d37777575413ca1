"""A directed graph laid out in layers from left to right, the same way every time.

In: paths of names. Out: for each name a layer and a height, and for each step from name to name the points that its
line runs through. The method is Sugiyama's (1981): break cycles, assign layers by longest path, route long lines
through empty places, order each layer by the mean place of its neighbours.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_SWEEPS = 6
# A line passing through needs less room than a name.
_SLIM = 0.45

Step = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where everything stands.

    Attributes:
        layers: how many there are.
        height: of the tallest layer, in rows.
        places: name → (layer, row).
        lines: step → the (layer, row) points from its name to the next.
    """

    layers: int
    height: float
    places: Mapping[str, tuple[int, float]]
    lines: Mapping[Step, tuple[tuple[int, float], ...]]


def layout_of(paths: Iterable[Sequence[str]]) -> Layout:
    """Return the layout of the graph that the paths make; a path of one name is a node without lines."""
    walks = [tuple(dict.fromkeys(path)) for path in paths]
    names = tuple(dict.fromkeys(name for walk in walks for name in walk))
    steps = tuple(dict.fromkeys(step for walk in walks for step in itertools.pairwise(walk)))
    forward = _without_cycles(names, steps)
    rank = _ranks(names, forward)
    chains = {step: _chain(step, rank) for step in steps}
    layers = _initial(names, chains, rank)
    neighbours = _neighbours(chains)
    for sweep in range(_SWEEPS):
        order = range(1, len(layers)) if sweep % 2 == 0 else range(len(layers) - 2, -1, -1)
        for number in order:
            beside = layers[number - 1] if sweep % 2 == 0 else layers[number + 1]
            layers[number] = _reordered(layers[number], {node: i for i, node in enumerate(beside)}, neighbours)
    rows = _rows(layers, neighbours)
    return Layout(
        layers=len(layers),
        height=max((row for row in rows.values()), default=0.0) + 1,
        places={name: (rank[name], rows[name]) for name in names},
        lines={step: tuple((_layer(node, rank), rows[node]) for node in chain) for step, chain in chains.items()},
    )


Node = str | tuple[str, str, int]


def _layer(node: Node, rank: Mapping[str, int]) -> int:
    return rank[node] if isinstance(node, str) else node[2]


def _without_cycles(names: Sequence[str], steps: Sequence[Step]) -> tuple[Step, ...]:
    """Return the steps less those that lead back to a name on the way from the start."""
    after: dict[str, list[str]] = {name: [] for name in names}
    for start, end in steps:
        after[start].append(end)
    back: set[Step] = set()
    state: dict[str, int] = {}
    for root in names:
        stack = [(root, iter(after[root]))] if root not in state else []
        state.setdefault(root, 1)
        while stack:
            node, rest = stack[-1]
            for end in rest:
                if state.get(end) == 1:
                    back.add((node, end))
                elif end not in state:
                    state[end] = 1
                    stack.append((end, iter(after[end])))
                    break
            else:
                state[node] = 2
                stack.pop()
    return tuple(step for step in steps if step not in back)


def _ranks(names: Sequence[str], steps: Sequence[Step]) -> dict[str, int]:
    """Return each name's layer: the longest way to it from a start; names where ways end stand in the last layer."""
    rank = dict.fromkeys(names, 0)
    for _ in names:
        changed = False
        for start, end in steps:
            if rank[end] < rank[start] + 1:
                rank[end] = rank[start] + 1
                changed = True
        if not changed:
            break
    last = max(rank.values(), default=0)
    starts = {start for start, _ in steps}
    for name in names:
        if name not in starts and rank[name] > 0:
            rank[name] = last
    return rank


def _chain(step: Step, rank: Mapping[str, int]) -> tuple[Node, ...]:
    """Return the nodes that a step passes: its ends, and an empty place in each layer between them."""
    start, end = step
    way = 1 if rank[end] >= rank[start] else -1
    between = tuple((start, end, layer) for layer in range(rank[start] + way, rank[end], way))
    return (start, *between, end)


def _initial(
    names: Sequence[str], chains: Mapping[Step, tuple[Node, ...]], rank: Mapping[str, int]
) -> list[list[Node]]:
    layers: list[list[Node]] = [[] for _ in range(max(rank.values(), default=0) + 1)]
    for name in names:
        layers[rank[name]].append(name)
    for chain in chains.values():
        for node in chain[1:-1]:
            layers[_layer(node, rank)].append(node)
    return layers


def _neighbours(chains: Mapping[Step, tuple[Node, ...]]) -> dict[Node, list[Node]]:
    beside: dict[Node, list[Node]] = {}
    for chain in chains.values():
        for a, b in itertools.pairwise(chain):
            beside.setdefault(a, []).append(b)
            beside.setdefault(b, []).append(a)
    return beside


def _reordered(layer: list[Node], places: Mapping[Node, int], beside: Mapping[Node, list[Node]]) -> list[Node]:
    def mean(item: tuple[int, Node]) -> float:
        index, node = item
        known = [places[other] for other in beside.get(node, ()) if other in places]
        return sum(known) / len(known) if known else float(index)

    return [node for _, node in sorted(enumerate(layer), key=mean)]


def _rows(layers: list[list[Node]], beside: Mapping[Node, list[Node]]) -> dict[Node, float]:
    """Return each node's height: near the mean of its neighbours to the left, never closer than names need."""
    total = max((sum(_room(node) for node in layer) for layer in layers), default=0.0)
    rows: dict[Node, float] = {}
    for number, layer in enumerate(layers):
        spare = total - sum(_room(node) for node in layer)
        at = 0.0 if number == 0 else -spare
        wanted: list[float] = []
        for node in layer:
            known = [rows[other] for other in beside.get(node, ()) if other in rows]
            ideal = sum(known) / len(known) if known and number else at + spare / (len(layer) + 1)
            place = max(ideal, at)
            wanted.append(place)
            at = place + _room(node)
        limit = total
        for node, place in reversed(list(zip(layer, wanted, strict=True))):
            rows[node] = round(min(place, limit - _room(node)), 3)
            limit = rows[node]
    lowest = min(rows.values(), default=0.0)
    return {node: row - lowest for node, row in rows.items()}


def _room(node: Node) -> float:
    return 1.0 if isinstance(node, str) else _SLIM
