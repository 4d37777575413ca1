"""Passages of our own, in the shape that the network trains on.

In: an `AnnotatedPassage`. Out: the same as `Annotated`: spans of every layer, classes on cues and facts, links
between spans. Everything in a passage is annotated, so nothing is masked. `in_company` sets passages of one language
one after another, since reports are longer than passages: what is said in one must not reach into the next.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from training.data import ATTRIBUTION, Annotated, Link, Mark
from training.passages_tags import COUNTS, NAMED, PEOPLE

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator

    from training.passages_format import AnnotatedPassage, Attribution, Fact

LAYERS: Final = frozenset(ATTRIBUTION) | {"hedge", "denial"} | COUNTS | NAMED
_ROLES: Final = ("part", "incr", "old", "sum")
_YES_NO: Final = {True: "yes", False: "no"}


def annotated(passage: AnnotatedPassage) -> Annotated:
    """Return the passage as layers, classes and links."""
    marks: dict[tuple[str, int, int], Mark] = {}

    def add(layer: str, start: int, end: int, **attributes: str) -> None:
        marks.setdefault((layer, start, end), Mark(layer=layer, start=start, end=end, attributes=dict(attributes)))

    for one in passage.attributions:
        for cue in one.cues:
            add("cue", *cue, act=one.act, distancing=_YES_NO[one.distancing], reach=one.reach)
        for source in one.sources:
            add("source", *source)
        for content in one.contents:
            add("content", *content)
    for span in passage.hedges:
        add("hedge", *span)
    for span in passage.denials:
        add("denial", *span)
    for fact in passage.facts:
        add(fact.question, fact.start, fact.end, **_classes(fact))
    return Annotated(
        key=passage.id,
        language=passage.language,
        text=passage.text,
        layers=LAYERS,
        marks=tuple(marks.values()),
        links=_links(passage.attributions),
    )


def in_company(passages: Iterable[Annotated], shake: random.Random, most: int = 4) -> Iterator[Annotated]:
    """Yield the passages joined by two to `most`, each with others of its language, in an order of chance."""
    by_language: dict[str, list[Annotated]] = {}
    for passage in passages:
        by_language.setdefault(passage.language, []).append(passage)
    for language in sorted(by_language):
        rest = by_language[language]
        shake.shuffle(rest)
        while rest:
            some = [rest.pop() for _ in range(min(len(rest), shake.randint(2, most)))]
            yield _joined(some)


def _joined(passages: list[Annotated], between: str = "\n\n") -> Annotated:
    text, marks, links = "", [], []
    for passage in passages:
        at = len(text)
        text += passage.text + between
        marks += [replace(mark, start=mark.start + at, end=mark.end + at) for mark in passage.marks]
        links += [
            replace(
                link,
                query=(link.query[0] + at, link.query[1] + at),
                targets=tuple((start + at, end + at) for start, end in link.targets),
            )
            for link in passage.links
        ]
    keys = "+".join(passage.key for passage in passages)
    return replace(passages[0], key=keys, text=text, marks=tuple(marks), links=tuple(links))


def _classes(fact: Fact) -> dict[str, str]:
    flags = fact.flags
    classes = {
        "hedged": _YES_NO["h" in flags],
        "denied": _YES_NO["n" in flags],
        "background": _YES_NO["bg" in flags],
    }
    if fact.question in COUNTS:
        classes["role"] = next((role for role in _ROLES if role in flags), "own")
    if fact.question in PEOPLE:
        classes["class"] = fact.victim_class or "unknown"
    return classes


def _links(attributions: tuple[Attribution, ...]) -> tuple[Link, ...]:
    by_id = {one.id: one for one in attributions}
    links: list[Link] = []
    for one in attributions:
        above = by_id.get(one.parent) if one.parent is not None else None
        told_by = above.cues if above else ()
        for cue in one.cues:
            for relation, targets in (
                ("source", one.sources),
                ("content", one.contents),
                ("cue", one.cues),
                ("parent", told_by),
            ):
                links.append(Link(relation=relation, query=cue, targets=targets))
        for source, back in zip(one.sources, one.source_refs, strict=True):
            earlier = by_id[back].sources if back is not None else ()
            links.append(Link(relation="antecedent", query=source, targets=earlier))
    return tuple(links)
