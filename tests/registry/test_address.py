import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.registry.address import day_of, headline_of


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://news.example/2020/02/12/a-clash/", "2020-02-12"),
        ("https://news.example/world/120220203", "2020-02-12"),
        ("https://news.example/world/12022020", "2020-02-12"),
        ("https://news.example/world/310220203", None),
        ("https://news.example/a-clash-2020-2-12.html", "2020-02-12"),
        ("https://news.example/20200212-a-clash", "2020-02-12"),
        ("https://news.example/2020/02/31/no-such-day", None),
        ("https://news.example/2020/02/", None),
        ("https://news.example/story/1202002120", None),
        ("https://news.example/?day=2020-02-12", None),
        # The number of a post says when it was written; on other hosts it says nothing.
        ("https://twitter.com/somebody/status/1227550000000000000", "2020-02-12"),
        ("https://other.example/somebody/status/1227550000000000000", None),
        ("https://[broken/2020/02/12/", None),
        (None, None),
    ],
)
def test_the_day_an_address_gives(url, day):
    assert day_of(url) == day


def test_the_words_of_an_address_are_its_headline_where_there_are_enough():
    assert headline_of("https://a.example/%D9%82%D8%B5%D9%81-على-بلدة/12/") == "قصف على بلدة"
    assert headline_of("https://a.example/news/12") == ""


@given(st.text(max_size=80))
@settings(derandomize=True, max_examples=60)
def test_any_address_is_read_without_a_fault(tail):
    day_of(f"https://a.example/{tail}")
    headline_of(f"https://a.example/{tail}")
