"""A pack's words and phrases, compiled once, and where they occur in a row of tokens.

In: patterns such as `загину*`, `came under … fire`, `who*`, each with a tag. Out: `Hit`s. Matching is by
table look-up, word by word: linear in the text, whatever the text is. Nothing here knows what a tag means.

A pattern is words with one space between. `stem*` is any word with that beginning, `*stem` any word with
that ending, a bare `*` any one word, and `…` up to six words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sayso.lang.fold import Token, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_GAP: Final = "…"
_LONGEST_GAP: Final = 6
_SHORTEST_STEM: Final = 2
_REMEMBERED: Final = 50_000  # a bound on memory over a long run; words beyond it are looked up again

Tag = tuple[str, ...]


class Hit(NamedTuple):
    """Tokens `first` to `last` (inclusive) match a pattern tagged `tag`."""

    first: int
    last: int
    tag: Tag


class _Entry(NamedTuple):
    rest: tuple[str, ...]
    tag: Tag
    second: str  # the second word, where it must stand exactly so; else empty


class Lexicon:
    """Patterns of one language, looked up by their first word.

    Args:
        patterns: pattern and tag.
        proclitics: what may be written together with the front of a word ("و", "ال"), longest tried first.
        turkic: see `tokens_of`.
        apostrophe_joins: see `tokens_of`.
    """

    def __init__(
        self,
        patterns: Iterable[tuple[str, Tag]],
        *,
        proclitics: Sequence[str] = (),
        turkic: bool = False,
        apostrophe_joins: bool = True,
    ) -> None:
        """Sort the patterns by the form of their first word."""
        self._proclitics = tuple(sorted(proclitics, key=lambda clitic: (-len(clitic), clitic)))
        self._exact: dict[str, list[_Entry]] = {}
        self._stems: dict[str, list[_Entry]] = {}
        self._endings: dict[str, list[_Entry]] = {}
        self._known: dict[str, tuple[_Entry, ...]] = {}
        for pattern, tag in patterns:
            words = _words(pattern, turkic=turkic, apostrophe_joins=apostrophe_joins)
            plain = len(words) > 1 and "*" not in words[1] and words[1] != _GAP and not self._proclitics
            entry = _Entry(words[1:], tag, words[1] if plain else "")
            if words[0].endswith("*"):
                self._stems.setdefault(words[0][:-1], []).append(entry)
            elif words[0].startswith("*"):
                self._endings.setdefault(words[0][1:], []).append(entry)
            else:
                self._exact.setdefault(words[0], []).append(entry)
        self._stem_lengths = sorted({len(stem) for stem in self._stems}, reverse=True)
        self._ending_lengths = sorted({len(ending) for ending in self._endings}, reverse=True)

    def hits(self, tokens: Sequence[Token]) -> list[Hit]:
        """Return every place where a pattern matches, by first token, then the longer first."""
        found = []
        for first, token in enumerate(tokens):
            if token.kind in "nd":
                continue
            following = tokens[first + 1].norm if first + 1 < len(tokens) else ""
            for rest, tag, second in self._entries(token.norm):
                if second and second != following:
                    continue
                last = self._end(tokens, first + 1, rest) if rest else first
                if last is not None:
                    found.append(Hit(first, last, tag))
        found.sort(key=lambda hit: (hit.first, -hit.last))
        return found

    def tags(self, word: str) -> tuple[Tag, ...]:
        """Return the tags of patterns that a single folded word matches by itself."""
        return tuple(entry.tag for entry in self._entries(word) if not entry.rest)

    def exact(self, word: str) -> bool:
        """Return whether a folded word is known as it stands, with nothing written together with its front."""
        return bool(self._bare(word))

    def _entries(self, word: str) -> tuple[_Entry, ...]:
        known = self._known.get(word)
        if known is None:
            known = self._bare(word)
            if all(
                entry.rest for entry in known
            ):  # a word by itself is what it is; one that begins a phrase may be both
                known += self._stripped(word)
            if len(self._known) < _REMEMBERED:
                self._known[word] = known
        return known

    def _stripped(self, word: str) -> tuple[_Entry, ...]:
        for clitic in self._proclitics:
            if word.startswith(clitic) and len(word) >= len(clitic) + _SHORTEST_STEM:
                found = self._bare(word[len(clitic) :])
                if found:
                    return found
        return ()

    def _bare(self, word: str) -> tuple[_Entry, ...]:
        found = list(self._exact.get(word, ()))
        for length in self._stem_lengths:
            if length <= len(word):
                found.extend(self._stems.get(word[:length], ()))
        for length in self._ending_lengths:
            if length <= len(word):
                found.extend(self._endings.get(word[-length:], ()))
        return tuple(found)

    def _end(self, tokens: Sequence[Token], at: int, rest: tuple[str, ...]) -> int | None:
        """The last token of a match of `rest` from token `at`, or None."""
        for place, pattern in enumerate(rest):
            if pattern == _GAP:
                following = rest[place + 1 :]
                for skipped in range(_LONGEST_GAP + 1):
                    if at + skipped >= len(tokens) or (skipped and tokens[at + skipped - 1].kind == "p"):
                        return None
                    end = self._end(tokens, at + skipped, following)
                    if end is not None:
                        return end
                return None
            if at >= len(tokens) or not self._fits(tokens[at].norm, pattern):
                return None
            at += 1
        return at - 1

    def _fits(self, word: str, pattern: str) -> bool:
        if _one_fits(word, pattern):
            return True
        return any(word.startswith(clitic) and _one_fits(word[len(clitic) :], pattern) for clitic in self._proclitics)


def _one_fits(word: str, pattern: str) -> bool:
    if pattern.endswith("*"):
        return word.startswith(pattern[:-1])
    if pattern.startswith("*"):
        return word.endswith(pattern[1:])
    return word == pattern


def _words(pattern: str, *, turkic: bool, apostrophe_joins: bool) -> tuple[str, ...]:
    words: list[str] = []
    for part in pattern.split():
        if part in {_GAP, "*"}:
            words.append(part)
            continue
        ending, stem = part.startswith("*"), part.endswith("*")
        norms = [t.norm for t in tokens_of(part.strip("*"), turkic=turkic, apostrophe_joins=apostrophe_joins)]
        if not norms:
            message = f"pattern {pattern!r} has a part without letters"
            raise ValueError(message)
        if ending:
            norms[0] = "*" + norms[0]
        if stem:
            norms[-1] += "*"
        words.extend(norms)
    if not words or words[0] in {_GAP, "*"} or words[-1] == _GAP:
        message = f"pattern {pattern!r} must begin and end with a word"
        raise ValueError(message)
    return tuple(words)
