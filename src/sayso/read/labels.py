"""Speakers before what they say, with nothing but a colon between: "Kharkiv administration: two people died".

In: a text, its sentences, the attributions found so far, what the tagger marks as sources, the registry.
Out: further `Attribution`s, each from its colon to the end of the paragraph or to the next speaker. "Killed" before a
colon names nobody whom the registry or the tagger knows, and stays what it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sayso.model import Span
from sayso.read.cues import by_rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.read.attribute import Attribution
    from sayso.registry import Sources

_LABEL: Final = re.compile(r"\s*([^\W\d_][^\n:.!?«»“”„\"]{2,90}?)\s*(:)(?=\s)")
_MOST_WORDS: Final = 9
_MOSTLY: Final = 0.6  # of a label's letters that the tagger takes for a source
_SPEAKS: Final = frozenset(
    {"agency", "state_agency", "outlet", "official", "military", "party", "monitor", "media", "witness", "unnamed"}
)


def labels_of(  # noqa: PLR0913, PLR0917  # all that is known of a report at this point
    text: str,
    language: str,
    sentences: Sequence[tuple[int, int]],
    taken: Sequence[Attribution],
    tagged: Sequence[Span],
    sources: Sources,
) -> tuple[Attribution, ...]:
    """Return the attributions that a label makes, ids counted on from those of `taken`."""
    found: list[Attribution] = []
    for index, (start, end) in enumerate(sentences):
        match = _LABEL.match(text, start, end)
        if match is None or len(match.group(1).split()) > _MOST_WORDS:
            continue
        name, colon = (Span(start=match.start(at), end=match.end(at), quote=match.group(at)) for at in (1, 2))
        if any(one.cue.start < colon.end and start <= one.cue.start for one in taken):
            continue  # a word of saying stands before the colon
        if not _is_somebody(name, language, tagged, sources):
            continue
        last = _until(text, sentences, index, taken)
        told = Span(start=colon.end, end=last, quote=text[colon.end : last])
        found.append(by_rule(len(taken) + len(found), name, colon, (told,)))
    return tuple(found)


def _is_somebody(name: Span, language: str, tagged: Sequence[Span], sources: Sources) -> bool:
    covered = sum(max(0, min(span.end, name.end) - max(span.start, name.start)) for span in tagged)
    if covered >= _MOSTLY * (name.end - name.start):
        return True
    match = sources.resolve(name.quote, language)
    return match.source_id is not None and match.kind in _SPEAKS and not match.source_id.startswith("state.")


def _until(text: str, sentences: Sequence[tuple[int, int]], index: int, taken: Sequence[Attribution]) -> int:
    """Where the words of a label end: with its paragraph, or before the sentence in which somebody else speaks."""
    last = sentences[index][1]
    for start, end in sentences[index + 1 :]:
        spoken = any(start <= one.cue.start < end for one in taken)
        if "\n" in text[last:start] or "\n" in text[last - 1 : last] or spoken or _LABEL.match(text, start, end):
            break
        last = end
    return last
