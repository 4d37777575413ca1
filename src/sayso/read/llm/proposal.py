"""What a language model answered → proposals: which words answer which question. Nothing more is taken from it.

In: the text of an answer. Out: `Proposal`s, or why there are none. Fields that nobody asked for, values above all,
are passed over. Whether the words stand in the report is for `locate.py`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final

# What sayso's rules can work out from words alone, and so confirm.
QUESTIONS: Final = (
    "killed",
    "wounded",
    "missing",
    "captured",
    "strikes",
    "vehicles_destroyed",
    "initiator",
    "perpetrator",
)
MOST: Final = 200  # proposals of one answer
_LONGEST: Final = 2000  # letters of a quote
_FIELDS: Final = ("quote", "context", "speaker_quote", "cue_quote")
_FENCE: Final = re.compile(r"\A```[a-z]*\s*\n(.*)\n\s*```\Z", re.DOTALL)
_THOUGHT: Final = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Words that a model points at.

    Attributes:
        question: what they are said to answer; any text, to be checked.
        context: words around the quote, where the quote stands in the text several times.
        speaker_quote, cue_quote: who is said to say it, and the words of saying.
    """

    question: str
    quote: str
    context: str = ""
    speaker_quote: str = ""
    cue_quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A proposal that was turned away, with the reason."""

    proposal: Proposal
    why: str


def proposals_in(answer: str) -> tuple[list[Proposal], list[Refusal]]:
    """Return the proposals of an answer, and the items that are none.

    Args:
        answer: a JSON list of objects, which may stand in a code fence.

    Raises:
        ValueError: where the answer is no such list; the text says why.
    """
    bare = _THOUGHT.sub("", answer).strip()
    fenced = _FENCE.match(bare)
    try:
        items = json.loads(fenced.group(1) if fenced else bare)
    except (ValueError, RecursionError) as error:
        message = "the answer is not JSON"
        raise ValueError(message) from error
    if not isinstance(items, list):
        message = "the answer is not a JSON list"
        raise ValueError(message)  # noqa: TRY004  # the answer is at fault, not a type in the program
    found: list[Proposal] = []
    refused: list[Refusal] = []
    for item in items[:MOST]:
        made = _proposal(item)
        if isinstance(made, Refusal):
            refused.append(made)
        elif made not in found:
            found.append(made)
    if len(items) > MOST:
        rest = Proposal(question="", quote="")
        refused.append(Refusal(proposal=rest, why=f"{len(items) - MOST} items beyond the first {MOST}"))
    return found, refused


def _proposal(item: Any) -> Proposal | Refusal:  # noqa: ANN401  # whatever a model wrote
    if not isinstance(item, dict):
        return Refusal(proposal=Proposal(question="", quote=_short(item)), why="not an object")
    texts = {name: item.get(name) or "" for name in ("question", *_FIELDS)}
    wrong = [name for name, text in texts.items() if not isinstance(text, str) or len(text) > _LONGEST]
    made = Proposal(**{name: _short(text) if name in wrong else str(text) for name, text in texts.items()})
    if wrong:
        return Refusal(proposal=made, why=f"{wrong[0]} is no text of at most {_LONGEST} letters")
    if made.question not in QUESTIONS:
        return Refusal(proposal=made, why="no question that the rules can confirm an answer to")
    if not made.quote.strip():
        return Refusal(proposal=made, why="no quote")
    return made


def _short(item: object) -> str:
    return repr(item)[:80]
