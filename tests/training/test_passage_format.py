"""Annotated passages: spans are exact, every mistake is named, variants keep to the rules."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Count
from training.passages_format import FormatError, main, parse, passages, read
from training.passages_tags import count_of
from training.passages_vary import multiply

HEAD = "# id: en-test-001; register: wire; theatre: nowhere; published: 2020-01-02\n"


def passage(body, head=HEAD):
    return parse(head + body, "file.txt", 10)


def told(one, spans):
    return [one.text[start:end] for start, end in spans]


def test_the_plain_text_is_what_remains_without_tags():
    one = passage(
        "= [place Sirte] hit\n[s1  The army] [c1 said]\n[x1 [killed:soldier=2 two\n soldiers] died].\n\nEnd."
    )
    assert one.text == "Sirte hit\n\nThe army said two soldiers died.\n\nEnd."
    assert told(one, one.headlines) == ["Sirte hit"]
    assert told(one, one.attributions[0].contents) == ["two soldiers died"]
    assert [one.text[f.start : f.end] for f in one.facts] == ["Sirte", "two soldiers"]


def test_an_attribution_carries_all_that_its_cue_says():
    one = passage(
        "[s1 Reuters], [c2^1 citing] [s2 police], [c1~!accuse blamed] [x1+2 rebels]. [s3>1 It] [c3/doc!retract later]"
    )
    first, second, third = one.attributions
    assert (first.act, first.distancing, first.parent) == ("accuse", True, None)
    assert (second.parent, second.contents) == (1, first.contents)
    assert (third.reach, third.act, third.source_refs) == ("doc", "retract", (1,))


def test_who_tells_is_seen_from_nesting_and_not_from_ones_own_content():
    one = passage(
        '[s1 SANA] [c1 said] [x1 fire hit, [c2 according to] [s2 locals], [x2 a bus]]. "[x3 No, [s3 he] [c3 said]]"'
    )
    assert [each.parent for each in one.attributions] == [None, 1, None]


def test_inside_a_shared_content_the_far_end_of_the_chain_tells():
    one = passage("[s1 A], [c2^1 citing] [s2 B], [c1 wrote] [x1+2 that [s3 C] [c3 saw] [x3 fire]].")
    assert one.attributions[2].parent == 2


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("2", Count(low=2, high=2)),
        ("201+", Count(low=201, high=None)),
        ("0-5", Count(low=0, high=5)),
        ("~30", Count(low=30, high=30, approx=True)),
        ("dozens", Count(low=24, high=99, vague="dozens")),
        ("yes", Count(low=1, high=None)),
        ("0", Count(low=0, high=0)),
    ],
)
def test_values(written, count):
    assert count_of(written) == count


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("[s1 He [c1 said] [x1 so].", "never closed"),
        ("He said] so.", "stray ]"),
        ("[s1 He] [c1 said [x1 so.\n\nMore]].", "never closed"),
        ("[y1 He] said.", "unknown label 'y1'"),
        ("[ He] said.", "unknown label"),
        ("[killed:uncle=2 two] died.", "unknown class 'uncle'"),
        ("[killed=2!x two] died.", "unknown flag !x"),
        ("[killed two] died.", "needs a value"),
        ("[killed=5-3 some] died.", "ends before it begins"),
        ("[killed=many some] died.", "value 'many'"),
        ("[killed=yes some] died.", "yes is for strikes"),
        ("[place=2 Sirte] fell.", "carries no value"),
        ("[place:civilian Sirte] fell.", "no victim class"),
        ("[killed=12 13 to 15 people] died.", None),
        ("[killed=12 15 people] died.", "say otherwise"),
        ("[killed=1200 1,200 people] died.", None),
        ("[killed=12 12 k1lled].", None),
        ("[killed=3!h three] died.", "no [h"),
        ("[killed=3!n three] died.", "no [n"),
        ("[s1 He] spoke.", "no cue c1"),
        ("[c1 said] [x2 that].", "no cue c2"),
        ("[s1 He] [c1 said] that.", "neither content x1 nor a reach"),
        ("[s1 He] [c1!nocomment declined to comment].", None),
        ("[s1>3 He] [c1 said] [x1 that].", "points back to 3"),
        ("[c1^3 said] [x1 that].", "told by 3"),
        ("[c1^2 said] [x1+2 that], [c2^1 says].", "in a circle"),
        ("[c1!shout said] [x1 that].", "unknown act"),
        ("[c1!deny said] [x1 that] [c1!accuse too].", "2 acts"),
        ("[s1  ] [c1 said] [x1 that].", "is empty"),
        ("", "no text"),
    ],
)
def test_every_mistake_is_named_with_file_line_and_passage(body, complaint):
    if complaint is None:
        assert passage(body).text
        return
    with pytest.raises(FormatError) as caught:
        passage(body)
    assert complaint in str(caught.value)
    assert all(
        line.startswith(("file.txt:10: en-test-001: ", "file.txt:11: en-test-001: ", "file.txt:13: en-test-001: "))
        for line in caught.value.problems
    )


@pytest.mark.parametrize(
    ("head", "complaint"),
    [
        ("Text without header.\n", "begins with a header"),
        ("# id: en-test-001; register: wire\n", "no theatre"),
        ("# id: test; register: wire; theatre: x\n", "an id is language"),
        ("# id: en-test-001; register: wire; theatre: x; colour: red\n", "unknown header key 'colour'"),
        ("# id: en-test-001; register: wire; theatre: x; published: May\n", "no date"),
        ("# id: en-test-001; id: en-test-001; register: wire; theatre: x\n", "stands twice"),
    ],
)
def test_headers_are_checked(head, complaint):
    with pytest.raises(FormatError) as caught:  # what it says is looked at below
        passage("Words.", head)
    assert complaint in str(caught.value)


def test_the_checker_counts_and_finds_ids_that_stand_twice(tmp_path: Path, capsys):
    folder = tmp_path / "en"
    folder.mkdir()
    (folder / "a.txt").write_text(
        HEAD + "[killed=2 Two] died.\n---\n" + HEAD + "[killed=3 Three] died.\n", encoding="utf-8"
    )
    assert main(["check", str(tmp_path)]) == 1
    assert "stands in" in capsys.readouterr().out
    (folder / "a.txt").write_text(HEAD + "[killed=2 Two] died.\n---\n", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 0
    assert "en: 1 passages, 0 attributions, killed 1" in capsys.readouterr().out


def test_a_passage_in_the_wrong_folder_is_a_problem(tmp_path: Path):
    (tmp_path / "uk").mkdir()
    (tmp_path / "uk" / "a.txt").write_text(HEAD + "Words.", encoding="utf-8")
    _, problems = read(tmp_path / "uk" / "a.txt")
    assert "folder 'uk'" in problems[0]


def test_all_written_passages_pass_and_lie_in_their_text():
    ids = set()
    for one in passages():
        assert one.id not in ids
        ids.add(one.id)
        spans = [span for a in one.attributions for span in (*a.sources, *a.cues, *a.contents)]
        spans += [(fact.start, fact.end) for fact in one.facts] + [*one.hedges, *one.denials, *one.headlines]
        for start, end in spans:
            assert 0 <= start < end <= len(one.text)
            assert one.text[start:end] == one.text[start:end].strip()
    assert {one[:2] for one in ids} >= {"uk", "ru", "en", "ar", "tr", "de"}


TREE = st.recursive(
    # No line without words: that ends a paragraph, and a tag never leaves its paragraph.
    st.text(alphabet="abя ق\n.", max_size=8).filter(lambda text: not re.search(r"\n\s*\n", text)),
    lambda inner: st.lists(st.tuples(st.sampled_from(["place", "h", "n", "weapon"]), inner), max_size=4),
    max_leaves=12,
)


def written(tree):
    return tree if isinstance(tree, str) else "".join(f"[{label} x{written(inner)}]" for label, inner in tree)


@settings(derandomize=True, max_examples=150)
@given(TREE)
def test_taking_out_the_tags_gives_the_text_whatever_the_nesting(tree):
    marked = written(tree)
    one = passage("begin " + marked)
    bare = "begin " + marked
    for label in ("place", "h", "n", "weapon"):
        bare = bare.replace(f"[{label} ", "")
    assert one.text.split() == bare.replace("]", "").split()
    assert len(one.facts) + len(one.hedges) + len(one.denials) == marked.count("[")


def test_variants_change_figures_with_their_values_and_keep_the_order():
    one = passage(
        "[killed=12 12 people] died, [killed:child=3!part 3 children] among them, of [wounded=~40 some 40 hurt]."
    )
    variants = multiply(one, 7, 20)
    assert len(variants) > 10
    assert multiply(one, 7, 20) == variants
    for variant in variants:
        assert variant.template == one.id
        assert variant.held_out() == one.held_out()
        total, part, hurt = variant.facts
        for fact in variant.facts:
            assert str(fact.value.low) in variant.text[fact.start : fact.end]
        assert part.value.low < total.value.low < hurt.value.low


def test_a_figure_that_stands_outside_counts_too_is_left_alone():
    one = passage("[killed=12 12 people] died on the 12 May Road, [c1/doc!nocomment unsaid].")
    assert all("12 " in variant.text for variant in multiply(one, 1, 5))


def test_every_written_passage_can_be_varied():
    for one in passages():
        for variant in multiply(one, 3, 2):
            assert len(variant.facts) == len(one.facts)
            assert len(variant.attributions) == len(one.attributions)
            assert variant.text != one.text
