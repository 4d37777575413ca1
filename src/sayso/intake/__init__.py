"""Intake: bytes to reports, and reports to passages with exact offsets.

In: files, folders, globs, standard input. Out: `Report`s with what their documents say about themselves, and one
clear line (`Rejected`) about everything that could not be taken in as it was. It fetches nothing, reads no claims and
stores nothing. One small file per way in: `plain`, `page`, `lines`, and what other packages register (see `ways`).
"""

from sayso.intake.arrival import Draft, Link, Source, Stated, Way
from sayso.intake.language import language_of
from sayso.intake.passages import passages_of
from sayso.intake.reports import reports_from, taken_from
from sayso.intake.web import Web

__all__ = [
    "Draft",
    "Link",
    "Source",
    "Stated",
    "Way",
    "Web",
    "language_of",
    "passages_of",
    "reports_from",
    "taken_from",
]
