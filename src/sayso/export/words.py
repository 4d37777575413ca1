"""Answers in plain words and in columns, for formats that have one cell for them.

In: an answer. Out: text, bounds, coordinates. It says what the fields say and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.model import Count, Party, Place, When

if TYPE_CHECKING:
    from sayso.model import Answer, Claim


def in_words(answer: Answer) -> str:
    """Return the answer as text: "2", "at least 2", "dozens", a name, a day or two, the words themselves."""
    match answer:
        case Count():
            return _count(answer)
        case Party(name=name) | Place(name=name):
            return name
        case When(first=first, last=last):
            return first if first == last else f"{first} to {last}"
    return answer.value


def said(claim: Claim) -> str:
    """Return a claim's question and answer in one line: "killed: 1 (civilian)", "strikes: 2, denied"."""
    people = f" ({claim.victim_class})" if claim.victim_class else ""
    denied = ", denied" if claim.polarity == "denied" else ""
    return f"{claim.question}: {in_words(claim.answer)}{people}{denied}"


def bounds(answer: Answer) -> tuple[int | None, int | None]:
    """Return a figure's least and most, None where it has none."""
    return (answer.low, answer.high) if isinstance(answer, Count) else (None, None)


def _count(count: Count) -> str:
    if count.vague:
        return count.vague
    about = "about " if count.approx else ""
    if count.low == count.high:
        return f"{about}{count.low}"
    if count.high is None:
        return f"at least {about}{count.low}"
    return f"{about}{count.low} to {count.high}" if count.low else f"up to {about}{count.high}"
