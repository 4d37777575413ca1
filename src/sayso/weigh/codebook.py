"""Policies as data: which codebook's rules turn what origins say into the figures of its columns.

In: `data/policies.toml`. Out: `Policy` values. Nothing here looks at claims.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal, cast

from sayso.errors import UnknownError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.model import Count, Question, VictimClass

Pick = Literal["lowest", "highest", "most", "least-toll", "most-toll"]
EVERYBODY = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A column that a policy fills: whom it counts, and which of the figures told it takes.

    Attributes:
        people: `all`, a group of people (`civilian`, `combatant`), or a single class (`child`).
        pick: `lowest`, `highest`, or `most`: the figure that most independent origins can be behind; `least-toll` and
            `most-toll`: of what each report gives as its toll.
    """

    name: str
    question: Question
    people: str
    pick: Pick


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A grading that a policy suggests where its rule is met."""

    value: str
    rule: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A codebook's way from accounts to figures; the fields are explained in `data/policies.toml`."""

    name: str
    version: str
    title: str
    source: str
    unattributed: Literal["last", "never", "always"]
    disputed: Literal["zero", "keep"]
    up_to: Literal["unspecified", "zero"]
    words: Mapping[str, tuple[int, int]]
    cells: tuple[Cell, ...]
    grades: tuple[Grade, ...] = ()
    nothing: int | None = None
    unknown: VictimClass | None = None
    shared: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()

    @property
    def stamp(self) -> str:
        """Name and version, as every figure carries them."""
        return f"{self.name}@{self.version}"

    def bounds(self, count: Count) -> tuple[int, int]:
        """Return the least and most that the codebook takes a figure for: "at least 5" is 5, "dozens" as it says."""
        if count.vague:
            low = count.low or 0
            return self.words.get(count.vague, (low, count.high or low))
        low, high = count.low or 0, count.high
        if high is None:
            return low, low
        if low == 0 and high > 0 and self.up_to == "unspecified":
            unspecified = min(high, self.words["several"][0])
            return unspecified, unspecified
        return low, high


def policy(name: str) -> Policy:
    """Return the policy called `name`, with or without its version ("acled", "acled@1").

    Raises:
        UnknownError: if there is no such policy, or not in that version.
    """
    bare, _, version = name.partition("@")
    found = _loaded().get(bare)
    if found is None or (version and version != found.version):
        known = ", ".join(entry.stamp for entry in _loaded().values())
        raise UnknownError(name, "no such policy", f"There are: {known}.")
    return found


def policies() -> tuple[Policy, ...]:
    """Return every policy, in the order of the file."""
    return tuple(_loaded().values())


@cache
def _loaded() -> Mapping[str, Policy]:
    text = resources.files("sayso.weigh").joinpath("data", "policies.toml").read_text(encoding="utf-8")
    tables = cast("dict[str, dict[str, object]]", tomllib.loads(text)["policy"])
    return {name: _policy(name, dict(table)) for name, table in tables.items()}


def _policy(name: str, table: dict[str, object]) -> Policy:
    cells = cast("list[dict[str, str]]", table.pop("cell"))
    grades = cast("list[dict[str, str]]", table.pop("grade", []))
    words = cast("dict[str, list[int]]", table.pop("words"))
    shared = cast("list[dict[str, list[str]]]", table.pop("shared", []))
    return Policy(
        name=name,
        words={word: (low, high) for word, (low, high) in words.items()},
        cells=tuple(Cell(**cell) for cell in cells),  # type: ignore[arg-type]  # the file's test checks the words
        grades=tuple(Grade(**grade) for grade in grades),
        shared=tuple((frozenset(pair["party"]), frozenset(pair["ally"])) for pair in shared),
        **table,  # type: ignore[arg-type]  # as above
    )
