"""One written passage scanned: header, plain text, and tags with exact spans.

In: the lines of a passage. Out: a `Scan` with all problems noted. What tags mean together (which cue a source
belongs to, who tells whom) is for `passages_format`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from training.passages_tags import Label, LabelError, Mark, label_of

Span = tuple[int, int]

_REQUIRED: Final = ("id", "register", "theatre")
_KEYS: Final = frozenset({*_REQUIRED, "published", "outlet", "note"})
_ID = re.compile(r"[a-z]{2}-(?:[a-z0-9]+-)+\d+(?:~\d+)?")
_OPEN = re.compile(r"\[([^\s\[\]]+)\s")


@dataclass(slots=True)
class Tag:
    """A tag and its span of the plain text."""

    label: Label
    written: str
    line: int
    start: int
    end: int = -1

    @property
    def span(self) -> Span:
        """Start and end, end exclusive."""
        return (self.start, self.end)


@dataclass(slots=True)
class Scan:
    """One passage being read: plain text so far, tags so far, problems so far."""

    file: str
    line: int
    name: str = "?"
    text: str = ""
    tags: list[Tag] = field(default_factory=list)
    headlines: list[Span] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def problem(self, line: int, what: str) -> None:
        """Note one problem, with file, line and passage."""
        self.problems.append(f"{self.file}:{line}: {self.name}: {what}")

    def paragraph(self, lines: list[tuple[int, str]], joiner: str) -> Span:
        """Take in one paragraph; white space collapses, and no tag leaves its paragraph."""
        if self.text:
            self.text += "\n\n"
        begin, out, stack = len(self.text), "", list[Tag]()
        for index, (number, written_line) in enumerate(lines):
            position, line = 0, (joiner if index else "") + written_line.strip()
            while position < len(line):
                character = line[position]
                position += 1
                if character == "[":
                    opened = _OPEN.match(line + " ", position - 1)
                    written = opened[1] if opened else line[position : position + 12]
                    position += len(opened[0]) - 1 if opened else 0
                    stack.append(Tag(self._label(number, written), written, number, begin + len(out)))
                elif character == "]":
                    if not stack:
                        self.problem(number, f"stray ] after {out[-20:]!r}")
                        continue
                    tag = stack.pop()
                    tag.end = begin + len(out)
                    self.tags.append(tag)
                elif not character.isspace() or character == "\u00a0":
                    out += character
                elif out and not out[-1].isspace():
                    out += " "
        for tag in stack:
            self.problem(tag.line, f"[{tag.written} is never closed in its paragraph")
        self.text += out.rstrip()
        return (begin, len(self.text))

    def _label(self, line: int, written: str) -> Label:
        try:
            return label_of(written)
        except LabelError as error:
            self.problem(line, str(error))
            return Mark(kind="h")  # any label will do: a passage with a problem is never returned

    def trim(self) -> None:
        """Take outer spaces off every span; complain of those with nothing left."""
        for tag in self.tags:
            inside = self.text[tag.start : tag.end]
            tag.start += len(inside) - len(inside.lstrip())
            tag.end = min(tag.end, len(self.text))
            tag.end = tag.start + len(self.text[tag.start : tag.end].rstrip())
            if tag.end <= tag.start:
                self.problem(tag.line, f"[{tag.written} is empty")
        self.tags.sort(key=lambda tag: (tag.start, -tag.end))


def header_of(scan: Scan, line: str) -> dict[str, str]:
    """Return the header's keys and values, and note in `scan` what is missing or wrong."""
    pairs = [part.partition(":") for part in line.removeprefix("#").split(";") if part.strip()]
    header = {key.strip(): value.strip() for key, _, value in pairs}
    scan.name = header.get("id", "?")
    if not line.startswith("# "):
        scan.problem(scan.line, "a passage begins with a header line: # id: ...; register: ...; theatre: ...")
        return header
    for key in _REQUIRED:
        if not header.get(key):
            scan.problem(scan.line, f"the header has no {key}")
    for key in sorted(header.keys() - _KEYS):
        scan.problem(scan.line, f"unknown header key {key!r} (known: {', '.join(sorted(_KEYS))})")
    if len(header) != len(pairs):
        scan.problem(scan.line, "a header key stands twice")
    if "id" in header and not _ID.fullmatch(scan.name):
        scan.problem(scan.line, "an id is language, theme and number, as in uk-wire-001")
    try:
        date.fromisoformat(header.get("published", "2000-01-01")[:10])
    except ValueError:
        scan.problem(scan.line, f"published: {header['published']!r} is no date like 2023-05-14")
    return header
