"""What a resolved name is, and what each way of resolving is worth.

In: nothing but `data/defaults.toml`. Out: `SourceMatch`, `Hints`, and the scores. No rule is applied here.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from sayso.registry import naming, translit

if TYPE_CHECKING:
    from sayso.model import SourceKind
    from sayso.registry.phrase import Phrase
    from sayso.registry.records import Source

_CENTRAL: Final = frozenset({"mod", "mfa", "armed-forces", "president-office", "army", "government"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMatch:
    """Whom a phrase names.

    Attributes:
        source: canonical English name; for a source that the registry does not know, the name in Latin letters.
        source_id: registry id; composed ones are role and state ("mod.UA"); None where unknown.
        kind: see `model.SourceKind`.
        reason: why the phrase was taken for this source.
        score: 0 to 1, how safe the join is.
        side: whom the source belongs to, in plain words; None where independent or unknown.
    """

    source: str
    source_id: str | None
    kind: SourceKind
    reason: str
    score: float
    side: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What is known beside the phrase: its language, the country the report speaks from, its day, where it plays."""

    language: str
    country: str | None = None
    day: str | None = None
    where: str | None = None


def is_central(source: Source) -> bool:
    """Return whether a source is a state's ministry, army or presidency, whose unnamed officials are the state's."""
    return bool({s.partition(".")[0] for s in source.stands_for} & _CENTRAL)


def unknown(phrase: Phrase) -> SourceMatch:
    """Return a proper name in Latin letters, or the whole phrase as written where it holds none; joined to nobody."""
    name = phrase.name
    shown = name
    if name and (phrase.is_person or len(name.split()) == 1):
        shown = translit.latin(name, phrase.language)
    shown = shown or naming.whole(phrase.raw)
    how = "transliterated" if name and shown != name else "" if name else "kept as written"
    kind: SourceKind = "person" if phrase.is_person else "unknown"
    reason = f"unknown; {how}" if how else "unknown"
    return SourceMatch(source=shown, source_id=None, kind=kind, reason=reason, score=score("unknown"))


def within(day: str, first: str | None, last: str | None) -> bool:
    """Return whether a day lies in a term whose ends are ISO dates or their beginnings."""
    return (first is None or day[: len(first)] >= first) and (last is None or day[: len(last)] <= last)


@cache
def _defaults() -> dict[str, dict[str, object]]:
    return tomllib.loads(resources.files("sayso.registry").joinpath("data/defaults.toml").read_text("utf-8"))


def score(reason: str) -> float:
    """Return what a join of this kind is worth, 0 to 1 (`data/defaults.toml`)."""
    value = _defaults()["score"][reason]
    return float(value) if isinstance(value, int | float) else 0.0


def default_country(language: str, *, local: bool = False) -> str | None:
    """Return the country whose institutions a report in `language` means where it names none.

    Args:
        language: ISO 639-1 code.
        local: the institution is that of the place of the news ("the police"), not that of the paper's own state.
    """
    abroad = _defaults()["local"]["abroad"]
    if local and isinstance(abroad, list) and language in abroad:
        return None
    value = _defaults()["country_of_language"].get(language)
    return value if isinstance(value, str) else None
