"""PDF and Word documents, and the words in pictures."""

import io
import shutil
import zipfile

import pytest
from docx import Document
from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfReader, PdfWriter

from benchmarks.formats import pdf_of
from sayso.errors import IntakeError
from sayso.intake import papers, paperwork, picture
from sayso.intake.bidi import in_order
from sayso.intake.paperwork import paragraphs
from sayso.intake.printed import without_margins

SET = [
    "Two people were killed near Qamishli on Wednesday morning when a con-",
    "voy came under fire on the road to the village, doctors at the hospital",
    "said. Residents spoke of shelling.",
    "The army denied that its units had fired in the area during the whole",
    "of the night.",
]
JOINED = (
    "Two people were killed near Qamishli on Wednesday morning when a convoy came under fire on the road to the "
    "village, doctors at the hospital said. Residents spoke of shelling.\n"
    "The army denied that its units had fired in the area during the whole of the night."
)


def word(path, *paragraphs, title=""):
    document = Document()
    document.core_properties.title = title
    for words in paragraphs:
        document.add_paragraph(words)
    document.save(path)
    return path


def repacked(path, **parts):
    made = io.BytesIO()
    with zipfile.ZipFile(path) as packed, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as other:
        for name in packed.namelist():
            other.writestr(name, parts.get(name.rpartition("/")[2].replace(".", "_"), packed.read(name)))
    path.write_bytes(made.getvalue())
    return path


def test_a_pdf_has_its_paragraphs_again(take, tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf_of([SET]))
    [report] = take(tmp_path / "a.pdf").items
    assert (report.text, report.language, report.published) == (JOINED, "en", None)


def test_what_stands_on_every_page_is_left_out():
    pages = [[f"News of the day, page {number}", *SET, str(number)] for number in range(1, 5)]
    assert paragraphs(pages) == "\n".join([JOINED] * 4)


@pytest.mark.parametrize(
    ("stamp", "counters"),
    [
        ("11/22/26, 9:14 PM Two killed near Qamishli", ["https://news.example/a 1/2", "https://news.example/a 2/2"]),
        ("22.11.2026, 21:14 Two killed near Qamishli", ["about:blank 1/2", "about:blank 2/2"]),
        ("22/11/2026, 21:14", ["1 of 2", "2 of 2"]),
        ("٢٢/١١/٢٠٢٦، ٩:١٤ م", ["https://news.example/a 1/2", "https://news.example/a 2/2"]),
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_the_moment_of_printing_is_no_day_of_the_report(stamp, counters, above):
    pages = [[stamp, *SET, counter] if above else [*SET, stamp, counter] for counter in counters]
    assert paragraphs(without_margins(pages)) == "\n".join([JOINED] * 2)


def test_a_printed_page_is_dated_by_its_own_words_alone(take, tmp_path):
    printed = ["12.02.2020, 14:35", *SET, "11/22/26, 9:14 PM Two killed", "https://news.example/a 1/1"]
    (tmp_path / "a.pdf").write_bytes(pdf_of([printed]))
    [report] = take(tmp_path / "a.pdf").items
    assert "12.02.2020, 14:35" in report.text
    assert "22/26" not in report.text
    assert report.published is None


@pytest.mark.parametrize(
    "page",
    [
        ["12.02.2020, 14:35", *SET],  # a dateline, and no number of a page
        ["12.02.2020, 14:35", *SET, "The court upheld 1/1 of the pleas."],
        ["12.02.2020, 14:35", *SET, "https://news.example/a 3/4"],  # not the number of this page
        [*SET, "https://news.example/a 1/1"],  # no moment
        [],
    ],
)
def test_an_article_keeps_its_own_date(page):
    assert without_margins([page]) == [page]


def test_a_pdf_with_a_password_and_a_scan(take, tmp_path):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of([SET]))))
    writer.encrypt("secret", algorithm="AES-256")
    writer.write(tmp_path / "a.pdf")
    blank = PdfWriter()
    blank.add_blank_page(200, 200)
    blank.write(tmp_path / "b.pdf")
    assert [line.problem for line in take(tmp_path).items] == [
        "is locked with a password",
        "holds no text; it may be a scan",
    ]


def test_a_pdf_that_anyone_may_open_is_read(take, tmp_path):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of([SET]))))
    writer.encrypt("", "secret", algorithm="AES-256")
    writer.write(tmp_path / "a.pdf")
    assert [report.text for report in take(tmp_path / "a.pdf").items] == [JOINED]


def test_a_pdf_with_thousands_of_pages_is_no_report():
    with pytest.raises(IntakeError, match="has 1,001 pages"):
        paperwork.pdf(pdf_of([["a"]] * 1001))


def test_words_from_right_to_left():
    read = ["قال متحدث إن 12 شخصا قتلوا في Deir Hafer يوم الأربعاء.", "Two people were killed."]
    drawn = [". الأربعاء يوم Deir Hafer في قتلوا شخصا 12 إن متحدث قال", "Two people were killed."]
    assert in_order(drawn) == read
    assert in_order(read) == read


def test_a_word_document_with_a_table(take, tmp_path):
    document = Document()
    document.core_properties.title = "Strike near Qamishli"
    document.add_paragraph(SET[0])
    document.add_table(1, 2).cell(0, 1).text = "Two killed"
    document.save(tmp_path / "a.docx")
    [report] = take(tmp_path / "a.docx").items
    assert (report.title, report.text) == ("Strike near Qamishli", f"{SET[0]}\nTwo killed")


def test_a_word_document_inside_an_archive(take, tmp_path):
    word(tmp_path / "a.docx", JOINED, title="document1")
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as packed:
        packed.write(tmp_path / "a.docx", "deep/a.docx")
    [report] = take(tmp_path / "x.zip").items
    assert (report.title, report.text) == (None, JOINED)


def test_bombs_and_entities_in_a_word_document(take, tmp_path):
    repacked(word(tmp_path / "a.docx", "x"), document_xml=b"<a>" + b" " * 60_000_000)
    repacked(word(tmp_path / "b.docx", "x"), document_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    assert [line.problem for line in take(tmp_path).items] == [
        "grows beyond all measure when it is unpacked",
        "declares XML entities, which are not expanded here",
    ]


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.xlsx", b"PK\x03\x04" + bytes(30), "is a spreadsheet, which is not read"),
        ("a.odt", b"PK\x03\x04" + bytes(30), "is an OpenDocument text, which is not read"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + bytes(30), "is locked with a password"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(30), "is a Word document of the old form, which is not read"),
        ("a.docx", b"PK\x03\x04" + bytes(30), "is a damaged document (File is not a zip file)"),
        ("a.pdf", b"%PDF-1.7\n" + b"x" * 100, "is no PDF that can be read"),
    ],
)
def test_what_is_not_read_says_so(take, tmp_path, name, data, problem):
    (tmp_path / name).write_bytes(data)
    [line] = take(tmp_path / name).items
    assert line.problem.startswith(problem)


def test_without_the_extra_there_is_one_line(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pypdf", None)
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    for work in (paperwork.pdf, paperwork.docx):
        with pytest.raises(IntakeError, match=r"pip install 'sayso\[docs\]'"):
            work(b"")


def photo(words, **options):
    image, made = Image.new("L", (1400, 120), 255), io.BytesIO()
    ImageDraw.Draw(image).text((20, 30), words, fill=0, font=ImageFont.load_default(36))
    image.save(made, "PNG", **options)
    return made.getvalue()


def test_pictures_are_left_alone_until_asked_for(take, tmp_path):
    (tmp_path / "a.png").write_bytes(photo(SET[1]))
    [line] = take(tmp_path / "a.png").items
    assert (line.problem, line.mend.partition(" to ")[0]) == (
        "is a picture, not text",
        "Set ocr = true in the case's sayso.toml",
    )


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_words_in_a_picture(take, tmp_path):
    (tmp_path / "a.png").write_bytes(photo(SET[1]))
    (tmp_path / "b.png").write_bytes(photo(""))
    (tmp_path / "c.png").write_bytes(photo("")[:80])
    taken = take(tmp_path, ocr=True, languages=("en",))
    assert [report.text for report in taken.reports] == [SET[1]]
    read, empty, damaged = (line.problem for line in taken.rejected)
    assert "were read from a picture by Tesseract" in read
    assert empty == "is a picture in which no words were found"
    assert damaged.startswith("is a picture that cannot be opened")


def test_without_tesseract_there_is_one_line(take, tmp_path, monkeypatch):
    monkeypatch.setattr(picture.shutil, "which", lambda _name: None)
    picture._there.cache_clear()  # noqa: SLF001  # what was installed a moment ago
    (tmp_path / "a.png").write_bytes(photo(SET[1]))
    [line] = take(tmp_path / "a.png", ocr=True).items
    assert line.problem == "is a picture, and the program tesseract is not installed"


def test_a_picture_of_too_many_dots_is_refused(monkeypatch):
    monkeypatch.setattr(picture, "_DOTS", 1000)
    with pytest.raises(IntakeError, match="has more than 1,000 dots"):
        picture.words(photo(SET[1]), "eng", 5)


def test_papers_are_told_by_their_first_bytes():
    assert papers.WAY.accepts(b"\n\n%PDF-1.4", "")
    assert not papers.WAY.accepts(b"PK\x03\x04" + bytes(30), ".zip")
