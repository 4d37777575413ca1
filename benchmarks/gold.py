"""Write predictions for a file of reports in the gold set's shape.

    python -m benchmarks.gold REPORTS.jsonl -o predictions.jsonl

In: one JSON object a line with `id`, `text` and, where known, `outlet`, `published`, `url`, `lang`. Out: one object a
line with `id`, `incident` and `claims` (question, value, victim_class, polarity, hedged, distancing, source_chain,
start, end). Seconds per report and peak memory go to standard error.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from sayso import Case
from sayso.model import Answer, Claim, Count, Party, Place, Text, When

# How the gold set writes "whoever it was, not us": "coming under fire" names nobody.
_OTHER_SIDE = "other side fired first"


def value_of(answer: Answer) -> object:
    """Return an answer as the gold set writes it: a number, [low, high] with null for an open end, or words."""
    match answer:
        case Count(vague=str() as words):
            return words
        case Count(low=low, high=high):
            return low if low == high else [low, high]
        case Party(source_id="role.other-side"):
            return _OTHER_SIDE
        case Party(name=words) | Place(name=words) | Text(value=words) | When(first=words):
            return words
    raise TypeError(answer)


def row_of(claim: Claim) -> dict[str, object]:
    """Return one claim as the scorer reads it."""
    return {
        "question": claim.question,
        "value": value_of(claim.answer),
        "victim_class": claim.victim_class,
        "polarity": claim.polarity,
        "hedged": claim.hedge is not None,
        "distancing": claim.distancing,
        "source_chain": [voice.source for voice in claim.voices],
        "start": claim.span.start,
        "end": claim.span.end,
        "quote": claim.span.quote,
    }


def main() -> int:
    """Read the reports into a throw-away case and write what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("reports", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        case = Case(folder)
        _ = case.reader  # loading the model is not part of reading
        started = time.perf_counter()
        summary = case.read([args.reports])
        seconds = time.perf_counter() - started
        incident_of = {report: found.id for found in case.incidents() for report in found.report_ids}
        claims: dict[str, list[Claim]] = {}
        for claim in case.claims():
            claims.setdefault(claim.report_id, []).append(claim)
        rows = [
            {
                "id": report.key or report.id,
                "incident": incident_of.get(report.id),
                "claims": [row_of(claim) for claim in claims.get(report.id, []) if not claim.background],
            }
            for report in case.reports()
        ]
    args.output.parent.mkdir(parents=True, exist_ok=True)
    args.output.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{summary.stored} reports in {seconds:.1f} s ({summary.stored / seconds:.1f} a second), peak {peak:.0f} MB",
        file=sys.stderr,
    )
    for item in summary.rejected:
        print(f"  ! {item.subject}: {item.problem}. {item.mend}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
