"""Figures in Chinese, written without spaces, and in Hindi."""

import pytest

from sayso.lang import load
from sayso.model import Count, Passage
from sayso.read.facts import facts_of


def figures(text, language):
    whole = Passage(report_id="r", index=0, start=0, end=len(text), text=text, language=language)
    return [
        (fact.question, fact.answer.low, fact.answer.high, fact.victim_class)
        for fact in facts_of([whole])
        if isinstance(fact.answer, Count) and fact.question not in {"strikes", "vehicles_destroyed"}
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("炮击造成至少五名平民死亡、十二人受伤。", [("killed", 5, None, "civilian"), ("wounded", 12, 12, "unknown")]),
        ("警方說，三名學生罹難。", [("killed", 3, 3, "civilian")]),
        ("武装分子打死20多名士兵。", [("killed", 21, None, "soldier")]),
        ("两名警察被绑架，一人失踪。", [("captured", 2, 2, "police"), ("missing", 1, 1, "unknown")]),
        ("数十人受伤，无人死亡。", [("wounded", 24, 99, "unknown"), ("killed", 0, 0, "unknown")]),
        ("死者有9人。", [("killed", 9, 9, "unknown")]),
        ("周三，第三旅的47岁旅长视察了工厂。", []),
    ],
)
def test_figures_in_chinese(text, expected):
    assert figures(text, "zh") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("हमले में कम से कम सात किसान मारे गए।", [("killed", 7, None, "civilian")]),
        ("तीन सैनिक शहीद हुए और 12 लोग घायल हुए।", [("killed", 3, 3, "soldier"), ("wounded", 12, 12, "unknown")]),
        ("बीस से ज़्यादा विद्रोही मारे गए।", [("killed", 21, None, "combatant")]),
        ("दो बच्चों की मौत हुई, चार मछुआरे लापता हैं।", [("killed", 2, 2, "child"), ("missing", 4, 4, "civilian")]),
        ("पाँच शिक्षक गिरफ़्तार किए गए।", [("captured", 5, 5, "civilian")]),
        ("मंत्री 58 साल के हैं और 2019 से पद पर हैं।", []),
    ],
)
def test_figures_in_hindi(text, expected):
    assert figures(text, "hi") == expected


def test_the_words_of_a_figure_are_quoted_to_the_character():
    text = "当局称，爆炸造成两*人死*亡。"
    whole = Passage(report_id="r", index=0, start=0, end=len(text), text=text, language="zh")
    for fact in facts_of([whole]):
        assert text[fact.span.start : fact.span.end] == fact.span.quote


def test_the_packs_are_listed():
    assert load("zh").name == "Chinese"
    assert load("hi").name == "Hindi"
