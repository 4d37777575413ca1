"""Number words that a language writes as one: einundzwanzig, zweihundert, trentacinque.

In: a pack's lists, with the parts under `numerals.compound`. Out: the composed words, as further lists.
Number words written apart are put together when they are read (`read/numbers.py`); those written together
must be known beforehand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.lang.lexicon import Tag

_HUNDRED: Final = 100


def numerals_of(lists: Mapping[Tag, tuple[str, ...]]) -> Iterator[tuple[Tag, tuple[str, ...]]]:
    """Yield lists of composed number words, at `("numerals", "word", value, "composed")`.

    `compound.unit.<n>` and `compound.ten.<n>` hold the parts, `compound.joiner` what stands between them
    where the unit comes first (German "und"), and `compound.hundred` the word that units multiply.
    """
    units = _parts(lists, "unit")
    joiner = lists.get(("numerals", "compound", "joiner"), ())
    for ten, ten_words in _parts(lists, "ten").items():
        for unit, unit_words in units.items():
            made = [f"{u}{j}{t}" for t in ten_words for u in unit_words for j in joiner]
            if not joiner:
                made = [f"{t}{u}" for t in ten_words for u in unit_words]
            yield ("numerals", "word", str(ten + unit), "composed"), tuple(dict.fromkeys(made))
    for unit, unit_words in units.items():
        made = [f"{u}{h}" for u in unit_words for h in lists.get(("numerals", "compound", "hundred"), ())]
        if made and unit > 1:
            yield ("numerals", "word", str(_HUNDRED * unit), "composed"), tuple(dict.fromkeys(made))


def _parts(lists: Mapping[Tag, tuple[str, ...]], kind: str) -> dict[int, tuple[str, ...]]:
    found = {int(path[3]): words for path, words in lists.items() if path[:3] == ("numerals", "compound", kind)}
    return dict(sorted(found.items()))
