import pytest

from sayso.intake.plain import split_header

TEXT = "Щонайменше двоє людей загинули біля Камішлі, пише агентство.\n\nКоаліція це заперечує.\n"


def test_a_text_file_is_a_report(take, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (report,) = take(tmp_path / "a.txt").items
    assert report.text == TEXT
    assert (report.language, report.origin_file, report.title) == ("uk", "a.txt", None)


def test_the_header_block_is_metadata_and_not_text(take, tmp_path):
    head = "Title: Удар біля Камішлі\nOUTLET: Приклад\ndate: 12 лютого 2020\nURL: https://example.org/1\n\n"
    (tmp_path / "a.txt").write_text(head + TEXT, encoding="utf-8")
    (report,) = take(tmp_path / "a.txt").items
    assert report.text == TEXT
    assert (report.title, report.outlet) == ("Удар біля Камішлі", "Приклад")
    assert (report.published, report.url) == ("2020-02-12", "https://example.org/1")


@pytest.mark.parametrize(
    "text",
    [
        "Source: Reuters\n\nTwo were killed.",
        "Title: A\nTwo were killed.\n\nMore.",
        "Title: A\nTitle: B\n\nMore.",
        "Note: an update.\n\nTwo were killed.",
        "Title: no empty line after it",
        "\nTitle: A\n\nB",
        "---\n\nA rule, not a header.",
        "",
    ],
)
def test_what_only_looks_like_a_header_stays_text(text):
    assert split_header(text) == ({}, text)


def test_markdown_has_its_heading_for_title_and_keeps_it(take, tmp_path):
    (tmp_path / "a.md").write_text("# Two hurt ##\n\nTwo people were hurt near the village.\n")
    (tmp_path / "b.md").write_text('---\ntitle: "Two hurt"\nlang: en\n---\n\nTwo people were hurt.\n')
    first, second = take(tmp_path / "a.md", tmp_path / "b.md").reports
    assert first.title == second.title == "Two hurt"
    assert first.text.startswith("# Two hurt")
    assert second.text == "Two people were hurt.\n"


def test_line_ends_and_control_characters_are_settled_before_anything_is_counted(take, tmp_path):
    (tmp_path / "a.txt").write_bytes("Two killed.\r\nOne\x07 hurt.\rMore e\u0301 \u200f\u2028here.".encode())
    (report,) = take(tmp_path / "a.txt").reports
    assert report.text == "Two killed.\nOne hurt.\nMore e\u0301 \u200f\u2028here."


def test_two_outlets_with_one_text_are_two_reports_and_one_file_twice_is_one(take, tmp_path):
    for name, outlet in (("a", "One"), ("b", "Two"), ("c", "One")):
        (tmp_path / f"{name}.txt").write_text(f"Outlet: {outlet}\n\n{TEXT}", encoding="utf-8")
    a, b, c = take(tmp_path).reports
    assert a.id == c.id
    assert a.id != b.id
    assert a.text_sha256 == b.text_sha256
    assert take(tmp_path / "a.txt").items == [a]


def test_markup_in_a_text_stays_text(take, tmp_path):
    (tmp_path / "a.txt").write_text("<p>Two people were killed, <script>alert(1)</script> residents said.")
    (report,) = take(tmp_path / "a.txt").reports
    assert "<script>" in report.text
