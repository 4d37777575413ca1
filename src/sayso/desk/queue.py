"""What is worth a reviewer's look first: where a misreading would change what the case says.

In: a `Dossier`. Out: `Doubt`s with a rank and the reasons for it in plain words. A rank multiplies what would follow
if the program were wrong (`data/queue.toml`, `stakes`) with signs that it may be (`signs`). It is an order in which
to look and says nothing about what is true.
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

from sayso.model import CASUALTY_QUESTIONS
from sayso.proposals import SECOND, overlap
from sayso.weigh.labels import finding_label

if TYPE_CHECKING:
    from sayso.model import AnswerGroup, Claim, Copy, Dossier, Finding
    from sayso.show.book import Book


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One thing to look at.

    Attributes:
        kind: whether a claim is looked at, or two reports taken for one text.
        subject, object: ids; for two reports, both.
        claim_id: the claim to show.
        finding: label of the question that would change most.
        why: reasons, the weightiest first.
    """

    kind: Literal["claim", "copy"]
    subject: str
    incident_id: str
    claim_id: str
    finding: str
    rank: float
    why: tuple[str, ...]
    object: str | None = None

    @property
    def order(self) -> tuple[float, str, str]:
        """What sorts doubts of many incidents: the highest rank first."""
        return (-self.rank, self.incident_id, self.subject)


def doubts_of(dossier: Dossier, book: Book) -> tuple[Doubt, ...]:
    """Return what is worth a look in one incident, highest rank first."""
    found: dict[str, Doubt] = {}
    for finding in dossier.findings:
        for number, answer in enumerate(finding.answers):
            for doubt in _of_answer(book, finding, number, answer):
                known = found.get(doubt.subject)
                if known is None or known.rank < doubt.rank:
                    found[doubt.subject] = doubt
    for copy in dossier.copies:
        doubt_copy = _of_copy(dossier, book, copy)
        if doubt_copy is not None:
            found[f"{doubt_copy.subject} {doubt_copy.object}"] = doubt_copy
    for claim in dossier.proposed:
        found[claim.id] = _of_proposal(dossier, book, claim)
    return tuple(sorted(found.values(), key=lambda doubt: (-doubt.rank, doubt.subject)))


@functools.cache
def scales() -> dict[str, dict[str, Any]]:
    """Return the weights and words of ranks."""
    text = resources.files("sayso.desk").joinpath("data", "queue.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _of_answer(book: Book, finding: Finding, number: int, answer: AnswerGroup) -> list[Doubt]:
    standing = [
        book.claims[claim_id]
        for claim_id in answer.claim_ids
        if claim_id in book.claims and claim_id not in answer.earlier_claim_ids
    ]
    by_origin: dict[str, list[Claim]] = {}
    for claim in standing:
        origin = book.origin(claim)
        by_origin.setdefault(origin.id if origin else "", []).append(claim)
    doubts = []
    for origin_id, claims in by_origin.items():
        stake = _stake(finding, number, answer, origin_id)
        weight = float(scales()["stakes"][stake]["weight"])
        if finding.question in CASUALTY_QUESTIONS:
            weight *= float(scales()["stakes"]["casualties"]["weight"])
        for claim in claims:
            # A claim that others of its origin repeat decides less by itself.
            share = weight / len(claims)
            signs = _signs(book, claim)
            rank = share * (1 + sum(sign_weight for _, sign_weight in signs))
            name = origin.name if (origin := book.origin(claim)) else ""
            said = str(scales()["stakes"][stake]["words"]).format(
                question=finding.label, answer=answer.label, origin=name
            )
            if len(claims) > 1:
                said += f" {len(claims)} claims carry it."
            doubts.append(
                Doubt(
                    kind="claim",
                    subject=claim.id,
                    incident_id=finding.incident_id,
                    claim_id=claim.id,
                    finding=finding.label,
                    rank=round(rank, 3),
                    why=(said, *(words for words, _ in signs)),
                )
            )
    return doubts


def _stake(finding: Finding, number: int, answer: AnswerGroup, origin_id: str) -> str:
    """Return what would follow if this origin did not give this answer."""
    denier = origin_id in answer.denied_by
    alone = len(answer.denied_by if denier else answer.origin_ids) == 1
    if finding.status == "contested" and alone and not _parted_without(finding, number, origin_id):
        return "parts"
    behind = {origin for other in finding.answers for origin in other.origin_ids}
    if finding.status == "agreed" and origin_id in behind and len(behind) == 2:  # noqa: PLR2004  # it takes two to agree
        return "agrees"
    if origin_id in answer.origin_ids:
        return "answer" if alone else "counts"
    return "listed"


def _parted_without(finding: Finding, number: int, origin_id: str) -> bool:
    """Return whether accounts still part if this origin neither gives nor denies answer `number`."""

    def left(index: int, origins: tuple[str, ...]) -> frozenset[str]:
        return frozenset(origins) - ({origin_id} if index == number else frozenset())

    says = [left(index, answer.origin_ids) for index, answer in enumerate(finding.answers)]
    denies = [left(index, answer.denied_by) for index, answer in enumerate(finding.answers)]
    return any(yes and no - yes for yes, no in zip(says, denies, strict=True)) or any(
        relation == "contradict" and (says[one] or denies[one]) and (says[other] or denies[other])
        for one, other, relation, _ in finding.relations
    )


def _signs(book: Book, claim: Claim) -> list[tuple[str, float]]:
    """Return signs that the program may be wrong about a claim, weightiest first."""
    table = scales()["signs"]
    found = [(str(table[name]["words"]), float(table[name]["weight"])) for name in _names(book, claim)]
    return sorted(found, key=lambda sign: (-sign[1], sign[0]))


def _names(book: Book, claim: Claim) -> list[str]:
    names = []
    if any("transliteration" in voice.reason for voice in claim.voices):
        names.append("sound")
    if any(voice.reason == "unknown" or voice.source_id is None for voice in claim.voices):
        names.append("unregistered")
    if claim.scope == "document":
        names.append("reach")
    if claim.polarity == "denied":
        names.append("denial")
    if claim.hedge is not None:
        names.append("hedge")
    if claim.act == "retract" or claim.superseded:
        names.append("revised")
    chain = book.chain(claim)
    if chain is not None and len(chain.links) > 3:  # noqa: PLR2004  # outlet, narrator, origin are common
        names.append("long")
    return names


def _of_proposal(dossier: Dossier, book: Book, claim: Claim) -> Doubt:
    """Return a look at a claim that a second reader alone makes, with what the first reader makes of those words."""
    table = scales()["stakes"]["proposed"]
    said = str(table["words"]).format(reader=claim.reader.split("@", 1)[0].removeprefix(SECOND))
    beside = [other for other in dossier.claims if other.report_id == claim.report_id and overlap(claim, other)]
    numbers = ", ".join(str(book.numbers[other.id]) for other in beside if other.id in book.numbers)
    otherwise = (str(table["beside"]).format(numbers=numbers),) if numbers else ()
    weight = float(table["weight"])
    if claim.question in CASUALTY_QUESTIONS:
        weight *= float(scales()["stakes"]["casualties"]["weight"])
    signs = _signs(book, claim)
    return Doubt(
        kind="claim",
        subject=claim.id,
        incident_id=dossier.incident.id,
        claim_id=claim.id,
        finding=finding_label(claim.question, None),
        rank=round(weight * (1 + sum(sign_weight for _, sign_weight in signs)), 3),
        why=(said, *otherwise, *(told for told, _ in signs)),
    )


def _of_copy(dossier: Dossier, book: Book, copy: Copy) -> Doubt | None:
    """Return a look at two reports taken for one text, the more worth it the less they have in common."""
    claims = [claim for claim in book.in_order if claim.report_id == copy.report_id]
    if copy.kind == "same" or not claims or copy.of_report_id not in book.reports:
        return None
    table = scales()["stakes"]["copy"]
    said = str(table["words"]).format(
        copy=book.name_of(copy.report_id), original=book.name_of(copy.of_report_id), share=round(copy.score * 100)
    )
    return Doubt(
        kind="copy",
        subject=copy.report_id,
        object=copy.of_report_id,
        incident_id=dossier.incident.id,
        claim_id=claims[0].id,
        finding="Independent origins",
        rank=round(float(table["weight"]) * (2 - copy.score), 3),
        why=(said,),
    )
