"""What the JSON API gives and takes; these make its OpenAPI document."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

Verdict = Literal[
    "accept", "reject", "amend", "same", "different", "same_origin", "different_origin", "unsure", "withdraw"
]
Taken = Literal["accept", "reject", "amend", "same", "different", "same_origin", "different_origin", "unsure"]
Id = Annotated[str, Field(min_length=1, max_length=200)]


class Problem(BaseModel):
    """What is wrong, with what, and what to do about it."""

    subject: str
    problem: str
    mend: str


class Failure(BaseModel):
    """Every error of the API."""

    error: Problem


class Session(BaseModel):
    """Who is asking, and the mark to send with changes."""

    reviewer: str
    csrf: str


class CaseSize(BaseModel):
    """How much the case holds."""

    incidents: int
    reports: int
    claims: int
    decisions: int
    waiting: Annotated[int, Field(description="incidents that are not weighed yet")]


class IncidentLine(BaseModel):
    """An incident in a line; `statuses` is null while it is not weighed yet."""

    id: str
    name: str
    reports: int
    claims: int
    statuses: dict[str, int] | None
    origins: int | None
    languages: list[str]


class IncidentList(BaseModel):
    """A page of incidents."""

    total: int
    page: int
    pages: int
    incidents: list[IncidentLine]


class OriginOut(BaseModel):
    """Where chains end; one that is not known is never counted as independent."""

    id: str
    name: str
    kind: str
    known: bool
    side: str | None


class AnswerOut(BaseModel):
    """A distinct answer, and the ids of origins and claims behind it."""

    label: str
    origins: list[str]
    denied_by: list[str]
    claims: list[str]
    earlier_claims: list[str]


class FindingOut(BaseModel):
    """A question with its answers."""

    id: str
    question: str
    label: str
    status: str
    reasons: list[str]
    answers: list[AnswerOut]
    silent: list[str]


class IncidentOut(BaseModel):
    """An incident with its findings."""

    id: str
    name: str
    reports: list[str]
    claims: list[str]
    origins: list[OriginOut]
    findings: list[FindingOut]


class DecisionOut(BaseModel):
    """A decision as the ledger holds it."""

    id: str
    verdict: Verdict
    subject: str
    object: str | None
    reviewer: str
    at: str
    note: str | None
    amended: str | None
    supersedes: str | None
    in_force: bool


class ClaimOut(BaseModel):
    """A claim as reviewers left it; offsets count Unicode code points in the report's text, end exclusive."""

    id: str
    report: str
    incident: str
    question: str
    answer: dict[str, Any]
    victim_class: str | None
    polarity: str
    quote: str
    start: int
    end: int
    chain: list[str]
    reasons: list[str]
    origin: OriginOut | None
    attribution: str
    decisions: list[DecisionOut]


class ReportOut(BaseModel):
    """A report as captured."""

    id: str
    incident: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    language: str
    sha256: str
    text: str
    claims: list[str]


class DecisionIn(BaseModel):
    """A decision to take."""

    verdict: Taken
    subject: Id
    object: Id | None = None
    note: Annotated[str | None, Field(max_length=2000)] = None
    amended: Annotated[
        dict[str, Any] | None, Field(description="for `amend`: fields in place of the claim's own")
    ] = None
    reviewer: Annotated[str | None, Field(max_length=80, description="who decides; the session's by default")] = None
    seen: Annotated[int | None, Field(ge=0, description="how many decisions the case held when you looked")] = None


class UndoIn(BaseModel):
    """A decision to take back."""

    note: Annotated[str | None, Field(max_length=2000)] = None
    reviewer: Annotated[str | None, Field(max_length=80)] = None


class Stored(BaseModel):
    """What was stored, and what others decided on the same thing while you looked; both are kept."""

    decision: DecisionOut
    meanwhile: list[DecisionOut]


class DecisionList(BaseModel):
    """Decisions, in the ledger's order."""

    total: int
    decisions: list[DecisionOut]


class ReviewItem(BaseModel):
    """One thing to look at, with the reasons for its rank."""

    kind: Literal["claim", "copy"]
    subject: str
    object: str | None
    incident: str
    claim: str
    finding: str
    rank: float
    why: list[str]


class ReviewList(BaseModel):
    """What to look at first."""

    total: int
    waiting: int
    items: list[ReviewItem]


class Agreement(BaseModel):
    """Krippendorff's alpha for nominal data; null where it is not defined."""

    reviewers: list[str]
    alpha: float | None
    judged: int
    differing: int


class ReportIn(BaseModel):
    """A report to read."""

    text: Annotated[str, Field(min_length=1, max_length=5_000_000)]
    title: Annotated[str | None, Field(max_length=1000)] = None
    outlet: Annotated[str | None, Field(max_length=300)] = None
    url: Annotated[str | None, Field(max_length=2000)] = None
    published: Annotated[str | None, Field(max_length=40)] = None
    reviewer: Annotated[str | None, Field(max_length=80)] = None


class JobOut(BaseModel):
    """A batch being read."""

    id: int
    by: str
    files: int
    read: int
    stored: int
    known: int
    claims: int
    done: bool
    failed: str
    remarks: list[Problem]
