"""Spotting: stretches of running text that may name a place.

In: a scene. Out: `Found` stretches with the rows they may mean, longest names first,
none overlapping. Case endings and joined prepositions are undone by the language's rules. Nothing here decides
which place is meant, nor finally whether one is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sayso.registry.places.fold import key_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.registry.places.fold import Token
    from sayso.registry.places.rules import Rules
    from sayso.registry.places.scene import Scene

_LONGEST: Final = 5  # words in a name
_STEM: Final = 3  # letters that must be left of an inflected name
_SHORT: Final = 2  # a name this short must be written in capitals where there are capitals
_FORMS: Final = 24  # spellings tried for one stretch
_STROKE: Final = "ـ"  # stretches a word; at its end, the word is broken there
_ADVERB: Final = ("\u064b", "\u064b\u0627")  # the ending of an indefinite noun in the accusative
_HAN: Final = range(0x4E00, 0xA000)
_HAN_LONGEST: Final = 7


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch `tokens[first:last]` (for Chinese, `text[start:end]` inside one token) and the rows it may mean.

    Attributes:
        rows: (row, strong, inflected).
    """

    first: int
    last: int
    start: int
    end: int
    rows: tuple[tuple[int, bool, bool], ...]


@dataclass(frozen=True, slots=True)
class _Try:
    first: int
    last: int
    start: int
    end: int
    form: str
    inflected: bool


def spotted(scene: Scene) -> list[Found]:
    """Return the stretches of the scene's text that an index holds, in order."""
    rows: dict[tuple[int, int, int, int], dict[int, tuple[bool, bool]]] = {}
    for first in range(len(scene.tokens)):
        for attempt in _tries(scene.text, scene.tokens, first, scene.rules):
            key = key_of(attempt.form)
            hits = [hit for index in scene.indexes for hit in index.rows_of(key)]
            if hits:
                known = rows.setdefault((attempt.first, attempt.last, attempt.start, attempt.end), {})
                for row, strong in hits:
                    old = known.get(row, (False, True))
                    known[row] = (strong or old[0], attempt.inflected and old[1])
    found = [Found(*at, tuple((row, *marks) for row, marks in sorted(known.items()))) for at, known in rows.items()]
    return _apart(found)


def _apart(found: list[Found]) -> list[Found]:
    """Keep the longest of overlapping stretches, the first of equally long ones."""
    kept: list[Found] = []
    taken: set[int] = set()
    for item in sorted(found, key=lambda each: (each.start - each.end, each.start)):
        span = range(item.start, item.end)
        if taken.isdisjoint((span.start, span.stop - 1)):
            kept.append(item)
            taken.update(span)
    return sorted(kept, key=lambda each: each.start)


def _tries(text: str, tokens: Sequence[Token], first: int, rules: Rules) -> Iterator[_Try]:
    head = tokens[first]
    if ord(text[head.start]) in _HAN:
        yield from _han(text, tokens, first)
        return
    if head.cased and not head.upper and not (head.gap == "-" and head.folded in rules.particles):
        return
    if not head.cased and (head.folded in rules.before or _is_piece(text, head)):
        return  # no name begins with a preposition
    joined = ""
    for last in range(first + 1, min(len(tokens), first + _LONGEST) + 1):
        token = tokens[last - 1]
        before, joined = joined, joined + token.folded
        written = text[head.start : token.end]
        if _may_end(tokens[first:last], written, rules):
            for form, inflected in _forms(before, token.folded, head.folded if last - first > 1 else "", rules):
                yield _Try(first, last, head.start, token.end, form, inflected)
        if not token.gap:
            return


def _is_piece(text: str, token: Token) -> bool:
    """Return whether a word is no name by its writing alone: a piece of a broken word, or an Arabic adverb in -an."""
    word = text[token.start : token.end]
    broken = word.startswith(_STROKE) or (word.endswith(_STROKE) and len(token.folded) > 1)
    return broken or word.endswith(_ADVERB)


def _may_end(words: Sequence[Token], written: str, rules: Rules) -> bool:
    last = words[-1]
    if last.cased and not last.upper:
        return False
    if not last.cased:
        particle = len(last.folded) <= _SHORT and last.folded in rules.stop
        return len(words) == 1 or not (particle or last.folded in rules.before)
    return sum(len(each.folded) for each in words) > _SHORT or written.isupper()


def _forms(before: str, word: str, head: str, rules: Rules) -> list[tuple[str, bool]]:
    """Return the spellings to look up for the stretch `before + word`, the plain one first."""
    forms: dict[str, bool] = {before + word: False}
    if not rules.endings and not rules.prefixes:
        return list(forms.items())
    for base in _bases(word, rules):
        forms.setdefault(before + base, True)
    if head and len(before) == len(head):
        for other in _bases(head, rules):
            for base in (word, *_bases(word, rules)):
                forms.setdefault(other + base, True)
    whole = before + word
    for prefix in rules.prefixes if whole.startswith(rules.prefixes) else ():
        if whole.startswith(prefix) and len(whole) >= len(prefix) + _STEM:
            forms.setdefault(whole[len(prefix) :], True)
    return list(forms.items())[:_FORMS]


def _bases(word: str, rules: Rules) -> list[str]:
    """Return what `word` may have been before its case ending was put on, likeliest first."""
    bases: dict[str, None] = {}
    for ending, replacements in rules.endings:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _STEM - 1:
            for replacement in replacements:
                if len(stem) + len(replacement) >= _STEM:
                    bases[stem + replacement] = None
    return list(bases)


def _han(text: str, tokens: Sequence[Token], first: int) -> Iterator[_Try]:
    token = tokens[first]
    for start in range(token.start, token.end - 1):
        for end in range(start + 2, min(token.end, start + _HAN_LONGEST) + 1):
            yield _Try(first, first + 1, start, end, text[start:end], inflected=False)
