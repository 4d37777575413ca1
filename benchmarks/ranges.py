"""Weighs incidents whose reports are given, and writes least and most of the people hit, as Airwars would state them.

    python -m benchmarks.ranges INCIDENTS.jsonl REPORTS.jsonl -o predictions.jsonl

In: JSONL, one incident per line with `id` and `reports` (ids of reports), and JSONL of reports with `id` and `text`.
Of an incident nothing else is read before its figures are written. Out: one line per incident, `{"id", "killed",
"injured", "children", "mil", "contested"}`, ranges as `[least, most]`, or null where no report tells a figure; and on
the terminal, where the incidents carry an analyst's figures under `gold`, how often ours meet them. Reports are read
as `sayso read` reads them, in a folder that is thrown away unless `--case` names one to keep.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.ungrouped import ungrouped
from sayso import Case
from sayso.group import incident_from
from sayso.weigh.blame import shared_blame
from sayso.weigh.policies import figures, policy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.model import Dossier, Figure

_POLICY = "airwars"
_GROUPS = {
    "killed": "killed_injured_civilian_non_combatants.killed",
    "injured": "killed_injured_civilian_non_combatants.injured",
    "children": "killed_injured_children.killed",
    "mil": "killed_injured_belligerents.killed",
}
_GOLD = {"killed": "civ_killed", "injured": "civ_injured", "children": "killed_children", "mil": "mil_killed"}
_STRIKE = "strike_status"
_CONTESTED = "contested"

Range = tuple[int, int]
Record = dict[str, object]


def main() -> int:
    """Read, weigh, write, score; return 0."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("incidents", type=Path)
    parser.add_argument("reports", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--case", type=Path, help="a case folder to read into, kept for the next run")
    args = parser.parse_args()
    incidents = _records(args.incidents)
    with tempfile.TemporaryDirectory() as folder:
        found = predictions(args.case or Path(folder), incidents, args.reports)
    lines = [json.dumps(row, ensure_ascii=False) for row in found.values()]
    args.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    told = [record for record in incidents if found[str(record["id"])]["reports"]]
    print(f"{len(incidents)} incidents, {len(told)} of them with a report")
    for name, records in (("all", incidents), ("with a report", told)):
        for line in table(records, found):
            print(f"{name:14s} {line}")
    return 0


def predictions(folder: Path, incidents: Sequence[Record], reports: Path) -> dict[str, Record]:
    """Return per incident id what its reports come to.

    Args:
        folder: of a case; what it already holds is not read again.
        incidents: each with `id` and `reports`.
        reports: a file of reports.
    """
    case = Case(folder)
    case.read([reports])
    state = ungrouped(case)
    by_key: dict[str, str] = {}
    for report in state.reports.values():
        by_key.setdefault(report.key or report.id, report.id)
    same = _repeated(reports, by_key)
    found: dict[str, Record] = {}
    for record in incidents:
        keys = [str(key) for key in record.get("reports") or ()]  # type: ignore[attr-defined]  # a JSON list
        members = sorted({same[key] for key in keys if key in same})
        row: Record = {"id": record["id"], "reports": len(members)}
        if members:
            dossier = state.dossier(incident_from(members, state.reports, state.readings))
            row |= weighed(dossier)
        found[str(record["id"])] = row
    return found


def weighed(dossier: Dossier) -> Record:
    """Return least and most per group of people, and whether it is contested who did it."""
    cells = {figure.cell: figure for figure in figures(dossier, _POLICY)}
    row: Record = {}
    for name, cell in _GROUPS.items():
        row[name] = _range(cells.get(f"{cell}_min"), cells.get(f"{cell}_max"))
    row["contested"] = contested(dossier)
    return row


def contested(dossier: Dossier) -> bool:
    """Return whether the policy takes it to be contested who did it."""
    return bool(shared_blame(dossier, policy(_POLICY)))


def table(incidents: Sequence[Record], found: Mapping[str, Mapping[str, object]]) -> Iterable[str]:
    """Yield lines: per group of people how often our most lies in the analyst's range, both ends equal."""
    for name, gold_name in _GOLD.items():
        pairs = [
            (_bounds(gold[gold_name]), _bounds(found[str(record["id"])].get(name)))
            for record in incidents
            if isinstance(gold := record.get("gold"), dict) and gold.get(gold_name) is not None
        ]
        if pairs:
            within = sum(gold[0] <= ours[1] <= gold[1] for gold, ours in pairs) / len(pairs)
            exact = sum(gold == ours for gold, ours in pairs) / len(pairs)
            yield f"{name:9s} n {len(pairs):3d}  within {within:.3f}  exact range {exact:.3f}"
    labels = [
        (_CONTESTED in str(gold[_STRIKE]).lower(), bool(found[str(record["id"])].get("contested")))
        for record in incidents
        if isinstance(gold := record.get("gold"), dict) and gold.get(_STRIKE)
    ]
    if labels:
        yield f"contested n {len(labels):3d}  macro F1 {macro_f1(labels):.3f}"


def macro_f1(labels: Sequence[tuple[bool, bool]]) -> float:
    """Return the mean F1 over both classes of (gold, ours)."""
    scores = []
    for value in (True, False):
        hits = sum(gold == ours == value for gold, ours in labels)
        named = sum(gold == value for gold, _ in labels) + sum(ours == value for _, ours in labels)
        scores.append(2 * hits / named if named else 1.0)
    return sum(scores) / len(scores)


def _range(least: Figure | None, most: Figure | None) -> Range | None:
    if least is None or most is None or not isinstance(least.value, int) or not isinstance(most.value, int):
        return None
    return least.value, max(least.value, most.value)


def _bounds(value: object) -> tuple[int, float]:
    """Return a range as the benchmark's scorer reads it: nothing told is [0, 0], an open end is endless."""
    if not isinstance(value, (list, tuple)):
        return 0, 0
    low, high = value
    return int(low), float("inf") if high is None else int(high)


def _repeated(path: Path, by_key: Mapping[str, str]) -> dict[str, str]:
    """Return per record id the report that the case holds for it: records that are alike are stored once."""
    of_text: dict[tuple[str, ...], str] = {}
    found: dict[str, str] = {}
    for record in _records(path):
        key = str(record["id"])
        alike = tuple(str(record.get(name) or "") for name in ("text", "title", "publisher", "url", "date"))
        report_id = by_key.get(key) or of_text.get(alike)
        if report_id is not None:
            of_text.setdefault(alike, report_id)
            found[key] = report_id
    return found


def _records(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    raise SystemExit(main())
