"""What most reports of a case mean by a spelling is meant by those that say too little to tell."""

import pytest
from builders import report

from sayso.group.profiles import profile_of
from sayso.group.spelt import spelt
from sayso.model import Mention, Place, Reading, Span

ARIHA = Place(name="Ariha", lat=35.81, lon=36.61, precision="exact")
JERICHO = Place(name="Jericho", lat=31.86, lon=35.46, precision="exact")
IDLIB = Place(name="Idlib", precision="admin")


def read(name, text, **meant):
    """A report in which these words are read as these places."""
    mentions = [
        Mention(
            report_id=name,
            kind="place",
            value=place.name,
            span=Span(start=text.index(words), end=text.index(words) + len(words), quote=words),
            weight=0.9,
            place=place,
        )
        for words, place in meant.items()
    ]
    return report(name, text), Reading(report_id=name, claims=(), mentions=tuple(mentions), reader="test@1")


def keys(*made):
    """The places of each report, by key."""
    reports = {item.id: item for item, _ in made}
    readings = {reading.report_id: reading for _, reading in made}
    profiles = [profile_of(reports[name], readings[name]) for name in reports]
    return [[spot.key for spot in profile.spots] for profile in spelt(profiles, reports, readings)]


def known(times):
    """So many reports that mean Ariha by its Arabic spelling."""
    return [read(f"r-{at}", f"Shelling of أريحا, {at}.", أريحا=ARIHA) for at in range(times)]


def test_a_namesake_gives_way_to_the_place_that_the_case_means():
    assert keys(*known(3), read("r-9", "Wounded in أريحا.", أريحا=JERICHO))[-1] == ["Ariha"]


def test_a_namesake_stays_where_the_case_does_not_clearly_mean_another():
    more = [read(f"s-{at}", f"Wounded in أريحا, {at}.", أريحا=JERICHO) for at in range(2)]
    assert keys(*known(3), *more)[-1] == ["Jericho"]


@pytest.mark.parametrize("text", ["#أريحا now", "أريحا_now", "now in أَرِيحا"])
def test_a_bare_word_names_the_place_that_the_case_means_by_it(text):
    assert keys(*known(3), read("r-9", text))[-1] == ["Ariha"]


def test_a_region_alone_is_no_town_and_the_town_is_added():
    assert set(keys(*known(3), read("r-9", "أريحا, Idlib", Idlib=IDLIB))[-1]) == {"Ariha", "Idlib"}


def test_a_report_that_names_a_town_of_its_own_gets_none_added():
    assert keys(*known(3), read("r-9", "Jericho, not أريحا", Jericho=JERICHO))[-1] == ["Jericho"]


def test_a_spelling_of_two_reports_is_not_known_yet():
    assert keys(*known(2), read("r-9", "#أريحا now"))[-1] == []
