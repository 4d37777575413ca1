"""A class that the text leaves open is no class."""

import pytest
from attributed import span

from sayso.model import Count
from sayso.read.fact import Fact
from sayso.read.undecided import undecided


def classed(text, language, words, victim_class="civilian"):
    fact = Fact(question="killed", answer=Count(low=1, high=1), span=span(text, words), victim_class=victim_class)
    [found] = undecided([fact], text, language, [(0, len(text))])
    return found.victim_class


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "It was not clear whether the dead man was a civilian or a fighter.", "dead man was a civilian"),
        ("uk", "Невідомо, чи загиблий був цивільним.", "загиблий був цивільним"),
        ("de", "Offen blieb, ob der Tote ein Zivilist war.", "der Tote ein Zivilist"),
        ("ar", "لم يتضح ما إذا كان القتيل مدنيا", "القتيل مدنيا"),
    ],
)
def test_whether_leaves_the_class_open(language, text, words):
    assert classed(text, language, words) == "unknown"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A civilian died; whether he was armed is not known.", "A civilian died"),
        ("Nobody said whether it rained. A civilian died.", "A civilian died"),
    ],
)
def test_a_class_said_before_or_in_another_clause_stays(text, words):
    assert classed(text, "en", words) == "civilian"
