"""Words that tell of fire or an attack, whoever it came from, one file per language (`violence.toml`).

In: a language code and a stretch of text. Out: whether it holds such a word. Who did what to whom is found elsewhere:
these words are many and short of meaning, so that nothing is read off them alone.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Final

from sayso.errors import PackError

_LETTERS: Final = str.maketrans({"İ": "i", "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ё": "е"})
_MARKS: Final = re.compile(r"[\u064b-\u065fـ\u200c]")


def tells_of_violence(text: str, language: str) -> bool:
    """Return whether a stretch of text holds a word for fire or an attack; never where the language has no file.

    Raises:
        PackError: if the language's file is no list of words.
    """
    pattern = _pattern(language)
    return pattern is not None and pattern.search(_folded(text)) is not None


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    file = resources.files("sayso.lang").joinpath(language, "violence.toml")
    if not language.isalpha() or not file.is_file():
        return None
    words = tomllib.loads(file.read_text("utf-8")).get("words")
    if not isinstance(words, list) or not words or not all(isinstance(word, str) and word for word in words):
        raise PackError(
            f"lang/{language}/violence.toml", "words must be a list of words", 'For example: words = ["fired"].'
        )
    return re.compile("|".join(_form(_folded(word)) for word in words))


def _form(word: str) -> str:
    """The expression for a word of the file; a star stands for any letters."""
    before = "" if word.startswith("*") else r"(?<!\w)"
    after = "" if word.endswith("*") else r"(?!\w)"
    return before + r"\w*".join(map(re.escape, word.strip("*").split("*"))) + after


def _folded(text: str) -> str:
    return _MARKS.sub("", text.translate(_LETTERS).casefold())
