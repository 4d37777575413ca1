"""What an incident's findings say of who, where, when and what kind, as a row of an event table needs it.

In: a dossier. Out: cells (`Filled`) that ACLED-shaped and GED-shaped rows share, each with its rule. Which of two
parties is the aggressor is not said: neither project's first actor is.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sayso.export import codes
from sayso.export.filled import Filled, Other
from sayso.model import Party

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.model import AnswerGroup, Claim, Dossier, Finding, Mention, Place, When

_DEEDS = ("perpetrator", "initiator", "responsibility")
# Evidence for what no claim carries: enough words to check it by.
_WORDS = 5
# A kind of event that fewer than half as many reports speak of as of the commonest one is told beside it.
_SHARE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A party to the event, as cells: its name, and the registry's id behind it."""

    name: Filled
    party_id: str | None


class Scene:
    """One incident, asked for one cell at a time."""

    def __init__(self, dossier: Dossier) -> None:
        """Keep the dossier; nothing is computed until it is asked for."""
        self.dossier = dossier
        self.place: Place | None = dossier.incident.place
        self.when: When | None = dossier.incident.when
        self.country = self.place.country if self.place else None

    def days(self) -> tuple[date, date] | None:
        """Return the first and last possible day; None where no day is known."""
        if self.when is None:
            return None
        return date.fromisoformat(self.when.first), date.fromisoformat(self.when.last)

    def dated(self, value: str | int, rule: str, why: str) -> Filled:
        """Return a cell about the day, with the words and claims that tell it."""
        told = [claim.id for claim in self.dossier.claims if claim.question == "time" or claim.when is not None]
        return Filled(
            value=value,
            rule=rule,
            why=why,
            claim_ids=tuple(told),
            mentions=self._mentions("day"),
            loses="which report tells which day" if len(told) > 1 else "",
        )

    def placed(self, value: str | float | None, rule: str, why: str) -> Filled:
        """Return a cell about the place, with the words and claims that tell it."""
        told = [claim.id for claim in self.dossier.claims if claim.question == "place" or claim.place is not None]
        return Filled(
            value=value, rule=rule, why=why, claim_ids=tuple(told), mentions=self._mentions("place"), loses=""
        )

    def kind(self) -> tuple[dict[str, str], Filled]:
        """Return ACLED's types for the event, and why, as a cell whose value is the type."""
        reports: dict[str, set[str]] = defaultdict(set)
        for mention in self.dossier.mentions:
            if mention.kind == "event":
                reports[mention.value].add(mention.report_id)
        known = [kind for kind in codes.kinds() if kind["name"] in reports]
        killed = self._of_people("killed")
        if not known:
            types = codes.fallback(killed=bool(killed))
            why = "no kind of event is told; taken from whether people were killed"
            return types, Filled(value=types["event_type"], rule="no-kind-told", why=why, claim_ids=killed)
        most = max(len(reports[kind["name"]]) for kind in known)
        common = [kind for kind in known if len(reports[kind["name"]]) >= most * _SHARE]
        chosen = common[0]
        others = tuple(
            Other(
                value=kind["event_type"],
                label=kind["name"],
                why_not=f"lower in the hierarchy or told in fewer reports ({len(reports[kind['name']])})",
            )
            for kind in known
            if kind is not chosen
        )
        told = len(reports[chosen["name"]])
        why = f"{chosen['name']}, told in {told} reports; the highest of the codebook's order"
        words = tuple(m for m in self.dossier.mentions if m.kind == "event" and m.value == chosen["name"])[:_WORDS]
        filled = Filled(
            value=chosen["event_type"],
            rule="hierarchy",
            why=why,
            claim_ids=self._deeds(),
            others=others,
            mentions=words,
            loses="who tells of which kind, and who denies it",
        )
        return chosen, filled

    def sides(self) -> tuple[Side | None, Side | None]:
        """Return the two parties to the event, as far as they are told.

        Those named as acting, by how many origins name them; where fewer than two are named, civilians killed or
        wounded are the second.
        """
        named = self._parties()
        first = self._side(named, 0) if named else None
        second = self._side(named, 1) if len(named) > 1 else self.civilians()
        return first, second

    def civilians(self) -> Side | None:
        """Return the civilians of the country as a party, where any are said to be killed or wounded."""
        hurt = tuple(dict.fromkeys((*self._of_people("killed", "civilian"), *self._of_people("wounded", "civilian"))))
        if not hurt:
            return None
        where = f" ({codes.country_name(self.country, 'acled')})" if self.country else ""
        why = "civilians are said to be killed or wounded, and no second party is named"
        return Side(
            name=Filled(value=f"Civilians{where}", rule="civilians-hurt", why=why, claim_ids=hurt),
            party_id="role.civilians",
        )

    def origins_of(self, claim_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the names of the origins that the claims rest on, in order."""
        names = {origin.id: origin.name for origin in self.dossier.origins}
        origin_of = {chain.claim_id: chain.origin_id for chain in self.dossier.chains}
        return tuple(dict.fromkeys(names[origin_of[key]] for key in claim_ids if key in origin_of))

    def _side(self, named: list[tuple[Finding, AnswerGroup, Party]], position: int) -> Side:
        finding, answer, party = named[position]
        others = tuple(
            Other(
                value=other.name,
                label=f"{other_finding.label}: {other.name}",
                why_not="named by fewer independent origins",
                claim_ids=group.claim_ids,
            )
            for other_finding, group, other in named[2:]
        )
        count = len(answer.origin_ids)
        why = f"{finding.label}: named by {count} origins" if count else f"{finding.label}: nobody known says so"
        name = Filled(
            value=party.name,
            rule="named-as-acting",
            why=why,
            claim_ids=answer.claim_ids,
            others=others,
            loses="who says so, and who denies it",
        )
        return Side(name=name, party_id=party.source_id)

    def _parties(self) -> list[tuple[Finding, AnswerGroup, Party]]:
        """Return the parties named as acting, each once, those with most origins first."""
        given = [
            (finding, answer, answer.answer)
            for finding in self.dossier.findings
            if finding.question in _DEEDS
            for answer in finding.answers
            if isinstance(answer.answer, Party)
            and not codes.names_nobody(answer.answer.source_id)
            and self._affirmed(answer)
        ]
        given.sort(key=lambda entry: -len(entry[1].origin_ids))
        seen: dict[str, tuple[Finding, AnswerGroup, Party]] = {}
        for entry in given:
            seen.setdefault(entry[2].name.casefold(), entry)
        return list(seen.values())

    def _affirmed(self, answer: AnswerGroup) -> bool:
        earlier = set(answer.earlier_claim_ids)
        ours = {claim.id: claim for claim in self.dossier.claims}
        return any(
            claim_id not in earlier and ours[claim_id].polarity == "affirmed"
            for claim_id in answer.claim_ids
            if claim_id in ours
        )

    def _deeds(self) -> tuple[str, ...]:
        return tuple(claim.id for claim in self._claims() if claim.question in {*_DEEDS, "strikes", "weapon"})

    def _of_people(self, question: str, people: str | None = None) -> tuple[str, ...]:
        classes = {"civilian", "child"} if people == "civilian" else None
        return tuple(
            claim.id
            for claim in self._claims()
            if claim.question == question
            and claim.polarity == "affirmed"
            and (classes is None or claim.victim_class in classes)
        )

    def _claims(self) -> list[Claim]:
        return [claim for claim in self.dossier.claims if not claim.background]

    def _mentions(self, kind: str) -> tuple[Mention, ...]:
        """Return the weightiest words that tell the incident's day or place."""
        wanted: str | None = None
        if kind == "day" and self.when:
            wanted = self.when.first
        elif kind == "place" and self.place:
            wanted = self.place.name
        found = [m for m in self.dossier.mentions if m.kind == kind and m.value == wanted]
        return tuple(sorted(found, key=lambda m: -m.weight)[:_WORDS])
