"""A packed case made a folder again, byte for byte, by whoever received it from whomever.

In: a file made by `pack`. Out: the case folder, written beside its place and moved there when all of it is right.
Nothing is written outside it: names come from a stranger, and one that is absolute, climbs, or is a link ends the
unpacking.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from sayso.custody.archive import PIECE, Archive
from sayso.custody.bounded import Measured
from sayso.custody.packing import CASE, WARC
from sayso.custody.warc import header, records
from sayso.errors import CustodyError, IntakeError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typing_extensions import Buffer

_SAFE: Final = re.compile(r"[^\\:\x00-\x1f]{1,255}")
_MEND: Final = "Ask for the file again; nothing was written."
_LIST: Final = "datapackage.json"
_LARGEST_LIST: Final = 1 << 28


def unpack(file: Path, folder: Path) -> None:
    """Make the case folder `folder` from the packed case `file`.

    Raises:
        CustodyError: if the folder holds something already, or the file is damaged, altered or no packed case.
    """
    if folder.exists() and any(folder.iterdir()):
        raise CustodyError(str(folder), "holds something already", "Name a folder that does not exist yet.")
    partial = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        with zipfile.ZipFile(file) as packed:
            partial.mkdir(parents=True)
            _unpack(packed, partial, str(file))
        if folder.exists():
            folder.rmdir()
        partial.rename(folder)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise CustodyError(str(file), f"is no ZIP file, or is damaged ({error})", _MEND) from error
    except IntakeError as error:
        raise CustodyError(error.subject, error.problem, _MEND) from error
    except OSError as error:
        problem = f"cannot be unpacked ({error.strerror or error})"
        raise CustodyError(
            error.filename or str(file), problem, "Check the path and the space on the disk."
        ) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _unpack(packed: zipfile.ZipFile, folder: Path, subject: str) -> None:
    listed = _listed(packed, subject)
    names = [info.filename for info in packed.infolist()]
    if len(set(names)) != len(names):
        raise CustodyError(subject, "holds a name twice", _MEND)
    for name in names:
        if name not in listed and name not in {_LIST, "datapackage-digest.json"}:
            raise CustodyError(f"{subject}, {name}", f"is not in its {_LIST}", _MEND)
    missing = sorted(set(listed) - set(names))
    if missing or WARC not in names:
        raise CustodyError(subject, f"lacks {(missing or [WARC])[0]}", _MEND)
    archive = Archive(folder / "archive")
    for info in packed.infolist():
        if info.filename not in listed:
            continue
        with packed.open(info) as stream:
            measured = Measured(cast("BinaryIO", stream), info.compress_size, subject)
            checked = _Checked(measured, listed[info.filename], info.filename)
            if info.filename == WARC:
                _originals(checked, archive, subject)
            elif info.filename.startswith(CASE):
                _written(checked, folder / _inside(info, subject))
            checked.finish()
    shutil.rmtree(folder / "archive" / ".incoming", ignore_errors=True)


def _listed(packed: zipfile.ZipFile, subject: str) -> dict[str, str]:
    """Return the hash of every member, by name."""
    try:
        info = packed.getinfo(_LIST)
        if info.file_size > _LARGEST_LIST:
            raise CustodyError(subject, f"its {_LIST} is too large", _MEND)
        rows: list[dict[str, Any]] = json.loads(packed.read(info))["resources"]
        return {str(row["path"]): str(row["hash"]) for row in rows}
    except (KeyError, ValueError, TypeError, RecursionError) as error:
        raise CustodyError(subject, "is no packed case", "Name a file that `sayso pack` made.") from error


def _inside(info: zipfile.ZipInfo, subject: str) -> PurePosixPath:
    """Return a member's path in the case folder.

    Raises:
        CustodyError: if it would lead out of it, or is none that a case has.
    """
    path = PurePosixPath(info.filename.removeprefix(CASE))
    kind = stat.S_IFMT(info.external_attr >> 16)
    plain = path.parts and all(part not in {"", ".", ".."} and _SAFE.fullmatch(part) for part in path.parts)
    if not plain or path.is_absolute() or kind not in {0, stat.S_IFREG} or path.parts[:2] == ("archive", "sha256"):
        raise CustodyError(f"{subject}, {info.filename}", "has a name that leads out of the case", _MEND)
    return path


def _originals(stream: io.RawIOBase, archive: Archive, subject: str) -> None:
    for record in records(stream, subject):
        kind = record.field("warc-type")
        if kind not in {"resource", "response"}:
            continue
        if kind == "response":
            record.block.readline(65536)
            header(record.block, subject)
        held = archive.put(record.block)
        if record.field("warc-payload-digest") != f"sha256:{held.sha256}":
            raise CustodyError(
                f"{subject}, {held.sha256}", "an original does not have the hash that it states", _MEND
            )


def _written(stream: io.RawIOBase, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        for piece in _pieces(stream):
            file.write(piece)


def _pieces(stream: io.RawIOBase) -> Iterator[bytes]:
    while piece := stream.read(PIECE):
        yield piece


class _Checked(io.RawIOBase):
    """A stream that knows what its hash must be at the end."""

    def __init__(self, stream: Measured, expected: str, name: str) -> None:
        super().__init__()
        self._stream = stream
        self._hash = hashlib.sha256()
        self._expected = expected
        self._name = name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        count = self._stream.readinto(buffer)
        self._hash.update(memoryview(buffer)[:count])
        return count

    def finish(self) -> None:
        for _ in _pieces(self):
            pass
        if f"sha256:{self._hash.hexdigest()}" != self._expected:
            raise CustodyError(self._name, f"its bytes are not those that {_LIST} names", _MEND)
