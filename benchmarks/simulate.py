"""Simulates how an account spreads: who first told it, who cites, copies, rewrites and translates whom.

In: a seed and a scenario. Out: `Story`: reports and claims in sayso's own types, the registry that goes with them,
and for every question the number of independent origins that the reports truly go back to. Words are made up, one
lexicon per language, so that a translation shares no words with its original and only names (in the letters of the
language) and figures stay. Everything is drawn from the seed; the same seed gives the same story.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from benchmarks.lexicon import LANGUAGES, made_name, written
from sayso.ids import content_id, sha256_hex
from sayso.model import Claim, Count, Hedge, Question, Report, Span, Voice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.model import SourceKind

    Token = tuple[str, int] | tuple[str, str]
    Sentence = tuple[Token, ...]

QUESTIONS: tuple[Question, ...] = ("killed", "wounded")
_START = 1_600_000_000  # seconds; the day does not matter
_SPEAKERS: tuple[SourceKind, ...] = ("official", "military", "monitor", "state_agency", "person", "party")
# How common words are: the commonest few hundred make up half of a text (Zipf).
_VOCABULARY = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """How reports come to be. All are probabilities unless said otherwise.

    Attributes:
        more_origins: mean number of independent origins beyond the first.
        followers: mean number of reports that take their account from another report.
        deep: that a follower takes from the newest reports instead of from the best known outlets.
        verbatim, translated: what a follower does with the text; else it rewrites it.
        lost: that a follower names nobody; through: that it names the outlet it has it from and that one's source;
            outlet: that it names the outlet alone. Else it names the source alone.
        wrong: that it credits somebody who has nothing to do with it.
        changed: that it changes a figure.
        uncredited: that an origin is an outlet's own reporting, told without naming anybody.
        hedged: that it adds "reportedly".
        second: that a follower tells a second account as well.
    """

    more_origins: float = 0.7
    followers: float = 6.0
    deep: float = 0.2
    verbatim: float = 0.25
    translated: float = 0.2
    lost: float = 0.25
    through: float = 0.25
    outlet: float = 0.2
    wrong: float = 0.02
    changed: float = 0.05
    uncredited: float = 0.2
    hedged: float = 0.15
    second: float = 0.1


SCENARIOS: Mapping[str, Scenario] = {
    "default": Scenario(),
    "silent web": Scenario(lost=0.75, through=0.1, outlet=0.05, verbatim=0.1, wrong=0.01),
    "deep viral": Scenario(followers=20.0, deep=0.8, verbatim=0.35, changed=0.07),
    "noisy citations": Scenario(wrong=0.15, changed=0.15, lost=0.3),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A publisher, how much of the traffic goes through it, and its language."""

    name: str
    kind: SourceKind
    language: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who truly knows: an independent origin."""

    name: str
    kind: SourceKind
    own: Outlet | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a report tells on one source's word: its figures, its sentences, and whom it names."""

    source: Source
    figures: tuple[int, ...]
    text: tuple[Sentence, ...]
    voices: tuple[tuple[str, SourceKind], ...]
    hedged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One incident as reported.

    Attributes:
        outlets: outlet name to its kind, as a registry would know it.
        behind: claim id to the independent origin it truly goes back to.
        truth: per question, how many of them there are.
    """

    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    outlets: Mapping[str, SourceKind]
    behind: Mapping[str, str]
    truth: Mapping[Question, int]


class _Teller:
    """Holds the draw of one story."""

    def __init__(self, draw: random.Random, scenario: Scenario) -> None:
        self.draw = draw
        self.scenario = scenario
        self.filed: list[tuple[Outlet, tuple[Account, ...], float]] = []
        self.outlets = self._outlets()

    def story(self, name: str) -> Story:
        self.common = self._sentences(2, names=2)
        self.figures = tuple(self._figure() for _ in QUESTIONS)
        for _ in range(1 + _poisson(self.draw, self.scenario.more_origins)):
            self._first(self._source())
        for _ in range(max(1, _poisson(self.draw, self.scenario.followers))):
            self._follow()
        return _written(name, self.filed, self.outlets)

    def _outlets(self) -> list[Outlet]:
        return [
            Outlet(
                name=made_name(self.draw),
                kind="agency" if rank < 3 else "outlet",  # noqa: PLR2004  # the three hubs
                language=LANGUAGES[0] if rank < 3 else self.draw.choice(LANGUAGES),  # noqa: PLR2004
                weight=1 / (1 + rank),
            )
            for rank in range(30)
        ]

    def _source(self) -> Source:
        if self.draw.random() < self.scenario.uncredited:
            outlet = self.draw.choice(self.outlets[3:])
            return Source(name=outlet.name, kind="outlet", own=outlet)
        if self.draw.random() < 0.15:  # noqa: PLR2004  # somebody who was there
            return Source(name="eyewitness", kind="witness")
        return Source(name=made_name(self.draw), kind=self.draw.choice(_SPEAKERS))

    def _figure(self) -> int:
        """Return a toll: small ones are common (the tail falls with the square)."""
        return min(400, int(1 / (1 - self.draw.random()) ** 0.9))

    def _first(self, source: Source) -> None:
        """File what the source says in its own words, in one or two outlets or on its own channel."""
        figures = tuple(
            figure if self.draw.random() < 0.6 else self._figure()  # noqa: PLR2004  # six in ten know the toll
            for figure in self.figures
        )
        own = self._sentences(self.draw.randint(3, 6), names=self.draw.randint(2, 5))
        text = (*self._part(self.common), *own)
        voices = () if source.own else ((source.name, source.kind),)
        account = Account(source=source, figures=figures, text=text, voices=voices)
        if source.own is not None:
            self._file(source.own, (account,))
        elif source.kind in {"official", "military", "state_agency"} and self.draw.random() < 0.4:  # noqa: PLR2004
            channel = Outlet(name=source.name, kind=source.kind, language=self.draw.choice(LANGUAGES), weight=0.5)
            self.outlets.append(channel)
            self._file(channel, (replace(account, voices=()),))
        else:
            self._file(self._outlet(), (account,))

    def _follow(self) -> None:
        """File what an outlet makes of another's report."""
        parent, told, _ = self._parent()
        outlet = self._outlet()
        accounts = [self._retold(account, parent, outlet) for account in told]
        if self.draw.random() < self.scenario.second:
            other, others, _ = self._parent()
            known = {account.source for account in accounts}
            accounts += [self._retold(one, other, outlet) for one in others if one.source not in known]
        self._file(outlet, tuple(accounts))

    def _parent(self) -> tuple[Outlet, tuple[Account, ...], float]:
        if self.draw.random() < self.scenario.deep:
            return self.draw.choice(self.filed[-3:])
        return self.draw.choices(self.filed, [outlet.weight for outlet, _, _ in self.filed])[0]

    def _retold(self, account: Account, parent: Outlet, outlet: Outlet) -> Account:
        draw, how = self.draw, self.scenario
        figures = account.figures
        if draw.random() < how.changed:
            figures = tuple(max(1, figure + draw.choice((-1, 1, 2, 10))) for figure in figures)
        text = account.text
        if draw.random() >= how.verbatim or parent.language != outlet.language:
            text = self._rewritten(text, 0.15 if parent.language != outlet.language else 0.45)
        return replace(
            account,
            figures=figures,
            text=text,
            voices=self._credits(account, parent),
            hedged=account.hedged or draw.random() < how.hedged,
        )

    def _credits(self, account: Account, parent: Outlet) -> tuple[tuple[str, SourceKind], ...]:
        draw, how = self.draw, self.scenario
        if draw.random() < how.wrong:
            other = draw.choice(self.outlets)
            return ((made_name(draw), draw.choice(_SPEAKERS)) if draw.random() < 0.5 else (other.name, other.kind),)  # noqa: PLR2004
        chance = draw.random()
        origin = account.voices[-1:]
        if chance < how.lost:
            return ()
        if chance < how.lost + how.through or (not origin and chance < how.lost + how.through + how.outlet):
            return ((parent.name, parent.kind), *origin)
        if chance < how.lost + how.through + how.outlet:
            return ((parent.name, parent.kind),)
        # Who is named as the source alone; where the report names nobody, the outlet is.
        return origin or ((parent.name, parent.kind),)

    def _rewritten(self, text: tuple[Sentence, ...], swapped: float) -> tuple[Sentence, ...]:
        draw = self.draw
        kept = [sentence for sentence in text if draw.random() < 0.85] or [*text[:1]]  # noqa: PLR2004  # some is cut
        if draw.random() < 0.3 and len(kept) > 1:  # noqa: PLR2004  # sentences change places
            place = draw.randrange(len(kept) - 1)
            kept[place : place + 2] = kept[place + 1], kept[place]
        return tuple(
            tuple(
                token if draw.random() >= (swapped if token[0] == "word" else 0.1) else self._word()
                for token in sentence
            )
            for sentence in kept
        )

    def _sentences(self, number: int, names: int) -> tuple[Sentence, ...]:
        draw = self.draw
        people = [("name", made_name(draw)) for _ in range(names)]
        sentences = []
        for _ in range(number):
            tokens: list[Token] = [self._word() for _ in range(draw.randint(8, 16))]
            for person in people:
                if draw.random() < 0.5:  # noqa: PLR2004  # each name stands in half of the sentences
                    tokens.insert(draw.randint(1, len(tokens)), person)
            if draw.random() < 0.5:  # noqa: PLR2004
                tokens.insert(draw.randint(1, len(tokens)), ("figure", str(draw.randint(11, 999))))
            sentences.append(tuple(tokens))
        return tuple(sentences)

    def _part(self, text: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
        """Return the same facts (place, people concerned) in words of one's own."""
        return tuple(
            tuple(token if token[0] == "name" else self._word() for token in sentence)
            for sentence in text
            if self.draw.random() < 0.8  # noqa: PLR2004
        )

    def _word(self) -> Token:
        rank = int(8 * (self.draw.paretovariate(0.45) - 1))  # the commonest word makes up a twentieth, as in news
        return ("word", rank if rank < _VOCABULARY else self.draw.randrange(_VOCABULARY))

    def _outlet(self) -> Outlet:
        return self.draw.choices(self.outlets, [0.05 + outlet.weight for outlet in self.outlets])[0]

    def _file(self, outlet: Outlet, accounts: tuple[Account, ...]) -> None:
        after = self.filed[-1][2] if self.filed else 0.0
        self.filed.append((outlet, accounts, after + self.draw.expovariate(1 / 4000)))


def story(seed: int, scenario: str = "default") -> Story:
    """Return one incident as reported.

    Args:
        seed: the same seed gives the same story.
        scenario: a key of `SCENARIOS`.
    """
    draw = random.Random(f"{scenario} {seed}")  # noqa: S311  # a simulation, not a secret
    return _Teller(draw, SCENARIOS[scenario]).story(f"{scenario} {seed}")


def _poisson(draw: random.Random, mean: float) -> int:
    count, passed = 0, draw.expovariate(1)
    while passed < mean:
        count += 1
        passed += draw.expovariate(1)
    return count


def _written(name: str, filed: list[tuple[Outlet, tuple[Account, ...], float]], outlets: list[Outlet]) -> Story:
    reports: list[Report] = []
    claims: list[Claim] = []
    behind: dict[str, str] = {}
    keys: dict[int, str] = {}
    for number, (outlet, accounts, moment) in enumerate(filed):
        report, told = _report(f"{name} {number}", outlet, accounts, moment)
        reports.append(report)
        claims += told
        # The claims come account by account, one per question.
        for claim, account in zip(told, (account for account in accounts for _ in QUESTIONS), strict=True):
            behind[claim.id] = keys.setdefault(id(account.source), f"source {len(keys)}")
    return Story(
        reports=tuple(reports),
        claims=tuple(claims),
        outlets={outlet.name: outlet.kind for outlet in outlets},
        behind=behind,
        truth={
            question: len({behind[claim.id] for claim in claims if claim.question == question})
            for question in QUESTIONS
        },
    )


def _report(name: str, outlet: Outlet, accounts: tuple[Account, ...], moment: float) -> tuple[Report, list[Claim]]:
    lines: list[str] = []
    spans: list[tuple[Account, int, int, int]] = []
    at = 0
    for account in accounts:
        for number, figure in enumerate(account.figures):
            line = f"{written(('word', number), outlet.language)} {figure}."
            spans.append((account, number, at, at + len(line) - 1))
            lines.append(line)
            at += len(line) + 1
        for sentence in account.text:
            line = " ".join(written(token, outlet.language) for token in sentence) + "."
            lines.append(line[:1].upper() + line[1:])
            at += len(line) + 1
    text = "\n".join(lines)
    day, clock = divmod(int(moment), 86_400)
    published = f"2020-03-{1 + day:02}T{clock // 3600:02}:{clock // 60 % 60:02}:{clock % 60:02}+00:00"
    report_id = content_id("r", {"name": name})
    report = Report(
        id=report_id,
        text=text,
        sha256=sha256_hex(text.encode()),
        text_sha256=sha256_hex(text.encode()),
        language=outlet.language,
        language_confidence=1.0,
        outlet=outlet.name,
        published=published,
    )
    claims = [
        _claim(report, QUESTIONS[number], account, Span(start=start, end=end, quote=text[start:end]))
        for account, number, start, end in spans
    ]
    return report, claims


def _claim(report: Report, question: Question, account: Account, span: Span) -> Claim:
    figure = account.figures[QUESTIONS.index(question)]
    return Claim(
        id=content_id("c", {"report": report.id, "start": span.start}),
        report_id=report.id,
        question=question,
        answer=Count(low=figure, high=figure),
        span=span,
        voices=tuple(
            Voice(name=name, source=name, kind=kind, how="cited", reason="alias") for name, kind in account.voices
        ),
        act="assert",
        polarity="affirmed",
        scope="local",
        reader="simulated@1",
        victim_class="civilian",
        hedge=Hedge(span=span, strength="medium") if account.hedged else None,
    )
