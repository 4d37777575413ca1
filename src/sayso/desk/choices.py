"""From what a reviewer chose to decisions in the ledger.

In: a verdict and what it is about, as a form or a program gives it. Out: decisions, checked against the case,
appended together, and what others decided on the same thing meanwhile. Nothing is overwritten: both are kept.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from sayso.case import new_decision
from sayso.decisions import in_force, matter_of
from sayso.errors import SaysoError, UnknownError
from sayso.model import CASUALTY_QUESTIONS, Question, Verdict, VictimClass
from sayso.weigh.review import amended

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.desk.live import Live
    from sayso.model import Claim, Decision, Incident

_ON_CLAIMS = frozenset({"accept", "reject", "amend", "unsure"})
_LONGEST_NOTE = 2000
_LONGEST_NAME = 80


class Refused(SaysoError):  # noqa: N818  # a refusal, which is often no error of the program's
    """A decision that cannot be taken as it was put."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A decision as asked for.

    Attributes:
        seen: how many decisions the case held when the reviewer's page was made.
    """

    verdict: str
    subject: str
    object: str | None = None
    note: str | None = None
    amended: str | None = None
    seen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was stored, and what others decided on the same matter while the reviewer looked."""

    decisions: tuple[Decision, ...]
    meanwhile: tuple[Decision, ...] = ()


def decide(live: Live, reviewer: str, wanted: Wanted) -> Outcome:
    """Store one decision.

    Raises:
        Refused: for a verdict that does not fit its subject, or an amendment that cannot be made.
        UnknownError: for a subject that the case does not hold.
    """
    _check(live, wanted)
    before = live.now().decisions
    made = _made(live, reviewer, wanted)
    live.decide([made])
    unseen = before[wanted.seen :] if wanted.seen is not None else ()
    others = tuple(one for one in unseen if one.reviewer != reviewer and matter_of(one) == matter_of(made))
    return Outcome(decisions=(made,), meanwhile=others)


def withdraw(live: Live, reviewer: str, decision_ids: Sequence[str], note: str | None = None) -> Outcome:
    """Take decisions back, together.

    Raises:
        UnknownError: for one that is not in force.
    """
    standing = {decision.id: decision for decision in in_force(live.now().decisions)}
    made = []
    for decision_id in decision_ids:
        if decision_id not in standing:
            raise UnknownError(decision_id, "no such decision in force", "See the log: it may be taken back already.")
        old = standing[decision_id]
        wanted = Wanted(verdict="withdraw", subject=old.subject, object=old.object, note=note)
        made.append(_made(live, reviewer, wanted, supersedes=old.id))
    live.decide(made)
    return Outcome(decisions=tuple(made))


def merge(live: Live, reviewer: str, one: Incident, other: Incident, note: str | None) -> Outcome:
    """Say that two incidents are one: every report of both belongs together with the first.

    Raises:
        Refused: for an incident and itself.
    """
    if one.id == other.id:
        raise Refused(one.name, "cannot be joined with itself", "Choose another incident.")
    hub, *rest = (*one.report_ids, *other.report_ids)
    made = [_made(live, reviewer, Wanted(verdict="same", subject=hub, object=name, note=note)) for name in rest]
    live.decide(made)
    return Outcome(decisions=tuple(made))


def split(live: Live, reviewer: str, incident: Incident, report_ids: Sequence[str], note: str | None) -> Outcome:
    """Say that some of an incident's reports are about another one.

    Raises:
        Refused: for none or all of its reports, or one that is not its own.
    """
    leaving = [name for name in incident.report_ids if name in set(report_ids)]
    staying = [name for name in incident.report_ids if name not in set(report_ids)]
    if not leaving or not staying or len(leaving) != len(set(report_ids)):
        raise Refused(incident.name, "some but not all of its reports can leave it", "Mark those that do.")
    wanted = [
        Wanted(verdict="different", subject=gone, object=kept, note=note) for gone in leaving for kept in staying
    ]
    wanted += [Wanted(verdict="same", subject=leaving[0], object=name, note=note) for name in leaving[1:]]
    made = [_made(live, reviewer, one) for one in wanted]
    live.decide(made)
    return Outcome(decisions=tuple(made))


def about(live: Live, subject: str, object_: str | None = None) -> tuple[Decision, ...]:
    """Return every decision ever taken on this subject or pair, in order."""
    ids = {subject, object_ or subject}
    return tuple(
        decision
        for decision in live.now().decisions
        if {decision.subject, decision.object or decision.subject} == ids
    )


def differing(decisions: Sequence[Decision]) -> bool:
    """Return whether reviewers differ among decisions in force on one matter."""
    by_matter: dict[object, set[tuple[str, str | None]]] = {}
    for decision in in_force(decisions):
        by_matter.setdefault(matter_of(decision), set()).add((decision.verdict, decision.amended))
    return any(len(given) > 1 for given in by_matter.values())


def name_checked(name: str) -> str:
    """Return a reviewer's name without spaces around it.

    Raises:
        Refused: for none, a very long one, or one with control characters.
    """
    clean = " ".join(name.split())
    if not clean or len(clean) > _LONGEST_NAME or not clean.isprintable():
        raise Refused("Your name", f"needs 1 to {_LONGEST_NAME} letters", "It stands beside every decision you take.")
    return clean


def _made(live: Live, reviewer: str, wanted: Wanted, supersedes: str | None = None) -> Decision:
    note = (wanted.note or "").strip()
    if len(note) > _LONGEST_NOTE:
        raise Refused("The note", f"is longer than {_LONGEST_NOTE} characters", "Shorten it.")
    return new_decision(
        wanted.verdict,
        wanted.subject,
        reviewer=name_checked(reviewer),
        at=live.time(),
        object=wanted.object,
        note=note or None,
        amended=wanted.amended,
        supersedes=supersedes,
    )


def _check(live: Live, wanted: Wanted) -> None:
    if wanted.verdict not in get_args(Verdict) or wanted.verdict == "withdraw":
        raise Refused(wanted.verdict, "is no verdict", f"Choose one of {', '.join(sorted(_ON_CLAIMS))}.")
    if wanted.verdict in _ON_CLAIMS and not wanted.object:
        if wanted.subject.startswith("f-"):
            _check_finding(live, wanted)
            return
        claim = live.places.claim(wanted.subject)
        if wanted.verdict == "amend":
            _check_amendment(live, claim, wanted.amended or "")
    elif wanted.verdict in _ON_CLAIMS or not wanted.object or wanted.object == wanted.subject:
        raise Refused(wanted.subject, f"“{wanted.verdict}” does not fit it", "Say which two things it is about.")
    else:
        for name in (wanted.subject, wanted.object):
            if wanted.verdict == "same_origin" or name.startswith("o-"):
                _check_origin(live, name)
            elif name.startswith("c-") and wanted.verdict == "different_origin":
                live.places.claim(name)
            else:
                live.places.incident_of(name)


def _check_finding(live: Live, wanted: Wanted) -> None:
    if wanted.verdict == "amend":
        raise Refused(wanted.subject, "a finding cannot be amended", "Amend the claims that it is made from.")
    if not any(wanted.subject in live.summary(incident).subjects for incident in live.now().incidents):
        raise UnknownError(wanted.subject, "no such finding in this case", "Open the incident again.")


def _check_origin(live: Live, name: str) -> None:
    if name.startswith("o-") and any(name in live.summary(incident).subjects for incident in live.now().incidents):
        return
    raise UnknownError(name, "no such origin in this case", "Open the incident again.")


def _check_amendment(live: Live, claim: Claim, text: str) -> None:
    """Refuse an amendment that names what is not in the text, or says what no field can."""
    try:
        fields = json.loads(text)
        made = amended(claim, text)
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(claim.span.quote, f"cannot be amended so ({error})", "Correct the fields.") from error
    if not fields:
        raise Refused(claim.span.quote, "nothing was changed", "Change a field, or accept the claim as it is.")
    quoted = live.now().reports[claim.report_id].text[made.span.start : made.span.end]
    if quoted != made.span.quote:
        raise Refused(made.span.quote, "these words do not stand there in the report", "Select them in the text.")
    if made.question not in get_args(Question):
        raise Refused(str(made.question), "is no question that sayso asks", "Choose one from the list.")
    if made.victim_class is not None and made.victim_class not in get_args(VictimClass):
        raise Refused(str(made.victim_class), "is no class of people", "Choose one from the list.")
    if made.victim_class is not None and made.question not in CASUALTY_QUESTIONS:
        raise Refused(str(made.victim_class), "fits questions about people alone", "Leave the class out.")
    if made.polarity not in {"affirmed", "denied"}:
        raise Refused(str(made.polarity), "is neither affirmed nor denied", "Choose one of the two.")
