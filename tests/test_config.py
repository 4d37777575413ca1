"""Settings come from one file; a mistake in it is one clear line."""

import dataclasses

import pytest

from sayso.config import LANGUAGES, Settings
from sayso.errors import PackError
from sayso.lang import available


def written(tmp_path, text):
    path = tmp_path / "sayso.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold(tmp_path):
    assert Settings.load(tmp_path / "sayso.toml") == Settings()


def test_an_empty_file_changes_nothing(tmp_path):
    assert Settings.load(written(tmp_path, "# nothing set\n")) == Settings()


def test_what_the_file_sets_is_set_and_the_rest_stays(tmp_path):
    found = Settings.load(written(tmp_path, 'languages = ["uk", "en"]\nmax_bytes = 5000\n'))
    assert found == Settings(languages=("uk", "en"), max_bytes=5000)
    assert found.threads == Settings().threads


def test_settings_cannot_be_changed_behind_the_users_back():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Settings().threads = 4


def test_every_language_with_a_pack_can_be_detected():
    assert set(available()) <= set(LANGUAGES)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("colour = 1", "unknown setting 'colour'"),
        ("threads = 0", "threads must be a whole number above 0"),
        ("threads = true", "threads must be a whole number above 0"),
        ('max_bytes = "many"', "max_bytes must be a whole number above 0"),
        ("max_bytes = 1.5", "max_bytes must be a whole number above 0"),
        ("languages = []", "languages must be a list of codes"),
        ('languages = "en"', "languages must be a list of codes"),
        ("languages = [1]", "languages must be a list of codes"),
        ("threads = = 1", "not valid TOML"),
    ],
)
def test_a_mistake_is_one_line_that_names_the_file_and_the_mend(tmp_path, text, problem):
    with pytest.raises(PackError, match=r"^sayso\.toml: ") as caught:
        Settings.load(written(tmp_path, text))
    assert problem in caught.value.problem
    assert caught.value.mend
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_text_is_a_mistake_too(tmp_path):
    path = tmp_path / "sayso.toml"
    path.write_bytes(b"\xff\xfe\x00threads")
    with pytest.raises(PackError, match="not valid TOML"):
        Settings.load(path)
