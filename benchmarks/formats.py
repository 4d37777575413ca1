"""Damaged documents of the formats that files come in: seeded mutations of sound ones, and what intake makes of them.

    python -m benchmarks.formats --count 500

In: how many of each format. Out: a line for each: how many gave reports, how many remarks, the slowest, and how many
crashed, hung or said nothing, of which there must be none: each gives at least one report or one clear line.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import random
import shutil
import sys
import tempfile
import time
import zipfile
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.malformed import LIMIT, damaged
from benchmarks.telegram import message
from sayso.config import Settings
from sayso.intake import reports_from
from sayso.model import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

INSIDE = ".inside.docx"  # a sound archive around damaged XML
_BODY = "word/document.xml"
WORDS = (
    "Two people were killed near Qamishli on Wednesday, doctors said.",
    "The army denied that its units had fired in the area during the night.",
    "Щонайменше двоє людей загинули під час удару біля Камішлі, повідомляє агентство.",
)


def main() -> int:
    """Read the damaged documents and print what came of them; return 1 if anything crashed, hung or was silent."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--only", default=None, help="the suffix of one format")
    args = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        for suffix, document in seeds().items():
            if args.only in {None, suffix}:
                failed += _told(suffix, document, args.count, Path(name))
    return int(failed > 0)


def _told(suffix: str, document: bytes, count: int, folder: Path) -> int:
    reports = remarks = 0
    slowest, faults = 0.0, []
    for path in damaged_files(suffix, document, count, folder):
        gave_reports, gave_remarks, seconds, fault = outcome(path)
        reports, remarks, slowest = reports + gave_reports, remarks + gave_remarks, max(slowest, seconds)
        faults += [fault] if fault else []
    print(
        f"{suffix}: {count} damaged: {reports} gave reports, {remarks} remarks, slowest {slowest:.2f} s; "
        f"{len(faults)} crashes, hangs or silences",
        *sorted(set(faults)),
        flush=True,
    )
    return len(faults)


def damaged_files(suffix: str, document: bytes, count: int, folder: Path) -> Iterator[Path]:
    """Yield so many damaged copies of a document, one after another in one place."""
    chance = random.Random(suffix)  # noqa: S311  # seeded on purpose
    path = folder / f"damaged{suffix}"
    for _ in range(count):
        broken = damaged(document, chance)
        path.write_bytes(_docx(broken) if suffix == INSIDE else broken)
        yield path


def outcome(path: Path) -> tuple[bool, bool, float, str | None]:
    """Return whether a document gave reports, whether it gave remarks, in how many seconds, and what went wrong."""
    settings = Settings(ocr=shutil.which("tesseract") is not None)
    started = time.monotonic()
    try:
        items = list(reports_from([path], settings))
    except Exception as error:  # noqa: BLE001  # counting them is the point
        return False, False, time.monotonic() - started, f"crashed with {error!r}"
    seconds = time.monotonic() - started
    lines = [item for item in items if isinstance(item, Rejected)]
    fault = None
    if not items:
        fault = "said nothing"
    elif seconds > LIMIT:
        fault = f"took {seconds:.0f} seconds"
    elif any("\n" in f"{line.subject}{line.problem}{line.mend}" or len(line.problem) > 400 for line in lines):  # noqa: PLR2004  # letters
        fault = "said more than a line"
    return len(items) > len(lines), bool(lines), seconds, fault


def seeds() -> dict[str, bytes]:
    """Return one sound document of each format, by the end of its name."""
    made = {
        ".result.json": _json(
            {"name": "Watch", "type": "public_channel", "id": 12, "messages": [message(n) for n in range(1, 12)]}
        ),
        ".tweets.js": b"window.YTD.tweets.part0 = " + _json([{"tweet": post} for post in _posts()]),
        ".posts.jsonl": b"\n".join(json.dumps(post).encode() for post in _posts()),
        ".archiver.json": _json([_archived(n) for n in range(3)]),
        ".archiver.csv": _csv(
            [["status", "metadata", "media"], *([repr(part) for part in _archived(n).values()] for n in range(3))]
        ),
        ".gdelt.json": _json(
            {
                "articles": [
                    {"url": "https://e.example/1", "title": "T", "seendate": "20230918T031500Z", "context": words}
                    for words in WORDS
                ]
            }
        ),
        ".csv": _csv([["Date", "Source", "Full text"], *(["2020-02-12", "Example News", words] for words in WORDS)]),
        ".eml": _letter().as_bytes(),
        ".mbox": b"".join(
            b"From a@e.example Wed Feb 12 10:00:00 2020\n" + _letter().as_bytes() + b"\n\n" for _ in range(3)
        ),
        ".docx": _docx(),
        INSIDE: _docx_body(_docx()),
        ".pdf": _pdf(),
    }
    return {**made, **({".png": _png()} if shutil.which("tesseract") else {})}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _csv(rows: list[list[str]]) -> bytes:
    made = io.StringIO()
    csv.writer(made).writerows(rows)
    return made.getvalue().encode()


def _posts() -> list[dict[str, object]]:
    at = "Wed Feb 12 10:00:00 +0000 2020"
    return [
        {"id_str": str(n), "full_text": f"RT @AFP: {words}", "created_at": at, "lang": "en"}
        for n, words in enumerate(WORDS)
    ]


def _archived(number: int) -> dict[str, object]:
    told = {"_processed_at": "2022-01-02T03:04:05+00:00", "url": "https://e.example/1", "content": WORDS[number]}
    return {"status": "ok", "metadata": told, "media": [{"properties": {"hash": "SHA-256:" + "ab" * 32}}]}


def _letter() -> EmailMessage:
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "Press <p@e.example>", "Заява"
    letter["Date"], letter["Message-ID"] = "Wed, 12 Feb 2020 10:00:00 +0200", "<1@e.example>"
    letter.set_content("\n".join(WORDS))
    letter.add_alternative("".join(f"<p>{words}</p>" for words in WORDS), subtype="html")
    letter.add_attachment(WORDS[0].encode(), maintype="text", subtype="plain", filename="note.txt")
    letter.set_boundary("a-boundary")
    return letter


def _docx_body(document: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(document)) as packed:
        return packed.read(_BODY)


def _docx(body: bytes | None = None) -> bytes:
    from docx import Document

    document, made, again = Document(), io.BytesIO(), io.BytesIO()
    for words in WORDS:
        document.add_paragraph(words)
    document.save(made)
    with zipfile.ZipFile(made) as packed, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as still:
        for name in sorted(packed.namelist()):  # without the clock's time, so that every run damages the same bytes
            part = body if body is not None and name == _BODY else packed.read(name)
            still.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return again.getvalue()


def pdf_of(pages: list[list[str]]) -> bytes:
    """Return a PDF with lines of plain Latin text on its pages, made by hand so that every byte of it is known."""
    parts = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = b"\n".join(
            b"(%s) Tj T*" % line.encode("latin-1").replace(b"(", b"[").replace(b")", b"]") for line in lines
        )
        stream = b"BT /F1 10 Tf 14 TL 50 780 Td\n" + shown + b"\nET"
        parts.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        resources = b"<< /Font << /F1 3 0 R >> >>"
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources %s >>"
        parts.append(page % (len(parts), resources))
        kids.append(b"%d 0 R" % len(parts))
    parts[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    made, places = bytearray(b"%PDF-1.4\n"), []
    for number, part in enumerate(parts, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(made + tail % (len(parts) + 1, table, len(parts) + 1, len(made)))


def _pdf() -> bytes:
    return pdf_of([[WORDS[0], WORDS[1]], [WORDS[1], WORDS[0]]])


def _png() -> bytes:
    from PIL import Image, ImageDraw

    picture, made = Image.new("L", (500, 60), 255), io.BytesIO()
    ImageDraw.Draw(picture).text((10, 20), WORDS[0], fill=0)
    picture.save(made, "PNG")
    return made.getvalue()


if __name__ == "__main__":
    sys.exit(main())
