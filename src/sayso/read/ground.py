"""The gate that every claim passes: its words stand in the report, to the character, or it does not exist.

In: claims. Out: the same claims, those that fail left out and counted by whoever asks. Nothing is repaired here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.model import Claim, Report, Span


def is_verbatim(report: Report, span: Span) -> bool:
    """Return whether the span's quote is exactly what stands at its offsets, and is not empty."""
    return bool(span.quote) and span.start >= 0 and report.text[span.start : span.end] == span.quote


def grounded(report: Report, claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims whose quote, hedge and voices all stand in the report's text, each once."""
    kept: dict[str, Claim] = {}
    for claim in claims:
        spans = [claim.span]
        spans.extend(voice.span for voice in claim.voices if voice.span)
        spans.extend(voice.cue for voice in claim.voices if voice.cue)
        if claim.hedge:
            spans.append(claim.hedge.span)
        if claim.report_id == report.id and all(is_verbatim(report, span) for span in spans):
            kept.setdefault(claim.id, claim)
    return list(kept.values())
