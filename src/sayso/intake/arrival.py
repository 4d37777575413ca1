"""What travels inside intake: a document as it arrives, and what a way in made of it.

In: nothing. Out: the types `Source` (bytes to come), `Draft` (text and metadata, not yet a report) and `Way`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sayso.config import Settings
    from sayso.model import Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Bytes on their way in.

    Attributes:
        subject: how the user named it; for messages.
        name: the file's name without folder, or `-`.
        head: its first bytes, for telling what it is.
        stream: everything, head included; read once.
    """

    subject: str
    name: str
    head: bytes
    stream: BinaryIO

    @property
    def suffix(self) -> str:
        """The name's ending in small letters, with its dot; empty for none."""
        stem, dot, ending = self.name.rpartition(".")
        return f".{ending.lower()}" if dot and stem else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Text and metadata as a way in found them; `reports` checks them and makes the report.

    Attributes:
        subject: the file, or the file and the line; for messages.
        text: decoded, otherwise as found.
        sha256: of the bytes that it came from.
        notes: what the user should know though the document was taken in.
        language: as the document declares it.
        published, captured: as written, in any form.
    """

    subject: str
    text: str
    sha256: str
    origin_file: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    captured: str | None = None
    language: str | None = None
    key: str | None = None
    notes: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way in: tells whether bytes are of its kind, and makes drafts of them.

    Attributes:
        kind: its name.
        accepts: given the first bytes and the file's suffix.
        read: yields drafts, and a `Rejected` for each part that cannot be one; never raises for bad input.
    """

    kind: str
    accepts: Callable[[bytes, str], bool]
    read: Callable[[Source, Settings], Iterator[Draft | Rejected]]
