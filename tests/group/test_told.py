"""Figures that a digest tells of other places are kept out; reports about one event are taken whole."""

from dataclasses import replace

from builders import claim, report

from sayso.group import incident_from
from sayso.model import Mention, Place, Reading, Span

OPENING = "Shelling hit Ariha on Wednesday. " + "The day was marked by much shelling in the countryside. " * 4
POINTS = {"Ariha": (35.81, 36.61), "Raqqa": (35.95, 39.01), "Homs": (34.73, 36.71), "Deraa": (32.62, 36.10)}
ELSEWHERE = ["Two were killed in Raqqa.", "A strike hit Homs.", "Clashes went on in Deraa."]


def read(text, wanted):
    """A report with its places, and one claim on each of the words wanted."""
    mentions = []
    for name, (lat, lon) in POINTS.items():
        start = text.find(name)
        if start >= 0:
            place = Place(name=name, lat=lat, lon=lon, precision="exact")
            span = Span(start=start, end=start + len(name), quote=name)
            weight = 1.0 if name == "Ariha" else 0.45
            mentions.append(Mention(report_id="r-1", kind="place", value=name, span=span, weight=weight, place=place))
    claims = []
    for words in wanted:
        start = text.index(words)
        made = claim("r-1", start=start)
        claims.append(replace(made, span=Span(start=start, end=start + len(words), quote=words)))
    made = report("r-1", text)
    reading = Reading(report_id="r-1", claims=tuple(claims), mentions=tuple(mentions), reader="test@1")
    return incident_from(["r-1"], {"r-1": made}, {"r-1": reading}), [made.id for made in claims]


def test_a_digests_figures_of_other_places_are_set_aside_and_not_lost():
    text = OPENING + "One was killed in Ariha. " + " ".join(ELSEWHERE)
    incident, (here, there) = read(text, ["One was killed", "Two were killed"])
    assert incident.claim_ids == (here,)
    assert incident.elsewhere_claim_ids == (there,)


def test_a_report_that_names_one_other_place_is_taken_whole():
    incident, ids = read(OPENING + ELSEWHERE[0], ["Two were killed"])
    assert incident.claim_ids == tuple(ids)
    assert incident.elsewhere_claim_ids == ()


def test_a_sentence_that_also_names_the_place_itself_stays():
    text = OPENING + "Two were killed in Raqqa and Ariha. " + " ".join(ELSEWHERE[1:])
    incident, ids = read(text, ["Two were killed"])
    assert incident.claim_ids == tuple(ids)


def test_the_opening_is_never_set_aside():
    incident, ids = read("Two were killed in Raqqa. Ariha was shelled. " + " ".join(ELSEWHERE), ["Two were killed"])
    assert incident.claim_ids == tuple(ids)
