"""Names → sources: exact, inflected, and by sound.

In: `Source` records. Out: which records bear a name, and where names stand inside a phrase. Nothing here
chooses among records that share a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sayso.registry import names, translit
from sayso.registry.declension import declined

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.registry.names import Word
    from sayso.registry.records import Source

WHOLE: Final = "="  # before a name: it counts only as a whole phrase, being an ordinary phrase too
_LONGEST: Final = 12
_GERMAN: Final = frozenset({"AT", "DE"})
_ARTICLES: Final = frozenset({"a", "the"})
_SHORT: Final = 3


class Named(NamedTuple):
    """Words `first` to `last` (inclusive) of a phrase are a name of each of `sources`.

    Attributes:
        exact: the name as listed, not an inflected form of it.
        lower: the name is listed in small letters, so it needs no capital.
    """

    first: int
    last: int
    sources: tuple[Source, ...]
    exact: bool
    lower: bool


class NameIndex:
    """Every name of every source, folded once."""

    def __init__(self, sources: Iterable[Source]) -> None:
        """Index the names of `sources`, earlier sources first where a name is shared."""
        self._exact: dict[str, list[Source]] = {}
        self._stems: dict[str, list[Source]] = {}
        self._surnames: dict[str, list[Source]] | None = None
        self._sounds: dict[tuple[str, ...], list[Source]] | None = None
        self._sources = tuple(sources)
        self._alone: set[tuple[str, str]] = set()
        self._lower: set[str] = set()
        self._arabic: set[str] = set()
        for source in self._sources:
            bare = source.name.partition(" (")[0]  # "NTV (Russia)" is called NTV
            for written in dict.fromkeys((source.name, bare, *(name for _, name in source.names))):
                self._add(written, source)
            german = [name for language, name in source.names if language == "de"]
            german += [bare] if source.country in _GERMAN else []
            for form in (form for name in german for form in declined(name)):
                self._add(form, source)

    def _add(self, written: str, source: Source) -> None:
        name = written.removeprefix(WHOLE)
        spelled = names.keys(name)
        keys = names.without_articles(spelled)
        key = " ".join(keys)
        if not key:
            return
        _put(self._exact, key, source)
        stemmed = key if key.isascii() else " ".join(map(names.stem, keys))
        if stemmed != key or not key.isascii():
            _put(self._stems, stemmed, source)
        # "A Haber" and "The National" are told from any haber and anything national by their articles.
        bare = len(keys) == 1 < len(spelled) and spelled[0] in _ARTICLES and name[0] in "AT"
        if name != written or (source.common and len(keys) == 1) or bare:
            self._alone |= {(key, source.id), (stemmed, source.id)}
        if len(keys) == 1 and names.script(key) == "arabic":
            self._arabic.add(names.fold(name))
        if name == name.lower() and name != name.upper():  # "the UN" is written with capitals all the same
            self._lower |= {key, stemmed}

    def exact(self, phrase: Sequence[Word]) -> tuple[Source, ...]:
        """Return the sources of which the whole phrase is a name as listed, articles aside."""
        return tuple(self._exact.get(" ".join(significant(phrase)), ()))

    def keys(self) -> list[str]:
        """Return every folded name."""
        return list(self._exact)

    def by_key(self, key: str) -> tuple[Source, ...]:
        """Return the sources whose folded name is `key`."""
        return tuple(self._exact.get(key, ()))

    def whole(self, phrase: Sequence[Word]) -> tuple[tuple[Source, ...], bool]:
        """Return the sources of which the whole phrase is a name, and whether it is so exactly or inflected."""
        spans = [s for s in self._at(phrase, 0, len(phrase), inside=False) if s.last == len(phrase) - 1]
        return (spans[0].sources, spans[0].exact) if spans else ((), False)

    def inside(self, phrase: Sequence[Word], raw: str) -> list[Named]:
        """Return the names that stand in the phrase, longest first, none overlapping another.

        A name of one word counts only where it is written as one: with a capital, in scripts that have them.
        """
        spans = [s for first in range(len(phrase)) for s in self._at(phrase, first, len(phrase), inside=True)]
        spans = [s for s in spans if s.first != s.last or s.lower or self._like_a_name(phrase[s.first], raw)]
        spans.sort(key=lambda s: (s.first - s.last, not s.exact, s.first))
        used: set[int] = set()
        kept = []
        for span in spans:
            places = set(range(span.first, span.last + 1))
            if not used & places:
                used |= places
                kept.append(span)
        return kept

    def _at(self, phrase: Sequence[Word], first: int, end: int, *, inside: bool) -> list[Named]:
        """The names that begin at `first`, longest first."""
        found = []
        for last in range(min(end, first + _LONGEST) - 1, first - 1, -1):
            part = phrase[first : last + 1]
            if inside and (names.is_article(part[0].key) or names.is_article(part[-1].key)) and last > first:
                continue
            for keys in _variants(significant(part)):
                key = " ".join(keys)
                sources, exact = self._exact.get(key), True
                if not sources:
                    key, exact = " ".join(map(names.stem, keys)), False
                    sources = self._stems.get(key)
                if sources and inside:
                    sources = [s for s in sources if (key, s.id) not in self._alone]
                if sources:
                    found.append(Named(first, last, tuple(sources), exact, key in self._lower))
                    break
        return found

    def _like_a_name(self, word: Word, raw: str) -> bool:
        """Whether one word is written as a name: with a capital; in Arabic, with the article it is listed with."""
        if names.script(word.key) == "arabic":
            return any(form in self._arabic for form in (word.key, word.key[1:])) and len(word.key) >= _SHORT
        if names.script(word.key) == "other":
            return len(word.key) >= _SHORT
        written = raw[word.start : word.end]
        return written.isupper() or (word.capital and len(word.key) > _SHORT)

    def by_surname(self, bones: str) -> tuple[Source, ...]:
        """Return the people whose last name sounds like `bones` (see `translit.skeleton`)."""
        if self._surnames is None:
            self._surnames = {}
            for source in self._sources:
                if source.kind == "person":
                    for language, name in (("en", source.name), *source.names):
                        found = translit.skeletons(name, language)
                        if found:
                            _put(self._surnames, found[-1], source)
        return tuple(self._surnames.get(bones, ()))

    def by_sound(self, bones: tuple[str, ...]) -> tuple[Source, ...]:
        """Return the sources, people aside, with a Latin name that sounds like `bones`, word for word."""
        if self._sounds is None:
            self._sounds = {}
            for source in self._sources:
                if source.kind != "person":
                    for name in (
                        source.name,
                        *(n for language, n in source.names if language == "en" and n[:1] != WHOLE),
                    ):
                        found = translit.skeletons(name)
                        if sum(map(len, found)) > _SHORT:
                            self._sounds.setdefault(found, []).append(source)
        return tuple(dict.fromkeys(self._sounds.get(bones, ())))


def significant(phrase: Sequence[Word]) -> list[str]:
    """Return the keys of the words that tell names apart: no articles, and Arabic words without theirs."""
    return names.without_articles(word.key for word in phrase)


def _variants(keys: list[str]) -> Iterable[list[str]]:
    yield keys
    for first in names.unprefixed(keys[0])[1:] if keys else ():
        yield [first, *keys[1:]]
    latin = [names.look_alike(key) or key for key in keys]
    if latin != keys:
        yield latin


def _put(table: dict[str, list[Source]], key: str, source: Source) -> None:
    held = table.get(key)
    if held is None:
        table[key] = [source]
    elif not any(source is other for other in held):
        held.append(source)
