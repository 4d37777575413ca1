"""Krippendorff's alpha against the reference implementation, and what counts as agreement."""

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.case import new_decision
from sayso.desk.agreement import alpha, alpha_of, judged_by

UNITS = st.lists(st.lists(st.sampled_from(["accept", "reject", "unsure", None]), min_size=2, max_size=4), min_size=1)


@settings(derandomize=True, deadline=None)
@given(UNITS)
def test_alpha_is_that_of_the_reference(units):
    width = max(len(unit) for unit in units)
    names = ["accept", "reject", "unsure"]
    table = np.full((width, len(units)), np.nan)
    for column, unit in enumerate(units):
        for row, value in enumerate(unit):
            if value is not None:
                table[row, column] = names.index(value)
    mine = alpha([[value for value in unit if value is not None] for unit in units])
    pairable = [[v for v in unit if v is not None] for unit in units]
    told = {value for unit in pairable if len(unit) > 1 for value in unit}
    if len(told) < 2:
        assert mine is None
    else:
        assert mine == pytest.approx(krippendorff.alpha(table, level_of_measurement="nominal"))


def decision(reviewer, verdict, subject, at, **more):
    return new_decision(verdict, subject, reviewer=reviewer, at=at, **more)


def test_only_what_both_judged_is_compared_and_the_last_word_counts():
    told = [
        decision("Ada", "accept", "c-1", "2026-01-01"),
        decision("Ada", "reject", "c-1", "2026-01-02"),
        decision("Ben", "accept", "c-1", "2026-01-01"),
        decision("Ada", "accept", "c-2", "2026-01-01"),
        decision("Ben", "accept", "c-2", "2026-01-03"),
        decision("Ada", "accept", "c-3", "2026-01-01"),
    ]
    judged = judged_by(told, ["Ada", "Ben"])
    assert [(one.subject, one.agreed) for one in judged] == [("c-1", False), ("c-2", True)]
    assert alpha_of(told) == pytest.approx(alpha([["reject", "accept"], ["accept", "accept"]]))


def test_what_is_taken_back_is_no_judgement():
    first = decision("Ada", "accept", "c-1", "2026-01-01")
    other = decision("Ben", "reject", "c-1", "2026-01-01")
    back = decision("Ben", "withdraw", "c-1", "2026-01-02", supersedes=other.id)
    assert judged_by([first, other, back], ["Ada", "Ben"]) == ()
