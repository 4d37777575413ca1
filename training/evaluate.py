"""Measure the shipped model per language: on the passages kept from training, and on a PolNeAR-shaped file.

    python -m training.evaluate --model src/sayso/read/tagger --passages training/passages
    python -m training.evaluate --model A --polnear polnear_dev.jsonl.gz --against B

In: model files as they ship, annotated texts. Out: a table on standard output. Layers are scored by exact span and
by token, attributes by accuracy on the right spans, relations by token from the right span; `--against` says on what
share of tokens two models (int8 and float) give all layers the same label.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from sayso.read.encoder import Encoder, TaggedSpan
from training.data import MASKED, polnear, token_range
from training.own import annotated
from training.passages_format import passages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.read.encoder import Encoded
    from training.data import Annotated

LIKELY: Final = 0.5
Table = dict[tuple[str, str], Counter[str]]


def texts(options: argparse.Namespace) -> Iterator[Annotated]:
    """Yield what is measured on."""
    if options.polnear:
        for number, text in enumerate(polnear(options.polnear)):
            if number == options.limit:
                break
            yield text
    if options.passages:
        for passage in passages(options.passages):
            if passage.held_out():
                yield annotated(passage)


def count(text: Annotated, encoded: Encoded, table: Table) -> None:
    """Add one text's hits and misses to the table, by (language, head)."""
    for layer in encoded.manifest["layers"]:
        if layer in text.layers:
            _count_layer(text, encoded, layer, table[text.language, layer])
    for mark in text.marks:
        for name, label in mark.attributes.items():
            chances = encoded.attribute(name, TaggedSpan(start=mark.start, end=mark.end, score=1.0))
            if chances:
                right = max(chances, key=lambda one: chances[one]) == label
                table[text.language, f"attribute {name}"].update(right=int(right), asked=1)
                table[text.language, f"attribute {name}={label}"].update(right=int(right), asked=1)
    for link in text.links:
        if link.relation in encoded.manifest["relations"]:
            query = TaggedSpan(start=link.query[0], end=link.query[1], score=1.0)
            found = encoded.related(link.relation, query) >= LIKELY
            wanted = np.zeros_like(found)
            for start, end in link.targets:
                wanted[slice(*token_range(encoded.pieces, start, end))] = True
            table[text.language, f"relation {link.relation}"].update(_overlap(found, wanted))


def _count_layer(text: Annotated, encoded: Encoded, layer: str, cell: Counter[str]) -> None:
    wanted = np.zeros(len(encoded.tags), np.int64)
    if layer in {"source", "cue", "content"}:
        for start, end in text.unsure:
            wanted[slice(*token_range(encoded.pieces, start, end))] = MASKED
    runs = set()
    for mark in text.marks:
        if mark.layer == layer:
            run = token_range(encoded.pieces, mark.start, mark.end)
            runs.add(run)
            wanted[slice(*run)] = 1
    for start, end in text.skip:
        wanted[slice(*token_range(encoded.pieces, start, end))] = MASKED
    known = wanted != MASKED
    cell.update(_overlap(encoded.layer(layer)[known] >= LIKELY, wanted[known] == 1))
    found = {run for run in encoded.runs(layer) if known[slice(*run)].any()}
    cell.update(exact=len(found & runs), spans_found=len(found), spans_wanted=len(runs))


def _overlap(found: np.ndarray, wanted: np.ndarray) -> dict[str, int]:
    return {"both": int((found & wanted).sum()), "found": int(found.sum()), "wanted": int(wanted.sum())}


def _f1(both: int, found: int, wanted: int) -> str:
    return f"{2 * both / (found + wanted):.3f}" if found + wanted else "-"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, help="folder of model files; default: what ships")
    parser.add_argument("--polnear", type=Path)
    parser.add_argument("--passages", type=Path)
    parser.add_argument("--against", type=Path, help="a second model, to compare labels with")
    parser.add_argument("--limit", type=int, help="only so many documents of --polnear")
    options = parser.parse_args()
    encoder = Encoder.load(options.model)
    other = Encoder.load(options.against) if options.against else None
    table: Table = defaultdict(Counter)
    same = total = 0
    for text in texts(options):
        encoded = encoder.encode(text.text)
        count(text, encoded, table)
        if other is not None:
            labels, others = encoded.tags.argmax(axis=2), other.encode(text.text).tags.argmax(axis=2)
            same += int((labels == others).all(axis=1).sum())
            total += len(labels)
    for (language, head), cell in sorted(table.items()):
        if head.startswith("attribute"):
            print(f"{language} {head}: {cell['right']}/{cell['asked']} right")
        else:
            tokens = _f1(cell["both"], cell["found"], cell["wanted"])
            exact = _f1(cell["exact"], cell["spans_found"], cell["spans_wanted"])
            print(f"{language} {head}: tokens {tokens}, exact {exact}, {cell['wanted']} tokens")
    if total:
        print(f"same labels on {same / total:.4f} of {total} tokens")


if __name__ == "__main__":
    main()
