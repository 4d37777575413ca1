"""Tables and lists: columns by name in several languages, by the user's word, and lists without words."""

import csv
import io
import json

import pytest
from click.testing import CliRunner
from webserver import STRIKE, article, serving

from sayso.cli import main
from sayso.config import Settings
from sayso.errors import PackError
from sayso.ids import sha256_hex
from sayso.intake import taken_from
from sayso.intake.table import columns_of

WORDS = "Two people were killed near Qamishli on Wednesday, doctors said."
UKRAINIAN = "Щонайменше двоє людей загинули під час удару біля Камішлі, повідомляє агентство."


@pytest.mark.parametrize(
    ("header", "sign", "row"),
    [
        (
            "URL,Title,Full Text,Publisher,Publication date",
            ",",
            ["https://e.example/1", "T", WORDS, "News", "2020-02-12"],
        ),
        ("посилання;заголовок;текст;видання;дата", ";", ["https://e.example/1", "T", WORDS, "News", "12.02.2020"]),
        ("Ссылка\tНазвание\tТекст\tСМИ\tДата", "\t", ["https://e.example/1", "T", WORDS, "News", "12.02.2020"]),
        ("الرابط,العنوان,النص,المصدر,التاريخ", ",", ["https://e.example/1", "T", WORDS, "News", "2020-02-12"]),
        ("bağlantı|başlık|METİN|yayın|tarih", "|", ["https://e.example/1", "T", WORDS, "News", "12.02.2020"]),
        ("Link;Überschrift;Volltext;Zeitung;Datum", ";", ["https://e.example/1", "T", WORDS, "News", "12.02.2020"]),
    ],
)
def test_columns_are_known_in_several_languages(take, tmp_path, header, sign, row):
    made = io.StringIO()
    csv.writer(made, delimiter=sign).writerow(row)
    (tmp_path / "a.csv").write_text(f"{header}\n{made.getvalue()}", encoding="utf-8-sig")
    [report] = take(tmp_path / "a.csv").items
    assert (report.url, report.title, report.text) == ("https://e.example/1", "T", WORDS)
    assert (report.outlet, report.published) == ("News", "2020-02-12")


def test_a_cell_may_have_lines_and_its_row_has_its_own_hash(take, tmp_path):
    row = f'"{WORDS}\nMore, ""as said"", follows.",English\n'
    (tmp_path / "a.csv").write_text(f"text,language\n{row}")
    [report] = take(tmp_path / "a.csv").items
    assert report.text.endswith('\nMore, "as said", follows.')
    assert (report.sha256, report.language) == (sha256_hex(row.encode()), "en")


def test_older_encodings(take, tmp_path):
    (tmp_path / "a.csv").write_bytes(f"дата;текст\n2020-02-12;{UKRAINIAN}\n".encode("cp1251"))
    (tmp_path / "b.tsv").write_bytes(f"дата\tтекст\n2020-02-12\t{UKRAINIAN}\n".encode("utf-16"))
    assert [report.text for report in take(tmp_path).reports] == [UKRAINIAN] * 2


def test_the_user_names_columns(take, tmp_path):
    (tmp_path / "a.csv").write_text(f"A,B,When\nx,{WORDS.replace(',', ';')},2020-02-12\n")
    taken = take(tmp_path / "a.csv", columns=(("text", "b"), ("published", "When"), ("title", "Z")))
    assert [report.published for report in taken.reports] == ["2020-02-12"]
    assert [(line.problem, line.mend) for line in taken.rejected] == [
        ("has no column called 'Z' for title", "Its columns are: A, B, When.")
    ]


def test_an_unknown_table_says_what_to_do(take, tmp_path):
    (tmp_path / "a.csv").write_text("A,B\n1,2\n")
    [line] = take(tmp_path / "a.csv").items
    assert line.problem == "has no column that is known to hold the words of a report"
    assert line.mend == "Say which column it is, such as --columns text=B; there are: A, B."


def test_columns_on_the_command_line_and_in_the_settings(tmp_path):
    (tmp_path / "a.csv").write_text(f'Body,When\n"{WORDS}",2020-02-12\n')
    call = ["read", str(tmp_path / "a.csv"), "--case", str(tmp_path / "case"), "--columns"]
    done = CliRunner().invoke(main, [*call, "text=Body,published=When", "--json"])
    assert json.loads(done.stdout)["stored"] == 1
    assert "no field 'words'" in CliRunner().invoke(main, [*call, "words=Body"]).output
    assert "write it as" in CliRunner().invoke(main, [*call, "text"]).output
    (tmp_path / "sayso.toml").write_text('[columns]\ntext = "Body"\n')
    assert Settings.load(tmp_path / "sayso.toml").columns == (("text", "Body"),)
    (tmp_path / "sayso.toml").write_text("columns = 3\n")
    with pytest.raises(PackError, match="columns must be a table"):
        Settings.load(tmp_path / "sayso.toml")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "is empty"),
        (b"text\n", "has a header and no rows"),
        (b"text,b\n" + WORDS.encode() + b",x,y,z\n", "has more cells than the header; its quotes may be damaged"),
        (b'text\n"' + b"words of a cell without an end\n" * 9000, "cannot be told apart into cells (field larger"),
        (b"text,b\n,x\n", "has no words"),
        (bytes(range(256)) * 9, "is not text"),
    ],
)
def test_a_bad_table_is_one_line(take, tmp_path, data, problem):
    (tmp_path / "a.csv").write_bytes(data)
    [line] = take(tmp_path / "a.csv").items
    assert line.problem.startswith(problem)


def test_fields_take_different_columns():
    assert columns_of(["source", "agency", "text", "date", "timestamp"]) == {
        "text": 2,
        "outlet": 0,
        "published": 3,
        "credits": 1,
    }


LIST = {
    "url": "https://e.example/1",
    "title": "T",
    "seendate": "20230918T031500Z",
    "domain": "e.example",
    "language": "English",
}


def test_a_list_of_gdelt_names_articles_and_says_how_to_get_them(take, tmp_path):
    quoted = {**LIST, "url": "https://e.example/2", "context": WORDS}
    (tmp_path / "g.json").write_text(json.dumps({"articles": [LIST, quoted]}))
    (tmp_path / "g.csv").write_text("\ufeffURL,MobileURL,Date,Title\nhttps://e.example/1,,2023-09-18 03:15:00,T\n")
    taken = take(tmp_path)
    assert [(report.text, report.outlet, report.published) for report in taken.reports] == [
        (WORDS, "e.example", "2023-09-18T03:15:00+00:00")
    ]
    assert [line.mend for line in taken.rejected] == [
        "Read the page itself, with the extra sayso[web]: sayso read https://e.example/1"
    ] * 2


def test_a_list_that_was_fetched_is_followed():
    with serving() as site:
        site.put("/1.html", article("Strike near Qamishli", *STRIKE))
        listed = json.dumps({"articles": [{**LIST, "url": site.url("/1.html")}]}).encode()
        site.put("/list", listed, kind="application/json")
        settings = Settings(web_private=True, web_delay=1, web_seconds=5)
        [report] = [taken.item for taken in taken_from([site.url("/list")], settings)]
    assert report.title == "Strike near Qamishli"


HASH = "SHA-256:" + "ab" * 32


def test_auto_archivers_own_table(take, tmp_path):
    metadata = (
        "{'_processed_at': datetime.datetime(2022, 1, 2, 3, 4, 5, 12, tzinfo=datetime.timezone.utc), "
        f"'url': 'https://t.me/x/1', 'content': {WORDS!r}, 'timestamp': datetime.datetime(2020, 2, 12, 3, 4)}}"
    )
    media = f"[{{'filename': 'a.jpg', 'properties': {{'hash': '{HASH}'}}}}]"
    with (tmp_path / "a.csv").open("w", newline="") as file:
        csv.writer(file).writerows(
            [["status", "metadata", "media"], ["ok", metadata, media], ["no", "os.exit()", ""]]
        )
    taken = take(tmp_path / "a.csv")
    [report] = taken.reports
    assert (report.text, report.url, report.key) == (WORDS, "https://t.me/x/1", HASH)
    assert (report.published, report.captured) == ("2020-02-12T03:04:00+00:00", "2022-01-02T03:04:05+00:00")
    assert [line.problem for line in taken.rejected] == ["has no words"]


def test_auto_archivers_json_and_sheet_and_page(take, tmp_path):
    post = json.dumps({"full_text": WORDS, "id": 3})
    record = {"status": "ok", "metadata": {"url": "https://t.me/x/2", "content": post}, "media": [{"hash": HASH}]}
    (tmp_path / "a.json").write_text(json.dumps([record]))
    (tmp_path / "b.csv").write_text(
        "Link,Archive Status,Archive Location,Archive Date,Upload Timestamp,Upload Title,Text Content,Hash\n"
        f'https://t.me/x/2,ok,https://s3/x.html,2022-01-01,2020-02-12,Title,"{WORDS}",{HASH}\n'
    )
    rows = {"content": WORDS, "timestamp": "2020-02-12 03:04:05+00:00", "url": "https://t.me/x/2"}
    cells = "".join(
        f"<tr><td>{name}</td><td><span class='copy'>{value}</span></td></tr>" for name, value in rows.items()
    )
    page = (
        '<html><body><h2>Archived media for <span class="copy">x</span></h2>'
        f'<table class="content"><tr><td>{HASH}</td></tr></table>'
        f'<table class="metadata"><tr><th>key</th><th>value</th></tr>{cells}</table></body></html>'
    )
    (tmp_path / "c.html").write_text(page)
    taken = take(tmp_path)
    assert [(report.text, report.url, report.key) for report in taken.reports] == [
        (WORDS, "https://t.me/x/2", HASH)
    ] * 3
    assert [report.published and report.published[:10] for report in taken.reports] == [
        None,
        "2020-02-12",
        "2020-02-12",
    ]
    assert not taken.rejected
