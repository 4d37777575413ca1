"""Who published each report and when, in one spelling and one order.

In: reports, and a way to look outlets up. Out: `Filing` values, earliest first. Nothing here reads texts.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sayso.model import Filing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sayso.model import Report, SourceKind

    ResolveOutlet = Callable[[str], tuple[str, SourceKind, str | None]]

UNKNOWN_OUTLET = "unknown outlet"


def moment(published: str | None) -> str:
    """Return a key that sorts dates by when they are: a vaguer date after the finer ones it covers, none last."""
    if not published:
        return "~"
    if "T" in published:
        try:
            parsed = datetime.fromisoformat(published)
        except ValueError:
            return f"{published}~"
        if parsed.tzinfo is not None:
            return parsed.astimezone(UTC).replace(tzinfo=None).isoformat()
    return f"{published}~"


def filings_of(reports: Iterable[Report], resolve_outlet: ResolveOutlet | None = None) -> tuple[Filing, ...]:
    """Return one filing per report, earliest first, undated last, ties by id.

    Args:
        reports: in any order.
        resolve_outlet: from an outlet's name to its canonical name, kind and registry id; without it a name
            stands for itself.
    """
    filings: list[Filing] = []
    for report in reports:
        name = (report.outlet or "").strip()
        kind: SourceKind = "outlet" if name else "unknown"
        if name and resolve_outlet is not None:
            name, kind, _ = resolve_outlet(name)
        filings.append(
            Filing(report_id=report.id, outlet=name or UNKNOWN_OUTLET, kind=kind, published=report.published)
        )
    return tuple(sorted(filings, key=lambda filing: (moment(filing.published), filing.report_id)))
