"""How wrong the network is on a batch, head by head.

In: a batch of windows and the network. Out: one loss per kind of head. Labels that are masked cost nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.data import MASKED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.data import Example
    from training.network import Tagger

PAD: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Windows side by side: ids, mask, tags, classes as tensors; queries as (row, query), in order."""

    ids: Tensor
    mask: Tensor
    tags: Tensor
    classes: Tensor
    examples: Sequence[Example]


def batch_of(examples: Sequence[Example]) -> Batch:
    """Return the windows padded to the longest of them."""
    longest = max(len(example.ids) for example in examples)

    def stacked(arrays: list[np.ndarray], fill: int) -> Tensor:
        rows = [
            np.pad(array, [(0, longest - len(array)), *[(0, 0)] * (array.ndim - 1)], constant_values=fill)
            for array in arrays
        ]
        return torch.from_numpy(np.stack(rows))

    ids = stacked([example.ids for example in examples], PAD)
    lengths = torch.tensor([len(example.ids) for example in examples])
    return Batch(
        ids=ids,
        mask=torch.arange(longest)[None, :] < lengths[:, None],
        tags=stacked([example.tags for example in examples], MASKED),
        classes=stacked([example.classes for example in examples], MASKED),
        examples=examples,
    )


def losses(tagger: Tagger, words: Tensor, batch: Batch) -> dict[str, Tensor]:
    """Return the mean losses of layers, attributes and relations, each summed over its heads.

    Args:
        tagger: the network.
        words: float32 [pieces, hidden], the frozen word table.
        batch: what to read.
    """
    device = words.device
    x = tagger.hidden(words[batch.ids.to(device)], batch.mask.to(device))
    tags, classes = batch.tags.to(device), batch.classes.to(device)
    zero = x.new_zeros(())
    return {
        "layers": sum((_cross(head(x), tags[..., i]) for i, head in enumerate(tagger.layers.values())), zero),
        "attributes": sum(
            (_cross(head(x), classes[..., i]) for i, head in enumerate(tagger.attributes.values())), zero
        ),
        "relations": _relations(tagger, x, batch),
    }


def _cross(logits: Tensor, labels: Tensor) -> Tensor:
    known = labels != MASKED
    if not bool(known.any()):
        return logits.new_zeros(())
    return functional.cross_entropy(logits[known], labels[known])


def _relations(tagger: Tagger, x: Tensor, batch: Batch) -> Tensor:
    """Return the mean over queries of the binary cross-entropy over a window's tokens, summed over relations."""
    total = x.new_zeros(())
    tokens = x.shape[1]
    place = torch.arange(tokens)
    width = tagger.spec.relation_width
    for index, (name, head) in enumerate(tagger.relations.items()):
        rows = [(row, q) for row, e in enumerate(batch.examples) for q in e.queries if q.relation == index]
        if not rows:
            continue
        row = torch.tensor([r for r, _ in rows])
        start = torch.tensor([q.start for _, q in rows])[:, None]
        end = torch.tensor([q.end for _, q in rows])[:, None]
        wanted = torch.zeros(len(rows), tokens)
        for i, (_, q) in enumerate(rows):
            wanted[i, : len(q.wanted)] = torch.from_numpy(q.wanted)
        within = ((place >= start) & (place < end)).float()
        distance = (place - start).clamp(max=0) + (place - end + 1).clamp(min=0)
        bucket = tagger.spec.bucket(distance).to(x.device)
        projected = head(x)[row.to(x.device)]
        mean = (within / within.sum(1, keepdim=True)).to(x.device)
        query = torch.einsum("qt,qtd->qd", mean, projected[..., :width])
        logits = torch.einsum("qd,qtd->qt", query, projected[..., width:]) * width**-0.5
        logits = logits + tagger.distance[name][bucket]
        real = batch.mask[row].to(x.device)
        cost = functional.binary_cross_entropy_with_logits(logits, wanted.to(x.device), reduction="none")
        total = total + ((cost * real).sum(1) / real.sum(1)).mean()
    return total
