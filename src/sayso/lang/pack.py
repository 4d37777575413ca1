"""One language's knowledge, loaded and ready to match.

In: the tables that `loader` read and checked. Out: `Pack`, with its tokens, its lexicons and its lists.
What the lists mean is the business of whoever reads them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.lang.fold import Token, tokens_of
from sayso.lang.masked import MASKED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.lang.lexicon import Lexicon, Tag
    from sayso.lang.masked import Masked
    from sayso.lang.unspaced import Unspaced


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pack:
    """A language pack.

    Attributes:
        code: ISO 639-1.
        name: in English.
        turkic: dotted and dotless i are two letters.
        apostrophe_joins: a word goes on after an apostrophe.
        lists: every list of patterns by its path, `("numerals", "vague", "several")`.
        order: for each form of trigger, what a victim's place before and after it costs (see `order.toml`).
        joined: letters written together with a word, folded, by what they stand for.
        facts: lexicon over words, numerals, casualties, events and stance.
        cues: lexicon over attribution alone.
        masked: the words for what befell people, known again with letters hidden.
        unspaced: how words are told apart where no spaces stand between them; None where they do.
    """

    code: str
    name: str
    turkic: bool
    apostrophe_joins: bool
    lists: Mapping[Tag, tuple[str, ...]]
    order: Mapping[str, tuple[int, int]]
    joined: Mapping[str, tuple[str, ...]]
    facts: Lexicon
    cues: Lexicon
    masked: Masked
    unspaced: Unspaced | None = None

    def tokens(self, text: str) -> list[Token]:
        """Return the tokens of `text`, folded as this language's patterns are."""
        if self.unspaced is not None:
            return self.unspaced.tokens(text)
        found = tokens_of(text, turkic=self.turkic, apostrophe_joins=self.apostrophe_joins)
        for at, token in enumerate(found):
            if token.kind == "w" and MASKED.match(text, token.start, token.end):
                word = self.masked.word(text[token.start : token.end])
                found[at] = token if word is None else token._replace(norm=word)
        return found

    def patterns(self, path: str) -> tuple[str, ...]:
        """Return the patterns at a dotted path such as `attribution.citing`; empty where the pack has none."""
        return self.lists.get(tuple(path.split(".")), ())
