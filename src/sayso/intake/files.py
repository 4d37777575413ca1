"""Files, folders, globs, addresses and standard input.

In: paths as the user gives them. Out: sources, each with its first bytes, a `Link` for an address, or a `Rejected`
for a path that leads nowhere. Folders are walked in order of name, hidden files and folders left out; a file named
twice comes once.
"""

from __future__ import annotations

import glob
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final
from urllib.parse import urlsplit

from sayso.intake.arrival import Link, Source, Stated
from sayso.model import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from typing_extensions import Buffer

STDIN: Final = "-"
_HEAD: Final = 8192


def sources_in(
    paths: Iterable[str | Path | Link | Source], stdin: BinaryIO | None = None
) -> Iterator[Source | Link | Rejected]:
    """Yield what the paths lead to, in the order given; a source is open only until the next one is asked for.

    Args:
        paths: files, folders, globs, addresses (http, https), or `-`.
        stdin: what `-` stands for; the process's own by default.
    """
    seen: set[str] = set()
    for path in paths:
        if isinstance(path, (Link, Source)):
            yield path
            continue
        if str(path) == STDIN:
            yield opened(STDIN, STDIN, stdin if stdin is not None else sys.stdin.buffer)
            continue
        if is_address(str(path)):
            yield Link(url=str(path))
            continue
        for found in _expanded(str(path)):
            if isinstance(found, Rejected):
                yield found
            elif (real := os.path.realpath(found)) not in seen:
                seen.add(real)
                yield from _opened(found)


def _expanded(path: str) -> Iterator[str | Rejected]:
    if Path(path).is_dir():
        yield from _walked(path)
    elif Path(path).exists():
        yield path
    elif glob.has_magic(path):
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207  # Path.glob takes no absolute pattern
        for match in matches:
            yield from _walked(match) if Path(match).is_dir() else (match,)
        if not matches:
            yield Rejected(subject=path, problem="no file is named like this", mend="Check the pattern.")
    else:
        yield Rejected(subject=path, problem="there is no such file", mend="Check the path.")


def _walked(folder: str) -> Iterator[str | Rejected]:
    empty = True
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            file = Path(place, name)
            if not name.startswith(".") and file.is_file():
                empty = False
                yield str(file)
    if empty:
        yield Rejected(subject=folder, problem="this folder holds no files", mend="Check the path.")


def _opened(path: str) -> Iterator[Source | Rejected]:
    try:
        with Path(path).open("rb") as stream:
            yield opened(path, Path(path).name, stream)
    except OSError as error:
        problem = f"cannot be read ({error.strerror or error})"
        yield Rejected(subject=path, problem=problem, mend="Check its permissions.")


def is_address(path: str) -> bool:
    """Tell whether what the user gave is a web address rather than a path."""
    return path.lower().startswith(("http://", "https://"))


def host_of(address: str) -> str:
    """Return an address's host without `www.`; empty where there is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def opened(subject: str, name: str, stream: BinaryIO, stated: Stated | None = None, *, inner: bool = False) -> Source:
    """Return a stream as a source, its first bytes seen."""
    head = stream.read(_HEAD)
    while len(head) < _HEAD and (more := stream.read(_HEAD - len(head))):
        head += more
    joined = io.BufferedReader(_Rejoined(head, stream))
    return Source(subject=subject, name=name, head=head, stream=joined, stated=stated or Stated(), inner=inner)


class _Rejoined(io.RawIOBase):
    """A stream with the bytes that were taken from it put back in front; works where nothing can be wound back."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer)
        part = self._head[: len(view)] or self._rest.read(len(view))
        self._head = self._head[len(part) :]
        view[: len(part)] = part
        return len(part)
