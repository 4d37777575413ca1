"""The values that travel through the house; see `docs/architecture.md` for the path they take.

Every type is a frozen dataclass. Offsets are Unicode code points into `Report.text`, end exclusive.
Dates are ISO 8601 strings (`YYYY-MM-DD`), so that values serialise to themselves and sort as text.
Nothing here reads files, knows a language or decides anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Question = Literal[
    "killed",
    "wounded",
    "missing",
    "captured",
    "strikes",
    "vehicles_destroyed",
    "initiator",
    "perpetrator",
    "target",
    "weapon",
    "place",
    "time",
    "cause",
    "responsibility",
    "damage",
    "other",
]
VictimClass = Literal["civilian", "child", "soldier", "combatant", "police", "captive", "unknown"]
Polarity = Literal["affirmed", "denied"]
SpeechAct = Literal["assert", "deny", "accuse", "claim_responsibility", "concede", "retract", "no_comment"]
Scope = Literal["local", "sentence", "paragraph", "document"]
HedgeStrength = Literal["weak", "medium", "strong"]
SourceKind = Literal[
    "agency",
    "state_agency",
    "outlet",
    "official",
    "military",
    "party",
    "monitor",
    "witness",
    "social",
    "person",
    "document",
    "media",
    "unnamed",
    "unknown",
]
Cited = Literal["said", "cited", "credit", "wire", "unnamed", "outlet"]
Status = Literal["agreed", "contested", "single-origin", "unattributed", "under review"]
Relation = Literal["agree", "refine", "compatible", "contradict"]
Verdict = Literal[
    "accept", "reject", "amend", "same", "different", "same_origin", "different_origin", "unsure", "withdraw"
]

COUNT_QUESTIONS: Final = ("killed", "wounded", "missing", "captured", "strikes", "vehicles_destroyed")
CASUALTY_QUESTIONS: Final = ("killed", "wounded", "missing", "captured")
PARTY_QUESTIONS: Final = ("initiator", "perpetrator")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a report's text: `report.text[start:end] == quote`."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    r"""One document as captured.

    Attributes:
        id: `r-` and 16 hexadecimal digits, from the content (see `ids.report_id`).
        text: the text that every offset counts in; NFC is *not* applied, line ends are `\n`.
        sha256: of the bytes as received (of the record's own bytes, for one line of a JSONL file).
        text_sha256: of `text` in UTF-8.
        title, outlet, url, published: as stated by the document or its metadata; None where it is silent.
        published: ISO date, or ISO date and time with offset.
        captured: ISO time at which the document was fetched, if the metadata says so.
        language: ISO 639-1 code among the configured languages, or `und`.
        language_confidence: 0 to 1.
        origin_file: the file's name (no folder), or `-` for standard input; for messages only.
        key: the id that the record itself carries (JSONL `id`), if any.
        credits: whom the document's metadata names as the origin of what it says (`isBasedOn`, `creditText`), the
            nearest first; not in the id.
    """

    id: str
    text: str
    sha256: str
    text_sha256: str
    language: str
    language_confidence: float
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    captured: str | None = None
    origin_file: str | None = None
    key: str | None = None
    credits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A file or record that could not be taken in or read; listed, never dropped silently."""

    subject: str
    problem: str
    mend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph (or headline) of a report: `report.text[start:end]`, with its own language."""

    report_id: str
    index: int
    start: int
    end: int
    text: str
    language: str
    kind: Literal["title", "paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number or an interval of things, both ends inclusive; None is an open end.

    Attributes:
        low, high: "at least 2" is (2, None), "more than 200" is (201, None), "up to 5" is (0, 5).
        approx: the words say "about".
        vague: the words that stand for an unspecified plural ("several", "dozens"), in English,
            in which case `low` and `high` are the literal interval (several: 2, None; dozens: 24, 99).
    """

    low: int | None
    high: int | None
    approx: bool = False
    vague: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who: canonical English name where the registry knows it, else the words as written."""

    name: str
    source_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where, in WGS84 degrees.

    Attributes:
        name: canonical (English) name, or the words as written where no index holds it.
        uncertainty_km: radius; None where the point is unknown.
        precision: `exact`, `near`, `admin`, `country`, `named` (named but not located).
    """

    name: str
    lat: float | None = None
    lon: float | None = None
    precision: Literal["exact", "near", "admin", "country", "named"] = "named"
    uncertainty_km: float | None = None
    country: str | None = None
    admin: str | None = None
    geonames_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A day or an interval of days, ISO dates, both inclusive."""

    first: str
    last: str
    precision: Literal["day", "week", "month", "year"] = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An answer in the report's own words, or a canonical English label (weapon, target)."""

    value: str


Answer = Count | Party | Place | When | Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge:
    """The words that weaken a claim, with the strength that the language pack gives them."""

    span: Span
    strength: HedgeStrength


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One link of a chain of citation.

    Attributes:
        name: as written ("полковник Майлс Каггінс"); the canonical name where nothing is written.
        source: canonical English name ("US-led coalition").
        source_id: registry id, or None for a source the registry does not know.
        kind: what kind of source it is.
        how: `said` (speaks), `cited` (is named by the link before), `credit` (a document's credit
            line), `wire` (a tag such as "(AP)"), `unnamed`.
        span: where the name stands; None only for a tag of the record's metadata.
        reason: why `name` was taken for `source` ("alias", "role of …", "transliteration, 0.93", "unknown").
        cue: the words of saying that tie this voice to the claim.
    """

    name: str
    source: str
    kind: SourceKind
    how: Cited
    reason: str
    source_id: str | None = None
    span: Span | None = None
    cue: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One attributed answer to one question, tied to the exact words that carry it.

    Attributes:
        id: from reader, report, span, question, answer, victim class and voices (see `ids.claim_id`).
        span: the quote; never empty, always verbatim in the report.
        voices: from the nearest narrator to the origin, without the publishing outlet; empty where
            the outlet asserts in its own voice.
        polarity: `denied` where the voice denies the answer.
        hedge: the words that weaken it, if any; `distancing` where only the verb keeps distance ("claims").
        scope: how far the attribution reaches: `local`, or the reach of the credit that covers it.
        when, place: when and where the claim says it happened, where the text ties them to it.
        superseded: the same text corrects the figure later on.
        background: the figure is of another incident, kept for the record and out of findings.
        part: the figure is included in another one of the same text ("three of them children").
        more: the figure is of people further to those told before ("and two others").
        reader: name and version of what found it.
    """

    id: str
    report_id: str
    question: Question
    answer: Answer
    span: Span
    voices: tuple[Voice, ...]
    act: SpeechAct
    polarity: Polarity
    scope: Scope
    reader: str
    victim_class: VictimClass | None = None
    hedge: Hedge | None = None
    distancing: bool = False
    place: Place | None = None
    when: When | None = None
    superseded: bool = False
    background: bool = False
    part: bool = False
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place, day, named source or event word that a report mentions; what grouping works on.

    Attributes:
        kind: `place`, `day`, `source`, `event`, `name`.
        value: canonical form (place name, ISO date, `--02-12` or `-W-3` of a day whose year or week is not
            known and `--02-12-W-3` where its weekday is told too, canonical source, event kind such as `air_strike`,
            folded name).
        weight: 0 to 1, how central the mention is to the report (headline and first sentence weigh most).
    """

    report_id: str
    kind: Literal["place", "day", "source", "event", "name"]
    value: str
    span: Span
    weight: float = 1.0
    place: Place | None = None
    when: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything the reader found in one report."""

    report_id: str
    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...]
    reader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where chains end: the one who claims to know.

    Attributes:
        id: `o-` and 16 hexadecimal digits.
        name: canonical name; for an outlet's own words, the outlet's name.
        known: False for "origin unknown" (no attribution that could be resolved): such an origin is
            listed and never counted as independent.
        side: the state or party whose voice it is, where the registry says so; origins of one side
            are not independent of each other.
    """

    id: str
    name: str
    kind: SourceKind
    known: bool
    side: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """One claim's way from the publishing outlet to its origin.

    Attributes:
        links: canonical names, outlet first, origin last; a copied report's links go on into the original's.
        reasons: one line per join, in order ("cites Reuters in a credit line", "same words as r-…").
    """

    claim_id: str
    report_id: str
    links: tuple[str, ...]
    origin_id: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One report that repeats another's words.

    Attributes:
        kind: `same` (identical text once folded), `near` (shingles in common), `translation`.
        score: 0 to 1, share of the copy's shingles found in the original.
        evidence: the longest stretch in common, verbatim in the copy.
    """

    report_id: str
    of_report_id: str
    kind: Literal["same", "near", "translation"]
    score: float
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Who published a report, and when: what weighing needs to know of a report.

    Attributes:
        outlet: canonical name, or the words of the record; "unknown outlet" where it states none.
        published: ISO date (or the part of one that is stated), None where the report is silent.
    """

    report_id: str
    outlet: str
    kind: SourceKind
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """That one origin may have its answers to a question from another, with what speaks for it.

    Attributes:
        origin_id: who may not be independent.
        from_id: the origin that it may have its answers from.
        probability: 0 to 1; those of all edges of one origin and question and its own as a root make 1.
        reasons: one line per piece of evidence.
    """

    question: Question
    origin_id: str
    from_id: str
    probability: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """How likely an origin is to be an independent one in what it says on a question.

    Attributes:
        name: of the origin; for one that is not known, the outlet that names nobody.
        probability: 0 to 1, that it has its answers from none of the others.
    """

    question: Question
    origin_id: str
    name: str
    known: bool
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many independent origins answers go back to.

    Attributes:
        number: the one that half of the distribution lies on either side of: it errs least on average.
        expected: the sum of the roots' probabilities.
        low, high: bounds that hold the true number in about nine of ten cases.
        label: for people ("3 origins (2–4): SANA, the coalition, one uncredited").
        roots: the likeliest first.
        edges: what may tie them together; the likeliest first.
    """

    number: int
    expected: float
    low: int
    high: int
    label: str
    roots: tuple[Root, ...]
    edges: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """Where every claim of a set of reports comes from.

    Attributes:
        chains: one per claim, in the claims' order.
        origins: every origin that a chain ends at, in order of first report.
        copies: reports that repeat others, each with the one original it is traced to.
        filings: one per report, earliest first, undated last.
        roots: per question, every origin and how likely it is to be independent.
        edges: what may tie origins of one question together.
    """

    chains: tuple[Chain, ...]
    origins: tuple[Origin, ...]
    copies: tuple[Copy, ...]
    filings: tuple[Filing, ...]
    roots: tuple[Root, ...] = ()
    edges: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two reports scored for being about one incident, with what speaks for and against it."""

    left: str
    right: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Reports and claims about one event.

    Attributes:
        id: `i-` and 16 hexadecimal digits, from its earliest report, so that it stays when reports join.
        name: place and day, from verified fields ("Khirbet Ammu, 2020-02-12").
        pairs: the scored pairs that hold it together.
        elsewhere_claim_ids: claims of its reports that are told of another place, in none of its findings.
    """

    id: str
    name: str
    report_ids: tuple[str, ...]
    claim_ids: tuple[str, ...]
    pairs: tuple[Pair, ...]
    place: Place | None = None
    when: When | None = None
    elsewhere_claim_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerGroup:
    """One distinct answer to a question, and who stands behind it.

    Attributes:
        label: the answer in plain words, built from fields ("1 civilian", "at least 2", "US forces").
        origin_ids: independent origins that affirm it (known ones), in order of first report.
        denied_by: origins that deny it.
        claim_ids: every claim that gives or denies this answer, current ones first.
        earlier_claim_ids: claims that their own origin has since revised.
        tally: how many independent origins affirm it, with bounds.
    """

    answer: Answer
    label: str
    origin_ids: tuple[str, ...]
    denied_by: tuple[str, ...]
    claim_ids: tuple[str, ...]
    earlier_claim_ids: tuple[str, ...] = ()
    victim_class: VictimClass | None = None
    tally: Tally | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """For one incident and one question: the distinct answers, the origins behind each, and a status.

    Attributes:
        id: `f-` and 16 hexadecimal digits, from incident and question.
        label: the question in plain words ("Killed: civilians").
        relations: (index, index, relation, rule) between answers, by `weighing`'s table.
        reasons: why the status is what it is, one line each.
        silent: origins whose own statement on the incident was captured in full and gives no answer here.
        tally: how many independent origins speak on it at all, with bounds.
    """

    id: str
    incident_id: str
    question: Question
    label: str
    answers: tuple[AnswerGroup, ...]
    status: Status
    reasons: tuple[str, ...]
    relations: tuple[tuple[int, int, Relation, str], ...] = ()
    silent: tuple[str, ...] = ()
    victim_class: VictimClass | None = None
    tally: Tally | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """A figure that a policy did not take for a cell, and why not."""

    value: int | None
    label: str
    why_not: str
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One cell of a foreign format, filled from findings by a named policy.

    Attributes:
        cell: the cell's name in the format ("fatalities", "low").
        value: None where the policy leaves the cell empty.
        policy: name and version ("acled@1").
        rule: the rule that filled the cell, in one word ("lowest").
        why: the same for people.
        claim_ids: every claim that gives the value; empty where no claim does.
        alternatives: what else the claims say, and why it was not taken.
    """

    incident_id: str
    cell: str
    value: int | str | None
    policy: str
    rule: str
    why: str
    claim_ids: tuple[str, ...] = ()
    finding_ids: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A reviewer's verdict, append-only; may supersede another.

    Attributes:
        verdict: `same` and `different` are about two reports and their incident; `same_origin` joins two origins;
            `different_origin` says that two reports, or a claim and a report, do not rest on one word; `withdraw`
            takes back the decision that it supersedes and says nothing itself.
        subject: id of the claim, report, origin or finding judged.
        object: the second id, for verdicts on two things.
        amended: the fields that an `amend` changes, as JSON text.
        at: ISO time, given by whoever decides.
    """

    id: str
    verdict: Verdict
    subject: str
    reviewer: str
    at: str
    object: str | None = None
    note: str | None = None
    amended: str | None = None
    supersedes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that a page, a terminal or an export needs to show one incident.

    Attributes:
        claims: as read, with the amendments of reviewers made; those that reviewers rejected are here too, and in no
            finding.
        decisions: those in force that touch this incident, by time.
        proposed: claims of a second reader that no reviewer has accepted; in no finding, and not among `claims`.
    """

    incident: Incident
    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    chains: tuple[Chain, ...]
    origins: tuple[Origin, ...]
    copies: tuple[Copy, ...]
    findings: tuple[Finding, ...]
    mentions: tuple[Mention, ...]
    rejected: tuple[Rejected, ...]
    version: str
    reader: str
    decisions: tuple[Decision, ...] = ()
    proposed: tuple[Claim, ...] = ()
