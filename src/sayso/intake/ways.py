"""The registry of ways in.

In: a document's first bytes and suffix. Out: the way that reads it. Packages outside sayso add theirs under the entry
point group `sayso.intake`: the entry's name is its kind, and its object a `Way`. They are asked first, in order of
name, so that one may take over a kind of file that sayso reads more plainly.
"""

from __future__ import annotations

import functools
from importlib import metadata
from typing import Final

from sayso.errors import IntakeError
from sayso.intake import (
    archiver,
    feed,
    gdelt,
    lines,
    mail,
    packed,
    page,
    papers,
    picture,
    plain,
    posts,
    sitemap,
    table,
    telegram,
    urllist,
    warcs,
)
from sayso.intake.arrival import Way

GROUP: Final = "sayso.intake"
# Asked in this order: what is known by its first bytes, then what is known by its suffix too, then any text.
BUILT_IN: Final[tuple[Way, ...]] = (
    warcs.WAY,
    packed.GZIP_WAY,
    papers.WAY,
    packed.ZIP_WAY,
    picture.WAY,
    mail.WAY,
    sitemap.WAY,
    feed.WAY,
    table.WAY,
    telegram.WAY,
    posts.WAY,
    archiver.WAY,
    gdelt.WAY,
    lines.WAY,
    page.WAY,
    urllist.WAY,
    plain.WAY,
)


def way_for(head: bytes, suffix: str) -> Way:
    """Return the first way that accepts these bytes; plain text accepts what is left.

    Raises:
        IntakeError: if a package's way in does not load.
    """
    return next(way for way in (*outside(), *BUILT_IN) if way.accepts(head, suffix))


@functools.cache
def outside() -> tuple[Way, ...]:
    """Return the ways in that other installed packages bring.

    Raises:
        IntakeError: if one does not load, or is no `Way`.
    """
    ways = []
    for entry in sorted(metadata.entry_points(group=GROUP), key=lambda entry: entry.name):
        try:
            way = entry.load()
        except Exception as error:
            raise IntakeError(entry.value, f"this way in does not load ({error!r})", _MEND) from error
        if not isinstance(way, Way):
            raise IntakeError(entry.value, "this way in is not a sayso.intake.Way", _MEND)
        ways.append(way)
    return tuple(ways)


_MEND: Final = "Update or uninstall the package that brings it."
