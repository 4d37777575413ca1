"""The bundled case: twenty reports that can be read, and an `expected.toml` that speaks of them alone."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

CASE = Path(__file__).parents[2] / "examples" / "khirbet-ammu"
FILES = sorted((CASE / "reports").glob("*.txt"))
SCRIPT = {"ar": "[ء-ي]", "uk": "[іїєґ]", "ru": "[ыэё]", "tr": "[ışğ]", "de": "[äöüß]", "en": r"\bthe\b"}
EXPECTED = tomllib.loads((CASE / "expected.toml").read_text(encoding="utf-8"))


def parts(path):
    header, _, text = path.read_text(encoding="utf-8").partition("\n\n")
    return dict(line.split(": ", 1) for line in header.split("\n")), text


def named(value):
    """Every report named anywhere in `value`."""
    if isinstance(value, dict):
        return {name for inner in value.values() for name in named(inner)}
    if isinstance(value, list):
        return {name for inner in value for name in named(inner)}
    return {value} if isinstance(value, str) and re.fullmatch(r"[a-z]{2}-\d\d-[a-z-]+", value) else set()


def shingles(text, size=5):
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + size]) for start in range(len(words) - size + 1)}


def test_there_are_twenty_reports_in_six_languages():
    assert len(FILES) == 20
    assert {path.name[:2] for path in FILES} == set(SCRIPT)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_report_has_its_header_its_language_and_a_readable_length(path):
    header, text = parts(path)
    assert list(header) == ["Title", "Outlet", "Date", "URL"]
    assert date.fromisoformat(header["Date"]).year == 2020
    assert header["URL"].startswith(f"https://example.org/{path.name[:2]}/")
    assert 80 <= len(text.split()) <= 220
    assert text.endswith("\n")
    assert re.search(SCRIPT[path.name[:2]], text)


def test_ukrainian_and_russian_are_kept_apart_by_their_letters():
    for path in FILES:
        _, text = parts(path)
        if path.name.startswith("uk"):
            assert not re.search("[ыэёъ]", text)
        if path.name.startswith("ru"):
            assert not re.search("[іїєґ]", text)


def test_what_is_expected_speaks_of_these_reports_and_leaves_none_out():
    stems = {path.stem for path in FILES}
    assert named(EXPECTED) == stems
    own = set(EXPECTED["incident"]["reports"])
    other = {one["report"] for one in EXPECTED["distractors"]}
    assert own | other == stems
    assert not own & other


def test_the_wire_copy_repeats_its_original_and_no_other_pair_does():
    texts = {path.stem: shingles(parts(path)[1]) for path in FILES}
    near = {
        (one, two)
        for one in texts
        for two in texts
        if one < two and len(texts[one] & texts[two]) > 0.3 * min(len(texts[one]), len(texts[two]))
    }
    assert near == {(each["original"], each["copy"]) for each in EXPECTED["copies"] if each["kind"] == "near"}


def test_the_statement_mentions_neither_a_strike_nor_a_death():
    _, text = parts(CASE / "reports" / (EXPECTED["statement"]["report"] + ".txt"))
    assert not re.search(r"air|strike|bomb|jet|kill|dead|die|civilian", text, re.IGNORECASE)
