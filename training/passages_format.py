"""Annotated passages: from text with inline tags to plain text with exact spans.

In: files in the format of `training/passages/FORMAT.md`. Out: `AnnotatedPassage`s, or every problem found, each
with file, line and passage id. It does not train, and it does not know any language.

    python -m training.passages_format check [FOLDER or FILES]
"""

from __future__ import annotations

import hashlib
import itertools
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from training.passages_scan import Scan, Span, Tag, header_of
from training.passages_tags import Cue, FactLabel, Mark, Piece, Reach

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sayso.model import Count, SpeechAct, VictimClass

FOLDER: Final = Path(__file__).parent / "passages"
SEPARATOR: Final = "---"
# Not beside a Latin or Cyrillic letter: "k1lled" holds no figure. In scripts without spaces figures do touch letters.
_LETTER: Final = "[A-Za-z\u00c0-\u024f\u0370-\u052f]"
_DIGITS = re.compile(rf"(?<!{_LETTER})\d+(?:[.,\u00a0\u202f' ]\d{{3}}(?!\d))*(?!\d|{_LETTER})")


class FormatError(ValueError):
    """A passage that breaks the format; `problems` holds one line for each mistake."""

    def __init__(self, problems: Sequence[str]) -> None:
        """Keep the problems apart, so that a checker can count them."""
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One voice: who (`sources`), in which words (`cues`), says what (`contents`).

    Attributes:
        source_refs: beside each source, the attribution whose source it points back to, or None.
        parent: id of the attribution that tells this one: `^` where written, else the innermost content around
            its first cue.
        reach: how far a credit reaches; `local` where the content stands beside the cue.
    """

    id: int
    sources: tuple[Span, ...]
    source_refs: tuple[int | None, ...]
    cues: tuple[Span, ...]
    contents: tuple[Span, ...]
    parent: int | None
    reach: Reach
    act: SpeechAct
    distancing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One answer in the text; `value` is None for who-and-what questions, `victim_class` for all but people."""

    question: str
    victim_class: VictimClass | None
    value: Count | None
    flags: frozenset[str]
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedPassage:
    """A passage in plain text with its annotation; spans are code points into `text`, end exclusive.

    Attributes:
        text: paragraphs (headlines too) joined by an empty line.
        raw: the passage as written, header included; what variants are made from.
    """

    id: str
    language: str
    header: Mapping[str, str]
    text: str
    headlines: tuple[Span, ...]
    attributions: tuple[Attribution, ...]
    facts: tuple[Fact, ...]
    hedges: tuple[Span, ...]
    denials: tuple[Span, ...]
    raw: str

    @property
    def template(self) -> str:
        """The written passage that this one is, or was varied from; a split never parts a template."""
        return self.id.partition("~")[0]

    def held_out(self, share: float = 0.1) -> bool:
        """Return whether the passage is kept from training: a fixed `share` of templates, by hash of the id."""
        return int(hashlib.sha256(self.template.encode()).hexdigest()[:8], 16) < share * 16**8


def parse(raw: str, file: str, line: int) -> AnnotatedPassage:
    """Return the passage that `raw` holds, header line first.

    Args:
        raw: one passage, without separators.
        file: name for messages.
        line: number of the first line of `raw` in that file.

    Raises:
        FormatError: with every problem found.
    """
    lines = list(enumerate(raw.split("\n"), start=line))
    while lines and not lines[0][1].strip():
        lines.pop(0)
    scan = Scan(file, lines[0][0] if lines else line)
    header = header_of(scan, lines[0][1] if lines else "")
    joiner = "" if scan.name[:2] == "zh" else " "
    paragraph: list[tuple[int, str]] = []
    for number, text in [*lines[1:], (0, "")]:
        headline = text.startswith("= ")
        if (headline or not text.strip()) and paragraph:
            scan.paragraph(paragraph, joiner)
            paragraph = []
        if headline:
            scan.headlines.append(scan.paragraph([(number, text[2:])], joiner))
        elif text.strip():
            paragraph.append((number, text))
    if not scan.text:
        scan.problem(scan.line, "no text")
    scan.trim()
    attributions = _attributions(scan)
    facts = _facts(scan)
    if scan.problems:
        raise FormatError(scan.problems)
    return AnnotatedPassage(
        id=scan.name,
        language=scan.name[:2],
        header=header,
        text=scan.text,
        headlines=tuple(scan.headlines),
        attributions=attributions,
        facts=facts,
        hedges=tuple(tag.span for tag in scan.tags if tag.label == Mark(kind="h")),
        denials=tuple(tag.span for tag in scan.tags if tag.label == Mark(kind="n")),
        raw=raw.strip("\n"),
    )


def passages(folder: Path = FOLDER) -> Iterator[AnnotatedPassage]:
    """Yield every passage below `folder`, files in order of their names.

    Raises:
        FormatError: at the first file with problems, naming all of that file's.
    """
    for path in files_of([folder]):
        found, problems = read(path)
        if problems:
            raise FormatError(problems)
        yield from found


def files_of(paths: Iterable[Path]) -> list[Path]:
    """Return the passage files among and below `paths`, sorted."""
    return sorted({file for path in paths for file in (path.rglob("*.txt") if path.is_dir() else [path])})


def read(path: Path) -> tuple[list[AnnotatedPassage], list[str]]:
    """Return the sound passages of one file, and one line for each problem in it."""
    found: list[AnnotatedPassage] = []
    problems: list[str] = []
    lines = path.read_text(encoding="utf-8").split("\n")
    cuts = [-1, *(number for number, text in enumerate(lines) if text.rstrip() == SEPARATOR), len(lines)]
    for before, after in itertools.pairwise(cuts):
        raw = "\n".join(lines[before + 1 : after])
        if not raw.strip():
            continue
        try:
            found.append(parse(raw, str(path), before + 2))
        except FormatError as error:
            problems += error.problems
    folder = path.parent.name
    problems += [
        f"{path}: {one.id}: id begins with {one.language!r} in the folder {folder!r}"
        for one in found
        if re.fullmatch("[a-z]{2}", folder) and one.language != folder
    ]
    return found, problems


def _attributions(scan: Scan) -> tuple[Attribution, ...]:
    pieces = [(tag, tag.label) for tag in scan.tags if isinstance(tag.label, Piece)]
    cues = [(tag, tag.label) for tag in scan.tags if isinstance(tag.label, Cue)]
    cued = {cue.id for _, cue in cues}
    for tag, piece in pieces:
        for number in sorted(set(piece.ids) - cued):
            scan.problem(tag.line, f"[{tag.written} has no cue c{number}")
        if piece.back is not None and (piece.back not in cued or piece.back in piece.ids):
            scan.problem(tag.line, f"[{tag.written} points back to {piece.back}, which is no other attribution")
    for tag, cue in cues:
        if cue.parent is not None and (cue.parent not in cued or cue.parent == cue.id):
            scan.problem(tag.line, f"[{tag.written} is told by {cue.parent}, which is no other attribution")
    made = {number: _attribution(scan, number, pieces, cues) for number in sorted(cued)}
    for number, one in made.items():
        seen, above = {number}, one.parent
        while above in made:
            if above in seen:
                scan.problem(scan.line, f"attributions {sorted(seen)} tell one another in a circle")
                break
            seen.add(above)
            above = made[above].parent
    return tuple(made.values())


def _attribution(
    scan: Scan, number: int, pieces: list[tuple[Tag, Piece]], cues: list[tuple[Tag, Cue]]
) -> Attribution:
    own = [(tag, cue) for tag, cue in cues if cue.id == number]
    sources = [(tag, piece) for tag, piece in pieces if piece.kind == "s" and number in piece.ids]
    contents = [tag.span for tag, piece in pieces if piece.kind == "x" and number in piece.ids]
    first = own[0][0]
    acts = {cue.act for _, cue in own if cue.act}
    reaches = {cue.reach for _, cue in own if cue.reach != "local"}
    parents = {cue.parent for _, cue in own if cue.parent is not None}
    for what, values in (("acts", acts), ("reaches", reaches), ("tellers", parents)):
        if len(values) > 1:
            scan.problem(first.line, f"the cues of attribution {number} name {len(values)} {what}")
    act: SpeechAct = min(acts) if acts else "assert"
    reach: Reach = min(reaches) if reaches else "local"
    if not contents and reach == "local" and act != "no_comment":
        scan.problem(
            first.line, f"[{first.written} has neither content x{number} nor a reach (/doc, /par, /prev, /next)"
        )
    return Attribution(
        id=number,
        sources=tuple(tag.span for tag, _ in sources),
        source_refs=tuple(piece.back for _, piece in sources),
        cues=tuple(tag.span for tag, _ in own),
        contents=tuple(contents),
        parent=min(parents) if parents else _teller(number, first, pieces, cues),
        reach=reach,
        act=act,
        distancing=any(cue.distancing for _, cue in own),
    )


def _teller(number: int, cue: Tag, pieces: list[tuple[Tag, Piece]], cues: list[tuple[Tag, Cue]]) -> int | None:
    """Return whose content is the innermost around the cue; of a shared one, the voice nobody there is told by."""
    around = [
        (tag.start - tag.end, piece.ids)
        for tag, piece in pieces
        if piece.kind == "x" and number not in piece.ids and tag.start <= cue.start and cue.end <= tag.end
    ]
    if not around:
        return None
    ids = max(around)[1]
    tellers = {one.parent for _, one in cues if one.id in ids}
    return next((one for one in ids if one not in tellers), ids[0])


def _facts(scan: Scan) -> tuple[Fact, ...]:
    has_hedge = any(tag.label == Mark(kind="h") for tag in scan.tags)
    has_denial = any(
        tag.label == Mark(kind="n") or (isinstance(tag.label, Cue) and tag.label.act == "deny") for tag in scan.tags
    )
    facts = []
    for tag in scan.tags:
        label = tag.label
        if not isinstance(label, FactLabel):
            continue
        if "h" in label.flags and not has_hedge:
            scan.problem(tag.line, f"[{tag.written} is hedged, but the passage has no [h ...]")
        if "n" in label.flags and not has_denial:
            scan.problem(tag.line, f"[{tag.written} is denied, but the passage has no [n ...] and no cue !deny")
        if label.value and not _figures_agree(scan.text[tag.start : tag.end], label.value):
            scan.problem(tag.line, f"[{tag.written}: the figures in {scan.text[tag.start : tag.end]!r} say otherwise")
        facts.append(
            Fact(
                question=label.question,
                victim_class=label.victim_class,
                value=label.value,
                flags=label.flags,
                start=tag.start,
                end=tag.end,
            )
        )
    return tuple(facts)


def _figures_agree(text: str, value: Count) -> bool:
    """Return whether a figure in the text is an end of the value, or next to one ("more than 200" is 201+)."""
    figures = {int("".join(one for one in match if one.isdigit())) for match in _DIGITS.findall(text)}
    # A single victim's only figure is an age ("a 9-year-old"); a vague plural has none of its own.
    if not figures or value.vague or value.low == 1:
        return True
    ends = {end for end in (value.low, value.high) if end is not None}
    return bool(figures & {end + step for end in ends for step in (-1, 0, 1)})


def main(arguments: Sequence[str]) -> int:
    """Check files; print one line for each problem and a table per language. Returns 1 where there are problems."""
    if not arguments or arguments[0] != "check":
        print(__doc__, file=sys.stderr)
        return 2
    problems: list[str] = []
    lines: dict[str, str] = {}
    totals: dict[str, Counter[str]] = {}
    for path in files_of([Path(one) for one in arguments[1:]] or [FOLDER]):
        found, wrong = read(path)
        problems += wrong
        for one in found:
            if one.id in lines:
                problems.append(f"{path}: {one.id}: the id stands in {lines[one.id]} already")
            lines[one.id] = str(path)
            count = totals.setdefault(one.language, Counter())
            count.update(["passages", *(["attributions"] * len(one.attributions))])
            count.update(fact.question for fact in one.facts)
            count.update(hedges=len(one.hedges), denials=len(one.denials))
            count["words"] += len(one.text.split())
    for problem in problems:
        print(problem)
    for language, count in sorted(totals.items()):
        head = f"{language}: {count['passages']} passages, {count['attributions']} attributions"
        del count["passages"], count["attributions"]
        print(head, *(f"{key} {number}" for key, number in sorted(count.items()) if number), sep=", ")
    print(f"{len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
