"""Readers of the export formats that are not ours: each gives back which claims a file speaks of, and their words.

A reader fails where its library does. `Read.quotes` is None where a format does not carry the words of claims.
"""

import csv
import json
import re
import sqlite3
import warnings
from contextlib import closing
from typing import NamedTuple

import pytest

CLAIM = re.compile(r"c-[0-9A-Za-z][^\s\"',)\\]*")


class Read(NamedTuple):
    """What a foreign reader found."""

    claims: set[str]
    quotes: list[str] | None = None
    every: bool = True  # whether the format speaks of every claim of every incident
    outside: bool = True  # whether it speaks of claims of no incident


def jsonl(paths):
    import msgspec

    lines = [msgspec.json.decode(line) for line in paths[0].read_bytes().splitlines()]
    claims = [line["value"] for line in lines if line["kind"] == "claim"]
    return Read({claim["id"] for claim in claims}, [claim["span"]["quote"] for claim in claims])


def tables(paths):
    claims, findings = (_csv(path) for path in paths)
    named = {claim_id for row in findings for claim_id in row["claim_ids"].split()}
    assert named <= {row["claim_id"] for row in claims}
    return Read({row["claim_id"] for row in claims}, [row["quote"] for row in claims])


def parquet(paths):
    from pyarrow import parquet as pq

    found = {path.stem: pq.read_table(path).to_pylist() for path in paths}
    ids = {row["id"] for row in found["claims"]}
    assert {row["claim_id"] for row in found["answer_claims"]} <= ids
    assert {row["report_id"] for row in found["claims"]} <= {row["id"] for row in found["reports"]}
    return Read(ids, [row["quote"] for row in found["claims"]])


def sqlite(paths):
    with closing(sqlite3.connect(f"file:{paths[0]}?mode=ro", uri=True)) as base:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        rows = base.execute("SELECT id, quote FROM claims ORDER BY rowid").fetchall()
        tables_there = {name for (name,) in base.execute("SELECT name FROM sqlite_master")}
    described = json.loads(paths[1].read_text(encoding="utf-8"))["databases"][paths[0].stem]["tables"]
    assert set(described) <= tables_there
    return Read({row[0] for row in rows}, [row[1] for row in rows])


def geojson(paths):
    import geojson as library

    found = library.loads(paths[0].read_text(encoding="utf-8"))
    assert found.is_valid, found.errors()
    return Read(_named(found), every=False)


def event_table(paths):
    from pyarrow import csv as arrow

    rows = _csv(paths[0])
    if rows:
        read = arrow.read_csv(paths[0], parse_options=arrow.ParseOptions(newlines_in_values=True))
        assert read.num_rows == len(rows)
        assert read.column_names == list(rows[0])
    why = [json.loads(line) for line in paths[1].read_text(encoding="utf-8").splitlines()]
    left_out = [json.loads(line) for line in paths[2].read_text(encoding="utf-8").splitlines()]
    return Read(_named(why) | _named(left_out), every=False)


def airwars(paths):
    return Read(_named(json.loads(paths[0].read_text(encoding="utf-8"))), every=False)


def hxl(paths):
    import hxl as library

    with paths[0].open("rb") as file:
        source = library.data(file)
        rows = list(source)
        tags = [column.display_tag for column in source.columns]
    assert "#affected+killed+min" in tags
    return Read({key for row in rows for key in (row.get("#meta+claims") or "").split()}, every=False)


def schema_org(paths):
    from pyld import jsonld

    nodes = jsonld.expand(json.loads(paths[0].read_text(encoding="utf-8")))
    vocabulary = "https://schema.org/"
    claims = [node for node in nodes if node["@type"] == [f"{vocabulary}Claim"]]
    assert all(node["@type"][0].startswith(vocabulary) for node in nodes)
    ids = {claim[f"{vocabulary}identifier"][0]["@value"] for claim in claims}
    return Read(ids, [claim[f"{vocabulary}text"][0]["@value"] for claim in claims])


def ftm(paths):
    pytest.importorskip("followthemoney", reason="FollowTheMoney needs ICU's headers to be installed")
    from followthemoney import model
    from followthemoney.statement.serialize import read_path_statements

    entities = [json.loads(line) for line in paths[0].read_text(encoding="utf-8").split("\n") if line]
    for entity in entities:
        proxy = model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        known = proxy.schema.properties
        assert set(entity["properties"]) <= set(known)
    statements = list(read_path_statements(paths[1], "json"))
    assert all(statement.id == statement.generate_key() for statement in statements)
    told = [statement for statement in statements if statement.prop == "notes"]
    claims = {claim for statement in told for claim in CLAIM.findall(statement.value)}
    return Read(claims, [statement.original_value for statement in told], outside=False)


def prov(paths):
    import rdflib
    from rdflib.namespace import PROV

    graph = rdflib.Graph()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own, about itself
        graph.parse(paths[0], format="json-ld")
        if len(graph):
            from prov.model import ProvDocument

            ProvDocument.deserialize(content=graph.serialize(format="turtle"), format="rdf", rdf_format="turtle")
    quoted = list(graph.subject_objects(PROV.wasQuotedFrom))
    claims = {str(claim).removeprefix("urn:sayso:claim:") for claim, _ in quoted}
    return Read(claims, [str(graph.value(claim, PROV.value)) for claim, _ in quoted])


def annotations(paths):
    found = json.loads(paths[0].read_text(encoding="utf-8"))
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert found["total"] == len(found["first"]["items"])
    quotes = []
    for item in found["first"]["items"]:
        assert item["type"] == "Annotation"
        kinds = [selector["type"] for selector in item["target"]["selector"]]
        assert kinds == ["TextQuoteSelector", "TextPositionSelector"]
        quotes.append(item["target"]["selector"][0]["exact"])
    return Read({item["id"].removeprefix("urn:sayso:claim:") for item in found["first"]["items"]}, quotes)


def atlos(paths):
    rows = _csv(paths[0])
    bodies = json.loads(paths[1].read_text(encoding="utf-8"))
    allowed = {"Not Sensitive", "Graphic Violence", "Deceptive or Misleading", "Personal Information Visible"}
    for row, body in zip(rows, bodies, strict=True):
        assert row["status"] in {"To Do", "In Progress", "Ready for Review", "Help Needed", "Completed", "Canceled"}
        assert set(body["sensitive"]) <= allowed
        assert len(body["description"]) >= 8
    return Read({key for row in rows for key in row["sayso_claims"].split()}, outside=False)


READERS = {
    "jsonl": jsonl,
    "csv": tables,
    "parquet": parquet,
    "sqlite": sqlite,
    "geojson": geojson,
    "acled": event_table,
    "ged": event_table,
    "airwars": airwars,
    "hxl": hxl,
    "schema.org": schema_org,
    "ftm": ftm,
    "prov": prov,
    "annotations": annotations,
    "atlos": atlos,
}


def _csv(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _named(value):
    """Every claim id that stands by itself in a list of `claims` or the like, anywhere in a JSON value."""
    if isinstance(value, dict):
        return set().union(*(_named(item) for item in value.values())) if value else set()
    if isinstance(value, list):
        return set().union(*(_named(item) for item in value)) if value else set()
    return {value} if isinstance(value, str) and value.startswith("c-") else set()
