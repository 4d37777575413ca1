"""Which report repeats another, which of the two was first, and the words that prove it.

In: reports, and whom each of them credits. Out: `Copy` values: each copy points at the earliest report that it
repeats: the very same text, nearly the same, or the same told in another language or other words. What two reports
share is measured by `kinship.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.model import Copy
from sayso.trace.anchors import anchors_of
from sayso.trace.filings import moment
from sayso.trace.kinship import CONTAINED, kin_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.model import Report
    from sayso.trace.kinship import Kin

# A shared stretch shorter than this may be a quotation or a place with its titles.
_STRETCH = 10
# How likely a pair must be a translation (`Echo.chance`) before claims are taken over from one to the other.
_TRANSLATED = 0.3
# Fewer shared figures and names than this are a place, a day and the name of one who was killed: any two reports of
# one event have them.
_ANCHORED = 4
# So many shared figures and names are shown as what proves a translation.
_SHOWN = 8


def copies_of(
    reports: Sequence[Report],
    credits_of: Mapping[str, frozenset[str]] | None = None,
    outlet_of: Mapping[str, str] | None = None,
    apart: frozenset[frozenset[str]] = frozenset(),
    *,
    kin: Sequence[Kin] | None = None,
) -> tuple[Copy, ...]:
    """Return each report that repeats an earlier one, with the earliest that it repeats.

    Args:
        reports: in any order; the result does not depend on it.
        credits_of: per report id, the outlets that its text credits.
        outlet_of: per report id, its own outlet, spelt as in `credits_of`.
        apart: pairs of report ids that a reviewer holds apart.
        kin: what the reports share, where that is known already.
    """
    ranked = in_time(reports)
    held = [one for one in (kin_of(ranked) if kin is None else kin) if frozenset((one.left, one.right)) not in apart]
    bodies = {report.id: report for report in ranked}
    pairs = {**_translations(held, bodies), **_reprints(held)}
    order = _order(ranked, pairs, credits_of or {}, outlet_of or {})
    original_of: dict[str, str] = {}
    for pair in pairs:
        original, copy = sorted(pair, key=order.__getitem__)
        if copy not in original_of or _better((original, copy), original_of[copy], pairs, order):
            original_of[copy] = original
    return tuple(
        _copy(
            bodies[copy],
            bodies[original_of[copy]],
            pairs.get((copy, original_of[copy])) or pairs[original_of[copy], copy],
        )
        for copy in sorted(original_of, key=order.__getitem__)
    )


def in_time(reports: Sequence[Report]) -> list[Report]:
    """Return the reports, earliest first, undated last, ties by id."""
    return sorted(reports, key=lambda report: (moment(report.published), report.id))


def _better(pair: tuple[str, str], than: str, pairs: Mapping[tuple[str, str], Kin], order: Mapping[str, int]) -> bool:
    """Return whether this original is to be preferred: shared words before a translation, then the earlier."""
    original, copy = pair

    def key(other: str) -> tuple[bool, int]:
        kin = pairs.get((copy, other)) or pairs[other, copy]
        return (not (kin.same or kin.words >= CONTAINED), order[other])

    return key(original) < key(than)


def _reprints(kin: Sequence[Kin]) -> dict[tuple[str, str], Kin]:
    """Return the pairs that share most of their words, and a long run of them."""
    return {
        (one.left, one.right): one for one in kin if one.same or (one.words >= CONTAINED and one.length >= _STRETCH)
    }


def _translations(kin: Sequence[Kin], bodies: Mapping[str, Report]) -> dict[tuple[str, str], Kin]:
    """Return the pairs in two languages that echo each other, each more than any other of the other's language."""
    likely = [
        (one.echo.chance, one)
        for one in kin
        if one.echo is not None
        and bodies[one.left].language != bodies[one.right].language
        and one.echo.apart >= _ANCHORED
        and one.echo.chance >= _TRANSLATED
    ]
    best: dict[tuple[str, str], float] = {}
    for chance, one in likely:
        for report_id, other in ((one.left, one.right), (one.right, one.left)):
            key = (report_id, bodies[other].language)
            best[key] = max(best.get(key, 0.0), chance)
    return {
        (one.left, one.right): one
        for chance, one in likely
        if chance == best[one.left, bodies[one.right].language] == best[one.right, bodies[one.left].language]
    }


def _copy(copy: Report, original: Report, kin: Kin) -> Copy:
    if kin.runs is not None:
        start, end = kin.runs[0 if kin.left == copy.id else 1]
        return Copy(
            report_id=copy.id,
            of_report_id=original.id,
            kind="same" if kin.same else "near",
            score=round(kin.words, 3),
            evidence=copy.text[start:end],
        )
    return Copy(
        report_id=copy.id,
        of_report_id=original.id,
        kind="translation",
        score=round(kin.echo.share if kin.echo else 0.0, 3),
        evidence=shared_words(copy, kin),
    )


def shared_words(report: Report, kin: Kin) -> str:
    """Return the figures and names that a report shares with its kin, as it writes them, in the order of its text."""
    spans = anchors_of(report.text, report.language).spans
    shown = [spans[anchor] for anchor in (kin.echo.anchors if kin.echo else ())[:_SHOWN] if anchor in spans]
    return " … ".join(report.text[start:end] for start, end in sorted(shown))


def _order(
    ranked: Sequence[Report],
    pairs: Mapping[tuple[str, str], object],
    credits_of: Mapping[str, frozenset[str]],
    outlet_of: Mapping[str, str],
) -> dict[str, int]:
    """Return each report's rank as an original: one that is credited by its double comes first, then the earlier."""
    credited: dict[str, int] = {}
    for left, right in pairs:
        for original, copy in ((left, right), (right, left)):
            if outlet_of.get(original) in credits_of.get(copy, frozenset()):
                credited[original] = credited.get(original, 0) + 1
                credited[copy] = credited.get(copy, 0) - 1
    ids = sorted((report.id for report in ranked), key=lambda report_id: -credited.get(report_id, 0))
    return {report_id: rank for rank, report_id in enumerate(ids)}
