"""ACLED's scale of sources: how far the outlets that report an event reach.

In: outlets' names and the event's country. Out: one or two of ACLED's words. An outlet that the registry does not
know is `Other`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sayso.registry import Sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# In the order in which ACLED joins two of them.
_ORDER = ("New media", "Local partner", "Subnational", "National", "Regional", "International", "Other")
_NEW = {"social", "person"}


def source_scale(outlets: Iterable[str], country: str | None) -> str:
    """Return the scale of an event's sources: "National", "National-International"."""
    found = {_scale(outlet, country) for outlet in outlets}
    known = [word for word in _ORDER if word in found and word != "Other"]
    return "-".join(known[:2]) if known else "Other"


def _scale(outlet: str, country: str | None) -> str:
    match = _sources().outlet(outlet)
    if match.source_id is None:
        return "Other"
    if match.kind in _NEW:
        return "New media"
    home = _countries().get(match.source_id)
    return "National" if home and home == country else "International"


@cache
def _sources() -> Sources:
    return Sources.load()


@cache
def _countries() -> Mapping[str, str | None]:
    return {source.id: source.country for source in _sources().entries}
