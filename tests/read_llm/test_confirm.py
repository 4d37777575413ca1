"""What the rules read in verified words, and what may turn them."""

import functools
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Count, Passage, Span
from sayso.read.facts import facts_of
from sayso.read.llm.confirm import confirmed, says
from sayso.read.llm.proposal import QUESTIONS
from sayso.read.numbers import parse_count

REPORTS = sorted((Path(__file__).parents[2] / "examples" / "khirbet-ammu" / "reports").glob("*.txt"))
TEXTS = [(path.name[:2], path.read_text(encoding="utf-8")) for path in REPORTS]


def passages_in(text, language):
    return [
        Passage(report_id="r", index=n, start=m.start(), end=m.end(), text=m.group(), language=language)
        for n, m in enumerate(re.finditer(r"[^\n]+", text))
    ]


@functools.cache
def facts_in(text, language):
    return facts_of(passages_in(text, language))


def read(text, quote, question="killed", language="en"):
    start = text.index(quote)
    passages = passages_in(text, language)
    span = Span(start=start, end=start + len(quote), quote=quote)
    return confirmed(span, question, passages, facts_of(passages))


def test_a_fact_of_the_whole_sentence_is_taken_as_the_sentence_has_it():
    (fact,) = read("Officials said reportedly at least 12 children were killed.", "12 children were killed")
    assert (fact.answer, fact.victim_class) == (Count(low=12, high=None), "child")
    assert fact.hedge.span.quote == "reportedly"


@pytest.mark.parametrize(
    ("text", "quote", "question"),
    [
        ("The army said that no civilian was killed in the raid.", "civilian was killed in the raid", "killed"),
        ("It is not true that 12 people were killed.", "12 people", "wounded"),
        ("About 30 people were wounded.", "30 people were wounded", "killed"),
        ("12 people were killed. 30 were wounded.", "12 people were killed. 30 were wounded", "killed"),
        ("Men said: fire.\nThen 3 died.", "fire.\nThen 3 died", "killed"),
        ("About 1,200 people attended the funeral.", "1,200 people attended the funeral", "killed"),
        ("The mayor spoke of peace.", "spoke of peace", "killed"),
        ("A man who was shot in 2019 spoke.", "in 2019 spoke", "killed"),
    ],
)
def test_what_the_rules_do_not_read_is_turned_away_with_a_reason(text, quote, question):
    outcome = read(text, quote, question)
    assert isinstance(outcome, str)
    assert outcome


def test_a_language_without_rules_gives_nothing():
    assert read("Aliuawa watu 12.", "watu 12", language="sw") == "no rules for the language 'sw'"


@settings(max_examples=250, derandomize=True, deadline=None)
@given(st.sampled_from(TEXTS), st.sampled_from(QUESTIONS), st.integers(0, 10_000), st.integers(1, 12))
def test_no_stretch_of_any_report_gives_an_answer_that_its_own_words_do_not(which, question, at, size):
    language, text = which
    words = [*re.finditer(r"\S+", text)]
    at %= len(words)
    start, end = words[at].start(), words[min(at + size, len(words)) - 1].end()
    span = Span(start=start, end=end, quote=text[start:end])
    outcome = confirmed(span, question, passages_in(text, language), facts_in(text, language))
    if isinstance(outcome, str):
        return
    for fact in outcome:
        assert text[fact.span.start : fact.span.end] == fact.span.quote
        assert fact.question == question
        assert says(fact.span.quote, language, question, fact.answer)
        if isinstance(fact.answer, Count):
            alone = [f.answer for f in facts_of(passages_in(fact.span.quote, language))]
            assert fact.answer in {parse_count(fact.span.quote, language), *alone}
