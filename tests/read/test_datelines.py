"""The date that a page prints of itself."""

import pytest

from sayso.model import Report
from sayso.read.datelines import datelines_of
from sayso.read.mentions import mentions_of
from sayso.registry.places import Places
from tests.read.test_mentions import told

LEAD = "Shells hit a market in Kherson, Ukraine, officials said."


def own(text, title=None, language="en"):
    report = Report(
        id="r-1", text=text, sha256="", text_sha256="", language=language, language_confidence=1.0, title=title
    )
    return [line.day for line in datelines_of(report, language) if line.own]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("17 March 2024, 10:11", "en"),
        ("2024-03-17", "en"),
        ("By Ann Smith | March 17, 2024", "en"),
        ("17 березня 2024, 10:11", "uk"),
        ("الأحد, ١٧ مارس ٢٠٢٤, ١٧:١٥", "ar"),
        ("17 Mart 2024 Pazar", "tr"),
    ],
)
def test_a_line_that_is_a_date_dates_the_report(line, language):
    assert own(f"{line}\n{LEAD}", language=language) == ["2024-03-17"]


@pytest.mark.parametrize("line", ["Shells hit the same market on 17 March 2024 too", "17 March", "March 2024", "17"])
def test_a_sentence_or_half_a_date_dates_nothing(line):
    assert own(f"{line}\n{LEAD}") == []


def test_a_date_away_from_the_headline_is_not_the_reports():
    others = "\n".join(f"Another piece of news, number {word}" for word in ("one", "two", "three", "four", "five"))
    title = "A market is shelled in Kherson"
    text = f"20 May 2025\n{others}\n{title}\n17 March 2024\n{LEAD}"
    assert own(text, title) == ["2024-03-17"]
    assert own(f"20 May 2025\n{others}\n{title}\n{LEAD}", title) == []


def days(text, language="en"):
    report, passages = told(text, language, published=None)
    return {each.value: each.weight for each in mentions_of(report, passages, Places.load()) if each.kind == "day"}


def test_yesterday_is_counted_from_the_printed_date_and_weighs_more():
    found = days(f"17 March 2024, 10:11\n{LEAD} The market was hit yesterday.")
    assert found["2024-03-16"] > found["2024-03-17"]


def test_the_day_of_a_picture_weighs_less_than_one_told():
    found = days("Ruins of a house, 18 July 2021 (Agency)\nShells hit Kherson, Ukraine, on 10 August 2021.")
    assert found["2021-08-10"] > found["2021-07-18"]
