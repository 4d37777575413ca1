import json
import os
from pathlib import Path

import pytest

from sayso.config import Settings
from sayso.ids import sha256_hex
from sayso.intake import reports_from
from sayso.intake.drafts import safe
from sayso.model import Report

SHARED = Path(os.environ.get("SAYSO_SHARED", Path(__file__).parents[3] / "shared"))
WORDS = "Two people were killed in the village, residents said."


def write(path, *records):
    lines = [record if isinstance(record, str) else json.dumps(record, ensure_ascii=False) for record in records]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_each_line_is_a_report_with_its_metadata(take, tmp_path):
    record = {
        "id": "k1",
        "url": "https://example.org",
        "lang": "en",
        "outlet": "Example",
        "published": "2020-02-12T10:00:00Z",
        "title": "Two killed",
        "text": WORDS,
        "junk": [1, {"a": None}],
    }
    file = write(tmp_path / "a.jsonl", record, {"id": 7, "publisher": "P", "date": None, "text": WORDS, "source": ""})
    first, second = take(file).items
    assert (first.key, first.url, first.outlet, first.title) == ("k1", "https://example.org", "Example", "Two killed")
    assert (first.published, first.language, first.language_confidence) == ("2020-02-12T10:00:00+00:00", "en", 1.0)
    assert first.sha256 == sha256_hex(json.dumps(record, ensure_ascii=False).encode())
    assert (second.key, second.outlet, second.published) == ("7", "P", None)


def test_bad_lines_are_named_and_the_rest_goes_on(take, tmp_path):
    deep = '{"text": ' + "[" * 100000
    file = write(
        tmp_path / "a.jsonl", "{", {"text": WORDS}, "", "[1]", {"title": "x"}, {"text": 3}, deep, {"text": " "}
    )
    taken = take(file)
    assert len(taken.reports) == 1
    assert [line.subject.removeprefix(f"{file}, ") for line in taken.rejected] == [
        "line 1",
        "line 4",
        "line 5",
        "line 6",
        "line 7",
        "line 8",
    ]
    assert taken.rejected[0].problem.startswith("is no JSON")
    assert all("\n" not in line.problem + line.mend for line in taken.rejected)


def test_surrogates_and_nul_in_escapes_are_dropped(take, tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "Two\\u0000 were \\ud800killed, residents\\r\\nsaid \\ud83d\\ude00"}')
    assert take(tmp_path / "a.jsonl").reports[0].text == "Two were killed, residents\nsaid \U0001f600"


def test_a_long_file_is_read_and_a_long_line_is_not(take, tmp_path):
    file = write(tmp_path / "a.jsonl", {"text": WORDS}, {"text": WORDS * 100}, {"text": WORDS, "id": "last"})
    taken = take(file, max_bytes=1000)
    assert [report.key for report in taken.reports] == [None, "last"]
    assert taken.rejected[0].subject.endswith("line 2")
    assert "larger than the limit of 1,000 bytes" in taken.rejected[0].problem


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marks_are_understood(take, tmp_path, encoding):
    text = "Щонайменше двоє людей загинули\u2028біля Камішлі."
    record = json.dumps({"text": text}, ensure_ascii=False)
    (tmp_path / "a.jsonl").write_bytes(f"{record}\n{record}\n".encode(encoding))
    assert [report.text for report in take(tmp_path / "a.jsonl").items] == [text, text]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared development data are not beside this checkout")
@pytest.mark.parametrize(
    ("file", "count", "told"),
    [
        ("gold/dev_reports.jsonl", 108, 108),
        ("bench/incidents/fakes.jsonl", 804, 0),
        ("bench/incidents/airwars_syria_reports.jsonl", 807, 807),
    ],
)
def test_the_development_data_read_as_they_are(file, count, told):
    path = SHARED / file
    records = {record["id"]: record for record in map(json.loads, path.read_text(encoding="utf-8").split("\n")[:-1])}
    reports = [item for item in reports_from([path], Settings()) if isinstance(item, Report)]
    assert len(reports) >= count
    agreeing = sum(report.language == records[report.key].get("lang") for report in reports)
    assert agreeing >= told * 0.995
    for report in reports:
        record = records[report.key]
        assert report.outlet == (record.get("outlet") or record.get("publisher") or record.get("source"))
        assert report.text == safe(record["text"])
