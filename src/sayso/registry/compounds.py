"""German compounds that name a speaker by whom it serves, cut in two: "Koalitionssprecher" → "Koalition", "sprecher".

In: the words of a phrase, and which words are known whole. Out: the words, with such compounds as two words each.
The endings lie in `data/affixes.toml`. Nothing here knows what either half means.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from sayso.registry import names
from sayso.registry.names import Word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class _German(NamedTuple):
    tails: tuple[tuple[str, str], ...]
    links: tuple[str, ...]
    shortest: int


@cache
def _german() -> _German:
    text = resources.files("sayso.registry").joinpath("data/affixes.toml").read_text("utf-8")
    table = tomllib.loads(text)["german"]
    forms = {
        names.fold(tail + ending): names.fold(tail) for tail in table["tails"] for ending in ("", *table["endings"])
    }
    forms |= {names.fold(tail): names.fold(tail) for tail in table["tails"]}
    longest_first = tuple(sorted(forms.items(), key=lambda pair: (-len(pair[0]), pair)))
    return _German(tails=longest_first, links=tuple(table["links"]), shortest=table["shortest"])


def split(words: Sequence[Word], known: Callable[[Word], bool]) -> tuple[Word, ...]:
    """Return `words` with each compound that is not `known` whole cut before its tail, the link letter dropped."""
    return tuple(part for word in words for part in ((word,) if known(word) else _cut(word)))


def _cut(word: Word) -> tuple[Word, ...]:
    german = _german()
    for form, tail in german.tails:
        head = word.key.removesuffix(form)
        if head == word.key or len(head) < german.shortest:
            continue
        place = word.end - len(form)  # from the end, as a head with ß is longer folded than written
        for link in german.links:
            head = head.removesuffix(link) if len(head) > german.shortest + len(link) else head
        return (
            Word(head, word.start, place, word.capital),
            Word(tail, place, word.end, capital=False),
        )
    return (word,)
