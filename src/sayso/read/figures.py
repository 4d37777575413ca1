"""Facts → figures: what each sentence says in total for one fate.

In: facts and the sentences (rows) they stand in. Out: `Figure`s in the order of the text. Groups of one verb are
added up ("three women and two children"), parts of a figure are left out, and where people are listed one by one, the
list counts if it is longer.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from sayso.model import Count
from sayso.read.stance import denied

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sayso.model import Question
    from sayso.read.fact import Fact
    from sayso.read.row import Row

Kind = Literal["exact", "range", "at_least", "up_to", "vague", "listed"]
Range = tuple[int, int]

# What an unspecified plural is taken for where a number must be had: the convention of those who record harm to
# civilians, "dozens" being one or two dozen.
_VAGUE: Final[dict[str, Range]] = {
    "several": (2, 2),
    "many": (5, 10),
    "large": (12, 24),
    "dozens": (12, 24),
    "hundreds": (200, 200),
    "thousands": (2000, 2000),
}
_LOOSEST: Final[tuple[Kind, ...]] = ("vague", "at_least", "up_to", "range", "exact")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How many one sentence tells of, both ends inclusive.

    Attributes:
        kind: how it is put; `vague` for a plural without a number, `listed` for people told one by one.
        more: said to be further than those told before.
    """

    sentence: int
    low: int
    high: int
    kind: Kind
    more: bool

    @property
    def single(self) -> bool:
        """Whether it is one person, and not "at least one"."""
        return self.high == 1 and self.kind != "at_least"

    @property
    def several(self) -> bool:
        """Whether it is a plural that says nothing of its size."""
        return self.kind == "vague" and self.high == _VAGUE["several"][1]


def sentence_of(fact: Fact, starts: Sequence[int]) -> int:
    """Return the index of the sentence that a fact stands in, given where sentences start."""
    return max(0, bisect_right(starts, fact.span.start) - 1)


def counts_for(fact: Fact, row: Row) -> bool:
    """Whether a fact of a sentence tells of people harmed in this incident who were not fighting."""
    count = fact.answer
    if not isinstance(count, Count) or not (count.low or count.high):
        return False
    # "Police … shot": an unspecified plural of those who come in every such report is rarely the victim.
    doubtful = count.vague == "several" and fact.victim_class == "police"
    told = fact.polarity == "affirmed" and not fact.background and not fact.superseded
    if denied(row, _first(fact, row)) is not None:
        return False
    return told and fact.victim_class != "combatant" and not doubtful


def _first(fact: Fact, row: Row) -> int:
    """The token at which a fact begins."""
    place = fact.span.start - row.passage.start
    return next((at for at, token in enumerate(row.tokens) if token.start >= place), 0)


def figures_of(
    facts: Sequence[Fact],
    rows: Sequence[Row],
    starts: Sequence[int],
    question: Question,
    only: Callable[[Fact, Row], bool] | None = None,
) -> list[Figure]:
    """Return the figures for one question, sentence by sentence.

    Args:
        facts: of one report, with lists (`facts_of(…, listed=True)`).
        rows: its sentences.
        starts: where they start in the report's text.
        question: `killed`, `wounded`, or `other` for people shot.
        only: figures of some of them alone ("children"): parts count too, lists do not.
    """
    verbs: dict[tuple[int, int], list[Fact]] = defaultdict(list)
    for fact in facts:
        at = sentence_of(fact, starts)
        if fact.question != question or not counts_for(fact, rows[at]):
            continue
        if only is None or (not fact.listed and only(fact, rows[at])):
            verbs[at, fact.evidence.start if fact.evidence else fact.span.start].append(fact)
    found = [
        _figure(at, told if only else _wholes(told), [] if only else [f for f in told if f.listed], rows[at])
        for (at, _), told in sorted(verbs.items())
    ]
    return [figure for figure in found if figure is not None]


def _wholes(told: Sequence[Fact]) -> list[Fact]:
    """The facts that are no parts; the civilians alone where they are told apart ("six, five of them civilians")."""
    wholes = [fact for fact in told if not fact.part and not fact.listed]
    civilians = [
        fact for fact in told if fact.part and fact.victim_class == "civilian" and _interval(fact, None)[2] == "exact"
    ]
    return civilians if civilians and not any(fact.victim_class == "civilian" for fact in wholes) else wholes


def _figure(sentence: int, told: Sequence[Fact], lists: Sequence[Fact], row: Row) -> Figure | None:
    intervals = [_interval(fact, row) for fact in told]
    firm = [interval for interval in intervals if interval[2] != "vague"]
    used = firm or intervals
    low, high = sum(i[0] for i in used), sum(i[1] for i in used)
    kind: Kind = next((kind for kind in _LOOSEST if any(i[2] == kind for i in used)), "exact")
    listed = max((fact.answer.low or 0 for fact in lists if isinstance(fact.answer, Count)), default=0)
    if listed > high or (listed and intervals and not firm):
        low, high, kind = listed, listed, "listed"
    if not high:
        return None
    return Figure(sentence=sentence, low=low, high=high, kind=kind, more=any(fact.more for fact in told))


def _interval(fact: Fact, row: Row | None) -> tuple[int, int, Kind]:
    count = fact.answer
    if not isinstance(count, Count):
        raise TypeError(count)
    low, high = count.low or 0, count.high
    if count.vague is not None:
        return (*_VAGUE[_size(fact, row) if row and count.vague == "several" else count.vague], "vague")
    if high is None:
        return low, low, "at_least"
    if low == 0:
        return high, high, "up_to"
    return low, high, "exact" if low == high else "range"


def _size(fact: Fact, row: Row) -> str:
    """Which of the words for an unspecified plural stands in a fact's words: "many" and "a large number" say more."""
    offset = row.passage.start
    for at, token in enumerate(row.tokens):
        if fact.span.start <= offset + token.start and offset + token.end <= fact.span.end:
            hit = row.at(at, "numerals", "vague")
            if hit is not None and hit.tag[2] in _VAGUE:
                return hit.tag[2]
    return "several"
