"""Variants of a written passage: other figures, quotation marks and case, disguised words as in social media.

In: an `AnnotatedPassage`. Out: passages with ids `<id>~1`, `<id>~2`, …, read again by the same checker, so that a
variant is as exact as what it comes from. Same seed, same variants. A variant never leaves its template's side of
the split (`AnnotatedPassage.template`). Names and places are not swapped.
"""

from __future__ import annotations

import functools
import random
import re
import tomllib
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypedDict

from training.passages_format import AnnotatedPassage, parse

if TYPE_CHECKING:
    from collections.abc import Callable

_WORDS: Final = Path(__file__).parent / "passages" / "obfuscation.toml"
_TAG = re.compile(r"\[[^\s\[\]]+\s|\]")
_COUNT = re.compile(r"(\[[a-z]+(?::[a-z]+)?=)([^!\s]+)((?:![a-z]+)*\s)([^\[\]]*)(?=\])")
_RUN = re.compile(r"\d+")
_QUOTES: Final = (("“", "”"), ("«", "»"), ("„", "“"), ('"', '"'), ("‘", "’"))
_LOUD: Final = frozenset({"telegram", "facebook", "tabloid", "tweet", "comment"})


class _Disguise(TypedDict):
    stems: list[str]
    marks: list[str]
    swaps: dict[str, str]


def multiply(passage: AnnotatedPassage, seed: int, n: int) -> tuple[AnnotatedPassage, ...]:
    """Return up to `n` variants that differ from the passage and from each other.

    Args:
        passage: a written passage, not a variant.
        seed: same seed, same variants, whatever else is multiplied.
        n: how many to try; a passage without digits, quotes or casualty words gives fewer.
    """
    seen, made = {passage.text}, []
    header, _, body = passage.raw.partition("\n")
    for number in range(1, n + 1):
        chance = random.Random(f"{seed}:{passage.id}:{number}")  # noqa: S311 - variety, not secrecy
        changed = _quotes(_figures(body, chance), chance)
        if chance.random() < (0.7 if passage.header["register"] in _LOUD else 0.15):
            changed = _disguised(changed, passage.language, chance)
        if chance.random() < 0.2:  # noqa: PLR2004 - one in five is enough to learn that case says little
            changed = _cased(changed, chance)
        name = f"{passage.id}~{number}"
        variant = parse(f"{header.replace(passage.id, name, 1)}\n{changed}", name, 1)
        if variant.text not in seen:
            seen.add(variant.text)
            made.append(variant)
    return tuple(made)


def _figures(body: str, chance: random.Random) -> str:
    """Swap figures that stand in counts only, in rising order, so that a part stays below its total."""
    inside = [int(run) for match in _COUNT.finditer(body) for run in _RUN.findall(match[4]) if _swappable(match, run)]
    anywhere = [int(run) for run in _RUN.findall(_TAG.sub(" ", body))]
    old = sorted({one for one in inside if inside.count(one) == anywhere.count(one)})
    new: dict[int, int] = {}
    floor = 1
    for one in old:
        floor = new[one] = chance.choice([like for like in _like(one) if like > floor] or [max(one, floor + 1)])

    def swapped(match: re.Match[str]) -> str:
        runs = _RUN.findall(match[4])
        if len(runs) != 1 or not _swappable(match, runs[0]) or int(runs[0]) not in new:
            return match[0]
        before, after = int(runs[0]), new[int(runs[0])]
        zero = chr(ord(runs[0][0]) - unicodedata.digit(runs[0][0]))
        written = "".join(chr(ord(zero) + int(digit)) for digit in str(after))
        value = _RUN.sub(lambda end: str(int(end[0]) + after - before) if end[0] != "0" else "0", match[2])
        return match[1] + value + match[3] + match[4].replace(runs[0], written)

    return _COUNT.sub(swapped, body)


def _swappable(match: re.Match[str], run: str) -> bool:
    """Return whether the count's one figure is its value, or one beside it, so that both move together."""
    ends = [int(end) for end in _RUN.findall(match[2]) if end != "0"]
    return len(_RUN.findall(match[4])) == 1 and len(ends) == 1 and int(run) > 1 and abs(ends[0] - int(run)) <= 1


def _like(figure: int) -> list[int]:
    """Return figures of the same size that take the same grammatical number (Slavic 2-4 against 5 and more)."""
    if figure <= 4:  # noqa: PLR2004
        return [2, 3, 4]
    teens = range(11, 15)
    return [
        one for one in range(max(5, figure // 2), figure * 2) if one % 10 not in range(1, 5) or one % 100 in teens
    ]


def _quotes(body: str, chance: random.Random) -> str:
    left, right = chance.choice(_QUOTES)
    for opening, closing in (("“", "”"), ("«", "»"), ("„", "“")):
        body = re.sub(f"{opening}([^{opening}{closing}]*){closing}", lambda m: left + m[1] + right, body)
    return body


def _disguised(body: str, language: str, chance: random.Random) -> str:
    table = _disguises().get(language)
    if not table:
        return body
    stems = re.compile("|".join(table["stems"]), re.IGNORECASE)

    def hide(match: re.Match[str]) -> str:
        word = match[0]
        swaps = [letter for letter in word if letter in table["swaps"]]
        if swaps and chance.random() < 0.4:  # noqa: PLR2004 - marks are the commoner disguise
            letter = chance.choice(swaps)
            return word.replace(letter, table["swaps"][letter], 1)
        cut = chance.randrange(1, len(word))
        return word[:cut] + chance.choice(table["marks"]) + word[cut:]

    return _outside_tags(body, lambda text: stems.sub(hide, text))


def _cased(body: str, chance: random.Random) -> str:
    if chance.random() < 0.5:  # noqa: PLR2004
        return _outside_tags(body, lambda text: text.lower() if len(text.lower()) == len(text) else text)
    return "\n".join(
        _outside_tags(line, lambda text: text.upper()) if line.startswith("= ") else line for line in body.split("\n")
    )


def _outside_tags(body: str, change: Callable[[str], str]) -> str:
    parts = _TAG.split(body)
    tags = _TAG.findall(body)
    changed = [change(part) for part in parts]
    return changed[0] + "".join(tag + part for tag, part in zip(tags, changed[1:], strict=True))


@functools.cache
def _disguises() -> dict[str, _Disguise]:
    table: dict[str, _Disguise] = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    return table
