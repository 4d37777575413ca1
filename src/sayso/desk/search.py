"""Full-text search over what reports say and what was read in them.

In: reports and readings. Out: reports and claims whose words begin with the words asked for, best first. The index is
SQLite's FTS5 in memory (BM25); it folds case and accents and works for every script that puts spaces between words.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.model import Reading, Report

_WORD = re.compile(r"\w+")
_MARKS = ("\x02", "\x03")
# Words of a query that are looked at; the rest would only slow a hostile one.
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One report or claim that was found.

    Attributes:
        claim_id: None where the report's text was found.
        snippet: (text, is a match) pairs, joined a stretch of what was searched.
    """

    report_id: str
    claim_id: str | None
    snippet: tuple[tuple[str, bool], ...]


class Index:
    """What can be searched; filled once and added to."""

    def __init__(self) -> None:
        """Start empty."""
        self._lock = threading.Lock()
        self._base = sqlite3.connect(":memory:", check_same_thread=False)
        self._base.execute(
            "CREATE VIRTUAL TABLE words USING fts5(report_id UNINDEXED, claim_id UNINDEXED, body,"
            " tokenize = 'unicode61 remove_diacritics 2')"
        )
        self._known: set[str] = set()

    def add(self, reports: Iterable[Report], readings: dict[str, Reading]) -> None:
        """Add those reports that are new, with the sources and words of their claims."""
        rows: list[tuple[str, str | None, str]] = []
        for report in reports:
            if report.id in self._known:
                continue
            self._known.add(report.id)
            head = " ".join(filter(None, (report.title, report.outlet)))
            rows.append((report.id, None, f"{head}\n{report.text}"))
            reading = readings.get(report.id)
            for claim in reading.claims if reading else ():
                names = " ".join(dict.fromkeys(f"{voice.source} {voice.name}" for voice in claim.voices))
                rows.append((report.id, claim.id, f"{claim.span.quote} · {names}" if names else claim.span.quote))
        with self._lock:
            self._base.executemany("INSERT INTO words VALUES (?, ?, ?)", rows)

    def find(self, query: str, limit: int = 2000) -> tuple[Hit, ...]:
        """Return what holds every word of the query, or a word that begins with it; best matches first."""
        words = _WORD.findall(query)[:_MOST_WORDS]
        if not words:
            return ()
        asked = " ".join(f'"{word}"*' for word in words)
        with self._lock:
            rows = self._base.execute(
                "SELECT report_id, claim_id, snippet(words, 2, ?, ?, '…', 14) FROM words"
                " WHERE words MATCH ? ORDER BY rank, rowid LIMIT ?",
                (*_MARKS, asked, limit),
            ).fetchall()
        return tuple(Hit(report_id=row[0], claim_id=row[1], snippet=_parts(row[2])) for row in rows)


def _parts(marked: str) -> tuple[tuple[str, bool], ...]:
    """Return the snippet as (text, is a match) pairs; marks that the text itself holds are lost."""
    parts: list[tuple[str, bool]] = []
    for number, piece in enumerate(re.split("[\x02\x03]", marked)):
        if piece:
            parts.append((piece, number % 2 == 1))
    return tuple(parts)
