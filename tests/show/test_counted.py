"""Counts of origins never take in what names nobody; lines of English keep their order around Arabic names."""

from sayso.model import Root, Tally
from sayso.show.counted import names_in, origins_in
from sayso.show.words import apart, dated


def _tally(*roots):
    made = tuple(
        Root(question="killed", origin_id=f"o-{place}", name=name, known=known, probability=probability)
        for place, (name, known, probability) in enumerate(roots)
    )
    return Tally(number=2, expected=2.0, low=1, high=3, label="2 origins (1–3): A, B", roots=made, edges=())


def test_all_named_origins_are_told_with_their_bounds():
    assert origins_in(_tally(("A", True, 1.0), ("B", True, 0.9))) == "2 origins (1–3)"


def test_what_names_nobody_is_told_apart():
    tally = _tally(("A", True, 1.0), ("B", True, 0.9), ("Outlet", False, 1.0))
    assert origins_in(tally) == "2 named origins, 1 uncredited"
    assert origins_in(tally, ("o-0",)) == "1 named origin, 1 uncredited"


def test_only_unnamed_ones_make_no_origin():
    assert origins_in(_tally(("Outlet", False, 1.0)), ()) == "no named origin, 1 uncredited"


def test_names_are_those_that_are_likely_origins_of_their_own():
    assert names_in(_tally(("A", True, 0.9), ("B", True, 0.2), ("Outlet", False, 1.0))) == ("A",)


def test_a_right_to_left_stretch_is_isolated_with_its_brackets():
    assert apart("via جسر المثال, 4 more") == "via \u2068جسر المثال\u2069, 4 more"
    assert apart("“وكالة (سانا)” is SANA") == "“\u2068وكالة (سانا)\u2069” is SANA"
    assert apart("nothing to do") == "nothing to do"


def test_days_in_names_are_written_out():
    assert dated("Aden, 2020-02-12") == "Aden, 12 February 2020"
