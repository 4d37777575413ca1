"""The figure that a policy takes from accounts: the lowest, the highest, or the one most origins can be behind.

In: accounts of one group of people, or of several groups. Out: `Taken`: a value, the rule, and the figures that it
rests on. It knows no codebook's columns.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.weigh.accounts import Account, accounts_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.weigh.accounts import Told
    from sayso.weigh.codebook import Pick

_RULES = {
    "lowest": "the lowest of the figures told",
    "highest": "the highest of the figures told",
    "most": "the figure that most independent origins give, the lower of equals",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A value and what it rests on."""

    value: int
    rule: str
    why: str
    told: tuple[Told, ...]


def taken(told: Sequence[Told], pick: Pick) -> Taken | None:
    """Return the figure for one group of people; None where nobody tells one."""
    accounts = accounts_of(told)
    # The children among the civilians are no rival figure for all civilians, only a least.
    whole = tuple(account for account in accounts if not account.part) or accounts
    if not whole:
        return None
    if pick == "highest":
        top = max(accounts, key=lambda account: account.high)
        return _taken(top.high, pick, [account for account in accounts if account.high == top.high], accounts)
    if pick == "lowest":
        value = min(account.low for account in whole)
        return _taken(value, pick, [account for account in whole if account.low == value], whole)
    value = _most(whole)
    return _taken(value, pick, [account for account in whole if value in {account.low, account.high}], whole)


def taken_of_all(by_group: Mapping[str, Sequence[Told]], pick: Pick) -> Taken | None:
    """Return the figure for everybody, where the groups are told of apart.

    Figures for different people add up. One for people of no stated kind, next to two or more groups, is of all of
    them: where it is lower than their sum, the reports conflict.

    Args:
        by_group: per group of people, the figures about it; `unknown` for those that do not say who.
        pick: which figure to take.
    """
    named = [found for group, told in by_group.items() if group != "unknown" and (found := taken(told, pick))]
    total = taken(by_group.get("unknown", ()), pick)
    if not named:
        return total
    added = sum(found.value for found in named)
    figures = tuple(entry for found in named for entry in found.told)
    if total is not None and (pick != "highest" or total.value >= added):
        return total
    if len(named) == 1:
        return named[0]
    why = f"sum over groups of people: {_RULES[pick]}"
    return Taken(value=added, rule=f"sum-of-{pick}", why=why, told=figures)


def _taken(value: int, pick: Pick, behind: Sequence[Account], among: Sequence[Account]) -> Taken:
    told = tuple(entry for account in behind for entry in account.told)
    exact = tuple(entry for entry in told if value in {entry.low, entry.high}) or told
    if len({(account.low, account.high) for account in among}) == 1 and among[0].low == among[0].high:
        return Taken(value=value, rule="only-figure", why="the only figure told", told=exact)
    return Taken(value=value, rule=pick, why=_RULES[pick], told=exact)


def _most(accounts: Sequence[Account]) -> int:
    behind: dict[int, set[str]] = defaultdict(set)
    for value in sorted({account.low for account in accounts}):
        for account in accounts:
            if account.low <= value and (account.open or value <= account.high):
                behind[value].add(account.side)
    return max(behind, key=lambda value: (len(behind[value]), -value))
