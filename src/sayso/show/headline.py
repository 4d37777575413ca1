"""The head of a dossier in plain words, each of them a field: place, day, reports, languages, origins, statuses.

In: a `Book` and its `Grid`. Out: `Headline`. No field, no words: what is not known is left out, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.show import words
from sayso.show.book import outlet_of

if TYPE_CHECKING:
    from sayso.show.book import Book
    from sayso.show.stands import Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The head line.

    Attributes:
        title: place and day ("Khirbet Ammu, 12 February 2020"), else the incident's own name.
        place, day: the same apart, so that a page can keep each in its own direction; "" where not known.
        where: the place's wider surroundings ("Al-Hasakah, Syria"), or "".
        sentence: how many reports, languages and independent origins.
        contested: how many questions are contested, in words.
        statuses: status and number of findings that bear it, in fixed order, none of them 0.
    """

    title: str
    place: str
    day: str
    where: str
    sentence: str
    contested: str
    statuses: tuple[tuple[str, int], ...]


def headline_of(book: Book, grid: Grid) -> Headline:
    """Return the head line of a dossier."""
    dossier = book.dossier
    incident = dossier.incident
    place = incident.place
    day = words.days(incident.when, long=True)
    title = ", ".join(filter(None, (words.isolated(place.name) if place else "", day))) or incident.name
    where = ", ".join(
        part
        for part in ((place.admin, words.country(place.country or "")) if place else ())
        if part and place and part != place.name
    )
    tally = {status: sum(finding.status == status for finding in dossier.findings) for status in words.STATUS_WORDS}
    languages = {report.language for report in dossier.reports if report.language != "und"}
    outlets = {outlet_of(report) for report in dossier.reports}
    reports = words.plural(len(dossier.reports), "report")
    verb = "rests" if len(dossier.reports) == 1 else "rest"
    sentence = (
        f"{reports} from {words.plural(len(outlets), 'outlet')}"
        f" in {words.plural(len(languages), 'language')}"
        f" {verb} on {words.plural(len(grid.known), 'independent origin')}."
    )
    total = len(dossier.findings)
    contested = tally["contested"]
    return Headline(
        title=title,
        place=place.name if place else "",
        day=day,
        where=where,
        sentence=sentence,
        contested=f"{contested} of {words.plural(total, 'question')} {'is' if contested == 1 else 'are'} contested."
        if total
        else "No claim was found.",
        statuses=tuple((status, number) for status, number in tally.items() if number),
    )
