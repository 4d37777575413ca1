"""Where an incident was, of what its reports name."""

from dataclasses import replace

from builders import claim, place_mention, report

from sayso.group import incident_from
from sayso.model import Reading


def placed(*of_reports):
    """Return the place of the incident that reports make which name these places."""
    names = [f"r-{number}" for number in range(len(of_reports))]
    reports = {name: report(name, " ".join(f"{name}word{at}" for at in range(12))) for name in names}
    readings = {
        name: Reading(report_id=name, claims=(claim(name, "SANA"),), mentions=tuple(spots(name)), reader="test@1")
        for name, spots in zip(names, of_reports, strict=True)
    }
    return incident_from(names, reports, readings).place


def spot(name, value, point, admin, weight=1.0, precision="exact"):  # noqa: PLR0913, PLR0917  # a row of a table
    mention = place_mention(name, value, point, weight=weight, precision=precision)
    return replace(mention, place=replace(mention.place, admin=admin, country="SY"))


def test_a_village_without_a_point_leaves_its_province_in_the_running():
    def of_raqqa(name):
        return [
            spot(name, "Raqqa", (35.9, 38.9), None, precision="admin"),
            spot(name, "~MTR", (35.9, 38.9), "Raqqa", 0.5, "near"),
        ]

    def of_background(name):
        return [*of_raqqa(name), spot(name, "Conoco", (35.3, 40.3), "Deir ez-Zor", 0.3)]

    assert placed(of_raqqa, of_background, of_raqqa).name == "Raqqa"


def test_a_place_that_one_report_is_about_beats_one_that_three_round_ups_mention():
    def about(name):
        return [spot(name, "Azaz", (36.6, 37.0), "Aleppo", 1.0)]

    def round_up(name):
        towns = [("Marea", 36.5), ("Jarabulus", 36.8), ("Manbij", 36.53)]
        return [spot(name, town, (lat, 37.5), "Aleppo", 0.45) for town, lat in towns]

    assert placed(about, round_up, round_up, round_up).name == "Azaz"


def test_a_village_that_two_reports_name_is_the_place_rather_than_the_town_of_its_countryside():
    def town(name):
        return [spot(name, "Azaz", (36.6, 37.0), "Aleppo", 1.0)]

    def village(name):
        near = spot(name, "~NWR", (36.5, 37.0), "Aleppo", 0.9, "near")
        return [*town(name), replace(near, place=replace(near.place, name="Nawar", uncertainty_km=12.0))]

    assert placed(village, village, town).name == "Nawar"
    assert placed(village, town).name == "Azaz"
