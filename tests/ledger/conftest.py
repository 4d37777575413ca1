import pytest

from sayso.ids import content_id, sha256_hex
from sayso.model import Claim, Count, Reading, Report, Span


def report_of(text):
    return Report(
        id=content_id("r", {"text": text}),
        text=text,
        sha256=sha256_hex(text.encode()),
        text_sha256=sha256_hex(text.encode()),
        language="uk",
        language_confidence=1.0,
    )


def reading_of(report):
    claim = Claim(
        id=content_id("c", {"report": report.id}),
        report_id=report.id,
        question="killed",
        answer=Count(low=2, high=None),
        span=Span(start=0, end=1, quote=report.text[:1]),
        voices=(),
        act="assert",
        polarity="affirmed",
        scope="local",
        reader="test@1",
    )
    return Reading(report_id=report.id, claims=(claim,), mentions=(), reader="test@1")


@pytest.fixture
def make_report():
    return report_of


@pytest.fixture
def make_reading():
    return reading_of
