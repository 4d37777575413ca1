"""A quote is found to the letter or not at all."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.read.llm.locate import folded, located, places_of

TEXT = (
    "The ministry said “12 people were killed” in Kalat.\nLater it said 12 people were killed and 1,200 fled; 3.5 km."
)


def found(quote, context="", text=TEXT):
    return located(text, folded(text), quote, context)


@pytest.mark.parametrize("quote", ["“12 people were killed”", '"12 people were killed"', "«12 people  were\nkilled»"])
def test_white_space_and_quotation_marks_are_folded_and_the_span_is_the_texts_own(quote):
    assert found(quote).quote == "“12 people were killed”"


def test_composed_and_decomposed_letters_are_one():
    text = unicodedata.normalize("NFD", "Três pessoas morreram em São Jorge.")
    span = found(unicodedata.normalize("NFC", "Três pessoas morreram em São Jorge"), text=text)
    assert span.quote == text[:-1]
    assert text[span.start : span.end] == span.quote


@pytest.mark.parametrize(
    "quote",
    [
        *("13 people were killed", "12 people were not killed", "12 People were killed", "12 persons were killed"),
        *("2 people were killed", "200 fled", "1", "12 people were kill", "5 km", "", "  ", "…"),
    ],
)
def test_anything_else_is_not_in_the_text(quote):
    assert found(quote) == "these words do not stand in the report"


def test_words_that_stand_twice_need_a_context_that_stands_once():
    assert "several times" in found("12 people were killed")
    span = found("12 people were killed", "Later it said 12 people were killed")
    assert (span.start, span.quote) == (TEXT.rindex("12 people"), "12 people were killed")
    assert "several times" in found("12 people were killed", "12 people were killed")
    assert "several times" in found("12 people were killed", "words that stand nowhere")


def test_a_letter_does_not_lose_its_mark():
    text = "Кількість ї\u0301х"
    assert not places_of("Кількість ї", folded(text))


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.text(alphabet="ab1 2.,'“”\u0301é\n-", max_size=40), st.data())
def test_every_place_says_the_quote_once_both_are_folded(text, data):
    start = data.draw(st.integers(0, len(text)))
    quote = text[start : data.draw(st.integers(start, len(text)))]
    for begin, end in places_of(quote, folded(text)):
        assert folded(text[begin:end]).text.strip() == folded(quote.strip()).text.strip()
