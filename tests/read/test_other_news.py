"""A page's links to other news are no part of the report that it holds."""

import pytest

from sayso.config import Settings
from sayso.intake import passages_of
from sayso.model import Report
from sayso.read.other_news import other_news

BODY = (
    "Shells fell on the ferry landing at Orlova shortly after noon, the master said, and two people died there.\n"
    "The landing had been closed since the spring and was used by fishermen only, residents of the quarter said.\n"
)


def report(text, language="en"):
    return Report(
        id="r-0000000000000000",
        text=text,
        sha256="",
        text_sha256="",
        language=language,
        language_confidence=1.0,
    )


def named(text):
    return [text[start:end] for start, end in other_news(passages_of(report(text), Settings()))]


@pytest.mark.parametrize(
    "heading", ["Related news", "Next Post", "مقالات ذات صلة", "التالي", "Читайте также", "En çok okunanlar"]
)
def test_what_stands_under_a_heading(heading):
    assert named(f"{BODY}{heading}\nSix hostages killed far away\nA minister resigns") == [
        heading,
        "Six hostages killed far away",
        "A minister resigns",
    ]


def test_prose_after_a_heading_goes_on_with_the_report():
    assert named(f"{BODY}Related news\nSix hostages killed far away\n{BODY}") == [
        "Related news",
        "Six hostages killed far away",
    ]


def test_a_heading_above_the_report_hides_nothing_of_it():
    assert named(f"Related news\nTwo die at the landing\n{BODY}") == []


def test_a_line_that_names_other_news_itself():
    assert named(f"{BODY}Read also: Four killed at a mill\n{BODY}") == ["Read also: Four killed at a mill"]


def test_headlines_after_the_last_word():
    headlines = [
        "Six hostages killed far away",
        "A minister resigns over the budget",
        "Snow closes the northern road",
    ]
    assert named(BODY + "\n".join(headlines)) == headlines


@pytest.mark.parametrize(
    "text",
    [
        "",
        BODY,
        "Shelling of the ferry landing\nTwo people were killed there\nFour are wounded badly\nThe landing is closed",
        BODY + "- Anna Sereda, a fisher of 30\n- Ivan Sereda, her brother of 28\n- Petro Melnyk, the harbour master",
        BODY + "Related news follow the harbour master wherever he goes, he said to those who had come to see him.",
    ],
)
def test_posts_lists_and_prose_stay(text):
    assert named(text) == []


def test_figures_in_other_news_are_background(reader):
    text = f"{BODY}Read also\nNine people killed in a strike on a market\nEleven soldiers wounded at a mill"
    reading = reader.read(report(text), passages_of(report(text), Settings()))
    told = {
        (claim.question, claim.answer.low): claim.background
        for claim in reading.claims
        if claim.question in {"killed", "wounded"}
    }
    assert told == {("killed", 2): False, ("killed", 9): True, ("wounded", 11): True}
