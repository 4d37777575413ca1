"""Print how many of the figures in the annotated passages the rules find, language by language.

    python -m benchmarks.facts training/passages
    python -m benchmarks.facts training/passages --held-out

In: a folder of annotated passages (or files of it). Out: precision, recall and F1 over killed, wounded, missing,
captured, strikes and vehicles: same passage, question and value. "No casualties" is nobody killed and nobody wounded.
The rules were mended by kinds of misses on the passages that are not held out; `--held-out` scores the rest.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.model import COUNT_QUESTIONS, Count, Passage
from sayso.read.facts import facts_of
from training.passages_format import passages

if TYPE_CHECKING:
    from training.passages_format import AnnotatedPassage

_NAMES = {"vehicles": "vehicles_destroyed"}


def annotated(passage: AnnotatedPassage) -> Counter[tuple[str, int | None, int | None]]:
    """Return the figures that the annotation holds, background left out."""
    kept: Counter[tuple[str, int | None, int | None]] = Counter()
    for fact in passage.facts:
        if fact.value is None or {"bg", "sum"} & fact.flags:
            continue
        name = _NAMES.get(fact.question, fact.question)
        both = name == "casualties" and fact.value.high == 0
        for question in ("killed", "wounded") if both else (name,):
            if question in COUNT_QUESTIONS:
                kept[question, fact.value.low, fact.value.high] += 1
    return kept


def found(passage: AnnotatedPassage) -> Counter[tuple[str, int | None, int | None]]:
    """Return the figures that the rules find, background left out."""
    text = passage.text
    whole = Passage(
        report_id=passage.id, index=0, start=0, end=len(text), text=text, language=passage.language, kind="paragraph"
    )
    return Counter(
        (fact.question, fact.answer.low, fact.answer.high)
        for fact in facts_of([whole])
        if isinstance(fact.answer, Count) and not fact.background
    )


def main() -> int:
    """Score the rules on the passages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--held-out", action="store_true", help="the held-out passages instead of the others")
    args = parser.parse_args()
    tally: dict[str, Counter[str]] = {}
    for passage in passages(args.folder):
        if passage.held_out() != args.held_out:
            continue
        gold, mine = annotated(passage), found(passage)
        for key in ("all", passage.language, *COUNT_QUESTIONS):
            ours = {fact: times for fact, times in mine.items() if key in {"all", passage.language, fact[0]}}
            theirs = {fact: times for fact, times in gold.items() if key in {"all", passage.language, fact[0]}}
            counts = tally.setdefault(key, Counter())
            counts["passages"] += 1
            counts["hit"] += (Counter(theirs) & Counter(ours)).total()
            counts["gold"] += sum(theirs.values())
            counts["found"] += sum(ours.values())
    for language, counts in sorted(
        tally.items(), key=lambda item: (item[0] in COUNT_QUESTIONS, -item[1]["passages"], item[0])
    ):
        precision = counts["hit"] / max(1, counts["found"])
        recall = counts["hit"] / max(1, counts["gold"])
        score = 2 * precision * recall / max(1e-9, precision + recall)
        print(
            f"{language:18} {counts['passages']:5} passages {counts['gold']:5} figures"
            f"  P {precision:.3f}  R {recall:.3f}  F1 {score:.3f}"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
