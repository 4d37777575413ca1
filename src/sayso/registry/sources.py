"""Who speaks: agencies, outlets, ministries, militaries, monitors, armed groups, people, and sources without a name.

In: a phrase as a report writes it, and its language. Out: the canonical source, with the reason and a score. The data
lie in `data/sources/*.jsonl`; a case's own `sources.toml` adds entries and replaces those with the same id.
Nothing here judges whether a source tells the truth.
"""

from __future__ import annotations

from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING

from sayso.errors import PackError
from sayso.registry import names, wire
from sayso.registry.index import NameIndex
from sayso.registry.match import Hints, SourceMatch
from sayso.registry.records import Source, lines_of, source_of, user_entries
from sayso.registry.resolving import Resolver
from sayso.registry.sites import Sites
from sayso.registry.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["Source", "SourceMatch", "Sources"]


class Sources:
    """All known sources, and how names lead to them."""

    def __init__(self, entries: Iterable[Source]) -> None:
        """Index `entries`; use `Sources.load` for the package's own."""
        self.entries = tuple(entries)
        by_id = {source.id: source for source in self.entries}
        proper = {ident: source for source in self.entries for ident in source.stands_for}
        self._resolver = Resolver(index=NameIndex(self.entries), by_id=by_id, proper=proper)
        self._with_agency = frozenset(source.country for source in self.entries if source.kind == "state_agency")

    @classmethod
    def load(cls, extra: Path | None = None) -> Sources:
        """Return the package's sources, with those of the file `extra`, if it is there, added or put in their place.

        Raises:
            PackError: for a mistake in a file, with its name and line.
        """
        if extra is None or not extra.exists():
            return _packaged()
        entries = {source.id: source for source in _packaged().entries}
        for where, record in user_entries(extra):
            source = source_of(where, record)
            entries[source.id] = source
        return cls(entries.values())

    def __len__(self) -> int:
        """Return how many sources are listed by name; institutions composed of role and state come on top."""
        return len(self.entries)

    def resolve(
        self,
        name: str,
        language: str,
        *,
        country: str | None = None,
        day: str | None = None,
        where: str | None = None,
    ) -> SourceMatch:
        """Return whom `name` means.

        Args:
            name: the words as written, titles and all ("представник коаліції полковник Майлс Каггінс").
            language: ISO 639-1 code of the report.
            country: ISO 3166-1 alpha-2 of the report's own country, whose ministries it need not name.
            day: ISO date of the report; a spokesperson named outside their term scores lower.
            where: ISO 3166-1 alpha-2 of where things happen, whose police and army it need not name.
        """
        return self._resolver.resolve(name, Hints(language=language, country=country, day=day, where=where))

    def speaks_for_itself(self, country: str) -> bool:
        """Whether a state has a news agency of its own, so that "state media" can be meant as that state's."""
        return country in self._with_agency

    def of_id(self, ident: str) -> SourceMatch | None:
        """Return the source with that id, composed ones included ("mod.UA"); None where there is none."""
        return self._resolver.of_id(ident)

    def outlet(self, name_or_domain: str) -> SourceMatch:
        """Return the outlet of a domain, web address, handle or name; an unknown one is kept as it is."""
        source = self._sites.find(name_or_domain)
        hints = Hints(language="en")
        if source is not None:
            return self._resolver.match_of(source, "domain or handle", 1.0, hints)
        plain = self._sites.host(name_or_domain)
        if plain is not None:
            return SourceMatch(source=plain, source_id=None, kind="outlet", reason="unknown domain", score=0.5)
        stripped = name_or_domain.strip()
        sources, exact = self._resolver.index.whole(names.words(stripped)) if stripped else ((), False)
        if sources and sources[0].kind != "person":
            return self._resolver.match_of(sources[0], "alias" if exact else "alias, inflected", 1.0, hints)
        if not stripped:
            return SourceMatch(
                source="unknown outlet", source_id=None, kind="unknown", reason="no name in it", score=0.0
            )
        return SourceMatch(
            source=stripped, source_id=None, kind="outlet", reason="unknown; kept as written", score=0.5
        )

    def same(self, a: SourceMatch, b: SourceMatch) -> tuple[bool, str]:
        """Return whether two matches are one voice, and why: the same source, or one part of the other."""
        if a.source_id is not None and a.source_id == b.source_id:
            return True, f"both are {a.source}"
        if names.fold(a.source) == names.fold(b.source):
            return True, "the same name"
        for part, whole in ((a, b), (b, a)):
            if part.source_id is not None and whole.source_id in self.wholes(part.source_id):
                return True, f"{part.source} is part of {whole.source}"
        return False, "different sources"

    def wholes(self, ident: str) -> tuple[str, ...]:
        """Return the ids of the larger sources that a source is part of, nearest first."""
        found: list[str] = []
        source = self._resolver.by_id.get(ident)
        while source is not None and source.parent is not None and source.parent not in found:
            found.append(source.parent)
            source = self._resolver.by_id.get(source.parent)
        return tuple(found)

    def find_wire_tags(self, text: str) -> list[tuple[int, int, SourceMatch]]:
        """Return (start, end, agency) for each tag such as "(AFP)" or "/TASS/", and for a dateline's agency."""
        return [
            (start, end, self._resolver.match_of(source, "wire tag", 0.95, Hints(language="en")))
            for start, end, source in wire.tags(text, self._resolver.index)
        ]

    @cached_property
    def _sites(self) -> Sites:
        return Sites(self.entries)


@cache
def _packaged() -> Sources:
    folder = resources.files("sayso.registry").joinpath("data/sources")
    entries: dict[str, Source] = {}
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".jsonl")), key=lambda f: f.name)
    for file in files:
        for where, record in lines_of(file, file.name):
            source = source_of(where, record)
            if source.id in entries:
                raise PackError(where, f"id {source.id!r} occurs twice", "Join the two entries.")
            entries[source.id] = source
    _check_links(entries)
    return Sources(entries.values())


def _check_links(entries: dict[str, Source]) -> None:
    vocabulary = Vocabulary.load()
    for source in entries.values():
        targets = [o.speaks_for for o in source.office if o.speaks_for] + ([source.parent] if source.parent else [])
        for target in targets:
            role, _, iso = target.partition(".")
            if target not in entries and not (role in vocabulary.roles and iso in vocabulary.states):
                raise PackError(f"sources, {source.id}", f"there is no source {target!r}", "Correct the id.")
        if source.country is not None and len(source.country) != 2 and source.country not in vocabulary.states:  # noqa: PLR2004
            raise PackError(f"sources, {source.id}", f"country {source.country!r} is not known", "See states.jsonl.")
