"""JSONL gives back equal values; the database can be searched; relations agree with the values they are made from."""

import dataclasses
import sqlite3
from contextlib import closing

import builders as make
import materials
import pytest

from sayso import export
from sayso.case import new_decision
from sayso.errors import SaysoError
from sayso.export import jsonl
from sayso.export.relations import tables
from sayso.model import Rejected


@pytest.mark.parametrize("name", ["example", "empty", "one claim", "nowhere, never", "hostile"])
@pytest.mark.parametrize("policy", [None, "acled", "airwars"])
def test_jsonl_gives_back_equal_values(example, tmp_path, name, policy):
    given = materials.given(name, policy, materials.opened(example))
    (path,) = export.write("jsonl", given, tmp_path / "case.jsonl")
    assert jsonl.load(path) == given


def test_jsonl_keeps_amended_claims_and_decisions_apart_from_what_was_read(tmp_path):
    given = materials.one_claim()
    dossier = given.dossiers[0]
    amended = dataclasses.replace(dossier.claims[0], victim_class="child")
    decision = new_decision("amend", amended.id, reviewer="A", at="2024-05-03", amended='{"victim_class": "child"}')
    own = Rejected(subject="x", problem="y", mend="z")
    given = dataclasses.replace(
        given,
        dossiers=(dataclasses.replace(dossier, claims=(amended,), decisions=(decision,), rejected=(own,)),),
        decisions=(decision,),
    )
    (path,) = export.write("jsonl", given, tmp_path / "case.jsonl")
    back = jsonl.load(path)
    assert back == given
    assert back.claims[0].victim_class == "civilian"
    assert back.dossiers[0].claims[0].victim_class == "child"


@pytest.mark.parametrize("damage", ["cut short", "another program's", "empty"])
def test_a_file_that_is_not_whole_is_refused(tmp_path, damage):
    (path,) = export.write("jsonl", materials.one_claim(), tmp_path / "case.jsonl")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    content = {"cut short": "".join(lines[:-1]), "another program's": '{"a": 1}\n', "empty": ""}[damage]
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SaysoError, match="not a whole file"):
        jsonl.load(path)


@pytest.fixture(scope="module")
def base(example, tmp_path_factory):
    target = tmp_path_factory.mktemp("base") / "case.db"
    export.write("sqlite", materials.of_example(materials.opened(example)), target)
    with closing(sqlite3.connect(target)) as opened:
        yield opened


def test_the_database_is_searched_in_any_script(base):
    def found(words):
        query = (
            "SELECT count(*) FROM reports WHERE rowid IN (SELECT rowid FROM reports_fts WHERE reports_fts MATCH ?)"
        )
        return base.execute(query, (words,)).fetchone()[0]

    assert found("коаліція") >= 1
    assert found("القامشلي") >= 1
    assert found("Şubat") == found("subat") >= 1
    assert found("notinanyreport") == 0


def test_a_cell_of_the_database_is_reached_through_its_keys(base):
    query = """
        SELECT reports.text, claims.start, claims.end, claims.quote FROM answers
        JOIN findings ON findings.id = answers.finding_id
        JOIN answer_claims ON answer_claims.answer_id = answers.id
        JOIN claims ON claims.id = answer_claims.claim_id
        JOIN reports ON reports.id = claims.report_id WHERE findings.question = 'killed'"""
    rows = base.execute(query).fetchall()
    assert rows
    assert all(text[start:end] == quote for text, start, end, quote in rows)


def test_joins_go_through_indexes(base):
    plan = base.execute("EXPLAIN QUERY PLAN SELECT * FROM claims WHERE incident_id = 'i-1'").fetchall()
    assert "USING INDEX" in plan[0][3]


def test_views_are_for_people(base):
    rows = base.execute("SELECT incident, question, origins FROM answers_read WHERE origins LIKE '%SANA%'").fetchall()
    assert rows
    assert base.execute("SELECT count(*) FROM claims_read").fetchone() == (
        base.execute("SELECT count(*) FROM claims").fetchone()
    )


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_every_relation_has_whole_rows_and_its_key_tells_them_apart(example, table):
    given = materials.of_example(materials.opened(example), "acled")
    rows = list(table.rows(given))
    assert {len(row) for row in rows} <= {len(table.columns)}
    names = [column.name for column in table.columns]
    keys = [tuple(row[names.index(part)] for part in table.key) for row in rows]
    assert len(set(keys)) == len(keys)
    known = [other.name for other in tables()]
    kinds = {"text": str, "integer": int, "real": (int, float), "boolean": bool}
    for place, column in enumerate(table.columns):
        assert column.to is None or known.index(column.to) < known.index(table.name)
        assert all(row[place] is None or isinstance(row[place], kinds[column.kind]) for row in rows)


def test_parquet_says_what_to_install(monkeypatch, tmp_path):
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(SaysoError, match=r"pip install 'sayso\[export\]'"):
        export.write("parquet", materials.one_claim(), tmp_path / "relations")


def test_a_claim_of_no_incident_is_kept(tmp_path):
    given = materials.one_claim()
    other = make.claim("r-1", "SOHR", value=2, start=2)
    given = dataclasses.replace(given, claims=(*given.claims, other))
    for name in ("csv", "annotations", "schema.org", "prov"):
        target = tmp_path / export.named(name).makes
        text = "".join(path.read_text(encoding="utf-8") for path in export.write(name, given, target))
        assert "killed: 2" in text or "2,2" in text
