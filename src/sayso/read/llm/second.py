"""One report through the second reader: asked about, its answer checked word by word, what is left made into claims.

In: a report, its passages, its mentions, the first reader. Out: `Second`: a reading and what was turned away. Answers
come from those that are kept, else from the service. It stores no reading and compares with none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.errors import ReadError
from sayso.lang import available
from sayso.model import Reading
from sayso.read.facts import facts_of
from sayso.read.llm.confirm import confirmed
from sayso.read.llm.locate import folded, located, places_of
from sayso.read.llm.prompt import messages_for, prompt_sha
from sayso.read.llm.proposal import Refusal, proposals_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.config import Llm
    from sayso.model import Claim, Mention, Passage, Report
    from sayso.read import Reader
    from sayso.read.fact import Fact
    from sayso.read.llm.budget import Budget
    from sayso.read.llm.endpoint import Endpoint, Reply
    from sayso.read.llm.locate import Folded
    from sayso.read.llm.proposal import Proposal
    from sayso.read.llm.replies import Replies

_DIGITS = 12
_UNSTATED = "unstated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """What the second reader made of one report.

    Attributes:
        reading: its claims; it has no mentions.
        refused: proposals that were turned away.
        proposed: how many proposals there were.
    """

    reading: Reading
    refused: tuple[Refusal, ...]
    proposed: int


class SecondReader:
    """Asks a model about reports and lets through what the rules confirm.

    Args:
        first: finds who says what.
        settings: the `[llm]` table.
        replies: answers that are kept.
        budget: of this run.
        endpoint: who is asked where no answer is kept; nobody where it is None.
    """

    def __init__(
        self, first: Reader, settings: Llm, replies: Replies, budget: Budget, endpoint: Endpoint | None
    ) -> None:
        """Keep the parts; nothing is asked yet."""
        self._first = first
        self._settings = settings
        self._replies = replies
        self._budget = budget
        self._endpoint = endpoint

    def read(self, report: Report, passages: Sequence[Passage], mentions: Sequence[Mention]) -> Second:
        """Return what the rules confirm of what the model points at.

        Raises:
            ReadError: where there is no answer about the report, or none that can be read.
        """
        if report.language not in available():
            return self._second(report, (), [], 0, set())
        facts = facts_of(passages)
        kept: list[tuple[Proposal, tuple[Fact, ...]]] = []
        refused: list[Refusal] = []
        proposed, prints = 0, set()
        for part in _parts(passages, self._settings.letters):
            begin, end = part[0].start, part[-1].end
            reply = self._reply(report.text[begin:end])
            prints.add(reply.fingerprint)
            found, wrong = _understood(reply)
            proposed += len(found) + len(wrong)
            refused += wrong
            within = folded(report.text[begin:end])
            for proposal in found:
                outcome = _facts(proposal, report.text[begin:end], within, part, facts)
                if isinstance(outcome, str):
                    refused.append(Refusal(proposal=proposal, why=outcome))
                else:
                    kept.append((proposal, outcome))
        claims = self._claims(report, passages, mentions, kept, refused, self._name(prints))
        return self._second(report, claims, refused, proposed, prints)

    def _claims(  # noqa: PLR0913, PLR0917  # what is known of one report at this point
        self,
        report: Report,
        passages: Sequence[Passage],
        mentions: Sequence[Mention],
        kept: Sequence[tuple[Proposal, tuple[Fact, ...]]],
        refused: list[Refusal],
        name: str,
    ) -> tuple[Claim, ...]:
        """The claims that the facts make; those whose speaker the rules do not hear go to `refused`."""
        facts = tuple(dict.fromkeys(fact for _, found in kept for fact in found))
        made = self._first.claims_from(facts, report, passages, mentions=mentions, name=name)
        within = folded(report.text)
        found: dict[str, Claim] = {}
        for proposal, own in kept:
            here = [c for c in made if any((f.question, f.span) == (c.question, c.span) for f in own)]
            why = self._misheard(proposal, here, within, report.language)
            if why:
                refused.append(Refusal(proposal=proposal, why=why))
            else:
                found.update((claim.id, claim) for claim in here)
        return tuple(claim for claim in made if claim.id in found)

    def _misheard(self, proposal: Proposal, claims: Sequence[Claim], within: Folded, language: str) -> str:
        """Why the claims are not what was proposed, "" where they are: the rules must hear the speaker named."""
        if not claims:
            return "the rules hold nobody to these words"
        named = proposal.speaker_quote
        if not named.strip():
            return ""
        places = places_of(named, within)
        voices = [voice for claim in claims for voice in claim.voices]
        spans = [voice.span for voice in voices if voice.span]
        if any(start < span.end and span.start < end for span in spans for start, end in places):
            return ""
        if any(self._first.is_called(voice, named, language) for voice in voices):
            return ""
        heard = ", ".join(dict.fromkeys(voice.source for voice in voices)) or "nobody but the outlet"
        return f"in these words the rules hear {heard}, not {named!r}"

    def _reply(self, text: str) -> Reply:
        known = self._replies.get(text)
        if known is not None:
            return known
        if self._endpoint is None:
            raise ReadError("llm", "no answer is kept for this text", "Read it without --replay once.")
        messages = messages_for(text)
        self._budget.ask(messages)
        try:
            reply = self._endpoint.ask(messages)
        except ReadError:
            self._budget.failed(messages)
            raise
        self._budget.answered(messages, reply)
        self._replies.keep(text, reply)
        return reply

    def _second(
        self, report: Report, claims: tuple[Claim, ...], refused: list[Refusal], proposed: int, prints: set[str]
    ) -> Second:
        reading = Reading(report_id=report.id, claims=claims, mentions=(), reader=self._name(prints))
        return Second(reading=reading, refused=tuple(refused), proposed=proposed)

    def _name(self, prints: set[str]) -> str:
        digest = self._settings.digest or "+".join(sorted(filter(None, prints))) or _UNSTATED
        return f"{reader_of(self._settings)}@{_plain(digest)};{tail_of(self._settings)}"


def reader_of(settings: Llm) -> str:
    """Return how the names of all readings by the settings' model begin."""
    return f"llm:{_plain(settings.model)}"


def tail_of(settings: Llm) -> str:
    """Return how the names of all readings asked for in the settings' way end."""
    return f"prompt={prompt_sha()[:_DIGITS]};temp=0;seed={settings.seed}"


def _plain(name: str) -> str:
    return "".join(letter if letter.isprintable() and letter not in ";@ " else "_" for letter in name)


def _parts(passages: Sequence[Passage], letters: int) -> list[list[Passage]]:
    """The passages in runs that span at most so many letters; a single longer one stands alone."""
    parts: list[list[Passage]] = []
    for passage in passages:
        if parts and passage.end - parts[-1][0].start <= letters:
            parts[-1].append(passage)
        else:
            parts.append([passage])
    return parts


def _understood(reply: Reply) -> tuple[list[Proposal], list[Refusal]]:
    try:
        return proposals_in(reply.content)
    except ValueError as error:
        problem = f"{error}, for it was cut short" if reply.cut else str(error)
        mend = "Raise llm.reply_tokens." if reply.cut else "Try another model; this answer is kept."
        raise ReadError("llm", problem, mend) from error


def _facts(
    proposal: Proposal, text: str, within: Folded, part: Sequence[Passage], facts: Sequence[Fact]
) -> tuple[Fact, ...] | str:
    """What the rules read where a proposal points in the text of some passages, or why it is turned away."""
    for name in ("speaker_quote", "cue_quote"):
        words = getattr(proposal, name)
        if words.strip() and not places_of(words, within):
            return f"the words given as {name} do not stand in the report"
    span = located(text, within, proposal.quote, proposal.context)
    if isinstance(span, str):
        return span
    begin = part[0].start
    return confirmed(replace(span, start=begin + span.start, end=begin + span.end), proposal.question, part, facts)
