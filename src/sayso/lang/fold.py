"""Text into words that can be looked up, whatever the script, without losing where they stood.

In: text as published, with its vowel signs, stretched letters, apostrophes and broken-up words. Out:
`Token`s whose `norm` is what packs are written in, and whose offsets point into the text as given.
Nothing here knows what a word means.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

# Marks inside words that are no letters: vowel signs, cantillation, joiners, direction marks, soft hyphen.
_MARKS: Final = (
    "\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
)
_APOSTROPHES: Final = "'’ʼ‘`´"
# Vowel signs and the like of Devanagari, which are letters there and which `\w` leaves out.
_VOWEL_SIGNS: Final = "\u0900-\u0903\u093a-\u094f\u0955-\u0957\u0962\u0963"
_INSIDE: Final = rf"[\w{_MARKS}{_VOWEL_SIGNS}]"
# A stretched letter may break a word apart and an asterisk may stand for nothing: both are done to slip past filters.
_BROKEN: Final = r"(?<=ـ)[ .*/]{1,2}(?=ـ)|(?<=ـ)[.*/](?=[^\W\d])|(?<=[^\W\d])[.*/](?=ـ)|(?<=[^\W\d])\*(?=[^\W\d])"
_WORD: Final = rf"{_INSIDE}+(?:(?:{_BROKEN}){_INSIDE}+)*"
_NUMBER: Final = (
    r"\d{1,4}[./\-]\d{1,2}[./\-]\d{2,4}(?!\d)"  # a date
    r"|\d{1,2}[:.]\d{2}(?!\d)(?=[\s.,;)\]–—-]|$)"  # a time of day, or a decimal: no count of people either way
    r"|\d{1,3}(?:[,.\u00a0\u202f\u066c' ]\d{3})+(?![\d])"  # grouped thousands
    r"|\d+[.,٫]\d+"
    r"|\d+(?![\dA-Za-zА-Яа-яІіЇїЄєҐґ])"  # "15E" is a word; Arabic letters may follow a number at once
)
# Arabic writes "and", "by" and "for" together with the figure after them: "و5", "بـ53".
_CLITIC: Final = r"(?<!\w)[وبل]ـ?(?=\d)"
_BEFORE_NUMBER: Final = r"(?:(?<!\w)|(?<=(?<!\w)[وبل])|(?<=(?<!\w)[وبل]ـ))"
_TOKEN_JOINED: Final = re.compile(
    rf"(?P<n>{_BEFORE_NUMBER}{_NUMBER})|(?P<w>{_CLITIC}|{_WORD}(?:[{_APOSTROPHES}](?=\w){_WORD})*)|(?P<p>[^\s\w])"
)
_TOKEN_SPLIT: Final = re.compile(rf"(?P<n>{_BEFORE_NUMBER}{_NUMBER})|(?P<w>{_CLITIC}|{_WORD})|(?P<p>[^\s\w])")
_DROPPED: Final = re.compile(rf"[{_MARKS}ـ*./ ]+")
_GROUPED: Final = re.compile(r"\d{1,3}(?:[,.\u00a0\u202f\u066c' ]\d{3})+")

_LETTERS: Final = {
    **dict.fromkeys(map(ord, _APOSTROPHES), "'"),
    **dict.fromkeys(map(ord, "أإآٱ"), "ا"),
    ord("ى"): "ي",
    ord("ی"): "ي",
    ord("ک"): "ك",
    ord("ة"): "ه",
    ord("ؤ"): "و",
    ord("ئ"): "ي",
    ord("ё"): "е",
    ord("ß"): "ss",
    ord("ş"): "ş",
    ord("ţ"): "ț",
    ord("\u0901"): "\u0902",  # Devanagari writes a nasal vowel either way
}
_DEVANAGARI: Final = ("\u0900", "\u0964")
_NUKTA: Final = "\u093c"
_TURKIC: Final = {ord("I"): "ı", ord("İ"): "i"}
_KIND_OF_DASH: Final = {"-", "–", "—", "‐", "‑", "−"}


class Token(NamedTuple):
    """A word, number or mark: `text[start:end]`, folded.

    Attributes:
        kind: `w` word, `n` whole number (`norm` is its ASCII digits), `d` date, time or decimal, `p` punctuation.
        upper: the word begins with a capital letter.
    """

    start: int
    end: int
    norm: str
    kind: str
    upper: bool


def fold_word(word: str, *, turkic: bool = False) -> str:
    """Return the word as packs spell it: lower case, no vowel signs, one letter for each of its variants."""
    if turkic:
        word = word.translate(_TURKIC)
    if not word.isascii():
        word = unicodedata.normalize("NFC", word)
        word = unicodedata.normalize("NFC", "".join(_unmarked(word)))
    return _DROPPED.sub("", word.lower().translate(_LETTERS)) or word


def _unmarked(word: str) -> list[str]:
    """The letters without a stress mark on a Cyrillic vowel; й and ї, being letters, keep theirs.

    So do the vowel signs of Devanagari; the dot under its letters, which many leave out, goes.
    """
    return [
        c for c in word if unicodedata.category(c) != "Mn" or (_DEVANAGARI[0] <= c < _DEVANAGARI[1] and c != _NUKTA)
    ]


def tokens_of(text: str, *, turkic: bool = False, apostrophe_joins: bool = True) -> list[Token]:
    """Return the tokens of `text` in order; linear in its length.

    Args:
        text: any text.
        turkic: dotted and dotless i are two letters.
        apostrophe_joins: whether a word goes on after an apostrophe (п'ятеро) or ends there (Kiev'de, l'armée).
    """
    found = []
    pattern = _TOKEN_JOINED if apostrophe_joins else _TOKEN_SPLIT
    for match in pattern.finditer(text):
        raw = match.group()
        start, end = match.span()
        if match.lastgroup == "w":
            found.append(Token(start, end, fold_word(raw, turkic=turkic), "w", raw[0].isupper()))
        elif match.lastgroup == "n":
            found.append(_number(start, end, raw))
        else:
            norm = "-" if raw in _KIND_OF_DASH else "'" if raw in _APOSTROPHES else raw
            found.append(Token(start, end, norm, "p", upper=False))
    return found


def _number(start: int, end: int, raw: str) -> Token:
    if raw.isdigit() or _GROUPED.fullmatch(raw):
        digits = "".join(str(unicodedata.digit(c)) for c in raw if c.isdigit())
        return Token(start, end, digits.lstrip("0") or "0", "n", upper=False)
    return Token(start, end, raw, "d", upper=False)
