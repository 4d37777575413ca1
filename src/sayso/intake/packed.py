"""Compressed files: gzip, ZIP and WACZ; what is in them is read as if it lay beside them.

In: such a file. Out: a source for each document in it. Nothing is ever unpacked to a place that a name in the archive
chooses: names are for messages alone. A member that grows beyond all measure ends with an error. Of a WACZ only its
WARC files are read, for the rest of it speaks of them.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from sayso.custody.bounded import GZIP, Measured, gunzipped
from sayso.intake.arrival import Draft, Link, Stated, Way
from sayso.intake.files import opened
from sayso.intake.posts import POSTS, account_of
from sayso.model import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.config import Settings
    from sayso.intake.arrival import Source

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_MOST: Final = 200_000  # members
_IN_MEMORY: Final = 16 << 20
_SMALL: Final = 1 << 16
_FETCH: Final = "Fetch it again, or unpack it and read what is in it."


def _gzip_read(source: Source, settings: Settings) -> Iterator[Draft | Rejected | Source | Link]:
    del settings
    name = source.name[: -len(".gz")] if source.suffix == ".gz" else source.name
    stream = gunzipped(source.stream, source.subject)
    yield opened(source.subject, name, cast("BinaryIO", stream), source.stated, inner=True)


def _zip_read(source: Source, settings: Settings) -> Iterator[Draft | Rejected | Source | Link]:
    del settings
    try:
        with _seekable(source) as file, zipfile.ZipFile(file) as packed:
            members = [info for info in packed.infolist() if not info.is_dir()]
            names = {info.filename for info in members}
            if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
                members = [info for info in members if info.filename.startswith("archive/")]
            posts = [info for info in members if POSTS.search(info.filename)]
            if posts and "data/account.js" in {info.filename[-len("data/account.js") :] for info in members}:
                members = posts  # an account's archive of X: the rest is settings, advertisers and pictures
                source = replace(source, stated=replace(source.stated, outlet=_account(packed)))
            yield from _members(packed, sorted(members, key=lambda info: info.filename), source)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        problem = " ".join(f"is a damaged or locked ZIP archive ({error})".split())
        yield Rejected(subject=source.subject, problem=problem, mend=_FETCH)


def _members(
    packed: zipfile.ZipFile, members: list[zipfile.ZipInfo], source: Source
) -> Iterator[Draft | Rejected | Source | Link]:
    if not members:
        yield Rejected(subject=source.subject, problem="is an empty archive", mend="Leave it out.")
    for info in members[:_MOST]:
        name = info.filename.rpartition("/")[2]
        if name.startswith((".", "__MACOSX")) or "__MACOSX/" in info.filename:
            continue
        subject = f"{source.subject}, {info.filename}"
        try:
            stream = packed.open(info)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            yield Rejected(subject=subject, problem=f"cannot be unpacked ({error})", mend=_FETCH)
            continue
        with stream:
            measured = Measured(cast("BinaryIO", stream), info.compress_size, subject)
            stream = io.BufferedReader(measured)
            yield opened(subject, name, cast("BinaryIO", stream), Stated(outlet=source.stated.outlet), inner=True)
    if len(members) > _MOST:
        problem = f"holds {len(members):,} files; the first {_MOST:,} were read"
        yield Rejected(subject=source.subject, problem=problem, mend="Unpack it, and read what is in it.")


def _account(packed: zipfile.ZipFile) -> str | None:
    """Return the name of the account whose archive this is."""
    name = next(name for name in packed.namelist() if name.endswith("data/account.js"))
    with packed.open(name) as file:
        return account_of(file.read(_SMALL))


def _seekable(source: Source) -> BinaryIO:
    """Return the source as a file that can be read out of order."""
    if source.path is not None and source.response is None:
        return source.path.open("rb")
    file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # closed by the caller's `with`
    while piece := source.stream.read(1 << 20):
        file.write(piece)
    file.seek(0)
    return cast("BinaryIO", file)


GZIP_WAY: Final = Way(kind="gzip", accepts=lambda head, _suffix: head.startswith(GZIP), read=_gzip_read)
ZIP_WAY: Final = Way(kind="zip", accepts=lambda head, _suffix: head.startswith(_ZIP), read=_zip_read)
