"""Rows of ACLED's and GED's shape, against their codebooks' field lists, on the bundled example and on hard cases."""

import csv
import json

import builders as make
import materials
import pytest

from sayso import export
from sayso.export import acled, codes, ged
from sayso.model import Count, Place, When
from sayso.weigh import policies

# ACLED's columns as its codebook lists them, and UCDP GED's as its CSV files have them: 31 and 49.
ACLED_INTER = {
    *("State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters", "Civilians"),
    "External/Other forces",
}
DISORDER = {"Political violence", "Demonstrations", "Strategic developments"}
SUB = {
    "Battles": {"Government regains territory", "Non-state actor overtakes territory", "Armed clash"},
    "Explosions/Remote violence": {
        *("Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack"),
        *("Remote explosive/landmine/IED", "Grenade"),
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Strategic developments": {
        *("Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Other"),
        *("Headquarters or base established", "Looting/property destruction", "Non-violent transfer of territory"),
    },
}


def rows(name, given, tmp_path):
    paths = export.write(name, given, tmp_path / f"{name}.csv")
    with paths[0].open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    why = [json.loads(line) for line in paths[1].read_text(encoding="utf-8").splitlines()]
    left_out = [json.loads(line) for line in paths[2].read_text(encoding="utf-8").splitlines()]
    return table, {(line["row"], line["column"]): line for line in why}, left_out


def told(*claims, policy, **settings):
    reports = tuple(
        make.report(f"r-{n}", f"Report number {n} of its own words.", outlet=f"Outlet {n}", published="2024-05-01")
        for n in range(4)
    )
    return materials.material(materials.dossier(claims, reports, **settings), policy=policy)


def test_columns_are_the_codebooks_in_number_and_in_name():
    assert len(acled.COLUMNS) == 31
    assert (acled.COLUMNS[0], acled.COLUMNS[-1]) == ("event_id_cnty", "timestamp")
    assert len(ged.COLUMNS) == 49
    assert (ged.COLUMNS[0], ged.COLUMNS[-1]) == ("id", "gwnob")
    assert len(set(acled.COLUMNS)) == 31
    assert len(set(ged.COLUMNS)) == 49


def test_the_example_as_acled_rows(example, tmp_path):
    table, why, left_out = rows("acled", materials.of_example(materials.opened(example), "acled"), tmp_path)
    assert left_out == []
    assert len(table) == len(materials.opened(example).incidents())
    for row in table:
        assert row["event_id_cnty"].startswith("SAYSO-")
        assert row["event_date"][:4] == row["year"]
        assert row["time_precision"] in {"1", "2", "3"}
        assert row["disorder_type"] in DISORDER
        assert row["sub_event_type"] in SUB[row["event_type"]]
        assert row["actor1"]
        assert {row["inter1"], row["inter2"]} <= ACLED_INTER | {""}
        assert row["notes"].startswith("On ")
        assert int(row["fatalities"]) >= 0
        assert (row["iso"], row["country"]) in {("760", "Syria"), ("792", "Turkey")}
        assert row["region"] == "Middle East"
        assert len(row["latitude"].split(".")[1]) <= 4
        assert row["geo_precision"] in {"1", "2", "3"}
    first = table[0]
    assert (first["event_date"], first["event_type"], first["actor1"]) == ("2020-02-12", "Battles", "US forces")
    assert first["inter1"] == "External/Other forces"
    cell = why[first["event_id_cnty"], "fatalities"]
    assert (cell["value"], cell["policy"], cell["rule"]) == (1, policies.policy("acled").stamp, "only-figure")
    assert cell["claims"]
    assert {other["label"] for other in cell["alternatives"]} >= {"several"}
    assert why[first["event_id_cnty"], None]["findings"][0]["answers"]


def test_the_example_as_ged_rows(example, tmp_path):
    case = materials.opened(example)
    table, why, left_out = rows("ged", materials.of_example(case, "ucdp-range"), tmp_path)
    assert left_out == []
    for row in table:
        assert row["best"] == ""
        assert int(row["low"]) <= int(row["high"])
        assert row["where_prec"] in {"1", "2", "3", "4", "5", "6", "7"}
        assert row["date_prec"] == "1"
        assert row["date_start"].endswith(" 00:00:00.000")
        assert row["geom_wkt"] == f"POINT ({row['longitude']} {row['latitude']})"
        assert int(row["number_of_sources"]) == row["source_office"].count(";") + 1
    assert (table[0]["country"], table[0]["country_id"], table[0]["gwnoa"]) == ("Syria", "652", "2")
    assert "SANA" in table[0]["source_original"].split(";")
    best, _, _ = rows("ged", materials.of_example(case, "ucdp"), tmp_path)
    for row in best:
        deaths = [int(row[f"deaths_{kind}"]) for kind in ("a", "b", "civilians", "unknown")]
        assert sum(deaths) == int(row["best"])
        assert int(row["low"]) <= int(row["best"]) <= int(row["high"])
    assert why[table[0]["id"], "low"]["policy"] == policies.policy("ucdp-range").stamp


@pytest.mark.parametrize(
    ("when", "date", "precision"),
    [
        (When(first="2024-05-01", last="2024-05-01"), "2024-05-01", "1"),
        (When(first="2024-05-01", last="2024-05-07", precision="week"), "2024-05-04", "2"),
        (When(first="2024-05-01", last="2024-05-31", precision="month"), "2024-05-16", "3"),
    ],
)
def test_acled_takes_the_middle_of_a_period(tmp_path, when, date, precision):
    given = told(make.claim("r-0", "SANA", value=2), policy="acled", when=when)
    table, _, _ = rows("acled", given, tmp_path)
    assert (table[0]["event_date"], table[0]["time_precision"]) == (date, precision)


@pytest.mark.parametrize(
    ("last", "precision"),
    [("2024-05-01", "1"), ("2024-05-06", "2"), ("2024-05-07", "3"), ("2024-05-31", "4"), ("2024-12-31", "5")],
)
def test_ged_tells_how_precise_the_day_is(tmp_path, last, precision):
    given = told(make.claim("r-0", "SANA", value=2), policy="ucdp", when=When(first="2024-05-01", last=last))
    table, _, _ = rows("ged", given, tmp_path)
    assert (table[0]["date_prec"], table[0]["date_end"][:10]) == (precision, last)


def test_what_the_codebooks_do_not_record_is_listed_with_its_reason(tmp_path):
    year = When(first="2024-01-01", last="2024-12-31", precision="year")
    killed, wounded = make.claim("r-0", "SANA", value=2), make.claim("r-0", "SANA", question="wounded", value=2)
    for name, policy, claim, when, reason in (
        ("acled", "acled", killed, None, "no report tells the day"),
        ("acled", "acled", killed, year, "the year only"),
        ("ged", "ucdp", killed, None, "no report tells the day"),
        ("ged", "ucdp", wounded, materials.DAY, "no report tells of a person killed"),
    ):
        table, _, left_out = rows(name, told(claim, policy=policy, when=when), tmp_path)
        assert table == []
        assert reason in left_out[0]["why"]
        assert left_out[0]["claims"] == [claim.id]
        assert left_out[0]["findings"]


def test_an_unlocated_place_has_no_point(tmp_path):
    given = told(make.claim("r-0", "SANA", value=2), policy="acled", place=Place(name="Nowhere"))
    table, _, _ = rows("acled", given, tmp_path)
    assert table[0]["location"] == "Nowhere"
    assert {table[0][name] for name in ("latitude", "longitude", "geo_precision", "country", "iso")} == {""}


def test_where_nobody_is_named_acled_has_its_word_for_that(tmp_path):
    given = told(make.claim("r-0", "SANA", value=2, people="civilian"), policy="acled")
    row = rows("acled", given, tmp_path)[0][0]
    assert (row["actor1"], row["inter1"]) == ("Unidentified Armed Group (Syria)", "Political militia")
    assert (row["actor2"], row["inter2"], row["civilian_targeting"]) == (
        "Civilians (Syria)",
        "Civilians",
        "Civilian targeting",
    )
    assert row["interaction"] == "Political militia-Civilians"


def test_one_sided_and_state_based_violence_are_told_apart(tmp_path):
    army = make.claim("r-0", "SANA", question="perpetrator", value=_party("Turkish army", "army.TR"))
    civilians = make.claim("r-0", "SANA", value=2, people="civilian", start=9)
    row = rows("ged", told(army, civilians, policy="ucdp"), tmp_path)[0][0]
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == ("3", "Turkish army", "Civilians")
    assert (row["gwnoa"], row["deaths_civilians"], row["deaths_unknown"], row["best"]) == ("640", "2", "0", "2")
    rebels = make.claim("r-1", "SOHR", question="initiator", value=_party("SDF", "sdf"), start=20)
    row = rows("ged", told(army, civilians, rebels, policy="ucdp"), tmp_path)[0][0]
    assert (row["type_of_violence"], set(row["dyad_name"].split(" - "))) == ("1", {"Turkish army", "SDF"})


def test_words_for_numbers_follow_the_policy_of_the_row(tmp_path):
    dozens = make.claim("r-0", "SANA", value=Count(low=24, high=99, vague="dozens"))
    assert rows("acled", told(dozens, policy="acled"), tmp_path)[0][0]["fatalities"] == "12"
    row = rows("ged", told(dozens, policy="ucdp-range"), tmp_path)[0][0]
    assert (row["low"], row["high"]) == ("12", "24")


def test_priogrid_counts_cells_from_the_south_west():
    assert ged.priogrid(34.52, 69.18) == 179779  # Kabul, as PRIO-GRID has it
    assert ged.priogrid(-90, -180) == 1
    assert ged.priogrid(90, 180) == 360 * 720


def test_countries_have_numbers_regions_and_names():
    assert [codes.iso_number(iso) for iso in ("SY", "UA", "SS")] == [760, 804, 728]
    assert [codes.state_number(iso) for iso in ("UA", "RU", "SY", "IL", "YE", None)] == [
        369,
        365,
        652,
        666,
        678,
        None,
    ]
    assert codes.country_name("CD", "acled") == "Democratic Republic of Congo"
    assert codes.country_name("CD", "ged") == "DR Congo (Zaire)"
    assert codes.country_name("X-NK", "acled") == "X-NK"
    assert codes.region("AF", "acled") == "Caucasus and Central Asia"
    assert codes.region("AF", "ged") == "Asia"


def test_an_interaction_is_in_the_codebooks_order():
    assert codes.interaction("Civilians", "State forces") == "State forces-Civilians"
    assert codes.interaction("Rebel group", None) == "Rebel group only"
    assert codes.interaction(None, None) is None
    assert codes.inter("army.SY", "SY") == "State forces"
    assert codes.inter("army.TR", "SY") == "External/Other forces"
    assert codes.inter("sdf", "SY") is None


def _party(name, ident):
    from sayso.model import Party

    return Party(name=name, source_id=ident)
