"""Only what was asked for is taken from an answer."""

import json

import pytest

from sayso.read.llm.proposal import MOST, Proposal, proposals_in

GOOD = {"question": "killed", "quote": "two died"}


def test_fields_that_nobody_asked_for_are_passed_over():
    found, refused = proposals_in(json.dumps([{**GOOD, "value": 99, "answer": "ninety", "polarity": "denied"}]))
    assert (found, refused) == ([Proposal(question="killed", quote="two died")], [])


@pytest.mark.parametrize("frame", ["{}", "```json\n{}\n```", "<think>two or [three]?</think>\n{}"])
def test_fences_and_thoughts_around_the_list_are_left_out(frame):
    assert proposals_in(frame.format(json.dumps([GOOD, GOOD])))[0] == [Proposal(question="killed", quote="two died")]


@pytest.mark.parametrize(
    "answer", ["", "There were two.", "{}", '"x"', "null", "[", "[" * 100_000, '[{"question": "killed"', "NaN"]
)
def test_what_is_no_list_is_one_mistake(answer):
    with pytest.raises(ValueError, match=r"^the answer is not (JSON|a JSON list)$"):
        proposals_in(answer)


@pytest.mark.parametrize(
    "item",
    [
        *(None, 7, "two died", ["two died"], {}, {"question": "killed"}, {"quote": "two died"}),
        *({**GOOD, "quote": " "}, {**GOOD, "quote": 7}, {**GOOD, "quote": "x" * 2001}, {**GOOD, "context": ["x"]}),
        *({**GOOD, "question": "truth"}, {**GOOD, "question": ["killed"]}, {**GOOD, "question": "weapon"}),
    ],
)
def test_an_item_that_is_no_proposal_is_turned_away_with_a_reason(item):
    found, refused = proposals_in(json.dumps([item, GOOD]))
    assert len(found) == 1
    assert len(refused) == 1
    assert refused[0].why


def test_an_endless_list_ends():
    found, refused = proposals_in(json.dumps([{**GOOD, "quote": f"{n} died"} for n in range(MOST + 50)]))
    assert (len(found), [refusal.why for refusal in refused]) == (MOST, [f"50 items beyond the first {MOST}"])
