"""Feeds, sitemaps, live blogs: lists of things that are reports."""
# ruff: noqa: E501  # a piece of markup stays on its line

import pytest
from webserver import STRIKE, article, serving

from sayso.config import Settings
from sayso.intake import taken_from
from sayso.model import Rejected, Report

OPEN = Settings(web_private=True, web_delay=1, web_seconds=5, max_links=3)
TEASER = "Read more."
WORDS = "&lt;p&gt;One person was killed near Qamishli on Wednesday, doctors said.&lt;/p&gt;&lt;p&gt;More follows.&lt;/p&gt;"


@pytest.fixture
def site():
    with serving() as site:
        site.put("/1.html", article("Strike near Qamishli", *STRIKE))
        yield site


def read(*paths):
    items = [taken.item for taken in taken_from(paths, OPEN)]
    return [item for item in items if isinstance(item, Report)], [
        item for item in items if isinstance(item, Rejected)
    ]


def rss(*entries, title="Feed News"):
    rows = "".join(
        f"<item><title>{name}</title><link>{link}</link><description>{words}</description>"
        f"<pubDate>Wed, 12 Feb 2020 10:00:00 +0200</pubDate></item>"
        for name, link, words in entries
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{rows}</channel></rss>'.encode()


def test_a_fetched_feed_is_followed_and_speaks_for_pages_that_are_gone(site):
    site.put("/feed", rss(("One", site.url("/1.html"), TEASER), ("Two", site.url("/gone"), WORDS)))
    reports, rejected = read(site.url("/feed"))
    assert [(report.title, report.outlet) for report in reports] == [
        ("Strike near Qamishli", "Local News"),
        ("Two", "Feed News"),
    ]
    assert reports[1].text == "Two\n\nOne person was killed near Qamishli on Wednesday, doctors said.\nMore follows."
    assert reports[1].published == "2020-02-12T08:00:00+00:00"
    assert reports[1].url == site.url("/gone")
    assert [line.problem for line in rejected] == ["the server answered with status 404"]


def test_what_a_feed_says_fills_what_a_page_does_not(site):
    bare = article("x", *STRIKE).replace(b'<meta property="og:site_name" content="Local News">', b"")
    site.put("/bare", bare)
    site.put("/feed", rss(("One", site.url("/bare"), TEASER)))
    [report], _ = read(site.url("/feed"))
    assert report.published == "2020-02-12T08:00:00+00:00"


def test_a_saved_feed_asks_nobody(site, tmp_path):
    (tmp_path / "feed.xml").write_bytes(
        rss(("One", site.url("/1.html"), TEASER), ("Two", site.url("/1.html"), WORDS))
    )
    reports, rejected = read(tmp_path / "feed.xml")
    assert [report.title for report in reports] == ["Two"]
    assert rejected[0].mend == f"Read the page itself: `sayso read {site.url('/1.html')}`."
    assert not site.asked


def test_atom_with_content_and_a_source(tmp_path):
    (tmp_path / "a.atom").write_text(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="uk"><title>Стрічка</title><entry><title>Удар</title>'
        '<link href="https://e.example/1"/><updated>2020-02-12T10:00:00Z</updated><source><title>Reuters</title></source>'
        '<content type="html">&lt;p&gt;Щонайменше двоє людей загинули під час удару біля Камішлі, повідомляє агентство з посиланням на лікарів.&lt;/p&gt;</content>'
        "</entry></feed>"
    )
    [report], _ = read(tmp_path / "a.atom")
    assert (report.title, report.outlet, report.language, report.credits) == ("Удар", "Стрічка", "uk", ("Reuters",))


def test_a_feed_without_end_is_followed_in_part(site):
    entries = [(str(number), site.url(f"/n{number}"), TEASER) for number in range(10)]
    site.put("/feed", rss(*entries))
    _, rejected = read(site.url("/feed"))
    assert sum(path.startswith("/n") for path in site.asked) == 3
    assert rejected[-1].problem == "names 10 addresses; the first 3 were followed"


def test_a_feed_that_names_itself_comes_to_an_end(site):
    site.put("/feed", rss(("Again", site.url("/feed"), TEASER), ("One", site.url("/1.html"), TEASER)))
    reports, _ = read(site.url("/feed"))
    assert len(reports) == 1
    assert site.asked.count("/feed") == 1


def test_an_empty_feed_is_one_line(tmp_path):
    (tmp_path / "a.xml").write_bytes(rss())
    assert [line.problem for line in read(tmp_path / "a.xml")[1]] == ["is a feed without entries"]


def sitemap(*addresses, tag="urlset", place="url", more=""):
    rows = "".join(f"<{place}><loc>{address}</loc>{more}</{place}>" for address in addresses)
    return f'<?xml version="1.0"?><{tag} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</{tag}>'.encode()


def test_an_index_of_sitemaps_leads_to_pages_of_its_own_host(site):
    site.put("/sitemap.xml", sitemap(site.url("/news.xml"), tag="sitemapindex", place="sitemap"))
    site.put("/news.xml", sitemap(site.url("/1.html"), "https://elsewhere.example/1"))
    reports, rejected = read(site.url("/sitemap.xml"))
    assert [report.title for report in reports] == ["Strike near Qamishli"]
    assert "another host" in rejected[0].problem


def test_a_news_sitemap_says_when_and_who(site):
    news = (
        '<n:news xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><n:publication><n:name>Map News</n:name>'
        "</n:publication><n:publication_date>2020-02-12T10:00:00Z</n:publication_date></n:news>"
    )
    site.put("/sitemap.xml", sitemap(site.url("/1.html"), more=news))
    [report], _ = read(site.url("/sitemap.xml"))
    assert report.published == "2020-02-12T10:00:00+00:00"


@pytest.mark.parametrize("data", [b"<urlset>", b"<urlset></urlset>", b"<urlset><url><loc></loc></url></urlset>"])
def test_a_sitemap_without_addresses_is_one_line(tmp_path, data):
    (tmp_path / "sitemap.xml").write_bytes(data)
    assert len(read(tmp_path / "sitemap.xml")[1]) == 1


ENTRIES = (
    (
        "2020-02-12T08:00:00Z",
        "First reports",
        "Residents say that two people were wounded by shelling near Qamishli.",
    ),
    ("2020-02-12T09:30:00Z", "Army", "The army says that none of its units fired near Qamishli on Wednesday."),
)
STATED = (
    '<script type="application/ld+json">{"@type": "LiveBlogPosting", "publisher": {"name": "Live News"}, "liveBlogUpdate": ['
    + ", ".join(
        f'{{"@type": "BlogPosting", "headline": "{head}", "articleBody": "{body}", "datePublished": "{at}", "url": "#{n}"}}'
        for n, (at, head, body) in enumerate(ENTRIES)
    )
    + "]}</script>"
)
MARKED = {
    "microdata": '<div itemprop="liveBlogUpdate" itemscope id="{n}"><time datetime="{at}">x</time><h2>{head}</h2><p>{body}</p></div>',
    "class": '<article class="card live-blog-entry" id="{n}"><h3>{head}</h3><time datetime="{at}">x</time><div><p>{body}</p></div></article>',
    "ticker": '<li class="timeline-item" id="{n}"><time datetime="{at}">x</time><h4>{head}</h4><p>{body}</p><button>Share</button></li>',
    "testid": '<article data-testid="content-post" id="{n}"><time datetime="{at}">x</time><h2>{head}</h2><p>{body}</p></article>',
}


@pytest.mark.parametrize("kind", ["stated", *MARKED])
def test_a_live_blog_is_a_report_for_each_entry(site, kind):
    if kind == "stated":
        page = article("Live", "Follow our live coverage of the day.", head=STATED)
    else:
        blocks = "".join(
            MARKED[kind].format(n=n, at=at, head=head, body=body) for n, (at, head, body) in enumerate(ENTRIES)
        )
        page = f"<html lang=en><head><title>Live</title></head><body><main>{blocks}</main></body></html>".encode()
    site.put("/live", page)
    reports, rejected = read(site.url("/live"))
    assert [(report.title, report.published[:16], report.url) for report in reports] == [
        ("First reports", "2020-02-12T08:00", site.url("/live#0")),
        ("Army", "2020-02-12T09:30", site.url("/live#1")),
    ]
    assert all(body in report.text for report, (_, _, body) in zip(reports, ENTRIES, strict=True))
    assert not any("Share" in report.text for report in reports)
    assert not rejected


def test_an_article_that_speaks_of_a_live_blog_stays_one(site):
    site.put(
        "/a", article("Live from Qamishli", *STRIKE, "<time datetime='2020-02-12'>today</time> in our live blog.")
    )
    assert len(read(site.url("/a"))[0]) == 1
