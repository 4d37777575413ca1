"""Which of all places named is where the event was."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Place
from sayso.registry.places.choose import pointless, weighed


def spot(name, admin="Kherson", country="UA", precision="exact"):
    return Place(name=name, admin=admin, country=country, precision=precision)


PROVINCE = spot("Kherson", admin=None, precision="admin")


def first(*told):
    weights = weighed(told)
    return told[weights.index(max(weights))][0].name


def test_a_namesake_abroad_loses_to_places_that_agree():
    abroad = spot("Bilozerka", admin="Lviv", country="PL")
    assert first((abroad, 1.0), (spot("Chornobaivka"), 0.9), (spot("Oleshky"), 0.4)) == "Chornobaivka"


def test_a_point_counts_by_its_division():
    assert first((spot("Izium", admin="Kharkiv"), 0.9), (spot("Oleshky"), 0.8), (PROVINCE, 0.5)) == "Oleshky"


def test_a_village_goes_before_the_town_that_its_division_is_called_after():
    assert first((spot("Kherson"), 1.0), (spot("Oleshky"), 0.6)) == "Oleshky"
    assert first((spot("Kherson"), 1.0), (spot("Oleshky"), 0.2)) == "Kherson"
    assert first((spot("Kherson"), 1.0), (spot("Izium", admin="Kharkiv"), 0.6)) == "Kherson"


def test_a_village_of_which_only_the_division_is_known_is_inside_it():
    village = spot("Nova", admin="Kherson", precision="admin")
    assert first((PROVINCE, 1.0), (village, 0.6)) == "Nova"


def test_divisions_in_which_no_point_is_named():
    told = [(PROVINCE, 1.0), (spot("Izium", admin="Kharkiv"), 0.4)]
    assert pointless(told) == {0}
    assert pointless([*told, (spot("Oleshky"), 0.1)]) == set()


@given(st.lists(st.tuples(st.sampled_from(["A", "B", "Kherson"]), st.floats(0.05, 5)), max_size=6))
def test_every_place_has_a_weight_no_greater_than_how_much_it_is_named(told):
    places = [(spot(name), weight) for name, weight in told]
    weights = weighed(places)
    assert all(0 < got <= weight + 1e-9 for got, (_, weight) in zip(weights, places, strict=True))
