"""Which report repeats another's words, which of the two was first, and the words that prove it.

In: reports, and whom each of them credits. Out: `Copy` values: each copy points at the earliest report that it
repeats. Candidates come from MinHash signatures of word shingles (Broder 1997) in a locality-sensitive index; each
candidate is then compared exactly. Rewording is not found here, and neither is translation.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from sayso.model import Copy
from sayso.trace.filings import moment
from sayso.trace.folding import Folded, folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.model import Report

# Share of the shorter text's shingles that must stand in the longer. On news texts, unrelated reports of one
# incident share under 0.1 (quotes of the same statement), reprints 0.6 and more: the middle is nearly empty.
_CONTAINED = 0.5
# A shared stretch shorter than this may be a quotation or a place with its titles.
_STRETCH = 10
# Texts under this many words have too few shingles for a share of them to mean much: only identity counts.
_SHORT = 12
# Index settings: with 64 permutations in 32 bands of 2 a pair of Jaccard similarity 0.3 is missed once in twenty,
# and every candidate is compared exactly afterwards.
_PERMUTATIONS = 64
_BANDS = (32, 2)
_SEED = 1
# A text reprinted a thousand times is compared with its earliest few doubles only: one original is all it needs.
_MOST = 16


def copies_of(
    reports: Sequence[Report],
    credits_of: Mapping[str, frozenset[str]] | None = None,
    outlet_of: Mapping[str, str] | None = None,
    apart: frozenset[frozenset[str]] = frozenset(),
) -> tuple[Copy, ...]:
    """Return each report that repeats an earlier one, with the earliest that it repeats.

    Args:
        reports: in any order; the result does not depend on it.
        credits_of: per report id, the outlets that its text credits.
        outlet_of: per report id, its own outlet, spelt as in `credits_of`.
        apart: pairs of report ids that a reviewer holds apart.
    """
    ranked = sorted(reports, key=lambda report: (moment(report.published), report.id))
    texts = {report.id: folded(report.text) for report in ranked}
    pairs = _pairs(ranked, texts, apart)
    order = _order(ranked, pairs, credits_of or {}, outlet_of or {})
    bodies = {report.id: report.text for report in ranked}
    original_of: dict[str, str] = {}
    for pair in pairs:
        original, copy = sorted(pair, key=order.__getitem__)
        if copy not in original_of or order[original] < order[original_of[copy]]:
            original_of[copy] = original
    copies: list[Copy] = []
    for copy in sorted(original_of, key=order.__getitem__):
        original = original_of[copy]
        same, share = pairs.get((copy, original)) or pairs[original, copy]
        start, end = _stretch(texts[copy], texts[original])
        copies.append(
            Copy(
                report_id=copy,
                of_report_id=original,
                kind="same" if same else "near",
                score=round(share, 3),
                evidence=bodies[copy][start:end],
            )
        )
    return tuple(copies)


def _pairs(
    reports: Sequence[Report], texts: Mapping[str, Folded], apart: frozenset[frozenset[str]]
) -> dict[tuple[str, str], tuple[bool, float]]:
    """Return pairs of report ids that share their words, with "the very same" and the share of words in common."""
    by_words: dict[tuple[str, ...], list[str]] = {}
    for report in reports:
        if texts[report.id].words:
            by_words.setdefault(texts[report.id].words, []).append(report.id)
    pairs: dict[tuple[str, str], tuple[bool, float]] = {}
    for same in by_words.values():
        for other in same[1:]:
            if frozenset((same[0], other)) not in apart:
                pairs[same[0], other] = (True, 1.0)
    shingles = {same[0]: texts[same[0]].shingles() for words, same in by_words.items() if len(words) >= _SHORT}
    for left, right in _candidates(shingles):
        if frozenset((left, right)) in apart:
            continue
        common = len(shingles[left] & shingles[right])
        share = common / min(len(shingles[left]), len(shingles[right]))
        if share >= _CONTAINED:
            start, end = _words_in_common(texts[left], texts[right])
            if end - start >= _STRETCH:
                pairs[left, right] = (False, share)
    return pairs


def _candidates(shingles: Mapping[str, frozenset[str]]) -> list[tuple[str, str]]:
    if len(shingles) < 2:  # noqa: PLR2004  # a pair needs two
        return []
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-untyped]  # it ships no types

    index = MinHashLSH(num_perm=_PERMUTATIONS, params=_BANDS)
    place = {report_id: number for number, report_id in enumerate(shingles)}
    pairs: list[tuple[str, str]] = []
    for report_id, parts in shingles.items():
        signature = MinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        signature.update_batch([part.encode() for part in sorted(parts)])
        doubles = sorted((str(other) for other in index.query(signature)), key=lambda other: place[other])
        pairs.extend((other, report_id) for other in doubles[:_MOST])
        index.insert(report_id, signature)
    return pairs


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


def _words_in_common(left: Folded, right: Folded) -> tuple[int, int]:
    """Return the longest run of words in common, as indices into the words of `left`."""
    match = SequenceMatcher(None, left.words, right.words, autojunk=False).find_longest_match()
    return match.a, match.a + match.size


def _stretch(copy: Folded, original: Folded) -> tuple[int, int]:
    first, last = _words_in_common(copy, original)
    return copy.offsets[first][0], copy.offsets[last - 1][1]
