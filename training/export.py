"""Write what ships: the encoder in int8, the word table in 4 bits, the tokenizer and the manifest.

    python -m training.export --base E5 --checkpoint out/tagger --out src/sayso/read/tagger

In: a checkpoint folder of `training.train` and the base it started from. Out: `encoder.onnx`, `words.q4`,
`tokenizer.json`, `manifest.json`. It measures nothing (`training.evaluate` does) and writes no model card.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import torch

from training import base as base_files
from training.graph import OUTPUTS, onnx_of
from training.network import Heads, Tagger
from training.train import HEADS

if TYPE_CHECKING:
    from training.base import Base

WINDOW: Final = {"own": 200, "context": 24}
# Relations that held-out passages show to be hardly learnt yet; the reader resolves them by rules instead.
UNTRUSTED: Final = frozenset({"parent", "antecedent"})
FILES: Final = ("encoder.onnx", "words.q4", "tokenizer.json")


def checkpoint(folder: Path, base: Base, heads: Heads) -> Tagger:
    """Return the trained network in `folder`, for use."""
    saved = torch.load(folder / "tagger.pt", weights_only=True, map_location="cpu")
    tagger = Tagger(base, heads.only(saved["trained"]))
    tagger.load_state_dict(saved["tagger"], strict=False)  # heads that nothing taught stay behind
    return tagger.eval()


def base_of(path: Path, folder: Path) -> Base:
    """Return the base with the pieces that the checkpoint in `folder` was trained with."""
    base = base_files.load(path)
    index = {piece: at for at, (piece, _) in enumerate(base.pieces)}
    kept = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    return base.only([index[piece] for piece, _ in kept])


def write(tagger: Tagger, base: Base, source: Path, out: Path, *, quantized: bool = True) -> None:
    """Write the shipped files into `out`.

    Args:
        tagger: the trained network.
        base: its word table.
        source: folder with the `tokenizer.json` it was trained with.
        out: made if missing; files there are replaced.
        quantized: int8 weights; otherwise float32, to measure what rounding costs.
    """
    import onnx  # slow, and training needs none of it
    from onnxruntime.quantization import QuantType, quantize_dynamic

    out.mkdir(parents=True, exist_ok=True)
    model = onnx_of(tagger)
    if quantized:
        with tempfile.TemporaryDirectory() as folder:
            whole = Path(folder) / "whole.onnx"
            onnx.save(model, whole)
            quantize_dynamic(
                whole,
                out / FILES[0],
                per_channel=True,
                reduce_range=True,  # 7 bits: eight overflow on processors without VNNI, and answers would differ
                weight_type=QuantType.QInt8,
                op_types_to_quantize=["MatMul"],
                nodes_to_exclude=[f"{name}.product" for name in OUTPUTS],
            )
    else:
        onnx.save(model, out / FILES[0])
    base.rows.tofile(out / FILES[1])
    (out / FILES[2]).write_bytes((source / FILES[2]).read_bytes())
    heads = tagger.spec
    manifest = {
        "format": 1,
        "hidden": base.hidden,
        "window": WINDOW,
        "layers": heads.layers,
        "attributes": heads.attributes,
        "relations": {name: {**spec, "trusted": name not in UNTRUSTED} for name, spec in heads.relations.items()},
        "relation_width": heads.relation_width,
        "distance_edges": heads.distance_edges,
        "distance_bias": {name: [round(v, 5) for v in bias.tolist()] for name, bias in tagger.distance.items()},
        "sha256": {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in FILES},
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (out / "manifest.json").write_text(f"{text}\n", encoding="utf-8")


def main() -> None:
    """Export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float", action="store_true", help="no int8, to compare with")
    options = parser.parse_args()
    base = base_of(options.base, options.checkpoint)
    tagger = checkpoint(options.checkpoint, base, Heads.load(HEADS))
    write(tagger, base, options.checkpoint, options.out, quantized=not options.float)
    for path in sorted(options.out.iterdir()):
        print(f"{path.name} {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
