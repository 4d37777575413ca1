"""A name that was cut short grows to the one that the registry lists."""

import pytest
from attributed import span

from sayso.read.grown import grown


@pytest.mark.parametrize(
    ("language", "text", "cut", "whole"),
    [
        ("tr", "İslami Cihad suçlamayı reddetti.", "İslami", "İslami Cihad"),
        ("en", "Human Rights Watch said two died.", "Human Rights", "Human Rights Watch"),
        ("en", "Human rights lawyers said two died.", "Human", "Human"),
        ("en", "Reuters Monday said two died.", "Reuters", "Reuters"),
        ("en", "Jones", "Jones", "Jones"),
    ],
)
def test_a_name_grows_to_a_listed_one(sources, language, text, cut, whole):
    assert grown(text, span(text, cut), lambda name: sources.resolve(name, language)).quote == whole
