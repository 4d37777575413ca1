"""A policy fills a cell with one number, says by which rule and from which claims, and lists what it left out."""

import builders as make
import pytest

from sayso.errors import UnknownError
from sayso.model import Count, Dossier, Incident
from sayso.trace import trace
from sayso.weigh import findings_of
from sayso.weigh.blame import shared_blame
from sayso.weigh.policies import figures, policies, policy

SEVERAL = Count(low=2, high=None, vague="several")
DOZENS = Count(low=24, high=99, vague="dozens")


def dossier(*claims):
    reports = tuple(
        make.report(f"r-{n}", f"Report number {n} of its own words.", outlet=f"Outlet {n}", published="2024-05-01")
        for n in range(9)
    )
    traced = trace(reports, claims, resolve_outlet=lambda name: (name, "outlet", None))
    incident = Incident(
        id="i-1",
        name="X",
        report_ids=tuple(report.id for report in reports),
        claim_ids=tuple(claim.id for claim in claims),
        pairs=(),
    )
    return Dossier(
        incident=incident,
        reports=reports,
        claims=claims,
        chains=traced.chains,
        origins=traced.origins,
        copies=traced.copies,
        findings=findings_of(incident, claims, traced),
        mentions=(),
        rejected=(),
        version="1",
        reader="test@1",
    )


def by(name, *claims):
    return {figure.cell: figure for figure in figures(dossier(*claims), name)}


def acled(*claims):
    return by("acled", *claims)["fatalities"]


def test_where_reports_conflict_acled_takes_the_lowest_and_the_rest_is_listed():
    low = make.claim("r-1", "SANA", value=4, people="civilian")
    figure = acled(make.claim("r-0", "Reuters", value=9, people="civilian"), low)
    assert (figure.value, figure.rule, figure.policy) == (4, "lowest", "acled@1")
    assert figure.claim_ids == (low.id,)
    assert [(other.value, other.label) for other in figure.alternatives] == [(9, "9 civilians")]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (DOZENS, 12),
        (SEVERAL, 3),
        (Count(low=200, high=999, vague="hundreds"), 100),
        ((5, None), 5),
        ((0, 5), 3),
        ((0, 2), 2),
        ((4, 6), 4),
        (7, 7),
    ],
)
def test_acled_reads_words_and_bounds_as_its_codebook_does(told, expected):
    assert acled(make.claim("r-0", "SANA", value=told)).value == expected


def test_without_a_figure_acled_has_nought_and_the_others_have_nothing():
    wounded = make.claim("r-0", "SANA", question="wounded", value=3)
    assert (acled(wounded).value, acled(wounded).rule, acled(wounded).claim_ids) == (0, "none-told", ())
    assert by("ucdp", wounded)["best"].value is None
    assert by("airwars", wounded)["killed_injured_civilian_non_combatants.killed_max"].value is None


def test_people_of_different_kinds_add_up():
    civilians = make.claim("r-0", "SANA", value=2, people="civilian")
    soldiers = make.claim("r-1", "SOHR", value=5, people="soldier", start=20)
    figure = acled(civilians, soldiers)
    assert (figure.value, figure.rule, set(figure.claim_ids)) == (7, "sum-of-lowest", {civilians.id, soldiers.id})


def test_children_are_among_the_civilians_and_soldiers_and_police_add_up():
    children = make.claim("r-0", "SANA", value=3, people="child")
    civilians = make.claim("r-1", "SOHR", value=9, people="civilian")
    assert acled(children, civilians).value == 9
    assert by("airwars", children, civilians)["killed_injured_children.killed_min"].value == 3
    soldiers = make.claim("r-2", "SANA", value=3, people="soldier", start=40)
    police = make.claim("r-2", "SANA", value=2, people="police", start=60)
    assert acled(soldiers, police).value == 5


def test_a_figure_for_everybody_is_not_added_to_its_parts():
    claims = (
        make.claim("r-0", "SANA", value=2, people="civilian"),
        make.claim("r-0", "SANA", value=5, people="soldier", start=20),
        make.claim("r-0", "SANA", value=7, start=40),
    )
    assert acled(*claims).value == 7
    assert by("ucdp", *claims)["high"].value == 7


def test_a_denial_is_no_count():
    none = make.claim("r-1", "US-led coalition", value=0, people="civilian")
    figure = acled(make.claim("r-0", "SANA", value=4, people="civilian"), none)
    assert figure.value == 4
    assert [(other.why_not, other.claim_ids) for other in figure.alternatives] == [
        ("a denial is no count", (none.id,))
    ]
    denied = make.claim("r-1", "US-led coalition", value=4, people="civilian", polarity="denied")
    assert by("ucdp", denied)["low"].value is None


def test_what_nobody_can_be_held_to_counts_only_where_there_is_nothing_else():
    loose = make.claim("r-0", "unnamed sources", value=2)
    held = make.claim("r-1", "SANA", value=4)
    assert acled(loose).value == 2
    assert acled(loose, held).value == 4


def test_best_is_the_figure_of_most_independent_origins_and_range_leaves_it_open():
    claims = (
        make.claim("r-0", "SANA", value=9),
        make.claim("r-1", "SOHR", value=4),
        make.claim("r-2", "Reuters", value=4, start=9),
        make.claim("r-3", "US-led coalition", value=(2, None)),
    )
    found = by("ucdp", *claims)
    assert [found[cell].value for cell in ("low", "best", "high")] == [2, 4, 9]
    assert "best" not in by("ucdp-range", *claims)


def test_airwars_has_no_certain_minimum_where_it_is_disputed_who_was_hit():
    found = by(
        "airwars",
        make.claim("r-0", "SANA", value=4, people="civilian"),
        make.claim("r-1", "US-led coalition", value=4, people="combatant"),
    )
    for people in ("civilian_non_combatants", "belligerents"):
        cells = [found[f"killed_injured_{people}.killed_{end}"] for end in ("min", "max")]
        assert [cell.value for cell in cells] == [0, 4]
        assert cells[0].rule == "disputed-who"


def test_airwars_takes_people_of_no_stated_kind_for_civilians():
    found = by("airwars", make.claim("r-0", "SANA", value=DOZENS))
    cells = [found[f"killed_injured_civilian_non_combatants.killed_{end}"].value for end in ("min", "max")]
    assert cells == [12, 24]


@pytest.mark.parametrize(
    ("claims", "grade", "rule"),
    [
        ([make.claim("r-0", "SANA", value=4, people="civilian")], "Weak", "harm-told"),
        (
            [
                make.claim("r-0", "SANA", value=4, people="civilian"),
                make.claim("r-1", "SOHR", value=5, people="civilian"),
                make.claim("r-1", "SOHR", question="perpetrator", value=make.party("US forces")),
            ],
            "Fair",
            "two-origins-and-a-party",
        ),
        (
            [
                make.claim("r-0", "SANA", value=4, people="civilian"),
                make.claim("r-1", "SOHR", question="perpetrator", value=make.party("US forces")),
                make.claim("r-0", "SANA", question="perpetrator", value=make.party("Turkish forces"), start=30),
            ],
            "Contested",
            "rival-parties",
        ),
        ([make.claim("r-0", "SANA", value=4, people="combatant")], "Discounted", "fighters-only"),
        (
            [
                make.claim("r-0", "SANA", value=4, people="civilian"),
                make.claim("r-1", "US-led coalition", value=1, people="civilian", act="concede"),
            ],
            "Confirmed",
            "conceded",
        ),
    ],
)
def test_airwars_grading_is_suggested_with_the_rule_met(claims, grade, rule):
    figure = by("airwars", *claims)["civilian_harm_status"]
    assert (figure.value, figure.rule) == (grade, rule)
    assert figure.why.startswith("suggested: ")
    assert set(figure.claim_ids) <= {claim.id for claim in claims}
    assert figure.claim_ids


def test_without_harm_nothing_is_graded():
    assert "civilian_harm_status" not in by("airwars", make.claim("r-0", "SANA", question="strikes", value=2))


@pytest.mark.parametrize("entry", policies(), ids=lambda entry: entry.name)
def test_every_policy_is_whole(entry):
    from typing import get_args

    from sayso.model import COUNT_QUESTIONS, VictimClass
    from sayso.weigh.codebook import Pick

    assert entry.unattributed in {"last", "never", "always"}
    assert entry.up_to in {"zero", "unspecified"}
    assert entry.disputed in {"zero", "keep"}
    assert {"several", "dozens", "hundreds", "thousands"} == set(entry.words)
    for cell in entry.cells:
        assert cell.question in COUNT_QUESTIONS
        assert cell.pick in get_args(Pick)
        assert cell.people in {"all", *get_args(VictimClass)}
    assert policy(entry.stamp) is entry


def test_an_unknown_policy_or_version_is_named():
    with pytest.raises(UnknownError, match="no such policy"):
        policy("acled@99")


def accused(report_id, name):
    return make.claim(report_id, f"Voice {report_id}", question="perpetrator", value=make.party(name))


@pytest.mark.parametrize(
    ("named", "contested"),
    [
        (("Syrian army", "Syrian army"), True),
        (("Syrian army", "Russian forces"), True),
        (("Russian forces", "Russian forces", "Syrian army"), False),  # clearly more name the ally alone
        (("Turkish army", "Turkish army", "Syrian army"), False),  # a word in one of many
        (("Turkish army",), False),
        ((), False),
    ],
)
def test_blame_is_shared_where_the_codebook_takes_an_ally_to_be_blamed_too(named, contested):
    told = dossier(*(accused(f"r-{n}", name) for n, name in enumerate(named)))
    assert bool(shared_blame(told, policy("airwars"))) is contested
    assert shared_blame(told, policy("acled")) == ()


@pytest.mark.parametrize(("fighters", "least"), [(1, 2), (3, 0)])
def test_a_word_of_fighters_in_one_report_of_many_leaves_the_least_of_the_civilians(fighters, least):
    civilians = [make.claim(f"r-{n}", f"Voice {n}", value=2, people="civilian") for n in range(3)]
    others = [make.claim(f"r-{n + 3}", f"Other {n}", value=2, people="combatant") for n in range(fighters)]
    found = {figure.cell: figure for figure in figures(dossier(*civilians, *others), "airwars")}
    assert found["killed_injured_civilian_non_combatants.killed_min"].value == least
