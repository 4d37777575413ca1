"""What a language says about places, read from its pack's `place.toml`.

In: a language code. Out: `Rules`: endings and prefixes to undo, words that stand before a place, words that make
one of a name, directions and distances. A language without the file gets empty rules and plain look-ups.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final

from sayso.errors import PackError
from sayso.registry.places.fold import fold

_ARTICLE_REST: Final = 3  # "El Al" is no name with an article


@dataclass(frozen=True, slots=True)
class Rules:
    """One language's rules for place names; every word is folded.

    Attributes:
        endings: (ending, replacements), longest first: what an inflected name may have been.
        prefixes: letters that join the front of a word (Arabic and Hebrew prepositions and the article).
        particles: small words inside names that stay lower-case.
        before: words that stand before a place ("in", "near"), which make a reading as a place likelier.
        near: words among them that say the event was by the place rather than in it.
        village_before, village_after: words for a settlement, before or after its name.
        admin_before, admin_after: words for a first-order division.
        stop: words that are never a place on their own.
        titles: words before a person's name.
        directions: word to bearing in degrees.
        units: word to kilometres.
        of: words between a direction and its place ("of", "від").
        demonyms: start of a word to country code.
        heads: first words of names of two words, for scripts without capitals.
        articles: what else is joined to the front of a word (the Arabic article, alone or after a preposition).
        adjectives: how words end that describe a settlement, where names of two words are told by the article.
        locatives: case endings behind an apostrophe that tell where.
        capital_nouns: all nouns are written with a capital.
        postposed: directions and nearness follow the name.
    """

    endings: tuple[tuple[str, tuple[str, ...]], ...] = ()
    prefixes: tuple[str, ...] = ()
    particles: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    village_before: frozenset[str] = frozenset()
    village_after: frozenset[str] = frozenset()
    admin_before: frozenset[str] = frozenset()
    admin_after: frozenset[str] = frozenset()
    stop: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    directions: dict[str, float] = field(default_factory=dict)
    units: dict[str, float] = field(default_factory=dict)
    of: frozenset[str] = frozenset()
    demonyms: dict[str, str] = field(default_factory=dict)
    heads: frozenset[str] = frozenset()
    postposed: frozenset[str] = frozenset()
    articles: tuple[str, ...] = ()
    adjectives: frozenset[str] = frozenset()
    locatives: frozenset[str] = frozenset()
    capital_nouns: frozenset[str] = frozenset()


@cache
def rules_of(language: str) -> Rules:
    """Return the rules of `language`; empty rules where its pack has none.

    Raises:
        PackError: for a file that does not parse or has an unknown key.
    """
    path = files("sayso") / "lang" / language / "place.toml"
    if not language.isalpha() or not path.is_file():
        return Rules()
    subject = f"lang/{language}/place.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return _rules(table)
    except (tomllib.TOMLDecodeError, TypeError, AttributeError, ValueError) as error:
        raise PackError(
            subject, f"not a valid place file ({error})", "Compare it with another language's."
        ) from error


def _rules(table: dict[str, Any]) -> Rules:
    plain = {"endings", "prefixes", "articles", "directions", "units", "demonyms"}
    values: dict[str, Any] = {
        name: frozenset(fold(word) for word in words) for name, words in table.items() if name not in plain
    }
    endings = sorted(table.get("endings", {}).items(), key=lambda item: (-len(item[0]), item[0]))
    values["endings"] = tuple((fold(old), tuple(fold(new) for new in news)) for old, news in endings)
    values["prefixes"] = tuple(fold(prefix) for prefix in table.get("prefixes", []))
    values["articles"] = tuple(fold(each) for each in table.get("articles", []))
    values["directions"] = {
        fold(word): float(bearing) for bearing, words in table.get("directions", {}).items() for word in words
    }
    values["units"] = {fold(word): float(size) for word, size in table.get("units", {}).items()}
    values["demonyms"] = {fold(start): code for code, starts in table.get("demonyms", {}).items() for start in starts}
    return Rules(**values)


@cache
def village_heads() -> frozenset[str]:
    """Return folded words and sounds that begin the names of villages and hardly anything else."""
    table = tomllib.loads((files(__package__) / "data" / "heads.toml").read_text(encoding="utf-8"))
    return frozenset((*(fold(word) for word in table["words"]), *table["sounds"]))


@cache
def paper_ends() -> frozenset[str]:
    """Return folded words that end the names of newspapers called after a town."""
    table = tomllib.loads((files(__package__) / "data" / "heads.toml").read_text(encoding="utf-8"))
    return frozenset(fold(word) for word in table["papers"])


@cache
def _articles() -> tuple[tuple[str, ...], tuple[str, ...]]:
    table = tomllib.loads((files(__package__) / "data" / "articles.toml").read_text(encoding="utf-8"))
    return tuple(table["joined"]), tuple(table["apart"])


def article_forms(name: str) -> tuple[str, ...]:
    """Return `name` and, where it begins with an Arabic article in any script, `name` without it."""
    joined, apart = _articles()
    for article in joined:
        if name.startswith(article) and len(name) >= len(article) + _ARTICLE_REST:
            return (name, name[len(article) :])
    head, sep, rest = name.replace("-", " ", 1).partition(" ")
    if sep and head.casefold() in apart and len(rest) >= _ARTICLE_REST:
        return (name, rest)
    return (name,)
