"""Words that point back to a source named earlier, one file per language (`reference.toml`).

In: a language code. Out: `Reference`. Does not decide which earlier source is meant; `read/voices.py` does.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from sayso.errors import PackError

if TYPE_CHECKING:
    from collections.abc import Mapping

_LISTS = frozenset({
    "pronouns", "persons", "relative", "its", "own", "continues", "mood", "told", "to", "nouns", "whence", "same",
    "omits", "ours", "whether",
})  # fmt: skip
KINDS = ("agency", "outlet", "official", "military", "spokesperson", "unnamed", "monitor", "statement", "witness")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Back-pointing words of one language, lower-cased.

    Attributes:
        pronouns: "he", "they".
        persons: those among them that mean a person before they mean an agency: "he", "she".
        relative: those among them that mean the name right before them: "SANA, which reported".
        its: "its", "his": whose sources they are.
        own: words for the outlet's own reporter.
        continues: words that open a sentence which carries on what the source before it said.
        mood: verb forms of what others say ("seien"): a sentence with one goes on with whoever spoke.
        told: verbs whose object is who was told, and so who passes it on ("told Reuters").
        hearers: nouns in the form of whoever is told ("агентству"), which point back as `back` does.
        to: prefixes of whoever is told ("لرويترز"), and endings after a hyphen ("-'ye" of "BBC'ye").
        whence: words for from whom something is passed on ("عن").
        nouns: those that a word of citing ends with, and that begin its source ("عن مصادر أمنية").
        same: words of saying that mean the source before them ("it is noted").
        omits: lists of `attribution.toml` whose verbs can leave out who speaks, who is then the source before.
        ours: words of a party that is the speaker's own ("our fighters", "its planes").
        whether: words after which it is left open who somebody was.
        back: noun → the kind of source it can stand for ("the agency" → `agency`).
    """

    pronouns: frozenset[str]
    persons: frozenset[str]
    relative: frozenset[str]
    its: tuple[str, ...]
    own: tuple[str, ...]
    continues: tuple[str, ...]
    mood: frozenset[str]
    told: tuple[str, ...]
    hearers: tuple[str, ...]
    to: tuple[str, ...]
    whence: frozenset[str]
    nouns: frozenset[str]
    same: tuple[str, ...]
    omits: tuple[str, ...]
    ours: frozenset[str]
    whether: tuple[str, ...]
    back: Mapping[str, str]


@cache
def reference(language: str) -> Reference:
    """Return the language's back-pointing words, empty where it has no file.

    Raises:
        PackError: for a key that is unknown or a value that is no list of words.
    """
    file = resources.files("sayso.lang").joinpath(language, "reference.toml")
    table = tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}
    back, hearers = table.pop("back", {}), table.pop("hearers", {})
    name = f"lang/{language}/reference.toml"
    if unknown := sorted(set(table) - _LISTS) + sorted({*back, *hearers} - set(KINDS)):
        raise PackError(name, f"unknown key {unknown[0]!r}", f"Known kinds: {', '.join(KINDS)}.")
    return Reference(
        pronouns=frozenset(_words(name, table, "pronouns")),
        persons=frozenset(_words(name, table, "persons")),
        relative=frozenset(_words(name, table, "relative")),
        its=_words(name, table, "its"),
        own=_words(name, table, "own"),
        continues=_words(name, table, "continues"),
        mood=frozenset(_words(name, table, "mood")),
        told=_words(name, table, "told"),
        same=_words(name, table, "same"),
        omits=_words(name, table, "omits"),
        ours=frozenset(_words(name, table, "ours")),
        whether=_words(name, table, "whether"),
        to=_words(name, table, "to"),
        whence=frozenset(_words(name, table, "whence")),
        nouns=frozenset(_words(name, table, "nouns")),
        hearers=tuple(word for kind in KINDS for word in _words(name, hearers, kind)),
        back={word: kind for kind in KINDS for table in (back, hearers) for word in _words(name, table, kind)},
    )


def _words(file: str, table: Mapping[str, object], key: str) -> tuple[str, ...]:
    words = table.get(key, [])
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise PackError(file, f"{key} must be a list of words", 'For example: own = ["our correspondent"].')
    return tuple(word.casefold() for word in words)
