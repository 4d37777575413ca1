"""Kinds of figures beside the plain "two soldiers died": captives, the missing, wrecks, impacts, later tolls."""

import pytest

from sayso.lang import load
from sayso.model import Count, Passage
from sayso.read.facts import facts_of


def figures(text, language):
    whole = Passage(report_id="r", index=0, start=0, end=len(text), text=text, language=language)
    return [
        (fact.question, fact.answer.low, fact.answer.high)
        for fact in facts_of([whole])
        if isinstance(fact.answer, Count) and not fact.background
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Gunmen abducted nine pupils near Orlova.", [("captured", 9, 9)]),
        ("uk", "У полон узято сорок двоє солдатів.", [("captured", 42, 42)]),
        ("ru", "В плену оказались шестеро, в плен взяты пятеро военных.", [("captured", 6, 6), ("captured", 5, 5)]),
        ("tr", "Dört pilot esir alındı.", [("captured", 4, 4)]),
        ("de", "Elf Soldaten gerieten in Gefangenschaft.", [("captured", 11, 11)]),
        ("en", "Three fishermen have not been heard from.", [("missing", 3, 3)]),
        ("uk", "П'ятьох рибалок досі не знайдено.", [("missing", 5, 5)]),
        ("tr", "Yedi işçiden haber alınamıyor.", [("missing", 7, 7)]),
        (
            "en",
            "Two boats were sunk and a tanker caught fire.",
            [("vehicles_destroyed", 2, 2), ("vehicles_destroyed", 1, 1)],
        ),
        ("uk", "Згоріли три вантажівки.", [("vehicles_destroyed", 3, 3)]),
        ("ru", "Потоплены два катера.", [("vehicles_destroyed", 2, 2)]),
        ("tr", "İki savaş uçağı düşürüldü.", [("vehicles_destroyed", 2, 2)]),
    ],
)
def test_captives_the_missing_and_wrecks(language, text, expected):
    assert figures(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "strikes"),
    [
        ("en", "Three rockets hit the depot.", [("strikes", 3, 3)]),
        ("en", "Three rockets were found in a shed.", []),
        ("uk", "Чотири прильоти за ніч.", [("strikes", 4, 4)]),
        ("ru", "Две бомбы упали на рынок.", [("strikes", 2, 2)]),
    ],
)
def test_what_comes_down_is_a_strike(language, text, strikes):
    assert figures(text, language) == strikes


@pytest.mark.parametrize(
    ("language", "text", "later"),
    [
        ("en", "Twelve people were killed. A minister puts the figure at 19.", ("killed", 19, 19)),
        ("en", "Twelve people were killed. Police: seven.", ("killed", 7, 7)),
        ("uk", "Загинули дев'ять людей. Лікар говорить про 14.", ("killed", 14, 14)),
        ("ru", "Погибли восемь человек. Губернатор говорит о 13.", ("killed", 13, 13)),
    ],
)
def test_a_bare_figure_takes_up_the_last_toll(language, text, later):
    assert figures(text, language)[-1] == later


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A minister puts the figure at 19."),
        ("en", "Twelve people were killed. A minister spoke of 19 villages."),
    ],
)
def test_a_bare_figure_needs_a_toll_and_no_other_noun(language, text):
    assert ("killed", 19, 19) not in figures(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The earthquake killed 40 people."),
        ("uk", "Унаслідок землетрусу загинули 40 людей."),
        ("ru", "При землетрясении погибли 40 человек."),
        ("tr", "Depremde 40 kişi öldü."),
        ("ar", "قتل 40 شخصا في الزلزال."),
    ],
)
def test_disasters_are_background(language, text):
    assert figures(text, language) == []


def test_a_disaster_word_does_not_hide_an_attack():
    assert figures("Gunmen opened fire after the earthquake. Four people were killed.", "en") == [("killed", 4, 4)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Nine k1lled in Orlova.", [("killed", 9, 9)]),
        ("uk", "Двох в*ито, троє заг1нули.", [("killed", 2, 2), ("killed", 3, 3)]),
        ("tr", "Üç asker ö*ldü.", [("killed", 3, 3)]),
        ("es", "Hay cinco mu3rtos.", [("killed", 5, 5)]),
    ],
)
def test_hidden_letters(language, text, expected):
    assert figures(text, language) == expected


@pytest.mark.parametrize(("language", "raw"), [("en", "B2B"), ("en", "x9z"), ("uk", "т1т")])
def test_what_hides_no_known_word_stays_as_it_is(language, raw):
    pack = load(language)
    assert [token.norm for token in pack.tokens(raw)] == [raw.lower()]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Ten people, six of them sailors, were killed.", [("killed", 10, 10), ("killed", 6, 6)]),
        ("en", "The army said 20 of its soldiers had died.", [("killed", 20, 20)]),
        ("uk", "Загинули понад два десятки людей.", [("killed", 21, None)]),
        ("en", "Two dozen people died.", [("killed", 24, 24)]),
        ("en", "Nine of the guards died.", [("killed", 9, 9)]),
        ("en", "Two shopkeepers put the dead at eight.", [("killed", 8, 8)]),
        ("en", "Sixty detainees were killed.", [("killed", 60, 60)]),
        ("uk", "Вбили бійці з сусіднього села.", []),
    ],
)
def test_parts_owners_dozens_and_doers(language, text, expected):
    assert figures(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Die Agentur meldet einen toten Soldaten.", [("soldier", 1, 1)]),
        ("de", "Eine Gruppe von Soldaten wurde getötet.", [("soldier", 2, None)]),
        ("tr", "Milislerden birinin öldüğünü söyledi.", [("combatant", 1, 1)]),
        ("tr", "Askerlerden üçü hayatını kaybetti.", [("soldier", 3, 3)]),
    ],
)
def test_one_of_a_weak_case_and_some_out_of_many(language, text, expected):
    whole = Passage(report_id="r", index=0, start=0, end=len(text), text=text, language=language)
    found = [fact for fact in facts_of([whole]) if isinstance(fact.answer, Count)]
    assert [(fact.victim_class, fact.answer.low, fact.answer.high) for fact in found] == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "مقتل رجل وامرأة وطفل في قصف.", [("killed", 1, 1)] * 3),
        ("ar", "استشهاد مدني وزوجته وإصابة طفليهما.", [("killed", 1, 1), ("killed", 1, 1), ("wounded", 2, 2)]),
        ("ar", "فقد ثلاثة عمال حياتهم قرب المعبر.", [("killed", 3, 3)]),
        ("ar", "طائرات تقتل وتصيب نحو 90 مدنيا.", []),
        ("en", "A girl and her father were killed near Orlova.", [("killed", 1, 1), ("killed", 1, 1)]),
        ("en", "Eleven guards and their driver were wounded.", [("wounded", 11, 11), ("wounded", 1, 1)]),
    ],
)
def test_people_joined_by_and_are_each_counted(language, text, expected):
    assert figures(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سقط 3 قتلى و5 جرحى.", [("killed", 3, 3), ("wounded", 5, 5)]),
        ("عدد القتلى بـ53.", [("killed", 53, 53)]),
        ("6 قتلى بينهم طفل و12 جريحا.", [("killed", 6, 6), ("wounded", 12, 12)]),
        ("أصيب 8 بينهم 3 نساء.", [("wounded", 8, 8), ("wounded", 3, 3)]),
    ],
)
def test_arabic_figures_written_together_with_and_or_by(text, expected):
    assert figures(text, "ar") == expected


def test_whoever_shot_somebody_dead_is_not_who_died():
    text = "Soldiers shot dead a melon seller."
    whole = Passage(report_id="r", index=0, start=0, end=len(text), text=text, language="en")
    assert not [fact for fact in facts_of([whole]) if fact.victim_class == "soldier"]


def test_whoever_lost_a_foot_is_hurt():
    assert figures("A sergeant lost a foot on Friday.", "en") == [("wounded", 1, 1)]


def test_a_member_of_a_local_militia_is_no_civilian():
    text = "A male combatant, allegedly a member of a local militia, had been killed."
    whole = Passage(report_id="r", index=0, start=0, end=len(text), text=text, language="en")
    assert {fact.victim_class for fact in facts_of([whole])} == {"combatant"}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "A woman, a man and three children were killed.", [1, 1, 3]),
        ("en", "The blast killed a man, his wife and their two children.", [1, 1, 2]),
        ("en", "The woman and her two children were killed.", [1, 2]),
        ("uk", "Загинули чоловік, його дружина та двоє дітей.", [1, 1, 2]),
        ("ru", "Погибли мужчина, женщина и двое детей.", [1, 1, 2]),
        ("ar", "استشهد رجل وامرأة وطفلان", [1, 1, 2]),
        ("ar", "أن امرأة وثلاثة أطفال قتلوا", [1, 3]),
        ("en", "A man, a father of two, was killed.", [1]),
        ("en", "Two civilians, a father and son, were killed.", [2]),
        ("en", "Three civilians, a man, his wife and their son, were killed.", [3]),
    ],
)
def test_a_list_of_people_has_one_fate(language, text, expected):
    assert [low for _, low, _ in figures(text, language)] == expected


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Two of its crew of nine died.", 2),
        ("A family of five was killed.", 5),
        ("The death toll has risen to 3.", 3),
        ("The death toll of the raid on the market of Orlova had risen to twelve.", 12),
    ],
)
def test_how_many_of_how_many(text, dead):
    assert figures(text, "en") == [("killed", dead, dead)]


def test_an_age_in_brackets_counts_nobody():
    assert ("wounded", 16, 16) not in figures("إصابة كل من ماجدة البيبي (16) عاما وشقيقتها", "ar")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "إصابة مدني بغارات على البلدة", [("wounded", 1, 1)]),  # "by raids" is one word and no noun of his
        ("ar", "مقتل 9 أشخاص وإصابة آخرين بجروح", [("killed", 9, 9), ("wounded", 2, None)]),
        ("ar", "قتلى وجرحى بقصف على البلدة", [("killed", 2, None), ("wounded", 2, None)]),
        ("ar", "شهيد وجرحى مدنيون بقصف على البلدة", [("killed", 1, 1), ("wounded", 2, None)]),
        ("ar", "جرحى بينهم طفل بقصف على البلدة", [("wounded", 2, None)]),
        ("ar", "مقتل سبعة وإصابة أكثر من 25 بينهم نساء", [("killed", 7, 7), ("wounded", 26, None)]),
        ("ar", "20 قتيلا وجريحا بقصف على البلدة", []),  # one figure for both
        ("ar", "وصلت حصيلة الجرحى جراء القصف على المدينة إلى 6 وهم", [("wounded", 6, 6)]),
        ("en", "Between 80 and 'over 200' people were killed.", [("killed", 80, 201)]),
    ],
)
def test_others_nouns_side_by_side_and_open_ranges(language, text, expected):
    assert [figure for figure in figures(text, language) if figure[0] in {"killed", "wounded"}] == expected
