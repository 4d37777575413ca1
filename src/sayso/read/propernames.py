"""Names that set one report's event apart from another's: people, units, firms, small places.

In: tokens of a text, the stretches that places have taken, the language's rules. Out: consonant skeletons, equal
across scripts for most spellings. Which names are people's is not asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sayso.registry.places.sound import sound_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.registry.places.fold import Token
    from sayso.registry.places.rules import Rules

_SKELETON: Final = 4  # consonants a name must have to be told from others
_AFTER_TITLE: Final = 2  # words after a title that may be a name, where no capitals tell
_STOPS: Final = '.!?:;\n«"“(—'


def names_in(
    text: str, tokens: Sequence[Token], taken: Sequence[tuple[int, int]], rules: Rules, language: str
) -> Iterator[tuple[str, int, int]]:
    """Yield the skeleton, start and end of each word that is a proper name."""
    for at in _named(text, tokens, rules):
        token = tokens[at]
        if any(start < token.end and token.start < end for start, end in taken) or token.folded in rules.stop:
            continue
        skeleton = sound_key(text[token.start : token.end], language)
        if len(skeleton) >= _SKELETON:
            yield skeleton, token.start, token.end


def _named(text: str, tokens: Sequence[Token], rules: Rules) -> Iterator[int]:
    for at, token in enumerate(tokens):
        if token.cased:
            if token.upper and not _starts(text, tokens, at) and (not rules.capital_nouns or _beside(tokens, at)):
                yield at
        elif any(_after_title(text, tokens, at, back, rules) for back in range(1, _AFTER_TITLE + 1)):
            yield at


def _starts(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Return whether a sentence or quotation begins here, where a capital tells nothing, unless another follows."""
    between = text[tokens[at - 1].end : tokens[at].start] if at else "\n"
    return any(mark in between for mark in _STOPS) and not (
        at + 1 < len(tokens) and tokens[at].gap == " " and tokens[at + 1].upper
    )


def _beside(tokens: Sequence[Token], at: int) -> bool:
    before = at > 0 and tokens[at - 1].gap == " " and tokens[at - 1].upper
    after = at + 1 < len(tokens) and tokens[at].gap == " " and tokens[at + 1].upper
    return before or after


def _after_title(text: str, tokens: Sequence[Token], at: int, back: int, rules: Rules) -> bool:
    if at < back or tokens[at - back].folded not in rules.titles:
        return False
    return not any(mark in text[tokens[at - back].end : tokens[at].start] for mark in _STOPS + "،,")
