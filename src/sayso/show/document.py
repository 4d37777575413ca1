"""The dossier as one HTML file that needs nothing else: no network, no font, no library.

In: a `Dossier`. Out: the page's text, the same bytes for the same dossier. Everything that comes from a report passes
through Jinja's autoescaping; the page's own style and script are allowed by their hashes and nothing else is.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from importlib import resources
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sayso.model import CASUALTY_QUESTIONS
from sayso.show import counted, words
from sayso.show.book import Book, outlet_of
from sayso.show.casualties import casualties_of
from sayso.show.chart import chart_of
from sayso.show.evidence import evidence_of
from sayso.show.graph import graph_of
from sayso.show.headline import headline_of
from sayso.show.marked import quote_of, stretches_of
from sayso.show.stands import grid_of, letter_of
from sayso.show.ties import strongest
from sayso.show.timeline import timeline_of

if TYPE_CHECKING:
    from jinja2 import Environment

    from sayso.model import Claim, Dossier, Finding, Report
    from sayso.show.marked import Quote, Stretch
    from sayso.show.stands import Grid

_STYLES = ("base.css", "matrix.css", "accounts.css", "figures.css", "reports.css", "print.css")
_SCRIPT = "page.js"
_RELATIONS = ("contradict", "refine", "compatible")


def page_of(dossier: Dossier) -> str:
    """Return the page."""
    style = "".join(_asset(name) for name in _STYLES)
    script = _asset(_SCRIPT)
    return (
        environment()
        .get_template("page.html")
        .render(
            **parts_of(dossier),
            style=style,
            script=script,
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
    )


def parts_of(dossier: Dossier) -> dict[str, object]:
    """Return what the templates of a dossier look up, by name: also for pages that put them to other use."""
    book = Book(dossier)
    grid = grid_of(book)
    return {
        "dossier": dossier,
        "incident": dossier.incident,
        "book": book,
        "grid": grid,
        "view": View(book, grid),
        "head": headline_of(book, grid),
        "casualties": casualties_of(grid),
        "graph": graph_of(book),
        "days": timeline_of(book, grid),
        "chart": chart_of(book),
        "exhibits": evidence_of(book),
        "ties": strongest(dossier.incident.pairs),
    }


@functools.cache
def environment() -> Environment:
    """Return the templates with their filters; autoescaping is on for all of them, and a missing name is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("sayso.show"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )
    made.filters.update(
        day=words.day,
        clock=words.clock,
        days=words.days,
        language=words.language,
        direction=words.direction,
        listed=words.listed,
        plural=words.plural,
        outlet=outlet_of,
        web=web_address,
        shorten=words.shorten,
        apart=words.apart,
        dated=words.dated,
        origins_in=counted.origins_in,
        names_in=counted.names_in,
    )
    made.globals.update(
        status_words=words.STATUS_WORDS,
        kind_words=words.KIND_WORDS,
        letter_of=letter_of,
        casualty_questions=CASUALTY_QUESTIONS,
    )
    return made


def web_address(url: str | None) -> str:
    """Return the address where it is safe to link to (http or https, a host, no control characters), else ""."""
    if not url or any(ord(char) <= 32 or ord(char) == 127 for char in url):  # noqa: PLR2004  # ASCII's controls
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.hostname else ""


class View:
    """What the templates ask for, claim by claim and report by report."""

    def __init__(self, book: Book, grid: Grid) -> None:
        """Index the claims by stand and by report."""
        self._book = book
        self.anchors: dict[str, str] = {}
        for row in grid.rows:
            for stand in row.stands:
                for claim in stand.claims:
                    self.anchors.setdefault(claim.id, stand.anchor)
        self.others = tuple(claim for claim in book.in_order if claim.id not in self.anchors)
        self._by_report: dict[str, list[tuple[int, Claim]]] = {}
        for claim in book.in_order:
            self._by_report.setdefault(claim.report_id, []).append((book.numbers[claim.id], claim))
        self.by_number = {book.numbers[claim.id]: claim for claim in book.in_order}

    def quote(self, claim: Claim) -> Quote:
        """Return the claim's words in their surroundings."""
        return quote_of(self._book.report(claim).text, claim)

    def stretches(self, report: Report) -> tuple[Stretch, ...]:
        """Return the report's text in stretches, its claims marked."""
        return stretches_of(report.text, self._by_report.get(report.id, ()))

    def claims_in(self, report: Report) -> int:
        """Return how many claims stand in a report."""
        return len(self._by_report.get(report.id, ()))

    def anchor(self, number: int) -> str:
        """Return the id of what opens for a claim's number: its stand, else the claim itself."""
        return self.anchors.get(self.by_number[number].id, f"c{number}")

    @staticmethod
    def relations(finding: Finding, number: int) -> tuple[tuple[str, str, tuple[int, ...]], ...]:
        """Return how an answer relates to the later ones: (relation, rule, answers), those that exclude it first."""
        found: dict[tuple[str, str], list[int]] = {}
        for left, right, relation, rule in finding.relations:
            if left == number and relation in _RELATIONS:
                found.setdefault((relation, rule), []).append(right)
        order = sorted(found.items(), key=lambda item: _RELATIONS.index(item[0][0]))
        return tuple((relation, rule, tuple(others)) for (relation, rule), others in order)

    def via(self, claim: Claim) -> tuple[str, ...]:
        """Return the narrators between outlet and origin; with an unknown origin, all that the outlet names."""
        links = tuple(dict.fromkeys(self._book.links(claim)))
        origin = self._book.origin(claim)
        return links[1:-1] if origin is not None and origin.known else links[1:]


@functools.cache
def _asset(name: str) -> str:
    return resources.files("sayso.show").joinpath("static", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
