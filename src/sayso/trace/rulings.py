"""What reviewers ruled on origins and copies, as tracing obeys it.

In: every decision ever taken. Out: `Ruled`: pairs of ids that belong together or apart; and which origin stands for
those that were joined. Which decisions are in force is for `decisions.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from sayso.decisions import pairs_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.model import Decision, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """Pairs of ids.

    Attributes:
        apart: of reports that are no copies of each other, and of origins that are independent.
        unlike: of a claim or report, and the report that it does not rest on.
        joined: of origins that are one.
    """

    apart: frozenset[frozenset[str]]
    unlike: tuple[tuple[str, str], ...]
    joined: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, decisions: Sequence[Decision]) -> Ruled:
        """Return the rulings among decisions."""
        unlike = pairs_of(decisions, "different_origin")
        return cls(
            apart=frozenset(frozenset(pair) for pair in (*pairs_of(decisions, "different"), *unlike)),
            unlike=unlike,
            joined=pairs_of(decisions, "same_origin"),
        )


def representatives(ends: object, joined: Sequence[tuple[str, str]]) -> dict[str, Origin]:
    """Return, per origin id, the origin that stands for it once reviewers' joins are made."""
    found: Mapping[str, Origin] = {origin.id: origin for origin in cast("Sequence[Origin]", ends)}
    leader = {origin_id: origin_id for origin_id in sorted(found)}
    for left, right in joined:
        if left in leader and right in leader:
            # A known origin stands for an unknown one; otherwise the one whose name sorts first.
            pair = sorted((leader[left], leader[right]), key=lambda o: (not found[o].known, found[o].name, o))
            leader = {o: pair[0] if led == pair[1] else led for o, led in leader.items()}
    return {origin_id: found[led] for origin_id, led in leader.items()}
