"""Which finding somebody means who types its id, its question, or the beginning of either.

In: dossiers and what was typed. Out: the one dossier and finding meant, or one error that names those it could be.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.errors import UnknownError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Dossier, Finding

# Enough of an id to tell the findings of a large case apart, and short enough to type.
_DIGITS = 8
_NAMED = 12
_ID = re.compile(r"f-[0-9a-f]*")


def is_id(asked: str) -> bool:
    """Return whether this is a finding's id or the beginning of one, rather than a question."""
    return _ID.fullmatch(asked.strip().casefold()) is not None


def short(finding_id: str) -> str:
    """Return enough of a finding's id to ask for it by."""
    return finding_id[: len("f-") + _DIGITS]


def meant(dossiers: Sequence[Dossier], asked: str) -> tuple[Dossier, Finding]:
    """Return the finding that is asked for, with its dossier.

    Args:
        dossiers: where to look.
        asked: an id, a question as the matrix prints it, or the beginning of either; case does not matter.

    Raises:
        UnknownError: where no finding is meant, or several are.
    """
    wanted = " ".join(asked.split()).casefold()
    known = [(dossier, finding) for dossier in dossiers for finding in dossier.findings]
    named = [(pair, pair[1].id if is_id(asked) else pair[1].label.casefold()) for pair in known]
    exact = [pair for pair, name in named if name == wanted]
    found = exact or [pair for pair, name in named if name.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        problem, several = f"{len(found)} findings begin like this", _listed(found)
        mend = f"Say which: {several}."
    elif known:
        place = "this case" if len(dossiers) > 1 else dossiers[0].incident.name
        problem, mend = f"no finding of {place} begins like this", f"There are: {_listed(known)}."
    else:
        problem, mend = "there are no findings to ask for", "List the incidents with `sayso incidents`."
    raise UnknownError(asked.strip() or "FINDING", problem, mend)


def _listed(found: Sequence[tuple[Dossier, Finding]]) -> str:
    alone = len({dossier.incident.id for dossier, _ in found}) == 1
    names = [
        f"{short(finding.id)} {finding.label}" + ("" if alone else f" ({dossier.incident.name})")
        for dossier, finding in found[:_NAMED]
    ]
    more = len(found) - len(names)
    return "; ".join(names) + (f"; and {more} more" if more else "")
