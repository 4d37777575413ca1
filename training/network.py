"""The network: a BERT encoder over given word vectors, with one small linear head per thing to be told apart.

In: word vectors and a mask. Out: per token, BIO logits of every layer, class logits of every attribute, and the two
projected vectors of every relation. It knows no text, no loss and no file format but its own heads' names.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import torch
from torch import Tensor, nn
from torch.nn import functional

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from training.base import Base

TAGS: Final = 3  # outside, begin, inside


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """What the network tells apart; see `heads.toml`."""

    layers: tuple[str, ...]
    attributes: dict[str, dict[str, list[str]]]
    relations: dict[str, dict[str, str]]
    relation_width: int
    distance_edges: tuple[int, ...]

    @classmethod
    def load(cls, path: Path) -> Heads:
        """Return the heads listed in `path`."""
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return cls(
            layers=tuple(table["layers"]),
            attributes=table["attributes"],
            relations=table["relations"],
            relation_width=table["relation_width"],
            distance_edges=tuple(table["distance_edges"]),
        )

    def only(self, trained: Collection[str]) -> Heads:
        """Return the heads named in `trained` ("layer cue", "relation source", ...), in the same order."""
        return replace(
            self,
            layers=tuple(name for name in self.layers if f"layer {name}" in trained),
            attributes={name: spec for name, spec in self.attributes.items() if f"attribute {name}" in trained},
            relations={name: spec for name, spec in self.relations.items() if f"relation {name}" in trained},
        )

    def bucket(self, distance: Tensor) -> Tensor:
        """Return the bucket, 0 to 2 x edges, of each signed distance in tokens."""
        edges = torch.tensor(self.distance_edges, dtype=torch.float32)
        size = torch.bucketize(distance.abs(), edges, right=True)
        return len(self.distance_edges) + size * distance.sign().long()


class Block(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self, hidden: int, heads: int, feed: int, epsilon: float, dropout: float) -> None:
        """Build the layer; weights come with `Tagger.from_base`."""
        super().__init__()
        self.heads = heads
        self.drop = nn.Dropout(dropout) if dropout else nn.Identity()
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.ao = nn.Linear(hidden, hidden)
        self.aln = nn.LayerNorm(hidden, eps=epsilon)
        self.fi = nn.Linear(hidden, feed)
        self.fo = nn.Linear(feed, hidden)
        self.oln = nn.LayerNorm(hidden, eps=epsilon)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Return the layer's output for x [batch, tokens, hidden]; `mask` is bool [batch, 1, 1, tokens]."""
        batch, tokens, hidden = x.shape
        query, key, value = self.qkv(x).view(batch, tokens, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = self.ao(mixed.transpose(1, 2).reshape(batch, tokens, hidden))
        x = self.aln(x + self.drop(mixed))
        return self.oln(x + self.drop(self.fo(functional.gelu(self.fi(x)))))


class Tagger(nn.Module):
    """The encoder and its heads.

    Args:
        base: where the encoder's weights start from.
        heads: what to tell apart.
        frozen: how many of the lowest layers keep the base's weights, which saves time.
        dropout: on the encoder's residual branches; slow on a CPU, and of no use within two rounds.
    """

    def __init__(self, base: Base, heads: Heads, *, frozen: int = 0, dropout: float = 0.0) -> None:
        """Build the network and copy the base's weights into it."""
        super().__init__()
        self.spec = heads
        self.frozen = frozen
        hidden = base.hidden
        self.positions = nn.Parameter(torch.from_numpy(base.tensors["emb.pos"] + base.tensors["emb.type"][:hidden]))
        self.norm = nn.LayerNorm(hidden, eps=base.epsilon)
        feed = base.tensors["l0.fi.w"].shape[0]
        self.blocks = nn.ModuleList(
            Block(hidden, base.heads, feed, base.epsilon, dropout) for _ in range(base.layers)
        )
        # e5's vectors all lean one way and differ little; heads on bare vectors learn nothing for a long while.
        self.register_buffer("centre", torch.zeros(hidden))
        self.register_buffer("spread", torch.ones(()))
        self.layers = nn.ModuleDict({name: nn.Linear(hidden, TAGS) for name in heads.layers})
        self.attributes = nn.ModuleDict(
            {name: nn.Linear(hidden, len(spec["labels"])) for name, spec in heads.attributes.items()}
        )
        self.relations = nn.ModuleDict(
            {name: nn.Linear(hidden, 2 * heads.relation_width) for name in heads.relations}
        )
        self.distance = nn.ParameterDict(
            {name: nn.Parameter(torch.zeros(2 * len(heads.distance_edges) + 1)) for name in heads.relations}
        )
        self._copy(base)

    def _copy(self, base: Base) -> None:
        tensors = {name: torch.from_numpy(value.copy()) for name, value in base.tensors.items()}
        self.norm.load_state_dict({"weight": tensors["emb.ln.w"], "bias": tensors["emb.ln.b"]})
        for index, block in enumerate(self.blocks):
            state = {
                f"{name}.{long}": tensors[f"l{index}.{name}.{short}"]
                for name in ("ao", "aln", "fi", "fo", "oln")
                for long, short in (("weight", "w"), ("bias", "b"))
            }
            for long, short in (("weight", "w"), ("bias", "b")):
                state[f"qkv.{long}"] = torch.cat([tensors[f"l{index}.{name}.{short}"] for name in "qkv"])
            block.load_state_dict(state)
        for part in (self.positions, *self.norm.parameters(), *self.blocks[: self.frozen].parameters()):
            part.requires_grad_(requires_grad=self.frozen == 0)

    def encoder_parameters(self) -> list[nn.Parameter]:
        """Return the encoder's weights that train."""
        parts = (self.positions, *self.norm.parameters(), *self.blocks.parameters())
        return [part for part in parts if part.requires_grad]

    def head_parameters(self) -> list[nn.Parameter]:
        """Return the heads' weights."""
        parts = (self.layers, self.attributes, self.relations, self.distance)
        return [weight for part in parts for weight in part.parameters()]

    def hidden(self, vectors: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return [batch, tokens, hidden] for word vectors of the same shape; mask is True on real tokens."""
        x = self.norm(vectors + self.positions[: vectors.shape[1]])
        wide = None if mask is None else mask[:, None, None, :]
        for block in self.blocks:
            x = block(x, wide)
        return (x - self.centre) / self.spread

    @torch.no_grad()
    def settle(self, vectors: Tensor, mask: Tensor) -> None:
        """Set centre and spread from what the untrained encoder makes of one batch."""
        seen = self.hidden(vectors, mask)[mask]
        self.centre.copy_(seen.mean(0))
        self.spread.copy_(seen.std(0).mean())

    def forward(self, vectors: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return what the exported model gives for one window: tags, attributes and relations, heads side by side."""
        x = self.hidden(vectors)
        return tuple(  # type: ignore[return-value]  # three groups, as the comprehension shows
            torch.cat([head(x) for head in group.values()], dim=-1)
            for group in (self.layers, self.attributes, self.relations)
        )
