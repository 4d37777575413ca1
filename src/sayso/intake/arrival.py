"""What travels inside intake: a document as it arrives, and what a way in made of it.

In: nothing. Out: the types `Source` (bytes to come), `Link` (bytes to fetch), `Stated` (what whoever handed them over
says of them), `Draft` (text and metadata, not yet a report) and `Way`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sayso.config import Settings
    from sayso.custody import Response
    from sayso.model import Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a feed, an archive or a server says of a document; the document's own word goes first, but for `url`.

    Attributes:
        url: where it was; a document may name another address of the same host only.
        published, captured: as written, in any form.
        charset: the encoding that the server declares.
    """

    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    captured: str | None = None
    language: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Bytes on their way in.

    Attributes:
        subject: how the user named it; for messages.
        name: the file's name without folder, or `-`.
        head: its first bytes, for telling what it is.
        stream: everything, head included; read once.
        path: where the bytes lie on the disk, for what must be read out of order; None where they do not.
        stated: what whoever handed it over says of it.
        response: how it came over the network.
        inner: it lies in another source, whose bytes are kept already.
    """

    subject: str
    name: str
    head: bytes
    stream: BinaryIO
    path: Path | None = None
    stated: Stated = field(default_factory=Stated)
    response: Response | None = None
    inner: bool = False

    @property
    def suffix(self) -> str:
        """The name's ending in small letters, with its dot; empty for none."""
        stem, dot, ending = self.name.rpartition(".")
        return f".{ending.lower()}" if dot and stem else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address to fetch.

    Attributes:
        url: http or https.
        stated: what the feed or list says of the document there.
        instead: taken where the address gives nothing.
        within: the address must be of this host, if one is named.
    """

    url: str
    stated: Stated = field(default_factory=Stated)
    instead: Draft | None = None
    within: str | None = None


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
        credits: whom its metadata names as the origin of what it says, the nearest first.
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
    credits: tuple[str, ...] = ()
    notes: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way in: tells whether bytes are of its kind, and makes drafts of them.

    Attributes:
        kind: its name.
        accepts: given the first bytes and the file's suffix.
        read: yields drafts, and a `Rejected` for each part that cannot be one. It may also yield sources that lie in
            this one (`inner`; read before the next is asked for) and links to fetch; both go through the registry
            again. It never raises for bad input.
    """

    kind: str
    accepts: Callable[[bytes, str], bool]
    read: Callable[[Source, Settings], Iterator[Draft | Rejected | Source | Link]]
