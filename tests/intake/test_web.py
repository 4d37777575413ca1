"""Addresses, lists of them, redirects, robots.txt and manners, on a real server on the loopback."""

import gzip
import zlib

import brotli
import pytest
import zstandard
from webserver import STRIKE, article, serving

from sayso.config import Settings
from sayso.intake import Web, reports_from, taken_from
from sayso.model import Report

OPEN = Settings(web_private=True, web_delay=1, web_seconds=5)


@pytest.fixture
def site():
    with serving() as site:
        site.put("/1.html", article("Strike near Qamishli", *STRIKE))
        yield site


def read(*paths, settings=OPEN, **options):
    items = [taken.item for taken in taken_from(paths, settings, **options)]
    return [item for item in items if isinstance(item, Report)], [
        item for item in items if not isinstance(item, Report)
    ]


def test_a_page_by_its_address(site):
    [report], rejected = read(site.url("/1.html"))
    assert (report.title, report.outlet, report.url) == ("Strike near Qamishli", "Local News", site.url("/1.html"))
    assert "Reuters reported" in report.text
    assert not rejected
    assert "sayso/" in site.heads[-1]["User-Agent"]
    assert not {"Cookie", "Authorization"} & set(site.heads[-1])


def test_a_list_of_addresses_each_fetched_once(site, tmp_path):
    site.put("/2.html", article("Another", *STRIKE))
    links = tmp_path / "links.txt"
    links.write_text(f"# found today\n{site.url('/1.html')}\n\n{site.url('/2.html')}\n{site.url('/1.html')}\n")
    reports, rejected = read(links)
    assert [report.title for report in reports] == ["Strike near Qamishli", "Another"]
    assert not rejected
    assert site.asked.count("/1.html") == 1


def test_a_text_with_an_address_in_it_is_no_list(tmp_path):
    (tmp_path / "a.txt").write_text("https://example.org/1\nTwo people were killed in the village, residents said.\n")
    reports, _ = read(tmp_path / "a.txt")
    assert reports[0].text.startswith("https://example.org/1")


def test_redirects_are_followed_and_noted(site, tmp_path):
    from sayso.custody import Room

    site.put("/old", b"", 301, Location="/older")
    site.put("/older", b"", 302, Location=site.url("/1.html#top"))
    room = Room(tmp_path, OPEN)
    [taken] = taken_from([site.url("/old")], OPEN, room=room)
    response = taken.receipt.response
    assert (response.url, response.final_url) == (site.url("/old"), site.url("/1.html"))
    assert response.redirects == ((site.url("/old"), 301), (site.url("/older"), 302))
    assert (response.status, response.address) == (200, "127.0.0.1")
    assert taken.item.url == site.url("/1.html")
    assert taken.item.captured == taken.receipt.at.replace("Z", "+00:00")
    assert room.archive.path(taken.receipt.sha256).read_bytes() == site.pages["/1.html"][2]


def test_redirects_without_end(site):
    site.put("/a", b"", 302, Location="/b")
    site.put("/b", b"", 302, Location="/a")
    for number in range(12):
        site.put(f"/n{number}", b"", 302, Location=f"/n{number + 1}")
    assert "without end" in read(site.url("/a"))[1][0].problem
    assert "without end" in read(site.url("/n0"))[1][0].problem


@pytest.mark.parametrize("status", [404, 410, 451, 500])
def test_an_error_page_is_one_line_and_kept(site, tmp_path, status):
    from sayso.custody import Room

    site.put("/gone", article("Not found", *STRIKE), status)
    room = Room(tmp_path, OPEN)
    [taken] = taken_from([site.url("/gone")], OPEN, room=room)
    assert taken.item.problem == f"the server answered with status {status}"
    assert taken.receipt.response.status == status


def test_robots_txt_is_honoured(site):
    site.put("/robots.txt", b"User-agent: *\nDisallow: /secret\nUser-agent: sayso\nDisallow: /other\n")
    for path in ("/secret.html", "/other.html"):
        site.put(path, article("Kept back", *STRIKE))
    assert not read(site.url("/secret.html"))[1]
    assert "robots.txt" in read(site.url("/other.html"))[1][0].problem
    assert "/other.html" not in site.asked
    unbound = Settings(web_private=True, web_delay=1, web_robots=False)
    assert read(site.url("/other.html"), settings=unbound)[0]


def test_a_robots_txt_that_fails_closes_the_site_and_one_that_is_missing_opens_it(site):
    site.put("/robots.txt", b"", 503)
    assert "robots.txt cannot be fetched" in read(site.url("/1.html"))[1][0].problem
    site.put("/robots.txt", b"", 404)
    assert read(site.url("/1.html"))[0]


class Clock:
    def __init__(self):
        self.now = 0.0
        self.slept = []

    def time(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(round(seconds, 3))
        self.now += seconds


def test_a_host_has_its_pause_and_a_busy_one_is_asked_once_more(site):
    clock = Clock()
    web = Web(Settings(web_private=True, web_delay=1500), clock.time, clock.sleep)
    web.fetch(site.url("/1.html"))
    web.fetch(site.url("/1.html"))
    assert clock.slept == [0.0, 1.5, 1.5]  # robots.txt, and the page twice
    site.put("/robots.txt", b"User-agent: *\nCrawl-delay: 7\n")
    site.put("/busy", b"", 429, Retry_After="9")
    clock = Clock()
    assert Web(Settings(web_private=True), clock.time, clock.sleep).fetch(site.url("/busy")).response.status == 429
    assert clock.slept == [0.0, 7.0, 9.0, 0.0]
    assert site.asked.count("/busy") == 2


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("br", brotli.compress),
        ("zstd", zstandard.compress),
        ("gzip, br", lambda body: brotli.compress(gzip.compress(body))),
    ],
)
def test_encoded_pages_are_decoded_and_kept_as_sent(site, tmp_path, encoding, pack):
    from sayso.custody import Room

    body = pack(article("Strike near Qamishli", *STRIKE))
    site.put("/e", body, Content_Encoding=encoding)
    room = Room(tmp_path, OPEN)
    [taken] = taken_from([site.url("/e")], OPEN, room=room)
    assert taken.item.title == "Strike near Qamishli"
    assert room.archive.path(taken.receipt.sha256).read_bytes() == body


def test_the_server_may_declare_the_encoding_of_letters(site):
    body = article(
        "Удар", "Щонайменше двоє людей загинули під час удару біля Камішлі, повідомляє агентство."
    ).decode()
    site.put(
        "/u", body.replace('<meta charset="utf-8">', "").encode("cp1251"), Content_Type="text/html;charset=cp1251"
    )
    assert "повідомляє агентство" in read(site.url("/u"))[0][0].text


def test_a_page_may_not_claim_the_address_of_another_host(site):
    other = "https://www.reuters.com/world/1"
    claim = f'<link rel="canonical" href="{other}"><meta property="og:url" content="{other}">'
    site.put("/c", article("Strike near Qamishli", *STRIKE, head=claim))
    assert read(site.url("/c"))[0][0].url == site.url("/c")


def test_credits_in_the_data_of_a_page(site):
    data = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
      {"@type": "NewsArticle", "headline": "Strike", "datePublished": "2020-02-12T10:00:00Z",
       "publisher": {"@id": "#p"}, "creditText": "Local News / AFP",
       "author": {"@type": "Person", "name": "A. Writer"},
       "isBasedOn": {"@type": "NewsArticle", "url": "https://www.reuters.com/1", "publisher": {"name": "Reuters"}},
       "sourceOrganization": [{"@type": "NewsMediaOrganization", "name": "Interfax"}]},
      {"@type": "NewsMediaOrganization", "@id": "#p", "name": "Local News"}]}</script>"""
    site.put("/d", article("Strike near Qamishli", *STRIKE, head=data))
    [report], _ = read(site.url("/d"))
    assert (report.outlet, report.published) == ("Local News", "2020-02-12")
    assert report.credits == ("Interfax", "AFP", "Reuters")


def test_one_page_in_two_languages_is_read_passage_by_passage(site):
    from sayso.intake import passages_of

    ukrainian = (
        "Щонайменше двоє людей загинули під час удару біля Камішлі, повідомляє агентство з посиланням на лікарів."
    )
    site.put("/m", article("Strike near Qamishli", *STRIKE, ukrainian))
    [report], _ = read(site.url("/m"))
    assert [passage.language for passage in passages_of(report, OPEN)][-2:] == ["en", "uk"]


def test_without_a_room_reports_come_all_the_same(site):
    [report] = reports_from([site.url("/1.html")], OPEN)
    assert report.captured is None
