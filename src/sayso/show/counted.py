"""How many independent origins there are, in words that keep those apart which name nobody.

In: a tally that weighing made. Out: a short count and the names behind it. Nothing is estimated here: what a tally
says of the named ones and of the uncredited ones is only told separately, since the latter never count as origins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.show.words import plural

if TYPE_CHECKING:
    from collections.abc import Collection

    from sayso.model import Tally

_LIKELY = 0.5


def origins_in(tally: Tally, ids: Collection[str] | None = None) -> str:
    """Return "3 origins (2–4)" where all are named, "2 named origins, 1 uncredited" where some name nobody.

    Args:
        tally: of a finding or of one answer.
        ids: the origins that count; those of the tally's roots that are known where none are given.
    """
    unnamed = sum(not root.known for root in tally.roots)
    if not unnamed:
        return tally.label.partition(":")[0]
    likely = round(sum(root.probability for root in tally.roots if root.known))
    held = len(ids) if ids is not None else sum(root.known for root in tally.roots)
    number = min(held, max(likely, 1)) if held else 0
    return f"{plural(number, 'named origin') if number else 'no named origin'}, {unnamed} uncredited"


def names_in(tally: Tally) -> tuple[str, ...]:
    """Return the names of those that are likelier than not origins of their own, the likeliest first."""
    return tuple(root.name for root in tally.roots if root.known and root.probability >= _LIKELY)
