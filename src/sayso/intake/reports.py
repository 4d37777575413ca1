r"""Drafts to reports.

In: paths, settings. Out: reports, and a `Rejected` for each thing the user should know: what could not be taken in,
and what was taken in but lacks something. Text is made safe to count in before anything counts: line ends become
`\n`, control characters go; nothing else is changed. The id covers text, outlet, URL, date and title, so one wire
story in two outlets is two reports, and one file read twice is one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sayso import ids
from sayso.errors import SaysoError
from sayso.intake.dates import iso_date
from sayso.intake.files import sources_in
from sayso.intake.language import UNKNOWN, tell
from sayso.intake.ways import way_for
from sayso.model import Rejected, Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from sayso.config import Settings
    from sayso.intake.arrival import Draft

_LINE_END: Final = re.compile("\r\n|[\r\v\f\x85]")
# Control characters other than tab and line feed, and surrogates, which no encoding holds.
_UNSAFE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def reports_from(
    paths: Iterable[str | Path], settings: Settings, *, stdin: BinaryIO | None = None
) -> Iterator[Report | Rejected]:
    """Yield the reports that the paths lead to, in the order given, and what the user should know about the rest.

    Args:
        paths: files (text, Markdown, HTML, JSONL), folders, globs, or `-` for standard input.
        settings: languages to choose among, and the largest size.
        stdin: what `-` reads from; the process's own by default.

    A `Rejected` right after a report is about that report, which was taken in all the same.
    """
    for source in sources_in(paths, stdin):
        if isinstance(source, Rejected):
            yield source
            continue
        try:
            for draft in way_for(source.head, source.suffix).read(source, settings):
                yield from [draft] if isinstance(draft, Rejected) else report_of(draft, settings)
        except SaysoError as error:
            yield Rejected(subject=source.subject, problem=error.problem, mend=error.mend)
        except OSError as error:
            problem = f"cannot be read ({error.strerror or error})"
            yield Rejected(subject=source.subject, problem=problem, mend="Check its permissions, or fetch it again.")


def report_of(draft: Draft, settings: Settings) -> Iterator[Report | Rejected]:
    """Yield the report that a draft makes, then what the user should know about it.

    A draft without a word in it makes no report.
    """
    text = safe(draft.text)
    if not text.strip():
        yield Rejected(subject=draft.subject, problem="has no text", mend="Leave it out, or fetch it again.")
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
        **content,  # type: ignore[arg-type]  # the five fields above, text among them
    )
    yield from draft.notes
    if draft.published and published is None:
        problem = f"published date {draft.published!r} makes no sense; left empty"
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
