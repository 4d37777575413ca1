"""Names as keys: one spelling for the same name, whatever its script's habits and its case ending.

In: a name or phrase as written, in any script. Out: folded text, words with their place in the text, and
stems that inflected forms share. Nothing here knows who bears a name.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARKS: Final = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u093c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+"
)
_APOSTROPHES: Final = "'’ʼ‘`´′"
_QUOTE: Final = str.maketrans({"ʼ": "'", "ʹ": "'", "ʿ": "'", "ʾ": "'"})  # letters to Unicode, apostrophes to writers
_CYRILLIC_APOSTROPHE: Final = re.compile(rf"(?<=[\u0400-\u04ff])[{_APOSTROPHES}](?=[\u0400-\u04ff])")
# Vowel signs, which Python takes for no letters.
_INDIC: Final = "\u0900-\u0903\u093a-\u093b\u093d-\u094f\u0955-\u0957\u0962\u0963"
_WORD: Final = re.compile(rf"(?:[^\W_]|[{_INDIC}])+")
_CHUNK: Final = re.compile(
    rf"(?:[^\W_]|[{_INDIC}]|{_MARKS.pattern[:-1]}|(?<=[\u0400-\u04ff])[{_APOSTROPHES}](?=[\u0400-\u04ff]))+"
)
_ASCII: Final = re.compile(r"[a-z0-9]+")
# Letters that NFKD leaves whole, and Arabic, Persian and Turkic letters that writers interchange.
_LETTERS: Final = str.maketrans(
    {
        "ı": "i",
        "ə": "e",
        "ł": "l",
        "đ": "d",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "ґ": "г",
        "ى": "ي",
        "ة": "ه",
        "ی": "ي",
        "ک": "ك",
        "ء": None,
        "ہ": "ه",
        "ھ": "ه",
    }
)
_LOOK_ALIKE: Final = dict(zip("асеорхуіјѕԁһкмтвн", "aceopxyijsdhkmtbh", strict=True))
_TO_LATIN: Final = str.maketrans(_LOOK_ALIKE)
_TO_CYRILLIC: Final = str.maketrans(
    {latin: cyrillic for cyrillic, latin in _LOOK_ALIKE.items() if cyrillic not in "һн"}
)
_SHORT: Final = 5
_LONGEST_ENDING: Final = 4


class Word(NamedTuple):
    """A word of a phrase: `text[start:end]`, folded; `capital` where it begins with a capital letter."""

    key: str
    start: int
    end: int
    capital: bool


class _Affixes(NamedTuple):
    articles: frozenset[str]
    determiners: frozenset[str]
    no_names: frozenset[str]
    surnames: tuple[str, ...]
    cyrillic: frozenset[str]
    cyrillic_stem: int
    arabic: frozenset[str]
    arabic_stem: int
    proclitics: tuple[str, ...]
    letters: tuple[str, ...]
    hebrew: tuple[str, ...]
    turkish: frozenset[str]
    locatives: frozenset[str]


@cache
def _affixes() -> _Affixes:
    table = tomllib.loads(resources.files("sayso.registry").joinpath("data/affixes.toml").read_text("utf-8"))

    def longest_first(words: list[str]) -> tuple[str, ...]:
        return tuple(sorted(set(words), key=lambda word: (-len(word), word)))

    return _Affixes(
        articles=frozenset(table["articles"]),
        determiners=frozenset(table["determiners"]),
        no_names=frozenset(table["no_names"]),
        surnames=tuple(table["cyrillic"]["surnames"]),
        cyrillic=frozenset(table["cyrillic"]["endings"]),
        cyrillic_stem=table["cyrillic"]["shortest_stem"],
        arabic=frozenset(table["arabic"]["endings"]),
        arabic_stem=table["arabic"]["shortest_stem"],
        proclitics=longest_first(table["arabic"]["proclitics"]),
        letters=tuple(table["arabic"]["letters"]),
        hebrew=longest_first(table["hebrew"]["proclitics"]),
        turkish=frozenset(table["turkish"]["suffixes"]),
        locatives=frozenset(table["turkish"]["locatives"]),
    )


def fold(text: str) -> str:
    """Return the text as lower-case words with one space between: no accents, vowel signs, quotes or punctuation.

    Letters written one by one ("أ ف ب", "U.S.") become one word. Folding twice changes nothing.
    """
    return " ".join(keys(text))


def words(text: str) -> list[Word]:
    """Return the words of `text` in order, folded, with their offsets in `text`.

    A run of single letters is one word; what follows an apostrophe after a Latin word is a word of its own.
    """
    found: list[Word] = []
    for match in _CHUNK.finditer(text.translate(_QUOTE)):
        capital = match.group()[0].isupper()
        found.extend(Word(part, match.start(), match.end(), capital) for part in _folded(match.group()).split())
    return _letters_joined(found)


@lru_cache(maxsize=16_384)
def keys(text: str) -> tuple[str, ...]:
    """Return the folded words of `text` alone: what `words` gives, without places, several times as fast."""
    if text.isascii():
        found = _ASCII.findall(text.lower())
    else:
        bare_text = _CYRILLIC_APOSTROPHE.sub("", _MARKS.sub("", text.translate(_QUOTE)))
        found = [part for chunk in _WORD.findall(bare_text) for part in _folded(chunk).split()]
    if any(len(key) == 1 for key in found):
        return tuple(_joined(found))
    return tuple(found)


def _joined(found: list[str]) -> list[str]:
    joined: list[str] = []
    run: list[str] = []
    for key in [*found, ""]:
        if len(key) == 1 and key.isalpha():
            run.append(key)
            continue
        joined.extend(["".join(run)] if run else [])
        run = []
        if key:
            joined.append(key)
    return joined


@lru_cache(maxsize=65_536)
def _folded(chunk: str) -> str:
    if chunk.isascii():
        return chunk.lower()
    chunk = _CYRILLIC_APOSTROPHE.sub("", chunk)
    for _ in range(3):  # case folding and decomposition may each undo the other's work, once
        before = chunk
        chunk = unicodedata.normalize("NFKD", chunk).casefold().translate(_LETTERS)
        chunk = _MARKS.sub("", unicodedata.normalize("NFKD", chunk))
        if chunk == before:
            break
    return " ".join(_one_script(part) for part in _WORD.findall(chunk))


def _one_script(word: str) -> str:
    """The word in the script that most of its letters are in, where look-alikes of two scripts are mixed."""
    if word.isascii() or not any(c.isascii() and c.isalpha() for c in word):
        return word
    latin = sum(c.isascii() for c in word)
    return word.translate(_TO_LATIN if latin * 2 > len(word) else _TO_CYRILLIC)


def _letters_joined(found: list[Word]) -> list[Word]:
    joined: list[Word] = []
    run: list[Word] = []
    for word in [*found, None]:
        if word is not None and len(word.key) == 1 and word.key.isalpha():
            run.append(word)
            continue
        if len(run) > 1:
            key = "".join(w.key for w in run)
            joined.append(Word(key, run[0].start, run[-1].end, run[0].capital))
        else:
            joined.extend(run)
        run = []
        if word is not None:
            joined.append(word)
    return joined


def look_alike(key: str) -> str | None:
    """Return a Cyrillic key in the Latin letters that look the same ("АР" as "AP"); None where one has none."""
    if key.isascii() or not all(c in _LOOK_ALIKE or c.isdigit() for c in key):
        return None
    return key.translate(_TO_LATIN)


def is_article(key: str) -> bool:
    """Return whether the word only introduces or links names (the, al, of, de)."""
    return key in _affixes().articles


def is_determiner(word: str, *, always: bool = False) -> bool:
    """Return whether a word is an article that may be left out before a noun (the, ein, une).

    With `always`, only those are that names of their own seldom begin with ("the", unlike "la").
    """
    affixes = _affixes()
    return word.lower() in (affixes.no_names if always else affixes.determiners)


def is_surname(key: str) -> bool:
    """Return whether a Cyrillic word ends as surnames do."""
    return len(key) >= _SHORT and key.endswith(_affixes().surnames)


def without_articles(keys: Iterable[str]) -> list[str]:
    """Return the keys that are no article, Arabic ones without theirs; all of them where nothing else is left."""
    articles = _affixes().articles
    found = [key if key < "\u0600" else bare(key) for key in keys]
    return [key for key in found if key not in articles] or found


def is_suffix(key: str) -> bool:
    """Return whether the word is a Turkish case ending, cut from its name by an apostrophe."""
    return key in _affixes().turkish


def is_locative(key: str) -> bool:
    """Return whether the word is a Turkish ending that says where something is ("Sana'daki")."""
    return key in _affixes().locatives


def script(key: str) -> str:
    """Return `latin`, `cyrillic`, `arabic`, or `other`, by the first letter."""
    first = key[0] if key else "a"
    if first < "\u0370":
        return "latin"
    if "\u0400" <= first <= "\u052f":
        return "cyrillic"
    if "\u0600" <= first <= "\u06ff":
        return "arabic"
    return "other"


@lru_cache(maxsize=65_536)
def bare(key: str) -> str:
    """Return an Arabic word without its article and what is written together with the article; others as they are."""
    if script(key) != "arabic":
        return key
    for proclitic in _affixes().proclitics:
        if key.startswith(proclitic) and len(key) >= len(proclitic) + 2:
            return key[len(proclitic) :]
    return key


@lru_cache(maxsize=65_536)
def stem(key: str) -> str:
    """Return what the inflected forms of a folded word have in common; Latin words stay as they are.

    Method: the longest known ending is cut once, if enough of the word is left (light stemming, as in
    Larkey, Ballesteros and Connell 2002 for Arabic).
    """
    kind = script(key)
    table = _affixes()
    if kind == "cyrillic":
        return _cut(key, table.cyrillic, table.cyrillic_stem) if len(key) >= _SHORT else key
    if kind == "arabic":
        return _cut(bare(key), table.arabic, table.arabic_stem)
    return key


def _cut(key: str, endings: frozenset[str], shortest: int) -> str:
    for length in range(min(_LONGEST_ENDING, len(key) - shortest), 0, -1):
        if key[-length:] in endings:
            return key[:-length]
    return key


def unprefixed(key: str) -> tuple[str, ...]:
    """Return an Arabic or Hebrew word as it stands and without joined particles ("بسانا" also as "سانا")."""
    if "\u05d0" <= key[:1] <= "\u05ea":
        cut = [key[len(p) :] for p in _affixes().hebrew if key.startswith(p) and len(key) > len(p) + 1]
        return (key, *cut)
    if script(key) != "arabic":
        return (key,)
    if key[0] in _affixes().letters and len(key) > _affixes().arabic_stem:
        return (key, bare(key[1:]))
    return (key,)
