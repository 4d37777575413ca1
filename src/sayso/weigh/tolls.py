"""The toll as the reports give it, each report with one figure, and the range of those that lie close together.

In: figures told (`Told`) and the claims behind them. Out: `Taken`. A report's toll is the figure that it gives most
often, the earliest of equals; where no other report gives that one as its toll but one gives another of its figures,
that is meant: the rest of a round-up is of other places. People told of in one breath ("a girl and two women") are
added up, and those said to be among others are not; "more than 10" is taken for the 10 that it names. Words without
a number stand only where no report gives one. A toll far from the middle one of all is set aside: on reports about
shelling in Syria it was of another day or of several places together more often than not.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model import Count
from sayso.weigh.picks import Taken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sayso.model import Claim
    from sayso.weigh.accounts import Told

# A toll up to half again as high as the middle one, or down to one less than two thirds of it, is of the same people.
_FAR = 1.5
_SLACK = 1
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """What one report gives.

    Attributes:
        vague: in words without a number.
        claim_ids: those that give it.
    """

    low: int
    high: int
    vague: bool
    claim_ids: tuple[str, ...]


def taken_from_tolls(
    told: Sequence[Told],
    claims: Mapping[str, Claim],
    bounds: Callable[[Count], tuple[int, int]],
    *,
    highest: bool,
) -> Taken | None:
    """Return the least or the most of the reports' tolls; None where no report gives one.

    Args:
        told: the figures about the people in question.
        claims: by id.
        bounds: how the policy reads a figure.
        highest: the most is wanted.
    """
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim_id in dict.fromkeys(claim_id for entry in told for claim_id in entry.claim_ids):
        by_report[claims[claim_id].report_id].append(claims[claim_id])
    given = [figures for group in by_report.values() if (figures := _figures(group, bounds))]
    tolls = borne_out(given)
    near = close_together(tolls)
    if not near:
        return None
    value = max(toll.high for toll in near) if highest else min(toll.low for toll in near)
    giving = {
        claim_id for toll in near if value == (toll.high if highest else toll.low) for claim_id in toll.claim_ids
    }
    behind = tuple(entry for entry in told if giving.intersection(entry.claim_ids))
    rule = "most-told" if highest else "least-told"
    why = f"the {'most' if highest else 'least'} that a report gives as its toll"
    if len(near) < len(tolls):
        why += f", {len(tolls) - len(near)} far from the others set aside"
    return Taken(value=value, rule=rule, why=why, told=behind)


def toll_of(claims: Iterable[Claim], bounds: Callable[[Count], tuple[int, int]]) -> Toll | None:
    """Return one report's toll; None where its claims give no figure.

    Args:
        claims: of one report, about one question and the people in question.
        bounds: how the policy reads a figure.
    """
    figures = _figures(claims, bounds)
    return _usual(figures) if figures else None


def borne_out(given: Sequence[Sequence[Toll]]) -> list[Toll]:
    """Return each report's toll, of several figures one that another report gives as its toll.

    Args:
        given: per report its figures in the order of the text, at least one each.
    """
    usual = [_usual(figures) for figures in given]
    times = Counter(toll.high for toll in usual if not toll.vague)
    found: list[Toll] = []
    for toll, figures in zip(usual, given, strict=True):
        alone = not toll.vague and times[toll.high] == 1
        shared = [figure for figure in figures if figure.high != toll.high and times[figure.high]]
        found.append(max(shared, key=lambda figure: times[figure.high]) if alone and shared else toll)
    return found


def _figures(claims: Iterable[Claim], bounds: Callable[[Count], tuple[int, int]]) -> list[Toll]:
    """A report's figures in the order of the text, those in words only where it has no others."""
    figures = [_added(together, bounds) for together in _in_one_breath(claims)]
    return [figure for figure in figures if not figure.vague] or figures


def _usual(figures: Sequence[Toll]) -> Toll:
    """The figure given most often, the earliest of equals."""
    times = Counter((figure.low, figure.high) for figure in figures)
    most = max(times.values())
    return next(figure for figure in figures if times[figure.low, figure.high] == most)


def close_together(tolls: Sequence[Toll]) -> tuple[Toll, ...]:
    """Return the tolls that lie near the middle one, those in numbers alone where there are any."""
    firm = [toll for toll in tolls if not toll.vague] or list(tolls)
    if not firm:
        return ()
    middle = sorted(toll.high for toll in firm)[len(firm) // 2]
    return tuple(toll for toll in firm if middle / _FAR - _SLACK <= toll.high <= middle * _FAR)


def _in_one_breath(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Return the claims whose words overlap together: figures that hang on one word for what befell them."""
    once = {(claim.span.start, claim.span.end): claim for claim in claims if not claim.part}
    found: list[list[Claim]] = []
    reach = -1
    for (start, end), claim in sorted(once.items(), key=lambda item: item[0]):
        if start <= reach:
            found[-1].append(claim)
        else:
            found.append([claim])
        reach = max(reach, end)
    return found


def _added(claims: Sequence[Claim], bounds: Callable[[Count], tuple[int, int]]) -> Toll:
    counts = [(claim, _stated(claim, claim.answer)) for claim in claims if isinstance(claim.answer, Count)]
    firm = [(claim, count) for claim, count in counts if not count.vague]
    used = firm or counts
    ends = [bounds(count) for _, count in used]
    return Toll(
        low=sum(low for low, _ in ends),
        high=sum(high for _, high in ends),
        vague=not firm,
        claim_ids=tuple(claim.id for claim, _ in used),
    )


def _stated(claim: Claim, count: Count) -> Count:
    """The figure as its words name it: "more than 10" names 10 and means 11 or more."""
    if count.high is not None or count.vague or not count.low:
        return count
    named = {int("".join(str(unicodedata.digit(c)) for c in digits)) for digits in _DIGITS.findall(claim.span.quote)}
    if count.low not in named and count.low - 1 in named:
        return dataclasses.replace(count, low=count.low - 1)
    return count
