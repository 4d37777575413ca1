"""A dossier made by hand from `clash_texts.REPORTS`: what the tests of this room show.

Every span is looked up in its text, so a quote that is not verbatim cannot get in.
"""

from __future__ import annotations

from clash_texts import REPORTS

from sayso import ids
from sayso.model import (
    AnswerGroup,
    Chain,
    Claim,
    Dossier,
    Finding,
    Hedge,
    Incident,
    Origin,
    Pair,
    Place,
    Rejected,
    Report,
    Span,
    Voice,
    When,
)

READER = "test-reader@1"
KHIRBET_AMMU = Place(
    name="Khirbet Ammu",
    lat=37.035,
    lon=41.335,
    precision="exact",
    uncertainty_km=2,
    country="Syria",
    admin="Al-Hasakah",
)
QAMISHLI = Place(name="Qamishli", lat=37.052, lon=41.231, precision="near", uncertainty_km=10, country="Syria")

KINDS = {
    "SANA": "state_agency",
    "Anadolu Agency": "state_agency",
    "US-led coalition": "military",
    "Reuters": "agency",
    "Syrian Observatory for Human Rights": "monitor",
    "Russian Reconciliation Center": "military",
    "Syrian and Turkish media": "media",
    "residents": "witness",
    "witnesses": "witness",
    "activists": "unnamed",
    "local sources": "unnamed",
}


class Draft:
    """Collects reports, claims and findings, and hands over a dossier."""

    def __init__(self, texts=None):
        self.reports = {}
        self.claims = {}
        self.chains = {}
        self.origins = {}
        self.findings = []
        self.mentions = []
        self.copies = []
        for key, (language, outlet, published, url, title, text) in (REPORTS if texts is None else texts).items():
            digest = ids.sha256_hex(text.encode())
            self.reports[key] = Report(
                id=f"r-{digest[:16]}",
                text=text,
                sha256=digest,
                text_sha256=digest,
                language=language,
                language_confidence=0.99,
                title=title,
                outlet=outlet,
                url=url,
                published=published,
                origin_file=f"{key}.txt",
                key=key,
            )

    def span(self, key, quote):
        start = self.reports[key].text.index(quote)
        return Span(start=start, end=start + len(quote), quote=quote)

    def origin(self, name, kind="outlet", *, known=True):
        content = {"name": name, "known": known}
        return self.origins.setdefault(
            (name, known),
            Origin(id=ids.content_id("o", content), name=name, kind=KINDS.get(name, kind), known=known),
        )

    def claim(self, name, key, question, answer, quote, voices=(), **more):  # noqa: PLR0913, PLR0917  # a row of a table
        """Add one claim; `voices` are (name as written, canonical name) from narrator to origin."""
        report = self.reports[key]
        made = tuple(
            Voice(
                name=written,
                source=source,
                kind=KINDS.get(source, "unknown"),
                how="cited" if i < len(voices) - 1 else "said",
                reason="same as the canonical name" if written == source else f"alias of {source}",
                span=self.span(key, written),
            )
            for i, (written, source) in enumerate(voices)
        )
        hedge = more.pop("hedge", None)
        reasons = more.pop("reasons", None)
        before = more.pop("before", ())
        unknown = more.pop("unknown", False)
        claim = Claim(
            id=ids.content_id("c", {"name": name}),
            report_id=report.id,
            question=question,
            answer=answer,
            span=self.span(key, quote),
            voices=made,
            act="deny" if more.get("polarity") == "denied" else "assert",
            polarity=more.pop("polarity", "affirmed"),
            scope="sentence",
            reader=READER,
            hedge=Hedge(span=self.span(key, hedge), strength="medium") if hedge else None,
            **more,
        )
        links = (report.outlet, *before, *(voice.source for voice in made))
        if len(links) > 1 and links[0] == links[1]:
            links = links[1:]
        origin = self.origin(links[-1], known=not unknown)
        self.claims[name] = claim
        self.chains[name] = Chain(
            claim_id=claim.id,
            report_id=report.id,
            links=links,
            origin_id=origin.id,
            reasons=reasons or tuple(f"cites {link} in the sentence" for link in links[1:]) or ("own reporting",),
        )

    def finding(  # noqa: PLR0913, PLR0917  # a row of a table
        self, label, question, status, answers, reasons, victim_class=None, silent=(), relations=(), earlier=()
    ):
        """Add one finding; `answers` are (answer, label, claim names)."""
        groups = []
        for answer, words, names in answers:
            current = [name for name in names if name not in earlier]
            chains = [(self.claims[name], self.chains[name].origin_id) for name in current]
            known = {origin.id for origin in self.origins.values() if origin.known}
            yes = dict.fromkeys(o for c, o in chains if c.polarity == "affirmed" and o in known)
            no = dict.fromkeys(o for c, o in chains if c.polarity == "denied" and o in known)
            groups.append(
                AnswerGroup(
                    answer=answer,
                    label=words,
                    origin_ids=tuple(yes),
                    denied_by=tuple(no),
                    claim_ids=tuple(self.claims[name].id for name in current),
                    earlier_claim_ids=tuple(self.claims[name].id for name in names if name in earlier),
                    victim_class=victim_class,
                )
            )
        self.findings.append(
            Finding(
                id=ids.content_id("f", {"label": label}),
                incident_id="i-0000000000000001",
                question=question,
                label=label,
                answers=tuple(groups),
                status=status,
                reasons=reasons,
                relations=relations,
                silent=tuple(self.origin(name).id for name in silent),
                victim_class=victim_class,
            )
        )

    def dossier(self, **more):
        fields = {
            "incident": Incident(
                id="i-0000000000000001",
                name="Khirbet Ammu, 2020-02-12",
                report_ids=tuple(report.id for report in self.reports.values()),
                claim_ids=tuple(claim.id for claim in self.claims.values()),
                pairs=(
                    Pair(
                        left=next(iter(self.reports.values())).id,
                        right=list(self.reports.values())[-1].id,
                        score=0.91,
                        reasons=("same place: Khirbet Ammu", "same day: 2020-02-12"),
                    ),
                ),
                place=KHIRBET_AMMU,
                when=When(first="2020-02-12", last="2020-02-12"),
            ),
            "reports": tuple(self.reports.values()),
            "claims": tuple(self.claims.values()),
            "chains": tuple(self.chains.values()),
            "origins": tuple(self.origins.values()),
            "copies": tuple(self.copies),
            "findings": tuple(self.findings),
            "mentions": tuple(self.mentions),
            "rejected": (
                Rejected(
                    subject="scan-04.pdf",
                    problem="not a kind of file that can be read",
                    mend="Save its text as .txt or .html.",
                ),
            ),
            "version": "0.1.0",
            "reader": READER,
        }
        return Dossier(**{**fields, **more})
