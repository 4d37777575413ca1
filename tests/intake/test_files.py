import os
import sys

import pytest

from sayso.intake import Draft, Way, ways

WORDS = "Two people were killed in the village, residents said.\n"


@pytest.fixture
def folder(tmp_path):
    for name in ("b/2.txt", "a.txt", "b/1.txt", ".hidden.txt", ".git/x.txt", "c[1].txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{name}: {WORDS}")
    return tmp_path


def test_a_folder_is_walked_in_order_without_what_is_hidden(take, folder):
    assert [report.origin_file for report in take(folder).reports] == ["a.txt", "c[1].txt", "1.txt", "2.txt"]


def test_globs_and_names_and_each_file_once(take, folder):
    taken = take(f"{folder}/**/*.txt", folder / "a.txt", folder)
    assert [report.origin_file for report in taken.reports] == ["a.txt", "1.txt", "2.txt", "c[1].txt"]
    assert [report.origin_file for report in take(folder / "c[1].txt").reports] == ["c[1].txt"]
    (folder / "link.txt").symlink_to(folder / "a.txt")
    assert take(folder / "link.txt", folder / "a.txt").reports[0].origin_file == "link.txt"
    assert len(take(folder / "link.txt", folder / "a.txt").reports) == 1


def test_paths_that_lead_nowhere_are_told_and_the_rest_goes_on(take, folder):
    (folder / "empty").mkdir()
    taken = take(folder / "none.txt", f"{folder}/*.pdf", folder / "empty", folder / "a.txt")
    assert [line.problem for line in taken.rejected] == [
        "there is no such file",
        "no file is named like this",
        "this folder holds no files",
    ]
    assert len(taken.reports) == 1


def test_standard_input_is_told_apart_by_its_first_bytes(take):
    assert take("-", stdin=WORDS.encode()).reports[0].origin_file == "-"
    long = '{"text": "' + WORDS.strip() * 400 + '", "id": "x"}\n'
    assert take("-", stdin=long.encode() * 2).reports[1].key == "x"
    page = f"<!DOCTYPE html><body><article><p>{WORDS}{WORDS}</p></article></body>"
    assert "<p>" not in take("-", stdin=page.encode()).reports[0].text


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_one_line(take, folder):
    (folder / "a.txt").chmod(0)
    assert "cannot be read" in take(folder / "a.txt").rejected[0].problem


def test_other_packages_bring_ways_in(take, folder, monkeypatch):
    site = folder / "site"
    (site / "shouty-1.0.dist-info").mkdir(parents=True)
    (site / "shouty-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: shouty\nVersion: 1.0\n")
    (site / "shouty-1.0.dist-info" / "entry_points.txt").write_text("[sayso.intake]\nshouty = shouty:WAY\n")
    (site / "shouty.py").write_text(
        "from sayso.intake import Draft, Way\n"
        "def read(source, settings):\n"
        "    text = source.stream.read().decode().lower()\n"
        "    yield Draft(subject=source.subject, text=text, sha256='0' * 64, origin_file=source.name)\n"
        "WAY = Way(kind='shouty', accepts=lambda head, suffix: suffix == '.shout', read=read)\n"
    )
    (folder / "x.shout").write_text(WORDS.upper())
    monkeypatch.syspath_prepend(str(site))
    ways.outside.cache_clear()
    try:
        assert take(folder / "x.shout").reports[0].text == WORDS.lower()
        assert take(folder / "a.txt").reports[0].text.endswith(WORDS)
        (site / "shouty-1.0.dist-info" / "entry_points.txt").write_text("[sayso.intake]\nshouty = shouty:read\n")
        ways.outside.cache_clear()
        assert "not a sayso.intake.Way" in take(folder / "a.txt").rejected[0].problem
    finally:
        sys.modules.pop("shouty", None)
        monkeypatch.undo()
        ways.outside.cache_clear()


def test_the_built_in_ways_are_ways():
    kinds = [way.kind for way in ways.BUILT_IN]
    assert len(set(kinds)) == len(kinds)
    assert kinds[-1] == "plain"
    assert all(isinstance(way, Way) for way in ways.BUILT_IN)
    assert Draft.__dataclass_params__.frozen
