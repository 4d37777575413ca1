"""Reasons for grouping, as people read them.

In: counts, names and kinds of events. Out: short English phrases with the right plural. Nothing is weighed here.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST = 3


def counted(number: int, noun: str) -> str:
    """Return a number of things: "1 figure", "3 figures"; the noun takes a plain s."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(words: Iterable[str]) -> str:
    """Return the first three different words as a list: "SANA", "SANA and Reuters", "SANA, Reuters and TASS"."""
    shown = list(dict.fromkeys(words))[:_MOST]
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def event(kind: str) -> str:
    """Return a kind of event in words: "drone strikes"; one without words of its own as its name reads."""
    return _events().get(kind) or kind.replace("_", " ")


@cache
def _events() -> dict[str, str]:
    text = resources.files("sayso.group").joinpath("data", "events.toml").read_text(encoding="utf-8")
    return {name: str(words) for name, words in tomllib.loads(text).items()}
