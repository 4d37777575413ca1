import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.config import LANGUAGES
from sayso.intake import language_of
from sayso.intake.language import tell


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Двоє людей загинули, її поранено.", "uk"),
        ("Мы видели, как погибли люди, объявил он.", "ru"),
        ("İki kişi öldü, açıklama bakanlıktan geldi", "tr"),
        ("Hücum nəticəsində iki nəfər həlak olub", "az"),
        ("قُتل شخصان على الأقل في غارة على القرية", "ar"),
        ("دو نفر در این حمله کشته شدند", "fa"),
        ("שני בני אדם נהרגו בתקיפה", "he"),
        ("Two people were killed near Şam, Erdoğan said", "en"),
        ("Zwei Menschen wurden getötet", "de"),
        ("Deux personnes ont été tuées dans la frappe", "fr"),
        ("Dos personas murieron en el ataque", "es"),
        ("W ataku zginęły dwie osoby", "pl"),
        ("两人在袭击中丧生", "zh"),
        ("हमले में दो लोग मारे गए", "hi"),
    ],
)
def test_languages_are_told(text, code):
    assert language_of(text, LANGUAGES)[0] == code


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("Två personer dödades i attacken på onsdagen, uppger den statliga nyhetsbyrån.", "sv"),
        ("Двама души загинаха при удара, съобщиха от министерството на отбраната вчера.", "bg"),
        ("Два чалавекі загінулі ў выніку ўдару, паведаміла міністэрства абароны", "be"),
        ("Δύο άνθρωποι σκοτώθηκαν στην επίθεση, ανακοίνωσε η κυβέρνηση.", "el"),
        ("حملے میں دو افراد ہلاک ہو گئے", "ur"),
        ("攻撃で二人が死亡したと地元メディアが報じた。詳細は分かっていない。負傷者も多数いるという。", "ja"),
    ],
)
def test_a_language_that_is_not_configured_is_not_forced_into_one_that_is(text, foreign):
    told = tell(text, LANGUAGES)
    assert (told.code, told.foreign) == ("und", foreign)


def test_without_letters_there_is_no_language():
    assert language_of("12.02.2020 — 17:30", LANGUAGES) == ("und", 0.0)
    assert language_of("", LANGUAGES) == ("und", 0.0)


def test_only_configured_languages_are_given():
    assert tell("Мы видели, как погибли люди, объявил он.", ("uk", "en")).code == "und"
    assert tell("Два человека погибли", ("uk", "en")).code in {"uk", "und"}


def test_the_declared_language_is_believed_unless_letters_contradict_it():
    assert tell("Reuters, SANA", LANGUAGES, "de-DE").code == "de"
    assert tell("Двоє людей загинули, її поранено.", LANGUAGES, "ru").code == "uk"
    assert tell("Двое погибли", LANGUAGES, "en").code == "ru"
    assert tell("Two people were killed in the village", LANGUAGES, "xx").code == "en"
    chrome = "استشهاد امرأة وعدد من الجرحى Back to top Loading seems to be taking a while, try again"
    assert tell(chrome, LANGUAGES, "ar").code == "ar"


def test_a_ukrainian_report_that_quotes_russian_is_ukrainian():
    text = "Міністерство її підтвердило, і двоє людей загинули під час удару, пише агентство із місця подій. "
    assert language_of(text + "«Мы ничего не видели», — сказал житель.", LANGUAGES)[0] == "uk"


@settings(derandomize=True, deadline=None, max_examples=80)
@given(st.text(max_size=80))
def test_any_text_has_an_answer(text):
    code, confidence = language_of(text, LANGUAGES)
    assert code in {*LANGUAGES, "und"}
    assert 0 <= confidence <= 1
    assert language_of(text, LANGUAGES) == (code, confidence)
