"""Tables: CSV and TSV, a report in each row.

In: a table with a header, of any length; one row is held at a time. Out: a draft for each row with words; for a row
that only names an article (a list of GDELT, say) see `listed`. Columns are known by the names in `columns.toml`, or
by those that the user gives (`Settings.columns`). The sign between columns is the one that gives the most names.
"""

from __future__ import annotations

import csv
import functools
import re
import tomllib
from importlib import resources
from typing import TYPE_CHECKING, Final

from sayso.errors import IntakeError
from sayso.ids import sha256_hex
from sayso.intake.archiver import is_archived, stated_in
from sayso.intake.arrival import Draft, Link, Source, Way
from sayso.intake.decode import decode, refuse_binary
from sayso.intake.listed import language_code, row_of
from sayso.intake.whole import too_large, whole
from sayso.model import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sayso.config import Settings

_SUFFIXES: Final = frozenset({".csv", ".tsv", ".tab"})
_SIGNS: Final = (",", ";", "\t", "|")
_MOST: Final = 1000  # columns
# Characters of a cell. The csv module's own limit is one for the whole process, and others may have raised it.
_LONGEST: Final = 131072
_SHOWN: Final = 12
_MEND: Final = "Correct or leave out that row; what came before was read."


def _read(source: Source, settings: Settings) -> Iterator[Draft | Rejected | Source | Link]:
    lines = _Lines(source, settings)
    try:
        header, sign = _header(next(lines, ""), settings.columns)
        if not header:
            raise IntakeError(source.subject, "is empty", "Leave it out, or fetch it again.")  # noqa: TRY301  # as below
        columns = columns_of(header, settings.columns)
        yield from _missing(source.subject, header, settings.columns)
        if not is_archived(header) and "text" not in columns and "url" not in columns:
            raise _unknown(source.subject, header)  # as below
        lines.taken.clear()
        number = 0
        for number, row in enumerate(csv.reader(lines, delimiter=sign), start=1):
            raw = b"".join(lines.taken)
            lines.taken.clear()
            if any(len(cell) > _LONGEST for cell in row):
                raise csv.Error(f"field larger than field limit ({_LONGEST})")  # noqa: TRY301  # as csv says it
            if any(cell.strip() for cell in row):
                stated = _stated(row, header, columns)
                subject = f"{source.subject}, row {number}"
                yield _made(stated, source, subject, sha256_hex(raw), settings)
        if not number:
            yield Rejected(subject=source.subject, problem="has a header and no rows", mend="Leave it out.")
    except IntakeError as error:  # of the file as a whole
        yield Rejected(subject=error.subject, problem=error.problem, mend=error.mend)
    except csv.Error as error:
        subject = f"{source.subject}, line {lines.number}"
        yield Rejected(subject=subject, problem=f"cannot be told apart into cells ({error})", mend=_MEND)
    if lines.broken:
        problem = f"{lines.broken} lines are not valid UTF-8; what is broken was read as \ufffd"
        yield Rejected(subject=source.subject, problem=problem, mend="Save it as UTF-8 if those words matter.")


def _stated(row: list[str], header: list[str], columns: Mapping[str, int]) -> dict[str, str] | None:
    """Return the fields of a draft that a row states; None for a row that does not fit the header."""
    if len(row) > len(header):
        return None
    if is_archived(header):
        return stated_in(dict(zip(header, row, strict=False)))
    return {field: row[place] for field, place in columns.items() if place < len(row)}


def _made(
    stated: dict[str, str] | None, source: Source, subject: str, sha256: str, settings: Settings
) -> Draft | Link | Rejected:
    if stated is None:
        problem = "has more cells than the header; its quotes may be damaged"
        return Rejected(subject=subject, problem=problem, mend="Correct it, or leave it out.")
    if "language" in stated:
        stated["language"] = language_code(stated["language"], settings.languages)
    return row_of(stated, source, subject, sha256)


def columns_of(header: Sequence[str], named: Sequence[tuple[str, str]] = ()) -> dict[str, int]:
    """Return the place of the column of each field, among those that the header has.

    Args:
        header: the names of the columns.
        named: (field, name of its column), in place of what the field's column is usually called.
    """
    places: dict[str, int] = {}
    for place, name in enumerate(header):
        places.setdefault(_folded(name), place)
    found = {field: places[_folded(name)] for field, name in named if _folded(name) in places}
    for field, names in _names().items():
        if field not in found:
            free = (places[name] for name in names if name in places and places[name] not in found.values())
            found.update((field, place) for place in [*free][:1])
    return found


class _Lines:
    """A table's lines as text; what their bytes were is kept until the row is complete.

    Args:
        source: the table.
        settings: the longest line allowed.
    """

    def __init__(self, source: Source, settings: Settings) -> None:
        self.taken: list[bytes] = []
        self.number = self.broken = 0
        self._subject, self._settings = source.subject, settings
        self._lines = self._whole(source) if _is_older(source.head) else self._streamed(source)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        raw = next(self._lines)
        self.number += 1
        self.taken.append(raw)
        if len(raw) > self._settings.max_bytes or sum(map(len, self.taken)) > self._settings.max_bytes:
            raise too_large(f"{self._subject}, line {self.number}", self._settings)
        try:
            return raw.decode().replace("\0", "")
        except UnicodeDecodeError:
            self.broken += 1
            return raw.decode(errors="replace").replace("\0", "")

    def _streamed(self, source: Source) -> Iterator[bytes]:
        refuse_binary(source.head, source.subject)
        first = True
        while line := source.stream.readline(self._settings.max_bytes + 1):
            yield line.removeprefix(b"\xef\xbb\xbf") if first else line
            first = False

    def _whole(self, source: Source) -> Iterator[bytes]:
        """Yield the lines of a table in an older encoding, which only the whole of it tells, in UTF-8."""
        yield from decode(whole(source, self._settings), source.subject).text.encode().splitlines(keepends=True)


def _is_older(head: bytes) -> bool:
    """Tell whether these first bytes are in another encoding than UTF-8."""
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return True
    try:
        head.decode()
    except UnicodeDecodeError as error:
        return error.start < len(head) - 3  # a letter may be cut at the end of what we see
    return b"\0" in head


def _header(line: str, named: Sequence[tuple[str, str]]) -> tuple[list[str], str]:
    """Return the names of the columns, and the sign between them."""
    best: tuple[tuple[int, int], list[str], str] = ((-1, -1), [], ",")
    for sign in _SIGNS:
        row = [cell.strip() for cell in next(csv.reader([line], delimiter=sign), [])][:_MOST]
        score = (len(columns_of(row, named)) + 2 * is_archived(row), len(row))
        if any(row) and score > best[0]:
            best = (score, row, sign)
    return best[1], best[2]


def _missing(subject: str, header: Sequence[str], named: Sequence[tuple[str, str]]) -> Iterator[Rejected]:
    there = {_folded(name) for name in header}
    for field, name in named:
        if _folded(name) not in there:
            problem = f"has no column called {name!r} for {field}"
            yield Rejected(subject=subject, problem=problem, mend=f"Its columns are: {_shown(header)}.")


def _unknown(subject: str, header: Sequence[str]) -> IntakeError:
    mend = f"Say which column it is, such as --columns text={header[-1][:40] or 'Body'}; there are: {_shown(header)}."
    return IntakeError(subject, "has no column that is known to hold the words of a report", mend)


def _shown(header: Sequence[str]) -> str:
    more = ", …" if len(header) > _SHOWN else ""
    return ", ".join(" ".join(name.split())[:40] for name in header[:_SHOWN]) + more


@functools.cache
def _names() -> Mapping[str, tuple[str, ...]]:
    table = tomllib.loads(resources.files(__package__).joinpath("columns.toml").read_text(encoding="utf-8"))
    return {field: tuple(_folded(name) for name in names) for field, names in table.items()}


def _folded(name: str) -> str:
    return re.sub(r"[\s_\-]+", "", name).casefold().replace("i\u0307", "i")


WAY: Final = Way(kind="table", accepts=lambda _head, suffix: suffix in _SUFFIXES, read=_read)
