"""What a decision makes anew, and what it leaves alone."""

import pytest
from builders import claim, mention, place_mention, report

import sayso.trace
from sayso import Case
from sayso.case import new_decision
from sayso.group import Grouping
from sayso.ledger import Ledger
from sayso.model import Reading

TOWNS = {"Ganja": ("2020-10-11", (40.68, 46.36)), "Kherson": ("2022-11-15", (46.64, 32.61))}


@pytest.fixture
def folder(tmp_path):
    """A case of two towns, three reports each."""
    with Ledger.open(tmp_path / "case" / "ledger").segment() as segment:
        for town, (day, point) in TOWNS.items():
            for number in range(3):
                name = f"r-{town}-{number}"
                text = f"Report {number} of {town}: shells fell."
                segment.add("report", report(name, text, outlet=f"Outlet {number}", published=day))
                mentions = (place_mention(name, town, point), mention(name, "day", day))
                told = (claim(name, "SANA" if number else "SOHR", value=number + 1),)
                segment.add("reading", Reading(report_id=name, claims=told, mentions=mentions, reader="test@1"))
    return tmp_path / "case"


@pytest.fixture
def work(monkeypatch):
    """Counts how often incidents are grouped and traced."""
    done = {"trace": 0, "group": 0}
    for room, function, kind in ((sayso.trace, "trace_all", "trace"), (Grouping, "incidents", "group")):
        real = getattr(room, function)

        def counted(*args, real=real, kind=kind, **options):
            done[kind] += len(args[0]) if kind == "trace" else 1
            return real(*args, **options)

        monkeypatch.setattr(room, function, counted)
    return done


def all_of(case):
    return [case.dossier(incident) for incident in case.incidents()]


def test_all_dossiers_at_once_are_the_same_as_one_by_one(folder):
    assert list(Case(folder).dossiers()) == all_of(Case(folder))


def decided(verdict, subject, hour=1, **fields):
    return new_decision(verdict, subject, reviewer="ada", at=f"2024-01-01T{hour:02}:00:00+00:00", **fields)


def test_a_decision_on_a_claim_is_weighed_in_its_own_incident_alone(folder, work):
    case = Case(folder)
    assert len(all_of(case)) == 2
    assert work == {"trace": 2, "group": 1}
    case.decide(decided("reject", case.dossier(case.incidents()[0]).claims[0].id))
    assert all_of(case) == all_of(Case(folder))
    assert work == {"trace": 3 + 2, "group": 1 + 1}  # the second of each is the fresh case's


def test_undoing_a_decision_is_noticed(folder):
    case = Case(folder)
    before = all_of(case)
    subject = before[0].claims[0].id
    first = decided("reject", subject)
    case.decide(first)
    assert all_of(case) != before
    case.decide(decided("accept", subject, 2, supersedes=first.id))
    assert [found.findings for found in all_of(case)] == [found.findings for found in before]


def test_joining_two_origins_is_noticed_and_so_is_parting_them(folder):
    case = Case(folder)
    before = all_of(case)
    pair = sorted(origin.id for origin in before[0].origins)
    case.decide(decided("same_origin", pair[0], object=pair[1]))
    assert len(all_of(case)[0].origins) == 1
    case.decide(decided("different", pair[1], 2, object=pair[0]))
    assert all_of(case) == all_of(Case(folder))
    assert len(all_of(case)[0].origins) == 2


def test_reports_that_a_reviewer_joins_are_grouped_again(folder, work):
    case = Case(folder)
    case.incidents()
    case.decide(decided("same", "r-Ganja-0", object="r-Kherson-0"))
    assert any({"r-Ganja-0", "r-Kherson-0"} <= set(found.report_ids) for found in case.incidents())
    assert work["group"] == 2
    assert all_of(case) == all_of(Case(folder))


def test_what_another_program_stored_meanwhile_is_not_lost(folder):
    case = Case(folder)
    claims = [told.claims[0].id for told in all_of(case)]
    Case(folder).decide(decided("reject", claims[0]))
    case.decide(decided("reject", claims[1]))
    assert len(case.decisions()) == 2
    assert all_of(case) == all_of(Case(folder))


def test_the_same_decision_twice_is_one(folder):
    case = Case(folder)
    one = decided("reject", all_of(case)[0].claims[0].id)
    case.decide(one)
    case.decide(one)
    assert case.decisions() == (one,)
