"""The values that travel: frozen, hashable, named by keyword, and every word they may use spelled once."""

import dataclasses
import inspect
import typing

import pytest

from sayso import model
from sayso.model import CASUALTY_QUESTIONS, COUNT_QUESTIONS, PARTY_QUESTIONS, Claim, Count, Question, Span

TYPES = [
    value
    for _, value in inspect.getmembers(model, inspect.isclass)
    if value.__module__ == model.__name__ and dataclasses.is_dataclass(value)
]


def test_the_types_are_found():
    assert {"Report", "Claim", "Voice", "Chain", "Incident", "Finding", "Dossier"} <= {one.__name__ for one in TYPES}


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_a_type_is_frozen_slotted_keyword_only_and_explained(kind):
    assert kind.__dataclass_params__.frozen
    assert "__slots__" in vars(kind)
    assert all(field.kw_only for field in dataclasses.fields(kind))
    assert kind.__doc__
    assert not kind.__doc__.startswith(f"{kind.__name__}(")  # what dataclass writes where nobody did


def test_a_claim_cannot_be_changed_and_can_be_a_key():
    span = Span(start=0, end=2, quote="ab")
    claim = Claim(
        id="c-1",
        report_id="r-1",
        question="killed",
        answer=Count(low=1, high=1),
        span=span,
        voices=(),
        act="assert",
        polarity="affirmed",
        scope="local",
        reader="test@1",
    )
    with pytest.raises(dataclasses.FrozenInstanceError):
        claim.question = "wounded"
    assert {claim: 1}[dataclasses.replace(claim)] == 1
    assert dataclasses.replace(claim, answer=Count(low=1, high=None)) != claim


def test_questions_of_a_kind_are_questions():
    every = set(typing.get_args(Question))
    for some in (COUNT_QUESTIONS, CASUALTY_QUESTIONS, PARTY_QUESTIONS):
        assert set(some) <= every
    assert set(CASUALTY_QUESTIONS) <= set(COUNT_QUESTIONS)
    assert not set(PARTY_QUESTIONS) & set(COUNT_QUESTIONS)
