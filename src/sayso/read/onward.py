"""Which sentences without words of saying still tell what the speaker before them said.

In: what the encoder made of a text, its attributions, sentences and passages. Out: for such a sentence the cue whose
speaker goes on in it ("A doctor said he had received thirteen bodies. Five of them were children."). It goes by the
tagger's own relation from the cue to the words, and never past a paragraph's end or another speaker.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sayso.read.encoder import TaggedSpan

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from sayso.model import Passage, Span
    from sayso.read.attribute import Attribution
    from sayso.read.encoder import Encoded

# On passages that the tagger was not trained on, seven in eight sentences above this go on with the speaker; of those
# below it, a reader cannot be sure either.
_ONWARD: Final = 0.1
_FURTHEST: Final = 3  # sentences
_WORD: Final = re.compile(r"\w+")


def carried_on(  # noqa: PLR0913, PLR0917  # all that is known of a report at this point
    encoded: Encoded,
    text: str,
    attributions: Sequence[Attribution],
    sentences: Sequence[tuple[int, int]],
    passages: Sequence[Passage],
    mood: Container[str] = (),
) -> Mapping[int, Span]:
    """Return, for sentences in which a speaker goes on unnamed, the cue with which they began; sentence by index.

    Args:
        encoded: what the tagger made of the text.
        text: the report's.
        attributions: of the report.
        sentences: (start, end) pairs.
        passages: the report's paragraphs.
        mood: verb forms of what others say ("seien"), which go on with whoever spoke.
    """
    ends = [end for _, end in sentences]
    cues: dict[int, Attribution] = {}
    for one in attributions:
        at = next((index for index, end in enumerate(ends) if one.cue.start < end), len(ends) - 1)
        cues[at] = max(one, cues.get(at, one), key=lambda other: other.cue.start)
    found: dict[int, Span] = {}
    for index, (start, end) in enumerate(sentences):
        if index in cues:
            continue
        last = next((at for at in range(index - 1, max(-1, index - 1 - _FURTHEST), -1) if at in cues), None)
        if last is None or not cues[last].sources or not _together(sentences[last][0], start, passages):
            continue
        cue = cues[last].cue
        if is_told(text, start, end, mood):
            found[index] = cue
            continue
        chances = encoded.related_within(
            "content", TaggedSpan(start=cue.start, end=cue.end, score=1.0), *encoded.tokens(start, end)
        )
        if len(chances) and float(chances.mean()) >= _ONWARD:
            found[index] = cue
    return found


def is_told(text: str, start: int, end: int, mood: Container[str]) -> bool:
    """Whether a verb of a stretch is in the mood of what others say."""
    return any(word.group().casefold() in mood for word in _WORD.finditer(text, start, end))


def _together(one: int, other: int, passages: Sequence[Passage]) -> bool:
    """Whether two places are in one paragraph."""
    return any(passage.start <= one < passage.end and passage.start <= other < passage.end for passage in passages)
