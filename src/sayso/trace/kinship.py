"""Which reports of an incident share words, figures or names, and how much.

In: reports. Out: `Kin` values, one per pair that shares anything telling. A few reports are all compared. Of many,
pairs are found by MinHash signatures of word shingles in a locality-sensitive index (Broder 1997), by rare shingles
and by rare anchors in common, so that the work grows with the reports and not with their pairs; each pair found is
then compared exactly. What a pair means is for `copies.py` and `forest.py`.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import TYPE_CHECKING

from sayso.trace.folding import folded
from sayso.trace.texts import Texts
from sayso.trace.translated import Echoes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from sayso.model import Report
    from sayso.trace.texts import Print
    from sayso.trace.translated import Echo

# Comparing every two of so few is quicker than any index.
_FEW = 24
# Index settings: with 64 permutations in 32 bands of 2 a pair of Jaccard similarity 0.3 is missed once in twenty,
# and every candidate is compared exactly afterwards.
_PERMUTATIONS = 64
_BANDS = (32, 2)
_SEED = 1
# A text reprinted a thousand times is compared with its earliest few doubles only: one original is all it needs.
_MOST = 8
# A run of words in more texts than this is a phrase of the trade, or found by the index already.
_RARE = 8
# Texts under this many words have too few shingles for a share of them to mean much: only identity counts.
SHORT = 12
# Share of the shorter text's shingles that must stand in the longer for the two to be one text. On news texts,
# unrelated reports of one incident share under 0.1 (quotes of the same statement), reprints 0.6 and more: the middle
# is nearly empty.
CONTAINED = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """Two reports that share something.

    Attributes:
        left, right: report ids, `left` the earlier as the reports were given.
        same: their texts are the same once folded.
        words: share of the shorter text's shingles that stand in the longer, 0 to 1.
        runs: where the longest run of words in common stands in the left text and in the right one (start, end), for
            texts that share most of their words.
        length: of that run, in words.
        echo: the figures and names in common; None where there are none.
    """

    left: str
    right: str
    same: bool
    words: float
    echo: Echo | None
    runs: tuple[tuple[int, int], tuple[int, int]] | None = None
    length: int = 0


def kin_of(ranked: Sequence[Report], texts: Texts | None = None) -> tuple[Kin, ...]:
    """Return the pairs of reports that share words, figures or names.

    Args:
        ranked: reports, earliest first.
        texts: keeps what was made of texts before, and what the same reports shared.
    """
    texts = texts or Texts()
    key = tuple((report.id, report.text_sha256, report.language) for report in ranked)
    if key not in texts.kin:
        texts.keep(key, _kin(ranked, texts))
    return texts.kin[key]


def _kin(ranked: Sequence[Report], texts: Texts) -> tuple[Kin, ...]:
    bodies = {report.id: report.text for report in ranked}
    prints = {report.id: texts.of(report) for report in ranked}
    firsts: dict[str, str] = {}
    kin: list[Kin] = []
    for report_id, made in prints.items():
        if made.same:
            first = firsts.setdefault(made.same, report_id)
            if first != report_id:
                kin.append(_run(bodies, Kin(left=first, right=report_id, same=True, words=1.0, echo=None)))
    # Of texts that are the same, the first stands for all: the others are its copies whatever else is found.
    distinct = {report_id: prints[report_id] for report_id in firsts.values()}
    echoes = Echoes({report_id: made.anchors for report_id, made in distinct.items()})
    place = {report_id: number for number, report_id in enumerate(distinct)}
    for left, right in _candidates(distinct, echoes, place):
        words = _share(distinct[left], distinct[right])
        echo = echoes.echo(left, right)
        if words or echo is not None:
            kin.append(_run(bodies, Kin(left=left, right=right, same=False, words=words, echo=echo)))
    return tuple(kin)


def _run(bodies: Mapping[str, str], kin: Kin) -> Kin:
    """Return the kin with the longest run of words that the two have in common, where they share most."""
    if kin.words < CONTAINED:
        return kin
    left, right = folded(bodies[kin.left]), folded(bodies[kin.right])
    if kin.same:
        start, other, length = 0, 0, len(left.words)
    else:
        match = SequenceMatcher(None, left.words, right.words, autojunk=False).find_longest_match()
        start, other, length = match.a, match.b, match.size
    if not length:
        return kin
    runs = tuple(
        (text.offsets[first][0], text.offsets[first + length - 1][1])
        for text, first in ((left, start), (right, other))
    )
    return dataclasses.replace(kin, runs=(runs[0], runs[1]), length=length)


def _share(ours: Print, theirs: Print) -> float:
    if ours.words < SHORT or theirs.words < SHORT:
        return 0.0
    import numpy as np  # heavy

    common = len(np.intersect1d(ours.shingles, theirs.shingles, assume_unique=True))
    return common / min(len(ours.shingles), len(theirs.shingles))


def _candidates(prints: Mapping[str, Print], echoes: Echoes, place: Mapping[str, int]) -> list[tuple[str, str]]:
    if len(prints) <= _FEW:
        return list(combinations(prints, 2))
    long = {report_id: made.shingles for report_id, made in prints.items() if made.words >= SHORT}
    found = {*_alike(long), *_rare(long), *echoes.candidates()}
    ordered = {(left, right) if place[left] < place[right] else (right, left) for left, right in found}
    return sorted(ordered, key=lambda pair: (place[pair[0]], place[pair[1]]))


def _alike(shingles: Mapping[str, NDArray[np.uint64]]) -> list[tuple[str, str]]:
    """Return pairs whose signatures meet in a band."""
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-untyped]  # it ships no types

    index = MinHashLSH(num_perm=_PERMUTATIONS, params=_BANDS)
    place = {report_id: number for number, report_id in enumerate(shingles)}
    permutations = MinHash(num_perm=_PERMUTATIONS, seed=_SEED, scheme="affine32").permutations
    pairs: list[tuple[str, str]] = []
    for report_id, hashes in shingles.items():
        # The shingles are hashes already; the signature works on their upper halves.
        signature = MinHash(
            num_perm=_PERMUTATIONS, seed=_SEED, hashfunc=int, permutations=permutations, scheme="affine32"
        )
        signature.update_batch((hashes >> 32).tolist())
        doubles = sorted((str(other) for other in index.query(signature)), key=lambda other: place[other])
        pairs.extend((other, report_id) for other in doubles[:_MOST])
        index.insert(report_id, signature)
    return pairs


def _rare(shingles: Mapping[str, NDArray[np.uint64]]) -> list[tuple[str, str]]:
    """Return pairs that have a run of words in common which few other texts have."""
    import numpy as np  # heavy

    if not shingles:
        return []
    ids = [*shingles]
    hashes = np.concatenate([*shingles.values()])
    holders = np.repeat(np.arange(len(ids)), [len(each) for each in shingles.values()])
    order = np.lexsort((holders, hashes))
    hashes, holders = hashes[order], holders[order]
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]])
    sizes = np.diff(np.r_[starts, len(hashes)])
    found: set[tuple[int, int]] = set()
    for start, size in zip(starts.tolist(), sizes.tolist(), strict=True):
        if 1 < size <= _RARE:
            found.update(combinations(holders[start : start + size].tolist(), 2))
    return [(ids[left], ids[right]) for left, right in sorted(found)]
