"""Materials for tests of the export room: made as `Case` makes them, from claims that a test cares about."""

import functools

import builders as make

from sayso import Case, export, outgoing
from sayso.model import Dossier, Hedge, Incident, Mention, Place, Rejected, Span, When
from sayso.trace import trace
from sayso.weigh import findings_of
from sayso.weigh.policies import figures
from sayso.weigh.policies import policy as policy_of

DAY = When(first="2024-05-01", last="2024-05-01")
TOWN = Place(
    name="Qamishli",
    lat=37.052134,
    lon=41.321574,
    precision="near",
    uncertainty_km=15.0,
    country="SY",
    admin="Hasakah",
    geonames_id=173377,
)
# What a page written to do harm may hold: formulas, ends of cells and lines, a NUL, marks that turn text around.
HOSTILE = (
    '=HYPERLINK("http://example.org/?"&A1,"here")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\ttab first",
    "'apostrophe first",
    'comma, "quotes" and \r\nlines; semicolons',
    "a NUL \x00 inside",
    "\u202eturned round\u202c \u2066and\u2069",
    "مقتل مدني واحد",
    "</script><script>alert(1)</script>",
    "{{7*7}} ${x} %s \\ \\n",
    "🇺🇦 \U0001f469\u200d\U0001f692 e\u0301",
)


def dossier(claims, reports, *, place=TOWN, when=DAY, name="Qamishli, 2024-05-01"):
    traced = trace(reports, claims, resolve_outlet=lambda outlet: (outlet, "outlet", None))
    ids = "".join(report.id for report in reports)
    incident = Incident(
        id=f"i-{abs(sum(map(ord, ids))):016x}",
        name=name,
        report_ids=tuple(report.id for report in reports),
        claim_ids=tuple(claim.id for claim in claims),
        pairs=(),
        place=place,
        when=when,
    )
    mentions = []
    for report in reports:
        span = Span(start=0, end=6, quote=report.text[:6])
        mentions.append(Mention(report_id=report.id, kind="event", value="clash", span=span))
        if when:
            mentions.append(Mention(report_id=report.id, kind="day", value=when.first, span=span, when=when))
        if place:
            mentions.append(Mention(report_id=report.id, kind="place", value=place.name, span=span, place=place))
    return Dossier(
        incident=incident,
        reports=reports,
        claims=claims,
        chains=traced.chains,
        origins=traced.origins,
        copies=traced.copies,
        findings=findings_of(incident, claims, traced),
        mentions=tuple(mentions),
        rejected=(),
        version="0",
        reader="test@1",
    )


def material(*dossiers, decisions=(), rejected=(), policy=None, name="a case"):
    chosen = policy_of(policy) if policy else None
    return export.Material(
        name=name,
        dossiers=dossiers,
        reports=tuple(report for one in dossiers for report in one.reports),
        claims=tuple(claim for one in dossiers for claim in one.claims),
        decisions=decisions,
        rejected=rejected,
        version="0",
        readers=("test@1",) if dossiers else (),
        figures=tuple(figure for one in dossiers for figure in figures(one, chosen)) if chosen else (),
        policy=export.Stamp(
            name=chosen.stamp,
            title=chosen.title,
            source=chosen.source,
            cells=tuple(cell.name for cell in chosen.cells),
        )
        if chosen
        else None,
    )


def one_claim(policy=None, **settings):
    """An incident with one report and one claim."""
    reports = (make.report("r-1", "Report: one dead.", outlet="Example Herald", published="2024-05-02"),)
    claims = (_with(make.claim("r-1", "SANA", value=1, people="civilian"), id="c-0000000000000001"),)
    return material(dossier(claims, reports, **settings), policy=policy)


def hostile(policy=None):
    """One claim per hostile text, which is its quote, its hedge, its outlet, its title and its report's text."""
    reports, claims = [], []
    for number, text in enumerate(HOSTILE):
        report = make.report(f"r-{number}", text, outlet=text, published="2024-05-02")
        reports.append(_with(report, title=text, url=f"https://example.org/{text}", key=text))
        claim = make.claim(f"r-{number}", "SANA", value=number + 1, people="civilian")
        span = Span(start=0, end=len(text), quote=text)
        claims.append(_with(claim, id=f"c-{number:016x}", span=span, hedge=Hedge(span=span, strength="weak")))
    shown = dossier(
        tuple(claims), tuple(reports), name=HOSTILE[0], place=_with(TOWN, name=HOSTILE[1], admin=HOSTILE[2])
    )
    rejected = tuple(Rejected(subject=text, problem=text, mend=text) for text in HOSTILE)
    return material(shown, rejected=rejected, policy=policy, name=HOSTILE[6])


def _with(value, **changes):
    import dataclasses

    return dataclasses.replace(value, **changes)


def of_example(case, policy=None):
    """The bundled example as a material; worked out once per policy, for nothing writes to it."""
    return _of_folder(case.folder, policy)


@functools.cache
def opened(folder):
    """The case in a folder that no test writes to, opened once."""
    return Case(folder)


@functools.cache
def _of_folder(folder, policy):
    return outgoing.material_of(opened(folder), policy=policy)


def given(name, policy, case):
    """The material called `name`: the bundled example, or one of the hard ones."""
    makers = {
        "example": lambda: of_example(case, policy),
        "empty": lambda: material(policy=policy),
        "one claim": lambda: one_claim(policy),
        "nowhere, never": lambda: one_claim(policy, place=None, when=None),
        "hostile": lambda: hostile(policy),
    }
    return makers[name]()
