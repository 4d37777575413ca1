"""Registry files → checked records.

In: JSONL files (one record a line) of the package, and a user's `sources.toml`. Out: `Source` records, in file
order. A mistake is a `PackError` that names the file and the line. Nothing here compares names.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast, get_args

from sayso.errors import PackError
from sayso.model import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path

_KINDS: Final = frozenset(get_args(SourceKind))
_ID: Final = re.compile(r"[a-z0-9][a-z0-9.-]*")
_DATE: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_LISTS: Final = ("domains", "handles", "stands_for")
_TEXTS: Final = ("country", "side", "parent", "short", "owner", "ref")
_KNOWN: Final = frozenset({"id", "name", "kind", "names", "office", "affiliation", "common", *_LISTS, *_TEXTS})
_MEND: Final = 'A source is id = "a-slug", name = "English name", kind = one of the kinds; see docs of the registry.'


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What a person does: `role`, for which source (None: for no one else), and when (dates or their beginnings)."""

    role: str
    speaks_for: str | None = None
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Affiliation:
    """Whose side a source was on, and when, with the reference for it."""

    to: str
    first: str | None = None
    last: str | None = None
    ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Someone who reports, states or witnesses.

    Attributes:
        id: slug, unique.
        name: canonical English name.
        kind: see `model.SourceKind`.
        names: (language, name) pairs; inflected forms are derived, not listed. "=" before a name: it is an ordinary
            phrase too and counts only where nothing else stands beside it.
        country: ISO 3166-1 alpha-2, or an `X-` code of `states.jsonl`.
        side: whom the source belongs to or speaks for, in plain words; None where independent or unknown.
        short: for composing ("Wagner" in "Wagner source"); None: the name.
        parent: id of the larger source that this one is part of.
        stands_for: composed ids ("mod.US") whose proper name this is.
        common: its names are ordinary words too, so they count only as a whole phrase.
    """

    id: str
    name: str
    kind: SourceKind
    names: tuple[tuple[str, str], ...] = ()
    country: str | None = None
    side: str | None = None
    short: str | None = None
    parent: str | None = None
    owner: str | None = None
    ref: str | None = None
    domains: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    stands_for: tuple[str, ...] = ()
    office: tuple[Office, ...] = ()
    affiliation: tuple[Affiliation, ...] = ()
    common: bool = False


def lines_of(file: Traversable, name: str) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield (where, record) for each line of a JSONL file; blank lines and lines that begin with # are skipped.

    Raises:
        PackError: naming the line that does not parse.
    """
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{name}, line {number}"
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise PackError(where, f"not valid JSON ({error.msg})", "Each line is one record.") from error
        if not isinstance(record, dict):
            raise PackError(where, "not a record", "Each line is one JSON object.")
        yield where, record


def user_entries(path: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield (where, record) for each `[[source]]` of a user's TOML file.

    Raises:
        PackError: naming the line.
    """
    text = path.read_text(encoding="utf-8", errors="strict")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackError(path.name, f"not valid TOML ({error})", "Correct the line named.") from error
    unknown = sorted(set(table) - {"source"})
    if unknown:
        raise PackError(path.name, f"unknown table {unknown[0]!r}", "Entries are [[source]] tables.")
    entries = table.get("source", [])
    starts = [n for n, line in enumerate(text.splitlines(), start=1) if re.match(r"\s*\[\[\s*source\s*\]\]", line)]
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise PackError(path.name, "source must be a list of tables", "Write [[source]], with two brackets.")
    for place, entry in enumerate(entries):
        line_number = starts[place] if place < len(starts) else 1
        yield f"{path.name}, line {line_number}", entry


def source_of(where: str, record: Mapping[str, object]) -> Source:
    """Return the record as a `Source`.

    Raises:
        PackError: naming `where` and the key that is wrong or missing.
    """
    unknown = sorted(set(record) - _KNOWN)
    if unknown:
        raise PackError(where, f"unknown key {unknown[0]!r}", f"Known keys: {', '.join(sorted(_KNOWN))}.")
    ident, name, kind = (_text(where, key, record.get(key)) for key in ("id", "name", "kind"))
    if not ident or not _ID.fullmatch(ident):
        raise PackError(where, f"id {ident!r} is not a slug", 'Small letters, digits, hyphens: id = "a-slug".')
    if not name or not name.strip():
        raise PackError(where, "name is missing", _MEND)
    if kind not in _KINDS:
        raise PackError(where, f"kind {kind!r} is not known", f"Kinds: {', '.join(sorted(_KINDS))}.")
    common = record.get("common", False)
    if not isinstance(common, bool):
        raise PackError(where, "common must be true or false", "Leave it out where it is false.")
    values: dict[str, Any] = {
        key: _text(where, key, record.get(key)) for key in _TEXTS
    }  # checked here, so Any is safe
    values |= {key: _list(where, key, record.get(key, [])) for key in _LISTS}
    return Source(
        id=ident,
        name=name,
        kind=cast("SourceKind", kind),
        names=_names(where, record.get("names", {})),
        office=_offices(where, record.get("office", [])),
        affiliation=_affiliations(where, record.get("affiliation", [])),
        common=common,
        **values,
    )


def _text(where: str, key: str, value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise PackError(where, f"{key} must be text", f'For example: {key} = "…".')


def _list(where: str, key: str, value: object) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value):
        return tuple(value)
    raise PackError(where, f"{key} must be a list of texts", f'For example: {key} = ["…"].')


def _names(where: str, value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise PackError(where, "names must map language codes to lists", 'For example: names = { uk = ["…"] }.')
    found: list[tuple[str, str]] = []
    for language, names in value.items():
        if not re.fullmatch(r"[a-z]{2,3}", language):
            raise PackError(where, f"{language!r} is not a language code", "ISO 639-1, for example uk.")
        found.extend((language, name) for name in _list(where, f"names.{language}", names))
    return tuple(found)


def _offices(where: str, value: object) -> tuple[Office, ...]:
    return tuple(
        Office(role=entry["as"] or "", speaks_for=entry["speaks_for"], first=entry["from"], last=entry["until"])
        for entry in _entries(where, "office", value, ("as", "speaks_for", "from", "until"))
    )


def _affiliations(where: str, value: object) -> tuple[Affiliation, ...]:
    return tuple(
        Affiliation(to=entry["to"] or "", first=entry["from"], last=entry["until"], ref=entry["ref"])
        for entry in _entries(where, "affiliation", value, ("to", "from", "until", "ref"))
    )


def _entries(where: str, key: str, value: object, fields: tuple[str, ...]) -> Iterator[dict[str, str | None]]:
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise PackError(where, f"{key} must be a list of tables", f"Fields: {', '.join(fields)}.")
    for entry in value:
        unknown = sorted(set(entry) - set(fields))
        if unknown:
            raise PackError(where, f"unknown key {key}.{unknown[0]}", f"Fields: {', '.join(fields)}.")
        row = {field: _text(where, f"{key}.{field}", entry.get(field)) for field in fields}
        for field in ("from", "until"):
            date = row[field]
            if date is not None and not _DATE.fullmatch(date):
                raise PackError(where, f"{key}.{field} {date!r} is not a date", "YYYY, YYYY-MM or YYYY-MM-DD.")
        yield row
