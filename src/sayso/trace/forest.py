"""How many independent origins there are: each origin and whom it may have its answers from.

In: the stems of each question (`stems.py`), what reports share (`kinship.py`), pairs of origins that a reviewer holds
apart. Out: `Root` and `Edge` values. An origin has at most one parent, and a parent always sorts before it, so that
no circle can come about. The evidence for each candidate parent adds up to odds; an origin is a root with what is
left of one. The points are in `data/forest.toml`, with how they were calibrated. Rare answers in common are stronger
evidence than common ones (Dong, Berti-Equille and Srivastava 2009). Nothing is added up over origins here.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from sayso.model import Edge, Root

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.model import Question
    from sayso.trace.kinship import Kin
    from sayso.trace.stems import Stem

    Elsewhere = Mapping[str, Mapping[Question, Mapping[str, float]]]

# An answer that very many give suggests no parent in particular: the first few of them stand for all.
_MOST = 5
_SHOWN = 0.02
_HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What speaks for one origin having its answers from another.

    Attributes:
        amounts: kind of evidence, a key of `data/forest.toml`, to how much of it there is.
        reasons: the same for people.
    """

    child: Stem
    parent: Stem
    amounts: Mapping[str, float]
    reasons: tuple[str, ...]


def forest_of(
    stems: Mapping[Question, Sequence[Stem]], kin: Sequence[Kin], apart: frozenset[frozenset[str]] = frozenset()
) -> tuple[tuple[Root, ...], tuple[Edge, ...]]:
    """Return every origin of every question with the probability that it is independent, and what ties them.

    Args:
        stems: per question, in order.
        kin: what the reports share.
        apart: pairs of origin ids that a reviewer holds to be independent of each other.
    """
    roots: list[Root] = []
    edges: list[Edge] = []
    by_report: dict[str, list[Kin]] = {}
    for one in kin:
        by_report.setdefault(one.left, []).append(one)
        by_report.setdefault(one.right, []).append(one)
    for question, told in stems.items():
        elsewhere = elsewhere_of(question, stems)
        for child, ties in zip(told, ties_of(told, by_report, elsewhere, apart), strict=True):
            odds = [math.exp(_points(tie.amounts) + points()[f"tier_{child.tier}"]) for tie in ties]
            total = 1 + math.exp(_points(alone(child, told))) + sum(odds)
            edges += [
                Edge(
                    question=question,
                    origin_id=child.origin.id,
                    from_id=tie.parent.origin.id,
                    probability=round(each / total, 4),
                    reasons=tie.reasons,
                )
                for each, tie in zip(odds, ties, strict=True)
                if each / total >= _SHOWN
            ]
            root = 1 / total if len(told) > 1 else 1.0
            roots.append(
                Root(
                    question=question,
                    origin_id=child.origin.id,
                    name=child.origin.name,
                    known=child.origin.known,
                    # What nobody answers for is never a sure origin.
                    probability=round(root if child.origin.known else min(root, points()["unknown_most"]), 4),
                )
            )
    return tuple(roots), tuple(edges)


def alone(stem: Stem, told: Sequence[Stem]) -> dict[str, float]:
    """Return what speaks against an origin of its own without naming another: wrong credits are seldom repeated."""
    return {
        f"none_{stem.tier}": 1.0,
        f"single_{stem.tier}": float(len(stem.outlets) == 1),
        f"crowd_{stem.tier}": math.log(len(told)),
        f"own_{stem.tier}": float(stem.origin.name in stem.outlets),
    }


def elsewhere_of(
    question: Question, stems: Mapping[Question, Sequence[Stem]]
) -> dict[str, dict[Question, Mapping[str, float]]]:
    """Return, per origin id, what it answers to the other questions."""
    found: dict[str, dict[Question, Mapping[str, float]]] = {}
    for other, told in stems.items():
        if other != question:
            for stem in told:
                found.setdefault(stem.origin.id, {})[other] = stem.answers
    return found


def ties_of(
    told: Sequence[Stem],
    kin: Mapping[str, Sequence[Kin]],
    elsewhere: Elsewhere,
    apart: frozenset[frozenset[str]] = frozenset(),
) -> list[list[Tie]]:
    """Return, per stem, the ties to those before it that anything speaks for.

    Args:
        told: the stems of one question, in order.
        kin: report id to what it shares with others.
        elsewhere: origin id to its answers to other questions.
        apart: pairs of origin ids between which there is no tie.
    """
    who = _Who(told, elsewhere)
    found: list[list[Tie]] = []
    for child in told:
        near = who.near(child, kin)
        parents = {**who.beside(child), **{origin_id: stem for origin_id, (stem, _) in near.items()}}
        before = sorted(
            (
                stem
                for stem in parents.values()
                if stem.order < child.order and frozenset((stem.origin.id, child.origin.id)) not in apart
            ),
            key=lambda stem: stem.order,
        )
        found.append(
            [_tie(child, stem, near[stem.origin.id][1] if stem.origin.id in near else None, who) for stem in before]
        )
    return found


class _Who:
    """Looks up the stems of one question by report, answer and outlet."""

    def __init__(self, told: Sequence[Stem], elsewhere: Elsewhere) -> None:
        self.elsewhere = elsewhere
        self._in_report: dict[str, list[Stem]] = {}
        self.giving: dict[str, list[Stem]] = {}
        self._printed: dict[str, list[Stem]] = {}
        for stem in told:
            for table, keys in (
                (self._in_report, stem.reports),
                (self.giving, stem.answers),
                (self._printed, sorted(stem.outlets)),
            ):
                for key in keys:
                    table.setdefault(key, []).append(stem)

    def near(self, child: Stem, kin: Mapping[str, Sequence[Kin]]) -> dict[str, tuple[Stem, Kin]]:
        """Return the stems with a report that shares words or names with one of the child's, with the closest."""
        found: dict[str, tuple[Stem, Kin]] = {}
        for report_id in child.reports:
            for one in kin.get(report_id, ()):
                for stem in self._in_report.get(one.left if one.right == report_id else one.right, ()):
                    known = found.get(stem.origin.id)
                    if known is None or _strength(one) > _strength(known[1]):
                        found[stem.origin.id] = (stem, one)
        return found

    def several(self, child: Stem, kin: Kin) -> bool:
        """Return whether the child's report of the two tells the question on more than one word."""
        mine = kin.left if kin.left in child.reports else kin.right
        return len(self._in_report.get(mine, ())) > 1

    def beside(self, child: Stem) -> dict[str, Stem]:
        """Return the stems in the child's own reports, with its answers, and in reports of those it names."""
        lists = [self._in_report[report_id] for report_id in child.reports]
        lists += [self.giving[answer][:_MOST] for answer in child.answers]
        lists += [self._printed.get(name, [])[:_MOST] for name in sorted(child.named)]
        return {stem.origin.id: stem for stems in lists for stem in stems}


def _strength(kin: Kin) -> float:
    return kin.words + (kin.echo.chance if kin.echo else 0.0)


def _tie(child: Stem, parent: Stem, kin: Kin | None, who: _Who) -> Tie:
    amounts: dict[str, float] = {"any": 1.0}
    reasons: list[str] = []
    # What a report shares that tells several accounts may belong to another of them.
    among = "_among" if kin is not None and who.several(child, kin) else "_named" if child.tier == 0 else ""
    if kin is not None and kin.words:
        amounts[f"words{among}"] = math.sqrt(kin.words)
        reasons.append(f"{kin.words:.0%} of the words of {kin.left} and {kin.right} are the same")
    if kin is not None and kin.echo is not None:
        amounts[f"mass{among}"] = math.log1p(kin.echo.mass)
        amounts[f"share{among}"] = kin.echo.share
        amounts["order"] = kin.echo.order * min(1.0, kin.echo.apart / 4)
        if kin.echo.chance >= _HALF:
            reasons.append(
                f"{kin.left} and {kin.right} have {kin.echo.apart} figures and names in common, in one order"
            )
    amounts.update(_missing(child, parent, kin))
    shared = [answer for answer in child.answers if answer in parent.answers]
    if shared:
        amounts["answer"] = 1.0
        amounts["odd"] = max(child.answers[answer] for answer in shared)
        amounts["few"] = max(1 / (len(who.giving[answer]) - 1) for answer in shared)
        reasons.append(
            "both give the same answer" + (", an odd one" if amounts["odd"] >= points()["odd_from"] else "")
        )
    if not shared:
        amounts["other"] = 1.0
    also, unlike = _others(who.elsewhere.get(child.origin.id, {}), who.elsewhere.get(parent.origin.id, {}))
    amounts |= {"also": min(4.0, also), "unlike": min(4.0, unlike)}
    if also >= points()["odd_from"]:
        reasons.append("they agree on other questions too")
    if child.origin.name in parent.outlets or parent.outlets & child.named:
        amounts["relay"] = 1.0
        reasons.append(f"{child.origin.name} passes on what {parent.origin.name} says, or is told by who does")
    if set(child.reports) & set(parent.reports):
        amounts["together"] = 1.0
        reasons.append("one report tells both")
    if parent.first > child.first:
        amounts[f"later_{child.tier}"] = 1.0
        reasons.append(f"{parent.origin.name} appears in these reports only later")
    return Tie(child=child, parent=parent, amounts=amounts, reasons=tuple(reasons))


def _missing(child: Stem, parent: Stem, kin: Kin | None) -> dict[str, float]:
    """Return what the texts do not share although they could: in one language words, in two figures and names."""
    found: dict[str, float] = {}
    if kin is None or not kin.words:
        found["no_words"] = float(not child.languages.isdisjoint(parent.languages))
    if kin is None or kin.echo is None:
        found["no_names"] = 1.0
    return found


def _others(
    ours: Mapping[Question, Mapping[str, float]], theirs: Mapping[Question, Mapping[str, float]]
) -> tuple[float, float]:
    """Return how much two agree on other questions, by how surprising that is, and on how many they differ."""
    also = unlike = 0.0
    for question in ours:
        if question in theirs:
            shared = [ours[question][answer] for answer in ours[question] if answer in theirs[question]]
            also += max(shared, default=0.0)
            unlike += not shared
    return also, unlike


def _points(amounts: Mapping[str, float]) -> float:
    return sum(points()[name] * amount for name, amount in amounts.items())


@cache
def points() -> dict[str, float]:
    """Return the points per kind of evidence, read once."""
    text = resources.files("sayso.trace").joinpath("data", "forest.toml").read_text(encoding="utf-8")
    return {name: float(value) for name, value in tomllib.loads(text).items()}
