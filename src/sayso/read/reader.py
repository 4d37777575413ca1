"""Report and passages → reading: every claim with its exact words and voices, and the mentions grouping works on.

In: `Report`, `Passage`s. Out: `Reading`. The tagger marks who says what, the packs find the facts, the registry says
who and where; this file puts them together and lets nothing through whose quote is not in the text (`ground.py`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Self

from sayso.ids import content_id
from sayso.lang import available, load
from sayso.lang.reference import reference
from sayso.model import Claim, Count, Party, Reading, Span
from sayso.read.assemble import lines_of
from sayso.read.attribute import attributions_of
from sayso.read.credits import credits_of
from sayso.read.cues import formulas_of, verbs_of, without_speakers_at
from sayso.read.denials import denials_of, of_whom, up_to_the_next_verb
from sayso.read.facts import facts_of
from sayso.read.gathered import gathered_credits
from sayso.read.ground import grounded
from sayso.read.labels import labels_of
from sayso.read.learned import learned_facts
from sayso.read.learned_parties import learned_parties
from sayso.read.link import Attributed, Linker
from sayso.read.mentions import mentions_of
from sayso.read.onward import carried_on
from sayso.read.other_news import elsewhere
from sayso.read.ourselves import is_own, own_party
from sayso.read.sentences import sentences_of
from sayso.read.stated import stated_credits
from sayso.read.subjects import (
    by_pronouns_beside,
    by_their_words,
    of_saying,
    with_own_subjects,
    with_tellers,
    without_places,
)
from sayso.read.undecided import undecided
from sayso.read.voices import Voices
from sayso.registry.places.rules import rules_of
from sayso.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from sayso.config import Settings
    from sayso.model import Mention, Passage, Report, SpeechAct, Voice
    from sayso.read.encoder import Encoded, Encoder
    from sayso.read.facts import Fact
    from sayso.read.link import Line
    from sayso.registry import Parties, Places, Sources

# Parties that have a state without naming it.
_OF_THE_COUNTRY = frozenset({"role.supporters", "role.govt-forces", "role.government"})
_WORD = 24  # characters before a name in which a preposition stands


class Reader:
    """Finds claims and mentions in reports; one instance reads any number of them.

    Args:
        encoder: the learned tagger.
        sources, parties, places: the registries.
    """

    def __init__(self, encoder: Encoder, sources: Sources, parties: Parties, places: Places) -> None:
        """Keep the parts; use `Reader.load` for the ones that ship with the package."""
        self._encoder = encoder
        self._sources = sources
        self._parties = parties
        self._places = places
        self.name = f"sayso@{__version__}+{encoder.name}"

    @classmethod
    def load(cls, settings: Settings, folder: Path | None = None) -> Self:
        """Return a reader with the shipped model and registries, plus the user's own sources from `folder`.

        Raises:
            PackError: for a mistake in the user's `sources.toml`, or a broken index in `places/`.
        """
        from sayso.read.encoder import Encoder
        from sayso.registry import Parties, Places, Sources

        own = folder / "sources.toml" if folder else None
        return cls(
            encoder=Encoder.load(threads=settings.threads),
            sources=Sources.load(own if own and own.exists() else None),
            parties=Parties.load(),
            places=Places.load(_own_places(folder)),
        )

    def read(self, report: Report, passages: Sequence[Passage]) -> Reading:
        """Return what the report claims, on whose word, and what it mentions.

        A report in a language without a pack gives mentions and no claims.
        """
        mentions = mentions_of(report, passages, self._places)
        claims: tuple[Claim, ...] = ()
        if report.language in available():
            claims = self._claims(report, passages, mentions)
        return Reading(report_id=report.id, claims=claims, mentions=mentions, reader=self.name)

    def claims_from(
        self,
        facts: Sequence[Fact],
        report: Report,
        passages: Sequence[Passage],
        *,
        mentions: Sequence[Mention],
        name: str,
    ) -> tuple[Claim, ...]:
        """Return the claims that facts found in another way make, on the word of whoever this reader hears.

        Args:
            facts: of the report; who says them is found here.
            report: in a language with a pack.
            passages: of the report.
            mentions: as `read` gave them.
            name: of the reader that found the facts, for the claims to bear.
        """
        sentences = _sentences(passages)
        if not facts or not sentences:
            return ()
        country = _country(mentions, report, acting=False)
        told = undecided(facts, report.text, report.language, sentences)
        _, linker = self._heard(report, passages, sentences, self._encoder.encode(report.text), mentions)
        claims = self._said(report, told, linker, country, name)
        return tuple(sorted(grounded(report, claims), key=_in_text_order))

    def is_called(self, voice: Voice, words: str, language: str) -> bool:
        """Return whether the registry takes these words, by a name and not by their sound, for a claim's voice."""
        match = self._sources.resolve(words.strip(), language)
        return match.source_id is not None and match.source_id == voice.source_id and match.reason.startswith("alias")

    def _claims(self, report: Report, passages: Sequence[Passage], mentions: Sequence[Mention]) -> tuple[Claim, ...]:
        facts = facts_of(passages)
        sentences = _sentences(passages)
        if not sentences:
            return ()
        encoded = self._encoder.encode(report.text)
        facts += learned_facts(encoded, report.text, report.language, facts, sentences)
        facts += learned_parties(encoded, report.text, report.language, facts, sentences)
        facts = elsewhere(undecided(facts, report.text, report.language, sentences), passages)
        country = _country(mentions, report, acting=False)
        lines, linker = self._heard(report, passages, sentences, encoded, mentions)
        claims = self._said(report, facts, linker, country, self.name)
        claims = self._sealed(of_whom(claims, report, self._parties))
        denials = denials_of(claims, lines, report, self._parties)
        claims.extend(self._sealed(replace(denial, reader=self.name) for denial in denials))
        return tuple(sorted(grounded(report, claims), key=_in_text_order))

    def _heard(
        self,
        report: Report,
        passages: Sequence[Passage],
        sentences: Sequence[tuple[int, int]],
        encoded: Encoded,
        mentions: Sequence[Mention],
    ) -> tuple[tuple[Line, ...], Linker]:
        """The report's attributions, and what tells on whose word any stretch of it stands."""
        pack = load(report.language)
        tagged = _source_spans(encoded, report.text)
        credits_ = credits_of(report.text, sentences, pack, self._sources, tagged)
        verbs = verbs_of(report.text, pack)
        attributions = attributions_of(encoded, report.text, verbs)
        attributions = without_places(attributions, mentions, report.language, self._sources)
        attributions = of_saying(attributions, report.text, report.language)
        attributions = by_their_words(attributions, report.text, report.language)
        attributions = by_pronouns_beside(attributions, report.text, report.language)
        attributions = with_own_subjects(attributions, report.text, report.language, self._sources)
        attributions = with_tellers(attributions, report, tagged, sentences, self._sources)
        formulas = formulas_of(report.text, sentences, pack, self._sources, attributions, tagged)
        attributions = (*without_speakers_at(attributions, formulas), *formulas)
        attributions += labels_of(report.text, report.language, sentences, attributions, tagged, self._sources)
        country = _country(mentions, report)
        voices = Voices(report, self._sources, country, self._media_state(mentions, country))
        lines, credit_lines = lines_of(report, sentences, passages, attributions, credits_, voices)
        lines = up_to_the_next_verb(lines)
        credit_lines += gathered_credits(report.text, sentences, pack, lines)
        credit_lines += stated_credits(report, self._sources)
        onward = carried_on(encoded, report.text, attributions, sentences, passages, reference(report.language).mood)
        return lines, Linker(report.text, report.language, sentences, lines, credit_lines, onward)

    def _media_state(self, mentions: Sequence[Mention], country: str | None) -> str | None:
        """Whose "state media" are, if nobody says: of where the report plays, or of the next state that has any."""
        told = sorted((m for m in mentions if m.place and m.place.country), key=lambda m: (-m.weight, m.span.start))
        countries = [country, *(m.place.country for m in told if m.place)]
        return next((each for each in countries if each and self._sources.speaks_for_itself(each)), None)

    def _said(
        self, report: Report, facts: Sequence[Fact], linker: Linker, country: str | None, name: str
    ) -> list[Claim]:
        claims: list[Claim] = []
        for fact in facts:
            attributed = linker.of(fact.span)
            if isinstance(fact.answer, Party) and is_own(fact.answer.name, report.language):
                for voices in attributed.chains:
                    own = own_party(fact, voices, self._parties)
                    claims += self._made(report, own, replace(attributed, chains=(voices,)), name) if own else []
            elif self._names_someone(fact, report.language):
                claims += self._made(report, self._with_party(fact, report.language, country), attributed, name)
        return claims

    def _made(self, report: Report, fact: Fact, attributed: Attributed, name: str) -> list[Claim]:
        line = attributed.line
        # "Denies it: there was no strike" says none, it does not deny that there was none.
        none = isinstance(fact.answer, Count) and fact.answer.high == 0
        denied = line is not None and line.act == "deny" and not none
        if fact.polarity == "denied" and not denied and _told_within(report, fact, attributed):
            fact = replace(fact, polarity="affirmed", act="assert")
        return self._sealed(
            Claim(
                id="",
                report_id=report.id,
                question=fact.question,
                answer=fact.answer,
                span=fact.span,
                voices=voices,
                act=_act(fact, line),
                polarity="denied" if denied else fact.polarity,
                scope=attributed.scope,
                reader=name,
                victim_class=fact.victim_class,
                hedge=fact.hedge,
                distancing=bool(line and line.distancing),
                superseded=fact.superseded,
                background=fact.background,
                part=fact.part,
                more=fact.more,
            )
            for voices in attributed.chains
        )

    def _names_someone(self, fact: Fact, language: str) -> bool:
        """Whether a party is one: known, a proper name, or surely meant. "People shot" does not say who shot."""
        if not isinstance(fact.answer, Party) or fact.named:
            return True
        name = fact.answer.name
        return self._parties.resolve(name, language).id is not None or name[:1].isupper()

    def _with_party(self, fact: Fact, language: str, country: str | None) -> Fact:
        """Return the fact with its party's canonical name; "loyalists" are those of the report's country."""
        if not isinstance(fact.answer, Party):
            return fact
        match = self._parties.resolve(fact.answer.name, language)
        if match.id in _OF_THE_COUNTRY:
            match = self._parties.resolve(fact.answer.name, language, country=country)
        return replace(fact, answer=Party(name=match.name, source_id=match.id))

    def _sealed(self, claims: Iterable[Claim]) -> list[Claim]:
        """Give each claim its id: from reader, report, span, question, answer, class and voices."""
        return [replace(claim, id=_claim_id(claim)) for claim in claims]


def _own_places(folder: Path | None) -> Path | None:
    """The case's own gazetteer, if one was imported."""
    own = folder / "places" if folder else None
    return own if own and (own / "meta.json").exists() else None


def _sentences(passages: Sequence[Passage]) -> tuple[tuple[int, int], ...]:
    return tuple(
        (passage.start + start, passage.start + end)
        for passage in passages
        for start, end in sentences_of(passage.text, passage.language)
    )


def _country(mentions: Sequence[Mention], report: Report, *, acting: bool = True) -> str | None:
    """Where the report plays: the country of its most central located place, else the country most spoken of.

    Of countries, one in which something lies ("in Syria", "the north-east of Syria") comes before one that acts ("US
    soldiers").
    """
    placed = [m for m in mentions if m.place is not None and m.place.country]
    inside = [m for m in placed if m.place and m.place.precision != "country"]
    rules = rules_of(report.language)
    ways = tuple(rules.directions)
    before = {m.span.start: _word_before(report.text, m.span.start) for m in placed}
    lying = [m for m in placed if (word := before[m.span.start]) in rules.before or (ways and word.startswith(ways))]
    best = max(inside or lying or (placed if acting else ()), key=lambda m: (m.weight, -m.span.start), default=None)
    return best.place.country if best and best.place else None


def _told_within(report: Report, fact: Fact, attributed: Attributed) -> bool:
    """Whether who is contradicted speaks: "contradicts Anadolu, which reported two air strikes" is Anadolu's word."""
    spans = [voices[-1].span for voices in attributed.chains if voices and voices[-1].span]
    relative = reference(report.language).relative
    return bool(spans) and all(
        fact.span.start < span.start
        and report.text[span.end : fact.span.end].lstrip(" ,،").partition(" ")[0].casefold() in relative
        for span in spans
    )


def _word_before(text: str, start: int) -> str:
    words = text[max(0, start - _WORD) : start].split()
    return words[-1].casefold() if words else ""


def _source_spans(encoded: Encoded, text: str) -> tuple[Span, ...]:
    """The stretches that the tagger marks as sources, whatever they are the source of."""
    return tuple(Span(start=s.start, end=s.end, quote=text[s.start : s.end]) for s in encoded.spans("source"))


def _act(fact: Fact, line: Line | None) -> SpeechAct:
    """What saying this does: whoever corrects a figure asserts the new one, and the old one is marked in the text."""
    if line is None or fact.act != "assert" or (line.act == "retract" and not fact.superseded):
        return fact.act
    return line.act


def _claim_id(claim: Claim) -> str:
    return content_id(
        "c",
        {
            "reader": claim.reader,
            "report": claim.report_id,
            "span": [claim.span.start, claim.span.end],
            "question": claim.question,
            "answer": repr(claim.answer),
            "class": claim.victim_class,
            "polarity": claim.polarity,
            "voices": [voice.source for voice in claim.voices],
        },
    )


def _in_text_order(claim: Claim) -> tuple[int, int, str, str]:
    return claim.span.start, claim.span.end, claim.question, claim.id
