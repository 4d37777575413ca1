"""sayso: who says what about a contested incident, and on whose word."""

from __future__ import annotations

__version__ = "0.1.0"
