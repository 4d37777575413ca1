"""The house's values as JSON and back, exactly.

In: any dataclass of `model.py`, or JSON made from one. Out: the other. Every field is written, defaults too, so
that a record says all it means without the code that wrote it. An answer carries its kind under `type`.
It keeps nothing and knows nothing of files.

Decoding is msgspec's, which builds dataclasses some six times faster than compiled Python does; a case of ten
thousand readings opens in about a second instead of six. It cannot choose among several dataclasses, though, so
types with an answer inside are decoded as subclasses that say `_AnyAnswer` instead, and then made what they are.
"""

from __future__ import annotations

import dataclasses
import functools
import typing
from abc import ABC
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_args

import msgspec

from sayso.errors import LedgerError
from sayso.model import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")
_TAG = "type"
_ANSWERS: Mapping[str, type] = {kind.__name__: kind for kind in get_args(Answer)}


def to_json(value: object) -> dict[str, object]:
    """Return the dataclass's fields as plain JSON values: dicts, lists, strings, numbers, booleans and None."""
    plain: dict[str, object] = _plain(value)
    return plain


def from_json(record: object, kind: type[T]) -> T:
    """Return the value of type `kind` that `record` was made from.

    Args:
        record: as `to_json` made it; fields that `kind` does not have are passed over.
        kind: a dataclass of `model.py`.

    Raises:
        LedgerError: if a field is missing or of the wrong type.
    """
    return Decoder(kind).decode(msgspec.json.encode(record))


class Decoder(Generic[T]):
    """Turns the JSON text of one `kind` into values."""

    def __init__(self, kind: type[T]) -> None:
        """Compile the decoder, once per kind."""
        self._kind = kind
        self._json: msgspec.json.Decoder[T] = _compiled(kind)  # type: ignore[arg-type]  # mypy doubts that a class is hashable

    def decode(self, text: bytes | memoryview) -> T:
        """Return the value that the JSON text stands for.

        Raises:
            LedgerError: if a field is missing or of the wrong type.
        """
        try:
            value = self._json.decode(text)
        except (msgspec.MsgspecError, KeyError, TypeError, UnicodeDecodeError) as error:
            problem = f"a record is not a {self._kind.__name__} ({error})"
            raise LedgerError("ledger", problem, "It may come from a newer sayso: install that version.") from error
        _settle(value)
        return value


class _AnyAnswer(ABC):  # noqa: B024  # stands for the union; its members are registered below
    """Any kind of answer."""


for _kind in _ANSWERS.values():
    _AnyAnswer.register(_kind)


def _plain(value: Any) -> Any:  # noqa: ANN401  # JSON is whatever the fields are
    if dataclasses.is_dataclass(value):
        kind = type(value)
        record = {name: _plain(getattr(value, name)) for name in _names(kind)}  # type: ignore[arg-type]  # as above
        if kind is _ANSWERS.get(kind.__name__):
            record[_TAG] = kind.__name__
        return record
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


@functools.cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def _answer(_: type, record: Any) -> object:  # noqa: ANN401  # msgspec gives what the text holds
    kind = _ANSWERS[record.pop(_TAG)]
    return msgspec.convert(record, kind)


@functools.cache
def _compiled(kind: type[Any]) -> msgspec.json.Decoder[Any]:
    wired = _wire(kind)  # type: ignore[arg-type]  # as above
    return msgspec.json.Decoder(wired, dec_hook=_answer)


@functools.cache
def _wire(kind: type[Any]) -> type[Any]:
    """Return `kind`, or the subclass of it that msgspec can decode where there is an answer inside."""
    hints = typing.get_type_hints(kind)
    changed = {name: wired for name, hint in hints.items() if (wired := _wired(hint)) is not hint}
    if not changed:
        return kind
    namespace = {"__slots__": (), "__annotations__": changed, "__module__": __name__, "_settles": (kind, (*changed,))}
    return type(kind.__name__, (kind,), namespace)


def _wired(hint: Any) -> Any:  # noqa: ANN401  # a type expression
    if hint == Answer:
        return _AnyAnswer
    if dataclasses.is_dataclass(hint):
        return _wire(hint)  # type: ignore[arg-type]  # a class, for `get_type_hints` gives no instances
    inner = get_args(hint)
    if typing.get_origin(hint) is tuple and dataclasses.is_dataclass(inner[0]):
        wired = _wire(inner[0])  # type: ignore[arg-type]  # as above
        return hint if wired is inner[0] else tuple[wired, ...]  # type: ignore[valid-type]  # made at run time
    return hint


def _settle(value: object) -> None:
    """Make a freshly decoded value, and those inside it, of the class that it stands for.

    The subclass adds no field, so the change of class is all there is to do; nobody else has seen the value yet.
    """
    settles = getattr(type(value), "_settles", None)
    if settles is None:
        return
    kind, names = settles
    object.__setattr__(value, "__class__", kind)
    for name in names:
        inner = getattr(value, name)
        for item in inner if isinstance(inner, tuple) else (inner,):
            _settle(item)
