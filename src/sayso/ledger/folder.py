"""Files that are written whole or not at all, one writer at a time.

In: a folder, names, bytes. Out: files that survive a crash at any moment. A file is written under a temporary name,
flushed to the disk, renamed, and the folder flushed; so a name either stands for all its bytes or does not exist.
It knows nothing of what the bytes mean.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from typing import TYPE_CHECKING

from sayso.errors import LedgerError

try:
    import fcntl
except ImportError:  # Windows: writers are not kept apart there, and the ledger forks instead, which it can hold
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PARTIAL = ".partial"


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Make the folder if it is absent and keep other writers out until the block ends.

    The lock is the operating system's and falls with the process, so a killed writer blocks nobody; what it left
    half written is removed by the next one.

    Raises:
        LedgerError: if the folder or the disk refuses.
    """
    try:
        for part in (*reversed(folder.absolute().parents), folder):
            if not part.is_dir():
                part.mkdir(exist_ok=True)
                _flush(part.parent)
        handle = os.open(folder, os.O_RDONLY) if fcntl is not None else None
        try:
            if handle is not None:
                fcntl.flock(handle, fcntl.LOCK_EX)
                for leftover in folder.glob(f".*{_PARTIAL}"):
                    leftover.unlink()
            yield
        finally:
            if handle is not None:
                os.close(handle)
    except OSError as error:
        problem = f"cannot be written ({error.strerror or error})"
        raise LedgerError(
            str(folder), problem, "Check the folder's permissions and the space on the disk."
        ) from error


def write(folder: Path, name: str, data: bytes) -> None:
    """Put `data` under `name`, durably; a file of that name is replaced.

    Raises:
        OSError: if the disk refuses; then nothing has changed.
    """
    partial = folder / f".{secrets.token_hex(8)}{_PARTIAL}"
    try:
        with partial.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(folder / name)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    _flush(folder)


def _flush(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
