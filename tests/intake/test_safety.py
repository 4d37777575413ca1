"""What strangers try: addresses of the inside, floods, endless answers, pages that break parsers."""

import gzip
import socket
import time
import zipfile

import brotli
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from webserver import STRIKE, article, serving

from sayso.config import Settings
from sayso.errors import IntakeError
from sayso.intake import Web, reports_from, webguard
from sayso.intake.fence import FENCE, Fence
from sayso.intake.webguard import is_open
from sayso.model import Rejected, Report

INSIDE = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",  # noqa: S104  # an address to refuse
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.100.100.200",
    "192.0.0.192",
    "168.63.129.16",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
    "fe80::1%eth0",
    "fd00:ec2::254",
    "ff02::1",
]


@pytest.fixture
def site():
    with serving() as site:
        site.put("/1.html", article("Strike near Qamishli", *STRIKE))
        yield site


def only(paths, **options):
    [item] = reports_from(paths, Settings(web_delay=1, **options))
    return item


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_of_the_inside_are_closed(address):
    assert not is_open(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_addresses_of_the_open_internet_are_open(address):
    assert is_open(address)


@given(st.ip_addresses(v=4))
@settings(derandomize=True, max_examples=60, deadline=None)
def test_an_address_inside_another_is_seen(address):
    mapped = f"::ffff:{address}"
    assert is_open(mapped) == is_open(str(address))


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0"],
)
def test_no_spelling_of_loopback_is_asked(site, host):
    item = only([f"http://{host}:{site.port}/1.html"])
    assert isinstance(item, Rejected)
    assert not site.asked


def test_a_name_that_leads_inside_is_refused_whatever_else_it_leads_to(site, monkeypatch):
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, site.port)) for address in ("8.8.8.8", "127.0.0.1")]
    monkeypatch.setattr(webguard.socket, "getaddrinfo", lambda *_, **__: rows)
    assert (
        "127.0.0.1, which is not of the open internet" in only([f"http://rebind.example:{site.port}/1.html"]).problem
    )
    assert not site.asked


def test_the_address_that_was_checked_is_the_one_connected_to(site, monkeypatch):
    """A name server that changes its answer between the check and the connection changes nothing."""
    answers = iter([["127.0.0.1"], ["127.0.0.1"]])
    real = socket.getaddrinfo
    looked_up = []

    def look_up(host, port, *arguments, **options):
        if host == "rebind.example":
            looked_up.append(host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in next(answers)]
        return real(host, port, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    web = Web(Settings(web_private=True, web_delay=1))
    assert web.fetch(f"http://rebind.example:{site.port}/1.html").response.address == "127.0.0.1"
    assert looked_up == ["rebind.example"] * 2  # robots.txt and the page: one look-up for each connection


def test_every_redirect_is_checked(site, monkeypatch):
    site.put("/out", b"", 302, Location="http://169.254.169.254/latest/meta-data/")
    site.put("/file", b"", 302, Location="file:///etc/passwd")
    site.put("/named", b"", 302, Location="http://user:secret@127.0.0.1/")
    real = webguard.is_open
    monkeypatch.setattr(webguard, "is_open", lambda address: address == "127.0.0.1" or real(address))
    assert "169.254.169.254" in only([site.url("/out")]).problem
    assert "no address of the web" in only([site.url("/file")]).problem
    assert "name or password" in only([site.url("/named")]).problem


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "http://[::1",
        "https://a b/",
        "http://\x00/",
        "http://x:99999/",
        "http://" + "a" * 5000,
        "http://xn--a/",
    ],
)
def test_malformed_addresses_are_one_line(url):
    assert isinstance(only([url], web_private=True, web_seconds=2), Rejected)


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [("gzip", gzip.compress), ("br", lambda body: brotli.compress(body, quality=1)), ("zstd", zstandard.compress)],
)
def test_a_flood_in_a_small_answer_is_bounded(site, encoding, pack):
    site.put("/bomb", pack(b"<p>words. </p>" + bytes(40_000_000)), Content_Encoding=encoding)
    started = time.monotonic()
    assert "beyond all measure" in only([site.url("/bomb")], web_private=True).problem
    assert time.monotonic() - started < 5


def test_a_large_answer_is_cut_off(site):
    def endless(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        for _ in range(200):
            handler.wfile.write(b"<p>words</p>" * 10000)

    site.pages["/endless"] = endless
    assert "larger than the limit" in only([site.url("/endless")], web_private=True, max_bytes=1_000_000).problem


@pytest.mark.parametrize("where", ["head", "body", "silent"])
def test_a_server_that_drips_holds_nobody_up(site, where):
    def drip(handler):
        piece = {"head": b"X-Slow: 1\r\n", "body": b"x", "silent": b""}[where]
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" if where == "head" else b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(60):
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(0.1)

    site.pages["/slow"] = drip
    started = time.monotonic()
    assert "within 1 seconds" in only([site.url("/slow")], web_private=True, web_seconds=1).problem
    assert time.monotonic() - started < 4


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\x00" * 100,
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 50000 + b"\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://[\r\nContent-Length: 0\r\n\r\n",
    ],
)
def test_broken_answers_are_one_line(site, answer):
    def broken(handler):
        handler.wfile.write(answer)
        handler.close_connection = True

    site.pages["/broken"] = broken
    assert isinstance(only([site.url("/broken")], web_private=True, web_seconds=3), Rejected)


XML = {
    "laughs": '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">]>{}',
    "outside": '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>{}',
    "parameter": '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1/x"> %p;]>{}',
}
DOCUMENTS = {
    "feed": "<rss version='2.0'><channel><title>&a;</title><item><title>x</title></item></channel></rss>",
    "sitemap": "<urlset><url><loc>https://example.org/&a;</loc></url></urlset>",
}


@pytest.mark.parametrize("attack", XML)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_xml_entities_are_never_expanded(tmp_path, attack, document):
    (tmp_path / "a.xml").write_text(XML[attack].format(DOCUMENTS[document]))
    assert "XML entities" in only([tmp_path / "a.xml"]).problem


def test_archives_write_nowhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with zipfile.ZipFile("a.zip", "w") as file:
        for name in ("../../evil.txt", "/evil.txt", "a/../../evil.txt", "C:\\evil.txt", "good.txt"):
            file.writestr(name, f"{name}: two people were killed in the village, residents said on Monday.")
    before = set(tmp_path.parent.rglob("*"))
    reports = list(reports_from(["a.zip"], Settings()))
    assert len(reports) == 5
    assert set(tmp_path.parent.rglob("*")) == before


def test_bombs_in_files_are_bounded(tmp_path):
    zeros = bytes(40 << 20)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.jsonl", zeros)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(zeros, 9))
    (tmp_path / "c.html.gz").write_bytes(gzip.compress(gzip.compress(zeros)))
    for name in ("a.zip", "b.jsonl.gz", "c.html.gz"):
        items = list(reports_from([tmp_path / name], Settings()))
        assert items
        assert all(isinstance(item, Rejected) for item in items)


def test_archives_in_archives_come_to_an_end(tmp_path):
    data = b"Two people were killed in the village, residents said."
    for _ in range(12):
        data = gzip.compress(data)
    (tmp_path / "a.txt.gz").write_bytes(data)
    assert "too deep" in only([tmp_path / "a.txt.gz"]).problem


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("while True: pass", "was not taken apart within 1 seconds"),
        ("import os; os._exit(3)", "brought down the process"),
        ("raise ValueError('a\\nb')", "cannot be taken apart (ValueError: a b)"),
        ("x = bytes(8 << 30)", "cannot be taken apart (MemoryError: )"),
    ],
)
def test_whatever_happens_behind_the_fence_stays_there(tmp_path, monkeypatch, code, problem):
    package = tmp_path / "sitecustomize.py"
    package.write_text(
        "import sys, types\n"
        "module = types.ModuleType('sayso.intake.trap')\n"
        f"def work(data):\n    exec({code!r})\n"
        "module.work = work\n"
        "sys.modules['sayso.intake.trap'] = module\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    fence = Fence()
    try:
        with pytest.raises(IntakeError) as caught:
            fence.call("sayso.intake.trap:work", b"data", {}, subject="x", seconds=1)
        assert caught.value.problem.startswith(problem)
    finally:
        fence.close()


def test_the_fence_calls_nothing_but_ways_in():
    fence = Fence()
    try:
        with pytest.raises(IntakeError):
            fence.call("os:system", b"", {}, subject="x", seconds=1)
    finally:
        fence.close()


@pytest.mark.parametrize(
    "page",
    [
        b"<html>" + b"<div>" * 200_000,
        b"<html><body>" + b"<p>words" * 100_000,
        b"<!--" * 200_000 + b"<html>",
        b"<html><script type='application/ld+json'>" + b"[" * 200_000 + b"</script>",
        b"<html><script type='application/ld+json'>" * 5000,
        b"<html><body>" + b"<b><i><u><table><tr><td>" * 20_000,
        b"<html><p>" + b"a" * 2_000_000,
    ],
    ids=range(7),
)
def test_a_hostile_page_is_read_or_told_in_time(tmp_path, page):
    (tmp_path / "a.html").write_bytes(page)
    started = time.monotonic()
    items = list(reports_from([tmp_path / "a.html"], Settings(max_seconds=1)))
    assert len(items) >= 1
    assert time.monotonic() - started < 1 + 7  # and what it takes to start again


def test_a_text_beyond_all_reports_is_turned_away(tmp_path):
    (tmp_path / "a.txt").write_text("Two people were killed. " * 100)
    assert "more than 1,000 letters" in only([tmp_path / "a.txt"], max_letters=1000).problem
    assert isinstance(only([tmp_path / "a.txt"]), Report)


def test_the_fence_of_this_process_still_stands(tmp_path):
    (tmp_path / "a.html").write_bytes(article("Strike near Qamishli", *STRIKE))
    assert isinstance(only([tmp_path / "a.html"]), Report)
    assert FENCE is not None
