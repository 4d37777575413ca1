"""Which words of a phrase are a proper name, and which only common nouns that nothing here knows.

In: the words of a phrase and what is known of each. Out: the name as written, or "" where the phrase is to be kept
whole: a word is no name for standing first in a sentence, for following "in" or "of", or for being left over.
Nothing here decides who bears the name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sayso.registry import names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.registry.names import Word

UNCASED: Final = frozenset({"arabic", "other"})
_QUOTED: Final = re.compile('["«“”„‟][^"«»“”„]{2,60}["»“”]')
_CASE_ENDING: Final = re.compile(r"(?<=[\w][\"»”])\w{1,4}$")  # of '"Report"un'
_EDGES: Final = " «»\"“”„‟'’‘"
_ROMANCE: Final = frozenset({"es", "fr", "it"})
_NOUNS_CAPITAL: Final = frozenset({"de"})
_AL: Final = "ال"
_MOST_NAMES: Final = 4
_PAIR: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is known of the words of a phrase, by their places.

    Attributes:
        left: words that nothing known accounts for.
        common: common nouns and adjectives; a name that holds one is an institution's.
        within: prepositions and genitives, after which a name says where or whose, not who.
        given: given names and the particles that begin names.
        introduced: a title, an office or another word for one person stands in the phrase.
        ranked: a rank or form of address does.
    """

    raw: str
    language: str
    words: Sequence[Word]
    left: Sequence[int]
    common: frozenset[int]
    within: frozenset[int]
    given: frozenset[int]
    introduced: bool
    ranked: bool


def name_of(setting: Setting) -> str:
    """Return the proper name in a phrase, as written; "" where there is none to be sure of."""
    quoted = _quoted(setting)
    if quoted:
        return quoted
    runs = _runs(setting)
    if not runs:
        return ""
    best = max(runs, key=len)
    uncased = names.script(setting.words[best[0]].key) in UNCASED
    if setting.common & set(best) or not (_uncased(setting, best) if uncased else _cased(setting, runs, best)):
        return ""
    return _written(setting, best)


def longest(setting: Setting) -> str:
    """Return the longest run of words that are left over, name or not, as written."""
    runs = _runs(setting)
    return _written(setting, max(runs, key=len)) if runs else ""


def _quoted(setting: Setting) -> str:
    """What stands in quotation marks beside other words, where it holds a word that is left over."""
    whole = setting.raw.strip()
    for match in _QUOTED.finditer(setting.raw):
        inside = [p for p in setting.left if match.start() <= setting.words[p].start < match.end()]
        if inside and match.group() != whole:
            return match.group().strip(_EDGES)
    return ""


def _runs(setting: Setting) -> list[list[int]]:
    """Words left over that stand together, articles between them aside, and begin with capitals where those are."""
    runs: list[list[int]] = []
    for place in setting.left:
        word = setting.words[place]
        if not (word.capital or names.script(word.key) in UNCASED):
            continue
        previous = runs[-1][-1] if runs else None
        between = range(previous + 1, place) if previous is not None else range(0)
        together = previous is not None and all(names.is_article(setting.words[b].key) for b in between)
        if previous is not None and together and "," not in setting.raw[setting.words[previous].end : word.start]:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _cased(setting: Setting, runs: list[list[int]], run: list[int]) -> bool:
    first = next((p for p, word in enumerate(setting.words) if not names.is_article(word.key)), 0)
    starts = run[0] == first
    # What follows "in" or "of" is a place or a whole, not the one who speaks; what begins a name may be an article.
    if run[0] and run[0] - 1 in setting.within:
        return False
    alone = len(runs) == 1 and set(setting.left) == set(run)
    word = setting.words[run[0]]
    written = setting.raw[word.start : word.end]
    if alone and starts and len(setting.words) == len(run) == 1:
        return names.script(word.key) != "cyrillic" or written.isupper() or names.is_surname(word.key)
    if setting.language in _NOUNS_CAPITAL:
        return (len(run) > 1 or run[0] > 0) if setting.introduced else alone and len(run) > 1
    if alone:
        return not starts or setting.introduced or len(run) > 1 or len(setting.words) == 1 or written.isupper()
    if len(run) > 1:
        last = setting.words[run[-1]]
        return not starts or setting.introduced or setting.raw[last.end :].lstrip(" .").startswith(",")
    return setting.introduced and not starts


def _uncased(setting: Setting, run: list[int]) -> bool:
    """Whether a run in a script without capitals is a name: after a rank, or beginning as names of people do."""
    words = setting.words
    if words[run[0]].key.isascii() or len(run) > _MOST_NAMES or (run[0] and run[0] - 1 in setting.within):
        return False
    if run[0] in setting.given:
        return len(run) > 1 or setting.introduced
    if setting.ranked:
        return len(run) > 1 or len(words) == len(run) + 1 or not words[run[0]].key.startswith(_AL)
    return False


def _written(setting: Setting, run: list[int]) -> str:
    """The run as written, with the article that begins it: "El Tiempo" in a Turkish text, "al-Akhbar"."""
    first, last = run[0], setting.words[run[-1]]
    if first:
        before = setting.words[first - 1]
        own = before.key == "al" or (
            before.capital and names.is_determiner(before.key) and (first > 1 or setting.language not in _ROMANCE)
        )
        if own and setting.raw[before.end : setting.words[first].start] in {" ", "-"}:
            first -= 1
    return setting.raw[setting.words[first].start : last.end]


def whole(raw: str) -> str:
    """Return a phrase as written, without quotation marks around it and without the article that begins it."""
    text = _CASE_ENDING.sub("", raw.strip().rstrip(",;:،"))
    around = text[:1] == text[-1:] == '"' and text.count('"') == _PAIR
    if around or not any(mark in text[1:-1] for mark in _EDGES[1:]):
        text = text.strip(_EDGES) or raw.strip()
    head, gap, rest = text.partition(" ")
    drop = names.is_determiner(head) and (
        head.islower() or not rest[:1].isupper() or names.is_determiner(head, always=True)
    )
    return rest.strip() if gap and rest.strip() and drop else text
