"""A user's own gazetteer stands beside the index that ships."""

import gzip

import pytest

from sayso.errors import PackError
from sayso.registry.places import Places
from sayso.registry.places.build import Entry, write
from sayso.registry.places.importing import import_places
from sayso.registry.places.index import COLUMNS, Index
from sayso.registry.places.stream import Stream

VILLAGES = """name,lat,lon,names,country,population
Kharab Zaytunah,36.9,41.4,\u062e\u0631\u0627\u0628 \u0632\u064a\u062a\u0648\u0646\u0629|Qereb Zeytun,SY,120
Nowhere at all,north,41.5,,SY,
,36.1,41.1,,SY,
Upside Down,136.9,41.4,,SY,
"""


def geonames(ident, name, kind, others=""):
    cells = [
        str(ident),
        name,
        name,
        others,
        "36.9",
        "41.4",
        kind,
        "PPL",
        "SY",
        "",
        "",
        "",
        "",
        "",
        "90",
        "",
        "",
        "",
        "",
    ]
    return "\t".join(cells) + "\n"


def located(folder, text, language="en"):
    places = Places.load(folder)
    return {m.place.name: (m.place.lat, m.place.lon) for m in places.resolve(places.find(text, language)) if m.place}


def test_a_village_of_a_table_is_found_in_any_of_its_scripts(tmp_path):
    table = tmp_path / "villages.csv"
    table.write_text(VILLAGES, encoding="utf-8")
    done = import_places([table], tmp_path / "places")
    assert (done.places, done.unread) == (1, 3)
    for text, language in (("Shelling hit Kharab Zaytunah in Syria.", "en"), ("قصف في خراب زيتونة في سوريا", "ar")):
        assert located(tmp_path / "places", text, language)["Kharab Zaytunah"] == (36.9, 41.4)


def test_lines_that_are_no_place_are_named_with_what_to_mend(tmp_path):
    table = tmp_path / "villages.csv"
    table.write_text(VILLAGES, encoding="utf-8")
    rejected = import_places([table], tmp_path / "places").rejected
    assert [item.subject for item in rejected] == ["villages.csv:3", "villages.csv:4", "villages.csv:5"]
    assert "latitude and longitude" in rejected[-1].mend


def test_a_geonames_dump_is_taken_zipped_and_its_known_and_other_lines_are_left_out(tmp_path):
    shipped = next(Index.open(Places().folder).ids())
    lines = (
        geonames(990001, "Tall Jarad", "P", "Tell Cerad") + geonames(5, "A Lake", "H") + geonames(shipped, "X", "P")
    )
    dump = tmp_path / "SY.txt.gz"
    dump.write_bytes(gzip.compress((lines + "too\tshort\n").encode()))
    done = import_places([dump], tmp_path / "places")
    assert (done.places, done.other, done.known, done.unread) == (1, 1, 1, 1)
    assert "Tall Jarad" in located(tmp_path / "places", "Two men were shot in Tell Cerad, Syria.")


def test_a_file_that_is_no_gazetteer_says_so_and_leaves_the_earlier_import_alone(tmp_path):
    table, other = tmp_path / "villages.csv", tmp_path / "notes.csv"
    table.write_text(VILLAGES, encoding="utf-8")
    other.write_text("when,what\n2020,something\n", encoding="utf-8")
    import_places([table], tmp_path / "places")
    before = {path.name: path.read_bytes() for path in (tmp_path / "places").iterdir()}
    with pytest.raises(PackError, match=r"notes\.csv: no column name, lat, lon"):
        import_places([other], tmp_path / "places")
    assert {path.name: path.read_bytes() for path in (tmp_path / "places").iterdir()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes.csv", "places", "villages.csv"]


def test_a_stream_files_what_a_list_files(tmp_path):
    entries = [
        Entry(name=f"Place {n % 700}", names=(f"Ort {n}", "Stadt"), kind="city", lat=n / 90, lon=n / 60, country="DE")
        for n in range(2_000)
    ]
    write(tmp_path / "list", entries)
    with Stream(tmp_path / "stream", len(entries)) as stream:
        for entry in entries:
            stream.add(entry)
        stream.finish()
    for name in COLUMNS:
        assert (tmp_path / "stream" / f"{name}.bin").read_bytes() == (tmp_path / "list" / f"{name}.bin").read_bytes()


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Khan,35,37,inf,1", "infinity"),
        ("Khan,35,37,1e30,1", "population"),
        ("Khan,35,37,10,inf", "radius_km inf is over"),
        ("Khan,35,37,10,nan", "radius_km nan is over"),
        ("Khan,nan,37,10,1", "lat nan is beyond"),
    ],
)
def test_a_number_that_no_place_has_rejects_its_line_alone(tmp_path, line, problem):
    table = tmp_path / "villages.csv"
    table.write_text(f"name,lat,lon,population,radius_km\n{line}\nKharab,36.9,41.4,10,1\n", encoding="utf-8")
    done = import_places([table], tmp_path / "places")
    assert done.places == 1
    assert problem in done.rejected[0].problem


def test_an_id_beyond_what_the_index_keeps_rejects_its_line_alone(tmp_path):
    dump = tmp_path / "SY.txt"
    lines = [geonames(2**32, "Khan", "P"), geonames(-1, "Tall Jarad", "P")]
    dump.write_text("".join(lines), encoding="utf-8")
    done = import_places([dump], tmp_path / "places")
    assert (done.places, [item.subject for item in done.rejected]) == (1, ["SY.txt:1"])


@pytest.mark.parametrize("packed", [b"no gzip file", gzip.compress(VILLAGES.encode())[:-20]])
def test_a_file_that_cannot_be_unpacked_says_so(tmp_path, packed):
    table = tmp_path / "villages.csv.gz"
    table.write_bytes(packed)
    with pytest.raises(PackError, match=r"villages\.csv\.gz: cannot be unpacked"):
        import_places([table], tmp_path / "places")
