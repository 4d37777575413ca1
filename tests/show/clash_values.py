"""The answers that the reports on Khirbet Ammu give."""

from __future__ import annotations

from sayso.model import Count, Party

ONE, TWO = Count(low=1, high=1), Count(low=2, high=2)
SOME = Count(low=1, high=None)
UNKNOWN_MEN = Party(name="unknown individuals")
FIGHTERS = Party(name="pro-government fighters")
US = Party(name="US forces")
