"""A phrase → the count it gives: "щонайменше двоє цивільних", "2'si çocuk", "من 3 إلى 5 مدنيين".

In: a few words and their language. Out: a `Count`, or None where they count nothing. This is how a span found by
any other means gets its value. Sentences are read by `facts`, which also knows whom the numbers count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.lang import load
from sayso.model import Count, Passage
from sayso.read.groups import groups_of
from sayso.read.row import Row
from sayso.read.triggers import triggers_of

if TYPE_CHECKING:
    from sayso.read.groups import Group

_IMPLIED = {
    "one": Count(low=1, high=1),
    "two": Count(low=2, high=2),
    "many": Count(low=2, high=None, vague="several"),
}


def parse_count(text: str, language: str) -> Count | None:
    """Return what a phrase counts: its first number of things, or one, two or several by a noun.

    Ages, dates and the like are passed over; a part ("2'si çocuk 5 kişi") yields to the whole.

    Args:
        text: a phrase or clause.
        language: ISO 639-1 code of a language with a pack.

    Raises:
        PackError: where the language has no pack.
    """
    pack = load(language)
    passage = Passage(report_id="", index=0, start=0, end=len(text), text=text, language=language)
    row = Row(passage, pack, pack.tokens(text))
    triggers = triggers_of(row)
    groups = groups_of(row, triggers)
    written = [group for group in groups if group.explicit]
    chosen = _first(written) or _first(groups)
    if chosen is not None:
        return Count(low=0, high=0) if chosen.zero else chosen.count
    for trigger in triggers:
        for form in ("one", "two", "many"):
            if form in trigger.forms:
                return _IMPLIED[form]
    return None


def _first(groups: list[Group]) -> Group | None:
    """The first group that is no part of another; else the first."""
    wholes = [group for group in groups if not group.part]
    return next(iter(wholes or groups), None)
