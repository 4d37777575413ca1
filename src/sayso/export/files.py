"""Files written whole or not at all.

In: a path and text, or rows. Out: the path. A file appears under its name only once it is complete, so a reader
never meets half of one. The same content gives the same bytes on every system.
"""

from __future__ import annotations

import csv
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import SaysoError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# What makes a spreadsheet read a cell as a formula when it comes first.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUL, _NUL_SIGN = "\x00", "␀"

Cell = str | int | float | bool | None


class TargetError(SaysoError):
    """A target that cannot be written."""


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """Give a path to write to, which becomes `target` when the block ends well and vanishes when it does not.

    Raises:
        TargetError: if the target is a folder.
    """
    if target.is_dir():
        raise TargetError(str(target), "it is a folder, and this format is a file", "Name a file.")
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    partial.unlink(missing_ok=True)
    try:
        yield partial
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def folder(target: Path) -> Path:
    """Return `target`, made a folder where there is none yet.

    Raises:
        TargetError: if there is a file in its place.
    """
    if target.exists() and not target.is_dir():
        raise TargetError(str(target), "it is a file, and this format is a folder of files", "Name a folder.")
    target.mkdir(parents=True, exist_ok=True)
    return target


def write_lines(target: Path, lines: Iterable[str]) -> Path:
    """Write each line with a line feed after it, in UTF-8."""
    with whole(target) as partial, partial.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"{line}\n" for line in lines)
    return target


def write_rows(target: Path, columns: Sequence[str], *blocks: Iterable[Sequence[Cell]]) -> Path:
    """Write a CSV file (RFC 4180, UTF-8, line feeds): the columns' names, then the rows of each block.

    Text is guarded (see `guarded`); numbers are not, and True and False are 1 and 0.
    """
    with whole(target) as partial, partial.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        for rows in blocks:
            writer.writerows([_cell(value) for value in row] for row in rows)
    return target


def guarded(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe before a leading = + - @, tab or return.

    An apostrophe that leads already is doubled, so that `unguarded` gives the text back. A NUL, which many CSV
    readers refuse, becomes its sign (U+2400).
    """
    text = text.replace(_NUL, _NUL_SIGN)
    return f"'{text}" if text.startswith((*FORMULA, "'")) else text


def unguarded(cell: str) -> str:
    """Return the text that `guarded` made a cell of, its NULs as signs."""
    return cell.removeprefix("'")


def beside(target: Path, suffix: str) -> Path:
    """Return the file beside `target` that has its name and another suffix: `a.csv`, `.why.jsonl` → `a.why.jsonl`."""
    return target.with_name(f"{Path(target.name).stem}{suffix}")


def _cell(value: Cell) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    return guarded(value) if isinstance(value, str) else value
