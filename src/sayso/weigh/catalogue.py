"""The questions and classes of people as data, and the words for them.

In: `data/questions.toml`. Out: lookups. Nothing here looks at claims.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """A thing that is counted.

    Attributes:
        one, many: its singular and plural.
        label: the words for the finding about it.
        group: the class of people whose question it belongs to.
        within: the wider class that includes it, if any.
    """

    one: str
    many: str
    label: str
    group: str
    within: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All of `data/questions.toml`."""

    labels: dict[str, str]
    order: dict[str, int]
    things: dict[str, Noun]
    classes: dict[str, Noun]
    scopes: dict[str, str]
    vague_of: frozenset[str]


@cache
def catalogue() -> Catalogue:
    """Return the catalogue, read once."""
    text = resources.files("sayso.weigh").joinpath("data", "questions.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    questions = table["question"]
    return Catalogue(
        labels={question["name"]: question["label"] for question in questions},
        order={question["name"]: place for place, question in enumerate(questions)},
        things={question["name"]: _noun(question) for question in questions if "one" in question},
        classes={name: _noun(entry) for name, entry in table["class"].items()},
        scopes=dict(table["scope"]),
        vague_of=frozenset(table["vague"]["of"]),
    )


def group_of(victim_class: str | None) -> str:
    """Return the group of people that a class belongs to; "unknown" where no class is stated."""
    return catalogue().classes[victim_class or "unknown"].group


def _noun(entry: dict[str, str]) -> Noun:
    return Noun(
        one=entry["one"],
        many=entry["many"],
        label=entry["label"],
        group=entry.get("group", ""),
        within=entry.get("within"),
    )
