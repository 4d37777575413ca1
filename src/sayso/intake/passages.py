"""The paragraphs of a report, with exact offsets.

In: a report. Out: passages: `report.text[start:end] == text`, in order, not overlapping, leaving out nothing but
white space. A line is a paragraph, unless the text is set in lines of one width, where the paragraph
goes on to the next empty line. Long ones are cut at the end of a sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sayso.intake.language import UNKNOWN, tell
from sayso.model import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.config import Settings
    from sayso.model import Report

# The tagger reads windows of some 500 pieces of words; this many letters fit in three at the most.
LONGEST: Final = 1500
_BLOCK: Final = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+")
_LINE: Final = re.compile(r"[^\n]*\S[^\n]*")
_SENTENCE_END: Final = re.compile(r"[.!?…؟۔。！？।]+[\"'»”’)\]]*(?=\s|\Z)|[。！？]")
_ENDS: Final = re.compile(r"[.!?…؟۔。！？।:;][\"'»”’)\]]*\s*\Z")
_WIDTHS: Final = range(40, 101)
# A passage has its own language only where it has this many letters and this much certainty: a name or a slogan has
# not, a quoted post has.
_LETTERS: Final = 40
_SURE: Final = 0.98


def passages_of(report: Report, settings: Settings) -> tuple[Passage, ...]:
    """Return the report's headline, if its text begins with it, and its paragraphs."""
    spans = [(start, end) for block in _blocks(report.text) for start, end in _parts(report.text, *block)]
    title = _title_end(report)
    kinds = ["title" if title and end <= title else "paragraph" for _, end in spans]
    return tuple(
        Passage(
            report_id=report.id,
            index=index,
            start=start,
            end=end,
            text=report.text[start:end],
            language=_language(report.text[start:end], report, settings),
            kind="title" if kind == "title" else "paragraph",
        )
        for index, ((start, end), kind) in enumerate(zip(spans, kinds, strict=True))
    )


def _title_end(report: Report) -> int:
    """Return where the title at the head of the text ends; 0 where the text does not begin with it."""
    lead = re.match(r"\s*(?:#+[ \t]+)?", report.text)
    begin = lead.end() if lead else 0
    if report.title and report.text.startswith(report.title, begin):
        end = begin + len(report.title)
        if not report.text[end:].partition("\n")[0].strip(" \t#"):
            return end + len(report.text[end:].partition("\n")[0])
    return 0


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs: lines, or runs of lines where the text is set in lines of one width."""
    for block in _BLOCK.finditer(text):
        lines = [*_LINE.finditer(text, block.start(), block.end())]
        if _is_set(line.group() for line in lines):
            yield lines[0].start(), lines[-1].end()
        else:
            yield from (line.span() for line in lines)


def _is_set(lines: Iterator[str]) -> bool:
    """Tell whether lines were broken for width: all but the last about as long, most in mid-sentence."""
    full = [line.strip() for line in lines][:-1]
    broken = sum(_ENDS.search(line) is None for line in full)
    return bool(full) and all(len(line) in _WIDTHS for line in full) and 2 * broken > len(full)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a paragraph without the white space around it, cut so that no part is longer than `LONGEST`."""
    while True:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if end - start <= LONGEST:
            if start < end:
                yield start, end
            return
        cut = _cut(text, start, start + LONGEST)
        yield start, start + len(text[start:cut].rstrip())
        start = cut


def _cut(text: str, start: int, limit: int) -> int:
    """Return the last end of a sentence before `limit`, or else of a word, or else `limit`."""
    sentences = [match.end() for match in _SENTENCE_END.finditer(text, start, limit)]
    late = [end for end in sentences if end - start >= LONGEST // 3]
    if late:
        return late[-1]
    word = max(text.rfind(" ", start, limit), text.rfind("\n", start, limit))
    return word if word > start else limit


def _language(text: str, report: Report, settings: Settings) -> str:
    if 2 * len(text) > len(report.text) or sum(map(str.isalpha, text)) < _LETTERS:
        return report.language
    told = tell(text, settings.languages)
    return told.code if told.code != UNKNOWN and told.confidence >= _SURE else report.language
