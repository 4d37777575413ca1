"""A phrase taken apart: which words are roles, states, titles, links, and which are a name of their own.

In: the words as written, and the vocabulary. Out: `Phrase`. Nothing here decides whom the phrase means.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from sayso.registry import compounds, names, naming
from sayso.registry.records import lines_of
from sayso.registry.vocabulary import Found, Patterns, Role, Vocabulary

if TYPE_CHECKING:
    from sayso.registry.names import Word

_APOSTROPHES: Final = "'’ʼ`´"
_MOST_NAMES: Final = 4
_TURKIC: Final = frozenset({"tr", "az"})
_AZERBAIJANI: Final = '-"”»'
_KINDS_OF_TITLES: Final = ("rank", "address", "post", "link", "within", "number", "noun", "given")
_INTRODUCES: Final = frozenset({"office", "speaker", "generic"})
_YEAR: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """What each word of a phrase does.

    Attributes:
        words: without Turkish case endings.
        found_roles: roles and their words, the one with the most words first.
        state: the first state named outside a role's own words, if any.
        capital: the state whose capital is named, if any.
        name: the words that are a name of their own, as written ("" if none).
        own: the longest run of words that nothing known accounts for, be it a name or not.
        rest: whether words without a capital letter are left that are nothing known.
        left: whether any words are left that are nothing known.
        common: whether one of those is a common noun.
        titled: a rank, form of address or post stands in it.
        given: a given name is among the words left.
    """

    raw: str
    language: str
    words: tuple[Word, ...]
    vocabulary: Vocabulary
    found_roles: tuple[Found, ...]
    states: tuple[str, ...]
    capital: str | None
    name: str
    own: str
    rest: bool
    left: bool
    common: bool
    titled: bool
    given: bool

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
    def heard(self) -> str:
        """What may be compared by sound: the name, or the only word, or words in a script without capitals."""
        if self.name:
            return self.name
        uncased = bool(self.own) and names.script(names.fold(self.own)) in naming.UNCASED
        generic = bool(self.own) and any(role.group == "generic" for role in self.roles)
        single = len(self.words) == 1 or sum(not names.is_article(word.key) for word in self.words) == 1
        return self.own if uncased or generic or (single and not self.all_lower) else ""

    @property
    def all_lower(self) -> bool:
        """Whether no word begins with a capital letter, in a script that has them."""
        return not any(word.capital or names.script(word.key) in naming.UNCASED for word in self.words)

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
        alone = cased and 1 < len(parts) <= _MOST_NAMES and not (self.rest or self.roles or self.common)
        return bool(parts) and (self.titled or self.given or alone)


def phrase_of(raw: str, language: str, vocabulary: Vocabulary) -> Phrase:
    """Return the phrase taken apart; linear in its length but for the roles' words."""
    found = tuple(w for place, w in enumerate(names.words(raw)) if not (place and _is_ending(w, raw, language)))
    if language == "de":
        found = compounds.split(found, lambda word: bool(vocabulary.find_roles([word]) or _titles().find([word])))
    titles = _titles().find(found)
    at = {what: frozenset(p for hit in titles if hit.what == what for p in hit.at) for what in _KINDS_OF_TITLES}
    roles = _numbered(vocabulary.find_roles(found), found, at["number"], vocabulary)
    in_roles = {p for role in roles for p in role.at}
    taken: set[int] = set()
    states = []
    for hit in sorted(vocabulary.find_states(found), key=lambda h: (-len(h.at), h.at)):
        if not taken & set(hit.at):
            taken |= set(hit.at)
            states.append(hit)
    states.sort(key=lambda h: (h.at[0] in in_roles, h.at))
    capitals = vocabulary.find_capitals(found)
    titled = at["rank"] | at["address"] | at["post"]
    known = in_roles | taken | titled | at["link"] | at["within"] | at["number"]
    # "the Kabul police" are of a state; "Kyiv mayor" and "a Kyiv resident" are of the town.
    of_state = not roles or any(vocabulary.roles[hit.what].group == "institution" for hit in roles)
    known |= {p for hit in capitals for p in hit.at} if of_state else set()
    known |= {place for place, word in enumerate(found) if names.is_article(word.key)}
    left = [place for place in range(len(found)) if place not in known]
    one = any(vocabulary.roles[hit.what].one or vocabulary.roles[hit.what].group in _INTRODUCES for hit in roles)
    setting = naming.Setting(
        raw=raw,
        language=language,
        words=found,
        left=left,
        common=at["noun"],
        within=at["within"],
        given=at["given"],
        introduced=one or bool(titled),
        ranked=bool(at["rank"] | at["address"]),
    )
    return Phrase(
        raw=raw,
        language=language,
        words=found,
        vocabulary=vocabulary,
        found_roles=roles,
        states=tuple(dict.fromkeys(hit.what for hit in states)),
        capital=capitals[0].what if capitals else None,
        name=naming.name_of(setting),
        own=naming.longest(setting),
        rest=any(not (found[p].capital or names.script(found[p].key) in naming.UNCASED) for p in left),
        left=bool(left),
        common=bool(at["noun"] & set(left)),
        titled=bool(titled),
        given=bool(at["given"] & set(left)),
    )


def _numbered(
    roles: list[Found], words: tuple[Word, ...], numbers: frozenset[int], vocabulary: Vocabulary
) -> tuple[Found, ...]:
    """Roles of one as roles of several where a number says so: "two sources" however the language inflects them."""
    several = bool(numbers) or any(
        w.key.isdigit() and w.key not in {"0", "1"} and len(w.key) < _YEAR for w in words[:1]
    )
    if not several:
        return tuple(roles)
    return tuple(hit._replace(what=vocabulary.roles[hit.what].plural or hit.what) for hit in roles)


def _is_ending(word: Word, raw: str, language: str) -> bool:
    if not word.start:
        return False
    before = raw[word.start - 1]
    if language == "az" and before in _AZERBAIJANI:
        return names.is_suffix(word.key)
    return before in _APOSTROPHES and (word.key == "s" or (language in _TURKIC and names.is_suffix(word.key)))


@cache
def _titles() -> Patterns:
    file = resources.files("sayso.registry").joinpath("data/titles.jsonl")
    pairs: dict[tuple[str, str], None] = {}
    for _, record in lines_of(file, "titles.jsonl"):
        table = record["words"]
        if isinstance(table, dict):
            pairs.update(dict.fromkeys((word, str(record["id"])) for words in table.values() for word in words))
    return Patterns(list(pairs), adjacent=True)
