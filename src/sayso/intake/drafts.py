r"""Drafts to reports.

In: a draft. Out: a report, and a `Rejected` for each thing the user should know of it. Text is made safe to count in
before anything counts: line ends become `\n`, control characters go; nothing else is changed. The id covers text,
outlet, URL, date and title, so one wire story in two outlets is two reports, and one file read twice is one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sayso import ids
from sayso.intake.dates import iso_date
from sayso.intake.language import UNKNOWN, tell
from sayso.model import Rejected, Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.config import Settings
    from sayso.intake.arrival import Draft

_LINE_END: Final = re.compile("\r\n|[\r\v\f\x85]")
# Control characters other than tab and line feed, and surrogates, which no encoding holds.
_UNSAFE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Letters of a date that makes no sense: enough to find it by.
_SHOWN: Final = 60


def report_of(draft: Draft, settings: Settings) -> Iterator[Report | Rejected]:
    """Yield the report that a draft makes, then what the user should know about it.

    A draft without a word in it makes no report.
    """
    text = safe(draft.text)
    if not text.strip():
        yield Rejected(subject=draft.subject, problem="has no text", mend="Leave it out, or fetch it again.")
        return
    if len(text) > settings.max_letters:
        problem = f"has more than {settings.max_letters:,} letters, which is no report"
        yield Rejected(subject=draft.subject, problem=problem, mend="Split it, or raise max_letters in sayso.toml.")
        return
    told = tell(text, settings.languages, draft.language)
    published, captured = (
        iso_date(written, told.code) if written else None for written in (draft.published, draft.captured)
    )
    content = {
        "text": text,
        "outlet": _clean(draft.outlet),
        "url": _clean(draft.url),
        "published": published,
        "title": _clean(draft.title),
    }
    yield Report(
        id=ids.content_id("r", content),
        sha256=draft.sha256,
        text_sha256=ids.sha256_hex(text.encode()),
        language=told.code,
        language_confidence=told.confidence,
        captured=captured,
        origin_file=draft.origin_file,
        key=draft.key,
        credits=tuple(credit for written in draft.credits if (credit := _clean(written))),
        **content,  # type: ignore[arg-type]  # the five fields above, text among them
    )
    yield from draft.notes
    if draft.published and published is None:
        problem = f"published date {draft.published[:_SHOWN]!r} makes no sense; left empty"
        yield Rejected(subject=draft.subject, problem=problem, mend="Write it as YYYY-MM-DD.")
    if told.code == UNKNOWN:
        looks = f" (it looks like {told.foreign!r})" if told.foreign else ""
        problem = f"its language could not be told, or there is no reader for it{looks}; stored, not read"
        mend = f"Set languages in the case's sayso.toml; now: {', '.join(settings.languages)}."
        yield Rejected(subject=draft.subject, problem=problem, mend=mend)


def safe(text: str) -> str:
    r"""Return the text with line ends as `\n` and without control characters or surrogates; nothing else changed."""
    return _UNSAFE.sub("", _LINE_END.sub("\n", text))


def _clean(value: str | None) -> str | None:
    """Return metadata on one line; None where it says nothing."""
    return (" ".join(safe(value).split()) or None) if value else None
