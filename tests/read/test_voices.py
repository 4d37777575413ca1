"""Sources as written become voices: who each one is, and whom "he", "the agency" and a surname alone stand for."""

import pytest
from attributed import report, said

from sayso.read.voices import Voices


@pytest.fixture
def heard(sources):
    """The sources of each alternative, for phrases heard one after another in one report."""

    def told(language, *phrases, outlet=None):
        text = " | ".join(phrases)
        voices = Voices(report(text, language, outlet), sources)
        found = [voices.of(said(text, phrase, phrase)) for phrase in phrases]
        for alternatives in found:
            for voice in (voice for chain in alternatives for voice in chain):
                assert text[voice.span.start : voice.span.end] == voice.span.quote
        return [[[voice.source for voice in chain] for chain in alternatives] for alternatives in found]

    return told


@pytest.mark.parametrize(
    ("language", "phrase", "sources_"),
    [
        ("en", "SANA and Reuters", ["SANA", "Reuters"]),
        ("en", "Reuters, AP", ["Reuters", "Associated Press"]),
        ("en", "Syrian and Turkish media", ["Syrian media", "Turkish media"]),
        ("uk", "сирійські та турецькі медіа", ["Syrian media", "Turkish media"]),
        ("ar", "وسائل إعلام سورية وتركية", ["Syrian media", "Turkish media"]),
        ("ru", "СМИ Сирии и Турции", ["Syrian media", "Turkish media"]),
    ],
)
def test_sources_side_by_side_are_alternatives_that_share_their_noun(heard, language, phrase, sources_):
    assert heard(language, phrase) == [[[source] for source in sources_]]


def test_an_and_inside_one_name_parts_nothing(heard):
    assert len(heard("en", "Ministry of Health and Social Care")[0]) == 1


@pytest.mark.parametrize(
    ("language", "phrases", "meant"),
    [
        ("en", ("SANA", "The army", "the agency"), "SANA"),
        ("en", ("SANA", "The army", "the spokesman"), "army"),
        ("en", ("SANA", "The army", "It"), "army"),
        ("ru", ("агентство Reuters", "армия", "Агентство"), "Reuters"),
        ("uk", ("Reuters", "поліція", "вона"), "National Police of Ukraine"),
    ],
)
def test_a_word_that_points_back_means_the_last_source_of_its_kind(heard, language, phrases, meant):
    assert heard(language, *phrases)[-1] == [[meant]]


@pytest.mark.parametrize(("language", "word"), [("en", "He"), ("uk", "вона")])
def test_a_pronoun_with_nobody_before_it_is_no_voice(heard, language, word):
    assert heard(language, word) == [[[]]]


@pytest.mark.parametrize(
    ("language", "full", "again"),
    [
        ("en", "Ada Quillfeather", "Quillfeather"),
        ("en", "John Miller", "Miller"),
        ("uk", "Зенон Дзвінчукевич", "Дзвінчукевича"),
        ("uk", "Зенон Дзвінчукевич", "Зеноном Дзвінчукевичем"),
        ("ru", "Фаддей Лопухинцев", "Лопухинцева"),
    ],
)
def test_a_surname_alone_is_the_person_named_before(heard, language, full, again):
    [[[first]], [[second]]] = heard(language, full, again)
    assert first == second


def test_two_people_stay_two(heard):
    assert heard("en", "Ada Quillfeather", "Tom Ravenscroft", "Ravenscroft") == [
        [["Ada Quillfeather"]],
        [["Tom Ravenscroft"]],
        [["Tom Ravenscroft"]],
    ]


def test_the_outlet_is_no_voice_of_its_own_report(heard):
    assert heard("en", "BBC News", "our correspondent", "Reuters", outlet="bbc.com") == [[[]], [[]], [["Reuters"]]]


def test_who_is_the_outlet_elsewhere_is_a_voice_here(heard):
    assert heard("en", "Reuters", outlet="bbc.com") == [[["Reuters"]]]


def test_nothing_but_quotation_marks_names_nobody(heard):
    assert heard("en", '"  "') == [[[]]]


def test_state_media_are_those_of_the_country_the_report_plays_in(sources):
    text = "state media"
    found = Voices(report(text), sources, "SY").of(said(text, text, text))
    assert [[voice.source for voice in chain] for chain in found] == [["Syrian state media"]]


def test_a_voice_keeps_its_words_its_kind_and_the_reason(sources):
    text = "Witnesses said so to agency SANA."
    [[voice]] = Voices(report(text), sources).of(said(text, "agency SANA", "said"), "cited")
    assert (voice.name, voice.source, voice.kind, voice.how) == ("agency SANA", "SANA", "state_agency", "cited")
    assert voice.reason
    assert voice.cue.quote == "said"


def test_an_unnamed_source_says_so(sources):
    text = "unnamed sources said"
    [[voice]] = Voices(report(text), sources).of(said(text, "unnamed sources", "said"))
    assert (voice.kind, voice.how) == ("unnamed", "unnamed")
