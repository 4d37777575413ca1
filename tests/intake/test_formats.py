"""Damaged documents of the file formats: no crash, no hang, one clear line each."""

import pytest

from benchmarks.formats import damaged_files, outcome, seeds

COUNT = 15


@pytest.fixture(scope="module")
def sound():
    return seeds()


@pytest.mark.parametrize(
    "suffix",
    [
        ".result.json",
        ".tweets.js",
        ".posts.jsonl",
        ".archiver.json",
        ".archiver.csv",
        ".gdelt.json",
        ".csv",
        ".eml",
        ".mbox",
        ".docx",
        ".inside.docx",
        ".pdf",
    ],
)
def test_damaged_documents_give_reports_or_clear_lines(sound, tmp_path, suffix):
    (tmp_path / f"sound{suffix}").write_bytes(sound[suffix])
    if suffix != ".inside.docx":
        assert outcome(tmp_path / f"sound{suffix}")[0]
    for path in damaged_files(suffix, sound[suffix], COUNT, tmp_path):
        assert outcome(path)[3] is None
