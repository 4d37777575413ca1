"""From which spans, joins and decisions a cell comes, line by line.

In: a `Dossier` and one of its findings. Out: lines of plain text, indented by depth: the status and its reasons, each
answer with the exact words behind it and on whose word they stand, how answers stand to each other, what reviewers
decided, and which pairs of reports hold the incident together. It adds nothing to what the dossier holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.errors import UnknownError
from sayso.show import words
from sayso.show.book import Book

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.model import AnswerGroup, Claim, Dossier, Finding

_SHOWN_PAIRS = 12
_LIKELY = 0.05  # less than this is the prior that anybody may have it from anybody


def finding_of(findings: Sequence[Finding], asked: str) -> Finding:
    """Return the finding that is asked for by its id, its question, or the beginning of either.

    Raises:
        UnknownError: where no finding is, or several are.
    """
    wanted = asked.strip().casefold()
    exact = [one for one in findings if wanted in {one.id, one.label.casefold()}]
    begun = [one for one in findings if one.id.startswith(wanted) or one.label.casefold().startswith(wanted)]
    found = exact or begun
    if len(found) == 1 and wanted:
        return found[0]
    problem = "could be several" if found and wanted else "is no finding of this incident"
    names = ", ".join(f"{one.label} ({one.id})" for one in (found if wanted and found else findings))
    raise UnknownError(asked or "nothing", problem, f"There are: {names or 'none'}.")


def explained(dossier: Dossier, finding: Finding) -> tuple[str, ...]:
    """Return the lines that tell where a finding comes from."""
    return tuple(_lines(Book(dossier), dossier, finding))


def _lines(book: Book, dossier: Dossier, finding: Finding) -> Iterator[str]:
    yield f"{finding.label}: {finding.status}  [{finding.id}]"
    yield f"  {dossier.incident.name}  [{dossier.incident.id}]"
    yield from (f"  because {book.named(reason)}" for reason in finding.reasons)
    if finding.tally:
        yield f"  {finding.tally.label}"
        for edge in finding.tally.edges:
            if not edge.reasons or edge.probability < _LIKELY:
                continue
            one, other = (book.origins[ident].name for ident in (edge.origin_id, edge.from_id))
            why = book.named("; ".join(edge.reasons))
            yield f"    {one} may have it from {other} ({edge.probability:.2f}): {why}"
    for index, group in enumerate(finding.answers):
        yield from _answer(book, group, chr(ord("A") + index) if len(finding.answers) > 1 else "")
    for left, right, relation, rule in finding.relations:
        yield f"  {finding.answers[left].label} / {finding.answers[right].label}: {relation} ({rule})"
    if finding.silent:
        yield f"  does not mention it: {', '.join(book.origins[ident].name for ident in finding.silent)}"
    yield from _decisions(book, dossier, finding)
    yield from _joins(book, dossier, finding)


def _answer(book: Book, group: AnswerGroup, letter: str) -> Iterator[str]:
    yield ""
    yield f"  {letter + '  ' if letter else ''}{group.label}"
    for ident in group.claim_ids:
        yield from _claim(book, book.claims[ident], "")
    for ident in group.earlier_claim_ids:
        if ident in book.claims:
            yield from _claim(book, book.claims[ident], "earlier: ")


def _claim(book: Book, claim: Claim, lead: str) -> Iterator[str]:
    report, chain = book.report(claim), book.chain(claim)
    marks: list[str] = ["denied"] if claim.polarity == "denied" else []
    marks += [f"hedged: {claim.hedge.span.quote}"] if claim.hedge else []
    marks += ["distanced"] if claim.distancing else []
    notes = f" ({'; '.join(marks)})" if marks else ""
    yield f"    {lead}“{claim.span.quote}”{notes}  [{claim.id}]"
    yield f"      {book.title_of(report)}, characters {claim.span.start} to {claim.span.end}  [{report.id}]"
    yield f"      {' → '.join(words.isolated(link) for link in book.links(claim))}"
    yield from (f"        {book.named(reason)}" for reason in (chain.reasons if chain else ()))
    copy = book.copies.get(report.id)
    if copy:
        yield f"        repeats {book.name_of(copy.of_report_id)} ({copy.kind}, {copy.score:.2f}): “{copy.evidence}”"


def _decisions(book: Book, dossier: Dossier, finding: Finding) -> Iterator[str]:
    claims = {ident for group in finding.answers for ident in (*group.claim_ids, *group.earlier_claim_ids)}
    reports = {book.claims[ident].report_id for ident in claims if ident in book.claims}
    origins = {ident for group in finding.answers for ident in (*group.origin_ids, *group.denied_by)}
    touched = claims | reports | origins | {finding.id}
    decided = [one for one in dossier.decisions if one.subject in touched or one.object in touched]
    if decided:
        yield ""
        yield "  Reviewers' decisions"
    for one in decided:
        about = " and ".join(book.name_of(ident) for ident in (one.subject, one.object) if ident)
        note = f": {one.note}" if one.note else ""
        yield f"    {one.verdict}, {one.reviewer}, {one.at}, about {about}{note}  [{one.id}]"


def _joins(book: Book, dossier: Dossier, finding: Finding) -> Iterator[str]:
    claims = [ident for group in finding.answers for ident in group.claim_ids if ident in book.claims]
    reports = {book.claims[ident].report_id for ident in claims}
    pairs = [pair for pair in dossier.incident.pairs if pair.left in reports and pair.right in reports]
    pairs.sort(key=lambda pair: (-pair.score, pair.left, pair.right))
    if pairs:
        yield ""
        yield "  Why these reports are about one incident"
    for pair in pairs[:_SHOWN_PAIRS]:
        one, other = book.name_of(pair.left), book.name_of(pair.right)
        yield f"    {one} and {other} ({pair.score:.2f}): {'; '.join(book.named(reason) for reason in pair.reasons)}"
    if len(pairs) > _SHOWN_PAIRS:
        yield f"    and {len(pairs) - _SHOWN_PAIRS} weaker pairs"
