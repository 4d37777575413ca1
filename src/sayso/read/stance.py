"""How sure words sound: hedges, denials, distance, and what an act of speech they are.

In: a `Row`, or the words of a cue. Out: the `Hedge` that covers given tokens, whether they are denied, and
what the cue says of its speaker's stance. Does not know who speaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sayso.errors import PackError
from sayso.lang import load
from sayso.model import Hedge

if TYPE_CHECKING:
    from sayso.lang import Hit
    from sayso.model import HedgeStrength, SpeechAct
    from sayso.read.row import Row

_ACTS: Final[tuple[SpeechAct, ...]] = ("deny", "claim_responsibility", "no_comment", "retract", "concede", "accuse")
_BREAKS: Final = frozenset(",;:()")
_JOINED: Final = 2  # words between "and" and a further verb


def hedge_of(row: Row, first: int, last: int) -> Hedge | None:
    """Return the words that weaken tokens `first` to `last`, or None; the nearest of the strongest reach.

    A hedge covers its own clause from where it stands, and clauses joined on by "and"; words such as "preliminary"
    and "could not be verified" cover the whole sentence.
    """
    best: tuple[int, Hit] | None = None
    for hit in row.find("stance", "hedge"):
        if hit.first <= last + 1 and not _broken(row, hit.last + 1, first):
            distance = max(0, first - hit.last)
            if best is None or distance < best[0]:
                best = (distance, hit)
    for hit in row.find("stance", "auxiliary"):
        near = hit.first - last if hit.first > last else first - hit.last
        if not _broken(row, min(hit.last, last) + 1, max(hit.first, first)) and (best is None or near < best[0]):
            best = (near, hit)
    if best is None:
        best = next(((0, hit) for hit in row.find("stance", "over") if not row.parted(hit.first, first)), None)
    if best is None:
        return None
    hit = best[1]
    strength: HedgeStrength = hit.tag[2]  # type: ignore[assignment]  # keys of the pack are strengths
    return Hedge(span=row.span(hit.first, hit.last), strength=strength)


def over_of(row: Row, after: int = 0) -> tuple[int, Hedge] | None:
    """Return words that weaken what was said before them ("Reuters could not verify this"), with their first token.

    Args:
        row: the sentence.
        after: look from this token on.
    """
    for hit in row.find("stance", "over", "medium"):
        if hit.first >= after:
            return hit.first, Hedge(span=row.span(hit.first, hit.last), strength="medium")
    return None


def denied(row: Row, first: int) -> Hit | None:
    """Return the words that deny what begins at token `first` in the same clause, or None."""
    for hit in reversed(row.find("stance", "denial")):
        if hit.last < first and not _broken(row, hit.last + 1, first, marks=frozenset(";:")):
            return None if _says_on(row, hit.last + 1, first) else hit
    return None


def _says_on(row: Row, first: int, last: int) -> bool:
    """Whether whoever denies goes on to say something: "denied involvement and said", "denied it, blaming"."""
    between = row.tokens[first:last]
    for hit in row.pack.cues.hits(between):
        verb = between[hit.first].norm
        if hit.tag[:2] != ("attribution", "say") and act_of(verb, row.pack.code) != "accuse":
            continue
        before = range(max(0, first + hit.first - _JOINED), first + hit.first)
        joined = ("words", "and") in row.pack.facts.tags(verb[0])  # "وقال"
        if joined or any(row.tokens[at].norm in _BREAKS or row.at(at, "words", "and") for at in before):
            return True
    return False


def unmentioned(row: Row) -> bool:
    """Whether the sentence says that somebody does not mention something."""
    return bool(row.find("stance", "unmentioned"))


def is_distancing(cue_text: str, language: str) -> bool:
    """Return whether a verb of saying keeps its distance from what is said ("claims", "стверджує", "زعمت")."""
    return _has(cue_text, language, "distancing")


def act_of(cue_text: str, language: str) -> SpeechAct:
    """Return what speaking with these words does; `assert` for plain words of saying and unknown languages."""
    for act in _ACTS:
        if _has(cue_text, language, "act", act):
            return act
    return "assert"


def _has(text: str, language: str, *path: str) -> bool:
    try:
        pack = load(language)
    except PackError:
        return False
    wanted = ("stance", *path)
    return any(hit.tag[: len(wanted)] == wanted for hit in pack.facts.hits(pack.tokens(text)))


def _broken(row: Row, first: int, last: int, marks: frozenset[str] = _BREAKS) -> bool:
    """Whether a clause ends between two places; one that the words before it govern ("…, that") goes on."""
    return any(
        row.tokens[at].norm in marks and not (at == first and row.at(at + 1, "words", "clause"))
        for at in range(first, min(last, len(row)))
    )
