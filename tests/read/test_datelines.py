"""The date that a page prints of itself."""

import pytest

from sayso.model import Passage, Report
from sayso.read.datelines import datelines_of
from sayso.read.days import days_in
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


FILED = ["ANKARA, May 3 (Anka) - Two depots burned.", "(May 3, 2023 / NPA) Two depots burned."]


@pytest.mark.parametrize("opening", FILED)
def test_a_line_of_filing_gives_way_to_the_day_that_the_text_tells(opening):
    text = f"{opening}\nThe shelling began on Tuesday."
    report = Report(id="r-1", text=text, sha256="", text_sha256="", language="en", language_confidence=1.0,
                    published="2023-05-03")  # fmt: skip
    passages = [Passage(report_id="r-1", index=0, start=0, end=len(opening), text=opening, language="en"),
                Passage(report_id="r-1", index=1, start=len(opening) + 1, end=len(text),
                        text=text[len(opening) + 1 :], language="en")]  # fmt: skip
    found = {each.value: each.weight for each in days_in(report, passages, ())}
    assert found["2023-05-02"] > found["2023-05-03"]
    alone = {each.value: each.weight for each in days_in(report, passages[:1], ())}
    assert alone["2023-05-03"] > found["2023-05-03"]


def test_a_page_prints_its_date_in_the_sites_language():
    text = "قصف على القرية\nMay 3, 2023, 8:58 am\nسقط قتلى في القرية."
    report = Report(id="r-1", text=text, sha256="", text_sha256="", language="ar", language_confidence=1.0)
    passages = [Passage(report_id="r-1", index=0, start=0, end=len(text), text=text, language="ar")]
    assert [each.value for each in days_in(report, passages, ())] == ["2023-05-03"]
