"""Common words that name sources: states and their adjectives, and role words such as "eyewitnesses" or "Міноборони".

In: `states.jsonl` and `roles.jsonl`, whose words are patterns (`росі*` is any word with that beginning, `*змі` any
with that ending; several words must all occur, in any order), and the words of a phrase. Out: which states and
roles the phrase names, and which of its words say so. Nothing here knows proper names.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final, NamedTuple, cast, get_args

from sayso.errors import PackError
from sayso.model import SourceKind
from sayso.registry import names
from sayso.registry.records import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.registry.names import Word

_SHORTEST: Final = 2
_GROUPS: Final = frozenset(
    {"institution", "office", "speaker", "insider", "media", "unnamed", "generic", "force", "plain"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state, or a territory that analysts speak of as one (`X-` codes)."""

    iso: str
    name: str
    adjective: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A common noun that makes a source.

    Attributes:
        group: `institution` (of a state), `office` (held by a person), `speaker` (speaks for another),
            `insider` (someone in another), `media`, `unnamed`, `generic` (says only what kind of thing a name is);
            of parties: `force` (of a state) and `plain`. Earlier roles of a file are the more telling ones.
        compose: the name with a state: `{adj}`, `{state}` and `{place}` are filled in.
        one: a single person, who may be named.
        local: of the country where things happen, not of the outlet's ("the police", unlike "the foreign ministry").
        alone: the word names someone even where no state stands with it ("rebels", but not "aircraft").
        plural: id of the role that several of these are ("two sources").
    """

    id: str
    name: str
    kind: SourceKind
    group: str
    compose: str | None = None
    officials: str | None = None
    one: bool = False
    local: bool = False
    alone: bool = True
    plural: str | None = None


class Found(NamedTuple):
    """A state, role or capital, and the places of the words that name it."""

    at: tuple[int, ...]
    what: str


class _Pattern(NamedTuple):
    atoms: tuple[str, ...]
    what: str


class Patterns:
    """Patterns compiled for look-up word by word: linear in the phrase."""

    def __init__(self, patterns: Iterable[tuple[str, str]], *, adjacent: bool) -> None:
        """Fold the words of each (pattern, what) pair; `adjacent` words must follow one another."""
        self._adjacent = adjacent
        self._by_first: dict[str, list[_Pattern]] = {}
        self._lengths: set[int] = set()
        self._tails: dict[int, set[str]] = {}
        self._known: set[str] = set()
        self._inner: list[str] = []
        for pattern, what in patterns:
            atoms = tuple(_atoms(pattern))
            if not atoms:
                raise PackError("registry words", f"pattern {pattern!r} of {what} has no letters", "Remove it.")
            self._by_first.setdefault(atoms[0], []).append(_Pattern(atoms, what))
            self._known.update(atoms)
        for atom in self._known:
            if atom.startswith("*") and atom.endswith("*"):
                self._inner.append(atom)
            elif atom.endswith("*"):
                self._lengths.add(len(atom) - 1)
            elif atom.startswith("*"):
                self._tails.setdefault(len(atom) - 1, set()).add(atom)

    def find(self, phrase: Sequence[Word]) -> list[Found]:
        """Return every pattern that occurs, most words first, then longest."""
        atoms_at = [self._of(word.key) for word in phrase]
        found = []
        for place, atoms in enumerate(atoms_at):
            for atom in atoms:
                for pattern in self._by_first.get(atom, ()):
                    at = self._match(pattern.atoms, atoms_at, place)
                    if at is not None:
                        weight = sum(len(a.strip("*")) for a in pattern.atoms)
                        found.append((-len(at), -weight, at[0], pattern.what, at))
        return [Found(at, what) for *_, what, at in sorted(found)]

    def _of(self, key: str) -> list[str]:
        atoms: list[str] = []
        for form in dict.fromkeys((key, *names.unprefixed(key), names.bare(key))):
            if form in self._known:
                atoms.append(form)
            atoms.extend(f"{form[:n]}*" for n in self._lengths if n <= len(form) and f"{form[:n]}*" in self._known)
            for n, tails in self._tails.items():
                if n < len(form) and f"*{form[-n:]}" in tails:
                    atoms.append(f"*{form[-n:]}")
        atoms.extend(atom for atom in self._inner if atom[1:-1] in key)
        return sorted(set(atoms))

    def _match(self, atoms: tuple[str, ...], atoms_at: list[list[str]], place: int) -> tuple[int, ...] | None:
        at = [place]
        for atom in atoms[1:]:
            if self._adjacent:
                here = at[-1] + 1
                if here >= len(atoms_at) or atom not in atoms_at[here]:
                    return None
                at.append(here)
            else:
                spot = next((i for i, have in enumerate(atoms_at) if i not in at and atom in have), None)
                if spot is None:
                    return None
                at.append(spot)
        return tuple(sorted(at))


def _atoms(pattern: str) -> Iterator[str]:
    parts = pattern.split()
    for part in parts:
        keys = names.keys(part.strip("*"))
        for place, key in enumerate(keys):
            head = "*" if part[0] == "*" and place == 0 else ""
            tail = "*" if part[-1] == "*" and place == len(keys) - 1 else ""
            if len(keys) == len(parts) == 1 or head or tail or not names.is_article(key):
                yield f"{head}{names.bare(key)}{tail}"


class Vocabulary:
    """States and roles, by code, and how to find them in a phrase."""

    def __init__(self, states: dict[str, State], roles: dict[str, Role], patterns: dict[str, Patterns]) -> None:
        """Keep the tables; use `Vocabulary.load`."""
        self.states = states
        self.roles = roles
        self._patterns = patterns

    def find_states(self, phrase: Sequence[Word]) -> list[Found]:
        """Return the states that the phrase names by noun or adjective, longest words first."""
        return self._patterns["states"].find(phrase)

    def find_capitals(self, phrase: Sequence[Word]) -> list[Found]:
        """Return the states whose capital the phrase names, as in "Baku said"."""
        return self._patterns["capitals"].find(phrase)

    def find_roles(self, phrase: Sequence[Word]) -> list[Found]:
        """Return the roles named, each word used once, the role with the most words first."""
        used: set[int] = set()
        kept = []
        for found in self._patterns["roles"].find(phrase):
            if not used & set(found.at):
                used |= set(found.at)
                kept.append(found)
        return kept

    @staticmethod
    @cache
    def load(roles_file: str = "roles.jsonl") -> Vocabulary:
        """Return the package's states with the roles of one of its files, read once.

        Raises:
            PackError: for a mistake in the files, with the line.
        """
        data = resources.files("sayso.registry").joinpath("data")
        states, state_words, capitals = _states(data.joinpath("states.jsonl"))
        roles, role_words = _roles(data.joinpath(roles_file))
        patterns = {
            "states": Patterns(state_words, adjacent=True),
            "capitals": Patterns(capitals, adjacent=True),
            "roles": Patterns(role_words, adjacent=False),
        }
        return Vocabulary(states, roles, patterns)


if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_Words = list[tuple[str, str]]


def _states(file: Traversable) -> tuple[dict[str, State], _Words, _Words]:
    states: dict[str, State] = {}
    words: _Words = []
    capitals: _Words = []
    for where, record in lines_of(file, file.name):
        iso, name, adjective = (_string(where, record, key) for key in ("iso", "name", "adjective"))
        if iso in states:
            raise PackError(where, f"{iso} occurs twice", "Join the two lines.")
        states[iso] = State(iso=iso, name=name, adjective=adjective)
        words.extend((word, iso) for word in _strings(where, record, "words"))
        capitals.extend((word, iso) for word in _strings(where, record, "capital"))
    return states, words, capitals


def _roles(file: Traversable) -> tuple[dict[str, Role], _Words]:
    roles: dict[str, Role] = {}
    words: dict[tuple[str, str], None] = {}
    for where, record in lines_of(file, file.name):
        ident, name, kind, group = (_string(where, record, key) for key in ("id", "name", "kind", "group"))
        if ident in roles or kind not in get_args(SourceKind) or group not in _GROUPS:
            raise PackError(where, f"role {ident!r} occurs twice, or its kind or group is not known", "See Role.")
        compose, officials, plural = record.get("compose"), record.get("officials"), record.get("plural")
        roles[ident] = Role(
            id=ident,
            name=name,
            kind=cast("SourceKind", kind),
            group=group,
            compose=compose if isinstance(compose, str) else None,
            officials=officials if isinstance(officials, str) else None,
            one=record.get("one") is True,
            local=record.get("local") is True,
            alone=record.get("alone") is not False,
            plural=plural if isinstance(plural, str) else None,
        )
        table = record.get("words", {})
        if not isinstance(table, dict):
            raise PackError(where, "words must map languages to lists", 'For example: {"en": ["witness*"]}.')
        for language in table:
            words.update(dict.fromkeys((word, ident) for word in _strings(where, table, language)))
    return roles, list(words)


def _string(where: str, record: dict[str, object], key: str) -> str:
    value = record.get(key)
    if isinstance(value, str) and value:
        return value
    raise PackError(where, f"{key} is missing", f"Give {key} a text.")


def _strings(where: str, record: dict[str, object], key: str) -> list[str]:
    value = record.get(key, [])
    if isinstance(value, list) and all(isinstance(v, str) and len(v.strip("*")) >= _SHORTEST for v in value):
        return value
    raise PackError(where, f"{key} must be a list of words of two letters or more", 'For example: ["word*"].')
