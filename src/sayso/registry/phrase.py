"""A phrase taken apart: which words are roles, states, titles, links, and which are a name of their own.

In: the words as written, and the vocabulary. Out: `Phrase`. Nothing here decides whom the phrase means.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from sayso.registry import names
from sayso.registry.records import lines_of
from sayso.registry.vocabulary import Found, Patterns, Role, Vocabulary

if TYPE_CHECKING:
    from sayso.registry.names import Word

_APOSTROPHES: Final = "'’ʼ`´"
_MOST_NAMES: Final = 4
_TURKIC: Final = frozenset({"tr", "az"})
_UNCASED: Final = frozenset({"arabic", "other"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """What each word of a phrase does.

    Attributes:
        words: without Turkish case endings.
        found_roles: roles and their words, the one with the most words first.
        state: the first state named outside a role's own words, if any.
        capital: the state whose capital is named, if any.
        name: the words that are a name of their own, as written ("" if none).
        rest: whether words are left that are nothing known and no name.
        titled: a rank, form of address or post stands in it.
    """

    raw: str
    language: str
    words: tuple[Word, ...]
    vocabulary: Vocabulary
    found_roles: tuple[Found, ...]
    states: tuple[str, ...]
    capital: str | None
    name: str
    rest: bool
    titled: bool

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles named, the one with the most words first."""
        return tuple(self.vocabulary.roles[found.what] for found in self.found_roles)

    @property
    def state(self) -> str | None:
        """The state named first, if any."""
        return self.states[0] if self.states else None

    @property
    def institution(self) -> Role | None:
        """The institution or office named, if any; an institution comes before an office."""
        for group in ("institution", "office"):
            for role in self.roles:
                if role.group == group:
                    return role
        return None

    @property
    def common_role(self) -> Role | None:
        """The role that stands for a source without a name, most telling first."""
        for groups in ({"unnamed", "media", "insider"}, {"speaker"}, {"generic"}):
            for role in self.roles:
                if role.group in groups:
                    return role
        return None

    @property
    def speaks(self) -> bool:
        """Whether a spokesperson or press service is named."""
        return any(role.group == "speaker" for role in self.roles)

    @property
    def all_lower(self) -> bool:
        """Whether no word begins with a capital letter, in a script that has them."""
        return not any(word.capital or names.script(word.key) in _UNCASED for word in self.words)

    def place_of(self, role_id: str) -> str:
        """Return the place of an office, as written: "Hatay governor", "governor of Hatay"; empty if untold."""
        at = next((found.at for found in self.found_roles if found.what == role_id), None)
        if at is None:
            return ""
        before = [p for p in range(at[0]) if self.words[p].capital]
        if before and before[-1] == at[0] - 1:
            return self.raw[self.words[before[0]].start : self.words[before[-1]].end]
        after = at[-1] + 1
        if after + 1 < len(self.words) and names.is_article(self.words[after].key) and self.words[after + 1].capital:
            return self.raw[self.words[after + 1].start : self.words[after + 1].end]
        return ""

    @property
    def is_person(self) -> bool:
        """Whether the name looks like a person's: titled, or two to four words that are all capitalised."""
        parts = self.name.split()
        cased = bool(parts) and all(p[:1].isupper() for p in parts)
        return bool(parts) and (
            self.titled or (cased and 1 < len(parts) <= _MOST_NAMES and not self.rest and not self.roles)
        )


def phrase_of(raw: str, language: str, vocabulary: Vocabulary) -> Phrase:
    """Return the phrase taken apart; linear in its length but for the roles' words."""
    found = tuple(w for place, w in enumerate(names.words(raw)) if not (place and _is_ending(w, raw, language)))
    roles = tuple(vocabulary.find_roles(found))
    in_roles = {at for role in roles for at in role.at}
    taken: set[int] = set()
    states = []
    for hit in sorted(vocabulary.find_states(found), key=lambda h: (-len(h.at), h.at)):
        if not taken & set(hit.at):
            taken |= set(hit.at)
            states.append(hit)
    states.sort(key=lambda h: (h.at[0] in in_roles, h.at))
    capitals = vocabulary.find_capitals(found)
    titles = _titles().find(found)
    titled = {at for hit in titles if hit.what != "link" for at in hit.at}
    known = in_roles | taken | {at for hit in titles for at in hit.at}
    known |= {at for hit in capitals for at in hit.at} if not roles else set()
    known |= {place for place, word in enumerate(found) if names.is_article(word.key)}
    left = [place for place in range(len(found)) if place not in known]
    name = _name(raw, found, left, known)
    named = [p for p in left if found[p].capital or names.script(found[p].key) in _UNCASED]
    return Phrase(
        raw=raw,
        language=language,
        words=found,
        vocabulary=vocabulary,
        found_roles=roles,
        states=tuple(dict.fromkeys(hit.what for hit in states)),
        capital=capitals[0].what if capitals else None,
        name=name,
        rest=len(named) < len(left),
        titled=bool(titled),
    )


def _is_ending(word: Word, raw: str, language: str) -> bool:
    if not word.start or raw[word.start - 1] not in _APOSTROPHES:
        return False
    return word.key == "s" or (language in _TURKIC and names.is_suffix(word.key))


def _name(raw: str, found: tuple[Word, ...], left: list[int], known: set[int]) -> str:
    """The longest run of words that are capitalised (or in a script without capitals) and nothing else."""
    runs: list[list[int]] = []
    for place in left:
        word = found[place]
        if not (word.capital or names.script(word.key) in _UNCASED):
            continue
        previous = runs[-1][-1] if runs else None
        between = range(previous + 1, place) if previous is not None else range(0)
        if previous is not None and all(b in known and names.is_article(found[b].key) for b in between):
            runs[-1].append(place)
        else:
            runs.append([place])
    if not runs:
        return ""
    best = max(runs, key=len)
    return raw[found[best[0]].start : found[best[-1]].end]


@cache
def _titles() -> Patterns:
    file = resources.files("sayso.registry").joinpath("data/titles.jsonl")
    pairs: dict[tuple[str, str], None] = {}
    for _, record in lines_of(file, "titles.jsonl"):
        table = record["words"]
        if isinstance(table, dict):
            pairs.update(dict.fromkeys((word, str(record["id"])) for words in table.values() for word in words))
    return Patterns(list(pairs), adjacent=True)
