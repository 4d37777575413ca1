"""One sentence as a row of tokens with everything its language pack says about them.

In: a passage and its pack. Out: `Row`s, by which numbers, victims, triggers and parties are looked up
by position. Decides nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.model import Span
from sayso.read.sentences import sentences_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.lang import Hit, Pack, Tag, Token
    from sayso.model import Passage

_FUNCTION = ("preposition", "and", "or", "clause", "ends_phrase", "pronoun", "not", "passive")
_LONGEST_HIT = 7  # tokens before the last that a pattern may begin
_NOTHING = ()
_FEW = 3  # words that may well be a name
_LONGEST_ROW = 400  # tokens; a longer "sentence" is a list or a table and is read in pieces


class Row:
    """The tokens of one sentence and the pack's hits on them.

    Attributes:
        tokens: in order; offsets count in the passage's text.
        hits: in order of their first token, the longer first.
    """

    __slots__ = ("_asides", "_at", "_kinds", "hits", "pack", "passage", "tokens")

    def __init__(self, passage: Passage, pack: Pack, tokens: list[Token]) -> None:
        """Look every token up once."""
        self.passage = passage
        self.pack = pack
        self.tokens = tokens
        self.hits = pack.facts.hits(tokens)
        self._at: dict[tuple[int, Tag], list[Hit]] = {}
        self._kinds: dict[Tag, list[Hit]] = {}
        self._asides: set[int] = set()
        for hit in self.hits:
            tag = hit.tag
            for length in range(1, len(tag) + 1):
                path = tag[:length]
                self._at.setdefault((hit.first, path), []).append(hit)
                kind = self._kinds.setdefault(path, [])
                if not kind or hit.first > kind[-1].last:
                    kind.append(hit)

    def __len__(self) -> int:
        """The number of tokens."""
        return len(self.tokens)

    def at(self, first: int, *path: str) -> Hit | None:
        """The longest hit that begins at a token, with a tag that begins with `path`."""
        found = self._at.get((first, path))
        return found[0] if found else None

    def all_at(self, first: int, *path: str) -> Sequence[Hit]:
        """Every hit that begins at a token, with a tag that begins with `path`; the longer first."""
        return self._at.get((first, path), ())

    def find(self, *path: str) -> Sequence[Hit]:
        """Every hit whose tag begins with `path`, in order, those inside a longer one left out."""
        return self._kinds.get(path, ())

    def ends_at(self, last: int, *path: str) -> Hit | None:
        """The longest hit that ends at a token, with a tag that begins with `path`."""
        for first in range(max(0, last - _LONGEST_HIT), last + 1):
            for hit in self._at.get((first, path), ()):
                if hit.last == last:
                    return hit
        return None

    def span(self, first: int, last: int) -> Span:
        """The words from one token to another, as a span of the report."""
        start, end = self.tokens[first].start, self.tokens[last].end
        offset = self.passage.start
        return Span(start=offset + start, end=offset + end, quote=self.passage.text[start:end])

    def parted(self, left: int, right: int, marks: str = ";") -> bool:
        """Whether one of `marks` stands between two tokens, in either order."""
        low, high = (left, right) if left <= right else (right, left)
        return any(token.norm in marks for token in self.tokens[low:high])

    def set_aside(self, first: int, last: int) -> None:
        """Note that tokens `first` to `last` are an aside, with the words that bring it in and a comma after."""
        start = first
        for at in range(max(0, first - 4), first):
            if self.at(at, "casualties", "part"):
                start = at
                break
        if start > 0 and self.tokens[start - 1].norm == ",":
            start -= 1
        end = last + 1 if last + 1 < len(self) and self.tokens[last + 1].norm == "," else last
        self._asides.update(range(start, end + 1))

    def skip(self, first: int, last: int) -> None:
        """Note that tokens `first` to `last` are an aside as they stand."""
        self._asides.update(range(first, last + 1))

    def asides(self) -> set[int]:
        """The tokens noted by `set_aside`."""
        return self._asides

    def clitic(self, index: int) -> bool:
        """Whether a word is known only without a preposition written together with it ("بالقصف")."""
        if not self.prefixed(index, "preposition") or self.pack.facts.exact(self.tokens[index].norm):
            return False
        return any(self.at(index, path) for path in ("casualties", "events"))

    def anded(self, index: int) -> bool:
        """Whether "and" is written together with a word that is known without it: "وطفل", unlike "والد"."""
        return self.prefixed(index, "and") and not self.pack.facts.exact(self.tokens[index].norm)

    def after_and(self, first: int, index: int) -> bool:
        """Whether words that begin at `first` go on at a later token with "and"."""
        return first < index and (self.at(index - 1, "words", "and") is not None or self.prefixed(index, "and"))

    def prefixed(self, index: int, kind: str) -> bool:
        """Whether a word begins with letters that the pack lists under `words.joined.<kind>`."""
        return self.tokens[index].norm.startswith(self.pack.joined.get(kind, _NOTHING))

    def suffixed(self, index: int, kind: str) -> bool:
        """Whether a word ends in letters that the pack lists under `words.joined.<kind>`."""
        return self.tokens[index].norm.endswith(self.pack.joined.get(kind, _NOTHING))

    def capitals(self, index: int) -> bool:
        """Whether a token is written in capitals throughout, as "US" is."""
        token = self.tokens[index]
        return token.end - token.start > 1 and self.passage.text[token.start : token.end].isupper()

    def stops(self, index: int) -> bool:
        """Whether a noun phrase that goes on from the left ends before a token."""
        token = self.tokens[index]
        if token.kind == "p":
            return token.norm not in {"-", '"', "«", "»", "“", "”", "'", "„"}
        if self.at(index, "words") is None or self.at(index, "words", "of"):
            return False
        if self.capitals(index) and self.at(index, "words", "pronoun"):
            return False
        return any(self.at(index, "words", kind) for kind in _FUNCTION)

    def titled(self) -> bool:
        """Whether most words begin with a capital, as in a headline: there a capital makes no name."""
        words = [token for token in self.tokens if token.kind == "w"]
        return len(words) > _FEW and sum(token.upper for token in words) * 3 > len(words) * 2

    def touch(self, index: int) -> bool:
        """Whether a token follows the one before it without a space."""
        return index > 0 and index < len(self.tokens) and self.tokens[index].start == self.tokens[index - 1].end


def rows_of(passage: Passage, pack: Pack) -> Iterator[Row]:
    """Yield the sentences of a passage as rows, in order; a very long one in pieces."""
    tokens = pack.tokens(passage.text)
    at = 0
    for _, end in sentences_of(passage.text, passage.language):
        first = at
        while at < len(tokens) and tokens[at].start < end:
            at += 1
        for piece in range(first, at, _LONGEST_ROW):
            yield Row(passage, pack, tokens[piece : min(at, piece + _LONGEST_ROW)])
