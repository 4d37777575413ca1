"""Who and where: sources, parties and places, and their names in every script. See docs/architecture.md.

In: names and phrases as reports write them. Out: canonical sources, parties and places, each with a reason.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.registry.parties import Parties
    from sayso.registry.places import Places
    from sayso.registry.sources import SourceMatch, Sources

__all__ = ["Parties", "Places", "SourceMatch", "Sources"]

_HOME = {"Sources": "sources", "SourceMatch": "sources", "Parties": "parties", "Places": "places"}


def __getattr__(name: str) -> object:
    """Return a public name, importing its module at first use."""
    if name not in _HOME:
        raise AttributeError(name)
    return getattr(import_module(f"sayso.registry.{_HOME[name]}"), name)
