"""Sources as written → voices: who each one is, and whom "he", "the agency" and "the same source" mean.

In: attributions in the order of the text, the report, the registry. Out: for each attribution its alternatives: one
tuple of voices per co-ordinated source ("Syrian and Turkish media" gives two), nearest narrator first. A pointer back
brings the whole chain of the voice it points to. Does not know which claims an attribution covers (`link.py`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from sayso.lang.reference import reference
from sayso.model import Span, Voice
from sayso.registry.names import fold, stem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol

    from sayso.model import Cited, Report
    from sayso.registry import SourceMatch, Sources

    class Sourced(Protocol):
        """Anything with sources and the words that tie them to what they say."""

        @property
        def sources(self) -> tuple[Span, ...]:
            """The names as written."""
            ...

        @property
        def cue(self) -> Span:
            """The words of saying."""
            ...


Segment = tuple[Voice, ...]

# Which kinds of source a back-pointing noun can stand for.
_STANDS_FOR = {
    "agency": {"agency", "state_agency"},
    "outlet": {"outlet", "media", "agency", "state_agency"},
    "official": {"official", "military", "person"},
    "military": {"military", "party", "official"},
    "spokesperson": {"official", "military", "person", "party", "monitor"},
    "unnamed": {"unnamed"},
    "monitor": {"monitor", "party", "official"},
    "statement": {"official", "military", "party", "monitor", "agency", "state_agency", "person", "outlet", "media"},
    "witness": {"witness"},
}
_AND = re.compile(r"\s+(?:та|і|й|и|and|ve|və|und|et|y|e|oraz|și|as well as|а також|а также)\s+|\s*,\s*|\s+و(?=\S)")
_NOUN_FIRST = frozenset({"ar", "fa", "he", "fr", "es", "it", "ro"})
_PERSONS = frozenset({"person", "unknown"})
_AGENCIES = frozenset({"agency", "state_agency"})
_SOME_OUTLET = "role.website"  # "the site", "the agency", with no name
_STATE_MEDIA = "role.state-media"
_A_STATE = "the state itself"  # the registry's reason for a bare "Turkey"
_ENDING = 2  # letters by which two cases of a surname may still differ once cut to their stems
_SHORTEST_NAME = 4  # letters: less is an article or a tag that the tagger took for a name
# Set on the outlets of the development reports: names of one outlet in two scripts score 80 and more.
_SAME_OUTLET = 80
_EDGES = " \t\n\"'“”„«»‘’()[]:;,.–—-"


class Voices:
    """The sources of one report, resolved in order so that later mentions can point back.

    Args:
        report: whose outlet is never a voice of its own report.
        sources: the registry.
        country: ISO 3166-1 alpha-2 code of where the report plays, which "state media" are the state media of.
    """

    def __init__(self, report: Report, sources: Sources, country: str | None = None) -> None:
        """Start with nobody heard yet."""
        self._country = country
        self._language = report.language
        self._sources = sources
        self._words = reference(report.language)
        self._outlet = sources.outlet(report.outlet).source if report.outlet else None
        self._heard: list[Segment] = []
        self._alias: dict[Span, str] = {}  # "Syrian" of "Syrian and Turkish media" stands for "Syrian media"

    def of(self, attribution: Sourced, how: Cited = "said") -> tuple[Segment, ...]:
        """Return the alternatives for one attribution; call in the order of the text.

        An attribution without a source that can be told gives one empty alternative: the outlet's own voice.
        """
        segments: list[Segment] = []
        for span in attribution.sources:
            for part in self._parts(span):
                found = self._one(part, attribution.cue, how)
                if found is not None and found not in segments:
                    segments.append(found)
        segments = _plausible(segments)
        self._heard.extend(segment for segment in segments if segment)
        return tuple(segments) or ((),)

    def _parts(self, span: Span) -> tuple[Span, ...]:
        """Split "Syrian and Turkish media" into two names that both carry the noun; leave single names whole."""
        cuts = list(_AND.finditer(span.quote))
        if len(cuts) != 1 or self._match(span.quote).reason.startswith("alias"):
            return (span,)
        left, right = span.quote[: cuts[0].start()].strip(), span.quote[cuts[0].end() :].strip()
        if not left or not right:
            return (span,)
        shared = self._with_noun(left, right)
        parts = []
        for text, offset in ((left, 0), (right, cuts[0].end())):
            start = span.start + span.quote.index(text, offset)
            parts.append((Span(start=start, end=start + len(text), quote=text), shared.get(text, text)))
        if all(self._match(name).source_id is not None for _, name in parts):
            self._alias.update(parts)
            return tuple(part for part, _ in parts)
        return (span,)

    def _with_noun(self, left: str, right: str) -> dict[str, str]:
        if self._language in _NOUN_FIRST:
            head = left.rsplit(" ", 1)[0] if " " in left else ""
            return {right: f"{head} {right}"} if head and " " not in right else {}
        noun, _, last = left.rpartition(" ")
        if noun and " " not in right and all(self._match(word).reason == _A_STATE for word in (last, right)):
            return {right: f"{noun} {right}"}  # "СМИ Сирии и Турции"
        head = right.split(" ", 1)[1] if " " in right else ""
        return (
            {left: f"{left} {head}"} if head and " " not in left and left[:1].islower() == right[:1].islower() else {}
        )

    def _one(self, span: Span, cue: Span, how: Cited) -> Segment | None:
        name = self._alias.get(span, span.quote)
        bare = name.strip(_EDGES)
        folded = bare.casefold()
        if not bare or folded in self._words.continues:
            return None
        if any(own in folded for own in self._words.own):
            return ()
        if folded in self._words.pronouns:
            return self._latest(None)
        kind = self._words.back.get(folded) or self._words.back.get(_article_off(folded))
        earlier = self._latest(_STANDS_FOR[kind]) if kind else self._same_name(bare)
        if earlier is not None:
            return earlier
        match = self._match(bare)
        if match.kind == "unknown" and len(bare) < _SHORTEST_NAME:
            return None
        if match.source == self._outlet or self._sounds_like_outlet(match):
            return ()
        return self._namesake(match) or (_voice(span, cue, how, match),)

    def _match(self, name: str) -> SourceMatch:
        match = self._sources.resolve(name.strip(_EDGES), self._language)
        if match.source_id == _STATE_MEDIA and self._country:
            return self._sources.of_id(f"state-media.{self._country}") or match
        if match.kind == "official" and " " in name.strip():
            # "the regime's agency SANA": what is named last is who speaks, the rest says whose it is
            last = self._sources.resolve(name.strip(_EDGES).rsplit(" ", 1)[-1], self._language)
            return last if last.kind in _AGENCIES and last.reason.startswith("alias") else match
        return match

    def _sounds_like_outlet(self, match: SourceMatch) -> bool:
        """Whether a name that the registry does not know is the report's own outlet in another script."""
        if match.source_id is not None or not self._outlet:
            return False
        return fuzz.ratio(match.source.casefold(), self._outlet.casefold()) >= _SAME_OUTLET

    def _latest(self, kinds: Iterable[str] | None) -> Segment | None:
        wanted = None if kinds is None else set(kinds)
        for segment in reversed(self._heard):
            if wanted is None or segment[-1].kind in wanted:
                return tuple(replace(voice, reason=f"{voice.reason}; pointed back to") for voice in segment)
        return None

    def _same_name(self, bare: str) -> Segment | None:
        """Return the earlier voice of a person whom only this report knows, named again in part or in another case.

        It comes before the registry: "Miller" after "John Miller" is not the well-known Miller.
        """
        words = _capitalised(bare)
        for segment in reversed(self._heard):
            last = segment[-1]
            full = _capitalised(last.name.strip(_EDGES))
            if last.kind not in _PERSONS or last.source_id is not None or not 0 < len(words) <= len(full) > 1:
                continue
            if all(_alike(one, other) for one, other in zip(reversed(words), reversed(full), strict=False)):
                return segment
        return None

    def _namesake(self, match: SourceMatch) -> Segment | None:
        """Return the earlier voice that a shorter name stands for: "officials" after "US officials"."""
        name = match.source.casefold().removeprefix("unnamed ")
        generic = (match.source_id or "").startswith("role.")
        if not generic and (match.kind not in _PERSONS or " " in name):
            return None
        for segment in reversed(self._heard):
            last = segment[-1]
            same_sort = generic or last.kind in _PERSONS
            if same_sort and last.source.casefold() != name and last.source.casefold().endswith(f" {name}"):
                return segment
        return None


def _capitalised(name: str) -> list[str]:
    """The words of a name without titles in small letters; all of them in scripts without capitals."""
    return [word for word in name.split() if not word[:1].islower()]


def _alike(one: str, other: str) -> bool:
    """Whether two words are one but for their endings ("Петренко", "Петренком")."""
    short, long = sorted((stem(fold(one)), stem(fold(other))), key=len)
    return short == long or (
        len(short) >= _SHORTEST_NAME and long.startswith(short) and len(long) - len(short) <= _ENDING
    )


def _voice(span: Span, cue: Span, how: Cited, match: SourceMatch) -> Voice:
    return Voice(
        name=span.quote,
        source=match.source,
        source_id=match.source_id,
        kind=match.kind,
        how="unnamed" if match.kind == "unnamed" and how == "said" else how,
        reason=match.reason,
        span=span,
        cue=cue,
    )


def _plausible(segments: list[Segment]) -> list[Segment]:
    """Leave out what nobody knows where somebody is named beside it: a day, a title, a place taken for a speaker."""
    named = [segment for segment in segments if segment and not _nobody(segment[-1])]
    return named or segments


def _nobody(voice: Voice) -> bool:
    return voice.source_id == _SOME_OUTLET or (voice.source_id is None and voice.kind == "unknown")


def _article_off(words: str) -> str:
    """The phrase without an English article, or with one where the list has it with one."""
    return words.removeprefix("the ") if words.startswith("the ") else f"the {words}"
