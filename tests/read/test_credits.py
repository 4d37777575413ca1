"""Credit lines, wire tags and "citing …", in every language that has words for them."""

import pytest
from attributed import span

from sayso.lang import available, load
from sayso.read.credits import credits_of
from sayso.read.sentences import sentences_of


@pytest.fixture
def found(sources):
    def credits_in(language, text, *tagged):
        spans = [span(text, words) for words in tagged]
        credits_ = credits_of(text, sentences_of(text, language), load(language), sources, spans)
        for credit in (each for top in credits_ for each in (top, *top.cited)):
            for part in (credit.cue, *credit.sources):
                assert text[part.start : part.end] == part.quote
        return credits_

    return credits_in


def names(credit):
    return [each.quote for each in credit.sources]


@pytest.mark.parametrize(
    ("language", "text", "narrator", "cited"),
    [
        ("en", "Two died. This was reported by Reuters, citing police.", "Reuters", "police"),
        ("uk", "Двоє загинули. Про це повідомляє Укрінформ із посиланням на поліцію.", "Укрінформ", "поліцію"),
        ("ru", "Двое погибли. Об этом сообщает РИА Новости со ссылкой на МВД.", "РИА Новости", "МВД"),
        (
            "de",
            "Zwei starben. Das berichtet die Agentur Reuters unter Berufung auf die Polizei.",
            "Reuters",
            "Polizei",
        ),
        ("it", "Due morti. Lo riporta ANSA, citando la polizia.", "ANSA", "polizia"),
        ("pl", "Zginęły dwie osoby. O tym poinformowała agencja PAP, powołując się na policję.", "PAP", "policję"),
    ],
)
def test_a_credit_line_names_its_narrator_and_what_it_cites(found, language, text, narrator, cited):
    [credit] = found(language, text)
    assert names(credit)[0].endswith(narrator)
    assert (credit.sentence, credit.wire) == (1, False)
    assert credit.reach in {"doc", "prev"}
    [link] = credit.cited
    assert (names(link)[0].split()[-1], link.reach) == (cited, "citing")


def test_in_turkish_the_name_stands_before_its_credit(found):
    [credit] = found("tr", "İki kişi öldü. Anadolu Ajansı'nın haberine göre üç kişi yaralandı.")
    assert names(credit) == ["Anadolu Ajansı"]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Two died. Source: Reuters", "Reuters"),
        ("ru", "Двое погибли. Источник: ТАСС", "ТАСС"),
        ("de", "Zwei starben.\nQuelle: dpa", "dpa"),
    ],
)
def test_a_label_credits_the_document(found, language, text, name):
    [credit] = found(language, text)
    assert (names(credit), credit.reach, credit.sentence) == ([name], "doc", 1)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("KYIV (Reuters) - Two people died.", "Reuters"),
        ("Two people died in a fire. (AFP)", "AFP"),
        ("Two people died in a fire [AP].", "AP"),
    ],
)
def test_a_wire_tag_at_either_end_credits_the_whole(found, text, name):
    [credit] = found("en", text)
    assert (names(credit), credit.reach, credit.wire) == ([name], "doc", True)


@pytest.mark.parametrize(
    "text",
    [
        "The Syrian Arab News Agency (SANA) reported a blast.",
        "A man (62) died. It was in Idlib (north).",
        "Two people died (Idlib).",
        "Nobody is credited here.",
        "",
    ],
)
def test_other_brackets_and_plain_sentences_credit_nobody(found, text):
    assert found("en", text) == ()


def test_a_bracket_in_the_middle_of_a_long_text_is_no_tag(found):
    text = "Words and words. " * 10 + "A wire (AFP) was mentioned. " + "Words and words. " * 10
    assert found("en", text) == ()


def test_citing_alone_is_left_to_whoever_speaks_in_its_sentence(found):
    [credit] = found("en", "Reuters reported, citing police, that one died.")
    assert (names(credit), credit.reach) == (["police"], "citing")


def test_what_the_tagger_marked_tells_where_a_name_ends(found):
    text = "Two died. This was reported by Radio Free Nowhere as the night began."
    assert names(found("en", text)[0]) == ["Radio Free Nowhere as the night began"]
    assert names(found("en", text, "Radio Free Nowhere")[0]) == ["Radio Free Nowhere"]


@pytest.mark.parametrize("language", available())
def test_no_language_trips_over_bare_cues(sources, language):
    """A cue with no name after it, or nothing but marks, credits nobody and raises nothing."""
    pack = load(language)
    for text in ("Source:", ": : :", "(Reuters", "()", "citing"):
        assert all(each.sources for each in credits_of(text, sentences_of(text, language), pack, sources))
