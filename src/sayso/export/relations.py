"""A case as relations: reports, incidents, origins, claims, voices, findings, answers and what ties them.

In: a `Material`. Out: `Table` values with named, typed columns and their rows, each row once. SQLite, Parquet and
CSV are written from these.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final, Literal

from sayso.export.words import bounds, in_words
from sayso.ids import canonical_json
from sayso.model import Count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sayso.export.files import Cell
    from sayso.export.material import Material
    from sayso.model import Chain, Claim

Kind = Literal["text", "integer", "real", "boolean"]
Row = tuple["Cell", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column; `to` is the table whose `id` it points at."""

    name: str
    kind: Kind = "text"
    to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A relation; `key` names the columns that tell its rows apart."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[Material], Iterator[Row]]


def answer_id(finding_id: str, position: int) -> str:
    """Return the id of a finding's answer: the finding's, and its place."""
    return f"{finding_id}.{position}"


def homes(material: Material) -> dict[str, tuple[str, Chain]]:
    """Return, per claim that belongs to an incident, the incident's id and the claim's chain."""
    found: dict[str, tuple[str, Chain]] = {}
    for dossier in material.dossiers:
        for chain in dossier.chains:
            found.setdefault(chain.claim_id, (dossier.incident.id, chain))
    return found


def _reports(material: Material) -> Iterator[Row]:
    for r in material.reports:
        yield (
            *(r.id, r.title, r.outlet, r.url, r.published, r.captured, r.language, r.language_confidence),
            *(r.origin_file, r.key, r.sha256, r.text_sha256, r.text),
        )


def _incidents(material: Material) -> Iterator[Row]:
    for dossier in material.dossiers:
        i, place, when = dossier.incident, dossier.incident.place, dossier.incident.when
        yield (
            *(i.id, i.name),
            *((place.name, place.lat, place.lon, place.precision) if place else (None,) * 4),
            *((place.uncertainty_km, place.country, place.admin) if place else (None,) * 3),
            *((when.first, when.last, when.precision) if when else (None,) * 3),
            *(len(i.report_ids), len(i.claim_ids)),
        )


def _incident_reports(material: Material) -> Iterator[Row]:
    return ((d.incident.id, report_id) for d in material.dossiers for report_id in d.incident.report_ids)


def _origins(material: Material) -> Iterator[Row]:
    seen: set[str] = set()
    for dossier in material.dossiers:
        for o in dossier.origins:
            if o.id not in seen:
                seen.add(o.id)
                yield (o.id, o.name, o.kind, o.known, o.side)


def _claims(material: Material) -> Iterator[Row]:
    home = homes(material)
    for claim in material.claims:
        incident_id, chain = home.get(claim.id, (None, None))
        yield (
            *(claim.id, claim.report_id, incident_id, chain.origin_id if chain else None),
            *answered(claim),
            *(claim.span.quote, claim.span.start, claim.span.end),
            *(claim.polarity, claim.act, claim.scope, claim.distancing),
            *((claim.hedge.span.quote, claim.hedge.strength) if claim.hedge else (None, None)),
            *((claim.place.name, claim.place.lat, claim.place.lon) if claim.place else (None,) * 3),
            *((claim.when.first, claim.when.last) if claim.when else (None, None)),
            *(claim.superseded, claim.background, " → ".join(chain.links) if chain else None, claim.reader),
        )


def answered(claim: Claim) -> Row:
    """Return question, kind of answer, answer in words, least, most, about, vague word, class of people."""
    count = claim.answer if isinstance(claim.answer, Count) else None
    return (
        *(claim.question, type(claim.answer).__name__, in_words(claim.answer), *bounds(claim.answer)),
        *((count.approx, count.vague) if count else (None, None)),
        claim.victim_class,
    )


def _voices(material: Material) -> Iterator[Row]:
    for claim in material.claims:
        for position, voice in enumerate(claim.voices):
            yield (
                *(claim.id, position, voice.name, voice.source, voice.source_id, voice.kind, voice.how, voice.reason),
                *((voice.span.start, voice.span.end) if voice.span else (None, None)),
                voice.cue.quote if voice.cue else None,
            )


def _copies(material: Material) -> Iterator[Row]:
    for dossier in material.dossiers:
        for copy in dossier.copies:
            yield (dossier.incident.id, copy.report_id, copy.of_report_id, copy.kind, copy.score, copy.evidence)


def _findings(material: Material) -> Iterator[Row]:
    for dossier in material.dossiers:
        for f in dossier.findings:
            yield (f.id, f.incident_id, f.question, f.label, f.victim_class, f.status, "\n".join(f.reasons))


def _silent(material: Material) -> Iterator[Row]:
    return ((f.id, origin_id) for d in material.dossiers for f in d.findings for origin_id in f.silent)


def _answers(material: Material) -> Iterator[Row]:
    for dossier in material.dossiers:
        for f in dossier.findings:
            for position, answer in enumerate(f.answers):
                history = set(answer.claim_ids) <= set(answer.earlier_claim_ids)
                yield (
                    *(answer_id(f.id, position), f.id, position, answer.label, answer.victim_class),
                    *(*bounds(answer.answer), len(answer.origin_ids), len(answer.denied_by), history),
                )


def _answer_claims(material: Material) -> Iterator[Row]:
    for dossier in material.dossiers:
        for f in dossier.findings:
            for position, answer in enumerate(f.answers):
                earlier = set(answer.earlier_claim_ids)
                for claim_id in answer.claim_ids:
                    yield (answer_id(f.id, position), claim_id, claim_id in earlier)


def _answer_origins(material: Material) -> Iterator[Row]:
    for dossier in material.dossiers:
        for f in dossier.findings:
            for position, answer in enumerate(f.answers):
                yield from ((answer_id(f.id, position), origin_id, False) for origin_id in answer.origin_ids)
                yield from ((answer_id(f.id, position), origin_id, True) for origin_id in answer.denied_by)


def _answer_relations(material: Material) -> Iterator[Row]:
    for dossier in material.dossiers:
        for f in dossier.findings:
            for left, right, relation, rule in f.relations:
                yield (answer_id(f.id, left), answer_id(f.id, right), relation, rule)


def _figures(material: Material) -> Iterator[Row]:
    for f in material.figures:
        value = None if f.value is None else str(f.value)
        yield (f.incident_id, f.cell, value, f.policy, f.rule, f.why, canonical_json(list(f.claim_ids)))


def _decisions(material: Material) -> Iterator[Row]:
    for d in material.decisions:
        yield (d.id, d.verdict, d.subject, d.object, d.reviewer, d.at, d.note, d.amended, d.supersedes)


def _rejected(material: Material) -> Iterator[Row]:
    return ((number, r.subject, r.problem, r.mend) for number, r in enumerate(material.rejected))


def _about(material: Material) -> Iterator[Row]:
    yield ("case", material.name)
    yield ("version", material.version)
    yield from (("reader", reader) for reader in material.readers)
    if material.policy:
        yield ("policy", material.policy.name)
        yield ("policy source", material.policy.source)


_ROWS: Final[Mapping[str, Callable[[Material], Iterator[Row]]]] = {
    "reports": _reports,
    "incidents": _incidents,
    "incident_reports": _incident_reports,
    "origins": _origins,
    "claims": _claims,
    "voices": _voices,
    "copies": _copies,
    "findings": _findings,
    "finding_silent": _silent,
    "answers": _answers,
    "answer_claims": _answer_claims,
    "answer_origins": _answer_origins,
    "answer_relations": _answer_relations,
    "figures": _figures,
    "decisions": _decisions,
    "rejected": _rejected,
    "about": _about,
}


@cache
def tables() -> tuple[Table, ...]:
    """Return the relations, each after those that it points at; their columns are `data/relations.toml`."""
    text = resources.files("sayso.export").joinpath("data", "relations.toml").read_text(encoding="utf-8")
    return tuple(
        Table(name=name, columns=_columns(table["columns"]), key=tuple(table["key"]), rows=_ROWS[name])
        for name, table in tomllib.loads(text).items()
    )


def _columns(words: str) -> tuple[Column, ...]:
    found = []
    for word in words.split():
        rest, _, to = word.partition(">")
        name, _, kind = rest.partition(":")
        found.append(Column(name=name, kind=kind or "text", to=to or None))  # type: ignore[arg-type]  # see its test
    return tuple(found)
