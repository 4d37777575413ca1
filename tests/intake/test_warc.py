"""WARC, WACZ, gzip and ZIP: what others archived comes in with its address and time."""

import gzip
import io
import zipfile

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter
from webserver import STRIKE, article

from sayso.config import Settings
from sayso.custody import Room
from sayso.intake import taken_from
from sayso.model import Rejected, Report

# warcio's writer leaves its buffers to the garbage collector
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
PAGE = article("Strike near Qamishli", *STRIKE)


def archive(*pages, compressed=True):
    """Write a WARC with warcio: (address, status, headers, body) each."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=compressed)
    writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "test"}))
    for url, status, headers, body in pages:
        http = StatusAndHeaders(status, [("Content-Type", "text/html"), *headers], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body),
            http_headers=http,
            warc_headers_dict={"WARC-Date": "2020-02-13T00:00:00Z"},
        )
        writer.write_record(record)
        request = StatusAndHeaders("GET / HTTP/1.1", [("Host", "x")], is_http_request=True)
        writer.write_record(writer.create_warc_record(url, "request", http_headers=request))
    return out.getvalue()


def pages(count):
    return [
        (f"https://n.example/{number}", "200 OK", [], article(f"Strike {number}", *STRIKE)) for number in range(count)
    ]


def read(path, **settings):
    items = [taken.item for taken in taken_from([path], Settings(**settings))]
    return [item for item in items if isinstance(item, Report)], [
        item for item in items if isinstance(item, Rejected)
    ]


@pytest.mark.parametrize("form", ["plain", "records", "whole"])
def test_pages_with_their_address_and_time(tmp_path, form):
    data = archive(*pages(3), compressed=form == "records")
    path = tmp_path / ("x.warc" if form == "plain" else "x.warc.gz")
    path.write_bytes(gzip.compress(data) if form == "whole" else data)
    reports, rejected = read(path)
    assert [(report.title, report.url, report.captured) for report in reports] == [
        (f"Strike {number}", f"https://n.example/{number}", "2020-02-13T00:00:00+00:00") for number in range(3)
    ]
    assert not rejected


def test_what_holds_no_report_is_counted(tmp_path):
    data = archive(
        ("https://n.example/1", "200 OK", [], PAGE),
        ("https://n.example/2", "301 Moved", [("Location", "/")], b""),
        ("https://n.example/3", "404 Not Found", [], PAGE),
    )
    (tmp_path / "x.warc.gz").write_bytes(data)
    reports, rejected = read(tmp_path / "x.warc.gz")
    assert len(reports) == 1
    assert [line.problem for line in rejected] == ["passed over: 2 redirects and errors"]


@pytest.mark.parametrize("coding", ["gzip", "chunked"])
def test_transfer_forms_are_undone(tmp_path, coding):
    body = gzip.compress(PAGE) if coding == "gzip" else b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    name = "Content-Encoding" if coding == "gzip" else "Transfer-Encoding"
    (tmp_path / "x.warc").write_bytes(archive(("https://n.example/1", "200 OK", [(name, coding)], body)))
    assert read(tmp_path / "x.warc")[0][0].title == "Strike near Qamishli"


def test_an_archive_is_kept_whole_and_its_reports_name_it(tmp_path):
    (tmp_path / "x.warc.gz").write_bytes(archive(*pages(3)))
    room = Room(tmp_path / "case", Settings())
    taken = list(taken_from([tmp_path / "x.warc.gz"], Settings(), room=room))
    assert len({one.receipt.sha256 for one in taken}) == 1
    assert len(list(room.archive.hashes())) == 1
    assert len({one.item.sha256 for one in taken}) == 3


def test_what_comes_before_the_damage_is_read(tmp_path):
    data = archive(*pages(3), compressed=False)
    (tmp_path / "x.warc").write_bytes(data[: data.rindex(b"WARC/1.0") - 900])
    reports, rejected = read(tmp_path / "x.warc")
    assert len(reports) == 2
    assert [line.problem for line in rejected] == ["is cut off"]


def test_a_payload_that_was_altered_is_remarked(tmp_path):
    data = archive(*pages(1), compressed=False).replace(b"Two civilians", b"Ten civilians")
    (tmp_path / "x.warc").write_bytes(data)
    reports, rejected = read(tmp_path / "x.warc")
    assert "Ten civilians" in reports[0].text
    assert "do not have the digest" in rejected[0].problem


@pytest.mark.parametrize(
    "data",
    [
        b"WARC/1.0\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999999999999\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 999999999999\r\n\r\nx",
        b"WARC/1.0\r\n" + b"a" * 10_000_000,
        b"WARC/1.0\r\n" + b"a: b\r\n" * 100_000,
        gzip.compress(b"WARC/1.0\r\nX: " + bytes(40_000_000)),
    ],
    ids=range(7),
)
def test_damaged_archives_are_one_line(tmp_path, data):
    (tmp_path / "x.warc").write_bytes(data)
    reports, rejected = read(tmp_path / "x.warc")
    assert not reports
    assert len(rejected) == 1


def test_a_record_beyond_the_limit_is_passed_over_and_the_rest_read(tmp_path):
    large = ("https://n.example/large", "200 OK", [], b"<p>" + b"words " * 40_000)
    (tmp_path / "x.warc.gz").write_bytes(archive(large, *pages(2)))
    reports, rejected = read(tmp_path / "x.warc.gz", max_bytes=100_000)
    assert len(reports) == 2
    assert "larger than the limit" in rejected[0].problem


def test_a_wacz_gives_its_warcs_and_a_zip_everything(tmp_path):
    for name, extra in (("a.wacz", "datapackage.json"), ("b.zip", "c.txt")):
        with zipfile.ZipFile(tmp_path / name, "w") as file:
            file.writestr("archive/x.warc.gz", archive(*pages(2)))
            file.writestr(extra, "Three people were killed in the village, residents said on Monday.")
    assert len(read(tmp_path / "a.wacz")[0]) == 2
    assert len(read(tmp_path / "b.zip")[0]) == 3


def test_a_packed_case_is_read_like_any_web_archive(tmp_path):
    from sayso.custody import pack
    from sayso.ledger import Ledger

    room = Room(tmp_path / "case", Settings())
    room.begin(list)
    (tmp_path / "a.html").write_bytes(PAGE)
    [taken] = taken_from([tmp_path / "a.html"], Settings(), room=room)
    room.settle()
    Ledger.open(tmp_path / "case" / "ledger").append("rejected", [Rejected(subject="a", problem="b", mend="c")])
    pack(tmp_path / "case", tmp_path / "case.wacz")
    reports, _ = read(tmp_path / "case.wacz")
    assert [report.text for report in reports] == [taken.item.text]


@pytest.mark.parametrize("suffix", [".txt", ".html", ".jsonl"])
def test_gzip_is_taken_off_any_kind(tmp_path, suffix):
    words = "Three people were killed in the village, residents said on Monday."
    data = {".txt": words.encode(), ".html": PAGE, ".jsonl": b'{"text": "%s"}' % words.encode()}[suffix]
    (tmp_path / f"a{suffix}.gz").write_bytes(gzip.compress(data))
    assert len(read(tmp_path / f"a{suffix}.gz")[0]) == 1


def test_a_locked_or_damaged_zip_is_one_line(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04" + bytes(100))
    assert "ZIP archive" in read(tmp_path / "a.zip")[1][0].problem
