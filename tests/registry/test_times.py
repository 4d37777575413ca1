"""Days told by dates, weekdays and words."""

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.registry import times

THURSDAY = "2020-02-13"


def days(text, language, published=None):
    return [(each.when.first, each.when.last) for each in times.find(text, language, published) if each.when]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("12 лютого 2020 року", "uk"),
        ("12 февраля 2020 года", "ru"),
        ("February 12th, 2020", "en"),
        ("12 February 2020", "en"),
        ("12 شباط 2020", "ar"),
        ("12 فبراير 2020", "ar"),
        ("١٢ شباط/فبراير ٢٠٢٠", "ar"),
        ("12 Şubat 2020", "tr"),
        ("12. Februar 2020", "de"),
        ("12 février 2020", "fr"),
        ("12 de febrero de 2020", "es"),
        ("12 febbraio 2020", "it"),
        ("12 lutego 2020 roku", "pl"),
        ("12 fevral 2020", "az"),
        ("12 februarie 2020", "ro"),
        ("12 فوریه 2020", "fa"),
        ("12 בפברואר 2020", "he"),
        ("12 फ़रवरी 2020", "hi"),
        ("2020-02-12", "uk"),
        ("12.02.2020", "de"),
        ("2/12/2020", "en"),
        ("12/02/2020", "fr"),
    ],
)
def test_a_written_date_is_read_in_every_language(text, language):
    assert days(f"({text})", language) == [("2020-02-12", "2020-02-12")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("у середу", "uk"),
        ("в среду", "ru"),
        ("on Wednesday", "en"),
        ("يوم الأربعاء", "ar"),
        ("çarşamba günü", "tr"),
        ("am Mittwochabend", "de"),
        ("mercredi", "fr"),
        ("el miércoles", "es"),
        ("mercoledì", "it"),
        ("w środę", "pl"),
        ("çərşənbə günü", "az"),
        ("miercuri", "ro"),
        ("вчора", "uk"),
        ("вчера", "ru"),
        ("yesterday", "en"),
        ("أمس", "ar"),
        ("dün", "tr"),
        ("gestern", "de"),
        ("hier", "fr"),
        ("ayer", "es"),
        ("ieri", "it"),
        ("wczoraj", "pl"),
        ("dünən", "az"),
        ("last Wednesday", "en"),
        ("1 day ago", "en"),
        ("один день тому", "uk"),
        ("12 лютого", "uk"),
        ("12 Şubat'ta", "tr"),
    ],
)
def test_a_day_is_counted_from_the_reports_date(text, language):
    assert days(f"Це сталося {text}." if language == "uk" else f"… {text} …", language, THURSDAY) == [
        ("2020-02-12", "2020-02-12")
    ]


def test_a_day_without_a_year_keeps_the_years_that_fit_its_weekday():
    (found,) = times.find("в середу, 12 лютого, завдали удару", "uk")
    assert found.when is None
    assert found.month_day == "--02-12"
    assert found.beside == 3
    assert "2020-02-12" in {each.first for each in found.candidates}
    assert "2019-02-12" not in {each.first for each in found.candidates}
    assert found.reasons


def test_the_one_year_a_text_writes_out_is_taken():
    found = times.find("Удар нанесли 7 февраля. Война 2018 года продолжается.", "ru")
    assert found[0].when.first == "2018-02-07"
    assert "the text writes out this year only" in found[0].reasons


def test_a_date_late_in_the_year_belongs_to_the_year_before():
    assert days("30 грудня", "uk", "2021-01-02") == [("2020-12-30", "2020-12-30")]


@pytest.mark.parametrize(
    ("text", "language", "span"),
    [
        ("в ночь на 8 февраля", "ru", ("2018-02-07", "2018-02-08")),
        ("в ніч на четвер", "uk", ("2018-02-07", "2018-02-08")),
        ("on the night of February 7", "en", ("2018-02-07", "2018-02-08")),
        ("in der Nacht zum 8. Februar", "de", ("2018-02-07", "2018-02-08")),
        ("ليل الأربعاء الخميس", "ar", ("2018-02-07", "2018-02-08")),
        ("7–8 февраля", "ru", ("2018-02-07", "2018-02-08")),
        ("last week", "en", ("2018-01-29", "2018-02-04")),
        ("in January", "en", ("2018-01-01", "2018-01-31")),
        ("в 2017 году", "ru", ("2017-01-01", "2017-12-31")),
    ],
)
def test_nights_weeks_months_and_years_are_spans(text, language, span):
    assert days(text, language, "2018-02-09") == [span]


@pytest.mark.parametrize(
    "text", ["31 лютого", "2020-13-40", "99.99.2020", "40 лютого", "12", "2020", "", "may be", "в среднем"]
)
def test_what_is_no_day_is_none(text):
    assert all(each.when is None for each in times.find(text, "uk", THURSDAY))


@pytest.mark.parametrize(
    "published", [None, "", "2020", "2020-02", "soon", "2020-02-30", "2020-02-12T10:00:00+02:00"]
)
def test_any_publication_date_is_taken_or_left(published):
    for each in times.find("вчора, у середу, 12 лютого", "uk", published):
        assert each.words


@settings(max_examples=80, derandomize=True, deadline=None)
@given(text=st.text(max_size=120), language=st.sampled_from(["uk", "en", "ar", "tr", "de", "xx"]))
def test_any_text_gives_spans_in_order(text, language):
    found = times.find(text, language, THURSDAY)
    assert [each.start for each in found] == sorted(each.start for each in found)
    for each in found:
        assert text[each.start : each.end] == each.words
        assert all(one.first <= one.last for one in each.candidates)


@given(day=st.dates(min_value=date(1990, 1, 1), max_value=date(2039, 12, 31)))
@settings(max_examples=60, derandomize=True)
def test_every_iso_date_reads_as_itself(day):
    assert days(f"on {day.isoformat()}.", "en") == [(day.isoformat(), day.isoformat())]


@pytest.mark.parametrize("first", ["sayso.registry.times", "sayso.registry.places", "sayso.read.mentions"])
def test_rooms_can_be_imported_in_any_order(first):
    subprocess.run([sys.executable, "-c", f"import {first}"], check=True)  # noqa: S603  # the names above


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("on the first day of 2024", "en", "2024-01-01"),
        ("on the last day of 2023", "en", "2023-12-31"),
        ("New Year's Day 2024", "en", "2024-01-01"),
        ("у перший день 2024 року", "uk", "2024-01-01"),
        ("в последний день 2023 года", "ru", "2023-12-31"),
        ("في اليوم الأول من 2024", "ar", "2024-01-01"),
        ("في أول أيام عام 2024", "ar", "2024-01-01"),
        ("am ersten Tag des Jahres 2024", "de", "2024-01-01"),
        ("le premier jour de 2024", "fr", "2024-01-01"),
        ("el primer día de 2024", "es", "2024-01-01"),
        ("il primo giorno del 2024", "it", "2024-01-01"),
        ("pierwszego dnia 2024 roku", "pl", "2024-01-01"),
    ],
)
def test_the_first_and_the_last_day_of_a_year_are_days(text, language, day):
    assert days(f"{text},", language) == [(day, day)]


def test_a_first_day_without_a_year_is_no_day():
    assert not days("on the first day of talks, 2024 shells", "en")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("قصف ليلة أمس على البلدة", "ar"),
        ("the town was shelled last night", "en"),
        ("минулої ночі місто обстріляли", "uk"),
        ("dün gece bir köy vuruldu", "tr"),
        ("la nuit dernière, une frappe a touché la ville", "fr"),
        ("شب گذشته شهر هدف قرار گرفت", "fa"),
    ],
)
def test_last_night_is_of_two_days_and_the_first_of_them_is_said(text, language):
    (found,) = times.find(text, language, THURSDAY)
    assert (found.when.first, found.when.last) == ("2020-02-12", "2020-02-13")
    assert found.day == "2020-02-12"
