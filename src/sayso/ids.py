"""Names for things, made from their content, so that the same thing is the same name everywhere.

In: plain values. Out: short ids and canonical JSON. No clock, no counter, no randomness.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_DIGITS = 16


def canonical_json(value: object) -> str:
    """Return JSON text with sorted keys, no spaces and no escapes: equal values give equal text.

    Raises:
        ValueError: for NaN or infinity, which have no JSON form.
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def sha256_hex(data: bytes) -> str:
    """Return the SHA-256 of `data` as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def content_id(prefix: str, content: Mapping[str, object]) -> str:
    """Return `prefix-` and the first 16 hexadecimal digits of the SHA-256 of the content's canonical JSON."""
    return f"{prefix}-{sha256_hex(canonical_json(content).encode())[:_DIGITS]}"
