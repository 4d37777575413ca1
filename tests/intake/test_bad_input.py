"""One bad file is one clear line, and the rest of the batch goes on."""

import json

import pytest

WORDS = "Two people were killed in the village, residents said."


@pytest.fixture
def batch(tmp_path):
    (tmp_path / "01-empty.txt").write_bytes(b"")
    (tmp_path / "02-blank.txt").write_bytes(b" \r\n\t\n")
    (tmp_path / "03-huge.txt").write_bytes(b"some words of a text without end\n" * 700_000)
    (tmp_path / "04-binary.txt").write_bytes(bytes(range(256)) * 50)
    (tmp_path / "05-picture.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(200))
    (tmp_path / "06-login.html").write_text("<html><body><form><button>Log in</button></form></body></html>")
    (tmp_path / "07-lines.jsonl").write_text(json.dumps({"text": WORDS, "id": "ok"}) + "\nnot json\n")
    (tmp_path / "08-binary.jsonl").write_bytes(bytes(range(256)) * 50)
    (tmp_path / "09-empty.jsonl").write_bytes(b"\n\n")
    (tmp_path / "10-swedish.txt").write_text("Två personer dödades i attacken på onsdagen, uppger nyhetsbyrån TT.")
    (tmp_path / "11-controls.txt").write_bytes(b"\x1b\x1b\x0c\n")
    (tmp_path / "99-good.txt").write_text(WORDS)
    return tmp_path


def test_each_has_one_line_and_the_rest_goes_on(take, batch):
    taken = take(batch)
    told = {line.subject.removeprefix(f"{batch}/"): line.problem for line in taken.rejected}
    assert len(told) == len(taken.rejected)
    assert told == {
        "01-empty.txt": "is empty",
        "02-blank.txt": "is empty",
        "03-huge.txt": "is larger than the limit of 20,000,000 bytes",
        "04-binary.txt": "is not text",
        "05-picture.jpg": "is a picture, not text",
        "06-login.html": "no article was found in this page",
        "07-lines.jsonl, line 2": "is no JSON (Expecting value: line 1 column 1 (char 0))",
        "08-binary.jsonl": "is not text",
        "09-empty.jsonl": "is empty",
        "10-swedish.txt": (
            "its language could not be told, or there is no reader for it (it looks like 'sv'); stored, not read"
        ),
        "11-controls.txt": "has no text",
    }
    assert [report.origin_file for report in taken.reports] == ["07-lines.jsonl", "10-swedish.txt", "99-good.txt"]
    assert all(line.mend.endswith(".") for line in taken.rejected)


def test_the_same_batch_gives_the_same_answer(take, batch):
    assert take(batch).items == take(batch).items


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16", "utf-16-le", "koi8_u"])
def test_older_encodings_come_in_like_any_other(take, tmp_path, encoding):
    text = "Щонайменше двоє людей загинули під час удару біля Камішлі, повідомляє агентство.\n"
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    (report,) = take(tmp_path / "a.txt").items
    assert (report.text, report.language) == (text, "uk")


def test_arabic_from_windows(take, tmp_path):
    text = "قالت وكالة الأنباء إن شخصين على الأقل قتلا في الغارة التي استهدفت القرية صباح اليوم.\n"
    (tmp_path / "a.txt").write_bytes(text.encode("cp1256"))
    (report,) = take(tmp_path / "a.txt").items
    assert (report.text, report.language) == (text, "ar")
