"""Every language pack, through one suite: it loads, it counts, it knows what befell whom."""

from importlib import resources

import pytest

from sayso import lang
from sayso.config import LANGUAGES
from sayso.model import Count, Passage
from sayso.read.facts import facts_of
from sayso.read.numbers import parse_count

PACKS = lang.available()

# One sentence of the same content in each language: two civilians killed, at least five wounded.
SENTENCES = {
    "ar": "قُتل مدنيان وأصيب ما لا يقل عن خمسة في القصف.",
    "az": "Zərbə nəticəsində iki mülki şəxs həlak olub, ən azı beş nəfər yaralanıb.",
    "de": "Bei dem Beschuss wurden zwei Zivilisten getötet und mindestens fünf verletzt.",
    "en": "Two civilians were killed and at least five wounded in the shelling.",
    "es": "Dos civiles murieron y al menos cinco resultaron heridos en el bombardeo.",
    "fa": "در این حمله دو غیرنظامی کشته و دست کم پنج نفر زخمی شدند.",
    "fr": "Deux civils ont été tués et au moins cinq blessés dans le bombardement.",
    "he": "שני אזרחים נהרגו ולפחות חמישה נפצעו בהפגזה.",
    "hi": "गोलाबारी में दो नागरिक मारे गए और कम से कम पाँच लोग घायल हुए।",
    "it": "Due civili sono stati uccisi e almeno cinque feriti nel bombardamento.",
    "pl": "W ostrzale zginęło dwóch cywilów, a co najmniej pięć osób zostało rannych.",
    "ro": "Doi civili au fost uciși și cel puțin cinci răniți în bombardament.",
    "ru": "При обстреле погибли двое мирных жителей, не менее пяти человек ранены.",
    "tr": "Saldırıda iki sivil öldü, en az beş kişi yaralandı.",
    "uk": "Унаслідок обстрілу загинули двоє цивільних, щонайменше п'ятеро людей поранено.",
    "zh": "炮击造成两名平民死亡，至少五人受伤。",
}


def facts(text: str, language: str):
    return facts_of(
        [Passage(report_id="r-0", index=0, start=0, end=len(text), text=text, language=language)],
    )


def test_the_first_languages_have_packs():
    assert {"uk", "ru", "en", "ar", "tr", "de"} <= set(PACKS)


def test_every_pack_is_of_a_configured_language():
    assert set(PACKS) <= set(LANGUAGES)


def test_every_pack_has_a_sentence_here():
    assert set(SENTENCES) == set(PACKS)


@pytest.mark.parametrize("code", PACKS)
def test_a_pack_loads_once_and_is_named(code):
    pack = lang.load(code)
    assert pack.code == code
    assert pack.name
    assert lang.load(code) is pack


@pytest.mark.parametrize("code", PACKS)
def test_all_packs_hold_the_same_files(code):
    names = {f"{name}.toml" for name in ("words", "numerals", "casualties", "events", "stance", "attribution")}
    assert names <= {file.name for file in resources.files("sayso.lang").joinpath(code).iterdir()}


@pytest.mark.parametrize("code", PACKS)
def test_every_number_word_counts_what_it_says(code):
    pack = lang.load(code)
    for path, words in pack.lists.items():
        if path[:2] == ("numerals", "word"):
            for word in words:
                if not pack.patterns("casualties.not_victim").count(word):
                    count = parse_count(word, code)
                    assert count is not None, word
                    # A word such as "сотні" is 100 after "about" and hundreds by itself.
                    assert count.vague or count == Count(low=int(path[2]), high=int(path[2])), word


@pytest.mark.parametrize("code", PACKS)
def test_a_pack_reads_its_own_months_as_no_count(code):
    for month in lang.load(code).patterns("numerals.month")[:12]:
        assert parse_count(f"12 {month.rstrip('*')}", code) is None, month


@pytest.mark.parametrize("code", PACKS)
def test_two_civilians_killed_and_at_least_five_wounded(code):
    found = {(fact.question, fact.victim_class): fact.answer for fact in facts(SENTENCES[code], code)}
    assert found["killed", "civilian"] == Count(low=2, high=2)
    wounded = [answer for (question, _), answer in found.items() if question == "wounded"]
    assert wounded == [Count(low=5, high=None)]


@pytest.mark.parametrize("code", PACKS)
def test_spans_are_the_very_words(code):
    text = SENTENCES[code]
    for fact in facts(text, code):
        assert text[fact.span.start : fact.span.end] == fact.span.quote != ""


@pytest.mark.parametrize("code", PACKS)
def test_words_of_saying_and_citing_are_known(code):
    pack = lang.load(code)
    assert pack.patterns("attribution.say")
    assert pack.patterns("attribution.citing")
    for pattern in pack.patterns("attribution.citing"):
        assert pack.cues.hits(pack.tokens(pattern.replace("*", "").replace("…", "")))
