"""German names whose adjectives change with the sentence: "Islamischer Staat", "des Islamischen Staates".

In: a name as it is listed, in German. Out: its other forms. The endings lie in `data/affixes.toml`; other scripts'
endings are cut off instead of put on (`names.stem`).
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from itertools import takewhile

_SHORTEST = 5  # letters of an adjective with its ending


@cache
def _endings() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The endings of adjectives, longest first, and those of a noun in the genitive."""
    text = resources.files("sayso.registry").joinpath("data/affixes.toml").read_text("utf-8")
    table = tomllib.loads(text)["german"]
    return tuple(sorted(table["adjective"], key=lambda ending: (-len(ending), ending))), tuple(table["genitive"])


def declined(name: str) -> tuple[str, ...]:
    """Return the other forms of a German name that opens with adjectives; none where it opens with a noun."""
    words = name.split()
    bare = [stem for word in takewhile(lambda word: _bare(word) is not None, words[:-1]) if (stem := _bare(word))]
    if not bare or not words[len(bare)][:1].isupper():
        return ()
    noun, rest = words[len(bare)], words[len(bare) + 1 :]
    endings, genitive = _endings()
    forms = [[*(stem + ending for stem in bare), noun, *rest] for ending in endings]
    forms += [[*(stem + "en" for stem in bare), noun + ending, *rest] for ending in genitive]
    return tuple(form for form in map(" ".join, forms) if form != name)


def _bare(word: str) -> str | None:
    for ending in _endings()[0]:
        if word.endswith(ending) and len(word) >= _SHORTEST:
            return word.removesuffix(ending)
    return None
