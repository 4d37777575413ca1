"""Plain text and Markdown, with an optional header block.

In: a text file. Out: one draft. The file may begin with lines such as

    Title: Two hurt near Qamishli
    Outlet: Example News
    Date: 2020-02-12
    URL: https://example.org/1
    Language: en

and an empty line; each at most once, in any order, in any letter case (`Published` and `Lang` do as well). Markdown
may fence them with `---`. A block with any other line in it is no header and stays in the text.
A Markdown file's first `# heading` is its title, and stays in the text too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sayso.errors import IntakeError
from sayso.ids import sha256_hex
from sayso.intake.arrival import Draft, Way
from sayso.intake.decode import decode
from sayso.intake.whole import broken_note, whole
from sayso.model import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.config import Settings
    from sayso.intake.arrival import Source

_KEYS: Final = {
    "title": "title",
    "outlet": "outlet",
    "date": "published",
    "published": "published",
    "captured": "captured",
    "url": "url",
    "language": "language",
    "lang": "language",
}
_LINE: Final = re.compile(r"(?P<key>[A-Za-z]+)[ \t]*:[ \t]*(?P<value>.*?)[ \t]*")
_FENCE: Final = "---"
_HEADING: Final = re.compile(r"\s*#[ \t]+(?P<title>[^\n]*?)[ \t]*#*[ \t]*(?:\n|\Z)")
_MARKDOWN: Final = frozenset({".md", ".markdown"})


def _read(source: Source, settings: Settings) -> Iterator[Draft | Rejected]:
    try:
        data = whole(source, settings)
        decoded = decode(data, source.subject)
    except IntakeError as error:
        yield Rejected(subject=error.subject, problem=error.problem, mend=error.mend)
        return
    header, text = split_header(decoded.text.replace("\r\n", "\n"))
    heading = _HEADING.match(text) if source.suffix in _MARKDOWN else None
    if heading and "title" not in header:
        header["title"] = heading["title"]
    yield Draft(
        subject=source.subject,
        text=text,
        sha256=sha256_hex(data),
        origin_file=source.name,
        notes=broken_note(source.subject, decoded),
        **header,  # type: ignore[arg-type]  # fields of text, from `_KEYS`
    )


def split_header(text: str) -> tuple[dict[str, str], str]:
    """Return the header block's fields, by the names that `Draft` gives them, and the text after it."""
    lines = text.split("\n")
    fenced = lines[0].rstrip() == _FENCE
    fields: dict[str, str] = {}
    for number, line in enumerate(lines[1:] if fenced else lines, start=2 if fenced else 1):
        if line.rstrip() == (_FENCE if fenced else ""):
            after = "\n".join(lines[number:])
            return (fields, after.removeprefix("\n") if fenced else after) if fields else ({}, text)
        match = _LINE.fullmatch(line)
        field = _KEYS.get(match["key"].lower()) if match else None
        if match is None or field is None or field in fields:
            return {}, text
        fields[field] = match["value"].strip("\"'") if fenced else match["value"]
    return {}, text


WAY: Final = Way(kind="plain", accepts=lambda _head, _suffix: True, read=_read)
