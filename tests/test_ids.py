"""Equal content has one name everywhere; different content has another."""

import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.ids import canonical_json, content_id, sha256_hex

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=("Cs",)), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", max_size=3), inner, max_size=3),
    max_leaves=8,
)


def test_keys_are_sorted_without_spaces_or_escapes():
    assert canonical_json({"б": [1, None], "a": "حلب 🕊"}) == '{"a":"حلب 🕊","б":[1,null]}'


@settings(derandomize=True, max_examples=60)
@given(VALUES)
def test_canonical_json_says_all_there_is(value):
    assert json.loads(canonical_json(value)) == value


@settings(derandomize=True, max_examples=60)
@given(st.dictionaries(st.text("abcd", max_size=2), st.integers(), min_size=2, max_size=5))
def test_the_order_of_keys_does_not_matter(content):
    turned = dict(reversed(content.items()))
    assert content_id("x", content) == content_id("x", turned)


@settings(derandomize=True, max_examples=60)
@given(VALUES, VALUES)
def test_different_content_has_a_different_id(one, other):
    same = canonical_json(one) == canonical_json(other)
    assert (content_id("x", {"v": one}) == content_id("x", {"v": other})) is same


def test_an_id_is_a_prefix_and_sixteen_digits_of_the_hash():
    digest = hashlib.sha256(b'{"a":1}').hexdigest()
    assert content_id("r", {"a": 1}) == f"r-{digest[:16]}"
    assert sha256_hex(b'{"a":1}') == digest


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_numbers_without_a_json_form_are_refused(value):
    with pytest.raises(ValueError, match="JSON"):
        canonical_json({"value": value})
