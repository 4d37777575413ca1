from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.read.pieces import pieces_of, tokenizer_of
from sayso.read.windows import sentence_ends, windows_of

LETTERS = "abcdefghijklmnopqrstuvwxyzабвгдеїіяАБبتمقلنينदुनियाABC0123456789.,«»\"'!?()½…éñ"
VOCABULARY = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -3.0)]
VOCABULARY += [(letter, -5.0) for letter in dict.fromkeys(LETTERS)] + [("▁is", -4.0), ("تل", -4.5), ("...", -4.0)]
TOKENIZER = tokenizer_of(VOCABULARY)
ODD = "ab «я» مـقـتل مَدَ \u200b\u200f\ufeff\u00ad½…ﬁﷺＡ e\u0301 👨\u200d👩\u200d👧 ☢️ \n\n\t\u00a0.?!。"
texts = st.text(alphabet=st.one_of(st.sampled_from(ODD), st.characters(codec="utf-8")), max_size=60)


@given(texts)
@settings(derandomize=True, max_examples=150, deadline=None)
def test_offsets_stay_within_the_text_and_in_order(text):
    pieces = pieces_of(TOKENIZER, text)
    assert len(pieces.ids) == len(pieces.starts) == len(pieces.ends)
    assert all(0 <= start <= end <= len(text) for start, end in zip(pieces.starts, pieces.ends, strict=True))
    assert list(pieces.starts) == sorted(pieces.starts)
    assert list(pieces.ends) == sorted(pieces.ends)


@given(texts)
@settings(derandomize=True, max_examples=150, deadline=None)
def test_every_letter_and_digit_belongs_to_a_token(text):
    pieces = pieces_of(TOKENIZER, text)
    covered = {at for start, end in zip(pieces.starts, pieces.ends, strict=True) for at in range(start, end)}
    silent = {"ـ"}
    assert [char for at, char in enumerate(text) if char.isalnum() and at not in covered and char not in silent] == []


def test_a_token_quotes_the_letters_it_stands_for():
    text = "is\n\n ½ مـقـتل cafe\u0301"
    pieces = pieces_of(TOKENIZER, text)
    quotes = [text[start:end] for start, end in zip(pieces.starts, pieces.ends, strict=True) if end > start]
    assert quotes[0] == "is"
    assert "½" in quotes
    assert "تل" in quotes
    assert quotes[-1] == "e\u0301"


@given(st.text(alphabet="ab .!?\n。", max_size=200), st.integers(1, 20), st.integers(0, 10))
@settings(derandomize=True, max_examples=100, deadline=None)
def test_windows_answer_for_every_token_once(text, own, context):
    pieces = pieces_of(TOKENIZER, text)
    if not len(pieces.ids):
        return
    windows = windows_of(sentence_ends(text, pieces), own=own, context=context)
    assert [at for window in windows for at in range(window.own_start, window.own_end)] == list(
        range(len(pieces.ids))
    )
    for window in windows:
        assert window.start <= window.own_start < window.own_end <= window.end
        assert window.own_end - window.own_start <= own
        assert window.end - window.start <= own + 2 * context


def test_windows_end_where_sentences_end():
    text = "is it. It is. So be it.\n\nAnd so on"
    pieces = pieces_of(TOKENIZER, text)
    ends = sentence_ends(text, pieces)
    assert [text[pieces.starts[end - 1] : pieces.ends[end - 1]] for end in ends] == [".", ".", ".", "n"]
    assert {window.own_end for window in windows_of(ends, own=16, context=4)} <= set(ends)
