"""Answers and questions in plain words, built from their fields alone.

In: answers. Out: short English labels ("at least 2 civilians", "12 to 14 February"). Nothing is quoted or translated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.model import Answer, Count, Party, Place, Text, When
from sayso.weigh.catalogue import catalogue

if TYPE_CHECKING:
    from sayso.weigh.catalogue import Noun


def answer_label(answer: Answer, question: str, victim_class: str | None) -> str:
    """Return the answer in plain words.

    Args:
        answer: any kind of answer.
        question: decides what is being counted.
        victim_class: of the people counted; None leaves the figure bare.
    """
    match answer:
        case Count():
            noun = catalogue().classes.get(victim_class or "") or catalogue().things.get(question)
            return count_label(answer, noun)
        case Party() | Place():
            return answer.name
        case When(first=first, last=last):
            return first if first == last else f"{first} to {last}"
        case Text(value=value):
            return value


def count_label(count: Count, noun: Noun | None) -> str:
    """Return a figure with what it counts: "at least 2 civilians", "about 100 fighters", "several people"."""
    figure = _figure(count)
    if noun is None:
        return figure
    single = count.low == 1 and count.high in {1, None} and not count.vague
    of = "of " if count.vague in catalogue().vague_of else ""
    return f"{figure} {of}{noun.one if single else noun.many}"


def _figure(count: Count) -> str:
    if count.vague:
        return count.vague
    about = "about " if count.approx else ""
    if count.low == count.high and count.low is not None:
        return f"{about}{count.low}" if count.low or about else "no"
    if count.high is None:
        return f"at least {about}{count.low}" if count.low else "some"
    if not count.low:
        return f"up to {about}{count.high}"
    return f"{about}{count.low} to {count.high}"


def finding_label(question: str, scope: str | None) -> str:
    """Return the question in plain words: "Killed: civilians", "Who fired first".

    Args:
        question: name in the catalogue.
        scope: a class of people, a scope of the catalogue, the words of an `other` claim, or None.
    """
    label = catalogue().labels[question]
    if scope is None:
        return label
    noun = catalogue().classes.get(scope)
    words = noun.label if noun else catalogue().scopes.get(scope, scope)
    return f"{label}: {words}"
