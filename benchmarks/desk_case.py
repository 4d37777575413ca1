"""A made-up case of any size, written to a ledger as records: the same bytes for the same size.

In: a folder and how many incidents. Out: a ledger with ten reports for each and ten claims in every report. Every
quote is a stretch of its text; some reports cite others, and two of ten repeat another's words.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sayso import ids
from sayso.ledger import Ledger
from sayso.model import Claim, Count, Mention, Party, Place, Reading, Report, Span, Text, Voice, When

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.model import Answer, Question, VictimClass

_READER = "made-up@1"
_REPORTS = 10
_BATCH = 50
_OUTLETS = tuple(f"Example {name}" for name in ("Post", "Herald", "Courier", "Ledger", "Review", "Gazette", "Wire"))
_SOURCES = ("SANA", "Reuters", "Anadolu Agency", "Syrian Observatory for Human Rights", "US-led coalition")
_SYLLABLES = ("ba", "den", "kor", "lu", "mir", "nas", "ol", "per", "qu", "ra", "sul", "tav", "ve", "wil", "yar", "zo")
_ASKED: tuple[tuple[Question, VictimClass | None, str], ...] = (
    ("killed", "civilian", "{n} civilians were killed"),
    ("killed", "soldier", "{n} soldiers were killed"),
    ("killed", "child", "{n} children were killed"),
    ("wounded", "civilian", "{n} civilians were wounded"),
    ("wounded", "soldier", "{n} soldiers were wounded"),
    ("strikes", None, "{n} strikes hit the town"),
    ("vehicles_destroyed", None, "{n} vehicles were destroyed"),
    ("weapon", None, "a rocket was used"),
    ("target", None, "the hangar was hit"),
    ("perpetrator", None, "the army was behind it"),
)


def write_case(folder: Path, incidents: int) -> tuple[int, int]:
    """Write the case; return how many reports and claims it holds."""
    ledger = Ledger.open(folder / "ledger")
    claims = 0
    for first in range(0, incidents, _BATCH):
        with ledger.segment() as segment:
            for number in range(first, min(first + _BATCH, incidents)):
                for report, reading in _incident(number):
                    segment.add("report", report)
                    segment.add("reading", reading)
                    claims += len(reading.claims)
    return incidents * _REPORTS, claims


def _incident(number: int) -> list[tuple[Report, Reading]]:
    dice = random.Random(number)  # noqa: S311  # the same case each time is the point
    name = "".join(dice.choice(_SYLLABLES) for _ in range(4)).capitalize() + f" {number}"
    place = Place(
        name=name, lat=round(-50 + number % 100 + 0.1, 3), lon=round(-160 + number // 100 * 3.1, 3), precision="exact"
    )
    day = date(2015, 1, 1) + timedelta(days=number * 3)
    made: list[tuple[Report, Reading]] = []
    for copy in range(_REPORTS):
        if copy in {4, 8}:
            text, claims = made[copy - 3][0].text, made[copy - 3][1].claims
        else:
            text, claims = _told(dice, name)
        outlet = f"{_OUTLETS[copy % len(_OUTLETS)]} {copy}"
        published = (day + timedelta(days=copy // 4)).isoformat()
        report = _report(text, outlet, published)
        span = Span(start=0, end=len(name), quote=text[: len(name)])
        mentions = (
            Mention(report_id=report.id, kind="place", value=name, span=span, place=place),
            Mention(
                report_id=report.id,
                kind="day",
                value=day.isoformat(),
                span=span,
                when=When(first=day.isoformat(), last=day.isoformat()),
            ),
        )
        own = tuple(_claim(report.id, one) for one in claims)
        made.append((report, Reading(report_id=report.id, claims=own, mentions=mentions, reader=_READER)))
    return made


def _told(dice: random.Random, name: str) -> tuple[str, tuple[Claim, ...]]:
    """Return a text about one incident and the claims in it, not yet tied to a report."""
    text, claims = f"{name}: what is known.\n", []
    for question, people, words in _ASKED:
        source = dice.choice(_SOURCES)
        figure = dice.randint(1, 6)
        start = len(text) + len(source) + len(" said that ")
        told = words.format(n=figure)
        filler = " ".join(dice.choice(_SYLLABLES) + dice.choice(_SYLLABLES) for _ in range(12))
        text += f"{source} said that {told}. {filler.capitalize()}.\n"
        answer: Answer = Count(low=figure, high=figure)
        if question == "perpetrator":
            answer = Party(name="army")
        elif question in {"weapon", "target"}:
            answer = Text(value="rocket" if question == "weapon" else "hangar")
        kind = "agency" if source == "Reuters" else "state_agency" if source in _SOURCES[:3] else "monitor"
        at = start - len(source) - len(" said that ")
        voice = Voice(
            name=source,
            source=source,
            kind=kind,  # type: ignore[arg-type]  # one of the kinds
            how="said",
            reason="alias",
            span=Span(start=at, end=at + len(source), quote=source),
        )
        claims.append(
            Claim(
                id="",
                report_id="",
                question=question,
                answer=answer,
                span=Span(start=start, end=start + len(told), quote=told),
                voices=(voice,),
                act="assert",
                polarity="affirmed",
                scope="local",
                reader=_READER,
                victim_class=people,
            )
        )
    return text, tuple(claims)


def _claim(report_id: str, claim: Claim) -> Claim:
    from dataclasses import replace

    named = {"report": report_id, "start": claim.span.start, "question": claim.question, "n": claim.span.quote}
    return replace(claim, report_id=report_id, id=ids.content_id("c", named))


def _report(text: str, outlet: str, published: str) -> Report:
    digest = ids.sha256_hex(text.encode())
    return Report(
        id=ids.content_id("r", {"text": digest, "outlet": outlet, "published": published}),
        text=text,
        sha256=digest,
        text_sha256=digest,
        language="en",
        language_confidence=1.0,
        title=f"What is known from {text.partition(':')[0]}",
        outlet=outlet,
        published=published,
    )
