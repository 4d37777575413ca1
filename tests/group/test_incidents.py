from dataclasses import replace

from builders import claim, mention, place_mention, report
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.group import incident_from, incidents_of, years_of
from sayso.model import Decision, Place, Reading

QAMISHLI, GANJA = ("Qamishli", (37.05, 41.23)), ("Ganja", (40.68, 46.36))


def told(name, place, day=None, *more, published=None, text=None):
    """A report about what happened at a place on a day."""
    words = text or " ".join(f"{name}word{number}" for number in range(12))
    mentions = [place_mention(name, *place)] if place else []
    if day:
        mentions.append(mention(name, "day", day))
    mentions += more
    claims = (claim(name, "SANA"),)
    return report(name, words, published=published), Reading(
        report_id=name, claims=claims, mentions=tuple(mentions), reader="test@1"
    )


def grouped(pairs, decisions=()):
    reports, readings = zip(*pairs, strict=True)
    return incidents_of(reports, readings, decisions)


def members(incidents):
    return sorted(sorted(incident.report_ids) for incident in incidents)


def test_reports_of_one_place_and_day_are_one_incident_named_by_them():
    found = grouped([told(f"r-{n}", QAMISHLI, "2020-02-12", published=f"2020-02-{12 + n}") for n in range(3)])
    assert members(found) == [["r-0", "r-1", "r-2"]]
    assert found[0].name == "Qamishli, 2020-02-12"
    assert found[0].report_ids[0] == "r-0"
    assert len(found[0].claim_ids) == 3
    assert "the same day named in both" in found[0].pairs[0].reasons
    assert "both in Qamishli" in found[0].pairs[0].reasons


def test_the_same_place_on_another_day_stays_out():
    other = told("r-9", GANJA, "2020-10-04", published="2020-10-04")
    found = grouped([told(f"r-{n}", GANJA, "2020-10-17", published="2020-10-17") for n in range(3)] + [other])
    assert members(found) == [["r-0", "r-1", "r-2"], ["r-9"]]


def test_the_same_day_at_another_place_stays_out():
    found = grouped([told("r-1", QAMISHLI, "2020-02-12"), told("r-2", GANJA, "2020-02-12")])
    assert len(found) == 2


def test_a_day_whose_year_is_open_meets_the_day_with_its_year():
    found = grouped([told("r-1", QAMISHLI, "--02-12"), told("r-2", QAMISHLI, "2020-02-12")])
    assert members(found) == [["r-1", "r-2"]]
    assert len(grouped([told("r-1", QAMISHLI, "--08-17"), told("r-2", QAMISHLI, "2020-02-12")])) == 2


def test_a_village_that_no_index_holds_is_one_place_by_its_sound():
    def near(name):
        return place_mention(name, "~HRBTM", (37.05, 41.32), precision="near")

    pairs = [told(name, None, "2020-02-12", near(name)) for name in ("r-1", "r-2")]
    assert members(grouped(pairs)) == [["r-1", "r-2"]]


def digest(name):
    spots = [place_mention(name, *place, weight=0.5) for place in (QAMISHLI, GANJA)]
    return told(name, None, None, *spots, mention(name, "day", "2020-02-12", weight=0.5))


def test_a_digest_does_not_chain_two_incidents():
    ours = [told(f"r-{n}", QAMISHLI, "2020-02-12") for n in range(3)]
    theirs = [told(f"s-{n}", GANJA, "2020-02-12") for n in range(3)]
    homes = [set(cluster) for cluster in members(grouped([*ours, *theirs, digest("t-0")]))]
    assert not any({"r-0", "s-0"} <= home for home in homes)


def decided(verdict, left, right, at="2026-01-01T00:00", **fields):
    name = f"d-{verdict}-{left}-{right}"
    return Decision(id=name, verdict=verdict, subject=left, object=right, reviewer="ann", at=at, **fields)


def test_reviewers_are_obeyed_and_can_undo():
    pairs = [
        told("r-1", QAMISHLI, "2020-02-12"),
        told("r-2", QAMISHLI, "2020-02-12"),
        told("r-3", GANJA, "2020-10-17"),
    ]
    assert members(grouped(pairs)) == [["r-1", "r-2"], ["r-3"]]
    apart = decided("different", "r-1", "r-2")
    together = decided("same", "r-3", "r-1")
    assert members(grouped(pairs, [apart, together])) == [["r-1", "r-3"], ["r-2"]]
    undone = decided("same", "r-1", "r-2", at="2026-01-02T00:00", supersedes=apart.id)
    assert members(grouped(pairs, [apart, undone])) == [["r-1", "r-2"], ["r-3"]]
    assert members(grouped(pairs, [apart, decided("same", "r-1", "r-2")])) == [["r-1", "r-2"], ["r-3"]]


def test_joining_everything_and_parting_everything_ends():
    pairs = [told(f"r-{n}", QAMISHLI, "2020-02-12") for n in range(4)]
    names = [pair[0].id for pair in pairs]
    every = [decided("different", one, other) for one in names for other in names if one < other]
    assert len(grouped(pairs, every)) == 4
    assert len(grouped(pairs, [decided("same", one, other) for one in names for other in names if one < other])) == 1


def test_an_incident_keeps_its_id_when_a_later_report_joins():
    pairs = [told("r-1", QAMISHLI, "2020-02-12", published="2020-02-12")]
    later = told("r-0", QAMISHLI, "2020-02-12", published="2020-02-13")
    assert grouped(pairs)[0].id == grouped([*pairs, later])[0].id


def test_reports_that_say_nothing_stand_alone_under_an_honest_name():
    found = grouped([told("r-1", None), told("r-2", None, published="2020-02-12")])
    assert sorted(incident.name for incident in found) == [
        "place unknown, reported 2020-02-12",
        "place unknown, undated",
    ]
    assert incidents_of([], []) == ()


PLACES = st.sampled_from([QAMISHLI, GANJA, None])
DAYS = st.sampled_from(["2020-02-12", "2020-02-13", "--02-12", "2020-10-17", None])
CASES = st.lists(st.tuples(PLACES, DAYS, st.sampled_from(["2020-02-12", "2020-10-18", None])), min_size=1, max_size=7)


@given(CASES, st.randoms(use_true_random=False))
@settings(derandomize=True, deadline=None, max_examples=15)
def test_every_report_is_in_one_incident_whatever_the_order(case, random):
    pairs = [told(f"r-{n}", place, day, published=published) for n, (place, day, published) in enumerate(case)]
    first = grouped(pairs)
    assert sorted(name for incident in first for name in incident.report_ids) == [pair[0].id for pair in pairs]
    random.shuffle(pairs)
    assert grouped(pairs) == first


def day_of(*pairs, years=None):
    reports, readings = zip(*pairs, strict=True)
    return incident_from(
        [each.id for each in reports],
        {each.id: each for each in reports},
        {each.report_id: each for each in readings},
        years,
    ).when


def test_a_day_without_its_year_takes_that_of_the_reports_beside_it():
    open_day = told("r-1", QAMISHLI, "--02-12")
    assert day_of(open_day, told("r-2", QAMISHLI, published="2020-02-14")).first == "2020-02-12"
    assert day_of(open_day, told("r-2", QAMISHLI, published="2020-11-14")) is None
    assert (
        day_of(told("r-1", QAMISHLI, "--12-30"), told("r-2", QAMISHLI, published="2021-01-02")).first == "2020-12-30"
    )


def test_a_day_without_its_year_takes_the_year_in_which_it_falls_on_its_weekday():
    weekday = mention("r-1", "day", "--02-12-W-3")
    open_day = told("r-1", QAMISHLI, "--02-12", weekday)
    assert day_of(open_day) is None
    # Of the years that the case is about, 12 February was a Wednesday in 2020 alone.
    assert day_of(open_day, years={2019: 1.0, 2020: 0.2, 2021: 0.4}).first == "2020-02-12"
    assert day_of(told("r-1", QAMISHLI, "--02-12"), years={2020: 1.0}) is None
    assert day_of(open_day, years={2019: 1.0}) is None
    written = told("r-1", QAMISHLI, "--02-12", weekday, text="Since 2019 … all rights reserved 2020")
    assert day_of(written).first == "2020-02-12"
    assert day_of(written, years={2014: 1.0}).first == "2014-02-12"


def test_the_years_of_a_case_are_those_that_several_of_its_reports_name():
    pairs = [told(f"r-{number}", QAMISHLI, "2020-02-12") for number in range(6)]
    pairs += [told("r-7", QAMISHLI, "2014-02-12"), told("r-8", QAMISHLI, "--02-12")]
    reports, readings = zip(*pairs, strict=True)
    assert years_of(reports, {each.report_id: each for each in readings}) == {2020: 1.0}


def test_a_day_of_the_background_dates_no_incident():
    background = replace(mention("r-1", "day", "2019-05-08"), weight=0.1)
    assert day_of(told("r-1", QAMISHLI, None, background)) is None


def test_news_that_names_no_day_speaks_for_the_day_it_was_published():
    astray = told("r-1", QAMISHLI, "2020-01-21")
    silent = [told(f"r-{number}", QAMISHLI, published="2020-02-12") for number in range(2, 5)]
    assert day_of(astray, *silent).first == "2020-02-12"
    assert day_of(*silent) is None


def test_a_weekday_speaks_for_the_day_that_it_fits():
    days = [told("r-1", QAMISHLI, "2020-02-11"), told("r-2", QAMISHLI, "2020-02-12")]
    assert day_of(*days).first == "2020-02-11"
    assert day_of(*days, told("r-3", QAMISHLI, "-W-3")).first == "2020-02-12"


def test_a_village_lies_where_it_is_told_closest():
    near = Place(name="Zafaron", lat=37.0, lon=41.3, precision="near", uncertainty_km=15.0)
    town = Place(name="Qamishli", lat=37.05, lon=41.23, precision="near", uncertainty_km=12.0)
    village = replace(mention("r-1", "place", "~SFRN"), place=near)
    beside = replace(mention("r-1", "place", "Qamishli"), place=town)
    pairs = [told("r-1", None, "2020-02-12", village, beside)]
    found = grouped(pairs)[0].place
    assert (found.name, found.lat, found.lon) == ("Zafaron", 37.0, 41.3)
