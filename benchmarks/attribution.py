"""Tag a file of documents with attributions, in the shape that the attribution scorer reads.

    python -m benchmarks.attribution polnear_dev.jsonl.gz -o predictions.jsonl
    python score.py polnear_dev.jsonl predictions.jsonl

In: JSON lines with `id` and `text` (gzipped or not). Out: JSON lines with `id` and `attributions`, each with
character spans of source, cue and content; on standard error, words and tokens per second of processor time.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.read.attribute import attributions_of
from sayso.read.encoder import Encoder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.model import Span
    from sayso.read.attribute import Attribution


def documents(path: Path) -> Iterator[dict[str, str]]:
    """Yield the records of a file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def main() -> None:
    """Tag, write, and say how fast."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--model", type=Path, help="folder of model files; default: what ships")
    parser.add_argument("--limit", type=int, help="read only so many documents")
    options = parser.parse_args()
    encoder = Encoder.load(options.model)
    words = tokens = 0
    begun = time.process_time()
    with options.output.open("w", encoding="utf-8") as output:
        for number, document in enumerate(documents(options.file)):
            if number == options.limit:
                break
            text = document["text"]
            encoded = encoder.encode(text)
            found = [_record(one) for one in attributions_of(encoded, text)]
            output.write(json.dumps({"id": document["id"], "attributions": found}) + "\n")
            words += len(text.split())
            tokens += len(encoded.pieces.ids)
    spent = time.process_time() - begun
    print(f"{words / spent:.0f} words, {tokens / spent:.0f} tokens per processor-second", file=sys.stderr)


def _record(one: Attribution) -> dict[str, object]:
    return {
        "id": one.id,
        "source": _pairs(one.sources),
        "cue": _pairs([one.cue]),
        "content": _pairs(one.content),
    }


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


if __name__ == "__main__":
    main()
