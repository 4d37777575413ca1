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
    found = Voices(report(text), sources, "SY", "SY").of(said(text, text, text))
    assert [[voice.source for voice in chain] for chain in found] == [["Syrian state media"]]


def test_bare_state_media_are_of_no_state_that_has_none(sources):
    assert not sources.speaks_for_itself("US")
    assert sources.speaks_for_itself("SY")
    text = "state media"
    found = Voices(report(text), sources, "US").of(said(text, text, text))
    assert [[voice.source for voice in chain] for chain in found] == [["state media"]]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "the Iraqi army, which is fighting Islamic State,"),
        ("uk", "коаліція на чолі зі США, яка воює з «Ісламською державою»"),
        ("tr", "Suriye ajansı SANA"),
    ],
)
def test_what_is_told_of_a_source_names_no_second_one(sources, language, words):
    found = Voices(report(words, language), sources).of(said(words, words, words))
    assert [len(chain) for chain in found] == [1]
    assert found[0][0].source not in {"Islamic State", "Islamic State group"}


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


@pytest.mark.parametrize(
    ("language", "names", "cue", "outlet"),
    [
        ("en", ("Two villagers", "Reuters"), "told", "Reuters"),
        ("uk", ("Мешканці", "агентству Рейтер"), "розповіли", "Reuters"),
        ("tr", ("Bir güvenlik kaynağı AFP'ye",), "konuştu", "AFP"),
        ("fr", ("Des témoins", "l'AFP"), "assuré", "AFP"),
    ],
)
def test_who_was_told_passes_on_what_others_say(sources, language, names, cue, outlet):
    text = f" {cue} ".join(names) if len(names) > 1 else f"{names[0]} {cue}"
    found = Voices(report(text, language), sources).of(said(text, names, cue))
    assert [len(segment) for segment in found] == [2]
    assert found[0][0].source == outlet
    assert found[0][1].kind not in {"agency", "outlet"}


def test_sources_joined_by_and_tell_each_for_themselves(sources):
    text = "SANA and two witnesses said so."
    found = Voices(report(text), sources).of(said(text, ("SANA", "two witnesses"), "said"))
    assert sorted(segment[-1].source for segment in found) == ["SANA", "eyewitnesses"]


def test_she_is_the_last_person_and_not_the_paper_that_passed_it_on(sources):
    text = "Ana Ruiz said so, Reuters said. She added more."
    voices = Voices(report(text), sources)
    voices.of(said(text, "Ana Ruiz", "said"))
    voices.of(said(text, "Reuters", "said", number=1))
    [[voice]] = voices.of(said(text, "She", "added", number=2))
    assert voice.source == "Ana Ruiz"
    assert voice.reason.endswith("pointed back to")


@pytest.mark.parametrize(
    ("language", "text", "first", "again"),
    [
        (
            "en",
            "The Lebanese health ministry and Tass spoke; the ministry spoke again.",
            "The Lebanese health ministry",
            "the ministry",
        ),
        ("ar", "قالت لجنة أطباء السودان ثم قالت اللجنة", "لجنة أطباء السودان", "اللجنة"),
    ],
)
def test_a_short_name_means_the_longer_one_that_holds_it(sources, language, text, first, again):
    voices = Voices(report(text, language), sources)
    [[full]] = voices.of(said(text, first, text.split()[-1]))
    voices.of(said(text, "Tass" if "Tass" in text else "", text.split()[-1]))
    [[short]] = voices.of(said(text, again, text.split()[-1]))
    assert short.source == full.source


def test_a_post_of_its_own_is_not_the_last_official(sources):
    text = "قال مسؤول في وزارة الداخلية شيئا وقال المحافظ غيره"
    voices = Voices(report(text, "ar"), sources)
    [[official]] = voices.of(said(text, "مسؤول في وزارة الداخلية", "قال"))
    [[governor]] = voices.of(said(text, "المحافظ", "غيره"))
    assert official.source != governor.source


@pytest.mark.parametrize(
    ("language", "text", "person", "cue"),
    [
        (
            "en",
            "The Rojava Information Center spoke. Its researcher Omar Hajj added.",
            "researcher Omar Hajj",
            "added",
        ),
        (
            "es",
            "Rojava Information Center habló. Según su investigador Omar Hajj.",
            "investigador Omar Hajj",
            "Según",
        ),
        (
            "uk",
            "Rojava Information Center заявив. За словами його дослідника Омара Хаджа.",
            "дослідника Омара Хаджа",
            "За",
        ),
    ],
)
def test_a_body_s_own_person_is_its_word_wherever_the_name_was_cut(sources, language, text, person, cue):
    voices = Voices(report(text, language), sources)
    voices.of(said(text, "Rojava Information Center", text.split()[0]))
    [[voice]] = voices.of(said(text, person, cue))
    assert voice.source == "Rojava Information Center"


def test_a_name_that_lost_its_first_word_beside_the_article_is_whole(sources):
    text = "The Rojava Information Center reported it."
    voices = Voices(report(text), sources)
    assert [
        [voice.source for voice in chain]
        for chain in voices.of(said(text, ("The", "Information Center"), "reported"))
    ] == [["Rojava Information Center"]]


@pytest.mark.parametrize(
    ("phrase", "chain"),
    [
        ("مصدر أمني عراقي", ["Iraqi security source"]),  # no source that told Al-Iraqiya
        ("مسؤول أمريكي لرويترز", ["Reuters", "US officials"]),
        ("الطبيب أحمد لقناة الجزيرة", ["Al Jazeera", "medics"]),
    ],
)
def test_whoever_is_told_bears_the_prefix_for_it(heard, phrase, chain):
    assert heard("ar", phrase) == [[chain]]


def test_an_agency_right_behind_its_teller_was_told(sources):
    text = "ذكر شهود عيان لوكالة فرانس برس أن شخصين قتلا"
    [[told, teller]] = Voices(report(text, "ar"), sources).of(said(text, "شهود عيان", "ذكر"))
    assert (told.source, teller.source) == ("AFP", "eyewitnesses")
    assert text[told.span.start : told.span.end] == told.span.quote


@pytest.mark.parametrize("told", ["BBC'ye", "BBC’ye"])
def test_in_turkish_an_ending_says_who_was_told(sources, told):
    text = f"Yerel kaynaklar {told} iki köylünün öldürüldüğünü söyledi"
    [chain] = Voices(report(text, "tr"), sources).of(said(text, "Yerel kaynaklar", "söyledi"))
    assert [voice.source for voice in chain] == ["BBC", "local sources"]


def test_a_town_that_was_told_is_no_outlet(sources):
    text = "Yerel kaynaklar Ankara'ya iki köylünün öldürüldüğünü söyledi"
    [chain] = Voices(report(text, "tr"), sources).of(said(text, "Yerel kaynaklar", "söyledi"))
    assert [voice.source for voice in chain] == ["local sources"]
