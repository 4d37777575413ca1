"""The evidentiary copy: original bytes, each kept once, in a file named by their SHA-256.

In: a stream. Out: `archive/sha256/ab/cdef…`, read-only, written whole or not at all. Bytes pass through in pieces and
are never held as a whole. What is kept here is never changed; the text that people work with stands in the ledger.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from sayso.errors import CustodyError

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECE: Final = 1 << 20
_FOLDER: Final = "sha256"
_INCOMING: Final = ".incoming"
_PAIR: Final = re.compile("[0-9a-f]{2}")
_REST: Final = re.compile("[0-9a-f]{62}")
_PARTIAL: Final = re.compile(r"(?P<pid>\d+)-[0-9a-f]{16}\.partial")
_SPACE: Final = "Check the folder's permissions and the space on the disk."


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Bytes that are on the disk for as long as they are needed.

    Attributes:
        sha256, size: of the bytes.
        path: where they can be read; the archive's own file if `kept`, else one that is about to go.
        kept: they are in the archive.
    """

    sha256: str
    size: int
    path: Path
    kept: bool


class Archive:
    """A folder of original bytes.

    Args:
        folder: made when something is first put into it.
    """

    def __init__(self, folder: Path) -> None:
        """Open the folder; nothing is read or written yet."""
        self.folder = folder

    @contextlib.contextmanager
    def holding(self, stream: BinaryIO, *, keep: bool = True) -> Iterator[Held]:
        """Write a stream to the disk and give what was written; without `keep` it is gone when the block ends.

        Raises:
            CustodyError: if the disk refuses.
        """
        partial = self._partial()
        try:
            digest, size = _spooled(stream, partial)
            held = Held(sha256=digest, size=size, path=partial, kept=False)
            if keep:
                held = Held(sha256=digest, size=size, path=self._settled(partial, digest), kept=True)
            yield held
        finally:
            partial.unlink(missing_ok=True)

    def put(self, stream: BinaryIO) -> Held:
        """Keep a stream's bytes; those that are here already are not written again.

        Raises:
            CustodyError: if the disk refuses.
        """
        with self.holding(stream) as held:
            return held

    def path(self, sha256: str) -> Path:
        """Return where the bytes of that hash are, or would be."""
        return self.folder / _FOLDER / sha256[:2] / sha256[2:]

    def hashes(self) -> Iterator[str]:
        """Yield the hashes of all that is kept, in order."""
        for parts in self._files():
            if _is_original(parts):
                yield "".join(parts[1:])

    def strangers(self) -> Iterator[str]:
        """Yield the names of files that do not belong into an archive, in order."""
        for parts in self._files():
            if not _is_original(parts) and parts[0] != _INCOMING:
                yield "/".join(parts)

    def _files(self) -> Iterator[tuple[str, ...]]:
        """Yield the files, in order, a folder's names at a time."""
        for place, folders, names in os.walk(self.folder):
            folders.sort()
            within = Path(place).relative_to(self.folder).parts
            for name in sorted(names):
                yield (*within, name)

    def clear(self) -> None:
        """Remove what killed writers left half written."""
        incoming = self.folder / _INCOMING
        for path in incoming.iterdir() if incoming.is_dir() else ():
            match = _PARTIAL.fullmatch(path.name)
            if match and not _alive(int(match["pid"])):
                path.unlink(missing_ok=True)

    def _partial(self) -> Path:
        incoming = self.folder / _INCOMING
        try:
            incoming.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _refused(self.folder, error) from error
        return incoming / f"{os.getpid()}-{secrets.token_hex(8)}.partial"

    def _settled(self, partial: Path, digest: str) -> Path:
        """Move whole and flushed bytes to their name; a killed writer leaves either all of them there or none."""
        path = self.path(digest)
        if path.exists():
            return path
        try:
            fresh = not path.parent.is_dir()
            path.parent.mkdir(parents=True, exist_ok=True)
            partial.chmod(0o444)
            partial.replace(path)
            flush(path.parent)
            if fresh:
                flush(path.parent.parent)
        except OSError as error:
            raise _refused(path, error) from error
        return path


def _is_original(parts: tuple[str, ...]) -> bool:
    three = len(parts) == 3 and parts[0] == _FOLDER  # noqa: PLR2004  # sha256, ab, cdef…
    return three and bool(_PAIR.fullmatch(parts[1]) and _REST.fullmatch(parts[2]))


def digest_of(path: Path) -> tuple[str, int]:
    """Return the SHA-256 and the size of a file, read in pieces.

    Raises:
        OSError: if it cannot be read.
    """
    total, digest = 0, hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
            total += len(piece)
    return digest.hexdigest(), total


def flush(folder: Path) -> None:
    """Make the names in a folder last through a loss of power."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _spooled(stream: BinaryIO, target: Path) -> tuple[str, int]:
    total, digest = 0, hashlib.sha256()
    try:
        file = target.open("xb")
    except OSError as error:
        raise _refused(target, error) from error
    with file:
        while piece := stream.read(PIECE):  # an error here is the stream's, and goes to whoever reads it
            digest.update(piece)
            total += len(piece)
            try:
                file.write(piece)
            except OSError as error:
                raise _refused(target, error) from error
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest(), total


def _refused(path: Path, error: OSError) -> CustodyError:
    return CustodyError(str(path), f"cannot be written ({error.strerror or error})", _SPACE)


def _alive(pid: int) -> bool:
    if pid == os.getpid():
        return True
    if os.name != "posix":
        return True  # a signal would end the process there; what it left stays
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
