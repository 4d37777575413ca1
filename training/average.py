"""Average the weights of checkpoints of one run of runs: where one has drifted, the mean keeps what they agree on.

    python -m training.average out/first out/last --out out/mean

In: checkpoint folders of the same architecture and tokenizer, the last the one whose heads and step are kept. Out: a
checkpoint folder that `training.export` takes. Method: Wortsman et al., Model soups, ICML 2022.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch

_FILES = ("tagger.pt", "tokenizer.json")


def averaged(folders: list[Path]) -> dict[str, object]:
    """Return the last checkpoint with the mean of all weights.

    Raises:
        ValueError: where the tokenizers or the shapes of the weights differ.
    """
    if len({(folder / _FILES[1]).read_bytes() for folder in folders}) != 1:
        raise ValueError("the checkpoints have different tokenizers")
    states = [torch.load(folder / _FILES[0], map_location="cpu", weights_only=True) for folder in folders]
    last = states[-1]
    for name, weight in last["tagger"].items():
        others = [state["tagger"].get(name) for state in states]
        if any(other is None or other.shape != weight.shape for other in others):
            raise ValueError(f"the checkpoints differ in {name}")
        if weight.is_floating_point():
            last["tagger"][name] = sum(others) / len(others)
    return dict(last)


def main() -> None:
    """Write the mean."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save(averaged(args.checkpoints), args.out / _FILES[0])
    shutil.copyfile(args.checkpoints[-1] / _FILES[1], args.out / _FILES[1])


if __name__ == "__main__":
    main()
