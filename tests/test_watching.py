"""A watch on a real server: what is new comes in once, and what it changes is told."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso import Case
from sayso.cli import main
from sayso.config import Settings
from sayso.intake import Web
from sayso.watching import Watch

sys.path.insert(0, str(Path(__file__).parent / "intake"))
from webserver import article, serving

OPEN = Settings(web_private=True, web_delay=1, web_seconds=10)


def told(day, count, source, head=""):
    words = (
        f"{count} civilians were killed on 12 February 2020 by a strike near Qamishli, {source} said.",
        "Ambulances took the wounded to a hospital in the city, and the road was closed until the evening.",
    )
    stamp = f'<meta property="article:published_time" content="2020-02-{day}T10:00:00Z">'
    return article(f"Strike near Qamishli, {source}, {day}", *words, head=stamp + head)


def feed(site, *paths):
    items = "".join(f"<item><title>{path}</title><link>{site.url(path)}</link></item>" for path in paths)
    site.put("/feed", f'<rss version="2.0"><channel><title>F</title>{items}</channel></rss>'.encode())


@pytest.fixture
def site():
    with serving() as site:
        site.put("/1", told(12, "Two", "the police"))
        feed(site, "/1")
        yield site


def kinds(round_):
    return [(change.kind, change.text) for change in round_.changes]


def test_rounds_bring_what_is_new_and_say_what_it_changed(site, tmp_path):
    incoming = tmp_path / "in"
    incoming.mkdir()
    (incoming / "a.html").write_bytes(told(12, "Two", "Reuters"))

    case = Case(tmp_path / "case", settings=OPEN)

    def watch():
        return Watch(case, [site.url("/feed"), str(incoming)], Web(OPEN))

    watching = watch()
    first = watching.round()
    assert first.read.stored == 2
    assert [kind for kind, _ in kinds(first)] == ["new incident"]
    second = watching.round()
    assert (second.read, second.changes) == (None, ())

    feed(site, "/2", "/1")
    site.put("/2", told(13, "Five", "SANA"))
    third = watch().round()  # another watch goes on where this one stopped
    assert third.read.stored == 1
    assert ("new origin", "SANA") in kinds(third)
    assert any(kind == "new contradiction" and "5 civilians" in text for kind, text in kinds(third))
    assert site.asked.count("/1") == 1

    (incoming / "b.html").write_bytes(told(14, "Seven", "SANA"))
    fourth = watch().round()
    assert fourth.read.stored == 1
    assert ("revised figure", "SANA: 5 civilians → 7 civilians") in kinds(fourth)
    assert Case(tmp_path / "case").verify().ok


def test_a_page_that_does_not_come_is_asked_for_again_and_then_no_more(site, tmp_path):
    feed(site, "/late", "/1")
    watching = Watch(Case(tmp_path / "case", settings=OPEN), [site.url("/feed")], Web(OPEN))
    for _ in range(5):
        watching.round()
    assert site.asked.count("/late") == 3
    assert site.asked.count("/1") == 1
    site.put("/late", told(15, "Nine", "TASS"))
    feed(site, "/later", "/late", "/1")
    site.put("/later", told(16, "Ten", "AFP"))
    assert watching.round().read.stored == 1


def test_an_unchanged_page_is_not_sent_again(site, tmp_path):
    def conditional(handler):
        unchanged = handler.headers.get("If-None-Match") == '"one"'
        body = b"" if unchanged else told(12, "Two", "the police")
        handler.send_response(304 if unchanged else 200)
        handler.send_header("ETag", '"one"')
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    site.pages["/page"] = conditional
    watching = Watch(Case(tmp_path / "case", settings=OPEN), [site.url("/page")], Web(OPEN))
    assert watching.round().read.stored == 1
    assert watching.round().read is None
    assert site.heads[-1]["If-None-Match"] == '"one"'


def test_the_command_prints_changes_and_posts_them(site, tmp_path):
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "sayso.toml").write_text("web_delay = 1\n")
    command = ["watch", site.url("/feed"), "--case", str(tmp_path / "case"), "--once", "--allow-private"]
    done = CliRunner().invoke(main, [*command, "--webhook", site.url("/hook")])
    assert done.exit_code == 0, done.output
    assert "new incident: 1 reports, 1 origins" in done.output
    [body] = [asked[1] for asked in site.asked if asked[0] == "/hook"]
    posted = json.loads(body)
    assert posted["case"] == "case"
    assert [change["kind"] for change in posted["changes"]] == ["new incident"]
    again = CliRunner().invoke(main, [*command, "--json"])
    assert (again.exit_code, again.output) == (0, "")


def test_a_damaged_state_is_one_clear_line(tmp_path):
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "watch.json").write_text("{")
    done = CliRunner().invoke(main, ["watch", "x", "--case", str(tmp_path / "case"), "--once"])
    assert done.exit_code == 1
    assert "is damaged. Remove it" in done.output
