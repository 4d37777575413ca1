"""Maps, Airwars' records, HXL, FollowTheMoney and Atlos: what each carries of the example and of hard cases."""

import csv
import json

import builders as make
import materials
import pytest

from sayso import export
from sayso.export import airwars


def read_json(name, given, tmp_path):
    return json.loads(export.write(name, given, tmp_path / "out.json")[0].read_text(encoding="utf-8"))


def test_a_place_that_is_not_located_is_not_put_into_the_sea(tmp_path):
    found = read_json("geojson", materials.one_claim("literal", place=None), tmp_path)
    assert found["features"][0]["geometry"] is None
    located = read_json("geojson", materials.one_claim("literal"), tmp_path)["features"][0]
    assert located["geometry"]["coordinates"] == [41.321574, 37.052134]
    assert located["properties"]["uncertainty_m"] == 15000


def test_a_feature_carries_range_origins_and_status(example, tmp_path):
    found = read_json("geojson", materials.of_example(materials.opened(example), "literal"), tmp_path)
    first = found["features"][0]["properties"]
    assert (first["killed_min"], first["killed_max"]) == (1, 1)
    assert first["status"] == "contested"
    assert first["n_reports"] == 18
    assert first["n_independent_origins"] >= 5
    assert set(first["figure_claims"]["killed_min"]) <= {claim.id for claim in materials.opened(example).claims()}


def test_airwars_grading_is_a_suggestion_with_its_rule_and_the_field_stays_empty(example, tmp_path):
    found = read_json("airwars", materials.of_example(materials.opened(example), "airwars"), tmp_path)
    first = found["incidents"][0]
    assert first[airwars.GRADING] is None
    assert first["suggested"][airwars.GRADING] == "Fair"
    assert first["suggested"]["rule"] == "two-origins-and-a-party"
    assert first["suggested"]["claims"]
    civilians = first["killed_injured_civilian_non_combatants"]
    assert (civilians["killed_min"], civilians["killed_max"]) == (0, 1)
    assert first["why"]["killed_injured_civilian_non_combatants.killed_min"]["rule"] == "disputed-who"
    assert first["belligerents"][0]["belligerent_term"] == "US forces"
    copies = [source for source in first["sources"] if source["copy_of"]]
    assert copies


def test_airwars_records_carry_what_a_party_concedes(tmp_path):
    reports = (make.report("r-0", outlet="A", published="2024-05-01"), make.report("r-1", "Another.", outlet="B"))
    claims = (
        make.claim("r-0", "SANA", value=4, people="civilian"),
        make.claim("r-1", "US-led coalition", value=1, people="civilian", act="concede"),
        make.claim("r-0", "SANA", question="perpetrator", value=make.party("US-led coalition"), start=9),
    )
    given = materials.material(materials.dossier(claims, reports), policy="airwars")
    record = read_json("airwars", given, tmp_path)["incidents"][0]
    assert record["belligerents"][0]["civilian_deaths_conceded_min"] == 1
    assert record["suggested"][airwars.GRADING] == "Confirmed"


def test_hxl_has_headers_hashtags_and_one_row_per_incident(example, tmp_path):
    import hxl

    (path,) = export.write(
        "hxl", materials.of_example(materials.opened(example), "literal"), tmp_path / "incidents.csv"
    )
    with path.open(encoding="utf-8", newline="") as file:
        cells = list(csv.reader(file))
    rows = list(hxl.data(cells))
    assert len(rows) == 3
    assert [rows[0].get(f"#affected+killed+{end}") for end in ("min", "max")] == ["1", "1"]
    assert rows[0].get("#date+start") == "2020-02-12"
    assert hxl.data(cells).validate()


def test_ftm_keeps_who_says_what_in_statements(example, tmp_path):
    pytest.importorskip("followthemoney", reason="FollowTheMoney needs ICU's headers to be installed")
    from followthemoney import model
    from followthemoney.statement.serialize import read_path_statements

    case = materials.opened(example)
    entities, statements = export.write("ftm", materials.of_example(case), tmp_path / "case.ftm.json")
    read = [model.get_proxy(json.loads(line)) for line in entities.read_text(encoding="utf-8").split("\n") if line]
    schemata = {proxy.schema.name for proxy in read}
    assert {"Event", "Article", "Documentation", "PublicBody"} <= schemata
    origins = {o.id: o.name for incident in case.incidents() for o in case.dossier(incident).origins if o.known}
    told = [s for s in read_path_statements(statements, "json") if s.prop == "notes"]
    assert {s.dataset for s in told} <= {*origins, "origin-unknown"}
    sana = [s for s in told if origins.get(s.dataset) == "SANA"]
    texts = {report.id: report.text for report in case.reports()}
    assert sana
    assert all(s.original_value in texts[s.origin] for s in sana)


def test_ftm_values_are_clean_as_its_library_cleans_them(example, tmp_path):
    pytest.importorskip("followthemoney", reason="FollowTheMoney needs ICU's headers to be installed")
    from followthemoney import model

    (entities, _) = export.write("ftm", materials.of_example(materials.opened(example)), tmp_path / "case.ftm.json")
    for line in entities.read_text(encoding="utf-8").split("\n"):
        if line:
            entity = json.loads(line)
            cleaned = model.get_proxy(entity, cleaned=False).to_dict()["properties"]
            assert {name: sorted(values) for name, values in cleaned.items()} == {
                name: sorted(set(values)) for name, values in entity["properties"].items()
            }


def test_atlos_completes_nothing(example, tmp_path):
    table, bodies = export.write("atlos", materials.of_example(materials.opened(example)), tmp_path / "atlos.csv")
    assert table.read_text(encoding="utf-8").startswith("status,description,sensitive,")
    for body in json.loads(bodies.read_text(encoding="utf-8")):
        assert body["status"] == "To Do"
        assert body["sensitive"] == ["Graphic Violence"]
        assert all(url.startswith("https://") for url in body["urls"])
        latitude, longitude = map(float, body["geolocation"].split(","))
        assert 30 < latitude < 45 < longitude + 10


@pytest.mark.parametrize("name", ["geojson", "airwars", "schema.org", "prov", "annotations"])
def test_documents_of_an_empty_case_are_whole(tmp_path, name):
    given = materials.material(policy=export.named(name).policy)
    assert isinstance(read_json(name, given, tmp_path), dict)
