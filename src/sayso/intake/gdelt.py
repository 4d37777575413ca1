"""Article lists of GDELT's DOC and Context interfaces, as JSON; as CSV they are a `table` like any other.

In: `{"articles": [...]}`. Out: see `listed`: GDELT names addresses, titles, times and languages, and holds no
articles; only lists of the Context interface quote a sentence, or what stands around it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sayso.errors import IntakeError
from sayso.ids import sha256_hex
from sayso.intake.arrival import Draft, Link, Source, Way
from sayso.intake.jsonparts import parts_of, record_of
from sayso.intake.listed import language_code, row_of
from sayso.model import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.config import Settings

_OPENING: Final = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*\{\s*"articles"\s*:\s*\[')
# For each field of a draft, GDELT's names, the best first. It sees an article within a quarter of an hour.
_NAMES: Final = {
    "text": ("text", "context", "sentence"),
    "title": ("title",),
    "url": ("url",),
    "outlet": ("domain",),
    "published": ("seendate",),
    "language": ("language",),
}


def _read(source: Source, settings: Settings) -> Iterator[Draft | Rejected | Source | Link]:
    number = 0
    try:
        for number, part in enumerate(parts_of(source.stream, source.subject, {"articles"}, settings.max_bytes), 1):
            subject = f"{source.subject}, article {number}"
            try:
                record, notes = record_of(part, subject, settings)
            except IntakeError as error:
                yield Rejected(subject=error.subject, problem=error.problem, mend=error.mend)
                continue
            given = {field: [record.get(name) for name in names] for field, names in _NAMES.items()}
            stated = {
                field: next((value for value in values if isinstance(value, str)), "")
                for field, values in given.items()
            }
            stated["language"] = language_code(stated["language"], settings.languages)
            yield row_of(stated, source, subject, sha256_hex(part.raw), notes)
    except IntakeError as error:  # of the file as a whole
        yield Rejected(subject=error.subject, problem=error.problem, mend=error.mend)
    if not number:
        yield Rejected(subject=source.subject, problem="lists no articles", mend="Ask GDELT again.")


WAY: Final = Way(kind="gdelt", accepts=lambda head, _suffix: _OPENING.match(head) is not None, read=_read)
