"""The grammar of one tag's label: `s4>1`, `c3/doc^2~!deny`, `x1+2`, `killed:civilian=2+!h`.

In: a label, as written after `[`. Out: a typed tag, or a plain sentence saying what is wrong with it.
It knows nothing of text, nesting or other tags; that is `passages_format`. The grammar is told in
`training/passages/FORMAT.md`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, cast, get_args

from sayso.model import Count, SpeechAct, VictimClass

Reach = Literal["local", "doc", "par", "prev", "next"]

PEOPLE: Final = frozenset({"killed", "wounded", "missing", "captured", "casualties"})
COUNTS: Final = PEOPLE | {"strikes", "vehicles"}
NAMED: Final = frozenset({"initiator", "perpetrator", "target", "weapon", "place", "time", "evidence"})
FLAGS: Final = frozenset({"h", "n", "bg", "part", "incr", "old", "sum"})
ACTS: Final[dict[str, SpeechAct]] = {
    "deny": "deny",
    "concede": "concede",
    "accuse": "accuse",
    "claim": "claim_responsibility",
    "retract": "retract",
    "nocomment": "no_comment",
}
# The literal interval of an unspecified plural, as `sayso.model.Count` defines it.
VAGUE: Final = {"several": (2, None), "dozens": (24, 99), "hundreds": (200, 999), "thousands": (2000, 9999)}

_CLASSES: Final = frozenset(get_args(VictimClass))
_PIECE = re.compile(r"(?P<kind>[sx])(?P<ids>\d+(?:\+\d+)*)(?:>(?P<back>\d+))?")
_CUE = re.compile(
    r"c(?P<id>\d+)(?:/(?P<reach>doc|par|prev|next))?(?:\^(?P<parent>\d+))?(?P<far>~)?(?:!(?P<act>[a-z]+))?"
)
_FACT = re.compile(r"(?P<question>[a-z]+)(?::(?P<class>[a-z]+))?(?:=(?P<value>[^!]*))?(?P<flags>(?:![a-z]+)*)")
_VALUE = re.compile(r"(?P<about>~)?(?P<low>\d+)(?:(?P<open>\+)|-(?P<high>\d+))?")


class LabelError(ValueError):
    """A label that breaks the grammar; its text says how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A source (`s`) or content (`x`) of one or more attributions."""

    kind: Literal["s", "x"]
    ids: tuple[int, ...]
    back: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A cue, with all that a cue says about its attribution."""

    id: int
    reach: Reach
    parent: int | None
    distancing: bool
    act: SpeechAct | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words that weaken (`h`) or deny (`n`)."""

    kind: Literal["h", "n"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLabel:
    """A question with victim class, value and flags."""

    question: str
    victim_class: VictimClass | None
    value: Count | None
    flags: frozenset[str]


Label = Piece | Cue | Mark | FactLabel


def label_of(written: str) -> Label:
    """Return the typed form of a label.

    Raises:
        LabelError: saying what is wrong, for whoever wrote the passage.
    """
    if written == "h":
        return Mark(kind="h")
    if written == "n":
        return Mark(kind="n")
    if piece := _PIECE.fullmatch(written):
        return _piece(written, piece)
    if cue := _CUE.fullmatch(written):
        return _cue(written, cue)
    if fact := _FACT.fullmatch(written):
        return _fact(written, fact)
    message = f"unknown label {written!r}"
    raise LabelError(message)


def count_of(written: str) -> Count:
    """Return the interval that a value stands for: `2`, `2+`, `0-5`, `~30`, `dozens`, `yes`.

    Raises:
        LabelError: for anything else, and for an interval that ends before it begins.
    """
    if written in VAGUE:
        low, high = VAGUE[written]
        return Count(low=low, high=high, vague=written)
    if written == "yes":
        return Count(low=1, high=None)
    match = _VALUE.fullmatch(written)
    if not match:
        message = f"value {written!r} is none of 2, 2+, 0-5, ~30, {', '.join(VAGUE)}, yes"
        raise LabelError(message)
    low = int(match["low"])
    high = None if match["open"] else int(match["high"] or low)
    if high is not None and high < low:
        message = f"value {written!r} ends before it begins"
        raise LabelError(message)
    return Count(low=low, high=high, approx=bool(match["about"]))


def _piece(written: str, match: re.Match[str]) -> Piece:
    ids = tuple(int(number) for number in match["ids"].split("+"))
    if match["back"] and match["kind"] == "x":
        message = f"{written!r}: only a source points back with >"
        raise LabelError(message)
    back = int(match["back"]) if match["back"] else None
    return Piece(kind=cast("Literal['s', 'x']", match["kind"]), ids=ids, back=back)


def _cue(written: str, match: re.Match[str]) -> Cue:
    act = match["act"]
    if act and act not in ACTS:
        message = f"{written!r}: unknown act !{act} (known: {', '.join(ACTS)})"
        raise LabelError(message)
    return Cue(
        id=int(match["id"]),
        reach=cast("Reach", match["reach"] or "local"),
        parent=int(match["parent"]) if match["parent"] else None,
        distancing=bool(match["far"]),
        act=ACTS[act] if act else None,
    )


def _fact(written: str, match: re.Match[str]) -> FactLabel:
    question, value = match["question"], match["value"]
    victim = match["class"]
    flags = frozenset(match["flags"].split("!")[1:])
    problem = ""
    if question not in COUNTS | NAMED:
        problem = f"unknown label {written!r}"
    elif flags - FLAGS:
        problem = f"{written!r}: unknown flag !{min(flags - FLAGS)} (known: {', '.join(sorted(FLAGS))})"
    elif victim and question not in PEOPLE:
        problem = f"{written!r}: {question} has no victim class"
    elif victim and victim not in _CLASSES:
        problem = f"{written!r}: unknown class {victim!r} (known: {', '.join(sorted(_CLASSES))})"
    elif question in COUNTS and not value:
        problem = f"{written!r}: a count needs a value, as in {question}=2"
    elif question in NAMED and value is not None:
        problem = f"{written!r}: {question} carries no value"
    elif value == "yes" and question in PEOPLE:
        problem = f"{written!r}: yes is for strikes and vehicles; people need a figure or several"
    if problem:
        raise LabelError(problem)
    people = cast("VictimClass", victim or "unknown") if question in PEOPLE else None
    return FactLabel(question=question, victim_class=people, value=count_of(value) if value else None, flags=flags)
