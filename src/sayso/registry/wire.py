"""Wire tags and datelines: the agency a text says it comes from.

In: a report's text. Out: places of "(Reuters)", "(أ ف ب)", "[AP]", "/TASS/", and "KYIV, 4 May (Reuters) -" or
"МОСКВА, 12 фев — РИА Новости." at its head. Agencies named in sentences are not tags.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sayso.registry import names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.registry.index import NameIndex
    from sayso.registry.records import Source

_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]\n]{2,60})[)\]]|(?<![\w/:])/([^/\n]{2,30})/(?!\w)")
_HEAD: Final = re.compile(r"^[^\n.]{0,80}?[—–-]\s*([^\n—–.()\[\]]{2,40}?)[.\n]|^([^\n—–.:()\[\]]{2,40}?)\s+[—–-]\s")
_SPLIT: Final = re.compile(r"\s*[/,;|+]\s*|\s+(?:and|und|et|y|i|и|та|و|ve)\s+")
_AGENCIES: Final = frozenset({"agency", "state_agency"})


def tags(text: str, index: NameIndex) -> Iterator[tuple[int, int, Source]]:
    """Yield (start, end, source) for each tag, in order; linear in the text."""
    head = _HEAD.match(text)
    if head is not None:
        group = 1 if head.group(1) is not None else 2
        yield from _agencies(text, head.start(group), head.end(group), index)
    for match in _BRACKETS.finditer(text):
        group = 1 if match.group(1) is not None else 2
        yield from _agencies(text, match.start(group), match.end(group), index)


def _agencies(text: str, start: int, end: int, index: NameIndex) -> Iterator[tuple[int, int, Source]]:
    place = start
    for part in [*_SPLIT.finditer(text, start, end), None]:
        stop = part.start() if part is not None else end
        sources, _ = index.whole(names.words(text[place:stop])) if text[place:stop].strip() else ((), False)
        agency = next((source for source in sources if source.kind in _AGENCIES), None)
        if agency is not None:
            yield place, stop, agency
        place = part.end() if part is not None else end
