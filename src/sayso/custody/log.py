"""The custody log: one line per event, each naming the one before by hash; lines are only ever added.

In: entries (plain values with a `kind`). Out: `log.jsonl`, canonical JSON, a line each: `n` counts from 0, `prev` is
the SHA-256 of the line before (of nothing, for the first: 64 zeros), `at` is the time. A file `head` names the last
line, so that taking lines off the end shows. It does not know what entries mean.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from typing import TYPE_CHECKING, Any, Final

from sayso.custody.archive import flush
from sayso.errors import CustodyError
from sayso.ids import canonical_json, sha256_hex

try:
    import fcntl
except ImportError:  # Windows: two writers are not kept apart there
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

FIRST: Final = "0" * 64
LOG: Final = "log.jsonl"
HEAD: Final = "head"
_MEND: Final = "Restore the custody folder from a copy; `sayso verify` names the first line that does not match."


class Log:
    """A custody log that can be added to and walked through.

    Args:
        folder: made with the first entry.
    """

    def __init__(self, folder: Path) -> None:
        """Open the log; nothing is read or written yet."""
        self.folder = folder
        self.path = folder / LOG
        self._read_to = 0
        self.length = 0
        self.head = FIRST

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Keep other writers out until the block ends, and cut off a line that a killed writer left half written.

        Raises:
            CustodyError: if the folder or the disk refuses.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.folder, os.O_RDONLY) if fcntl is not None else None
        except OSError as error:
            raise self._refused(error) from error
        try:
            if handle is not None:
                fcntl.flock(handle, fcntl.LOCK_EX)
            self._mend()
            yield
        finally:
            if handle is not None:
                os.close(handle)

    def news(self) -> Iterator[dict[str, Any]]:
        """Yield the entries that this object has not seen yet, in order; half a line at the end is left out.

        Raises:
            CustodyError: at the first line that does not follow the one before.
        """
        if not self.path.exists():
            return
        with self.path.open("rb") as file:
            file.seek(self._read_to)
            for line in file:
                if not line.endswith(b"\n"):
                    return
                entry = parsed(line, self.length, self.head)
                if isinstance(entry, str):
                    raise CustodyError(f"custody log, line {self.length + 1}", entry, _MEND)
                self._read_to += len(line)
                self.length, self.head = self.length + 1, sha256_hex(line[:-1])
                yield entry

    def append(self, entries: Sequence[dict[str, Any]]) -> None:
        """Add entries, flushed to the disk when this returns; call it inside `writing`, with all news seen.

        Raises:
            CustodyError: if the disk refuses.
        """
        lines = []
        for entry in entries:
            line = canonical_json({**entry, "n": self.length, "prev": self.head}).encode("utf-8", "backslashreplace")
            self.length, self.head = self.length + 1, sha256_hex(line)
            lines.append(line + b"\n")
        data = b"".join(lines)
        try:
            fresh = not self.path.exists()
            with self.path.open("ab") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if fresh:
                flush(self.folder)
            self._read_to += len(data)
            self._write_head()
        except OSError as error:
            raise self._refused(error) from error

    def _write_head(self) -> None:
        """Name the last line; it may fall behind by what one call of `append` added, if we are killed here."""
        partial = self.folder / f".{secrets.token_hex(8)}.partial"
        try:
            partial.write_text(canonical_json({"n": self.length - 1, "sha256": self.head}) + "\n", encoding="utf-8")
            partial.replace(self.folder / HEAD)
        finally:
            partial.unlink(missing_ok=True)

    def _mend(self) -> None:
        for leftover in self.folder.glob(".*.partial"):
            leftover.unlink(missing_ok=True)
        if not self.path.exists():
            return
        with self.path.open("r+b") as file:
            size = file.seek(0, os.SEEK_END)
            end = _line_end(file, size)
            if end < size:
                file.truncate(end)
                os.fsync(file.fileno())

    def _refused(self, error: OSError) -> CustodyError:
        problem = f"cannot be written ({error.strerror or error})"
        return CustodyError(str(self.folder), problem, "Check the folder's permissions and the space on the disk.")


def parsed(line: bytes, number: int, prev: str) -> dict[str, Any] | str:
    """Return the entry that a line (with its end) holds, or what is wrong with it."""
    try:
        entry = json.loads(line)
    except ValueError:
        return "is not JSON"
    if not isinstance(entry, dict) or not isinstance(entry.get("kind"), str):
        return "is not an entry"
    if entry.get("n") != number:
        return f"is numbered {entry.get('n')}; lines were added, moved or taken away"
    if entry.get("prev") != prev:
        return "does not follow the line before it; that one or this one was altered"
    return entry


def _line_end(file: Any, size: int) -> int:  # noqa: ANN401  # a binary file
    """Return where the last whole line ends."""
    end = size
    while end:
        start = max(0, end - 65536)
        file.seek(start)
        at = file.read(end - start).rfind(b"\n")
        if at >= 0:
            return int(start + at + 1)
        end = start
    return 0
