"""Spans, voices, attributions and reports for the tests of who says what, cut out of a text by their words."""

from sayso.ids import sha256_hex
from sayso.model import Claim, Count, Report, Span, Voice
from sayso.read.attribute import Attribution
from sayso.read.link import CreditLine, Line


def report(text, language="en", outlet=None):
    digest = sha256_hex(text.encode())
    return Report(
        id=f"r-{digest[:16]}",
        text=text,
        sha256=digest,
        text_sha256=digest,
        language=language,
        language_confidence=1.0,
        outlet=outlet,
        published="2023-05-04",
    )


def span(text, words, nth=0):
    """The `nth` stretch of `text` that reads `words`."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start=start, end=start + len(words), quote=words)


def voice(name, kind="official", how="said"):
    return Voice(name=name, source=name, kind=kind, how=how, reason="alias")


def said(text, source, cue, *content, number=0, **fields):
    """An attribution of `text`: who (words, or several), by which words, and what."""
    names = (source,) if isinstance(source, str) else source
    settings = {"parent": None, "reach": "local", "act": "assert", "distancing": False, "antecedent": None, **fields}
    return Attribution(
        id=number,
        sources=tuple(span(text, name) for name in names if name),
        cue=span(text, cue),
        content=tuple(span(text, piece) for piece in content),
        score=0.9,
        **settings,
    )


def line(text, chains, cue, *content, **fields):
    settings = {"sentence": 0, "act": "assert", "distancing": False, **fields}
    return Line(chains=chains, cue=span(text, cue), content=tuple(span(text, piece) for piece in content), **settings)


def credit_line(text, chains, cue, sentence, **fields):
    settings = {"reach": "doc", "narrow": False, "wire": False, "first": 0, "last": 99, **fields}
    return CreditLine(chains=chains, cue=span(text, cue), sentence=sentence, **settings)


def claim(of, words, *, question="killed", answer=None, **fields):
    """A claim of the report `of` that stands on `words`."""
    settings = {
        "voices": (),
        "act": "assert",
        "polarity": "affirmed",
        "scope": "local",
        "reader": "test@1",
        **fields,
    }
    return Claim(
        id=f"c-{question}-{words}-{settings['polarity']}",
        report_id=of.id,
        question=question,
        answer=answer or Count(low=1, high=1),
        span=span(of.text, words),
        **settings,
    )
