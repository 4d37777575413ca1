"""The registry's files keep their contract, and a user's file is checked and named by line."""

from __future__ import annotations

import json
import os
import re
from importlib import resources
from pathlib import Path

import pytest

from sayso.errors import PackError
from sayso.registry import Sources, names
from sayso.registry.index import NameIndex
from sayso.registry.records import lines_of, source_of
from sayso.registry.vocabulary import Vocabulary

DATA = resources.files("sayso.registry").joinpath("data")
USER = """
[[source]]
id = "radio-tallbridge"
name = "Radio Tallbridge"
kind = "outlet"
names = { uk = ["Радіо Толлбрідж"] }
domains = ["tallbridge.example"]

[[source]]
id = "sana"
name = "SANA (as this case has it)"
kind = "state_agency"
"""


def test_at_least_six_hundred_sources_are_known_by_name():
    sources = Sources.load()
    assert len(sources) >= 600
    assert len({source.id for source in sources.entries}) == len(sources)
    assert {"agency", "state_agency", "outlet", "official", "military", "party", "monitor", "social", "person"} <= {
        source.kind for source in sources.entries
    }


def test_every_listed_name_leads_to_its_source_or_to_one_that_shares_it():
    sources = Sources.load()
    index = NameIndex(sources.entries)
    for source in sources.entries:
        for _, name in source.names:
            assert source in index.exact(names.words(name.removeprefix("="))), (source.id, name)


def test_institutions_are_composed_for_every_state():
    vocabulary, sources = Vocabulary.load(), Sources.load()
    for iso in vocabulary.states:
        match = sources.of_id(f"mod.{iso}")
        assert match is not None
        assert match.source
    assert sources.of_id("mod.US").source == "Pentagon"
    assert sources.of_id("nothing.US") is None
    assert sources.of_id("mod.ZZ") is None


@pytest.mark.parametrize("file", ["roles.jsonl", "party_roles.jsonl"])
def test_roles_have_words_in_the_first_five_languages(file):
    for where, record in lines_of(DATA.joinpath(file), file):
        missing = {"en", "uk", "ru"} - set(record["words"])
        assert not missing or record["group"] in {"unnamed", "insider"}, (where, missing)


def test_a_users_file_adds_and_replaces(tmp_path):
    path = tmp_path / "sources.toml"
    path.write_text(USER, encoding="utf-8")
    sources = Sources.load(path)
    assert len(sources) == len(Sources.load()) + 1
    assert sources.resolve("на Радіо Толлбрідж", "uk").source_id == "radio-tallbridge"
    assert sources.outlet("www.tallbridge.example/news").source == "Radio Tallbridge"
    assert sources.resolve("SANA (as this case has it)", "en").source_id == "sana"
    assert sources.of_id("sana").source == "SANA (as this case has it)"


def test_no_users_file_is_no_error(tmp_path):
    assert Sources.load(tmp_path / "sources.toml") is Sources.load()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (USER.replace('kind = "outlet"', 'kind = "paper"'), r"sources.toml, line 2: kind 'paper'"),
        (USER.replace('id = "sana"', 'id = "Sana!"'), r"sources.toml, line 9: id 'Sana!'"),
        (USER.replace("domains", "domain"), r"sources.toml, line 2: unknown key 'domain'"),
        (USER + 'office = [{ as = "head", from = "May" }]', r"line 9: office.from 'May'"),
        (USER.replace('["Радіо Толлбрідж"]', '"Радіо"'), r"line 2: names.uk must be a list"),
        ("[[source]\n", r"sources.toml: not valid TOML .*line 1"),
        ("[sauce]\n", r"unknown table 'sauce'"),
    ],
)
def test_a_mistake_in_a_users_file_is_named_by_line(tmp_path, text, said):
    path = tmp_path / "sources.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=said):
        Sources.load(path)


def test_a_mistake_in_a_packaged_line_is_named(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text('{"id": "a", "name": "A", "kind": "outlet"}\n\n{"id": "b"\n', encoding="utf-8")
    with pytest.raises(PackError, match=r"x\.jsonl, line 3: not valid JSON"):
        list(lines_of(path, "x.jsonl"))
    with pytest.raises(PackError, match="name is missing"):
        source_of("x.jsonl, line 1", {"id": "a", "kind": "outlet"})


def test_most_names_of_the_development_set_resolve():
    shared = Path(os.environ.get("SAYSO_SHARED", Path(__file__).parents[3] / "shared"))
    if not (shared / "gold" / "sources.json").exists():
        pytest.skip("the shared gold set is not here")
    sources = Sources.load()
    table = json.loads((shared / "gold" / "sources.json").read_text(encoding="utf-8"))
    pairs = [(alias, name) for name, entry in table.items() for alias in entry["aliases"]]
    right = sum(
        names.fold(sources.resolve(alias, _language(alias)).source) == names.fold(name) for alias, name in pairs
    )
    assert right / len(pairs) >= 0.85


def _language(alias: str) -> str:
    scripts = {"uk": "[іїєґ]", "ru": "[а-я]", "ar": "[\u0600-\u06ff]", "tr": "[ışğü]"}
    return next((code for code, letters in scripts.items() if re.search(letters, alias.lower())), "en")
