import pytest

pytest.importorskip("torch")

from pathlib import Path

from training.network import Heads
from training.own import annotated
from training.passages_format import parse, passages

HEADS = Heads.load(Path(__file__).parents[2] / "training" / "heads.toml")
RAW = """# id: en-test-001; register: wire; theatre: ukraine
[s1 Reuters] [c1 reported], [c2^1~!deny citing] [s2 police], that
[x1+2 [killed:child=2!h two children] [h allegedly] died].
[s3>2 They] [c3 added] [x3 a [weapon rocket] hit]. ([c4/doc [s4 AFP]])"""


@pytest.fixture(scope="module")
def text():
    return annotated(parse(RAW, "test", 1))


def linked(text, relation, query):
    return [
        [text.text[start:end] for start, end in link.targets]
        for link in text.links
        if link.relation == relation and text.text[slice(*link.query)] == query
    ]


def test_classes_come_with_their_spans(text):
    by_quote = {(mark.layer, text.text[mark.start : mark.end]): mark.attributes for mark in text.marks}
    assert by_quote["cue", "citing"] == {"act": "deny", "distancing": "yes", "reach": "local"}
    assert by_quote["cue", "AFP"]["reach"] == "doc"
    assert by_quote["killed", "two children"]["class"] == "child"
    assert by_quote["killed", "two children"]["hedged"] == "yes"
    assert "class" not in by_quote["weapon", "rocket"]
    assert ("hedge", "allegedly") in by_quote


def test_links_follow_the_numbers(text):
    assert linked(text, "source", "citing") == [["police"]]
    assert linked(text, "content", "citing") == linked(text, "content", "reported")
    assert linked(text, "parent", "citing") == [["reported"]]
    assert linked(text, "parent", "reported") == [[]]
    assert linked(text, "antecedent", "They") == [["police"]]
    assert linked(text, "antecedent", "Reuters") == [[]]


def test_every_passage_uses_only_layers_classes_and_relations_that_have_heads():
    for passage in passages():
        text = annotated(passage)
        assert text.layers == frozenset(HEADS.layers)
        for mark in text.marks:
            for name, label in mark.attributes.items():
                assert label in HEADS.attributes[name]["labels"], (passage.id, name, label)
                assert mark.layer in HEADS.attributes[name]["over"]
        assert {link.relation for link in text.links} <= set(HEADS.relations)
