"""Facts taken from the tagger's heads: how sure it has to be, and what keeps one out."""

from dataclasses import dataclass

import pytest
from attributed import span

from sayso.model import Count, Party
from sayso.read.encoder import TaggedSpan
from sayso.read.fact import Fact
from sayso.read.learned import learned_facts
from sayso.read.learned_parties import learned_parties


@dataclass
class Marked:
    """Marks as the tagger makes them, and attributes that are all unlikely."""

    marks: dict

    def spans(self, layer, threshold=0.5):
        return tuple(mark for mark in self.marks.get(layer, ()) if mark.score >= threshold)

    def attribute(self, *_):
        return {}


def mark(text, words, score):
    start = text.index(words)
    return TaggedSpan(start=start, end=start + len(words), score=score)


def figures(text, words, score, layer="killed", known=()):
    marked = Marked({layer: [mark(text, words, score)]})
    return [fact.answer for fact in learned_facts(marked, text, "en", known, [(0, len(text))])]


def test_a_figure_of_people_is_taken_from_nine_in_ten_on():
    text = "The storm of shells cost four herders their lives."
    assert figures(text, "four herders", 0.91) == [Count(low=4, high=4)]
    assert figures(text, "four herders", 0.89) == []


def test_what_counts_vehicles_counts_nobody():
    assert figures("The post told four vehicles to turn back.", "four", 0.99) == []


def test_a_figure_of_things_needs_more():
    text = "They left three pickups behind in flames."
    assert figures(text, "three pickups", 0.92, "vehicles") == []
    assert figures(text, "three pickups", 0.96, "vehicles") == [Count(low=3, high=3)]


def attackers(text, words, score, known=()):
    marked = Marked({"perpetrator": [mark(text, words, score)]})
    return [fact.answer.name for fact in learned_parties(marked, text, known, [(0, len(text))])]


@pytest.mark.parametrize(("score", "expected"), [(0.85, ["Ridge Front"]), (0.75, [])])
def test_whoever_attacked_is_taken_where_the_tagger_is_sure(score, expected):
    assert attackers("A market burned after the Ridge Front came.", "Ridge Front", score) == expected


def test_of_a_fight_only_the_rules_say_who_did_what():
    text = "The Ridge Front fired first, and the guards shot two men."
    first = Fact(question="initiator", answer=Party(name="Ridge Front"), span=span(text, "Ridge Front fired first"))
    assert attackers(text, "the guards", 0.95, [first]) == []
    assert attackers(text, "the guards", 0.95) == ["the guards"]


def test_surer_words_name_somebody_even_where_nobody_knows_them():
    text = "The ferrymen came at night with nets."
    named = {
        score: [fact.named for fact in learned_parties(marked, text, (), [(0, len(text))])]
        for score in (0.85, 0.92)
        for marked in [Marked({"perpetrator": [mark(text, "The ferrymen", score)]})]
    }
    assert named == {0.85: [False], 0.92: [True]}


def test_where_the_rules_know_who_fired_first_the_tagger_adds_nobody():
    text = "Ridge Front opened fire on the guards. The guards had shot before."
    ends = text.index(".") + 1
    first = Fact(question="initiator", answer=Party(name="Ridge Front"), span=span(text, "Ridge Front opened fire"))
    for words, expected in (("the guards", []), ("The guards", ["The guards"])):
        marked = Marked({"initiator": [mark(text, words, 0.99)]})
        found = learned_parties(marked, text, [first], [(0, ends), (ends, len(text))])
        assert [fact.answer.name for fact in found] == expected
