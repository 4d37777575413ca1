import pytest

from sayso.model import Count, Party, Place, Text, When
from sayso.weigh import relation_of
from sayso.weigh.labels import answer_label


def count(low, high, **fields):
    return Count(low=low, high=high, **fields)


def place(name, lat=None, lon=None, **fields):
    return Place(name=name, lat=lat, lon=lon, **fields)


QAMISHLI = place("Qamishli", 37.05, 41.23, uncertainty_km=3.0, admin="Hasakah")


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        (count(2, 2), count(2, 2), "agree"),
        (count(2, 2), count(1, None), "refine"),
        (count(1, 5), count(3, 8), "compatible"),
        (count(2, 2), count(3, None), "contradict"),
        (count(100, 100, approx=True), count(104, 104), "refine"),
        (count(100, 100, approx=True), count(150, 150), "contradict"),
        (When(first="2020-02-12", last="2020-02-12"), When(first="2020-02-12", last="2020-02-12"), "agree"),
        (When(first="2020-02-12", last="2020-02-12"), When(first="2020-02-10", last="2020-02-16"), "refine"),
        (When(first="2020-02-10", last="2020-02-13"), When(first="2020-02-12", last="2020-02-16"), "compatible"),
        (When(first="2020-02-12", last="2020-02-12"), When(first="2020-02-16", last="2020-02-16"), "contradict"),
        (QAMISHLI, place("qamishli"), "agree"),
        (QAMISHLI, place("Hasakah"), "refine"),
        (QAMISHLI, place("Khirbet Ammu"), "compatible"),
        (QAMISHLI, place("Al-Qamishli", 37.051, 41.231), "agree"),
        (QAMISHLI, place("east of Qamishli", 37.05, 41.29, uncertainty_km=10.0), "refine"),
        (QAMISHLI, place("Ganja", 40.68, 46.36), "contradict"),
        (Party(name="Armenia"), Party(name="armenia"), "agree"),
        (Party(name="Armenia"), Party(name="unknown individuals"), "compatible"),
        (Party(name="Armenia"), Party(name="Azerbaijan"), "contradict"),
        (Text(value="Scud"), Text(value="scud"), "agree"),
        (Text(value="Scud"), Text(value="ballistic missile"), None),
        (Text(value="Scud"), Party(name="Scud"), None),
    ],
)
def test_the_table_of_relations(left, right, relation):
    for one, other in ((left, right), (right, left)):
        judged = relation_of(one, other)
        assert (judged[0] if judged else None) == relation


def test_who_compares_parties_is_asked_first():
    compared = relation_of(Party(name="US-led coalition"), Party(name="US forces"), lambda *_: "refine")
    assert compared == ("refine", "one is part of the other")


@pytest.mark.parametrize(
    ("answer", "people", "label"),
    [
        (count(1, 1), "civilian", "1 civilian"),
        (count(2, 2), "child", "2 children"),
        (count(1, None), "civilian", "at least 1 civilian"),
        (count(0, 0), "soldier", "no soldiers"),
        (count(0, 5), "police", "up to 5 police officers"),
        (count(41, 50, approx=True), "combatant", "about 41 to 50 fighters"),
        (count(2, None, vague="several"), None, "several"),
        (count(24, 99, vague="dozens"), "unknown", "dozens of people"),
    ],
)
def test_figures_in_plain_words(answer, people, label):
    assert answer_label(answer, "killed", people) == label


def test_things_are_counted_by_their_own_noun():
    assert answer_label(count(2, 2), "strikes", None) == "2 strikes"
    assert answer_label(When(first="2020-02-12", last="2020-02-14"), "time", None) == "2020-02-12 to 2020-02-14"
