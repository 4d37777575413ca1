"""Text without spaces between words → tokens, by the words that a pack knows: 7名平民丧生 → 7 · 名 · 平民 · 丧生.

In: text, and the words of one language. Out: `Token`s like those of `fold`, the longest known word first; letters
between known words stay together. Numbers written in Han characters become figures where something is counted.
Full-width marks are folded to those that every pack shares. Nothing here knows what a word means.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sayso.lang.fold import Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_HAN: Final = "\u3400-\u9fff〇"
_NUMBER: Final = (
    r"\d{1,4}[./\-]\d{1,2}[./\-]\d{2,4}(?!\d)|\d{1,2}[:.：]\d{2}(?!\d)|\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+\.\d+|\d+"
)
_TOKEN: Final = re.compile(
    rf"(?P<n>(?<![A-Za-z])(?:{_NUMBER}))|(?P<h>[{_HAN}]+(?:\*[{_HAN}]+)*)|(?P<w>(?:(?![{_HAN}])\w)+)|(?P<p>[^\s\w])"
)
_GROUPED: Final = re.compile(r"\d{1,3}(?:[,，]\d{3})+")
_MARKS: Final = str.maketrans("，、；：（）。！？－—–", ",,;:().!?---")
_FORMS: Final = ("〇零", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九")
_DIGITS: Final = {c: value for value, forms in enumerate(_FORMS) for c in forms}
_SCALES: Final = {"十": 10, "百": 100, "千": 1000}
_MYRIAD: Final = {"万": 10_000, "萬": 10_000}
_NUMERAL: Final = re.compile(f"[{''.join([*_DIGITS, *_SCALES, *_MYRIAD])}]+")


class Unspaced:
    """The words of a language that writes them without spaces.

    Args:
        words: known words.
        counters: what stands between a number and a noun ("名"), or may follow a number at once.
        variants: characters by the one that the words are spelled with ("殺" → "杀").
    """

    def __init__(self, words: Iterable[str], *, counters: Iterable[str], variants: Mapping[str, str]) -> None:
        """Keep the words by their length."""
        self._words = frozenset(words)
        self._longest = max(map(len, self._words), default=1)
        self._counters = tuple(counters)
        self._variants = str.maketrans(dict(variants))

    def tokens(self, text: str) -> list[Token]:
        """Return the tokens of `text` in order; linear in its length."""
        found: list[Token] = []
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            raw = match.group()
            if match.lastgroup == "h":
                found.extend(self._words_of(raw, start))
            elif match.lastgroup == "n":
                whole = raw.isdigit() or _GROUPED.fullmatch(raw)
                digits = re.sub(r"\D", "", raw)
                norm = str(int(digits)) if whole else raw
                found.append(Token(start, end, norm, "n" if whole else "d", upper=False))
            elif match.lastgroup == "w":
                found.append(Token(start, end, raw.lower(), "w", upper=raw[0].isupper()))
            else:
                found.append(Token(start, end, raw.translate(_MARKS), "p", upper=False))
        return found

    def _words_of(self, raw: str, start: int) -> Iterator[Token]:
        """The words of a run of characters; an asterisk within hides nothing."""
        places = [at for at, c in enumerate(raw) if c != "*"]
        run = "".join(raw[at] for at in places).translate(self._variants)

        def token(first: int, last: int, norm: str, kind: str) -> Token:
            return Token(start + places[first], start + places[last - 1] + 1, norm, kind, upper=False)

        at = unknown = 0
        while at < len(run):
            last, norm, kind = self._next(run, at)
            if norm is None:
                at += 1
                continue
            if unknown < at:
                yield token(unknown, at, run[unknown:at], "w")
            yield token(at, last, norm, kind)
            at = unknown = last
        if unknown < at:
            yield token(unknown, at, run[unknown:at], "w")

    def _next(self, run: str, at: int) -> tuple[int, str | None, str]:
        """The end of the known word or number at a place, and what it is; None where there is none."""
        word = next(
            (last for last in range(min(len(run), at + self._longest), at, -1) if run[at:last] in self._words), at
        )
        numeral = _NUMERAL.match(run, at)
        if numeral and numeral.end() >= word:
            value = _value(numeral.group())
            counted = run.startswith(self._counters, numeral.end()) if self._counters else False
            if value is not None and (counted or numeral.end() - at > 1):
                return numeral.end(), str(value), "n"
        return (word, run[at:word], "w") if word > at else (at, None, "w")


def _value(numeral: str) -> int | None:
    """What a number in Han characters comes to ("百五十" is 150); None where they make none ("三五")."""
    total = section = current = 0
    pending = False
    for c in numeral:
        if c in _DIGITS:
            if pending and current:
                return None
            current, pending = _DIGITS[c], True
        elif c in _SCALES:
            section += (current if pending else 1) * _SCALES[c]
            current, pending = 0, False
        else:
            total += max(section + current, 1) * _MYRIAD[c]
            section, current, pending = 0, 0, False
    return total + section + current
