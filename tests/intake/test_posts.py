"""Posts of X: an account's archive, as it comes or unpacked, and posts as JSONL."""

import json
import zipfile

WORDS = "Two people were killed near Qamishli on Wednesday, doctors said."
AT = "Wed Feb 12 10:00:00 +0000 2020"


def post(number, text=WORDS, **fields):
    return {"id_str": str(number), "full_text": text, "created_at": AT, "lang": "en", **fields}


def part(name, *records):
    return f"window.YTD.{name}.part0 = " + json.dumps(records, indent=2)


TWEETS = part("tweets", {"tweet": post(5)}, {"tweet": post(6, f"RT @AFP: {WORDS}")})
ACCOUNT = part("account", {"account": {"username": "war_watch", "email": "a@e.example"}})


def test_an_unpacked_archive(take, tmp_path):
    (tmp_path / "tweets.js").write_text(TWEETS)
    (tmp_path / "account.js").write_text(ACCOUNT)
    taken = take(tmp_path)
    assert [(report.outlet, report.url, report.credits) for report in taken.reports] == [
        ("@war_watch", "https://x.com/war_watch/status/5", ()),
        ("@war_watch", "https://x.com/war_watch/status/6", ("@AFP",)),
    ]
    assert taken.reports[0].published == "2020-02-12T10:00:00+00:00"
    assert [line.problem for line in taken.rejected] == [
        "is the part of an account's archive called 'account', which holds no posts"
    ]


def test_an_archive_as_it_comes(take, tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as packed:
        packed.writestr("Your archive.html", "<html></html>")
        packed.writestr("data/account.js", ACCOUNT)
        packed.writestr("data/ad-engagements.js", part("ad_engagements", {}))
        packed.writestr("data/tweets.js", TWEETS)
        packed.writestr("data/tweets_media/1.jpg", b"\xff\xd8\xff")
    taken = take(tmp_path / "x.zip")
    assert [report.outlet for report in taken.reports] == ["@war_watch", "@war_watch"]
    assert not taken.rejected


def test_without_the_account_there_is_no_outlet_and_a_line(take, tmp_path):
    (tmp_path / "tweets.js").write_text(TWEETS)
    taken = take(tmp_path / "tweets.js")
    assert (taken.reports[0].outlet, taken.reports[0].url) == (None, "https://x.com/i/status/5")
    assert [line.problem for line in taken.rejected] == ["does not name its account; its posts have no outlet"]


def test_posts_as_jsonl_and_as_a_list(take, tmp_path):
    reposted = {"user": {"screen_name": "sana_sy"}}
    posts = [
        post(1, user={"screen_name": "bob", "name": "Bob"}),
        post(2, retweeted_status=reposted, user={"screen_name": "eve"}),
        {"id": "3", "text": WORDS, "author_id": "7", "created_at": "2020-02-12T10:00:00.000Z"},
        post(4, "🙏"),
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, posts)))
    (tmp_path / "b.json").write_text(json.dumps(posts))
    taken = take(tmp_path)
    assert [(report.outlet, report.key, report.credits) for report in taken.reports] == [
        ("@bob", "1", ()),
        ("@eve", "2", ("@sana_sy",)),
        (None, "3", ()),
    ] * 2
    assert [line.problem for line in taken.rejected] == ["1 posts without words were passed over"] * 2


def test_other_jsonl_is_no_post(take, tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "k", "text": WORDS, "outlet": "Example"}))
    [report] = take(tmp_path / "a.jsonl").items
    assert (report.outlet, report.key) == ("Example", "k")
