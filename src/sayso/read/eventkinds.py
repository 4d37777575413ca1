"""What kind of event a passage tells of: an air strike, shelling, a clash.

In: tokens of a text and its language. Out: (kind, start, end), the kinds being the same in every language. The words
are the pack's `kinds.toml`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from sayso.errors import PackError
from sayso.registry.places.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.registry.places.fold import Token

_Word = tuple[str, bool]  # folded, any ending
_HEAD = 2  # letters by which phrases are looked up; no word of a pack is shorter


@cache
def _phrases(language: str) -> dict[str, list[tuple[tuple[_Word, ...], str]]]:
    path = files("sayso") / "lang" / language / "kinds.toml"
    if not language.isalpha() or not path.is_file():
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PackError(
            f"lang/{language}/kinds.toml", f"not valid TOML ({error})", "Correct the line it names."
        ) from error
    found: dict[str, list[tuple[tuple[_Word, ...], str]]] = {}
    for kind, forms in table.items():
        for form in forms:
            words = tuple((fold(word.rstrip("*")), word.endswith("*")) for word in form.split())
            found.setdefault(words[0][0][:_HEAD], []).append((words, kind))
    for entries in found.values():
        entries.sort(key=lambda entry: (-len(entry[0]), -len(entry[0][0][0]), entry[1]))
    return found


def kinds_in(tokens: Sequence[Token], language: str, prefixes: Sequence[str] = ()) -> Iterator[tuple[str, int, int]]:
    """Yield the kind, start and end of every word or phrase that tells of an event, longest phrases first.

    Args:
        tokens: the text's words.
        language: ISO 639-1 code; one without a `kinds.toml` yields nothing.
        prefixes: what the language joins to the front of words (Arabic prepositions and article).
    """
    phrases = _phrases(language)
    at = 0
    while at < len(tokens):
        size = 1
        for form in _forms(tokens[at].folded, prefixes):
            hit = next((entry for entry in phrases.get(form[:_HEAD], ()) if _fits(entry[0], form, tokens, at)), None)
            if hit is not None:
                size = len(hit[0])
                yield hit[1], tokens[at].start, tokens[at + size - 1].end
                break
        at += size


def _forms(folded: str, prefixes: Sequence[str]) -> list[str]:
    bare = [
        folded[len(prefix) :] for prefix in prefixes if folded.startswith(prefix) and len(folded) > len(prefix) + 2
    ]
    return [folded, *bare]


def _fits(words: tuple[_Word, ...], form: str, tokens: Sequence[Token], at: int) -> bool:
    if at + len(words) > len(tokens):
        return False
    folded = (form, *(token.folded for token in tokens[at + 1 : at + len(words)]))
    return all(
        have.startswith(word) if any_ending else have == word
        for (word, any_ending), have in zip(words, folded, strict=True)
    )
