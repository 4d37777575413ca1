"""The shape of a fact: one answer to one question, in exact words, before anybody is held to have said it.

In: nothing. Out: `Fact`. Who says it is the business of those who read attribution.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.model import Answer, Hedge, Polarity, Question, Span, SpeechAct, VictimClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What the words say, without voice.

    Attributes:
        span: from the first to the last word that carries the answer, in the report's text.
        part: the figure is included in another one of the same text ("three of them children").
        act: `accuse` or `claim_responsibility` where the words themselves are one; else `assert`, or `deny`.
        superseded: the same text corrects the figure later on.
        background: the figure is of another time ("since the war began").
        more: said to be further than those told before ("12 others").
        listed: a sum over people told one by one, which the text does not state as a figure.
        evidence: the span of the word that tells the question ("killed"), within or beside `span`.
        named: a party's words surely name somebody, also where the registry does not know whom ("the ferrymen").
    """

    question: Question
    answer: Answer
    span: Span
    victim_class: VictimClass | None = None
    hedge: Hedge | None = None
    polarity: Polarity = "affirmed"
    act: SpeechAct = "assert"
    superseded: bool = False
    background: bool = False
    part: bool = False
    more: bool = False
    listed: bool = False
    evidence: Span | None = None
    named: bool = False
