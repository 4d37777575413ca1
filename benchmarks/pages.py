"""News pages made by the thousand, each different, for measuring intake: seeded, so that every run makes the same.

In: a number. Out: HTML pages with title, outlet, date and a few paragraphs of claims; or a WARC file of them.
"""

from __future__ import annotations

import gzip
import random
import uuid
from typing import TYPE_CHECKING

from sayso.custody.warc import RECORD_END, record_head

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLACES = (
    "Qamishli",
    "Herat",
    "Mosul",
    "Kharkiv",
    "Idlib",
    "Tripoli",
    "Gaza",
    "Aden",
    "Kabul",
    "Donetsk",
    "Sirte",
    "Kirkuk",
)
SOURCES = (
    "police",
    "the ministry of defence",
    "local residents",
    "Reuters",
    "AFP",
    "a hospital official",
    "SANA",
    "TASS",
)
OUTLETS = ("Daily Record", "The Valley News", "Northern Post", "City Herald", "Radio East", "Morning Wire")
DEEDS = ("a strike", "shelling", "a car bomb", "a drone attack", "an exchange of fire")
FILLER = (
    "Ambulances took the wounded to hospitals in the city, and the road was closed until the evening.",
    "The governor visited the place on the same day and spoke with the families.",
    "Schools in the district stayed closed, and shops on the main street opened late.",
    "It was not clear at first who was behind it, and nobody said so.",
)


def page(number: int) -> tuple[str, bytes]:
    """Return the address and the HTML of page `number`."""
    chance = random.Random(number)  # noqa: S311  # seeded on purpose
    place, outlet, deed = chance.choice(PLACES), chance.choice(OUTLETS), chance.choice(DEEDS)
    dead, hurt = chance.randint(1, 60), chance.randint(1, 200)
    day = f"2021-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    title = f"{dead} killed by {deed} near {place}, report {number}"
    sentences = [
        f"{dead} civilians were killed on {day} by {deed} near {place}, {chance.choice(SOURCES)} said.",
        f"{chance.choice(SOURCES).capitalize()} put the wounded at {hurt}, citing {chance.choice(SOURCES)}.",
        *chance.sample(FILLER, 2),
    ]
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    html = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="og:site_name" content="{outlet}">'
        f'<meta property="article:published_time" content="{day}T08:00:00Z"></head><body>'
        f"<nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )
    return f"https://{outlet.lower().replace(' ', '')}.example/{number}", html.encode()


def write_warc(path: Path, count: int) -> None:
    """Write a WARC of so many pages to `path`, each record compressed by itself, as crawlers do."""
    with path.open("wb") as file:
        for record in _records(count):
            file.write(gzip.compress(record, 6, mtime=0))


def _records(count: int) -> Iterator[bytes]:
    for number in range(count):
        url, body = page(number)
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
        fields = [
            ("WARC-Type", "response"),
            ("WARC-Target-URI", url),
            ("WARC-Date", "2021-12-31T00:00:00Z"),
            ("WARC-Record-ID", f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, url)}>"),
            ("Content-Type", "application/http; msgtype=response"),
        ]
        yield record_head(fields, len(block)) + block + RECORD_END
