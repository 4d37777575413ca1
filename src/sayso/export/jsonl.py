"""Everything, one JSON object a line, and back again exactly.

In: a `Material`. Out: lines `{"kind": …, "value": …}`: a header, then reports, claims, decisions, rejections,
figures, and incident by incident what belongs to each (`"incident": …`). `load` gives back an equal `Material`.
Nothing is lost.
"""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any, Final, TypeVar, get_args, get_type_hints

from sayso.export.files import TargetError, write_lines
from sayso.export.material import Material, Stamp
from sayso.export.registry import Format
from sayso.ids import canonical_json
from sayso.ledger.codec import from_json, to_json
from sayso.model import Claim, Decision, Dossier, Figure, Incident, Rejected, Report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.errors import SaysoError

T = TypeVar("T")
_VERSION: Final = 1
_LISTS: Final[dict[str, type]] = {
    "report": Report,
    "claim": Claim,
    "decision": Decision,
    "rejected": Rejected,
    "figure": Figure,
}
# Parts of a dossier that are listed by id, since the case as a whole has them; what differs is written out.
_BY_ID: Final = ("reports", "claims", "decisions")
_TYPES: Final = get_type_hints(Dossier)
_PARTS: Final[dict[str, type]] = {
    name: get_args(hint)[0]
    for name, hint in _TYPES.items()
    if get_args(hint) and dataclasses.is_dataclass(get_args(hint)[0]) and name not in _BY_ID
}
_PLAIN: Final = tuple(name for name, hint in _TYPES.items() if hint is str)


def write(material: Material, target: Path) -> tuple[Path, ...]:
    """Write every value of the material as a line."""
    return (write_lines(target, map(canonical_json, _records(material))),)


def load(path: Path) -> Material:
    """Return the material that `write` was given.

    Raises:
        TargetError: if the file is not one of ours, or cut short.
        LedgerError: if a value in it is not what it says.
    """
    with path.open(encoding="utf-8", newline="\n") as lines:
        records = (json.loads(line) for line in lines)
        header: dict[str, Any] = next(records, {})
        if header.get("kind") != "case" or header["value"].get("format") != _VERSION:
            raise _foreign(path)
        return _material(path, header["value"], records)


def _records(material: Material) -> Iterator[dict[str, object]]:
    lists = {
        "report": material.reports,
        "claim": material.claims,
        "decision": material.decisions,
        "rejected": material.rejected,
        "figure": material.figures,
    }
    head: dict[str, object] = {
        "format": _VERSION,
        "name": material.name,
        "version": material.version,
        "readers": list(material.readers),
        "policy": to_json(material.policy) if material.policy else None,
        "incidents": len(material.dossiers),
    }
    yield {"kind": "case", "value": head}
    for kind, values in lists.items():
        for value in values:
            yield {"kind": kind, "value": to_json(value)}
    known = {name: {value.id: value for value in getattr(material, name)} for name in _BY_ID}
    for dossier in material.dossiers:
        yield from _of_incident(dossier, known, material.rejected)
    yield {"kind": "end", "value": {"incidents": len(material.dossiers)}}


def _of_incident(
    dossier: Dossier, known: dict[str, dict[str, Any]], rejected: tuple[Rejected, ...]
) -> Iterator[dict[str, object]]:
    incident = dossier.incident.id
    head: dict[str, object] = {name: getattr(dossier, name) for name in _PLAIN}
    same = dossier.rejected == rejected
    head |= {name: [value.id for value in getattr(dossier, name)] for name in _BY_ID}
    head |= {"incident": to_json(dossier.incident), "rejected": "the case's" if same else "its own"}
    yield {"kind": "incident", "incident": incident, "value": head}
    for name in _BY_ID:
        for value in getattr(dossier, name):
            if known[name].get(value.id) != value:
                yield {"kind": name, "incident": incident, "value": to_json(value)}
    for name in _PARTS:
        if name == "rejected" and same:
            continue
        for value in getattr(dossier, name):
            yield {"kind": name, "incident": incident, "value": to_json(value)}


def _material(path: Path, head: dict[str, Any], records: Iterator[dict[str, Any]]) -> Material:
    lists: dict[str, list[Any]] = {kind: [] for kind in _LISTS}
    incidents: dict[str, dict[str, Any]] = {}
    parts: dict[str, dict[str, list[Any]]] = {}
    ended = False
    for record in records:
        kind, value = record["kind"], record["value"]
        if kind == "end":
            ended = True
        elif kind == "incident":
            incidents[record["incident"]] = value
            parts[record["incident"]] = {}
        elif "incident" in record:
            parts[record["incident"]].setdefault(kind, []).append(value)
        elif kind in lists:
            lists[kind].append(from_json(value, _LISTS[kind]))
    if not ended:
        raise _foreign(path)
    material = Material(
        name=head["name"],
        dossiers=(),
        reports=tuple(lists["report"]),
        claims=tuple(lists["claim"]),
        decisions=tuple(lists["decision"]),
        rejected=tuple(lists["rejected"]),
        version=head["version"],
        readers=tuple(head["readers"]),
        figures=tuple(lists["figure"]),
        policy=from_json(head["policy"], Stamp) if head["policy"] else None,
    )
    known = {name: {value.id: value for value in getattr(material, name)} for name in _BY_ID}
    dossiers = tuple(_dossier(incidents[key], parts[key], known, material.rejected) for key in incidents)
    return dataclasses.replace(material, dossiers=dossiers)


def _dossier(
    head: dict[str, Any],
    parts: dict[str, list[Any]],
    known: dict[str, dict[str, Any]],
    rejected: tuple[Rejected, ...],
) -> Dossier:
    fields: dict[str, Any] = {name: head[name] for name in _PLAIN}
    for name in _BY_ID:
        own = {value["id"]: from_json(value, get_args(_TYPES[name])[0]) for value in parts.get(name, [])}
        fields[name] = tuple(own.get(key) or known[name][key] for key in head[name])
    for name, kind in _PARTS.items():
        fields[name] = tuple(from_json(value, kind) for value in parts.get(name, []))
    if head["rejected"] == "the case's":
        fields["rejected"] = rejected
    return Dossier(incident=from_json(head["incident"], Incident), **fields)


def _foreign(path: Path) -> SaysoError:
    problem = "not a whole file made by `sayso export jsonl` of this version"
    return TargetError(str(path), problem, "Export the case again.")


FORMAT: Final = Format(
    name="jsonl",
    title="Everything, one JSON object a line",
    makes="case.jsonl",
    loses="Nothing: `sayso.export.jsonl.load` gives back equal values.",
    write=write,
)
