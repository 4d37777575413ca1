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


def test_a_figure_of_people_is_taken_from_eight_in_ten_on():
    text = "The storm of shells cost four herders their lives."
    assert figures(text, "four herders", 0.81) == [Count(low=4, high=4)]
    assert figures(text, "four herders", 0.79) == []


def test_what_counts_vehicles_counts_nobody():
    assert figures("The post told four vehicles to turn back.", "four", 0.99) == []


def test_a_figure_that_two_fates_share_counts_neither():
    text = "The hospital took in 40 dead and wounded herders."
    assert figures(text, "40 dead", 0.99) == []


def test_a_figure_of_things_needs_more():
    text = "They left three pickups behind in flames."
    assert figures(text, "three pickups", 0.92, "vehicles") == []
    assert figures(text, "three pickups", 0.96, "vehicles") == [Count(low=3, high=3)]


def attackers(text, words, score, known=()):
    marked = Marked({"perpetrator": [mark(text, words, score)]})
    return [fact.answer.name for fact in learned_parties(marked, text, "en", known, [(0, len(text))])]


@pytest.mark.parametrize(("score", "expected"), [(0.92, ["Ridge Front"]), (0.85, [])])
def test_whoever_attacked_is_taken_where_the_tagger_is_sure(score, expected):
    assert attackers("The stalls were empty after the Ridge Front came.", "Ridge Front", score) == expected


@pytest.mark.parametrize(("score", "expected"), [(0.65, ["Ridge Front"]), (0.55, [])])
def test_beside_a_word_for_an_attack_less_will_do(score, expected):
    assert attackers("A market burned after the Ridge Front came.", "Ridge Front", score) == expected


def test_a_weapon_alone_is_nobody():
    text = "The quarter was hit with a Scud, said a neighbour."
    assert attackers(text, "a Scud", 0.92) == []


def shooters(text, *marks):
    marked = Marked({"initiator": [mark(text, words, score) for words, score in marks]})
    return [fact.answer.name for fact in learned_parties(marked, text, "en", (), [(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Herders say the Ridge Front let off a burst.", ["Ridge Front"]),
        ("Herders say the Ridge Front barred the way.", []),
        ("Shots fell and the Ridge Front returned fire.", []),
        ("Herders say the Ridge Front carried out two air strikes.", []),
    ],
)
def test_whoever_fired_first_is_taken_where_the_words_after_tell_of_it(text, expected):
    assert shooters(text, ("Ridge Front", 0.8)) == expected


def test_of_one_sentence_only_the_surest_fired_first():
    text = "The Ridge Front fired at the guards from a ditch."
    assert shooters(text, ("Ridge Front", 0.8), ("guards", 0.7)) == ["Ridge Front"]


def test_whoever_was_rather_attacked_did_not_attack():
    text = "Shells fell on the Ridge Front by night."
    marked = Marked({"perpetrator": [mark(text, "Ridge Front", 0.7)], "target": [mark(text, "Ridge Front", 0.8)]})
    assert learned_parties(marked, text, "en", (), [(0, len(text))]) == ()


def test_of_a_fight_only_the_rules_say_who_did_what():
    text = "The Ridge Front fired first, and the guards shot two men."
    first = Fact(question="initiator", answer=Party(name="Ridge Front"), span=span(text, "Ridge Front fired first"))
    assert attackers(text, "the guards", 0.95, [first]) == []
    assert attackers(text, "the guards", 0.95) == ["the guards"]


def test_surer_words_name_somebody_even_where_nobody_knows_them():
    text = "The ferrymen came at night and fired."
    named = {
        score: [fact.named for fact in learned_parties(marked, text, "en", (), [(0, len(text))])]
        for score in (0.7, 0.8)
        for marked in [Marked({"perpetrator": [mark(text, "The ferrymen", score)]})]
    }
    assert named == {0.7: [False], 0.8: [True]}


def test_where_the_rules_know_who_fired_first_the_tagger_adds_nobody():
    text = "Ridge Front opened fire on the guards. The guards had shot before."
    ends = text.index(".") + 1
    first = Fact(question="initiator", answer=Party(name="Ridge Front"), span=span(text, "Ridge Front opened fire"))
    for words, expected in (("the guards", []), ("The guards", ["The guards"])):
        marked = Marked({"initiator": [mark(text, words, 0.99)]})
        found = learned_parties(marked, text, "en", [first], [(0, ends), (ends, len(text))])
        assert [fact.answer.name for fact in found] == expected
