"""The made-up tables that `benchmarks.scale` runs the package's relations on, as SQL, and the same as values.

In: the number of claims (`:claims` in the SQL). Out: tables of the shapes that grouping, tracing and weighing fill.
Draws are hashes of row numbers, so that the same size gives the same tables.
"""

from __future__ import annotations

import random

from sayso.ids import sha256_hex
from sayso.model import Claim, Count, Mention, Place, Reading, Report, Span, Voice

# Three claims in a report, seven reports on an incident; ten incidents to a place (210 claims), over ten years.
_CLAIMS, _REPORTS = 3, 7

TABLES = {
    "limits": "SELECT 3 AS window_days, 60 AS nearest",
    "reports": """
        SELECT n AS report, n // 7 AS incident, n % 7 AS rank,
            'r-' || n AS report_id, 'Outlet ' || hash(n, 1) % 300 AS outlet
        FROM range(:claims // 3) AS made(n)""",
    "keys": """
        WITH kinds AS (SELECT unnest(['place', 'cell', 'name']) AS kind)
        SELECT CASE kind
                WHEN 'place' THEN 'place ' || hash(incident, 2) % (:claims // 210 + 1)
                WHEN 'cell' THEN 'cell ' || hash(incident, 2) % (:claims // 840 + 1)
                ELSE 'name ' || incident || ' ' || report % 3 END AS key,
            report_id, (hash(incident, 3) % 3650)::BIGINT AS day,
            CASE kind WHEN 'place' THEN 2.0 WHEN 'cell' THEN 0.25 ELSE 0.7 END AS worth
        FROM reports, kinds""",
    "claims": """
        SELECT 'c-' || n AS claim_id, reports.*, n % 3 AS question, (hash(n, 4) % 4)::BIGINT AS figure,
            (hash(n, 5) % 10)::BIGINT AS how, n % 3 * 40 AS place
        FROM range(:claims // 3 * 3) AS made(n)
        JOIN reports ON reports.report = n // 3""",
    "tellings": """
        SELECT incident, claim_id, report_id, question || ' ' || figure AS answer,
            CASE WHEN how < 4 THEN NULL WHEN how < 8 THEN 'Source ' || hash(incident, how % 2) % 40
                ELSE 'Outlet ' || hash(report - rank, 1) % 300 END AS last_source,
            CASE WHEN how = 7 THEN 'Outlet ' || hash(report - rank, 1) % 300 END AS passed_on,
            how < 4 AS bare, how < 4 AS loose, place
        FROM claims""",
    "filings": "SELECT incident, report_id, outlet, rank FROM reports",
    "originals": """
        SELECT incident, report_id, 'r-' || (report - rank) AS original_id
        FROM reports WHERE rank > 0 AND hash(report, 6) % 5 = 0""",
    "parted": "SELECT 0 AS incident, '' AS claim_id, '' AS report_id WHERE false",
    "told": """
        SELECT incident * 3 + question AS asked, '' AS class, figure::VARCHAR AS answer, claim_id,
            coalesce('Source ' || hash(incident, how % 2) % 40, outlet) AS origin_id, how >= 4 AS known,
            how = 9 AS denied, true AS revisable, false AS old, true AS dated,
            (DATE '2015-01-01' + (hash(incident, 3) % 3650)::INT + (rank // 3)::INT)::VARCHAR AS moment,
            rank, place
        FROM claims""",
    "retractions": """
        SELECT asked, class, origin_id, answer, moment FROM told WHERE hash(claim_id, 7) % 50 = 0""",
}


def made(size: int) -> tuple[list[Report], list[Reading]]:
    """Return reports and readings with so many claims in all, of the same make as the tables."""
    draw = random.Random(size)  # noqa: S311  # a simulation, not a secret
    words = [f"word{number}" for number in range(5000)]
    reports: list[Report] = []
    readings: list[Reading] = []
    for number in range(size // _CLAIMS):
        incident, rank = divmod(number, _REPORTS)
        if rank == 0:
            day = f"20{10 + incident % 10}-{1 + incident % 12:02}-{1 + incident % 28:02}"
            first = " ".join(draw.choice(words) for _ in range(80))
            where = Place(
                name=f"Town {incident % (size // 200 + 1)}",
                lat=30 + (incident % (size // 200 + 1)) * 0.013 % 30,
                lon=20 + (incident % (size // 200 + 1)) * 0.029 % 40,
                precision="exact",
            )
        copied = rank > 0 and draw.random() < 0.2  # noqa: PLR2004  # one in five, as in the tables
        text = first if copied else " ".join(draw.choice(words) for _ in range(80))
        name = f"r-{number:08}"
        digest = sha256_hex(text.encode())
        reports.append(
            Report(
                id=name,
                text=text,
                sha256=digest,
                text_sha256=digest,
                language="en",
                language_confidence=1.0,
                outlet=f"Outlet {draw.randrange(300)}",
                published=day,
            )
        )
        span = Span(start=0, end=4, quote=text[:4])
        mentions = (
            Mention(report_id=name, kind="place", value=where.name, span=span, place=where),
            Mention(report_id=name, kind="day", value=day, span=span),
        )
        claims = tuple(_claim(name, place, draw) for place in range(_CLAIMS))
        readings.append(Reading(report_id=name, claims=claims, mentions=mentions, reader="made@1"))
    return reports, readings


def _claim(report_id: str, place: int, draw: random.Random) -> Claim:
    figure = draw.randrange(1, 5)
    source = f"Source {draw.randrange(40)}" if draw.random() < 0.6 else ""  # noqa: PLR2004  # as in the tables
    span = Span(start=40 * place, end=40 * place + 4, quote="made")
    voices = (Voice(name=source, source=source, kind="official", how="said", reason="alias"),) if source else ()
    return Claim(
        id=f"c-{report_id}-{place}",
        report_id=report_id,
        question=("killed", "wounded", "strikes")[place],
        answer=Count(low=figure, high=figure),
        span=span,
        voices=voices,
        act="assert",
        polarity="affirmed",
        scope="local",
        reader="made@1",
        victim_class="civilian" if place < 2 else None,  # noqa: PLR2004  # strikes hit nobody in particular
    )
