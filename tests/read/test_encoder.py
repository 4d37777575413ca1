import json
from hashlib import sha256

import numpy as np
import pytest

from sayso.errors import ReadError
from sayso.read.attribute import attributions_of
from sayso.read.encoder import SHIPPED, Encoder

pytestmark = pytest.mark.skipif(not (SHIPPED / "encoder.onnx").exists(), reason="the model files are not here")
# Invented for these tests: one statement each, with speaker, cue and a word of what is said.
STATEMENTS = [
    ("Police spokesman Dan Orwell said the bridge had been closed since Monday.", "Orwell", "said", "bridge"),
    ("Речник поліції Іван Савчук заявив, що міст закрили ще в понеділок.", "Савчук", "заявив", "міст"),
    ("Представитель полиции Олег Жуков заявил, что мост закрыт с понедельника.", "Жуков", "заявил", "мост"),
    ("Polis sözcüsü Kemal Arda, köprünün pazartesiden beri kapalı olduğunu söyledi.", "Arda", "söyledi", "köprünün"),
    ("وقال المتحدث باسم الشرطة سامي الخطيب إن الجسر مغلق منذ يوم الاثنين.", "الخطيب", "قال", "الجسر"),
]


@pytest.fixture(scope="module")
def encoder():
    return Encoder.load()


def test_the_files_are_those_the_manifest_names():
    manifest = json.loads((SHIPPED / "manifest.json").read_text(encoding="utf-8"))
    for name, digest in manifest["sha256"].items():
        assert sha256((SHIPPED / name).read_bytes()).hexdigest() == digest


def test_the_shipped_files_stay_small():
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 48e6


@pytest.mark.parametrize(("text", "speaker", "cue", "said"), STATEMENTS, ids=["en", "uk", "ru", "tr", "ar"])
def test_a_plain_statement_is_read_in_every_language(encoder, text, speaker, cue, said):
    found = attributions_of(encoder.encode(text), text)
    assert any(
        any(speaker in source.quote for source in one.sources)
        and cue in one.cue.quote
        and any(said in content.quote for content in one.content)
        for one in found
    )
    for one in found:
        for span in (*one.sources, one.cue, *one.content):
            assert text[span.start : span.end] == span.quote


def test_the_same_text_gives_the_same_bytes(encoder):
    text = STATEMENTS[0][0]
    first, second = encoder.encode(text), Encoder.load().encode(text)
    for name in ("tags", "classes", "relations"):
        assert getattr(first, name).tobytes() == getattr(second, name).tobytes()


def test_a_long_text_is_read_to_its_end(encoder):
    text = " ".join([STATEMENTS[0][0]] * 60)
    encoded = encoder.encode(text)
    said = [span for span in encoded.spans("cue") if text[span.start : span.end] == "said"]
    assert len(said) >= 55
    assert said[-1].start > len(text) - 100


def test_windows_leave_no_token_without_an_answer(encoder):
    text = "word " * 900
    encoded = encoder.encode(text)
    assert np.allclose(encoded.tags.sum(axis=2), 1, atol=1e-4)


def test_relations_asked_for_a_stretch_are_those_of_the_whole(encoder):
    text = STATEMENTS[0][0]
    encoded = encoder.encode(text)
    cue = encoded.spans("cue")[0]
    whole = encoded.related("source", cue)
    assert np.allclose(encoded.related_within("source", cue, 1, 5), whole[1:5], atol=1e-6)
    assert not encoded.related("no such relation", cue).any()


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "\u200b", "☢️"])
def test_next_to_nothing_is_no_error(encoder, text):
    assert attributions_of(encoder.encode(text), text) == ()


def test_a_missing_model_is_one_clear_line(tmp_path):
    with pytest.raises(ReadError, match="no tagger there"):
        Encoder.load(tmp_path)


def test_a_model_of_another_format_is_turned_away(tmp_path):
    for name in ("tokenizer.json", "words.q4", "encoder.onnx", "manifest.json"):
        (tmp_path / name).write_bytes((SHIPPED / name).read_bytes())
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    (tmp_path / "manifest.json").write_text(json.dumps({**manifest, "format": 99}), encoding="utf-8")
    with pytest.raises(ReadError, match="format 99"):
        Encoder.load(tmp_path)
