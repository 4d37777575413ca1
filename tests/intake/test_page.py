import pytest

PAGE = """<!DOCTYPE html>
<html lang="uk-UA"><head><meta charset="CHARSET"><title>Удар біля Камішлі | Приклад</title>
<meta property="og:site_name" content="Приклад Новини">
<meta property="og:title" content="Удар біля Камішлі">
<meta property="og:url" content="https://example.org/news/1">
<meta property="article:published_time" content="2020-02-12T10:15:00+02:00"></head>
<body><nav><a href="/">Головна</a> <a href="/n">Усі новини</a></nav>
<article><h1>Удар біля Камішлі</h1>
<p>Щонайменше одна людина загинула внаслідок удару по складу, повідомляє агентство з посиланням на лікарів.</p>
<p>Речник коаліції сказав, що &lt;i&gt;нічого&lt;/i&gt; не знає про загиблих.<script>alert(1)</script></p>
<p>Раніше про удар написали жителі села, але підтвердження не було до середи, 9 січня 2019 року.</p>
</article><footer>© 2011 Приклад. Усі права захищено.</footer></body></html>"""


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "utf-8"), ("windows-1251", "cp1251"), ("utf-8", "utf-16"), ("koi8-u", "utf-8")],
)
def test_an_article_with_what_its_page_says_about_it(take, tmp_path, charset, encoding):
    (tmp_path / "a.html").write_bytes(PAGE.replace("CHARSET", charset).encode(encoding))
    (report,) = take(tmp_path / "a.html").items
    assert (report.title, report.outlet) == ("Удар біля Камішлі", "Приклад Новини")
    assert (report.published, report.url, report.language) == ("2020-02-12", "https://example.org/news/1", "uk")
    assert "Щонайменше одна людина загинула" in report.text
    assert "<i>нічого</i>" in report.text
    assert not any(word in report.text for word in ("Головна", "alert", "права"))


def test_the_date_of_the_event_is_not_taken_for_that_of_the_page(take, tmp_path):
    meta = '<meta property="article:published_time" content="2020-02-12T10:15:00+02:00">'
    assert meta in PAGE
    undated = PAGE.replace(meta, "").replace("CHARSET", "utf-8")
    (tmp_path / "a.html").write_text(undated, encoding="utf-8")
    assert take(tmp_path / "a.html").reports[0].published is None


def test_a_page_without_suffix_is_known_by_its_first_bytes(take, tmp_path):
    (tmp_path / "page").write_text("\n <!-- saved --> " + PAGE.replace("CHARSET", "utf-8"), encoding="utf-8")
    assert take(tmp_path / "page").reports[0].outlet == "Приклад Новини"


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>Log in</title></head><body><form><button>Log in</button></form></body></html>",
        "<html><body><ul>"
        + "<li><a href='/x'>A headline about something that happens</a></li>" * 40
        + "</ul></body></html>",
        "<html>",
        "<html><body>" + "<div>" * 20000,
        "<html><body><p>" + "&#x0;" * 50,
    ],
)
def test_a_page_without_an_article_is_one_clear_line(take, tmp_path, page):
    (tmp_path / "a.html").write_text(page)
    taken = take(tmp_path / "a.html")
    assert not taken.reports
    assert len(taken.rejected) == 1
    assert "article" in taken.rejected[0].problem
    assert "\n" not in taken.rejected[0].problem
