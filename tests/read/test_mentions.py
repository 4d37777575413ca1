"""What a report mentions, comparable across languages."""

import pytest

from sayso.model import Passage, Report
from sayso.read.mentions import main_day, main_place, mentions_of
from sayso.registry.places import Places

TOLD = {
    "uk": "Уночі обстріляно Херсон: ракета влучила в будинок. Про це у середу повідомив Олександр Толоконніков."
    " Україна звинувачує Росію.",
    "ru": "Ночью обстрелян Херсон: ракета попала в дом. Об этом в среду сообщил Александр Толоконников."
    " Украина обвиняет Россию.",
    "en": "Kherson in Ukraine was shelled overnight: a missile hit a house."
    " This was said on Wednesday by Oleksandr Tolokonnikov.",
    "ar": "قصف صاروخي على مدينة خيرسون في أوكرانيا يوم الأربعاء أصاب منزلا.",
    "tr": "Ukrayna'nın Herson kentine çarşamba günü füze düştü, bir ev vuruldu.",
    "de": "Cherson in der Ukraine ist am Mittwoch beschossen worden: eine Rakete traf ein Haus.",
}


@pytest.fixture(scope="module")
def places():
    return Places.load()


def told(text, language, published="2023-05-04", title=None):
    body = text if title is None else f"{title}\n{text}"
    report = Report(
        id="r-1",
        text=body,
        sha256="",
        text_sha256="",
        language=language,
        language_confidence=1.0,
        published=published,
    )
    passages, at = [], 0
    for index, line in enumerate(body.split("\n")):
        kind = "title" if title is not None and index == 0 else "paragraph"
        passages.append(
            Passage(
                report_id="r-1", index=index, start=at, end=at + len(line), text=line, language=language, kind=kind
            )
        )
        at += len(line) + 1
    return report, passages


@pytest.mark.parametrize("language", sorted(TOLD))
def test_one_event_has_one_place_and_day_in_every_language(places, language):
    report, passages = told(TOLD[language], language)
    found = mentions_of(report, passages, places)
    assert main_place(found).name == "Kherson"
    assert main_day(found, report.published).first == "2023-05-03"
    assert "missile_strike" in {each.value for each in found if each.kind == "event"}


def test_a_persons_name_is_one_value_across_scripts(places):
    names = [{each.value for each in mentions_of(*told(TOLD[language], language), places) if each.kind == "name"}
             for language in ("uk", "ru", "en")]  # fmt: skip
    assert names[0] & names[1] & names[2]


@pytest.mark.parametrize("language", sorted(TOLD))
def test_spans_are_verbatim_and_weights_in_range(places, language):
    report, passages = told(TOLD[language], language, title="Заголовок")
    for each in mentions_of(report, passages, places):
        assert report.text[each.span.start : each.span.end] == each.span.quote
        assert 0 < each.weight <= 1


def test_each_value_stands_once(places):
    found = mentions_of(*told("Kherson was hit. Kherson burns. In Kherson, Ukraine, three died.", "en"), places)
    assert len({(each.kind, each.value) for each in found}) == len(found)


def test_headlines_of_other_news_on_the_page_are_passed_over(places):
    prose = (
        "A missile hit a block of flats in Kherson, Ukraine, and rescuers searched the ruins until the evening fell."
    )
    found = mentions_of(
        *told(f"{prose}\n{prose}\nRelated articles\nShelling of Sumy kills two workers", "en"), places
    )
    assert "Kherson" in {each.value for each in found}
    assert "Sumy" not in {each.value for each in found}


def test_the_opening_weighs_more_than_the_end(places):
    text = "A missile hit Kherson, Ukraine.\nSome spoke.\nMore was said.\nWork goes on.\nA missile had hit Odesa."
    weight = {each.value: each.weight for each in mentions_of(*told(text, "en"), places) if each.kind == "place"}
    assert weight["Kherson"] > weight["Odesa"]


def test_a_day_of_some_year_is_kept_without_a_year(places):
    found = mentions_of(*told("Удар завдано 12 лютого по Херсону.", "uk", published=None), places)
    assert "--02-12" in {each.value for each in found if each.kind == "day"}
    assert main_day(found, None) is None


def test_a_weekday_of_some_week_is_kept_without_a_date(places):
    found = mentions_of(*told("قصفت الطائرات حلب اليوم الأربعاء.", "ar", published=None), places)
    assert "-W-3" in {each.value for each in found if each.kind == "day"}
    assert main_day(found, None) is None


def test_a_report_that_names_no_day_is_of_its_own_day(places):
    found = mentions_of(*told("A missile hit Kherson, Ukraine.", "en"), places)
    assert main_day(found, "2023-05-04").first == "2023-05-04"


def test_nothing_gives_nothing(places):
    report, passages = told("", "en", published=None)
    assert mentions_of(report, passages, places) == ()
    assert main_place(()) is None
    assert main_day((), None) is None
