"""Sources as written → voices: who each one is, and whom "he", "the agency" and "the same source" mean.

In: attributions in the order of the text, the report, the registry. Out: for each attribution its alternatives: one
tuple of voices per co-ordinated source ("Syrian and Turkish media" gives two), nearest narrator first. A pointer back
brings the whole chain of the voice it points to. Does not know which claims an attribution covers (`link.py`).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from sayso.lang import available, load
from sayso.lang.reference import reference
from sayso.model import Span, Voice
from sayso.read.backward import PASSES_ON, Heard
from sayso.read.grown import grown
from sayso.read.phrases import EDGES
from sayso.read.several import SOME_OUTLET, plausible, told, without_audience, without_tail
from sayso.read.tellers import teller_and_told, told_behind
from sayso.read.unnamed import meant
from sayso.registry.names import is_article
from sayso.registry.places.rules import rules_of

if TYPE_CHECKING:
    from collections.abc import Sequence
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

_AND = re.compile(r"\s+(?:та|і|й|и|and|ve|və|und|et|y|e|oraz|și|as well as|а також|а также)\s+|\s*,\s*|\s+و(?=\S)")
_JOINS = re.compile(r"(?:^|\s)(?:та|і|й|и|and|ve|və|und|et|y|e|oraz|i|și|و|و?به?همراه)(?:\s|$)|(?:^|\s)و|(?:^|\s)ו")
_QUOTED_TWO = re.compile(r"""(["«“][^"»”]+["»”])\s+(["«“][^"»”]+["»”]\w*)""")
_WAW = re.compile(r"^[وו](?=\S)")
_NOUN_FIRST = frozenset({"ar", "fa", "he", "fr", "es", "it", "ro"})
_ROLES = frozenset({"unnamed", "witness", "official", "military"})
_PAIR = 2
_SPEAKS_FOR = "speaks for"  # of the registry's reasons for a person whose office it knows
_AGENCIES = frozenset({"agency", "state_agency"})
_SOMEBODY = frozenset({"person", "unknown"})
_STATE_MEDIA = "role.state-media"
_MEDIA = "state-media"
_ASSUMED = "state taken from the report"  # the registry's reason where a name says no state
_REPORTS = "reports"
_FORMULAS = frozenset({("attribution", "according_to"), ("attribution", "according_after")})
_A_STATE = "the state itself"  # the registry's reason for a bare "Turkey"
_SHORTEST_NAME = 4  # letters: less is an article or a tag that the tagger took for a name
# Set on the outlets of the development reports: names of one outlet in two scripts score 80 and more.
_SAME_OUTLET = 80
_FULL_NAME = 2  # words of a person's
_NAME_BEFORE = 7  # words of a name that a relative pronoun follows
_CLAUSE = 90  # letters that those may take
_SENTENCE_END = re.compile(r"[.;:!?]\s")
_CLAUSE_MARK = re.compile(r"[,،]")


class Voices:
    """The sources of one report, resolved in order so that later mentions can point back.

    Args:
        report: whose outlet is never a voice of its own report.
        sources: the registry.
        country: ISO 3166-1 alpha-2 code of where the report plays, whose police and army it need not name.
        media_state: that of the state which bare "state media" are of.
    """

    def __init__(
        self, report: Report, sources: Sources, country: str | None = None, media_state: str | None = None
    ) -> None:
        """Start with nobody heard yet."""
        self._media_state = media_state
        self._country = country
        self._language = report.language
        self._text = report.text
        self._sources = sources
        self._words = reference(report.language)
        self._pack = load(report.language) if report.language in available() else None
        self._outlet = sources.outlet(report.outlet).source if report.outlet else None
        self._heard = Heard(self._words)
        self._its = re.compile(rf"\b(?:{'|'.join(self._words.its)})\b" if self._words.its else r"(?!)")
        self._where = rules_of(report.language).before
        self._alias: dict[Span, str] = {}  # "Syrian" of "Syrian and Turkish media" stands for "Syrian media"

    def of(self, attribution: Sourced, how: Cited = "said") -> tuple[Segment, ...]:
        """Return the alternatives for one attribution; call in the order of the text.

        An attribution without a source that can be told gives one empty alternative: the outlet's own voice.
        """
        segments: list[Segment] = []
        whole = [grown(self._text, span, self._match) for span in self._whole(attribution.sources)]
        named = [span for span in whole if span.quote.casefold() not in self._words.relative]  # "a doctor, who …"
        parts = [part for span in named or whole for part in self._parts(span)]
        parts += told_behind(self._text, parts[-1], self._match, self._words.to) if parts and how == "said" else []
        for part in parts:
            found = self._one(part, attribution.cue, how)
            if found is not None and _sources_of(found) not in map(_sources_of, segments):
                segments.append(found)
        if not attribution.sources:
            segments = self._alone(attribution.cue)
        if any(segments):
            segments = [segment for segment in segments if segment]  # the outlet itself only passes on the others
        segments = plausible(without_audience(segments), told=not self._by_formula(attribution.cue))
        if len(segments) > 1 and not self._side_by_side(parts):
            segments = told(segments)
        self._heard.add(segments)
        return tuple(segments) or ((),)

    def _whole(self, spans: Sequence[Span]) -> list[Span]:
        """Put together again what the tagger cut in two: "the channel" "Al-Masirah", "the governor" "of Hatay"."""
        found: list[Span] = []
        for span in spans:
            gap = self._text[found[-1].end : span.start] if found and found[-1].end <= span.start else None
            if gap is not None and (
                (self._is_gap(gap) and not self._two(found[-1], span))
                or (is_article(found[-1].quote.casefold()) and _is_name(gap) and len(gap.split()) == 1)
                or (len(spans) == _PAIR and gap.strip() == "," and self._in_apposition(found[-1].quote, span.quote))
            ):
                start = found.pop().start
                found.append(Span(start=start, end=span.end, quote=self._text[start : span.end]))
            else:
                found.append(span)
        return found

    def _is_gap(self, gap: str) -> bool:
        """Whether nothing but a space stands between two pieces, or the word for where."""
        return not gap.strip() or (gap[:1].isspace() and gap.strip().casefold() in self._where)

    def _in_apposition(self, one: str, other: str) -> bool:
        """Whether one piece is a person's name and the other says what they are: "its spokesman, Col. Caggins"."""
        left, right = self._match(one), self._match(other)
        return any(
            (role.kind in _ROLES or (role.source_id is None and words[:1].islower()))
            and _is_person(name)
            and _is_name(person)
            for role, words, name, person in ((left, one, right, other), (right, other, left, one))
        )

    def _two(self, one: Span, other: Span) -> bool:
        """Whether two pieces are two: both known by name, joined by "and", or one an outlet that the other told."""
        left, right = self._match(one.quote), self._match(other.quote)
        named = [match for match in (left, right) if match.reason.startswith("alias")]
        if len(named) == _PAIR and left.source_id != right.source_id:
            return True
        return bool(_WAW.match(other.quote)) or any(
            outlet.kind in PASSES_ON and outlet.reason.startswith("alias") and not _is_outlet(told)
            for outlet, told in ((left, right), (right, left))
        )

    def _alone(self, cue: Span) -> list[Segment]:
        """Return whom a cue without a source means: who spoke before, or reports of which nobody is named."""
        whom = meant(cue, self._text, self._pack) if self._pack else None
        if whom == "reports":
            return [(_voice(cue, cue, "unnamed", self._sources.resolve(_REPORTS, "en")),)]
        before = self._heard.pronoun("") if whom == "before" else None
        return [before] if before else []

    def _by_formula(self, cue: Span) -> bool:
        """Whether the words are "according to", after which nobody is told anything."""
        hits = self._pack.cues.hits(self._pack.tokens(cue.quote)) if self._pack else []
        return any(hit.tag[:2] in _FORMULAS for hit in hits)

    def _side_by_side(self, spans: Sequence[Span]) -> bool:
        """Whether "and" stands between two of the names; "a doctor told Reuters" has none."""
        return any(
            _JOINS.search(self._text[one.end : other.start]) or _WAW.match(other.quote)
            for one, other in pairwise(spans)
        )

    def _parts(self, span: Span) -> tuple[Span, ...]:
        """Split "Syrian and Turkish media" into two names that both carry the noun; leave single names whole."""
        span = self._without_clause(span)
        cuts = list(_AND.finditer(span.quote))
        if not cuts:
            quoted = _QUOTED_TWO.fullmatch(span.quote)
            if quoted:  # '"Report" "Anadolu"ya': who writes and whom they cite
                return tuple(_cut(span, *quoted.span(at)) for at in (1, 2))
            return teller_and_told(span, self._match, self._words.to)
        if len(cuts) != 1 or self._match(span.quote).reason.startswith("alias"):
            return (span,)
        left, right = span.quote[: cuts[0].start()].strip(), span.quote[cuts[0].end() :].strip()
        if not left or not right or (cuts[0].group().strip() == "," and self._in_apposition(left, right)):
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

    def _without_clause(self, span: Span) -> Span:
        """Leave out what is told of somebody: "the coalition, which fights Islamic State, …"."""
        for comma in re.finditer(r"[,،]\s*", span.quote):
            word = re.match(r"\w+", span.quote[comma.end() :])
            if comma.start() and word and word.group().casefold() in self._words.relative:
                return _cut(span, 0, comma.start())
        return span

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
        bare = name.strip(EDGES)
        folded = bare.casefold()
        if not bare or folded in self._words.continues:
            return None
        if any(own in folded for own in self._words.own):
            return ()
        if folded in self._words.relative and (before := self._named_before(span)):
            return self._named(before, before.quote.strip(EDGES), cue, how)
        if folded in self._words.pronouns or folded in self._words.its:  # "its claim that …"
            return self._heard.pronoun(folded)
        return self._named(span, bare, cue, how)

    def _named_before(self, span: Span) -> Span | None:
        """The longest known name or role that ends right before a relative pronoun: "Anadolu, which reported"."""
        longest = role = None
        low = max(0, span.start - _CLAUSE)
        end = low + len(self._text[low : span.start].rstrip(" ,،"))
        for word in reversed(list(re.finditer(r"\S+", self._text[low:end]))[-_NAME_BEFORE:]):
            name = Span(start=low + word.start(), end=end, quote=self._text[low + word.start() : end])
            if _SENTENCE_END.search(name.quote):
                break
            match = self._match(name.quote)
            if match.reason.startswith("alias"):
                longest = name
            elif match.reason.startswith("a role") and not _CLAUSE_MARK.search(name.quote):
                role = name
        return longest or role

    def _named(self, span: Span, bare: str, cue: Span, how: Cited) -> Segment | None:
        match = self._match(bare)
        earlier = self._heard.noun(without_tail(bare), match) or self._heard.same_name(bare)
        if earlier is not None:
            return earlier
        if match.kind == "unknown" and len(bare) < _SHORTEST_NAME:
            return None
        if match.source == self._outlet or self._sounds_like_outlet(match):
            return ()
        earlier = self._heard.namesake(match)
        if earlier is not None:
            return earlier
        own = (_voice(span, cue, how, match),)
        if self._of_somebody(span, bare, match):
            return self._heard.institution() or own
        if match.kind == "unnamed" and self._its.search(bare.casefold()):
            above = self._heard.passing_on()
            return (*above, *own) if above else own
        return own

    def _of_somebody(self, span: Span, bare: str, match: SourceMatch) -> bool:
        """Whether a name is that of somebody's person: "its researcher Omar Hajj"."""
        before = self._text[max(0, span.start - _CLAUSE) : span.start].split()
        whose = self._its.match(bare.casefold()) or (before and before[-1].casefold() in self._words.its)
        named = _is_name(" ".join(bare.split()[-_FULL_NAME:]))
        return bool(whose) and (match.kind in _SOMEBODY or (match.kind == "unnamed" and named))

    def _match(self, name: str) -> SourceMatch:
        match = self._sources.resolve(name.strip(EDGES), self._language, where=self._country)
        if match.source_id == _STATE_MEDIA and self._media_state:
            return self._sources.of_id(f"{_MEDIA}.{self._media_state}") or match
        if (match.source_id or "").startswith(f"{_MEDIA}.") and match.reason.endswith(_ASSUMED):
            whose = f"{_MEDIA}.{self._media_state}" if self._media_state else _STATE_MEDIA
            return self._sources.of_id(whose) or match
        if match.kind == "official" and " " in name.strip():
            # "the regime's agency SANA": what is named last is who speaks, the rest says whose it is
            word = name.strip(EDGES).rsplit(" ", 1)[-1]
            last = self._sources.resolve(word, self._language, where=self._country)
            return last if last.kind in _AGENCIES and last.reason.startswith("alias") else match
        return match

    def _sounds_like_outlet(self, match: SourceMatch) -> bool:
        """Whether a name that the registry does not know is the report's own outlet in another script."""
        if match.source_id is not None or not self._outlet:
            return False
        return fuzz.ratio(match.source.casefold(), self._outlet.casefold()) >= _SAME_OUTLET


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


def _is_person(match: SourceMatch) -> bool:
    """Whether a match is a person, or nobody the registry knows."""
    return _SPEAKS_FOR in match.reason or (match.source_id is None and match.kind in _SOMEBODY)


def _is_name(words: str) -> bool:
    return all(word[:1].isupper() for word in words.strip(EDGES).split())


def _is_outlet(match: SourceMatch) -> bool:
    return match.source_id == SOME_OUTLET or match.kind in PASSES_ON


def _sources_of(segment: Segment) -> tuple[str, ...]:
    return tuple(voice.source_id or voice.source for voice in segment)


def _cut(span: Span, start: int, end: int) -> Span:
    return Span(start=span.start + start, end=span.start + end, quote=span.quote[start:end])
