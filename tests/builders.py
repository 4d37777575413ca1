"""Reports and claims for tests, built from as little as a test cares about."""

import hashlib
import sys

from sayso.model import Claim, Count, Mention, Party, Place, Report, Span, Text, Voice

KINDS = {
    "SANA": "state_agency",
    "SOHR": "monitor",
    "US-led coalition": "military",
    "Reuters": "agency",
    "Syrian media": "media",
    "eyewitness": "witness",
    "unnamed sources": "unnamed",
}


def report(name, text=None, *, outlet=None, published=None, language="en"):
    text = text if text is not None else f"Report {name}."
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report(
        id=name,
        text=text,
        sha256=digest,
        text_sha256=digest,
        language=language,
        language_confidence=1.0,
        outlet=outlet,
        published=published,
    )


def voice(name, how="said"):
    return Voice(name=name, source=name, kind=KINDS.get(name, "outlet"), how=how, reason="alias")


def answer(value):
    if isinstance(value, int):
        return Count(low=value, high=value)
    if isinstance(value, tuple):
        return Count(low=value[0], high=value[1])
    return value


def claim(report_id, *voices, question="killed", value=1, people=None, **fields):
    """A claim; its place in the report tells claims of one report apart."""
    start = fields.pop("start", 0)
    given = answer(value)
    settings = {"act": "assert", "polarity": "affirmed", "scope": "local", "reader": "test@1", **fields}
    return Claim(
        id=f"c-{report_id}-{question}-{given}-{people}-{'/'.join(voices)}-{settings['polarity']}-{start}",
        report_id=report_id,
        question=question,
        answer=given,
        span=Span(start=start, end=start + 6, quote="Report"),
        voices=tuple(voice(name) for name in voices),
        victim_class=people,
        **settings,
    )


def party(name):
    return Party(name=name)


def words(value):
    return Text(value=value)


def place_mention(report_id, name, point=(None, None), *, precision="exact", weight=1.0):
    place = Place(name=name, lat=point[0], lon=point[1], precision=precision)
    span = Span(start=0, end=6, quote="Report")
    return Mention(report_id=report_id, kind="place", value=name, span=span, weight=weight, place=place)


def mention(report_id, kind, value, *, weight=1.0):
    span = Span(start=0, end=6, quote="Report")
    return Mention(report_id=report_id, kind=kind, value=value, span=span, weight=weight)


def calls_of(work):
    """How many Python and C calls `work()` makes: the same on every machine, unlike seconds."""
    count = 0

    def note(_frame, event, _argument):
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
