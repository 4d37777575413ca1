"""Names that the tagger cut short at their end: "İslami" of "İslami Cihad", "Human Rights" of "Human Rights Watch".

In: a text, a stretch taken for a source, what tells whom words name. Out: the stretch, or the longer one that the
registry lists as a name where it knows nobody by the shorter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sayso.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.registry.match import SourceMatch

_NEXT: Final = re.compile(r"[ \u00a0]([^\W\d_][\w-]*)")
_MOST: Final = 2  # words by which a name grows


def grown(text: str, span: Span, match: Callable[[str], SourceMatch]) -> Span:
    """Return `span`, with the one or two words behind it that make it a listed name."""
    if not span.quote or match(span.quote).source_id is not None:
        return span
    end = span.end
    for _ in range(_MOST):
        word = _NEXT.match(text, end)
        if word is None or word[1][:1].islower():
            break
        end = word.end()
        longer = text[span.start : end]
        if match(longer).reason.startswith("alias"):
            return Span(start=span.start, end=end, quote=longer)
    return span
