"""Groups any reports into incidents, and scores the groups where the file says which incident each report is about.

    python -m benchmarks.incidents REPORTS.jsonl -o clusters.jsonl

In: JSONL, one report per line; it may carry its incidents as `incident_ids` (a list), or as `incident` (with `event`
where that says `distractor`). Out: one line per report, `{"id", "incident", "name"}`, with the report's own `id`, and
on the terminal the B-cubed figures (Bagga and Baldwin 1998; with several incidents per report, two reports belong
together when they share one). Reports are read as `sayso read` reads them, in a folder that is thrown away.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from sayso import Case

if TYPE_CHECKING:
    from collections.abc import Mapping


def main() -> int:
    """Group, write, score; return 0."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("reports", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    records = _records(args.reports)
    started = time.perf_counter()
    found, names = _grouped(args.reports)
    seconds = time.perf_counter() - started
    lines = []
    for record in records:
        key = str(record["id"])
        incident = found.get(key)
        lines.append(
            json.dumps(
                {"id": key, "incident": incident or f"alone {key}", "name": names.get(incident or "", "")},
                ensure_ascii=False,
            )
        )
    args.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    unread = [str(record["id"]) for record in records if str(record["id"]) not in found]
    print(f"{len(records)} reports, {len(set(found.values()))} incidents, {seconds:.0f} s")
    if unread:
        print(f"{len(unread)} reports could not be read and stand alone: {', '.join(unread[:5])}")
    gold = {str(record["id"]): _labels(record) for record in records}
    if all(gold.values()):
        predicted = {key: found.get(key) or f"alone {key}" for key in gold}
        precision, recall = b_cubed(gold, predicted)
        f1 = 2 * precision * recall / (precision + recall)
        print(f"B-cubed: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
    return 0


def b_cubed(gold: Mapping[str, frozenset[str]], predicted: Mapping[str, str]) -> tuple[float, float]:
    """Return B-cubed precision and recall over all reports.

    Args:
        gold: per report, the incidents it is about; at least one.
        predicted: per report, its group.
    """
    members: dict[str, list[str]] = defaultdict(list)
    tellers: dict[str, set[str]] = defaultdict(set)
    for key, group in predicted.items():
        members[group].append(key)
        for incident in gold[key]:
            tellers[incident].add(key)
    precision = recall = 0.0
    for key, group in predicted.items():
        together = members[group]
        precision += sum(bool(gold[key] & gold[other]) for other in together) / len(together)
        wanted = set().union(*(tellers[incident] for incident in gold[key]))
        recall += sum(predicted[other] == group for other in wanted) / len(wanted)
    return precision / len(predicted), recall / len(predicted)


def _records(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _grouped(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return per record id its incident, and per incident its name."""
    with tempfile.TemporaryDirectory() as folder:
        case = Case(folder)
        case.read([path])
        key_of = {report.id: report.key for report in case.reports()}
        found: dict[str, str] = {}
        names: dict[str, str] = {}
        for incident in case.incidents():
            names[incident.id] = incident.name
            for report_id in incident.report_ids:
                key = key_of[report_id]
                if key is not None:
                    found[key] = incident.id
        return found, names


def _labels(record: Mapping[str, object]) -> frozenset[str]:
    several = record.get("incident_ids")
    if isinstance(several, list):
        return frozenset(str(item) for item in several)
    incident = record.get("incident")
    if incident == "distractor":
        incident = record.get("event") or f"alone {record['id']}"
    return frozenset({str(incident)} if incident else ())


if __name__ == "__main__":
    raise SystemExit(main())
