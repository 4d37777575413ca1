"""A phrase that names a source → who that is.

In: a `Phrase`, the vocabulary of states and roles, and the index of names. Out: a `SourceMatch` with its reason
and score. The order of the rules is the order of trust: the phrase is a name; a name stands in it; an institution
and its state; a role without a name; a name that sounds like a known one; an unknown name, kept as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from sayso.registry import names, people, translit
from sayso.registry.match import Hints, SourceMatch, default_country, is_central, score, unknown, within
from sayso.registry.phrase import Phrase, phrase_of
from sayso.registry.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sayso.registry.index import Named, NameIndex
    from sayso.registry.records import Source
    from sayso.registry.vocabulary import Role

_MEDIA: Final = frozenset({"agency", "state_agency", "outlet", "media", "social"})
_KIND_WORDS: Final = frozenset({"media", "generic", "unnamed"})
_UNSPECIFIED: Final = "(unspecified)"
_SHORT_ACRONYM: Final = 3  # letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolver:
    """The rules, over one set of sources."""

    index: NameIndex
    by_id: dict[str, Source]
    proper: dict[str, Source] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=Vocabulary.load)

    def resolve(self, name: str, hints: Hints) -> SourceMatch:
        """Return whom `name` means; every phrase has an answer, at worst the phrase itself."""
        phrase = phrase_of(name, hints.language, self.vocabulary)
        if not phrase.words:
            return SourceMatch(source="unknown", source_id=None, kind="unknown", reason="no name in it", score=0.0)
        rules: tuple[Callable[[Phrase, Hints], SourceMatch | None], ...] = (
            self._is_name,
            self._has_name,
            self._known_person,
            self._institution,
            self._bare_state,
            self._role,
            self._sounds_like,
        )
        for rule in rules:
            match = rule(phrase, hints)
            if match is not None:
                return match
        return unknown(phrase)

    def match_of(self, source: Source, reason: str, score: float, hints: Hints) -> SourceMatch:
        """Return the match for a known source; a spokesperson's is the institution spoken for."""
        match = SourceMatch(
            source=source.name,
            source_id=source.id,
            kind=source.kind,
            reason=reason,
            score=score,
            side=self._side(source),
        )
        office = next((o for o in source.office if o.speaks_for), None)
        if office is None or office.speaks_for is None:
            return match
        spoken_for = self.of_id(office.speaks_for)
        if spoken_for is None:
            return match
        term = f"{office.first or '…'} to {office.last or 'now'}"
        reason = f"{reason}; {source.name}, {office.role}, speaks for {spoken_for.source} ({term})"
        outside = hints.day is not None and not within(hints.day, office.first, office.last)
        return replace(spoken_for, reason=reason, score=round(score * (0.8 if outside else 1.0), 2))

    def of_id(self, ident: str) -> SourceMatch | None:
        """Return the source of a registry id or a composed one ("mfa.RU"); None where there is none."""
        source = self.by_id.get(ident) or self.proper.get(ident)
        if source is not None:
            return SourceMatch(
                source=source.name,
                source_id=source.id,
                kind=source.kind,
                reason="id",
                score=1.0,
                side=self._side(source),
            )
        role_id, _, iso = ident.partition(".")
        role, state = self.vocabulary.roles.get(role_id), self.vocabulary.states.get(iso)
        if role is None or state is None or role.compose is None:
            return None
        return self._composed(role, iso, "id", 1.0)

    def _side(self, source: Source) -> str | None:
        if source.side or source.kind == "person":
            state = self.vocabulary.states.get(source.country or "")
            return source.side or (state.name if state else None)
        if source.kind in {"official", "military"} and source.country in self.vocabulary.states:
            return self.vocabulary.states[source.country].name
        return None

    # --- the rules, in order

    def _is_name(self, phrase: Phrase, hints: Hints) -> SourceMatch | None:
        sources, exact = self.index.whole(phrase.words)
        if not sources:
            return None
        alone = len(phrase.words) == 1
        if phrase.all_lower and (sources[0].common or (phrase.roles and not exact)) and (phrase.roles or alone):
            return None  # a common noun that is a name too, or shares a stem with one
        if alone and phrase.all_lower and _is_acronym(phrase.raw.strip(), sources[0]):
            return None  # "un", "who": the word, not the United Nations or the World Health Organization
        if alone and not phrase.left and phrase.roles and phrase.roles[0].group == "generic":
            return None  # "Агентство", "قناة": where it begins a sentence or no letter is capital, the noun
        reason = "alias" if exact else "alias, inflected"
        return self._choose(sources, reason, score("alias" if exact else "inflected"), hints)

    def _choose(self, sources: Sequence[Source], reason: str, worth: float, hints: Hints) -> SourceMatch:
        """The one of `sources` that the report's country points to, else the first; shared names say so."""
        if len(sources) == 1:
            return self.match_of(sources[0], reason, worth, hints)
        for country in (hints.country, default_country(hints.language)):
            near = [s for s in sources if country is not None and s.country == country]
            if near:
                return self.match_of(near[0], f"{reason}; of its country among several so named", worth * 0.9, hints)
        others = ", ".join(s.name for s in sources[1:])
        return self.match_of(sources[0], f"{reason}; shared with {others}", score("shared_name"), hints)

    def _has_name(self, phrase: Phrase, hints: Hints) -> SourceMatch | None:
        spans = [s for s in self.index.inside(phrase.words, phrase.raw) if not self._is_place(phrase, s)]
        roles = [role for role in phrase.roles if role.group in {"institution", "insider"}]
        orgs = [s for s in spans if s.sources[0].kind != "person"]
        persons = [s for s in spans if s.sources[0].kind == "person"]
        if orgs:
            if self._of_another_state(phrase, orgs[0]):
                return self._institution(phrase, hints)
            return self._with_roles(phrase, orgs[0], hints)
        if not persons and phrase.heard and any(role.group in _KIND_WORDS for role in phrase.roles):
            sources, _ = self.index.whole(
                names.words(phrase.heard)
            )  # "the Telegram channel Baza": what Baza is, is said
            if sources and sources[0].kind in _MEDIA:
                return self._choose(sources, "name in the phrase", score("contains"), hints)
        if persons:
            best = self._choose(persons[0].sources, "name in the phrase", score("contains"), hints)
            speaks = best.kind != "person"
            if not speaks and any(r.group == "insider" or r.kind == "military" for r in roles) and phrase.states:
                return None  # "one of Assad's officers": the name only says whose
            return best
        return None

    @staticmethod
    def _is_place(phrase: Phrase, span: Named) -> bool:
        """Whether a name only says where: "Sana'daki bir muhtar" is no news agency."""
        end = phrase.words[span.last].end
        follows = names.keys(phrase.raw[end:].partition(" ")[0])
        return phrase.language in {"tr", "az"} and bool(follows) and names.is_locative(follows[0])

    @staticmethod
    def _of_another_state(phrase: Phrase, span: Named) -> bool:
        """Whether a known institution's name is a common noun, and of another state ("Pakistan's foreign office")."""
        source, covered = span.sources[0], set(range(span.first, span.last + 1))
        common = any(set(f.at) & covered for f in phrase.found_roles)
        said = [iso for iso in (*phrase.states, phrase.capital) if iso]
        official = source.kind in {"official", "military"}
        return common and official and bool(source.country and said) and source.country not in said

    def _with_roles(self, phrase: Phrase, span: Named, hints: Hints) -> SourceMatch | None:
        """A known name and what is said of it: "a source in Wagner" is not Wagner speaking."""
        worth = score("contains") if span.exact else score("contains") - 0.02
        match = self._choose(
            span.sources, "name in the phrase" if span.exact else "inflected name in the phrase", worth, hints
        )
        covered = set(range(span.first, span.last + 1))
        if any(
            covered & set(f.at) and not set(f.at) <= covered and self._is_insider(f.what) for f in phrase.found_roles
        ):
            return None  # "Syrian military source" holds "Syrian military" only in passing
        roles = [phrase.vocabulary.roles[f.what] for f in phrase.found_roles if not covered & set(f.at)]
        if (
            any(role.group == "institution" for role in roles)
            and match.kind in {"official", "party"}
            and not phrase.speaks
        ):
            own = self._institution(phrase, hints)
            if own is not None and own.source_id and own.score >= score("composed"):
                return own
        for role in roles:
            if role.group == "insider":
                return self._insider(role, match, span.sources[0])
            if role.group == "unnamed" and role.kind == "witness" and match.kind not in _MEDIA:
                return None
        return match

    def _is_insider(self, role_id: str) -> bool:
        return self.vocabulary.roles[role_id].group == "insider"

    def _insider(self, role: Role, match: SourceMatch, source: Source) -> SourceMatch:
        if match.kind in _MEDIA or match.kind == "monitor":
            return match if role.id == "official" else self._plain(role)
        if role.id == "official":
            state = self.vocabulary.states.get(source.country or "")
            if match.kind in {"official", "military"} and state and role.compose and is_central(source):
                name = role.compose.format(adj=state.adjective, state=state.name)
                return replace(
                    match,
                    source=name,
                    source_id=f"{role.id}.{state.iso}",
                    kind=role.kind,
                    reason=f"{role.name} of {match.source}",
                )
            return match
        name = f"{source.short or source.name} {role.name.removeprefix('unnamed ')}"
        return replace(
            match, source=name, source_id=f"{role.id}.{source.id}", reason=f"{role.name} within {match.source}"
        )

    def _known_person(self, phrase: Phrase, hints: Hints) -> SourceMatch | None:
        found = people.find(phrase, self.index, hints.country)
        if found is None:
            return None
        match = self.match_of(found.source, found.reason, found.score, hints)
        if match.kind == "person" and found.alone and phrase.institution is not None:
            return None
        return match

    def _institution(self, phrase: Phrase, hints: Hints) -> SourceMatch | None:
        role = phrase.institution
        if role is None:
            return None
        if role.group == "office" and phrase.name:
            return self._office(phrase, role)
        insider = next((r for r in phrase.roles if r.group == "insider"), None)
        iso = phrase.state or phrase.capital
        reason, worth = f"{role.name} and state", score("composed")
        office = bool(role.compose and "{place}" in role.compose)
        if office and iso in self.vocabulary.states:
            adjective = self.vocabulary.states[iso].adjective  # "a Serbian mayor"
            return replace(self._plain(role), source=f"{adjective} {role.name}", source_id=None, reason=reason)
        if iso is None and not office:
            # In a Russian paper "the defence ministry" is Russia's wherever the news is from; "the police" are not.
            there = hints.where if role.local else None
            iso = there or hints.country or default_country(hints.language, local=role.local)
            reason, worth = f"{role.name}; state taken from the report", score("default_country")
        if iso is None or iso not in self.vocabulary.states:
            plain = f"{role.name} {_UNSPECIFIED}" if role.name[0].isupper() else role.name  # "police" needs no state
            return SourceMatch(
                source=plain, source_id=None, kind=role.kind, reason=f"{role.name}; of an unknown state", score=0.6
            )
        match = self._composed(role, iso, reason, worth)
        if insider is not None:
            if insider.id == "official" and role.officials is None:
                return match
            return self._composed(insider, iso, f"{insider.name} and state", worth)
        return match

    def _office(self, phrase: Phrase, role: Role) -> SourceMatch:
        """Who holds an office: the office where its place is told ("Hatay governor"), else the person."""
        place = phrase.place_of(role.id)
        if place and role.compose and "{place}" in role.compose:
            shown = translit.latin(place, phrase.language)
            name = role.compose.format(place=shown, adj=shown, state=shown)
            held = f" ({translit.latin(phrase.name, phrase.language)})" if phrase.name != place else ""
            return SourceMatch(source=name, source_id=None, kind=role.kind, reason=f"the office{held}", score=0.7)
        found = unknown(phrase)
        return replace(found, kind="official", reason=f"{found.reason}; {role.name}")

    def _composed(self, role: Role, iso: str, reason: str, worth: float) -> SourceMatch:
        ident = f"{role.id}.{iso}"
        own = self.proper.get(ident)
        if own is not None:
            return SourceMatch(
                source=own.name, source_id=own.id, kind=own.kind, reason=reason, score=worth, side=self._side(own)
            )
        state = self.vocabulary.states[iso]
        name = (role.compose or role.name).format(adj=state.adjective, state=state.name, place=state.name)
        return SourceMatch(source=name, source_id=ident, kind=role.kind, reason=reason, score=worth, side=state.name)

    def _bare_state(self, phrase: Phrase, hints: Hints) -> SourceMatch | None:
        """A state or its capital, alone: its government speaks."""
        del hints
        if phrase.roles or phrase.left:
            return None
        iso, reason = phrase.state, "the state itself"
        if iso is None:
            iso, reason = phrase.capital, "its capital for the state"
        if iso is None:
            return None
        return self._composed(self.vocabulary.roles["government"], iso, reason, score("metonym"))

    def _role(self, phrase: Phrase, hints: Hints) -> SourceMatch | None:
        role = phrase.common_role
        if role is None:
            return None
        if phrase.name and (role.one or role.group == "generic") and len(phrase.name.split()) > 1:
            return self._sounds_like(phrase, hints) or replace(unknown(phrase), kind=role.kind)
        if not role.alone and phrase.state is None and phrase.capital is None:
            return None
        if role.group in {"generic", "speaker"}:
            if phrase.name or phrase.rest or phrase.left:
                return None
            if role.group == "speaker" and phrase.state is not None:
                return self._composed(
                    self.vocabulary.roles["government"], phrase.state, "spokesperson of the state", 0.8
                )
            if phrase.state is None:
                return SourceMatch(
                    source=f"unnamed {role.name}",
                    source_id=f"role.{role.id}",
                    kind="unnamed",
                    reason="no name in it",
                    score=0.6,
                )
            role = self.vocabulary.roles["media"]
        if phrase.state is not None and role.compose and ("{adj}" in role.compose or "{state}" in role.compose):
            return self._composed(role, phrase.state, f"{role.name} of the state", score("composed"))
        return self._plain(role)

    def _plain(self, role: Role) -> SourceMatch:
        name = self.vocabulary.roles["media"].name if role.id == "media" else role.name
        if role.id == "media":
            name = "unnamed media"
        return SourceMatch(
            source=name, source_id=f"role.{role.id}", kind=role.kind, reason="a role, no name", score=score("role")
        )

    def _sounds_like(self, phrase: Phrase, hints: Hints) -> SourceMatch | None:
        found = people.organisation_like(phrase, self.index)
        if found is None:
            return None
        return self.match_of(found.source, found.reason, found.score, hints)


def _is_acronym(word: str, source: Source) -> bool:
    """Whether so short a word is a name of the source in capitals alone."""
    written = {source.name, *(name for _, name in source.names)}
    return len(word) <= _SHORT_ACRONYM and word.isascii() and word.upper() in written and word not in written
