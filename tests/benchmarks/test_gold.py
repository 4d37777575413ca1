"""Predictions leave in the shape that the scorer of a gold set reads."""

import json

import pytest
from builders import claim, party, words

from benchmarks.gold import row_of, value_of
from sayso.model import Count, Hedge, Place, Span, When


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        (Count(low=2, high=2), 2),
        (Count(low=2, high=None), [2, None]),
        (Count(low=0, high=5), [0, 5]),
        (Count(low=24, high=99, vague="dozens"), "dozens"),
        (party("US forces"), "US forces"),
        (Place(name="Herat"), "Herat"),
        (When(first="2020-02-12", last="2020-02-12"), "2020-02-12"),
        (words("drone"), "drone"),
    ],
)
def test_an_answer_as_the_gold_set_writes_it(answer, value):
    assert value_of(answer) == value


def test_what_is_no_answer_is_an_error():
    with pytest.raises(TypeError):
        value_of("two")


def test_a_row_has_the_chain_outermost_first_and_says_how_sure():
    hedge = Hedge(span=Span(start=0, end=6, quote="Report"), strength="medium")
    row = row_of(claim("r-1", "Reuters", "SANA", value=3, people="civilian", start=4, hedge=hedge))
    assert row == {
        "question": "killed",
        "value": 3,
        "victim_class": "civilian",
        "polarity": "affirmed",
        "hedged": True,
        "distancing": False,
        "source_chain": ["Reuters", "SANA"],
        "start": 4,
        "end": 10,
        "quote": "Report",
    }
    assert json.loads(json.dumps(row)) == row


def test_the_outlets_own_words_have_an_empty_chain():
    assert row_of(claim("r-1"))["source_chain"] == []
