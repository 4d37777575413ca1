"""Paths and addresses to reports.

In: what the user names, settings. Out: reports, and a `Rejected` for each thing the user should know: what could not
be taken in, and what was taken in but lacks something. With a custody room, all bytes are kept on their way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.intake.files import sources_in
from sayso.intake.gate import Gate, Taken

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from sayso.config import Settings
    from sayso.custody import Room
    from sayso.intake.arrival import Link, Source
    from sayso.intake.web import Web
    from sayso.model import Rejected, Report


def reports_from(
    paths: Iterable[str | Path | Link | Source], settings: Settings, *, stdin: BinaryIO | None = None
) -> Iterator[Report | Rejected]:
    """Yield the reports that the paths lead to, in the order given, and what the user should know about the rest.

    Args:
        paths: files of any kind that a way in reads, folders, globs, addresses, or `-` for standard input.
        settings: languages to choose among, and the largest size.
        stdin: what `-` reads from; the process's own by default.

    A `Rejected` right after a report is about that report, which was taken in all the same.
    """
    yield from (taken.item for taken in taken_from(paths, settings, stdin=stdin))


def taken_from(  # noqa: PLR0913  # all but the first two are options
    paths: Iterable[str | Path | Link | Source],
    settings: Settings,
    *,
    stdin: BinaryIO | None = None,
    room: Room | None = None,
    web: Web | None = None,
    skip: Collection[str] = (),
) -> Iterator[Taken]:
    """Yield the same, each with the receipt of the bytes that it came from.

    Args:
        paths: as above; also links and sources made elsewhere, with what is known of them.
        settings: as above.
        stdin: as above.
        room: keeps the bytes of everything that is read.
        web: fetches addresses; a new one by default.
        skip: addresses that are not to be fetched.
    """
    gate = Gate(settings, room, web, skip)
    for source in sources_in(paths, stdin):
        yield from gate.take(source)
