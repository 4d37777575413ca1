"""A round-up's figures for other towns, and its total over them, are no figures of the incident."""

import pytest
from builders import claim, report

from sayso.group import incident_from
from sayso.model import Mention, Place, Reading, Span

# Near each other, so that distance alone sets nothing aside.
POINTS = {"Ariha": (35.81, 36.61), "Ihsim": (35.73, 36.56), "Kafr Lata": (35.80, 36.65), "Sarmin": (35.90, 36.73)}
SENTENCES = {
    "total": "In all 11 people were killed in shelling that day.",
    "Ihsim": "Two were killed in Ihsim.",
    "Kafr Lata": "Three were killed in Kafr Lata.",
    "Ariha": "One was killed in Ariha.",
    "Sarmin": "Five were killed in Sarmin.",
}


def read(name, told):
    """A report of these sentences, with a figure of killed in each and the towns that it names."""
    text = " ".join(SENTENCES[key] for key in told)
    claims = [claim(name, start=text.index(SENTENCES[key]), value=at + 1) for at, key in enumerate(told)]
    mentions = []
    for town, (lat, lon) in POINTS.items():
        if (start := text.find(town)) >= 0:
            place = Place(name=town, lat=lat, lon=lon, precision="exact")
            span = Span(start=start, end=start + len(town), quote=town)
            mentions.append(Mention(report_id=name, kind="place", value=town, span=span, weight=0.6, place=place))
    reading = Reading(report_id=name, claims=tuple(claims), mentions=tuple(mentions), reader="test@1")
    return report(name, text), reading, dict(zip(told, [made.id for made in claims], strict=True))


def incident(*told):
    """The incident that reports telling of these towns make, and the ids of their claims."""
    made = [read(f"r-{at}", keys) for at, keys in enumerate(told)]
    reports = {item.id: item for item, _, _ in made}
    readings = {reading.report_id: reading for _, reading, _ in made}
    return incident_from(list(reports), reports, readings), [ids for _, _, ids in made]


def test_the_figure_for_the_incidents_town_stands_and_other_towns_and_the_total_do_not():
    found, (alone, several) = incident(["Ariha"], ["total", "Ihsim", "Kafr Lata", "Ariha"])
    assert set(found.claim_ids) == {alone["Ariha"], several["Ariha"]}
    assert set(found.elsewhere_claim_ids) == {several["total"], several["Ihsim"], several["Kafr Lata"]}


@pytest.mark.parametrize(
    "told",
    [
        pytest.param([["total", "Ihsim", "Kafr Lata", "Ariha"]], id="alone, nothing tells which town is meant"),
        pytest.param([["Ariha"], ["total", "Ihsim", "Ariha"]], id="two towns may be one incident"),
        pytest.param([["Ariha"], ["total", "Ihsim", "Kafr Lata", "Sarmin"]], id="no figure for the town"),
    ],
)
def test_a_report_is_left_whole_where_nothing_tells_which_figure_is_meant(told):
    found, ids = incident(*told)
    assert set(found.claim_ids) == {claim_id for given in ids for claim_id in given.values()}
    assert found.elsewhere_claim_ids == ()
