"""Lists of addresses: a text file in which every line is one.

In: such a file; empty lines and lines that begin with `#` are passed over. Out: links.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sayso.errors import IntakeError
from sayso.intake.arrival import Draft, Link, Way
from sayso.intake.whole import whole
from sayso.model import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.config import Settings
    from sayso.intake.arrival import Source

_SUFFIXES: Final = frozenset({".txt", ".urls", ".list", ".lst", ""})
_LINE: Final = re.compile(rb"https?://[^\s<>\"]+", re.IGNORECASE)


def _accepts(head: bytes, suffix: str) -> bool:
    if suffix not in _SUFFIXES:
        return False
    lines = head.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    if len(head) >= 8192:  # noqa: PLR2004  # what `files` shows of a document: the last line is cut
        lines = lines[:-1]
    told = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith(b"#")]
    return bool(told) and all(_LINE.fullmatch(line) for line in told)


def _read(source: Source, settings: Settings) -> Iterator[Draft | Rejected | Source | Link]:
    try:
        data = whole(source, settings)
    except IntakeError as error:
        yield Rejected(subject=error.subject, problem=error.problem, mend=error.mend)
        return
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").splitlines(), start=1):
        text = line.decode("utf-8", "replace").strip()
        if not text or text.startswith("#"):
            continue
        if _LINE.fullmatch(line.strip()):
            yield Link(url=text)
        else:
            subject = f"{source.subject}, line {number}"
            yield Rejected(subject=subject, problem="is no web address", mend="Each line must be one address.")


WAY: Final = Way(kind="urls", accepts=_accepts, read=_read)
