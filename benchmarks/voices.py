"""Print on whose word the reader puts the facts of the annotated passages, language by language.

    python -m benchmarks.voices training/passages --held-out
    python -m benchmarks.voices training/passages/ru --errors

In: a folder of annotated passages. Out: for figures and parties that the reader finds at the annotated words,
precision, recall and F1 of their origins (the far end of the chain; each co-ordinated source counts), and the share
of facts whose whole chains are right. `--held-out` scores the passages that the tagger was not trained on; `--errors`
lists what differs. A source is right where its words are the annotated ones, or those it points back to.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from sayso import Case
from sayso.intake import passages_of
from sayso.model import Report
from training.passages_format import passages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.model import Claim, Span, Voice
    from training.passages_format import AnnotatedPassage, Attribution, Fact

_QUESTIONS = {"killed", "wounded", "missing", "captured", "strikes", "vehicles", "initiator", "perpetrator"}
_NAMES = {"vehicles": "vehicles_destroyed"}
_HALF = 0.5
_REPORTS = "role.reports"

Chain = tuple[tuple[tuple[int, int], ...], ...]  # narrator first; each link: the spans that may name it


def chains_of(passage: AnnotatedPassage, fact: Fact) -> set[Chain]:
    """Return the annotated chains behind a fact; an empty chain is the outlet's own voice."""
    by_id = {one.id: one for one in passage.attributions}
    local = [one for one in passage.attributions if one.reach == "local" and _covers(one, fact)]
    found: set[Chain] = set()
    if local:
        told = {one.parent for one in local}
        ends = [one for one in local if one.id not in told]
        length = min(sum(end - start for start, end in one.contents) for one in ends)
        for one in ends:
            if sum(end - start for start, end in one.contents) == length:
                found |= _up(one, by_id)
        return found
    for one in passage.attributions:
        if (
            one.reach != "local"
            and _reaches(passage, one, fact)
            and one.id not in {o.parent for o in passage.attributions}
        ):
            found |= _up(one, by_id)
    return found or {()}


def _up(one: Attribution, by_id: dict[int, Attribution]) -> set[Chain]:
    above = _up(by_id[one.parent], by_id) if one.parent is not None and one.parent in by_id else {()}
    own = [_named(one, index, by_id) for index in range(len(one.sources))] or [()]
    return {(*chain, link) if link else chain for chain in above for link in own}


def _named(one: Attribution, index: int, by_id: dict[int, Attribution]) -> tuple[tuple[int, int], ...]:
    spans = [one.sources[index]]
    back = one.source_refs[index]
    while back is not None and back in by_id:
        spans += by_id[back].sources
        back = next((ref for ref in by_id[back].source_refs if ref is not None and ref != back), None)
    return tuple(sorted(set(spans)))


def _covers(one: Attribution, fact: Fact) -> bool:
    shared = sum(max(0, min(fact.end, end) - max(fact.start, start)) for start, end in one.contents)
    return shared >= _HALF * (fact.end - fact.start)


def _reaches(passage: AnnotatedPassage, one: Attribution, fact: Fact) -> bool:
    if one.reach == "doc":
        return True
    cue = one.cues[0][0]
    paragraph = (passage.text.rfind("\n\n", 0, cue) + 1, (passage.text.find("\n\n", cue) + 1) or len(passage.text))
    return one.reach in {"par", "prev", "next"} and paragraph[0] <= fact.start < paragraph[1]


def same_link(link: tuple[tuple[int, int], ...], voice: Voice) -> bool:
    """Whether a voice's words share a letter with one of the spans that may name the annotated link."""
    return voice.span is not None and any(start < voice.span.end and voice.span.start < end for start, end in link)


def _at(fact: Fact, claims: list[Claim]) -> list[Claim]:
    """Return the claims whose words are the fact's, or come nearest to them among those that share a letter."""
    shares = {claim.span: _jaccard(fact, claim.span) for claim in claims}
    best = max(shares.values(), default=0.0)
    return [claim for claim in claims if best > 0 and shares[claim.span] == best]


def _jaccard(fact: Fact, span: Span) -> float:
    shared = max(0, min(fact.end, span.end) - max(fact.start, span.start))
    return shared / (fact.end - fact.start + span.end - span.start - shared)


def _nobody(claim: Claim) -> bool:
    """Whether a claim is in the outlet's own voice, or said impersonally: passages annotate both without a source."""
    return not claim.voices or (len(claim.voices) == 1 and claim.voices[0].source_id == _REPORTS)


def judged(
    passage: AnnotatedPassage, claims: list[Claim]
) -> Iterator[tuple[Fact, set[Chain], list[Claim], int, bool]]:
    """Yield each annotated fact that was found, its chains, its claims, how many origins and whether all is right."""
    for fact in passage.facts:
        if fact.question not in _QUESTIONS or {"bg", "sum"} & fact.flags:
            continue
        question = _NAMES.get(fact.question, fact.question)
        mine = _at(fact, [claim for claim in claims if claim.question == question])
        if not mine:
            continue
        gold = chains_of(passage, fact)
        origins = sum(
            any(_nobody(c) if not chain else bool(c.voices) and same_link(chain[-1], c.voices[-1]) for c in mine)
            for chain in gold
        )
        whole = len(mine) == len(gold) and all(
            any(
                all(map(same_link, chain, rest)) and len(rest) == len(chain)
                for c in mine
                for rest in (
                    () if _nobody(c) else c.voices,
                    c.voices[1:] if c.voices and c.voices[0].how in {"wire", "credit"} else c.voices,
                )
            )
            for chain in gold
        )
        yield fact, gold, mine, origins, whole


def main() -> int:
    """Read the passages into a throw-away case and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--held-out", action="store_true", help="only passages that the tagger was not trained on")
    parser.add_argument("--errors", action="store_true", help="list what differs")
    args = parser.parse_args()
    tally: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        case = Case(folder)
        for passage in passages(args.folder):
            if args.held_out and not passage.held_out():
                continue
            claims = _read(case, passage)
            for fact, gold, mine, origins, whole in judged(passage, claims):
                for key in ("all", passage.language):
                    counts = tally.setdefault(key, Counter())
                    counts.update(facts=1, gold=len(gold), found=len(mine), hit=origins, whole=whole)
                if args.errors and not whole:
                    _show(passage, fact, gold, mine, right=origins == len(gold) == len(mine))
    for language, counts in sorted(tally.items(), key=lambda item: (-item[1]["facts"], item[0])):
        precision, recall = counts["hit"] / counts["found"], counts["hit"] / counts["gold"]
        score = 2 * precision * recall / max(1e-9, precision + recall)
        print(
            f"{language:5} {counts['facts']:5} facts  origin P {precision:.3f}  R {recall:.3f}  F1 {score:.3f}"
            f"  whole chain {counts['whole'] / counts['facts']:.3f}"
        )
    return 0


def _read(case: Case, passage: AnnotatedPassage) -> list[Claim]:
    report = Report(
        id=passage.id,
        text=passage.text,
        language=passage.language,
        language_confidence=1.0,
        sha256="",
        text_sha256="",
        published=passage.header.get("published"),
        outlet=passage.header.get("outlet"),
    )
    return list(case.reader.read(report, passages_of(report, case.settings)).claims)


def _show(passage: AnnotatedPassage, fact: Fact, gold: set[Chain], mine: list[Claim], *, right: bool) -> None:
    words = {tuple("/".join(passage.text[s:e] for s, e in link) for link in chain) for chain in gold}
    ours = [tuple(f"{v.name}={v.source}" for v in claim.voices) for claim in mine]
    print(f"{'chain ' if right else 'ORIGIN'} {passage.id} {fact.question} «{passage.text[fact.start : fact.end]}»")
    print(f"       annotated {sorted(words)}\n       found     {ours}\n       {passage.text!r}")


if __name__ == "__main__":
    raise SystemExit(main())
