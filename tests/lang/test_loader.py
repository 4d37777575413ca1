import shutil
from importlib import resources
from pathlib import Path

import pytest

from sayso import lang
from sayso.errors import PackError

ENGLISH = Path(str(resources.files("sayso.lang").joinpath("en")))


@pytest.fixture
def folder(tmp_path):
    for file in ENGLISH.glob("*.toml"):
        shutil.copy(file, tmp_path / file.name)
    return tmp_path


def test_a_copy_of_a_pack_loads(folder):
    assert lang.load_from(folder, "en").name == "English"


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("casualties.toml", "[killed]", "[kiled]", "killed"),
        ("casualties.toml", "[killed]\n", '[killed]\nmood = ["x"]\n', "unknown key 'killed.mood'"),
        ("numerals.toml", "[word]\n", '[word]\ntwelve = ["twelve"]\n', "does not end in a number"),
        ("numerals.toml", "[word]\n", "[word]\n21 = 21\n", "must be a list of words"),
        ("numerals.toml", "[word]\n", '[word]\n21 = ["a", "a"]\n', "twice"),
        ("words.toml", 'order = "svo"', 'order = "any"', "order must be one of"),
        ("words.toml", 'name = "English"', "", "name is missing"),
        ("words.toml", 'apostrophe = "splits"', 'apostrophe = "maybe"', "apostrophe"),
        ("stance.toml", "denial = [", "denial = [[", "not valid TOML"),
        ("stance.toml", "denial = [", 'denial = ["…", ', "must begin and end with a word"),
    ],
)
def test_a_mistake_names_the_file_and_the_key(folder, file, old, new, problem):
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(PackError) as caught:
        lang.load_from(folder, "en")
    assert problem in str(caught.value)
    assert "lang/en" in caught.value.subject


def test_a_missing_file_is_named(folder):
    (folder / "stance.toml").unlink()
    with pytest.raises(PackError, match=r"lang/en/stance\.toml: the file is missing"):
        lang.load_from(folder, "en")


@pytest.mark.parametrize("code", ["xx", "../en", ""])
def test_an_unknown_language_is_an_error_that_lists_the_packs(code):
    with pytest.raises(PackError, match=r"Packs: .*uk"):
        lang.load(code)
