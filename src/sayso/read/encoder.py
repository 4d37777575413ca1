"""The learned tagger at work: text in, probabilities per token out; and how spans are read off them.

In: text, and the folder of model files that `training.export` wrote (they ship with the package). Out: `Encoded`:
spans of every layer, classes of spans, relations between a span and all tokens. What the layers mean, which
attributions or facts they amount to, is for others. All heads are named by the model's manifest; this file knows
none of them.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np

from sayso.errors import ReadError
from sayso.read.pieces import pieces_of
from sayso.read.windows import sentence_ends, windows_of
from sayso.read.words import WordTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from sayso.read.pieces import Pieces

SHIPPED: Final = Path(__file__).parent / "tagger"
FORMAT: Final = 1
_BEGIN, _END = 0, 2  # token ids of the marks around a window
_TAGS: Final = 3  # outside, begin, inside


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedSpan:
    """A stretch of text that a layer marks, end exclusive, and how sure it is (mean over tokens, 0 to 1)."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """What the tagger makes of a text.

    Attributes:
        manifest: names and shapes of the heads.
        pieces: the tokens and where they stand.
        tags: float32 [tokens, layers, 3], probabilities of outside, begin, inside.
        classes: float32 [tokens, classes of all attributes], logits.
        joined: bool [tokens], whether a token goes on with the word of the token before it.
        relations: float16 [tokens, relations, 2, width], each token as one who asks and as one who answers.
    """

    manifest: Mapping[str, Any]
    pieces: Pieces
    tags: NDArray[np.float32]
    classes: NDArray[np.float32]
    joined: NDArray[np.bool_]
    relations: NDArray[np.float16]

    def layer(self, name: str) -> NDArray[np.float32]:
        """Return the probability of each token to lie in a span of this layer; zeros for an unknown layer."""
        layers = self.manifest["layers"]
        if name not in layers:
            return np.zeros(len(self.tags), np.float32)
        inside: NDArray[np.float32] = 1 - self.tags[:, layers.index(name), 0]
        return inside

    def spans(self, layer: str, threshold: float = 0.5) -> tuple[TaggedSpan, ...]:
        """Return the layer's spans in order; a token belongs to one from `threshold` on, "begin" parts neighbours."""
        return tuple(self.span(first, last, layer) for first, last in self.runs(layer, threshold))

    def runs(self, layer: str, threshold: float = 0.5) -> tuple[tuple[int, int], ...]:
        """Return the layer's spans as half-open token ranges."""
        layers = self.manifest["layers"]
        if layer not in layers:
            return ()
        tags = self.tags[:, layers.index(layer)]
        if not len(tags):
            return ()
        # A word is inside or outside as a whole: the mean over its pieces decides, its first piece says if it begins.
        firsts = np.flatnonzero(~self.joined)
        lasts = np.append(firsts[1:], len(tags))
        chances = np.add.reduceat(1 - tags[:, 0], firsts) / (lasts - firsts)
        runs: list[tuple[int, int]] = []
        start = -1
        for first, chance in zip(firsts.tolist(), chances.tolist(), strict=True):
            inside = chance >= threshold
            begins = inside and (start < 0 or tags[first, 1] > tags[first, 2])
            if start >= 0 and (begins or not inside):
                runs.append((start, first))
                start = -1
            if begins:
                start = first
        if start >= 0:
            runs.append((start, len(tags)))
        return tuple(run for run in runs if self._chars(run) is not None)

    def span(self, first: int, last: int, layer: str) -> TaggedSpan:
        """Return tokens `first:last` as characters, with the layer's mean probability there."""
        start, end = self._chars((first, last)) or (0, 0)
        return TaggedSpan(start=start, end=end, score=round(float(self.layer(layer)[first:last].mean()), 4))

    def _chars(self, run: tuple[int, int]) -> tuple[int, int] | None:
        starts, ends = self.pieces.starts[run[0] : run[1]], self.pieces.ends[run[0] : run[1]]
        filled = np.flatnonzero(ends > starts)
        return (int(starts[filled[0]]), int(ends[filled[-1]])) if len(filled) else None

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of tokens that share a character with `start:end` of the text."""
        first = int(np.searchsorted(self.pieces.ends, start, side="right"))
        last = int(np.searchsorted(self.pieces.starts, end, side="left"))
        return first, max(first, last)

    def attribute(self, name: str, span: TaggedSpan) -> dict[str, float]:
        """Return the probability of each class of an attribute for a span; empty for an unknown attribute."""
        first, last = self.tokens(span.start, span.end)
        at = 0
        for attribute, spec in self.manifest["attributes"].items():
            size = len(spec["labels"])
            if attribute == name and first < last:
                chances = _softmax(self.classes[first:last, at : at + size]).mean(axis=0)
                return {label: float(chance) for label, chance in zip(spec["labels"], chances, strict=True)}
            at += size
        return {}

    def related(self, relation: str, span: TaggedSpan, reach: int = 512) -> NDArray[np.float32]:
        """Return, for every token of the text, the probability that `relation` leads from the span to it.

        Tokens further than `reach` tokens away get 0, as does all for an unknown relation.
        """
        answer = np.zeros(len(self.tags), np.float32)
        first, last = self.tokens(span.start, span.end)
        low, high = max(0, first - reach), min(len(self.tags), last + reach)
        answer[low:high] = self.related_within(relation, span, low, high)
        return answer

    def trusts(self, relation: str) -> bool:
        """Return whether the relation was learnt well enough to be asked: the manifest says so, head by head."""
        return bool(self.manifest["relations"].get(relation, {}).get("trusted", True))

    def related_within(self, relation: str, span: TaggedSpan, low: int, high: int) -> NDArray[np.float32]:
        """Return the same for the tokens `low:high` only, so that long texts take time in line with their length."""
        first, last = self.tokens(span.start, span.end)
        names = list(self.manifest["relations"])
        if relation not in names or first >= last or low >= high:
            return np.zeros(max(0, high - low), np.float32)
        index = names.index(relation)
        query = self.relations[first:last, index, 0].astype(np.float32).mean(axis=0)
        keys = self.relations[low:high, index, 1].astype(np.float32)
        places = np.arange(low, high)
        distance = np.minimum(places - first, 0) + np.maximum(places - last + 1, 0)
        edges = self.manifest["distance_edges"]
        bucket = len(edges) + np.searchsorted(edges, np.abs(distance), side="right") * np.sign(distance)
        bias = np.asarray(self.manifest["distance_bias"][relation], np.float32)
        logits = keys @ query * np.float32(self.manifest["relation_width"] ** -0.5) + bias[bucket]
        chances: NDArray[np.float32] = 1 / (1 + np.exp(-logits))
        return chances


class Encoder:
    """The tagger, loaded; one instance reads any number of texts and gives the same answer each time.

    Attributes:
        name: of the model, from its files' digests; part of every claim's reader.
        manifest: names and shapes of the heads.
    """

    def __init__(self, manifest: Mapping[str, Any], tokenizer: Tokenizer, words: WordTable, session: Any) -> None:  # noqa: ANN401  # onnxruntime has no types
        """Keep the parts; use `Encoder.load` for files."""
        self.manifest = manifest
        self.name = (
            f"tagger-{hashlib.sha256(json.dumps(manifest['sha256'], sort_keys=True).encode()).hexdigest()[:8]}"
        )
        self._tokenizer = tokenizer
        self._words = words
        self._session = session

    @classmethod
    def load(cls, folder: Path | None = None, threads: int = 1) -> Self:
        """Return the tagger in `folder`, by default the one that ships.

        Raises:
            ReadError: where a file is missing or the format is not one this version knows.
        """
        import onnxruntime  # type: ignore[import-untyped]  # ships no types; slow to import
        from tokenizers import Tokenizer

        folder = folder or SHIPPED
        try:
            manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
            tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text(encoding="utf-8"))
            words = WordTable.mapped(folder / "words.q4", manifest["hidden"])
            model = (folder / "encoder.onnx").read_bytes()
        except OSError as error:
            raise ReadError(folder.name, f"no tagger there ({error})", "Reinstall sayso.") from error
        if manifest["format"] != FORMAT:
            raise ReadError(folder.name, f"tagger format {manifest['format']}, not {FORMAT}", "Update sayso.")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        options.enable_cpu_mem_arena = False  # windows differ in length; an arena would keep the sum of their needs
        session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        return cls(manifest, tokenizer, words, session)

    def encode(self, text: str) -> Encoded:
        """Return what the tagger makes of `text`; time and memory grow in line with its length."""
        pieces = pieces_of(self._tokenizer, text)
        total = len(pieces.ids)
        width = self.manifest["relation_width"]
        tags = np.zeros((total, len(self.manifest["layers"]), _TAGS), np.float32)
        sizes = sum(len(spec["labels"]) for spec in self.manifest["attributes"].values())
        classes = np.zeros((total, sizes), np.float32)
        relations = np.zeros((total, len(self.manifest["relations"]), 2, width), np.float16)
        if total:
            for window in windows_of(sentence_ends(text, pieces), **self.manifest["window"]):
                ids = np.concatenate([[_BEGIN], pieces.ids[window.start : window.end], [_END]])
                found = self._session.run(None, {"vectors": self._words.vectors(ids)})
                own = slice(window.own_start, window.own_end)
                cut = slice(window.own_start - window.start + 1, window.own_end - window.start + 1)
                tags[own] = _softmax(found[0][cut].reshape(-1, *tags.shape[1:]))
                classes[own] = found[1][cut]
                relations[own] = found[2][cut].reshape(-1, *relations.shape[1:])
        return Encoded(
            manifest=self.manifest,
            pieces=pieces,
            tags=tags,
            classes=classes,
            joined=_joined(text, pieces),
            relations=relations,
        )


def _joined(text: str, pieces: Pieces) -> NDArray[np.bool_]:
    """Return, token by token, whether it goes on with the word before it: letters or digits with nothing between."""
    flags = np.zeros(len(pieces.ids), np.bool_)
    starts, ends = pieces.starts.tolist(), pieces.ends.tolist()
    for index in range(1, len(flags)):
        at = starts[index]
        touching = at == ends[index - 1] and at > 0
        flags[index] = touching and text[at : at + 1].isalnum() and text[at - 1].isalnum()
    return flags


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    grown = np.exp(logits - logits.max(axis=-1, keepdims=True))
    chances: NDArray[np.float32] = grown / grown.sum(axis=-1, keepdims=True)
    return chances
