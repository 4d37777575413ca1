import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import lang
from sayso.errors import PackError
from sayso.model import Count
from sayso.read.numbers import parse_count


@pytest.mark.parametrize(
    ("text", "language", "low", "high"),
    [
        ("щонайменше двоє цивільних", "uk", 2, None),
        ("троє з них", "uk", 3, 3),
        ("понад 40 поранених", "uk", 41, None),
        ("сто двадцать три человека", "ru", 123, 123),
        ("не менее ста человек", "ru", 100, None),
        ("200–300 раненых", "ru", 200, 300),
        ("more than a dozen people", "en", 13, None),
        ("between three and five civilians", "en", 3, 5),
        ("up to ten wounded", "en", 0, 10),
        ("fewer than 10 people", "en", 0, 9),
        ("twenty-five people", "en", 25, 25),
        ("no civilians", "en", 0, 0),
        ("a 42-year-old man", "en", 1, 1),
        ("3 thousand people", "en", 3000, 3000),
        ("من 3 إلى 5 مدنيين", "ar", 3, 5),
        ("ما لا يقل عن خمسة وعشرين شخصا", "ar", 25, None),
        ("جريحان", "ar", 2, 2),
        ("٢٥ مدنيا", "ar", 25, 25),
        ("2'si çocuk", "tr", 2, 2),
        ("ikisi çocuk 5 kişi", "tr", 5, 5),
        ("40'tan fazla yaralı", "tr", 41, None),
        ("yüz yirmi üç kişi", "tr", 123, 123),
        ("einundzwanzig Verletzte", "de", 21, 21),
        ("zweihundert Menschen", "de", 200, 200),
        ("mindestens einem Verletzten", "de", 1, None),
        ("quatre-vingt-dix-sept morts", "fr", 97, 97),
        ("treinta y cinco muertos", "es", 35, 35),
        ("trentacinque feriti", "it", 35, 35),
        ("dwudziestu pięciu żołnierzy", "pl", 25, 25),
        ("douăzeci și cinci de persoane", "ro", 25, 25),
        ("دست کم ۵ نفر", "fa", 5, None),
        ("שלושה ילדים", "he", 3, 3),
        ("iyirmi beş nəfər", "az", 25, 25),
    ],
)
def test_phrases(text, language, low, high):
    assert parse_count(text, language) == Count(low=low, high=high)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("no more than 30 people", "en"),
        ("the dead did not exceed 30", "en"),
        ("не більше 30 людей", "uk"),
        ("число погибших не превышает 30", "ru"),
        ("nicht mehr als 30 Menschen", "de"),
        ("pas plus de 30 personnes", "fr"),
        ("لا يتجاوز 30 شخصا", "ar"),
        ("30'dan fazla değil", "tr"),
    ],
)
def test_no_more_than_is_neither_none_nor_more(text, language):
    assert parse_count(text, language) == Count(low=0, high=30)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("60 personnes au moins", "fr"),
        ("60 personnes au moins et plus de 100 chiens", "fr"),
        ("60 شخصا على الأقل", "ar"),
        ("60 people at least", "en"),
        ("no fewer than 60 people", "en"),
    ],
)
def test_at_least_may_stand_behind_what_is_counted(text, language):
    assert parse_count(text, language) == Count(low=60, high=None)


@pytest.mark.parametrize(
    ("text", "language", "vague", "low"),
    [
        ("dozens of people", "en", "dozens", 24),
        ("several hundred people", "en", "hundreds", 200),
        ("кілька цивільних", "uk", "several", 2),
        ("onlarca kişi", "tr", "dozens", 24),
        ("عشرات المدنيين", "ar", "dozens", 24),
        ("мирные жители", "ru", "several", 2),
    ],
)
def test_unspecified_plurals_keep_the_interval_that_their_words_allow(text, language, vague, low):
    count = parse_count(text, language)
    assert count is not None
    assert (count.vague, count.low) == (vague, low)


def test_about_is_approximate():
    assert parse_count("около ста человек", "ru") == Count(low=100, high=100, approx=True)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("12 лютого", "uk"),
        ("у 2020 році", "uk"),
        ("5 km", "en"),
        ("Su-24", "en"),
        ("$200", "en"),
        ("10:30", "en"),
        ("", "ru"),
    ],
)
def test_what_counts_nothing(text, language):
    assert parse_count(text, language) is None


def test_a_language_without_a_pack_is_an_error():
    with pytest.raises(PackError):
        parse_count("one", "xx")


@settings(derandomize=True, max_examples=60, deadline=None)
@given(number=st.integers(2, 1800), language=st.sampled_from(lang.available()))
def test_digits_of_any_script_are_read_back(number, language):
    digits = str(number)
    eastern = digits.translate({ord("0") + i: 0x0660 + i for i in range(10)})
    persian = digits.translate({ord("0") + i: 0x06F0 + i for i in range(10)})
    for written in (digits, eastern, persian):
        assert parse_count(written, language) == Count(low=number, high=number)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(
    number=st.integers(21, 99), language=st.sampled_from(["en", "uk", "ru", "tr", "pl", "es", "ro", "ar", "de", "it"])
)
def test_tens_and_units_are_put_together(number, language):
    pack = lang.load(language)

    def word(value):
        return pack.lists["numerals", "word", str(value)][0]

    ten, unit = number - number % 10, number % 10
    joiner = pack.patterns("numerals.joiner")[:1] if language in {"es", "ro"} else ()
    if ("numerals", "word", str(number)) in pack.lists and language not in {"de", "it"}:
        words = [word(number)]
    elif ("numerals", "word", str(number), "composed") in pack.lists and language in {"de", "it"}:
        words = [pack.lists["numerals", "word", str(number), "composed"][0]]
    elif unit == 0:
        words = [word(ten)]
    elif language == "ar":
        words = [word(unit), "و" + word(ten)]
    else:
        words = [word(ten), *joiner, "one" if (language, unit) == ("en", 1) else word(unit)]
    assert parse_count(" ".join(words), language) == Count(low=number, high=number)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(text=st.text(max_size=80), language=st.sampled_from(lang.available()))
def test_any_text_gives_a_sane_count_or_none(text, language):
    count = parse_count(text, language)
    if count is not None and count.low is not None and count.high is not None:
        assert 0 <= count.low <= count.high
