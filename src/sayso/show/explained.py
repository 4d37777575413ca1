"""A cell of the account matrix taken apart, on a terminal.

In: a `Book` and a `Cell`. Out: a rich renderable, indented by depth: the status and its reasons, each answer with the
exact words behind it and on whose word they stand, how answers stand to each other, what reviewers decided, and what
ties the reports to one incident. Long copied passages are cut short here; the cell holds them whole.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sayso.show import words
from sayso.show.terminal import STYLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, ConsoleOptions
    from rich.text import Text

    from sayso.model import Claim, Decision, Voice
    from sayso.show.behind import Cell, Telling, Voiced
    from sayso.show.book import Book

# As on the page: below this lies little more than the prior that anybody may have it from anybody.
_LIKELY = 0.1
_PROOF = 160
_STANCES = {"says": "", "denies": "denied by ", "earlier": "earlier: "}
_DAY_AND_MINUTE = 16
_Line = tuple[int, str, str]


class Explanation:
    """A rich renderable of a cell: lines that keep their indent where they are continued, without trailing spaces."""

    def __init__(self, book: Book, cell: Cell) -> None:
        """Keep what is to be told; nothing is drawn before the console's width is known."""
        self._lines = tuple(_lines(book, cell))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """Yield one piece of text per line of the terminal."""
        from rich.text import Text

        for depth, line, style in self._lines:
            indent = " " * (2 * depth)
            parts = Text(_plain(line), style=style).wrap(console, max(options.max_width - len(indent), 1))
            for part in parts:
                part.rstrip()
                yield Text.assemble(indent, part, no_wrap=True)


def _lines(book: Book, cell: Cell) -> Iterator[_Line]:
    yield 0, f"{cell.label}: {cell.status}  [{cell.id}]", f"bold {STYLES[cell.status]}"
    yield 1, f"{words.dated(cell.incident)}  [{cell.incident_id}]", "dim"
    yield from ((1, f"because {book.named(reason)}", "") for reason in cell.reasons)
    for answer in cell.answers:
        yield 0, "", ""
        yield 0, f"{answer.letter} {answer.label}".strip(), "bold"
        for stand in answer.stands:
            yield from _stand(book, stand)
    yield from _section("Between the answers", _between(cell))
    yield from _section("Independent origins", _origins(book, cell))
    silent = words.listed(words.isolated(origin.name) for origin in cell.silent)
    yield from _section(
        "Silent", [(1, f"{silent}: full statement among the reports, no answer", "")] if silent else []
    )
    yield from _section("Reviewers' decisions", [line for one in cell.decisions for line in _decision(book, one)])
    yield from _section("Why these reports are about one incident", _joins(book, cell))


def _section(title: str, lines: list[_Line]) -> Iterator[_Line]:
    if lines:
        yield 0, "", ""
        yield 0, title, "bold"
        yield from lines


def _stand(book: Book, stand: Voiced) -> Iterator[_Line]:
    name = words.isolated(stand.name) if stand.known else stand.name.lower()
    told = words.plural(len({telling.report.id for telling in stand.tellings}), "report")
    yield 1, f"{_STANCES[stand.stance]}{name}, {told}", "dim" if stand.stance == "earlier" else "cyan"
    for telling in stand.tellings:
        yield from _telling(book, telling)


def _telling(book: Book, telling: Telling) -> Iterator[_Line]:
    claim = telling.claim
    notes = _notes(claim)
    marks = f" ({'; '.join(notes)})" if notes else ""
    yield 2, f"“{words.apart(claim.span.quote)}”{marks}  [{claim.id}]", ""
    stretch = f"characters {claim.span.start} to {claim.span.end}"
    yield 3, f"{book.name_of(telling.report.id)}, {stretch}  [{telling.report.id}]", "dim"
    yield 3, " → ".join(words.isolated(link) for link in book.links(claim)), ""
    reasons = telling.chain.reasons if telling.chain else ()
    yield from ((4, words.apart(book.named(reason)), "") for reason in reasons)
    for voice in claim.voices:
        known = any(voice.reason in reason for reason in reasons)
        yield 4, _voice(voice, "" if known else voice.reason), "dim"
    if telling.copy:
        original = book.name_of(telling.copy.of_report_id)
        proof = words.shorten(_plain(telling.copy.evidence), _PROOF)
        yield 4, f"repeats {original} ({telling.copy.kind}, {telling.copy.score:.2f}): “{words.apart(proof)}”", ""
    if telling.now:
        yield 4, f"revised since: {', '.join(telling.now)}", ""


def _notes(claim: Claim) -> list[str]:
    notes = [f"hedged: “{words.apart(claim.hedge.span.quote)}”, {claim.hedge.strength}"] if claim.hedge else []
    told = (
        (claim.polarity == "denied", "denied"),
        (claim.distancing, "the verb keeps its distance"),
        (claim.superseded, "corrected later in the same text"),
        (claim.part, "part of another figure"),
        (claim.more, "further to those told before"),
    )
    return notes + [note for holds, note in told if holds]


def _voice(voice: Voice, reason: str) -> str:
    name = f"{words.isolated(voice.source)} stands as “{words.apart(voice.name)}”"
    cue = f", tied by “{words.apart(voice.cue.quote)}”" if voice.cue else ""
    return name + cue + (f" ({reason})" if reason else "")


def _between(cell: Cell) -> list[_Line]:
    return [(1, f"{one.left} / {one.right}: {one.relation} ({one.rule})", "") for one in cell.relations]


def _origins(book: Book, cell: Cell) -> list[_Line]:
    lines = [(1, cell.tally, "")] if cell.tally else []
    for edge in cell.edges:
        if edge.reasons and edge.probability >= _LIKELY:
            one, other = (_subject(book, ident) for ident in (edge.origin_id, edge.from_id))
            why = words.apart(book.named("; ".join(edge.reasons)))
            lines.append((2, f"{one} may have it from {other} ({edge.probability:.2f}): {why}", ""))
    return lines


def _decision(book: Book, one: Decision) -> Iterator[_Line]:
    about = " and ".join(_subject(book, ident) for ident in (one.subject, one.object) if ident)
    day = f"{words.day(one.at)} {words.clock(one.at)}".strip()
    yield 1, f"{one.verdict.replace('_', ' ')}: {about}", ""
    yield 2, f"{one.reviewer}, {day}" + (f": {words.apart(one.note)}" if one.note else "") + f"  [{one.id}]", "dim"
    if one.amended:
        changes = json.loads(one.amended)
        yield 2, "; ".join(f"{field}: {json.dumps(to, ensure_ascii=False)}" for field, to in changes.items()), ""


def _joins(book: Book, cell: Cell) -> list[_Line]:
    lines: list[_Line] = []
    for pair in cell.joins:
        lines.append((1, f"{book.name_of(pair.left)} and {book.name_of(pair.right)} ({pair.score:.2f})", ""))
        lines.append((2, words.apart(book.named("; ".join(pair.reasons))), "dim"))
    return lines


def _subject(book: Book, ident: str) -> str:
    """Return what an id stands for in words: a quote, an origin, a report, a question; else the id itself."""
    if ident in book.claims:
        return f"“{words.apart(book.claims[ident].span.quote)}”"
    if ident in book.origins:
        return words.isolated(book.origins[ident].name)
    label = next((finding.label for finding in book.dossier.findings if finding.id == ident), "")
    return label or book.name_of(ident)


def _plain(text: str) -> str:
    """Return the text on one line without control characters, so that no report can steer the terminal."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable() or char in "\u2068\u2069")
