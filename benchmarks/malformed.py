"""Damaged documents of every format, made by seeded mutations of sound ones, and what intake makes of them.

In: how many of each format, a folder to work in. Out: a line for each format: how many gave reports, how many gave
remarks, the slowest, and how many crashed or took longer than they may. Each must give at least one report or one
clear line.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import time
import zipfile
from typing import TYPE_CHECKING

from benchmarks.pages import page, write_warc
from sayso.config import Settings
from sayso.custody import pack, unpack
from sayso.errors import SaysoError
from sayso.intake import reports_from
from sayso.model import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LIMIT = 10.0  # seconds
_FLIPS = (
    b"\0",
    b"\xff",
    b"<",
    b">",
    b'"',
    b"{",
    b"[",
    b"&#x0;",
    b"]]>",
    b"\r\n\r\n",
    b"\xed\xa0\x80",
    b"9999999999",
    b"-1",
    b"%s",
)


def seeds(folder: Path) -> dict[str, bytes]:
    """Return one sound document of each format, by its suffix.

    Args:
        folder: to work in.
    """
    bodies = [page(number)[1] for number in range(3)]
    write_warc(folder / "seed.warc.gz", 3)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for number, body in enumerate(bodies):
            file.writestr(f"{number}.html", body)
    live = {
        "@type": "LiveBlogPosting",
        "headline": "Live",
        "liveBlogUpdate": [
            {
                "articleBody": "Two people were killed near Herat, police said.",
                "datePublished": "2021-01-01T00:00:00Z",
            }
        ]
        * 3,
    }
    entry = (
        "<item><title>T</title><link>https://e.example/1</link><description>Two people were killed near Herat, "
        "police said on Monday, residents added.</description><pubDate>Wed, 12 Feb 2020 10:00:00 GMT</pubDate></item>"
    )
    sitemap = (
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        "<url><loc>ftp://e.example/1</loc></url></urlset>"
    )
    return {
        ".html": bodies[0],
        ".live.html": bodies[1].replace(
            b"</head>", b'<script type="application/ld+json">%s</script></head>' % json.dumps(live).encode()
        ),
        ".warc": gzip.decompress((folder / "seed.warc.gz").read_bytes()),
        ".warc.gz": (folder / "seed.warc.gz").read_bytes(),
        ".zip": packed.getvalue(),
        ".html.gz": gzip.compress(bodies[0], mtime=0),
        ".rss.xml": f'<rss version="2.0"><channel><title>F</title>{entry * 3}</channel></rss>'.encode(),
        ".sitemap.xml": sitemap.encode(),
        ".jsonl": b"\n".join(json.dumps({"text": body.decode(), "id": "1"}).encode() for body in bodies),
        ".txt": "Title: Удар\nDate: 2020-02-12\n\nДвоє людей загинули, повідомляє агентство.\n".encode(),
    }


def damaged(document: bytes, chance: random.Random) -> bytes:
    """Return a document with a few things broken: cut, doubled, flipped, moved or stuffed."""
    data = bytearray(document)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        length = min(len(data) - at, chance.choice((1, 4, 64, 1024)))
        match chance.randrange(6):
            case 0:
                del data[at : at + length]
            case 1:
                data[at:at] = data[at : at + length] * chance.choice((1, 3, 50))
            case 2:
                data[at : at + length] = bytes(chance.randrange(256) for _ in range(length))
            case 3:
                data[at:at] = chance.choice(_FLIPS) * chance.choice((1, 2, 500))
            case 4:
                del data[at:]
            case _:
                data[at : at + 1] = bytes([data[at] ^ 1 << chance.randrange(8)]) if at < len(data) else b""
    return bytes(data)


def corpus(folder: Path, count: int) -> Iterator[tuple[str, Path]]:
    """Yield so many damaged documents of each format: its suffix, and the file."""
    for suffix, document in seeds(folder).items():
        chance = random.Random(suffix)  # noqa: S311  # seeded on purpose
        for _ in range(count):
            path = folder / f"damaged{suffix}"
            path.write_bytes(damaged(document, chance))
            yield suffix, path


def malformed(count: int, folder: Path) -> int:
    """Read the corpus and print what came of it; return 1 if anything crashed, hung or was silent."""
    rows: dict[str, list[float]] = {}
    for suffix, path in corpus(folder, count):
        row = rows.setdefault(suffix, [0, 0, 0, 0, 0])
        started = time.monotonic()
        try:
            items = list(reports_from([path], Settings(web_seconds=1)))
        except Exception as error:  # noqa: BLE001  # counting them is the point
            print(f"{suffix}: crashed with {error!r}")
            row[3] += 1
            continue
        took = time.monotonic() - started
        lines = [item for item in items if isinstance(item, Rejected)]
        row[0] += len(items) > len(lines)
        row[1] += bool(lines)
        row[2] = max(row[2], took)
        row[3] += not items or any("\n" in line.problem for line in lines)
        row[4] += took > LIMIT
    for suffix, (reports, remarks, slowest, crashes, hangs) in rows.items():
        print(
            f"{suffix}: {count} damaged: {reports:.0f} gave reports, {remarks:.0f} remarks, "
            f"slowest {slowest:.2f} s; {crashes:.0f} crashes, {hangs:.0f} hangs"
        )
    return int(any(row[3] or row[4] for row in rows.values()) or _packed(count, folder))


def _packed(count: int, folder: Path) -> int:
    """Unpack damaged packed cases: each is refused in one line, or comes out whole."""
    from sayso.ledger import Ledger

    Ledger.open(folder / "case" / "ledger").append("rejected", [Rejected(subject="a", problem="b", mend="c")])
    pack(folder / "case", folder / "case.wacz")
    document = (folder / "case.wacz").read_bytes()
    chance = random.Random(".wacz")  # noqa: S311  # seeded on purpose
    refused = crashes = 0
    for number in range(count):
        (folder / "damaged.wacz").write_bytes(damaged(document, chance))
        try:
            unpack(folder / "damaged.wacz", folder / f"out-{number}")
        except SaysoError:
            refused += 1
        except Exception as error:  # noqa: BLE001  # as above
            print(f".wacz: crashed with {error!r}")
            crashes += 1
    print(f".wacz: {count} damaged: {refused} refused, {count - refused - crashes} came out whole; {crashes} crashes")
    return crashes
