"""A document read as one piece, within the user's limit.

In: a source. Out: all its bytes, or a refusal. It decodes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.errors import IntakeError
from sayso.model import Rejected

if TYPE_CHECKING:
    from sayso.config import Settings
    from sayso.intake.arrival import Source
    from sayso.intake.decode import Decoded


def whole(source: Source, settings: Settings) -> bytes:
    """Return all the bytes of a source.

    Raises:
        IntakeError: if there are none, or more than `settings.max_bytes`.
    """
    data = source.stream.read(settings.max_bytes + 1)
    if len(data) > settings.max_bytes:
        raise too_large(source.subject, settings)
    if not data.strip():
        raise IntakeError(source.subject, "is empty", "Leave it out, or fetch it again.")
    return data


def too_large(subject: str, settings: Settings) -> IntakeError:
    """Return the refusal of something larger than the limit."""
    limit = f"is larger than the limit of {settings.max_bytes:,} bytes"
    return IntakeError(subject, limit, "Split it, or raise max_bytes in the case's sayso.toml.")


def broken_note(subject: str, decoded: Decoded) -> tuple[Rejected, ...]:
    """Return the note on places that could not be decoded, if there are any."""
    if not decoded.broken:
        return ()
    problem = f"{decoded.broken} places are not valid {decoded.encoding} and were read as \ufffd"
    return (Rejected(subject=subject, problem=problem, mend="Fetch the file again if those words matter."),)
