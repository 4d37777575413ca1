"""Where: names of places in any script, and which places they are.

In: running text and its language. Out: mentions with ranked places and reasons. The index is GeoNames' and opens
lazily; `near` gives points for places told by other places. Nothing here reads reports or files of a case.
"""

from __future__ import annotations

from sayso.registry.places.places import Places
from sayso.registry.places.sound import sound_key, sounds_like
from sayso.registry.places.types import Candidate, PlaceMention, Relative

__all__ = ["Candidate", "PlaceMention", "Places", "Relative", "sound_key", "sounds_like"]
