"""Single victims of a report told apart: who was shot, who of them died, who is somebody else.

In: facts about one person each, with the sentences they stand in. Out: `Person`s, each with the worst fate told of
them. Two mentions are one person unless sex, age or full name differ, "another" stands before the later one, or one
sentence tells a different fate of somebody else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Question
    from sayso.read.fact import Fact
    from sayso.read.row import Row

_FULL_NAME: Final = 2
_WORST: Final = ("killed", "wounded", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where one person is told to have been killed, wounded or shot.

    Attributes:
        sex, age: None where the words do not say.
        names: the words of the name, folded.
        more: said to be a further one.
        counted: a number says that it was one.
        suspect: called the one who did it, or did it to themselves.
    """

    sentence: int
    question: Question
    span: tuple[int, int]
    sex: str | None
    age: int | None
    names: frozenset[str]
    more: bool
    suspect: bool
    counted: bool


@dataclass(slots=True, kw_only=True)
class Person:
    """Mentions held to be of one person."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def fate(self) -> Question:
        """The worst that is told of them; `other` is shot or stabbed."""
        return next(fate for fate in _WORST if any(m.question == fate for m in self.mentions))

    @property
    def suspect(self) -> bool:
        """Whether they are told to have done it."""
        return any(m.suspect for m in self.mentions)

    def may_be(self, other: Mention) -> bool:
        """Whether a further mention can be of the same person."""
        return all(_alike(mention, other) for mention in self.mentions)


def mention_of(fact: Fact, row: Row, sentence: int) -> Mention:
    """Return what a fact about one person says of who it is."""
    inside = _inside(fact, row)
    first, last = (inside[0], inside[-1]) if inside else (0, -1)
    return Mention(
        sentence=sentence,
        question=fact.question,
        span=(fact.span.start, fact.span.end),
        sex=next((sex for sex in ("female", "male") if _any(row, first, last, sex)), None),
        age=_age(row, first - 4, last + 3),
        names=_names(row, inside),
        more=fact.more,
        counted=any(row.tokens[at].kind == "n" or row.at(at, "numerals", "word", "1") for at in inside[:3]),
        suspect=_any(row, first, last, "suspect") or _any(row, first, last + 3, "himself"),
    )


def has(fact: Fact, row: Row, kind: str) -> bool:
    """Whether a fact's words, up to a comma, hold a word of a kind, such as `female`."""
    inside = _inside(fact, row)
    end = next((at for at in inside if row.tokens[at].norm == ","), len(row))
    return any(row.at(at, "casualties", kind) for at in inside if at < end)


def _inside(fact: Fact, row: Row) -> list[int]:
    """The tokens of a fact."""
    offset = row.passage.start
    return [
        at
        for at, token in enumerate(row.tokens)
        if fact.span.start <= offset + token.start and offset + token.end <= fact.span.end
    ]


def people_of(mentions: Sequence[Mention]) -> list[Person]:
    """Return the people that mentions, in the order of the text, are of."""
    people: list[Person] = []
    for mention in mentions:
        known = _known(people, mention)
        if known is None:
            known = Person()
            people.append(known)
        known.mentions.append(mention)
    return people


def _known(people: Sequence[Person], mention: Mention) -> Person | None:
    """The person told of before that a mention is of: by its words, by name, by fate, else the last it may be."""
    told = (person for person in people for m in person.mentions if m.span[0] == mention.span[0])
    same = next(told, None)  # "a second was injured after they were shot": one group, two fates
    if same is not None:
        return same
    likely = [person for person in reversed(people) if person.may_be(mention)]
    if mention.more:  # "another was injured", twice in one report, is one person
        again = (m for p in likely for m in p.mentions if m.more and m.question == mention.question)
        return next((p for m in again for p in likely if m in p.mentions and m.sentence != mention.sentence), None)
    named = (person for person in likely if _shares(person, mention))
    alike = (person for person in likely if person.fate == mention.question)
    return next(named, None) or next(alike, None) or next(iter(likely), None)


def _shares(person: Person, mention: Mention) -> bool:
    return any(mention.names & m.names for m in person.mentions)


def _alike(left: Mention, right: Mention) -> bool:
    for a, b in ((left.sex, right.sex), (left.age, right.age)):
        if a is not None and b is not None and a != b:
            return False
    full = len(left.names) >= _FULL_NAME and len(right.names) >= _FULL_NAME
    if full and not left.names & right.names:
        return False
    # "One killed, one injured": two people; "a man was shot and later died" is one.
    apart = left.span[1] <= right.span[0] or right.span[1] <= left.span[0]
    fates = {left.question, right.question}
    return not (left.sentence == right.sentence and apart and fates == {"killed", "wounded"})


def _any(row: Row, first: int, last: int, kind: str) -> bool:
    return any(row.at(at, "casualties", kind) for at in range(max(0, first), min(last + 1, len(row))))


def _age(row: Row, first: int, last: int) -> int | None:
    """A number with "-year-old" after it, or alone between commas after a name."""
    for at in range(max(0, first), min(last + 1, len(row))):
        if row.tokens[at].kind != "n" or len(row.tokens[at].norm) > 2:  # noqa: PLR2004  # two digits
            continue
        if row.at(at + 1, "numerals", "age") or row.at(at + 2, "numerals", "age"):
            return int(row.tokens[at].norm)
        named = at > 1 and row.tokens[at - 1].norm == "," and row.tokens[at - 2].upper
        if named and at + 1 < len(row) and row.tokens[at + 1].norm in ",.":
            return int(row.tokens[at].norm)
    return None


def _names(row: Row, inside: Sequence[int]) -> frozenset[str]:
    return frozenset(
        row.tokens[at].norm
        for at in inside
        if row.tokens[at].upper
        and at > 0
        and not row.at(at, "words")
        and not row.at(at, "numerals")
        and not row.at(at, "casualties")
        and not row.at(at, "events")
    )
