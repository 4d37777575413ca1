"""Measured scores on passages kept from training, against the floors that no change may fall below."""

import tomllib
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from sayso.config import Settings
from sayso.ids import sha256_hex
from sayso.intake import passages_of
from sayso.lang import available
from sayso.model import CASUALTY_QUESTIONS, Report
from sayso.read import Reader
from training.passages_format import FOLDER, read

FLOORS = tomllib.loads((Path(__file__).parents[1] / "benchmarks" / "floors.toml").read_text("utf-8"))["passages"]
EACH = 2  # passages of a language


def sample():
    """The first held-out passages that count people of each language with a pack, in order of file and place."""

    def counting(folder):
        for path in sorted(folder.glob("*.txt")):
            for passage in read(path)[0]:
                if passage.held_out() and any(fact.question in CASUALTY_QUESTIONS for fact in passage.facts):
                    yield passage

    folders = sorted(path for path in FOLDER.iterdir() if path.name in available())
    return [passage for folder in folders for passage in islice(counting(folder), EACH)]


def answer(question, count):
    return (question, count.low, count.high)


def voiced(passage, fact):
    """Whether somebody other than the outlet says it, by the annotation."""
    return any(
        (one.sources and any(start <= fact.start and fact.end <= end for start, end in one.contents))
        or (one.sources and one.reach != "local")
        for one in passage.attributions
    )


@pytest.fixture(scope="module")
def scores():
    settings = Settings()
    reader = Reader.load(settings)
    found_all = wanted_all = right = told = agreed = 0
    for passage in sample():
        digest = sha256_hex(passage.text.encode())
        report = Report(
            id=f"r-{digest[:16]}",
            text=passage.text,
            sha256=digest,
            text_sha256=digest,
            language=passage.language,
            language_confidence=1.0,
            outlet=passage.header.get("outlet"),
        )
        claims = [
            claim
            for claim in reader.read(report, tuple(passages_of(report, settings))).claims
            if claim.question in CASUALTY_QUESTIONS
        ]
        facts = [fact for fact in passage.facts if fact.question in CASUALTY_QUESTIONS and fact.value]
        stretches = {(claim.span.start, claim.span.end, answer(claim.question, claim.answer)) for claim in claims}
        found = Counter(what for _, _, what in stretches)
        wanted = Counter(answer(fact.question, fact.value) for fact in facts)
        found_all += found.total()
        wanted_all += wanted.total()
        right += (found & wanted).total()
        for fact in facts:
            same = [
                claim for claim in claims if answer(claim.question, claim.answer) == answer(fact.question, fact.value)
            ]
            here = [claim for claim in same if claim.span.start < fact.end and fact.start < claim.span.end]
            if here:
                told += 1
                agreed += any(claim.voices for claim in here) == voiced(passage, fact)
    return {"counts_f1": 2 * right / (found_all + wanted_all), "attributed": agreed / told, "facts": wanted_all}


def test_the_sample_is_large_enough_to_mean_something(scores):
    assert scores["facts"] >= 30


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_a_score_is_not_below_its_floor(scores, name):
    assert scores[name] >= FLOORS[name]
