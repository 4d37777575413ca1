"""Reasons for grouping read as plain English: no keys, and the right plural."""

import re
from importlib import resources

import pytest
from builders import claim, report

from sayso.group import incidents_of
from sayso.group.evidence import Commonness, evidence_of
from sayso.group.profiles import profile_of
from sayso.group.wording import counted, event, listed
from sayso.lang import available
from sayso.model import Mention, Place, Reading, Span

TEXT = "On 12 February Katerji was hit by a drone near Ganja, SANA reported."


def read(name, figures=1, day="2020-02-12"):
    """A report with one mention of each kind, and so many figures of killed."""
    kinds = {"name": ("KTRJ", "Katerji"), "event": ("drone_strike", "drone"), "source": ("SANA", "SANA")}
    kinds |= {"day": (day, "12 February"), "place": ("Ganja", "Ganja")}
    mentions = []
    for kind, (value, quote) in kinds.items():
        start = TEXT.index(quote)
        span = Span(start=start, end=start + len(quote), quote=quote)
        place = Place(name=quote, lat=40.68, lon=46.36, precision="exact") if kind == "place" else None
        mentions.append(Mention(report_id=name, kind=kind, value=value, span=span, weight=1.0, place=place))
    claims = tuple(claim(name, value=value + 1, start=value) for value in range(figures))
    return Reading(report_id=name, claims=claims, mentions=tuple(mentions), reader="test@1")


def words(ours, theirs):
    """All that is said of two reports with these readings."""
    profiles = [profile_of(report(reading.report_id, TEXT), reading) for reading in (ours, theirs)]
    return [item.words for item in evidence_of(*profiles, Commonness.of(profiles))]


def test_names_events_and_sources_are_told_as_written():
    said = words(read("r-1"), read("r-2"))
    assert "both name Katerji" in said
    assert "both tell of drone strikes" in said
    assert "both cite SANA" in said
    assert "1 figure in common" in said
    assert "reports of 1 day name Ganja" in said


def test_plurals_follow_the_number():
    assert "2 figures in common" in words(read("r-1", 2), read("r-2", 2))
    assert "the days named lie 1 day apart" in words(read("r-1"), read("r-2", day="2020-02-13"))
    assert "the days named lie 3 days apart" in words(read("r-1"), read("r-2", day="2020-02-15"))
    assert [counted(number, "word") for number in (0, 1, 2)] == ["0 words", "1 word", "2 words"]


@pytest.mark.parametrize(
    ("day", "told"),
    [("-W-3", "the same weekday"), ("-W-2", "weekdays next to each other"), ("-W-7", "other weekdays")],
)
def test_a_weekday_speaks_where_a_day_is_missing(day, told):
    assert told in words(read("r-1"), read("r-2", day=day))  # 12 February 2020 was a Wednesday
    assert told in words(read("r-1", day="-W-3"), read("r-2", day=day))


def test_weekdays_say_nothing_where_both_days_are_known():
    assert not [said for said in words(read("r-1"), read("r-2", day="2020-02-13")) if "weekday" in said]


@pytest.mark.parametrize(
    ("given", "told"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c", "d"], "a, b and c"), (["a", "a"], "a")],
)
def test_lists_are_read_as_english(given, told):
    assert listed(given) == told


@pytest.mark.parametrize("language", available())
def test_every_kind_of_event_has_words(language):
    kinds = resources.files("sayso.lang").joinpath(language, "kinds.toml").read_text(encoding="utf-8")
    for kind in re.findall(r"^([a-z_]+) = ", kinds, flags=re.MULTILINE):
        assert event(kind) != kind.replace("_", " ") or kind == "shelling"


def test_what_weighs_nothing_is_no_reason():
    reports = [report("r-1", TEXT), report("r-2", TEXT + " More.")]
    [incident] = incidents_of(reports, [read("r-1"), read("r-2")])
    [pair] = incident.pairs
    assert "both in Ganja" in pair.reasons
    assert not any(reason.startswith(("words in common", "reports of 1 day")) for reason in pair.reasons)
