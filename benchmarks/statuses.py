"""Compares the statuses of findings with those that an analyst gave, question by question.

    python -m benchmarks.statuses REPORTS.jsonl INCIDENTS.json

In: reports with `id`, `text` and `incident`, and a JSON list of incidents with `id` and `questions`, each with a
`question` in words and a `status`. Groups are taken from `incident`, so that reading, tracing and weighing alone are
measured. Out: one line per question, and the share of statuses that are the analyst's. A question of which no finding
tells is counted as missed.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.ungrouped import ungrouped
from sayso import Case
from sayso.group import incident_from

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Finding

# Words of an analyst's question, the first that fits, to ours and to the finding of it that is meant.
_OURS = (
    ("victim class", "killed", "who was hit"),
    ("killed", "killed", "in all"),
    ("sdf wounded", "", ""),
    ("wounded", "wounded", "in all"),
    ("fired first", "initiator", ""),
    ("initiator", "initiator", ""),
    ("air strike", "strikes", ""),
    ("vehicles", "vehicles_destroyed", ""),
    ("perpetrator", "perpetrator", ""),
    ("weapon", "weapon", ""),
    ("date", "time", ""),
)


def main() -> int:
    """Read, weigh, compare; return 0."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("reports", type=Path)
    parser.add_argument("incidents", type=Path)
    args = parser.parse_args()
    members: dict[str, list[str]] = defaultdict(list)
    for line in args.reports.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        members[str(record["incident"])].append(str(record["id"]))
    right = asked = 0
    with tempfile.TemporaryDirectory() as folder:
        case = Case(folder)
        case.read([args.reports])
        state = ungrouped(case)
        of_key = {report.key: report.id for report in state.reports.values()}
        for incident in json.loads(args.incidents.read_text(encoding="utf-8")):
            known = [of_key[key] for key in members[incident["id"]] if key in of_key]
            findings = state.dossier(incident_from(known, state.reports, state.readings)).findings
            for question in incident["questions"]:
                found = finding_of(question["question"], findings)
                ours = found.status if found else "no finding"
                asked += 1
                right += ours == question["status"]
                mark = " " if ours == question["status"] else "!"
                print(f"{mark} {incident['id']:20s} {question['question']:28s} {question['status']:14s} {ours}")
    print(f"{right} of {asked} statuses reproduced ({right / asked:.3f})")
    return 0


def finding_of(words: str, findings: Sequence[Finding]) -> Finding | None:
    """Return the finding that answers an analyst's question; None where there is none."""
    for part, question, scope in _OURS:
        if part in words.casefold():
            ours = [finding for finding in findings if finding.question == question]
            return next((finding for finding in ours if scope and scope in finding.label), ours[0] if ours else None)
    return None


if __name__ == "__main__":
    raise SystemExit(main())
