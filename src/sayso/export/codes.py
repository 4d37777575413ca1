"""ACLED's and UCDP's names and numbers for countries, kinds of event and kinds of party.

In: `data/countries.toml`, `data/codes.toml`. Out: look-ups. Nothing here looks at claims.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Project = Literal["acled", "ged"]


def country_name(iso: str, project: Project) -> str:
    """Return the country's name as the project writes it; the code itself where nobody names it."""
    from babel import Locale

    own: str | None = _countries()[project]["name"].get(iso)
    return own or Locale("en").territories.get(iso, iso)


def region(iso: str, project: Project) -> str | None:
    """Return the region that the project puts the country in."""
    return _regions(project).get(iso)


def iso_number(iso: str) -> int | None:
    """Return the ISO 3166-1 number of a country ("SY" is 760)."""
    return _numbers().get(iso)


def state_number(iso: str | None) -> int | None:
    """Return Gleditsch and Ward's number of the state."""
    found: int | None = _countries()["gleditsch_ward"].get(iso or "")
    return found


def kinds() -> tuple[dict[str, str], ...]:
    """Return the kinds of event with ACLED's types, the one that stands for the others first."""
    return tuple(_codes()["kind"])


def fallback(*, killed: bool) -> dict[str, str]:
    """Return ACLED's types for an event of which no kind is told."""
    found: dict[str, str] = _codes()["fallback"]["killed" if killed else "nothing"]
    return found


def disorder(event_type: str) -> str:
    """Return ACLED's type of disorder for a type of event."""
    found: str = _codes()["disorder"][event_type]
    return found


def inter(party_id: str | None, country: str | None) -> str | None:
    """Return ACLED's kind of actor; None where the registry does not tell (a rebel group or a militia?)."""
    if party_id is None:
        return None
    own: str | None = _codes()["inter"]["of"].get(party_id)
    if own:
        return own
    role, _, iso = party_id.partition(".")
    if role in _codes()["inter"]["of_a_state"] and iso:
        return "State forces" if iso == country else "External/Other forces"
    return None


def interaction(one: str | None, other: str | None) -> str | None:
    """Return two kinds of actor in ACLED's order ("State forces-Rebel group"), or "… only"."""
    order: list[str] = _codes()["inter"]["order"]
    found = sorted((kind for kind in (one, other) if kind), key=order.index)
    if not found:
        return None
    return "-".join(found) if len(found) > 1 else f"{found[0]} only"


def names_nobody(party_id: str | None) -> bool:
    """Return whether a party is only words for someone unknown."""
    return party_id in _codes()["nobody"]["ids"]


def state_of(party_id: str | None) -> str | None:
    """Return the state whose force or government a party is, as ISO code; None for others."""
    role, _, iso = (party_id or "").partition(".")
    return iso if iso and role in _codes()["inter"]["of_a_state"] else None


def is_state(party_id: str | None) -> bool:
    """Return whether a party is a state's force or government, or a coalition of states."""
    return state_of(party_id) is not None or party_id in _codes()["state"]["ids"]


def language3(code: str) -> str | None:
    """Return the ISO 639-3 code of a language."""
    found: str | None = _codes()["language"].get(code)
    return found


def schema_of(kind: str, vocabulary: Literal["ftm", "schemaorg"]) -> str | None:
    """Return what a vocabulary calls this kind of source; None where it has no word for it."""
    found: str | None = _codes()[vocabulary].get(kind)
    return found


@cache
def _regions(project: Project) -> Mapping[str, str]:
    table: dict[str, str] = _countries()[project]["region"]
    return {iso: name for name, codes in table.items() for iso in codes.split()}


@cache
def _numbers() -> Mapping[str, int]:
    from babel.core import get_global

    # CLDR lists the ISO numbers as aliases of the letter codes.
    aliases = get_global("territory_aliases")
    return {codes[0]: int(alias) for alias, codes in sorted(aliases.items()) if alias.isdigit() and len(codes) == 1}


@cache
def _countries() -> dict[str, Any]:
    return _toml("countries.toml")


@cache
def _codes() -> dict[str, Any]:
    return _toml("codes.toml")


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("sayso.export").joinpath("data", name).read_text(encoding="utf-8"))
