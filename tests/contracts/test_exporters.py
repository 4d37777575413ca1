"""Every format, through one suite: the same bytes again, read by others, every value led back to claims."""

import csv
import json
import subprocess
import sys

import foreign
import materials
import pytest

from sayso import export
from sayso.errors import SaysoError
from sayso.export.files import FORMULA, guarded, unguarded
from sayso.export.registry import GROUP

NAMES = [entry.name for entry in export.formats()]
KINDS = ["example", "empty", "one claim", "nowhere, never", "hostile"]
GUARDED = {"csv"}  # formats whose quotes are cells of a spreadsheet


@pytest.fixture(scope="module")
def case(example):
    return materials.opened(example)


@pytest.fixture
def written(case, tmp_path):
    def write(name, kind, where="out"):
        chosen = export.named(name)
        given = materials.given(kind, chosen.policy, case)
        return given, export.write(name, given, tmp_path / where / chosen.makes)

    return write


def test_every_format_has_a_reader_that_is_not_ours():
    assert set(foreign.READERS) == set(NAMES)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", NAMES)
def test_others_can_read_it_and_every_value_leads_to_claims(written, name, kind):
    given, paths = written(name, kind)
    assert all(path.exists() for path in paths)
    read = foreign.READERS[name](paths)
    ours = {claim.id for claim in given.claims}
    assert read.claims <= ours
    told = {claim.id for dossier in given.dossiers for claim in dossier.claims}
    wanted = ours if read.outside else told
    if read.every:
        assert read.claims == wanted
    elif told and given.dossiers[0].incident.when is not None:
        assert read.claims
    if read.quotes is not None:
        expected = [claim.span.quote for claim in given.claims if claim.id in wanted]
        found = [unguarded(quote) for quote in read.quotes] if name in GUARDED else list(read.quotes)
        if name in GUARDED:
            expected = [quote.replace("\x00", "␀") for quote in expected]
        assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("kind", ["example", "hostile"])
@pytest.mark.parametrize("name", NAMES)
def test_the_same_material_gives_the_same_bytes(written, name, kind):
    _, once = written(name, kind)
    before = [path.read_bytes() for path in once]
    _, again = written(name, kind)
    assert once == again
    assert [path.read_bytes() for path in again] == before
    _, elsewhere = written(name, kind, "elsewhere")
    assert [path.read_bytes() for path in elsewhere] == before
    assert list(once[0].parent.glob(".*")) == []


def test_bytes_do_not_depend_on_the_order_of_hashes(written, tmp_path):
    _, (source,) = written("jsonl", "example")
    program = (
        "import sys, hashlib; from pathlib import Path; from sayso import export; from sayso.export import jsonl\n"
        "given = jsonl.load(Path(sys.argv[1])); where = Path(sys.argv[2])\n"
        "for entry in export.formats():\n"
        "    if not entry.policy:\n"
        "        for path in export.write(entry.name, given, where / entry.name / entry.makes):\n"
        "            print(entry.name, path.name, hashlib.sha256(path.read_bytes()).hexdigest())\n"
    )
    told = [
        subprocess.run(  # noqa: S603  # our own program
            [sys.executable, "-c", program, str(source), str(tmp_path / seed)],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]
    assert len(told[0].splitlines()) > 20


@pytest.mark.parametrize("name", ["csv", "acled", "ged", "hxl", "atlos"])
def test_no_cell_of_a_spreadsheet_is_a_formula(written, name):
    given, paths = written(name, "hostile")
    cells = []
    for path in paths:
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as file:
                cells += [cell for row in csv.reader(file) for cell in row]
    assert cells
    for cell in cells:
        assert "\x00" not in cell
        if cell.startswith(FORMULA):
            float(cell)  # a number is no formula
    del given


@pytest.mark.parametrize("text", [*materials.HOSTILE, "", "plain", "''", "'=1"])
def test_a_guarded_cell_gives_its_text_back(text):
    assert unguarded(guarded(text)) == text.replace("\x00", "␀")
    assert not guarded(text).startswith(FORMULA)


@pytest.mark.parametrize("name", NAMES)
def test_a_target_of_the_wrong_kind_is_refused_in_one_line(case, tmp_path, name):
    chosen = export.named(name)
    target = tmp_path / "taken"
    if chosen.makes.endswith("/"):
        target.write_text("a file", encoding="utf-8")
    else:
        target.mkdir()
    with pytest.raises(SaysoError) as caught:
        export.write(name, materials.given("one claim", chosen.policy, case), target)
    assert "\n" not in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


@pytest.mark.parametrize("name", NAMES)
def test_every_format_says_what_it_is_and_what_it_loses(name):
    entry = export.named(name)
    assert entry.title
    assert entry.loses.endswith(".")
    assert entry.name == name
    assert bool(entry.policy) == bool(entry.cells)


@pytest.mark.parametrize("name", [entry.name for entry in export.formats() if entry.policy])
def test_every_figure_names_its_policy_and_its_rule(written, name):
    given, paths = written(name, "example")
    assert given.policy.name.startswith(f"{export.named(name).policy}@")
    text = "".join(path.read_text(encoding="utf-8") for path in paths)
    assert given.policy.name in text
    assert {figure.policy for figure in given.figures} == {given.policy.name}
    for figure in given.figures:
        assert figure.rule
        assert figure.claim_ids or figure.value in {0, None}


def test_a_policy_that_does_not_serve_a_format_is_refused(case, tmp_path):
    given = materials.given("one claim", "ucdp", case)
    with pytest.raises(SaysoError, match="fills no cell 'fatalities' for acled"):
        export.write("acled", given, tmp_path / "x.csv")


def test_an_outside_package_adds_a_format_and_cannot_take_a_name(monkeypatch, tmp_path, case):
    from importlib.metadata import EntryPoint

    from sayso.export import registry

    def write(material, target):
        target.write_text(str(len(material.claims)), encoding="utf-8")
        return (target,)

    counted = export.Format(name="count", title="A count", makes="n.txt", loses="All but a number.", write=write)
    for name, fine in (("count", True), ("csv", False)):
        entry = EntryPoint(name=name, value="outside:FORMAT", group=GROUP)
        stated = export.Format(name=name, title="x", makes="x", loses="x.", write=write) if not fine else counted
        monkeypatch.setattr(EntryPoint, "load", lambda _self, stated=stated: stated)
        monkeypatch.setattr(registry, "entry_points", lambda group, entry=entry: [entry] if group == GROUP else [])
        registry._all.cache_clear()  # noqa: SLF001  # what is installed is asked for once
        try:
            if fine:
                assert export.write("count", materials.given("example", None, case), tmp_path / "n.txt")
                assert (tmp_path / "n.txt").read_text(encoding="utf-8") == str(len(case.claims()))
            else:
                with pytest.raises(SaysoError, match="its name is taken"):
                    export.formats()
        finally:
            registry._all.cache_clear()  # noqa: SLF001
            monkeypatch.undo()


def test_an_unknown_format_is_named_with_those_there_are(case, tmp_path):
    with pytest.raises(SaysoError, match=r"no such format.*jsonl, csv"):
        export.write("xls", materials.given("empty", None, case), tmp_path / "x")


def test_sidecars_tell_every_filled_cell(written):
    for name in ("acled", "ged"):
        _, paths = written(name, "example", name)
        with paths[0].open(encoding="utf-8", newline="") as file:
            filled = {
                (row[next(iter(row))], column): value
                for row in csv.DictReader(file)
                for column, value in row.items()
                if value
            }
        lines = [json.loads(line) for line in paths[1].read_text(encoding="utf-8").splitlines()]
        told = {(line["row"], line["column"]): line for line in lines if line["column"]}
        assert set(told) == set(filled)
        for key, line in told.items():
            assert str(line["value"]) == unguarded(filled[key])
            assert line["rule"]
            assert line["why"]
        rows = {line["row"] for line in lines if line["column"] is None and line["findings"]}
        assert rows == {row for row, _ in filled}
