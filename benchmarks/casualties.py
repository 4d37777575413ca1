"""Writes how many were killed and injured in the incident that each text is about, and scores it where gold is given.

    python -m benchmarks.casualties FILE.jsonl -o predictions.jsonl

In: JSONL, one object a line with `id`, `text` and perhaps `title` and `lang`; nothing else of it is read. Out: one
object a line, `{id, killed: [low, high], injured: [low, high], children, women, men}`, the last three among the dead.
Texts are read by the rules for figures (`sayso.read.toll` says how they are combined); the tagger adds nothing here.
Where `score_counts.py` lies beside the file, its table is printed.
"""

from __future__ import annotations

import argparse
import json
import re
import runpy
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sayso.config import Settings
from sayso.intake import passages_of
from sayso.model import Report
from sayso.read.toll import toll_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.read.toll import Toll

_SITE: Final = re.compile(r" [|«] | - (?=[A-Z])")  # what follows names the site, not the news
_DATELINE: Final = re.compile(r" -- \[(?:REPORT|TEXT|ARTICLE|COMMUNIQUE|EXCERPTS?|EDITORIAL|INTERVIEW)\]")


def text_of(record: Mapping[str, Any]) -> tuple[str, str | None]:
    """Return a record's text, its headline on a line of its own and without the site's name, and the headline."""
    text, title = str(record["text"]), str(record.get("title") or "").strip()
    if text.isupper() or _DATELINE.search(text):
        text = _lowered(text)
    if not title:
        return text, None
    headline = _SITE.split(title)[0]
    body = text.removeprefix(title)
    return f"{headline}\n{body}", headline


def _lowered(text: str) -> str:
    """A text set in capitals throughout, in small letters but for the first of a sentence, a line a paragraph."""
    paragraphs = [" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text)]
    return "\n".join(
        re.sub(r"(^|[.!?]\s+)(\S)", lambda m: m[1] + m[2].upper(), paragraph.lower()) for paragraph in paragraphs
    )


def toll_in(record: Mapping[str, Any], settings: Settings) -> Toll:
    """Return the toll of the incident that a record's text is about."""
    text, title = text_of(record)
    report = Report(
        id="r-0000000000000000",
        text=text,
        sha256="",
        text_sha256="",
        language=str(record.get("lang") or "en"),
        language_confidence=1.0,
        title=title,
    )
    return toll_of(passages_of(report, settings))


def row_of(record: Mapping[str, Any], toll: Toll) -> dict[str, object]:
    """Return the prediction for a record; a report that says nothing of a fate gives none."""
    ranges = {"killed": toll.killed, "injured": toll.wounded, "children": toll.children, "women": toll.women}
    return {"id": record["id"]} | {key: list(found or (0, 0)) for key, found in (ranges | {"men": toll.men}).items()}


def main() -> int:
    """Read, write, score; return 0."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    records = [json.loads(line) for line in args.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    settings = Settings()
    started = time.process_time()
    rows = [row_of(record, toll_in(record, settings)) for record in records]
    seconds = time.process_time() - started
    args.output.parent.mkdir(parents=True, exist_ok=True)
    args.output.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} texts, {len(rows) / seconds:.0f} a processor second", file=sys.stderr)
    scorer = args.file.parent / "score_counts.py"
    if scorer.exists():
        _print_scores(scorer, args.file.name, records, rows)
    return 0


def _print_scores(scorer: Path, name: str, records: list[dict[str, Any]], rows: list[dict[str, object]]) -> None:
    score = runpy.run_path(str(scorer))["score"]
    gold, found = {record["id"]: record for record in records}, {row["id"]: row for row in rows}
    try:
        table = score(name, gold, found)
    except (KeyError, TypeError):
        print(f"{name} carries no figures to score against", file=sys.stderr)
        return
    print(f"{'':10}{'texts':>6}{'within':>8}{'exact range':>13}{'within, where any':>19}")
    for key, value in table.items():
        print(
            f"{key:10}{value['n']:6}{value['within']:8.3f}{value['exact_range']:13.3f}{value['within_nonzero']:19.3f}"
        )


if __name__ == "__main__":
    raise SystemExit(main())
