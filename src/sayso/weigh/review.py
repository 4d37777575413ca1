"""Claims as reviewers left them.

In: claims, and every decision ever taken. Out: the claims with amendments made, which are rejected, and which
claims and findings are under review because reviewers differ or one is unsure. Decisions on reports and origins are
for the rooms that own those.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.decisions import in_force
from sayso.model import Answer, Count, Party, Place, Span, Text, Voice, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sayso.model import Claim, Decision

_ANSWERS: dict[str, type[Answer]] = {kind.__name__: kind for kind in (Count, Party, Place, Text, When)}
_REVIEWER = "as a reviewer has it"
_PLAIN = ("question", "victim_class", "polarity", "act", "superseded", "background", "distancing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What is left of the claims once decisions are obeyed.

    Attributes:
        claims: amended where a reviewer said so; rejected ones are still among them.
        rejected: ids of those that a reviewer rejected and none defends.
        disputed: per id of a claim or finding, why it is under review.
    """

    claims: tuple[Claim, ...]
    rejected: frozenset[str]
    disputed: Mapping[str, str]


def reviewed(claims: Iterable[Claim], decisions: Iterable[Decision]) -> Reviewed:
    """Return the claims as decided, and what is under review.

    A decision that cannot be followed (an amendment that does not parse) changes nothing and puts its subject under
    review, so that it is seen.
    """
    by_subject: dict[str, list[Decision]] = {}
    for decision in in_force(decisions):
        if not decision.object:
            by_subject.setdefault(decision.subject, []).append(decision)
    disputed = {subject: why for subject, given in by_subject.items() if (why := _why_disputed(given))}
    kept: list[Claim] = []
    rejected: list[str] = []
    for claim in claims:
        verdicts = {decision.verdict for decision in by_subject.get(claim.id, [])}
        if claim.id not in disputed and verdicts == {"reject"}:
            rejected.append(claim.id)
        if claim.id in disputed or verdicts != {"amend"}:
            kept.append(claim)
            continue
        try:
            kept.append(amended(claim, by_subject[claim.id][-1].amended or "{}"))
        except ValueError as error:
            disputed[claim.id] = f"an amendment cannot be followed: {error}"
            kept.append(claim)
    return Reviewed(claims=tuple(kept), rejected=frozenset(rejected), disputed=disputed)


def amended(claim: Claim, text: str) -> Claim:
    """Return the claim with the fields of a JSON object put in place of its own.

    Args:
        claim: as read.
        text: for example `{"answer": {"low": 2, "high": 2}, "victim_class": "child"}`. An answer that is not of the
            kind that the claim has names its kind in `type` (`Count`, `Party`, `Place`, `When`, `Text`). `span` is
            the right words (`start`, `end`, `quote`), `source` who says it (`name`, `kind`, `id`), null for the
            outlet itself.

    Raises:
        ValueError: for text that is no JSON object, an unknown field or an answer that does not fit its kind.
    """
    fields = json.loads(text)
    if not isinstance(fields, dict):
        message = "it is not a JSON object"
        raise ValueError(message)  # noqa: TRY004  # the text is at fault, not a type in the program
    changes: dict[str, object] = {}
    for name, value in fields.items():
        if name == "answer" and isinstance(value, dict):
            kind = _ANSWERS.get(str(value.get("type", type(claim.answer).__name__)))
            if kind is None:
                message = f"no kind of answer is called {value['type']!r}"
                raise ValueError(message)
            try:
                changes["answer"] = kind(**{key: item for key, item in value.items() if key != "type"})
            except TypeError as error:
                raise ValueError(str(error)) from error
        elif name == "span":
            changes["span"] = _span(value)
        elif name == "source":
            changes["voices"] = _voices(claim, value)
        elif name in _PLAIN:
            changes[name] = value
        else:
            message = f"{name!r} cannot be amended"
            raise ValueError(message)
    return dataclasses.replace(claim, **changes)  # type: ignore[arg-type]  # names and kinds were checked above


def _span(value: object) -> Span:
    if not isinstance(value, dict) or set(value) != {"start", "end", "quote"}:
        message = "a span has a start, an end and a quote"
        raise ValueError(message)
    if not 0 <= int(value["start"]) < int(value["end"]):
        message = "a span ends after it starts"
        raise ValueError(message)
    return Span(start=int(value["start"]), end=int(value["end"]), quote=str(value["quote"]))


def _voices(claim: Claim, value: object) -> tuple[Voice, ...]:
    """Return the claim's voices with another source at their end; narrators before it stay."""
    if value is None:
        return ()
    if not isinstance(value, dict) or not value.get("name"):
        message = "a source has a name"
        raise ValueError(message)
    name = str(value["name"])
    source = Voice(
        name=name,
        source=name,
        kind=value.get("kind") or "unknown",
        how="said",
        reason=_REVIEWER,
        source_id=value.get("id"),
    )
    return (*claim.voices[:-1], source)


def _why_disputed(given: list[Decision]) -> str:
    verdicts = sorted({decision.verdict for decision in given})
    if len(verdicts) > 1 or len({decision.amended for decision in given if decision.verdict == "amend"}) > 1:
        words = ", ".join(f"{decision.reviewer}: {decision.verdict}" for decision in given)
        return f"reviewers differ ({words})"
    if verdicts == ["unsure"]:
        return f"{given[0].reviewer} is unsure"
    return ""
