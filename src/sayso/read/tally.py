"""The shape of a count of people before it is a fact: tokens of one sentence, not yet spans of a report.

In: nothing. Out: `Tally`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.model import Count, Question, VictimClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A count of people for one question; `first` to `last` are its words, `fate` those of the trigger.

    Attributes:
        part: included in another figure of the same text.
        more: said to be further ones: "12 other members".
        inherits: a bare number, which counts people of the class counted before it.
    """

    question: Question
    count: Count
    victim: VictimClass
    first: int
    last: int
    fate: tuple[int, int]
    part: bool = False
    inherits: bool = False
    more: bool = False
