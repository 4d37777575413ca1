"""Who takes which stand on which question, with the claims that show it: the cells of the account matrix.

In: a `Book`. Out: `Grid`: columns (origins), rows (findings), and in each cell the stands that origin takes. A stand
is one origin giving, denying or having given one answer. Both the page and the terminal are drawn from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from sayso.model import AnswerGroup, Claim, Finding, Origin
    from sayso.show.book import Book

Stance = Literal["says", "denies", "earlier"]
_ORDER: dict[Stance, int] = {"says": 0, "denies": 1, "earlier": 2}
_NOT_STATED = "Origin unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """An origin, or all that could not be traced to one (`known` is False)."""

    index: int
    name: str
    kind: str
    known: bool
    origin_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One origin's stand on one answer.

    Attributes:
        anchor: the page's id for it.
        letter: A, B, C… among the answers of the finding; "" where there is only one.
        claims: what shows it, one or more, earliest report first.
        hedged: how many of the claims are hedged.
    """

    anchor: str
    answer_index: int
    letter: str
    label: str
    column: Column
    stance: Stance
    claims: tuple[Claim, ...]
    reports: int
    hedged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A finding, with its stands by column and the columns that say nothing though their whole statement was seen."""

    index: int
    finding: Finding
    stands: tuple[Stand, ...]
    silent: tuple[Column, ...]
    cells: dict[int, tuple[Stand, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The account matrix."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def known(self) -> tuple[Column, ...]:
        """The columns that stand for an independent origin."""
        return tuple(column for column in self.columns if column.known)


def grid_of(book: Book) -> Grid:
    """Return the account matrix; the origins that answer most questions come first, the unstated ones last."""
    columns = _columns(book)
    by_origin = {origin_id: column for column in columns for origin_id in column.origin_ids}
    rows = []
    for index, finding in enumerate(book.dossier.findings):
        stands = tuple(
            stand
            for number, answer in enumerate(finding.answers)
            for stand in _stands(book, by_origin, (index, number, letter_of(finding, number)), answer)
        )
        silent = tuple(by_origin[origin_id] for origin_id in finding.silent if origin_id in by_origin)
        cells: dict[int, tuple[Stand, ...]] = {}
        for stand in stands:
            cells[stand.column.index] = (*cells.get(stand.column.index, ()), stand)
        rows.append(Row(index=index, finding=finding, stands=stands, silent=silent, cells=cells))
    return Grid(columns=columns, rows=tuple(rows))


def letter_of(finding: Finding, number: int) -> str:
    """Return the letter that tells an answer from the finding's others, "" where there are no others."""
    return chr(ord("A") + number) if len(finding.answers) > 1 and number < 26 else ""  # noqa: PLR2004  # letters


def _columns(book: Book) -> tuple[Column, ...]:
    answered: dict[str, set[str]] = {}
    for finding in book.dossier.findings:
        for origin_id in finding.silent:
            answered.setdefault(origin_id, set())
        for claim in _claims_of(book, finding):
            origin = book.origin(claim)
            answered.setdefault(origin.id if origin else "", set()).add(finding.id)
    known = [origin for origin in book.dossier.origins if origin.known and origin.id in answered]
    known.sort(key=lambda origin: -len(answered[origin.id]))  # stable: ties stay in order of first report
    columns = [_column(index, origin) for index, origin in enumerate(known)]
    unknown = tuple(origin_id for origin_id in sorted(answered) if origin_id not in {origin.id for origin in known})
    if unknown:
        columns.append(Column(index=len(columns), name=_NOT_STATED, kind="unknown", known=False, origin_ids=unknown))
    return tuple(columns)


def _column(index: int, origin: Origin) -> Column:
    return Column(index=index, name=origin.name, kind=origin.kind, known=True, origin_ids=(origin.id,))


def _claims_of(book: Book, finding: Finding) -> list[Claim]:
    ids = (claim_id for answer in finding.answers for claim_id in (*answer.claim_ids, *answer.earlier_claim_ids))
    return [book.claims[claim_id] for claim_id in ids if claim_id in book.claims]


def _stands(
    book: Book, by_origin: dict[str, Column], place: tuple[int, int, str], answer: AnswerGroup
) -> list[Stand]:
    finding_index, number, letter = place
    found: dict[tuple[int, Stance], list[Claim]] = {}
    earlier = set(answer.earlier_claim_ids)
    for claim_id in dict.fromkeys((*answer.claim_ids, *answer.earlier_claim_ids)):
        claim = book.claims.get(claim_id)
        if claim is None:
            continue
        origin = book.origin(claim)
        column = by_origin[origin.id if origin else ""]
        stance: Stance = "earlier" if claim_id in earlier else "denies" if claim.polarity == "denied" else "says"
        found.setdefault((column.index, stance), []).append(claim)
    columns = {column.index: column for column in by_origin.values()}
    return [
        Stand(
            anchor=f"g{finding_index}-{number}-{column_index}{stance[0]}",
            answer_index=number,
            letter=letter,
            label=answer.label,
            column=columns[column_index],
            stance=stance,
            claims=tuple(sorted(claims, key=lambda claim: _earliest_first(book, claim))),
            reports=len({claim.report_id for claim in claims}),
            hedged=sum(claim.hedge is not None for claim in claims),
        )
        for (column_index, stance), claims in sorted(found.items(), key=lambda item: (_ORDER[item[0][1]], item[0][0]))
    ]


def _earliest_first(book: Book, claim: Claim) -> tuple[str, int]:
    return (book.report(claim).published or "9999", book.numbers[claim.id])
