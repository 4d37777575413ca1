from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.read.sentences import sentences_of


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Col. Reyes said so. “We left.” It was 12.5 km.",
            ["Col. Reyes said so.", "“We left.”", "It was 12.5 km."],
        ),
        ("uk", "У 2020 р. було так. «Ні», – сказав він.", ["У 2020 р. було так.", "«Ні», – сказав він."]),
        ("ar", "قال ذلك. ثم عاد؟ نعم", ["قال ذلك.", "ثم عاد؟", "نعم"]),
        (
            "de",
            "Am 12. Februar starb z. B. ein Mann. Mehr nicht.",
            ["Am 12. Februar starb z. B. ein Mann.", "Mehr nicht."],
        ),
        ("zh", "三人死亡。官方否认！", ["三人死亡。", "官方否认！"]),
    ],
)
def test_splits_where_a_reader_would(language, text, expected):
    assert [text[start:end] for start, end in sentences_of(text, language)] == expected


@settings(derandomize=True)
@given(st.text(alphabet="aБ .!?\n«»12َع", max_size=80))
def test_offsets_cover_all_but_white_space(text):
    spans = sentences_of(text, "en")
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
