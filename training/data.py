"""Annotated texts as the network sees them: windows of tokens with labels, and what is not annotated masked out.

In: PolNeAR-shaped JSONL, or `Annotated` texts made elsewhere (`training.own`). Out: `Annotated` texts as tokens with
labels, and `Example` windows cut from them.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from sayso.read.pieces import Pieces, pieces_of
from sayso.read.windows import sentence_ends

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tokenizers import Tokenizer

    from training.network import Heads

MASKED: Final = -100
ATTRIBUTION: Final = ("source", "cue", "content")
Chars = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One span of a layer, with the classes it carries by attribute name."""

    layer: str
    start: int
    end: int
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`relation` leads from the span `query` to all of `targets` (none: it leads nowhere)."""

    relation: str
    query: Chars
    targets: tuple[Chars, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """A text and what is known of it.

    Attributes:
        key: id of the document or passage.
        language: ISO 639-1.
        layers: those that were annotated; the others are masked.
        unsure: stretches where attribution layers may miss something: there, "outside" is masked.
        skip: stretches where nothing is known at all.
    """

    key: str
    language: str
    text: str
    layers: frozenset[str]
    marks: tuple[Mark, ...]
    links: tuple[Link, ...]
    unsure: tuple[Chars, ...] = ()
    skip: tuple[Chars, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A link in tokens of one window: `relation` index, query stretch, wanted tokens (bool)."""

    relation: int
    start: int
    end: int
    wanted: np.ndarray


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One window: ids with sentence marks, tags int8-like [tokens, layers], classes [tokens, attributes], queries."""

    ids: np.ndarray
    tags: np.ndarray
    classes: np.ndarray
    queries: tuple[Query, ...]


def polnear(path: Path, language: str = "en") -> Iterator[Annotated]:
    """Yield documents of a PolNeAR-shaped file; only outermost attributions are marked there, and no credits."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            marks: list[Mark] = []
            links: list[Link] = []
            inside: list[Chars] = []
            for item in document["attributions"]:
                parts = {role: tuple((int(s), int(e)) for s, e in item[role]) for role in ATTRIBUTION}
                marks += [Mark(layer=role, start=s, end=e) for role in ATTRIBUTION for s, e in parts[role]]
                links += [
                    Link(relation=role, query=cue, targets=parts[role]) for cue in parts["cue"] for role in parts
                ]
                inside += parts["content"]
            yield Annotated(
                key=document["id"],
                language=language,
                text=document["text"],
                layers=frozenset(ATTRIBUTION),
                marks=_distinct(marks),
                links=tuple(links),
                unsure=tuple(inside),
                skip=tuple((int(s), int(e)) for s, e in document.get("discard", ())),
            )


def _distinct(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return the marks without repeats (two attributions may share a source)."""
    seen: dict[tuple[str, int, int], Mark] = {}
    for mark in marks:
        seen.setdefault((mark.layer, mark.start, mark.end), mark)
    return tuple(seen.values())


class Document:
    """An annotated text in tokens, ready to be cut into windows again and again."""

    def __init__(self, source: Annotated, tokenizer: Tokenizer, heads: Heads) -> None:
        """Tokenise once and lay the labels over the tokens."""
        self.source = source
        self.heads = heads
        self.pieces = pieces_of(tokenizer, source.text)
        self.ends = sentence_ends(source.text, self.pieces)
        self.tags = self._tags()
        self.classes = self._classes()
        relations = list(heads.relations)
        self.links = [
            (relations.index(link.relation), self._range(link.query), [self._range(span) for span in link.targets])
            for link in source.links
        ]

    def _range(self, span: Chars) -> tuple[int, int]:
        return token_range(self.pieces, *span)

    def _tags(self) -> np.ndarray:
        names = self.heads.layers
        tags = np.full((len(self.pieces.ids), len(names)), MASKED, np.int64)
        for index, name in enumerate(names):
            if name in self.source.layers:
                tags[:, index] = 0
                if name in ATTRIBUTION:
                    for span in self.source.unsure:
                        first, last = self._range(span)
                        tags[first:last, index] = MASKED
        for first, last in map(self._range, self.source.skip):
            tags[first:last] = MASKED
        begins: list[tuple[int, int]] = []
        for mark in self.source.marks:
            first, last = self._range((mark.start, mark.end))
            if first < last:
                index = names.index(mark.layer)
                tags[first:last, index] = 2
                begins.append((first, index))
        for first, index in begins:
            tags[first, index] = 1
        return tags

    def _classes(self) -> np.ndarray:
        classes = np.full((len(self.pieces.ids), len(self.heads.attributes)), MASKED, np.int64)
        for index, (name, spec) in enumerate(self.heads.attributes.items()):
            for mark in self.source.marks:
                if name in mark.attributes:
                    first, last = self._range((mark.start, mark.end))
                    classes[first:last, index] = spec["labels"].index(mark.attributes[name])
        return classes

    def cut(self, longest: int, shake: random.Random) -> Iterator[Example]:
        """Yield windows of whole sentences of at most about `longest` tokens, the first one of random length."""
        start, room = 0, shake.randint(longest // 3, longest)
        total = len(self.pieces.ids)
        ends = np.asarray(self.ends)
        while start < total:
            fit = ends[(ends > start) & (ends <= start + room)]
            end = int(fit[-1]) if len(fit) else min(start + room, total)
            yield self.window(start, end)
            start, room = end, longest

    def window(self, start: int, end: int) -> Example:
        """Return tokens `start:end` between sentence marks; links that reach outside are left out."""
        queries = []
        for relation, (first, last), targets in self.links:
            reach = [*targets, (first, last)]
            if first < last and all(start <= a and b <= end for a, b in reach):
                wanted = np.zeros(end - start + 2, bool)
                for a, b in targets:
                    wanted[a - start + 1 : b - start + 1] = True
                queries.append(Query(relation=relation, start=first - start + 1, end=last - start + 1, wanted=wanted))
        pad = ((1, 1), (0, 0))
        return Example(
            ids=np.concatenate([[0], self.pieces.ids[start:end], [2]]),
            tags=np.pad(self.tags[start:end], pad, constant_values=MASKED),
            classes=np.pad(self.classes[start:end], pad, constant_values=MASKED),
            queries=tuple(queries),
        )


def token_range(pieces: Pieces, start: int, end: int) -> tuple[int, int]:
    """Return the tokens that share a character with `start:end`, as a half-open range."""
    first = int(np.searchsorted(pieces.ends, start, side="right"))
    last = int(np.searchsorted(pieces.starts, end, side="left"))
    while first < last and pieces.starts[first] == pieces.ends[first]:
        first += 1
    return first, max(first, last)
