"""Who acts: states, forces, coalitions, armed groups, and people without a name, and how they stand to each other.

In: a phrase as a report writes it ("американцы", "قوات التحالف", "İsrail ordusu") and its language. Out: the
canonical party, with what it is part of, the reason and a score. Data: `parties.jsonl`, `party_roles.jsonl`, and the
militaries and armed groups among the sources. Nothing here says who did what.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final, Literal

from sayso.errors import PackError
from sayso.registry.index import NameIndex
from sayso.registry.match import score
from sayso.registry.phrase import Phrase, phrase_of
from sayso.registry.records import Source, lines_of, source_of
from sayso.registry.sources import Sources
from sayso.registry.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.registry.vocabulary import Role

Standing = Literal["same", "part of", "allied", "other", "unknown"]

_KINDS: Final = frozenset({"military", "party"})
_OF_A_COUNTRY: Final = frozenset(
    {"govt-forces", "army", "police", "border", "intelligence", "forces", "government", "supporters"}
)
_TWO: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyMatch:
    """Which party a phrase names.

    Attributes:
        name: canonical English name; the words as written where the registry knows none.
        id: registry id; composed ones are role and state ("army.UA"), "state.UA"; None where unknown.
        parents: ids of what the party is part of, nearest first.
        reason: why the phrase was taken for this party.
        score: 0 to 1, how safe the join is.
    """

    name: str
    id: str | None
    parents: tuple[str, ...]
    reason: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Party:
    id: str
    name: str
    parents: tuple[str, ...] = ()
    allies: tuple[str, ...] = ()
    stands_for: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()


class Parties:
    """All known parties, and how names lead to them."""

    def __init__(self, parties: Mapping[str, _Party], vocabulary: Vocabulary) -> None:
        """Index `parties`; use `Parties.load`."""
        self._parties = parties
        self._vocabulary = vocabulary
        self._proper = {ident: party.id for party in parties.values() for ident in party.stands_for}
        self._index = NameIndex(
            Source(id=party.id, name=party.name, kind="party", names=party.names) for party in parties.values()
        )

    @staticmethod
    @cache
    def load() -> Parties:
        """Return the package's parties, read once.

        Raises:
            PackError: for a mistake in the files, with the line.
        """
        return Parties({party.id: party for party in _parties()}, Vocabulary.load("party_roles.jsonl"))

    def resolve(self, phrase: str, language: str, *, country: str | None = None) -> PartyMatch:
        """Return which party `phrase` means.

        Args:
            phrase: the words as written ("проасадовские боевики", "an Israeli air strike").
            language: ISO 639-1 code of the report.
            country: ISO 3166-1 alpha-2 of the country whose army or government is meant where none is named.
        """
        parts = phrase_of(phrase, language, self._vocabulary)
        if not parts.words:
            return PartyMatch(name="unknown", id=None, parents=(), reason="no name in it", score=0.0)
        sources, exact = self._index.whole(parts.words)
        if sources:
            return self._match(
                sources[0].id, "alias" if exact else "alias, inflected", score("alias" if exact else "inflected")
            )
        spans = self._index.inside(parts.words, phrase)
        if spans:
            return self._match(spans[0].sources[0].id, "name in the phrase", score("contains"))
        return self._composed(parts, country) or PartyMatch(
            name=phrase.strip(), id=None, parents=(), reason="unknown; kept as written", score=score("unknown")
        )

    def compare(self, a: PartyMatch, b: PartyMatch) -> Standing:
        """Return how two parties stand to each other; `unknown` where the registry does not know one of them."""
        if a.id is None or b.id is None:
            return "same" if a.id == b.id and a.name.casefold() == b.name.casefold() else "unknown"
        if a.id == b.id:
            return "same"
        over_a, over_b = (a.id, *self.parents(a.id)), (b.id, *self.parents(b.id))
        if a.id in over_b or b.id in over_a:
            return "part of"
        if any(ally in over_b for ally in self._allies(over_a)) or any(
            ally in over_a for ally in self._allies(over_b)
        ):
            return "allied"
        return "allied" if set(over_a) & set(over_b) else "other"

    def parents(self, ident: str) -> tuple[str, ...]:
        """Return the ids of everything that a party is part of, nearest first."""
        found: list[str] = []
        waiting = list(self._direct(ident))
        while waiting:
            parent = waiting.pop(0)
            if parent not in found and parent != ident:
                found.append(parent)
                waiting.extend(self._direct(parent))
        return tuple(found)

    def _direct(self, ident: str) -> tuple[str, ...]:
        """What a party is directly part of: as listed, else an army of its forces and these of their state."""
        party = self._parties.get(ident)
        if party is not None and party.parents:
            return party.parents
        role, _, iso = ident.partition(".")
        if iso not in self._vocabulary.states or role not in self._vocabulary.roles:
            return ()
        above = f"forces.{iso}" if role == "army" else f"state.{iso}"
        above = self._proper.get(above, above)
        return (above if above != ident else f"state.{iso}",)

    def _allies(self, idents: tuple[str, ...]) -> Iterator[str]:
        for ident in idents:
            party = self._parties.get(ident)
            if party is not None:
                yield from party.allies

    def _match(self, ident: str, reason: str, worth: float) -> PartyMatch:
        ident = self._proper.get(ident, ident)
        return PartyMatch(
            name=self._name(ident), id=ident, parents=self.parents(ident), reason=reason, score=round(worth, 2)
        )

    def _name(self, ident: str) -> str:
        if ident in self._parties:
            return self._parties[ident].name
        role_id, _, iso = ident.partition(".")
        state = self._vocabulary.states[iso]
        if role_id == "state":
            return state.name
        role = self._vocabulary.roles[role_id]
        return (role.compose or role.name).format(adj=state.adjective, state=state.name)

    def _composed(self, phrase: Phrase, country: str | None) -> PartyMatch | None:
        """A role of a state, a role alone, or a state alone."""
        order = list(self._vocabulary.roles)
        role = min(phrase.roles, key=lambda r: order.index(r.id), default=None)
        if role is None:
            iso = phrase.state or phrase.capital
            return None if iso is None else self._match(f"state.{iso}", "the state itself", score("metonym"))
        if role.group == "plain":
            forces = next((r for r in phrase.roles if r.group == "force"), None)
            if phrase.state is None or forces is None or role.id == "villagers":
                return _nameless(role)
            role = forces
        if len(phrase.states) == _TWO:
            return self._both(phrase, role)
        state = phrase.state or (phrase.capital if role.id == "supporters" else None)  # "loyal to Damascus"
        if state is not None:
            return self._match(f"{role.id}.{state}", f"{role.name} of the state", score("composed"))
        if country in self._vocabulary.states and role.id in _OF_A_COUNTRY:
            return self._match(
                f"{role.id}.{country}", f"{role.name}; state taken from the report", score("default_country")
            )
        alone = next((r for r in sorted(phrase.roles, key=lambda r: order.index(r.id)) if r.alone), None)
        return None if alone is None else _nameless(alone)

    def _both(self, phrase: Phrase, role: Role) -> PartyMatch:
        """Two states together ("Russian and Syrian aircraft"); one's faction backed by the other is the first's."""
        if role.id in {"supporters", "proxy", "separatists"}:
            return self._match(f"{role.id}.{phrase.states[0]}", f"{role.name} of the state", score("composed"))
        names = sorted(self._vocabulary.states[iso].name for iso in phrase.states)
        idents = tuple(sorted(f"state.{iso}" for iso in phrase.states))
        return PartyMatch(
            name=" and ".join(names),
            id="+".join(idents),
            parents=idents,
            reason="two states",
            score=score("composed"),
        )


def _nameless(role: Role) -> PartyMatch:
    return PartyMatch(name=role.name, id=f"role.{role.id}", parents=(), reason="a role, no name", score=score("role"))


def _parties() -> Iterator[_Party]:
    """Parties as listed, with the names of their sources; then the sources' other militaries and armed groups."""
    sources = {source.id: source for source in Sources.load().entries}
    armies = {ident: s for s in sources.values() for ident in s.stands_for if ident.startswith("army.")}
    seen: set[str] = set()
    borrowed: set[str] = set()
    file = resources.files("sayso.registry").joinpath("data/parties.jsonl")
    for where, record in lines_of(file, file.name):
        party = _party(where, record)
        idents = (party.id, *party.stands_for)
        lender = sources.get(party.id) or next((armies[ident] for ident in idents if ident in armies), None)
        seen.add(party.id)
        if lender is not None and lender.id not in borrowed:
            borrowed.add(lender.id)
            party = replace(party, names=(*party.names, ("en", lender.name), *lender.names))
        yield party
    for source in sources.values():
        if source.kind in _KINDS and source.id not in seen | borrowed:
            yield _of_source(source)


def _of_source(source: Source) -> _Party:
    """A military or armed group among the sources, as a party."""
    army = next((ident for ident in source.stands_for if ident.startswith("army.")), None)
    if army is not None:
        return _Party(id=army, name=_army_name(army), names=(("en", source.name), *source.names))
    state = f"state.{source.country}" if source.kind == "military" and source.country else None
    parent = source.parent or state
    return _Party(id=source.id, name=source.name, parents=(parent,) if parent else (), names=source.names)


def _army_name(ident: str) -> str:
    return f"{Vocabulary.load('party_roles.jsonl').states[ident.partition('.')[2]].adjective} army"


def _party(where: str, record: dict[str, object]) -> _Party:
    links: dict[str, tuple[str, ...]] = {}
    rest = dict(record)
    for key in ("parents", "allies"):
        value = rest.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise PackError(where, f"{key} must be a list of ids", f'For example: {key} = ["state.SY"].')
        links[key] = tuple(value)
    checked = source_of(where, {**rest, "kind": "party", "id": str(rest.get("id", "")).lower()})
    return _Party(
        id=str(rest["id"]),
        name=checked.name,
        parents=links["parents"],
        allies=links["allies"],
        stands_for=checked.stands_for,
        names=checked.names,
    )
