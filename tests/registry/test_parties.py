"""Phrases lead to the parties that act, and parties compare."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.registry import Parties


@pytest.fixture(scope="module")
def parties():
    return Parties.load()


@pytest.mark.parametrize(
    ("phrase", "language", "party"),
    [
        ("американцы", "ru", "US forces"),
        ("قوات التحالف", "ar", "US-led coalition"),
        ("İsrail ordusu", "tr", "Israeli army"),
        ("israelischer Luftangriff", "de", "Israel"),
        ("غارة إسرائيلية", "ar", "Israel"),
        ("російські війська", "uk", "Russian forces"),
        ("siły rosyjskie", "pl", "Russian forces"),
        ("forțele americane", "ro", "US forces"),
        ("forze armene", "it", "Armenian forces"),
        ("fuerzas estadounidenses", "es", "US forces"),
        ("Azerbaycan ordusu", "tr", "Azerbaijani forces"),
        ("الجيش السوري", "ar", "Syrian army"),
        ("прибічники Асада", "uk", "pro-Assad side"),
        ("проправительственные боевики", "ru", "supporters"),
        ("rejim güçleri", "tr", "Syrian government forces"),
        ("ЧВК Вагнера", "ru", "Wagner Group"),
        ("الدعم السريع", "ar", "RSF"),
        ("Turkish-backed rebels", "en", "Turkish-backed Syrian National Army"),
        ("Russian and Syrian aircraft", "en", "Russia and Syria"),
        ("Ethiopian soldiers", "en", "Ethiopian forces"),
        ("індійська авіація", "uk", "India"),
        ("unknown gunmen", "en", "unknown individuals"),
        ("невідомі", "uk", "unknown individuals"),
        ("مسلحون مجهولون", "ar", "unknown individuals"),
        ("kimliği belirsiz kişiler", "tr", "unknown individuals"),
        ("місцеві жителі", "uk", "villagers"),
        ("Armenia", "en", "Armenia"),
    ],
)
def test_a_phrase_means_its_party(parties, phrase, language, party):
    assert parties.resolve(phrase, language).name == party


def test_an_army_without_a_state_is_the_countrys_where_it_is_told(parties):
    assert parties.resolve("the army", "en").name == "army"
    assert parties.resolve("the army", "en", country="SD").name == "Sudanese army"


def test_an_unknown_party_keeps_its_words(parties):
    match = parties.resolve("Brotherhood of the Tallbridge", "en")
    assert (match.name, match.id) == ("Brotherhood of the Tallbridge", None)
    assert parties.resolve("", "en").score == 0


@pytest.mark.parametrize(
    ("a", "b", "standing"),
    [
        ("US forces", "американцы", "same"),
        ("Syrian army", "pro-Assad fighters", "part of"),
        ("Israeli army", "Israel", "part of"),
        ("Tiger Forces", "Syrian army", "part of"),
        ("US forces", "US-led coalition", "allied"),
        ("Syrian army", "Russian forces", "allied"),
        ("Israel", "Hamas", "other"),
        ("Armenian forces", "Azerbaijani forces", "other"),
        ("Brotherhood of the Tallbridge", "US forces", "unknown"),
    ],
)
def test_compare(parties, a, b, standing):
    left, right = parties.resolve(a, "en"), parties.resolve(b, "en")
    assert parties.compare(left, right) == standing
    assert parties.compare(right, left) == standing


def test_parents_go_up_to_the_side(parties):
    assert parties.resolve("Tiger Forces", "en").parents == ("army.SY", "forces.SY", "side.SY", "state.SY")


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["uk", "en", "ar", "tr", "und"]))
def test_any_text_has_an_answer_that_compares_with_itself(phrase, language):
    parties = Parties.load()
    match = parties.resolve(phrase, language)
    assert match == parties.resolve(phrase, language)
    assert parties.compare(match, match) == "same"


def test_those_who_stand_by_a_government_are_of_the_report_s_country():
    parties = Parties.load()
    for phrase, language in (("проправительственные боевики", "ru"), ("militiamen loyal to Damascus", "en")):
        assert parties.resolve(phrase, language, country="SY").name == "pro-Assad side"
    assert parties.resolve("pro-government forces", "en", country="YE").id == "supporters.YE"


def test_occupation_forces_are_those_of_the_state_that_is_named():
    assert Parties.load().resolve("قوات الاحتلال الأمريكي", "ar").name == "US forces"
    assert Parties.load().resolve("قوات الاحتلال", "ar").name == "Israeli army"
