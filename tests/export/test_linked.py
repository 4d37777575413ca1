"""Claims in the web's own vocabularies, and reviews that only people can sign."""

import dataclasses
import json

import materials
import pytest

from sayso import export
from sayso.case import new_decision
from sayso.export.names import page_of, urn, web


def document(name, given, tmp_path):
    (path,) = export.write(name, given, tmp_path / "out.jsonld")
    return json.loads(path.read_text(encoding="utf-8"))


def graph(given, tmp_path, kind):
    return [node for node in document("schema.org", given, tmp_path)["@graph"] if node["@type"] == kind]


def test_no_status_becomes_a_review(example, tmp_path):
    given = materials.of_example(materials.opened(example))
    assert given.decisions == ()
    assert {finding.status for finding in given.dossiers[0].findings} >= {"contested"}
    assert graph(given, tmp_path, "ClaimReview") == []


@pytest.mark.parametrize(("verdict", "words"), [("accept", "Accepted"), ("reject", "Rejected")])
def test_a_reviewers_verdict_becomes_one_signed_review(tmp_path, verdict, words):
    given = materials.one_claim()
    claim = given.claims[0]
    decision = new_decision(verdict, claim.id, reviewer="A. Reviewer", at="2024-05-03T10:00:00Z", note="seen")
    other = new_decision("unsure", claim.id, reviewer="B", at="2024-05-04")
    given = dataclasses.replace(given, decisions=(decision, other))
    (review,) = graph(given, tmp_path, "ClaimReview")
    assert review["author"] == {"@type": "Person", "name": "A. Reviewer"}
    assert review["reviewRating"]["alternateName"].startswith(words)
    assert "ratingValue" not in review["reviewRating"]
    assert review["itemReviewed"] == {"@id": urn("claim", claim.id)}
    assert review["claimReviewed"] == claim.span.quote


def test_a_superseded_verdict_is_no_review(tmp_path):
    given = materials.one_claim()
    first = new_decision("accept", given.claims[0].id, reviewer="A", at="2024-05-03")
    later = new_decision("reject", given.claims[0].id, reviewer="A", at="2024-05-04", supersedes=first.id)
    given = dataclasses.replace(given, decisions=(first, later))
    (review,) = graph(given, tmp_path, "ClaimReview")
    assert review["@id"] == urn("decision", later.id)


def test_a_claim_names_its_origin_where_it_stands_and_where_it_first_stood(example, tmp_path):
    given = materials.of_example(materials.opened(example))
    claims = graph(given, tmp_path, "Claim")
    assert len(claims) == len(given.claims)
    origins = {node["author"]["name"] for node in claims if "author" in node}
    assert "SANA" in origins
    assert not any("origin unknown" in name for name in origins)
    based = [node["appearance"]["isBasedOn"] for node in claims if "isBasedOn" in node["appearance"]]
    assert based
    assert all(
        node["firstAppearance"]["datePublished"] <= node["datePublished"][:10] for node in claims if "author" in node
    )


def test_annotations_select_the_exact_words_by_quote_and_by_position(example, tmp_path):
    case = materials.opened(example)
    texts = {f"urn:sayso:text:{report.text_sha256}": report.text for report in case.reports()}
    items = document("annotations", materials.of_example(case), tmp_path)["first"]["items"]
    assert len(items) == len(case.claims())
    for item in items:
        quote, position = item["target"]["selector"]
        text = texts[item["target"]["scope"]]
        assert text[position["start"] : position["end"]] == quote["exact"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert text[position["start"] - len(quote["prefix"]) :].startswith(around)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_provenance_ties_copies_to_originals_and_a_rejection_to_its_claim(example, tmp_path):
    import rdflib
    from rdflib.namespace import PROV

    case = materials.opened(example)
    given = materials.of_example(case)
    claim = given.claims[0]
    decision = new_decision("reject", claim.id, reviewer="A", at="2024-05-03T00:00:00Z")
    found = document("prov", dataclasses.replace(given, decisions=(decision,)), tmp_path)
    web_of = rdflib.Graph().parse(data=json.dumps(found), format="json-ld")
    copies = [copy for dossier in given.dossiers for copy in dossier.copies]
    derived = {(str(a), str(b)) for a, b in web_of.subject_objects(PROV.wasDerivedFrom)}
    assert {
        (urn("report", c.report_id), urn("report", c.of_report_id)) for c in copies if c.kind != "same"
    } == derived
    assert [str(who) for who in web_of.subjects(PROV.wasInvalidatedBy)] == [urn("claim", claim.id)]
    assert len(list(web_of.subject_objects(PROV.wasQuotedFrom))) == len(given.claims)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/новости", "https://example.org/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"),
        ("https://example.org/%41%zz", "https://example.org/%41%25zz"),
        ('https://example.org/"><script>', "https://example.org/%22%3E%3Cscript%3E"),
        ("javascript:alert(1)", None),
        ("example.org/a", None),
        ("https://[", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(address, expected):
    assert web(address) == expected
    assert page_of("r-1", address) == (expected or "urn:sayso:report:r-1")
