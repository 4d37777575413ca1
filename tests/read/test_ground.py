"""Nothing passes whose words do not stand in the report, to the character."""

from dataclasses import replace

import pytest
from attributed import claim, report, span, voice
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Hedge, Span
from sayso.read.ground import grounded, is_verbatim

TOLD = report("Police said on Friday that reportedly two 🕊 men died.")


def sound():
    speaker = replace(voice("police"), span=span(TOLD.text, "Police"), cue=span(TOLD.text, "said"))
    hedge = Hedge(span=span(TOLD.text, "reportedly"), strength="medium")
    return claim(TOLD, "two 🕊 men died", voices=(speaker,), hedge=hedge)


def moved(stretch):
    return replace(stretch, start=stretch.start + 1, end=stretch.end + 1)


def test_a_claim_whose_words_all_stand_there_passes_unchanged():
    assert grounded(TOLD, [sound()]) == [sound()]


def test_the_same_claim_twice_is_one():
    other = claim(TOLD, "men died")
    assert grounded(TOLD, [sound(), other, sound()]) == [sound(), other]


@pytest.mark.parametrize("part", ["quote", "voice", "cue", "hedge", "report"])
def test_one_wrong_word_anywhere_and_it_does_not_exist(part):
    good = sound()
    first = good.voices[0]
    bad = {
        "quote": replace(good, span=moved(good.span)),
        "voice": replace(good, voices=(replace(first, span=moved(first.span)),)),
        "cue": replace(good, voices=(replace(first, cue=moved(first.cue)),)),
        "hedge": replace(good, hedge=replace(good.hedge, span=moved(good.hedge.span))),
        "report": replace(good, report_id="r-other"),
    }[part]
    assert grounded(TOLD, [bad]) == []


def test_a_voice_known_from_the_record_alone_needs_no_words():
    tagged = replace(sound(), voices=(voice("Reuters", how="wire"),))
    assert grounded(TOLD, [tagged]) == [tagged]


def test_an_empty_quote_is_none():
    assert not is_verbatim(TOLD, Span(start=3, end=3, quote=""))


@settings(derandomize=True, max_examples=80)
@given(st.text("aéб👍🏽\u200dم \n", max_size=12), st.integers(0, 12), st.integers(0, 12), st.integers(-2, 2))
def test_offsets_count_code_points(text, start, end, shift):
    quote = text[start:end]
    stands = Span(start=start + shift, end=start + shift + len(quote), quote=quote)
    expected = bool(quote) and start + shift >= 0 and text[start + shift : start + shift + len(quote)] == quote
    assert is_verbatim(report(text), stands) is expected
