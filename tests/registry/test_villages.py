"""Names of villages that no index holds: where they end, and where such a village lies."""

import pytest

from sayso.registry.places import Places


@pytest.fixture(scope="module")
def places():
    return Places.load()


def villages(places, text, language):
    return {each.name: each.place for each in places.resolve(places.find(text, language)) if each.role == "village"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('سقطت قذائف على قرية "جرن برن" في سوريا', "جرن برن"),  # what stands in quotes
        ("سقطت قذائف على قرية «جرن برن» في سوريا", "جرن برن"),
        ("سقطت قذائف على قرية زعفر الدنان في سوريا", "زعفر الدنان"),  # the second word has the article
        ("سقطت قذائف على قرية أم الزعفر في سوريا", "أم الزعفر"),  # the first word begins names
        ("سقطت قذائف على قرية زعفرون الواقعة في سوريا", "زعفرون"),  # an adjective is no part of the name
        ("سقطت قذائف على قرية زعفرون الشمالي في سوريا", "زعفرون"),
        ("سقطت قذائف على قرية زعفرون الثلاثاء في سوريا", "زعفرون"),
    ],
)
def test_an_arabic_village_has_its_whole_name(places, text, name):
    assert set(villages(places, text, "ar")) == {name}


@pytest.mark.parametrize(
    "text",
    [
        "قصف القرى بالإضافة إلى قرى بالإضافة في سوريا",
        "قصف قرية وبلدة في سوريا",
        "قصف قرية ضمن منطقة في سوريا",
        "قصف قرية سورية",
    ],
)
def test_what_names_nothing_is_no_village(places, text):
    assert not villages(places, text, "ar")


def test_a_village_lies_by_the_place_of_its_own_sentence(places):
    between = "The ministry gave no further details of the day and named no other settlement. " * 3
    text = f"Shells hit the village of Zafaron in the town of Sarmada, Syria. {between} Others fell near Qamishli."
    assert villages(places, text, "en")["Zafaron"].admin == "Idlib"


def test_a_village_told_by_its_province_is_inside_it(places):
    between = "The ministry gave no further details of the day and named no other settlement. " * 3
    text = f"Shells hit the village of Zafaron in Idlib province, Syria. {between} Others fell near Qamishli."
    found = villages(places, text, "en")["Zafaron"]
    assert found.admin == "Idlib"
    assert found.precision == "admin"


def test_a_village_called_like_a_division_of_a_country_that_the_text_says_nothing_of_is_a_village(places):
    text = "قصفت القوات التركية والمدفعية التركية قرية أبين في سوريا وقرب عفرين بريف حلب السوري"
    assert villages(places, text, "ar")["أبين"].country == "SY"


def test_a_village_lies_in_the_country_that_the_text_speaks_of_most(places):
    text = "Shells hit the village of Zafaron, Syria said. Syrian officials spoke of it in Brugge."
    assert villages(places, text, "en")["Zafaron"].country != "BE"


@pytest.mark.parametrize(
    ("text", "language", "km"),
    [
        ("Shells fell east of Kobani, by 20 km, in Syria.", "en", 20.0),
        ("سقطت قذائف شرق مدينة كوباني 20 كم في سوريا", "ar", 20.0),
        ("Shells fell east of Kobani, 20 km from the border of Syria.", "en", None),  # of something else
        ("Shells fell east of Kobani, Syria. It took 20 km of road.", "en", None),
    ],
)
def test_the_distance_may_follow_the_name(places, text, language, km):
    told = [each.relative for each in places.resolve(places.find(text, language)) if each.place.name == "Kobani"]
    assert [(each.bearing, each.km) for each in told] == [(90.0, km)]


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [("Shells hit the village of Barzah, west of Idlib.", "en", "Barzah"), ("قصف بلدة برزة غربي إدلب", "ar", "برزة")],
)
def test_a_village_told_to_lie_by_a_town_is_no_namesake_far_from_it(places, text, language, name):
    place = villages(places, text, language)[name]
    assert place.admin == "Idlib"
    assert place.precision == "near"


def test_a_name_is_no_company_to_itself(places):
    again = "The village of Abyan is empty. " * 2
    text = f"Shells hit the village of Abyan in Aleppo, Syria. People fled. {again}"
    assert "YE" not in {each.place.country for each in places.resolve(places.find(text, "en"))}


def test_a_village_lies_by_the_town_whose_it_is_told_to_be(places):
    text = "Kamışlı'nın Hirbet Hemo köyünde Şam'a bağlı milisler devriyeyi durdurdu, Suriye'de."
    place = villages(places, text, "tr")["Hirbet Hemo"]
    assert place.admin == "Hasakah"


def test_a_village_of_a_division_is_not_by_a_town_that_the_text_names_far_from_it(places):
    later = "وقالت الوكالة إن دورية مشتركة داهمت منازل عدد من المطلوبين في حي من أحياء المدينة دون ورود معلومات " * 2
    text = f"داهمت دورية منزلا في قرية الرويشد بمحافظة دير الزور في سوريا. {later} في مدينة هجين"
    place = villages(places, text, "ar")["الرويشد"]
    assert (place.precision, place.admin) == ("admin", "Deir ez-Zor")
