"""What one cell of the account matrix is made of: its claims, chains, copies, ties, decisions and joins.

In: a `Book` and one finding of its dossier. Out: `Cell`, made of the dossier's own values, for a terminal to draw or
a program to read. Nothing is weighed or counted here, and no reason is worded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.show.book import outlet_of
from sayso.show.stands import grid_of, letter_of
from sayso.show.ties import strongest

if TYPE_CHECKING:
    from collections.abc import Collection

    from sayso.model import Chain, Claim, Copy, Decision, Dossier, Edge, Finding, Origin, Pair, Report
    from sayso.show.book import Book
    from sayso.show.stands import Stance, Stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The report that a claim stands in."""

    id: str
    outlet: str
    published: str | None
    language: str
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One claim behind an answer.

    Attributes:
        claim: with its exact words, voices and hedge.
        chain: from the outlet to the origin, with a reason for each link; None where none was traced.
        copy: the report that this claim's report repeats, with the words that prove it.
        now: what the origin says since, where it has revised this.
    """

    claim: Claim
    report: Source
    chain: Chain | None
    copy: Copy | None
    now: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Voiced:
    """One origin's stand on an answer; `origins` are several where none of them is known."""

    name: str
    known: bool
    stance: Stance
    origins: tuple[Origin, ...]
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One distinct answer and all who give, deny or once gave it."""

    letter: str
    label: str
    tally: str | None
    stands: tuple[Voiced, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """How two answers stand to each other, by which rule."""

    left: str
    right: str
    relation: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A finding with all that it comes from.

    Attributes:
        tally: how many independent origins speak on it, in words.
        edges: what may tie these origins together, the likeliest first.
        silent: origins whose full statement gives no answer.
        decisions: those in force about the finding, its claims, reports or origins, and about claims on its question
            that a reviewer took out of it.
        joins: the strongest scored pairs that tie its reports to the incident.
    """

    id: str
    question: str
    label: str
    status: str
    incident_id: str
    incident: str
    reasons: tuple[str, ...]
    answers: tuple[Given, ...]
    relations: tuple[Compared, ...]
    silent: tuple[Origin, ...]
    tally: str | None
    edges: tuple[Edge, ...]
    decisions: tuple[Decision, ...]
    joins: tuple[Pair, ...]


def cell_of(book: Book, finding: Finding) -> Cell:
    """Return what a finding of the book's dossier comes from."""
    dossier = book.dossier
    row = next(row for row in grid_of(book).rows if row.finding.id == finding.id)
    reports = {claim.report_id for stand in row.stands for claim in stand.claims}
    return Cell(
        id=finding.id,
        question=finding.question,
        label=finding.label,
        status=finding.status,
        incident_id=dossier.incident.id,
        incident=dossier.incident.name,
        reasons=finding.reasons,
        answers=tuple(
            Given(
                letter=letter_of(finding, number),
                label=answer.label,
                tally=answer.tally.label if answer.tally else None,
                stands=tuple(
                    _voiced(book, stand, row.stands) for stand in row.stands if stand.answer_index == number
                ),
            )
            for number, answer in enumerate(finding.answers)
        ),
        relations=tuple(
            Compared(left=_answer(finding, left), right=_answer(finding, right), relation=relation, rule=rule)
            for left, right, relation, rule in finding.relations
        ),
        silent=tuple(book.origins[ident] for ident in finding.silent if ident in book.origins),
        tally=finding.tally.label if finding.tally else None,
        edges=finding.tally.edges if finding.tally else (),
        decisions=_touching(dossier, finding, reports),
        joins=tuple(
            pair for pair in strongest(dossier.incident.pairs) if pair.left in reports or pair.right in reports
        ),
    )


def _voiced(book: Book, stand: Stand, stands: Collection[Stand]) -> Voiced:
    origins = dict.fromkeys(book.origin(claim) for claim in stand.claims)
    since = [other for other in stands if other.column == stand.column and other.stance != "earlier"]
    return Voiced(
        name=stand.column.name,
        known=stand.column.known,
        stance=stand.stance,
        origins=tuple(origin for origin in origins if origin is not None),
        tellings=tuple(
            Telling(
                claim=claim,
                report=_source(book.report(claim)),
                chain=book.chain(claim),
                copy=book.copies.get(claim.report_id),
                now=_since(book, claim, since) if stand.stance == "earlier" else (),
            )
            for claim in stand.claims
        ),
    )


def _since(book: Book, claim: Claim, stands: Collection[Stand]) -> tuple[str, ...]:
    """Return the answers that the claim's own origin gives now; origins that are not known share a column."""
    origin = book.origin(claim)
    return tuple(
        dict.fromkeys(
            f"{stand.letter} {stand.label}{' (denied)' if stand.stance == 'denies' else ''}".strip()
            for stand in stands
            if any(book.origin(other) == origin for other in stand.claims)
        )
    )


def _source(report: Report) -> Source:
    return Source(
        id=report.id,
        outlet=outlet_of(report),
        published=report.published,
        language=report.language,
        url=report.url,
    )


def _answer(finding: Finding, number: int) -> str:
    return f"{letter_of(finding, number)} {finding.answers[number].label}".strip()


def _touching(dossier: Dossier, finding: Finding, reports: Collection[str]) -> tuple[Decision, ...]:
    about = {finding.id, *reports, *finding.silent}
    for answer in finding.answers:
        about.update((*answer.claim_ids, *answer.earlier_claim_ids, *answer.origin_ids, *answer.denied_by))
    about.update(claim.id for claim in dossier.claims if claim.question == finding.question)
    return tuple(one for one in dossier.decisions if one.subject in about or one.object in about)
