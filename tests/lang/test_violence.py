"""Words that tell of fire or an attack: every language with a pack has them, whole words and beginnings alike."""

from importlib import resources

import pytest

from sayso.lang import available
from sayso.lang.violence import tells_of_violence


@pytest.mark.parametrize("language", sorted(available()))
def test_every_language_has_words(language):
    assert resources.files("sayso.lang").joinpath(language, "violence.toml").is_file()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Riders shot the herdsman"),
        ("uk", "Стріляли з пагорба"),
        ("ru", "Обстреляли переправу"),
        ("ar", "وأطلقوا النار على القارب"),
        ("tr", "Köprüye ateş açıldı"),
        ("de", "ein Drohnenangriff auf das Depot"),
        ("fa", "به قایق شلیک کردند"),
        ("zh", "渔船遭到炮击"),
    ],
)
def test_fire_and_attacks_are_told(language, text):
    assert tells_of_violence(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Riders stopped the herdsman"),
        ("en", "The ferryman's wife"),
        ("fr", "selon un responsable du port"),
        ("xx", "shot"),
    ],
)
def test_other_words_are_not(language, text):
    assert not tells_of_violence(text, language)
