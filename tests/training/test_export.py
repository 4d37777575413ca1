# ruff: noqa: E402  # what needs torch is imported only where torch is there
import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from sayso.read.encoder import Encoder
from sayso.read.pieces import tokenizer_of
from training.base import SPECIALS, Base, pack
from training.data import Annotated, Document, Link, Mark
from training.export import write
from training.loss import batch_of, losses
from training.network import Heads, Tagger
from training.train import averaged, heads_seen, schedule, word_vectors

HEADS = Heads(
    layers=("source", "cue", "content"),
    attributes={"act": {"labels": ["assert", "deny"], "over": ["cue"]}},
    relations={"source": {"query": "cue"}, "content": {"query": "cue"}},
    relation_width=16,
    distance_edges=(0, 1, 2, 4),
)
TEXT = "police said two died. it denied"
MARKS = (
    Mark(layer="source", start=0, end=6),
    Mark(layer="cue", start=7, end=11, attributes={"act": "assert"}),
    Mark(layer="content", start=12, end=20),
    Mark(layer="source", start=22, end=24),
    Mark(layer="cue", start=25, end=31, attributes={"act": "deny"}),
)
LINKS = (
    Link(relation="source", query=(7, 11), targets=((0, 6),)),
    Link(relation="content", query=(7, 11), targets=((12, 20),)),
    Link(relation="source", query=(25, 31), targets=((22, 24),)),
    Link(relation="content", query=(25, 31), targets=()),
)
SOURCE = Annotated(
    key="a", language="en", text=TEXT, layers=frozenset(HEADS.layers), marks=MARKS, links=LINKS, unsure=((12, 20),)
)


@pytest.fixture(scope="module")
def base():
    shake = np.random.default_rng(3)
    words = ["▁police", "▁said", "▁two", "▁died", ".", "▁it", "▁denied"]
    pieces = [(name, 0.0) for name in SPECIALS] + [(word, -2.0) for word in words]
    hidden, feed = 64, 128
    shapes = {"q": (hidden, hidden), "k": (hidden, hidden), "v": (hidden, hidden), "ao": (hidden, hidden)}
    shapes |= {"fi": (feed, hidden), "fo": (hidden, feed)}
    tensors = {"emb.pos": shake.normal(0, 0.1, (32, hidden)), "emb.type": np.zeros(hidden)}
    for name in ("emb.ln", "l0.aln", "l0.oln", "l1.aln", "l1.oln"):
        tensors |= {f"{name}.w": np.ones(hidden), f"{name}.b": np.zeros(hidden)}
    for layer in range(2):
        for name, shape in shapes.items():
            tensors[f"l{layer}.{name}.w"] = shake.normal(0, 0.1, shape)
            tensors[f"l{layer}.{name}.b"] = np.zeros(shape[0])
    return Base(
        pieces=tuple(pieces),
        rows=pack(shake.normal(0, 1, (len(pieces), hidden)).astype(np.float32)),
        tensors={name: value.astype(np.float32) for name, value in tensors.items()},
        hidden=hidden,
        layers=2,
        heads=4,
        epsilon=1e-12,
    )


@pytest.fixture(scope="module")
def trained(base, tmp_path_factory):
    torch.manual_seed(1)
    tokenizer = tokenizer_of(base.pieces)
    document = Document(SOURCE, tokenizer, HEADS)
    tagger = Tagger(base, HEADS)
    words = word_vectors(base)
    batch = batch_of([document.window(0, len(document.pieces.ids))])
    tagger.settle(words[batch.ids], batch.mask)
    optimizer = torch.optim.AdamW(tagger.parameters(), 1e-2)
    for _ in range(60):
        optimizer.zero_grad()
        sum(losses(tagger, words, batch).values()).backward()
        optimizer.step()
    folder = tmp_path_factory.mktemp("tagger")
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    return tagger.eval(), document, folder


def test_packing_loses_nothing_that_was_packed_before(base):
    assert np.array_equal(pack(word_vectors(base).numpy()), base.rows)


def test_labels_lie_on_the_tokens_of_their_spans_and_unknown_stretches_are_masked(trained):
    _, document, _ = trained
    assert document.tags[:, 0].tolist() == [1, 0, -100, -100, 0, 1, 0]
    assert document.tags[:, 1].tolist() == [0, 1, -100, -100, 0, 0, 1]
    assert document.tags[:, 2].tolist() == [0, 0, 1, 2, 0, 0, 0]
    assert document.classes[:, 0].tolist() == [-100, 0, -100, -100, -100, -100, 1]


def test_links_that_leave_the_window_are_left_out(trained):
    _, document, _ = trained
    assert len(document.window(0, 7).queries) == 4
    assert len(document.window(0, 3).queries) == 1


def test_the_exported_float_model_answers_as_the_network_does(base, trained, tmp_path):
    tagger, document, folder = trained
    write(tagger, base, folder, tmp_path, quantized=False)
    encoder = Encoder.load(tmp_path)
    encoded = encoder.encode(TEXT)
    window = torch.from_numpy(document.window(0, len(document.pieces.ids)).ids)
    with torch.no_grad():
        tags, classes, _ = tagger(word_vectors(base)[window][None])
    wanted = tags[0, 1:-1].reshape(-1, 3, 3).softmax(-1).numpy()
    assert np.abs(encoded.tags - wanted).max() < 1e-4
    assert np.abs(encoded.classes - classes[0, 1:-1].numpy()).max() < 1e-3


def test_what_was_learned_survives_eight_bits_and_is_read_back_as_spans(base, trained, tmp_path):
    tagger, _, folder = trained
    write(tagger, base, folder, tmp_path)
    encoded = Encoder.load(tmp_path).encode(TEXT)
    assert [TEXT[span.start : span.end] for span in encoded.spans("source")] == ["police", "it"]
    cues = encoded.spans("cue")
    # What lies inside the content is anybody's guess: it was masked.
    assert [TEXT[span.start : span.end] for span in (cues[0], cues[-1])] == ["said", "denied"]
    act = encoded.attribute("act", cues[-1])
    assert max(act, key=act.get) == "deny"
    related = encoded.related("source", cues[-1])
    assert [round(float(chance)) for chance in related] == [0, 0, 0, 0, 0, 1, 0]


def test_heads_that_nothing_teaches_are_left_out():
    seen = heads_seen(HEADS, [SOURCE])
    assert HEADS.only(seen) == HEADS
    assert HEADS.only([name for name in seen if "cue" not in name]).layers == ("source", "content")


def test_a_tagger_without_attributes_can_be_exported(base, trained, tmp_path):
    _, _, folder = trained
    bare = Tagger(base, HEADS.only(["layer cue", "relation source"])).eval()
    write(bare, base, folder, tmp_path)
    encoded = Encoder.load(tmp_path).encode(TEXT)
    assert encoded.classes.shape[1] == 0
    assert encoded.spans("nothing") == ()
    assert encoded.attribute("act", encoded.span(0, 1, "cue")) == {}


def test_the_rate_rises_then_falls_to_nothing(trained):
    assert schedule(0.0) == 0.0
    assert schedule(0.06) == 1.0
    assert schedule(1.0) == 0.0
    assert averaged(trained[0], 0.25, 1) == 0.25
