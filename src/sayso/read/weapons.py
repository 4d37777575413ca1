"""What was shot or attacked with, where the sentence also tells of shooting, an attack or harm.

In: a `Row`. Out: `Arm`s: a canonical English label, which is the pack's key, and the words. Who used it is not
asked here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sayso.read.row import Row


class Arm(NamedTuple):
    """A weapon named at tokens `first` to `last`."""

    label: str
    first: int
    last: int


def arms_of(row: Row, *, harmed: bool) -> list[Arm]:
    """Return the weapons of a row, each once.

    Args:
        row: the sentence.
        harmed: people came to harm in it.
    """
    if not (harmed or row.find("events", "fire") or row.find("events", "attack")):
        return []
    found: dict[str, Arm] = {}
    for hit in row.find("events", "weapon"):
        found.setdefault(hit.tag[2], Arm(hit.tag[2], hit.first, hit.last))
    return list(found.values())
