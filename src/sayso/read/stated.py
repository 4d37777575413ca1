"""Credits that stand in a document's metadata instead of its text: whom the page itself says that it is based on.

In: a report with `credits`, the registry. Out: credit lines that reach over the whole document, as a wire tag does; a
tag in the text goes before them. Their voices have no place in the text and say so by having no span.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.model import Span, Voice
from sayso.read.link import CreditLine

if TYPE_CHECKING:
    from sayso.model import Report
    from sayso.registry import Sources
    from sayso.registry.sources import SourceMatch


def stated_credits(report: Report, sources: Sources) -> tuple[CreditLine, ...]:
    """Return the credit line that a report's metadata makes, if it credits anyone but its own outlet.

    Names that the registry knows go before others: beside "AFP", "Jane Doe" is whoever took the picture.
    """
    own = sources.outlet(report.outlet).source if report.outlet else None
    matches = [(name, _match(name, report.language, sources)) for name in report.credits]
    others = [(name, match) for name, match in matches if match.source != own]
    known = [(name, match) for name, match in others if match.source_id is not None] or others[:1]
    chains = tuple((_voice(name, match),) for name, match in known)
    if not chains:
        return ()
    nowhere = Span(start=0, end=0, quote="")
    line = CreditLine(chains=chains, cue=nowhere, sentence=0, reach="doc", narrow=False, wire=True, first=0, last=0)
    return (line,)


def _match(name: str, language: str, sources: Sources) -> SourceMatch:
    match = sources.resolve(name, language)
    return match if match.source_id is not None else sources.outlet(name)


def _voice(name: str, match: SourceMatch) -> Voice:
    return Voice(
        name=name,
        source=match.source,
        source_id=match.source_id,
        kind=match.kind,
        how="credit",
        reason=f"credited in the page's metadata; {match.reason}",
    )
