"""JSON of any length, one object at a time: what is longer than memory is never held as a whole.

In: a stream, and the name of the arrays whose objects are wanted. Out: each such object's own bytes, with the plain
fields of the objects around it. Nothing is parsed here but brackets, strings and those fields: an object's own bytes
are needed for its hash, and a damaged one must not cost the others. Bounded are the length of an object and the depth.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from sayso.errors import IntakeError
from sayso.intake.whole import broken_note
from sayso.intake.decode import decode

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
    buffer, at, begin, count = b"", 0, None, 0
    frames: list[_Frame] = []
    over = False  # the object that we are in is too long to be kept
    while True:
        match = _NEXT.match(buffer, at)
        if match is None:
            if not over and begin is not None and len(buffer) - begin > limit:
                begin, over = None, True
            keep = begin if begin is not None else at
            if len(buffer) - keep > limit + _PIECE:
                raise IntakeError(subject, f"has a field or gap larger than {limit:,} bytes {_after(count)}", _MEND)
            more = stream.read(max(_PIECE, len(buffer) - keep))
            if not more:
                break
            buffer, at, begin = buffer[keep:] + more, at - keep, None if begin is None else 0
            continue
        before, bracket = match.groups()
        at = match.end()
        if bracket in b"{[":
            if begin is None and not over and bracket == b"{" and _is_wanted(frames, wanted):
                begin, inside = match.end() - 1, len(frames)
            frames.append(_opened(frames, before, bracket, keyed=begin is None and not over))
            if len(frames) > _DEEPEST:
                raise IntakeError(subject, f"is nested too deeply {_after(count)}", _MEND)
            continue
        if not frames or frames.pop().bracket != _CLOSING[bracket]:
            raise IntakeError(subject, f"is damaged: its brackets do not match {_after(count)}", _MEND)
        if (begin is not None or over) and len(frames) == inside:
            count += 1
            raw = b"" if over or begin is None else buffer[begin:at]
            yield Part(raw=raw if len(raw) <= limit else b"", around=_around(frames))
            begin, over = None, False
    if frames or buffer[at:].strip():
        raise IntakeError(subject, f"is cut off or damaged {_after(count)}", _MEND)


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


def _is_wanted(frames: list[_Frame], wanted: Collection[str | None]) -> bool:
    if not frames:
        return None in wanted
    return frames[-1].bracket == b"[" and frames[-1].key in wanted


def _opened(frames: list[_Frame], before: bytes, bracket: bytes, *, keyed: bool) -> _Frame:
    """Return the frame of a bracket; the one around it learns the plain fields that stood before."""
    if not keyed:
        return _Frame(bracket=bracket, key=None)
    if frames and len(frames[-1].fields) < _DEEPEST:
        for match in _FIELD.finditer(before[-(1 << 16) :]):
            try:
                frames[-1].fields[json.loads(match[1])] = json.loads(match[2])
            except ValueError:
                continue
    key = _KEY.search(before[-200:])
    return _Frame(bracket=bracket, key=key[1].decode("utf-8", "replace") if key else None)


def _around(frames: list[_Frame]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for frame in frames:  # the inner ones last, so that they win
        found.update(frame.fields)
    return found


def _after(count: int) -> str:
    return f"after {count:,} records" if count else "from its beginning"
