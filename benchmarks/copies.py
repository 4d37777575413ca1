"""Measures how well translated and retold copies are found.

    python -m benchmarks.copies ../shared/bench/copies

In: a folder with `ntrex_docs.jsonl` (the same news documents in several languages: `id`, `cluster`, `lang`, `title`,
`text`) and `tgcontest_pairs.jsonl` (two news items of one language and whether they tell one story). Out, per pair of
languages: precision and recall of the pairs called translations, as `trace.copies_of` calls them among all documents
of the two languages; and for the retold items the best threshold's figures, since retelling is only a hint to sayso.
Half of the NTREX documents fitted the points in `trace/translated.py`; the other half is what counts.
"""

from __future__ import annotations

import argparse
import json
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.ids import sha256_hex
from sayso.model import Report
from sayso.trace.copies import copies_of, in_time
from sayso.trace.kinship import kin_of
from sayso.trace.texts import Texts, print_of
from sayso.trace.translated import Echoes

if TYPE_CHECKING:
    from collections.abc import Sequence

_TEXTS = Texts()


def main() -> int:
    """Print the figures; return 0, or 2 where the folder is absent."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    if not (args.folder / "ntrex_docs.jsonl").is_file():
        print(f"skipped: {args.folder} holds no ntrex_docs.jsonl")
        return 2
    documents = _lines(args.folder / "ntrex_docs.jsonl")
    clusters = sorted({document["cluster"] for document in documents})
    for title, chosen in (("fitted on", clusters[::2]), ("not seen", clusters[1::2])):
        print(f"NTREX, documents {title} ({len(chosen)} per language)")
        _translations([document for document in documents if document["cluster"] in chosen])
    _retold(_lines(args.folder / "tgcontest_pairs.jsonl"))
    return 0


def translations(documents: Sequence[dict[str, Any]], left: str, right: str) -> tuple[int, int, int]:
    """Return how many pairs of these two languages were called translations rightly, were called so, and are so."""
    members = [document for document in documents if document["lang"] in {left, right}]
    cluster = {document["id"]: document["cluster"] for document in members}
    reports = in_time([_report(document) for document in members])
    found = [copy for copy in copies_of(reports, kin=kin_of(reports, _TEXTS)) if copy.kind == "translation"]
    right_ones = sum(cluster[copy.report_id] == cluster[copy.of_report_id] for copy in found)
    return right_ones, len(found), sum(document["lang"] == left for document in members)


def _translations(documents: list[dict[str, Any]]) -> None:
    languages = sorted({document["lang"] for document in documents})
    totals = [0, 0, 0]
    for left, right in combinations(languages, 2):
        counts = translations(documents, left, right)
        if "zh" not in {left, right}:
            totals = [total + count for total, count in zip(totals, counts, strict=True)]
        print(f"  {left} {right}: precision {counts[0] / max(1, counts[1]):.3f}, recall {counts[0] / counts[2]:.3f}")
    print(f"  all but Chinese: precision {totals[0] / max(1, totals[1]):.3f}, recall {totals[0] / totals[2]:.3f}")


def _retold(pairs: list[dict[str, Any]]) -> None:
    anchors = {}
    for number, pair in enumerate(pairs):
        for side in ("1", "2"):
            document = {
                "id": f"{number}-{side}",
                "lang": pair["lang"],
                "text": pair["text" + side],
                "title": pair["title" + side],
            }
            anchors[document["id"]] = print_of(_report(document)).anchors
    echoes = Echoes(anchors)
    for language in sorted({pair["lang"] for pair in pairs}):
        scored = []
        for number, pair in enumerate(pairs):
            if pair["lang"] == language:
                echo = echoes.echo(f"{number}-1", f"{number}-2")
                scored.append((echo.chance if echo else 0.0, pair["label"] == "OK"))
        best = max((_f1(scored, limit), limit) for limit in {chance for chance, _ in scored if chance})
        same = sum(label for _, label in scored)
        hits = [label for chance, label in scored if chance >= best[1]]
        print(
            f"Retold, {language}: {len(scored)} pairs, {same} of one story; at a chance of {best[1]:.3f}: "
            f"precision {sum(hits) / len(hits):.3f}, recall {sum(hits) / same:.3f}, F1 {best[0]:.3f}"
        )


def _f1(scored: Sequence[tuple[float, bool]], limit: float) -> float:
    hits = [label for chance, label in scored if chance >= limit]
    return 2 * sum(hits) / (len(hits) + sum(label for _, label in scored))


def _report(document: dict[str, Any]) -> Report:
    text = f"{document['title'] or ''}\n{document['text']}"
    digest = sha256_hex(text.encode())
    return Report(
        id=str(document["id"]),
        text=text,
        sha256=digest,
        text_sha256=digest,
        language=document["lang"],
        language_confidence=1.0,
    )


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    raise SystemExit(main())
