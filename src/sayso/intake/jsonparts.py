"""JSON of any length, one object at a time: what is longer than memory is never held as a whole.

In: a stream, and the name of the arrays whose objects are wanted. Out: each such object's own bytes, with the plain
fields of the objects around it. Nothing is parsed here but brackets, strings and those fields: an object's own bytes
are needed for its hash, and a damaged one must not cost the others. An object's length and depth are bounded.
"""

from __future__ import annotations

import contextlib
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from sayso.errors import IntakeError
from sayso.intake.decode import decode
from sayso.intake.whole import broken_note

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sayso.config import Settings
    from sayso.model import Rejected

# What lies before the next bracket that is not in a string, and that bracket; possessive, so linear in any text.
_NEXT: Final = re.compile(rb'([^"{}\[\]]*+(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"[^"{}\[\]]*+)*+)([{}\[\]])', re.DOTALL)
_FIELD: Final = re.compile(rb'("(?:[^"\\]|\\.){1,100}")\s*:\s*("(?:[^"\\]|\\.){0,2000}"|-?\d{1,20}\b|true|false)')
_KEY: Final = re.compile(rb'"([^"\\]{1,100})"\s*:\s*\Z')
_CLOSING: Final = {b"}": b"{", b"]": b"["}
_PIECE: Final = 1 << 18
_DEEPEST: Final = 60
_MEND: Final = "Fetch or export it again; what came before was read."
_RECORD_MEND: Final = "Leave it out, or export it again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One object of the stream.

    Attributes:
        raw: its bytes; empty where it is longer than the limit.
        around: the plain fields that the objects around it showed before it, the inner ones first.
    """

    raw: bytes
    around: dict[str, Any]


@dataclass(slots=True, kw_only=True)
class _Frame:
    bracket: bytes
    key: str | None
    fields: dict[str, Any] = field(default_factory=dict)


def parts_of(stream: BinaryIO, subject: str, wanted: Collection[str | None], limit: int) -> Iterator[Part]:
    """Yield the objects of all arrays with one of the wanted names.

    Args:
        stream: JSON, or JSON with something else before its first bracket.
        subject: for messages.
        wanted: names of arrays; None stands for an array without a name, and for objects that stand in a row.
        limit: bytes that one object may have.

    Raises:
        IntakeError: where the stream is cut off, damaged, too deep, or goes on for too long without a bracket.
    """
    walk = _Walk(wanted)
    buffer, at = b"", 0
    while True:
        match = _NEXT.match(buffer, at)
        if match is None:
            keep = walk.keep(at, len(buffer), limit)
            if len(buffer) - keep > limit + _PIECE:
                raise IntakeError(subject, f"has a field or gap larger than {limit:,} bytes {walk.after}", _MEND)
            more = stream.read(max(_PIECE, len(buffer) - keep))
            if not more:
                break
            buffer, at = buffer[keep:] + more, at - keep
            continue
        at = match.end()
        problem, begin = walk.step(match[1], match[2], at)
        if problem:
            raise IntakeError(subject, f"{problem} {walk.after}", _MEND)
        if begin is not None:
            raw = buffer[begin:at] if begin >= 0 and at - begin <= limit else b""
            yield Part(raw=raw, around=walk.around())
    if walk.frames or buffer[at:].strip(b" \t\r\n;,\0"):
        raise IntakeError(subject, f"is cut off or damaged {walk.after}", _MEND)


class _Walk:
    """Where in a document we are: the brackets that are open, and the wanted object that we are in.

    Args:
        wanted: as above.
    """

    def __init__(self, wanted: Collection[str | None]) -> None:
        self.frames: list[_Frame] = []
        self._wanted = wanted
        self._begin: int | None = None  # of the object that we are in; negative once it is too long to be kept
        self._outer = 0  # brackets around it
        self._count = 0

    @property
    def after(self) -> str:
        """How far we came, for messages."""
        return f"after {self._count:,} records" if self._count else "from its beginning"

    def keep(self, at: int, end: int, limit: int) -> int:
        """Return from where on the buffer is needed; offsets count from there afterwards."""
        if self._begin is not None and end - self._begin > limit:
            self._begin = -1
        if self._begin is None or self._begin < 0:
            return at
        keep, self._begin = self._begin, 0
        return keep

    def step(self, before: bytes, bracket: bytes, end: int) -> tuple[str | None, int | None]:
        """Pass a bracket; return what is wrong, and where the wanted object begins that ends with it."""
        if bracket in b"{[":
            free = self._begin is None
            if free and bracket == b"{" and self._is_wanted():
                self._begin, self._outer = end - 1, len(self.frames)
            self.frames.append(_opened(self.frames, before, bracket) if free else _Frame(bracket=bracket, key=None))
            return ("is nested too deeply" if len(self.frames) > _DEEPEST else None), None
        if not self.frames or self.frames.pop().bracket != _CLOSING[bracket]:
            return "is damaged: its brackets do not match", None
        if self._begin is None or len(self.frames) > self._outer:
            return None, None
        begin, self._begin = self._begin, None
        self._count += 1
        return None, begin

    def around(self) -> dict[str, Any]:
        """Return the plain fields of the objects around us; where two have one name, that of the inner one."""
        found: dict[str, Any] = {}
        for frame in self.frames:
            found.update(frame.fields)
        return found

    def _is_wanted(self) -> bool:
        if not self.frames:
            return None in self._wanted
        return self.frames[-1].bracket == b"[" and self.frames[-1].key in self._wanted


def record_of(part: Part, subject: str, settings: Settings) -> tuple[dict[str, Any], tuple[Rejected, ...]]:
    """Return a part's fields, and a note if some of its letters were broken.

    Raises:
        IntakeError: if it is too long or no JSON.
    """
    if not part.raw:
        raise IntakeError(subject, f"is larger than the limit of {settings.max_bytes:,} bytes", _RECORD_MEND)
    notes: tuple[Rejected, ...] = ()
    try:
        try:
            text = part.raw.decode()
        except UnicodeDecodeError:
            decoded = decode(part.raw, subject)
            text, notes = decoded.text, broken_note(subject, decoded)
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise IntakeError(subject, f"is no JSON ({error})", _RECORD_MEND) from error
    return record if isinstance(record, dict) else {}, notes


def _opened(frames: list[_Frame], before: bytes, bracket: bytes) -> _Frame:
    """Return the frame of a bracket; the one around it learns the plain fields that stood before."""
    if frames and len(frames[-1].fields) < _DEEPEST:
        for match in _FIELD.finditer(before[-(1 << 16) :]):
            with contextlib.suppress(ValueError):
                frames[-1].fields[json.loads(match[1])] = json.loads(match[2])
    key = _KEY.search(before[-200:])
    return _Frame(bracket=bracket, key=key[1].decode("utf-8", "replace") if key else None)
