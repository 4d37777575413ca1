import dataclasses
import json
import types
import typing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import model
from sayso.errors import LedgerError
from sayso.ids import canonical_json
from sayso.ledger.codec import from_json, to_json

KINDS = [kind for kind in vars(model).values() if isinstance(kind, type) and dataclasses.is_dataclass(kind)]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
FLAT = {
    str: TEXT,
    int: st.integers(-(2**53), 2**53),
    bool: st.booleans(),
    type(None): st.none(),
    float: st.floats(allow_nan=False, allow_infinity=False),
}


def strategy(hint):
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if hint in FLAT:
        return FLAT[hint]
    if origin is typing.Literal:
        return st.sampled_from(inner)
    if origin in (typing.Union, types.UnionType):
        return st.one_of([strategy(part) for part in inner])
    if origin is tuple:
        several = inner[-1] is Ellipsis
        return st.lists(strategy(inner[0]), max_size=2).map(tuple) if several else st.tuples(*map(strategy, inner))
    hints = typing.get_type_hints(hint)
    return st.builds(hint, **{field.name: strategy(hints[field.name]) for field in dataclasses.fields(hint)})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_value_comes_back_as_it_was(kind):
    @settings(derandomize=True, deadline=None, max_examples=25)
    @given(strategy(kind))
    def round_trip(value):
        back = from_json(json.loads(canonical_json(to_json(value))), kind)
        assert back == value
        assert repr(back) == repr(value)
        assert type(back) is kind

    round_trip()


def test_the_strategies_cover_the_model():
    assert {"Report", "Reading", "Claim", "Finding", "Decision", "Dossier"} <= {kind.__name__ for kind in KINDS}


def test_an_answer_says_what_it_is():
    group = model.AnswerGroup(
        answer=model.Party(name="SANA"), label="SANA", origin_ids=(), denied_by=(), claim_ids=("c-1",)
    )
    assert to_json(group)["answer"] == {"type": "Party", "name": "SANA", "source_id": None}


@pytest.mark.parametrize(
    "record",
    [
        {"start": 1, "end": "2", "quote": "a"},
        {"start": 1, "quote": "a"},
        ["start"],
    ],
)
def test_what_is_not_the_type_is_refused(record):
    with pytest.raises(LedgerError, match="not a Span"):
        from_json(record, model.Span)


def test_an_answer_of_unknown_kind_is_refused():
    record = {"answer": {"type": "Rumour"}, "label": "", "origin_ids": [], "denied_by": [], "claim_ids": []}
    with pytest.raises(LedgerError, match="AnswerGroup"):
        from_json(record, model.AnswerGroup)


def test_a_field_from_a_later_version_is_passed_over():
    assert from_json({"start": 0, "end": 1, "quote": "a", "colour": "red"}, model.Span) == model.Span(
        start=0, end=1, quote="a"
    )
